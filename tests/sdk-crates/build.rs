//! Generates the client of each service whose feature is on, from botocore's description of it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use postcond_codegen::{Draft, Generator, SdkSources, Source, models};

/// The SDK crates, by what follows `aws-sdk-`, and botocore's name where that is another.
const SERVICES: &[(&str, &str)] = &[
    ("cloudfront", "cloudfront"),
    ("cloudwatchlogs", "logs"),
    ("databrew", "databrew"),
    ("dynamodb", "dynamodb"),
    ("iot", "iot"),
    ("kinesis", "kinesis"),
    ("kms", "kms"),
    ("lambda", "lambda"),
    ("medialive", "medialive"),
    ("pinpoint", "pinpoint"),
    ("polly", "polly"),
    ("rekognition", "rekognition"),
    ("route53", "route53"),
    ("s3", "s3"),
    ("sfn", "stepfunctions"),
    ("sns", "sns"),
    ("sqs", "sqs"),
    ("sts", "sts"),
    ("swf", "swf"),
];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=POSTCOND_BOTOCORE");
    let botocore = match env::var("POSTCOND_BOTOCORE") {
        Ok(botocore) => PathBuf::from(botocore),
        Err(_) => {
            let message = "POSTCOND_BOTOCORE names the directory that models/botocore.sh writes";
            println!("cargo::error={message}");
            return ExitCode::FAILURE;
        }
    };
    for (name, service) in SERVICES {
        let feature = format!("CARGO_FEATURE_{}", name.to_uppercase());
        if env::var_os(feature).is_none() {
            continue;
        }
        if let Err(errors) = generate(name, &botocore.join(service)) {
            println!("cargo::error={name}: {}", errors.replace('\n', "; "));
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Writes `$OUT_DIR/<name>.rs`.
fn generate(name: &str, botocore: &Path) -> Result<(), String> {
    let started = Instant::now();
    let paginators = botocore.join("paginators-1.json");
    let model = models::refresh(&models::Source::Botocore {
        service: botocore.join("service-2.json").into(),
        paginators: Some(paginators).filter(|it| it.exists()).map(Into::into),
    });
    let model = model.map_err(|problems| problems.to_string())?;
    let model = Source::embedded(format!("{name}.json"), model);
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let checks = Path::new(&out).join(name);
    let (overlay, modules) = draft(name, &model, &checks)?;
    let (derived, generating) = (started.elapsed(), Instant::now());
    let generator = Generator::new(model)
        .overlay(Source::embedded(format!("{name}.overlay.json"), overlay))
        .checks(&checks, format!("crate::{name}"))
        .sdk_sources(SdkSources::of_build_script());
    let generated = generator.generate().map_err(|errors| errors.to_string())?;
    // That the overlay is guessed is meant.
    let warnings = generated.warnings().iter();
    for warning in warnings.filter(|it| !it.contains("guessed")) {
        println!("cargo::warning={warning}");
    }
    println!(
        "{name}: derived in {derived:?}, {:?} in {:?}",
        generated.counts(),
        generating.elapsed()
    );
    let surface = module(generated.surface());
    let source = format!("{}\n{surface}\n{modules}", generated.source());
    fs::write(Path::new(&out).join(format!("{name}.rs")), source).map_err(|error| error.to_string())
}

/// Drafts the overlay and, into the directory `checks`, the checks; returns the overlay, and the modules that
/// the checks are.
fn draft(name: &str, model: &Source, checks: &Path) -> Result<(String, String), String> {
    fs::create_dir_all(checks).map_err(|error| error.to_string())?;
    let draft = Draft::new(model, format!("crate::{name}")).map_err(|errors| errors.to_string())?;
    let mut modules = String::new();
    for (module, source) in [("gone", draft.gone()), ("tags", draft.tags())] {
        let file = checks.join(format!("{module}.rs"));
        if let Some(source) = source {
            fs::write(&file, source).map_err(|error| error.to_string())?;
            modules += &format!("#[path = {file:?}]\nmod {module};\n");
        }
    }
    let draft = draft
        .with_checks(checks)
        .map_err(|errors| errors.to_string())?;
    let overlay = draft.overlay(None).map_err(|errors| errors.to_string())?;
    Ok((overlay, modules))
}

/// What names every operation and member in the SDK crate.
fn module(surface: &str) -> String {
    format!("/// Everything, by name.\n#[allow(missing_docs)]\npub mod surface {{\n{surface}\n}}\n")
}
