//! Generates consistent clients from Smithy models: typed wrappers around an AWS SDK client whose
//! mutating calls return once a read-back has confirmed that the change is visible.
//!
//! The build script of `postcond` is one user; yours, for a service that `postcond` does not cover,
//! can be another:
//!
//! ```no_run
//! use postcond_codegen::{Generator, SdkSources, Source};
//!
//! let generated = Generator::new(Source::file("models/dynamodb.json"))
//!     .overlay(Source::file("models/dynamodb.overlay.json"))
//!     .checks("src/dynamodb", "crate::dynamodb")
//!     .sdk_sources(SdkSources::of_build_script())
//!     .generate()?;
//! for warning in generated.warnings() {
//!     println!("cargo::warning={warning}");
//! }
//! let file = format!("{}/dynamodb.rs", std::env::var("OUT_DIR")?);
//! std::fs::write(file, generated.source())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `examples/own-service` in the repository walks from `cargo new` to the first confirmed call.
//!
//! The command `postcond-codegen`, of the feature `command`, begins all of that: `postcond-codegen model`
//! derives the model from a wheel of botocore or from AWS's own, and `postcond-codegen init` writes an overlay
//! that guesses which operations read, the build script, the module, and checks where the model shows how to
//! read back.
//!
//! ```console
//! cargo install postcond-codegen --features command
//! pip download --no-deps botocore
//! postcond-codegen model stepfunctions --botocore botocore-*.whl --output models/sfn.json
//! postcond-codegen init sfn
//! ```
//!
//! AWS's own models (`postcond-codegen model --smithy FILE`) say more than botocore's, where they have resources:
//! which operation reads what another one has created, changed or deleted. From a resource that has a `read`, `init`
//! derives checks, into `lifecycle.rs`: what is created is found, what is changed is as the call has set it, and what
//! is deleted is not found. Each says what it is derived from. What the read does not show, or cannot be asked for, is
//! left as a stub that says why. Compared are only texts, numbers, flags, enumerations, and lists and maps of them: a
//! service may complete what has more parts.
//!
//! Run again, `init` changes nothing that is there. Operations that are new in the model are added to the overlay and
//! as stubs, with what could be drafted in comments, and what has gone from the model is named.
//!
//! The generated source is one module: include it where `#[post_condition(service = ...)]` is to
//! find it, in a `pub mod` if tests or other crates are to name the client. The crate that includes it depends on
//! `postcond` and on the service's SDK crate.
//!
//! The client's type is `Consistent`, the name of the service in the SDK, and `Client`: `ConsistentSfnClient`. The
//! simulator of `postcond-sim` plays any service that speaks awsJson or awsQuery, once it is told what the operations
//! answer; it does not speak REST.
//!
#![doc = include_str!("overlay.md")]

mod ast;
mod checks;
mod coalescing;
mod draft;
mod emit;
mod error;
mod error_codes;
mod footprint;
mod gate;
mod ir;
pub mod json;
mod lower;
mod model;
#[cfg(feature = "models")]
pub mod models;
mod names;
mod overlay;
mod prose;
mod receipts;
mod refusals;
mod restrict;
mod retention;
mod sdk;
mod source;
mod traits;

use std::path::PathBuf;

use crate::checks::ScannedCheck;
use crate::error::Collector;
use crate::ir::Service;
use crate::model::Model;

pub use draft::{Draft, Dropped, draft_overlay};
pub use error::{Error, Errors};
pub use ir::Counts;
pub use sdk::SdkSources;
pub use source::Source;

/// Generates the client of one service.
#[derive(Clone, Debug)]
pub struct Generator {
    model: Source,
    overlay: Option<Source>,
    checks: Option<Checks>,
    sdk_crate: Option<String>,
    sdk_sources: Option<SdkSources>,
    postcond_crate: String,
    receipts: bool,
}

/// Where the service's checks are.
#[derive(Clone, Debug)]
struct Checks {
    directory: PathBuf,
    module: String,
}

impl Generator {
    /// For the service that `model` describes.
    #[must_use]
    pub fn new(model: Source) -> Self {
        Self {
            model,
            overlay: None,
            checks: None,
            sdk_crate: None,
            sdk_sources: None,
            postcond_crate: "::postcond".to_owned(),
            receipts: false,
        }
    }

    /// Says which operations read. Default: none does.
    #[must_use]
    pub fn overlay(mut self, overlay: Source) -> Self {
        self.overlay = Some(overlay);
        self
    }

    /// The directory whose files hold the `#[post_condition]` functions, and its path as a module.
    /// Default: there are no checks.
    #[must_use]
    pub fn checks(mut self, directory: impl Into<PathBuf>, module: impl Into<String>) -> Self {
        self.checks = Some(Checks {
            directory: directory.into(),
            module: module.into(),
        });
        self
    }

    /// The path of the SDK crate. Default: derived from the model, as in `::aws_sdk_ssm`.
    #[must_use]
    pub fn sdk_crate(mut self, path: impl Into<String>) -> Self {
        self.sdk_crate = Some(path.into());
        self
    }

