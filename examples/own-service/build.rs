//! Generates the client.

use postcond_codegen::{Generator, SdkSources, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=models/sfn.json");
    println!("cargo::rerun-if-changed=models/sfn.overlay.json");
    println!("cargo::rerun-if-changed=src/sfn");
    let generated = Generator::new(Source::file("models/sfn.json"))
        .overlay(Source::file("models/sfn.overlay.json"))
        .checks("src/sfn", "crate::sfn")
        .sdk_sources(SdkSources::of_build_script())
        .generate()?;
    for warning in generated.warnings() {
        println!("cargo::warning={warning}");
    }
    let file = format!("{}/sfn.rs", std::env::var("OUT_DIR")?);
    std::fs::write(file, generated.source())?;
    Ok(())
}
