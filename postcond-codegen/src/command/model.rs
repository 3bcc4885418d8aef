//! `postcond-codegen model`: derives the model of a service.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgGroup, ArgMatches, Command, value_parser};
use postcond_codegen::models::{self, Source};
use serde_json::Value;

use super::Failure;
use super::packed;

/// What a ZIP archive begins with, as a wheel is one.
const ARCHIVE: &[u8] = b"PK";

pub(crate) fn command() -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    Command::new("model")
        .about("Derives the model of a service, and writes it in the form that the generator reads")
        .arg(
            Arg::new("service")
                .required(true)
                .help("The service as botocore calls it, as in `stepfunctions`"),
        )
        .arg(path("botocore").long("botocore").value_name("PATH").help(
            "A wheel of botocore (`pip download --no-deps botocore`), or a directory of its data, as in \
                 `site-packages/botocore/data`",
        ))
        .arg(
            path("smithy")
                .long("smithy")
                .value_name("FILE")
                .help("AWS's own model of the service: a Smithy 2.0 JSON AST"),
        )
        .group(
            ArgGroup::new("source")
                .args(["botocore", "smithy"])
                .required(true),
        )
        .arg(
            path("output")
                .long("output")
                .value_name("FILE")
                .help("Where to write the model. Default: models/SERVICE.json"),
        )
}

pub(crate) fn run(arguments: &ArgMatches) -> Result<String, Failure> {
    let service: &String = arguments.get_one("service").ok_or("no service")?;
    let path = |name: &str| arguments.get_one::<PathBuf>(name);
    let source = match (path("botocore"), path("smithy")) {
        (Some(botocore), _) => packed::service(botocore, service)?,
        (None, Some(model)) => smithy(model)?,
        (None, None) => return Err("give --botocore or --smithy".into()),
    };
    let model = models::refresh(&source)?;
    let default = || PathBuf::from("models").join(format!("{service}.json"));
    let output = path("output").cloned().unwrap_or_else(default);
    if let Some(directory) = output.parent() {
        fs::create_dir_all(directory)
            .map_err(|error| format!("{} cannot be made: {error}", directory.display()))?;
    }
    fs::write(&output, model)
        .map_err(|error| format!("{} cannot be written: {error}", output.display()))?;
    Ok(format!("{} is written\n", output.display()))
}

/// AWS's own model in `file`. What it is not is said for those who took the wrong file.
fn smithy(file: &Path) -> Result<Source, Failure> {
    let no_ast = |why: &str| format!("{}: is no Smithy 2.0 JSON AST: {why}", file.display());
    let unreadable = |error| format!("{}: cannot be read: {error}", file.display());
    let bytes = fs::read(file).map_err(unreadable)?;
    if bytes.starts_with(ARCHIVE) {
        return Err(no_ast("it is an archive: give a wheel of botocore with --botocore").into());
    }
    let text = String::from_utf8(bytes).map_err(|_| no_ast("it is no text"))?;
    // What is no JSON at all is told with the place.
    if let Ok(Value::Object(ast)) = serde_json::from_str(&text) {
        let lacks = match ast.get("smithy").map(Value::as_str) {
            None if ast.contains_key("metadata") => Some(
                "it has no `smithy`, and looks like botocore's: give its directory with --botocore"
                    .into(),
            ),
            None => Some("it has no `smithy`, the version".into()),
            Some(Some(version)) if version.starts_with('2') => None,
            Some(Some(version)) => Some(format!("its `smithy`, the version, is {version}")),
            Some(None) => Some("its `smithy`, the version, is no text".to_owned()),
        };
        let lacks = lacks.or_else(|| {
            let has_shapes = ast.get("shapes").is_some_and(Value::is_object);
            (!has_shapes).then(|| "it has no `shapes`".to_owned())
        });
        if let Some(lacks) = lacks {
            return Err(no_ast(&lacks).into());
        }
    }
    Ok(Source::Smithy {
        model: postcond_codegen::Source::embedded(file.display().to_string(), text),
    })
}
