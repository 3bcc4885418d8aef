//! Generates a client that names postcond as this crate does.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use postcond_codegen::{Generator, Source};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=models");
    println!("cargo::rerun-if-changed=src/parameters");
    let generated = Generator::new(Source::file("models/parameters.json"))
        .overlay(Source::file("models/parameters.overlay.json"))
        .checks("src/parameters", "crate::parameters")
        .postcond_crate("::read_your_writes")
        .receipts(true)
        .generate();
    let generated = match generated {
        Ok(generated) => generated,
        Err(errors) => {
            println!("cargo::error={errors}");
            return ExitCode::FAILURE;
        }
    };
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let file = Path::new(&out).join("parameters.rs");
    fs::write(file, generated.source()).expect("cargo's directory can be written to");
    ExitCode::SUCCESS
}
