//! The command line of `postcond-models-refresh`.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use postcond_models_refresh::{Source, refresh};

const USAGE: &str = "\
usage: postcond-models-refresh botocore <service-2.json> [<paginators-1.json>] <output>
       postcond-models-refresh smithy <model.json> <output>";

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let Some((source, output)) = parse(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let model = match refresh(&source) {
        Ok(model) => model,
        Err(problems) => {
            eprintln!("{problems}");
            return ExitCode::FAILURE;
        }
    };
    match fs::write(&output, model) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: cannot be written: {error}", output.display());
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[OsString]) -> Option<(Source, PathBuf)> {
    let (source, output) = match arguments {
        [kind, service, paginators @ .., output] if kind == "botocore" && paginators.len() < 2 => {
            let source = Source::Botocore {
                service: PathBuf::from(service).into(),
                paginators: paginators.first().map(|it| PathBuf::from(it).into()),
            };
            (source, output)
        }
        [kind, model, output] if kind == "smithy" => (
            Source::Smithy {
                model: PathBuf::from(model).into(),
            },
            output,
        ),
        _ => return None,
    };
    Some((source, output.into()))
}
