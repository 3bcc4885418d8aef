//! Generates the client of each enabled service from its model.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use postcond_codegen::{Generator, Source};
use postcond_models::ServiceModel;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    let mut ok = true;
    for model in postcond_models::ALL {
        let feature = format!("CARGO_FEATURE_{}", model.name.to_uppercase());
        println!("cargo::rerun-if-changed=src/{}", model.name);
        if env::var_os(feature).is_some() {
            ok &= generate(model);
        }
    }
    if ok {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Writes `$OUT_DIR/<service>.rs`, or says everything that is wrong.
fn generate(model: &ServiceModel) -> bool {
    let name = model.name;
    let started = Instant::now();
    let generated = Generator::new(Source::embedded(model.file, model.ast))
        .overlay(Source::embedded(model.overlay_file, model.overlay))
        .checks(format!("src/{name}"), format!("crate::{name}"))
        .receipts(env::var_os("CARGO_FEATURE_RECEIPTS").is_some())
        .generate();
    let generated = match generated {
        Ok(generated) => generated,
        Err(errors) => {
            for error in errors.as_slice() {
                println!("cargo::error={error}");
            }
            return false;
        }
    };
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let file = Path::new(&out).join(format!("{name}.rs"));
    if let Err(error) = fs::write(&file, generated.source()) {
        println!(
            "cargo::error={}: cannot be written: {error}",
            file.display()
        );
        return false;
    }
    // Shown by `cargo build -vv`.
    println!(
        "{name}: {:?} in {:?}",
        generated.counts(),
        started.elapsed()
    );
    true
}
