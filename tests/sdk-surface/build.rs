//! Writes, for each service, a module that names every operation and member of its model.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use postcond_codegen::{Generated, Generator, SdkSources, Source};
use postcond_models::ServiceModel;

/// The generator refuses a model without the checks that its mutations need.
const FACADE: &str = "../../postcond/src";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    let mut ok = true;
    for model in postcond_models::ALL {
        println!("cargo::rerun-if-changed={FACADE}/{}", model.name);
        if let Err(errors) = write(model) {
            for error in errors {
                println!("cargo::error={error}");
            }
            ok = false;
        }
    }
    if ok {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Writes `$OUT_DIR/<service>.rs`, and how many operations and members it names.
fn write(model: &ServiceModel) -> Result<(), Vec<String>> {
    let name = model.name;
    let generator = Generator::new(Source::embedded(model.file, model.ast))
        .overlay(Source::embedded(model.overlay_file, model.overlay))
        .checks(format!("{FACADE}/{name}"), format!("crate::{name}"))
        .sdk_sources(SdkSources::of_build_script());
    let generated = generator.generate().map_err(|errors| {
        let errors = errors.as_slice().iter();
        errors.map(ToString::to_string).collect::<Vec<_>>()
    })?;
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let file = Path::new(&out).join(format!("{name}.rs"));
    let source = format!("{}\n{}", generated.surface(), constants(&generated));
    fs::write(&file, source).map_err(|error| vec![format!("{}: {error}", file.display())])
}

/// Constants that say how much there was to compile, so that nothing cannot pass for everything.
fn constants(generated: &Generated) -> String {
    let surface = generated.surface();
    let inputs = surface.matches("input.").count();
    let outputs = surface.matches("output.").count();
    format!(
        "pub const OPERATIONS: usize = {};\n\
         pub const INPUT_MEMBERS: usize = {inputs};\n\
         pub const OUTPUT_MEMBERS: usize = {outputs};\n\
         pub const WARNINGS: &[&str] = &{:?};\n",
        generated.counts().operations,
        generated.warnings(),
    )
}