    /// Leaves out what the SDK crate does not have, and says what it has that the model has not: in
    /// [`Generated::warnings`]. Default: the model alone decides, so that a client whose model is newer
    /// than the SDK crate does not compile.
    #[must_use]
    pub fn sdk_sources(mut self, sources: SdkSources) -> Self {
        self.sdk_sources = Some(sources);
        self
    }

    /// The path of `postcond`, for a crate that depends on it under another name. Checks then name it,
    /// too: `#[post_condition(crate = ...)]`. Default: `::postcond`.
    #[must_use]
    pub fn postcond_crate(mut self, path: impl Into<String>) -> Self {
        self.postcond_crate = path.into();
        self
    }

    /// Whether the client makes receipts and takes them up: it then has `confirm` and `look`, and `postcond`
    /// needs its feature `receipts`. Default: no, for the generated code of the built-in clients
    /// has about 30 % more lines with it.
    #[must_use]
    pub fn receipts(mut self, receipts: bool) -> Self {
        self.receipts = receipts;
        self
    }

    /// Parses the model, lowers it to what is to be written, writes and formats it.
    ///
    /// # Errors
    /// Everything that is wrong with the model, the overlay and the checks, all at once.
    pub fn generate(&self) -> Result<Generated, Errors> {
        let mut errors = Collector::default();
        let model = errors.take_all(model::parse(&self.model));
        let overlay = overlay::parse(self.overlay.as_ref(), &mut errors);
        let checks = errors.take_all(self.scan());
        let (mut warnings, mut guesses) = (Vec::new(), None);
        let service = match (model, overlay, checks) {
            (Some(mut model), Some(overlay), Some(checks)) => {
                warnings = self.restrict(&mut model);
                errors.take_all(overlay::apply(&mut model, overlay));
                guesses = overlay::guesses(&model);
                warnings.extend(error_codes::not_in_model(&model));
                let lowered = lower::lower(&model, checks, self.sdk_crate.as_deref());
                let service = errors.take_all(lowered);
                service.map(|service| self.with_receipts(&model, service, &mut errors))
            }
            // What is missing would only be complained about once more.
            _ => None,
        };
        let service = errors.finish_with(service)?;
        warnings.extend(guesses);
        Ok(Generated {
            support: format(emit::support(&service, &self.postcond_crate)),
            operations: format(emit::operations(&service)),
            surface: format(emit::surface(&service)),
            counts: service.counts(),
            warnings,
        })
    }

    /// The same, with the types that receipts carry if there are to be receipts.
    fn with_receipts(&self, model: &Model, service: Service, errors: &mut Collector) -> Service {
        let portable = self.receipts.then(|| receipts::types(model, &service));
        Service {
            portable: portable.and_then(|types| errors.take_all(types)),
            ..service
        }
    }

    /// Leaves out of `model` what the SDK crate does not have. Returns what is to be said about it.
    fn restrict(&self, model: &mut Model) -> Vec<String> {
        let Some(sources) = &self.sdk_sources else {
            return Vec::new();
        };
        let path = lower::sdk_crate(model, self.sdk_crate.as_deref());
        let sdk = sources.read(&path);
        let warnings = sdk.and_then(|sdk| restrict::restrict(model, sdk));
        warnings.unwrap_or_else(|why| {
            let path = path.trim_start_matches(':');
            let said = "is generated as the model has it, whatever the SDK crate has";
            vec![format!(
                "{}: {said}: {path} is not found: {why}",
                model.file
            )]
        })
    }

    fn scan(&self) -> Result<Vec<ScannedCheck>, Errors> {
        match &self.checks {
            Some(checks) => checks::scan(&checks.directory, &checks.module),
            None => Ok(Vec::new()),
        }
    }
}

fn format(tokens: proc_macro2::TokenStream) -> String {
    match syn::parse2(tokens.clone()) {
        Ok(mut file) => {
            emit::compile_on_demand(&mut file);
            prettyplease::unparse(&file)
        }
        // Unformatted source still compiles, or fails where the fault can be seen.
        Err(_) => tokens.to_string(),
    }
}

/// Generated Rust source.
#[derive(Clone, Debug)]
pub struct Generated {
    support: String,
    operations: String,
    surface: String,
    counts: Counts,
    warnings: Vec<String>,
}

impl Generated {
    /// The whole module.
    #[must_use]
    pub fn source(&self) -> String {
        format!("{}\n{}", self.support, self.operations)
    }

    /// The part that is the same for every service but for names: client, reader, error.
    #[must_use]
    pub fn support(&self) -> &str {
        &self.support
    }

    /// The part that follows the model: a method, a builder, a marker and a row for each operation.
    #[must_use]
    pub fn operations(&self) -> &str {
        &self.operations
    }

    /// A module that names every operation, input member and output member of the model in the SDK
    /// crate, so that it compiles only if the SDK has them all. For tests.
    #[must_use]
    pub fn surface(&self) -> &str {
        &self.surface
    }

    /// What somebody should look at, for `cargo::warning`, a line each: what the model and the SDK crate
    /// do not both have, if [`Generator::sdk_sources`] is given, which operations of the overlay are
    /// guessed, and which of its error codes the model does not have.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// How much was generated.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }
}
