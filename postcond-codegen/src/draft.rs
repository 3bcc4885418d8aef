//! What a service of one's own begins with: an overlay that guesses which operations read, and checks
//! where the model shows how a change can be read back.
//!
//! A name is no proof. What is guessed to be a read and is none would let a check change something, so
//! that the list of words is short, those operations that are known to deceive are not guessed, and each
//! guess is marked until somebody has looked.

mod checks;
mod gone;

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

use crate::draft::checks::{Drafted, Drafter};
use crate::error::{Collector, Error, Errors};
use crate::model::{self, Model, ShapeId, ShapeKind};
use crate::names::{self, SdkTypes, local_name, snake};
use crate::source::Source;
use crate::traits::{DOCUMENTATION, GUESSED, PENDING, READONLY, SERVICE};

/// First words of the names of operations that read.
const READING: &[&str] = &[
    "count", "describe", "get", "head", "list", "lookup", "query", "scan", "search", "simulate",
];

/// Words after `batch` that make it a batch of reads.
const READING_BATCHES: &[&str] = &["describe", "get", "list", "read"];

/// Operations that sound like reads and change something: the service's sdkId, the operation, and what
/// it changes.
const DECEPTIVE: &[(&str, &str, &str)] = &[
    (
        "AppConfigData",
        "GetLatestConfiguration",
        "spends the session's token: the next call needs the one that it returns",
    ),
    (
        "Cognito Identity",
        "GetId",
        "makes the identity if there is none for these logins",
    ),
    (
        "Cognito Identity",
        "GetOpenIdTokenForDeveloperIdentity",
        "registers the identity, and links logins to it",
    ),
    (
        "EC2",
        "GetFlowLogsIntegrationTemplate",
        "writes a template to a bucket",
    ),
    (
        "FraudDetector",
        "GetEventPrediction",
        "may store the event that it evaluates",
    ),
    (
        "Redshift",
        "GetClusterCredentials",
        "with AutoCreate, makes the database user",
    ),
    (
        "SageMaker",
        "GetScalingConfigurationRecommendation",
        "starts a job",
    ),
    (
        "SFN",
        "GetActivityTask",
        "hands the task to a worker, whose time begins to run",
    ),
    (
        "SSM",
        "GetExecutionPreview",
        "begins to retrieve the preview",
    ),
];

/// The beginnings of a service of one's own.
#[derive(Debug)]
pub struct Draft {
    model: Model,
    sdk_id: String,
    operations: Vec<ShapeId>,
    /// The path of the module of its client.
    module: String,
    /// The operations that have a check already.
    checked: Vec<String>,
}

impl Draft {
    /// For the service that `model` describes, whose client is to be in the module `module`, as in
    /// `crate::sfn`.
    ///
    /// # Errors
    /// What is wrong with the model, as far as it can be read.
    pub fn new(model: &Source, module: impl Into<String>) -> Result<Self, Errors> {
        let model = model::parse(model)?;
        let module = module.into();
        if syn::parse_str::<syn::Path>(&module).is_err() {
            let message = format!("its module is said to be `{module}`, which is no path");
            return Err(Error::new(&model.file, message).into());
        }
        let (_, shape, service) = model.service()?;
        let sdk_id = shape.traits.get(SERVICE).and_then(|it| it.get("sdkId"));
        Ok(Self {
            sdk_id: sdk_id
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            operations: model.operations(service).into_iter().cloned().collect(),
            module,
            checked: Vec::new(),
            model,
        })
    }

    /// The SDK's crate of the service, as in `aws-sdk-sfn`.
    #[must_use]
    pub fn sdk_crate(&self) -> String {
        let path = crate::names::sdk_crate(&self.sdk_id);
        path.trim_start_matches(':').replace('_', "-")
    }

    /// With the checks that the directory has: their operations need none.
    ///
    /// # Errors
    /// What is wrong with the checks.
    pub fn with_checks(mut self, directory: &Path) -> Result<Self, Errors> {
        let checks = crate::checks::scan(directory, &self.module)?;
        self.checked = checks.into_iter().map(|check| check.op).collect();
        Ok(self)
    }

    /// The overlay: what `existing` says, and of each operation of which it says nothing and that has no
    /// check whether it reads, by its name. Reads are marked as guessed; all others are mutations without a
    /// check yet.
    ///
    /// # Errors
    /// If `existing` is no overlay.
    pub fn overlay(&self, existing: Option<&Source>) -> Result<String, Errors> {
        let mut errors = Collector::default();
        let mut statements = match existing {
            Some(existing) => existing.shapes(&mut errors).unwrap_or_default(),
            None => Map::new(),
        };
        for id in &self.operations {
            let is_checked = self.checked.iter().any(|it| it == local_name(id));
            if !is_checked && !statements.contains_key(id) {
                let traits = self.guess(local_name(id));
                statements.insert(id.clone(), json!({"type": "apply", "traits": traits}));
            }
        }
        statements.sort_keys();
        // With what else there is in it.
        let existing = existing.map(|existing| errors.take(existing.json()));
        let existing = existing.flatten().map(|document| document.value);
        let mut overlay = existing.unwrap_or_else(|| json!({"smithy": "2.0"}));
        overlay["shapes"] = Value::Object(statements);
        errors.finish(format!("{overlay:#}\n"))
    }

    /// The source of checks for what is deleted, if the model shows how that is read back.
    #[must_use]
    pub fn gone(&self) -> Option<String> {
        let imports = quote!(Check, ReadBack, pending, satisfied);
        let drafted = self.drafter().gone();
        let about = [
            " What is deleted is not found.",
            "",
            " Drafted from the model, and confirmed by no one: for each, check that the read names the same",
            " thing, and that its error means that this thing is gone.",
        ];
        self.file(&about, &imports, drafted)
    }

    /// The source of checks for tags, if the model shows how they are read back.
    #[must_use]
    pub fn tags(&self) -> Option<String> {
        let imports = quote!(Check, pending, satisfied);
        let drafted = self.drafter().tags();
        let about = [
            " Tags are listed, or not any more.",
            "",
            " Drafted from the model, and confirmed by no one: for each, check that the read names the same",
            " thing.",
        ];
        self.file(&about, &imports, drafted)
    }

    /// A check to be filled in for each mutation that has none, in comments.
    #[must_use]
    pub fn stubs(&self) -> String {
        let begin = format!(
            "// Mutations without a check yet. To write one: uncomment the imports and the function, say what \
             holds once\n// the change shows, add `mod pending;` to {}.rs, and remove \
             `postcond.api#pending` from the overlay.\n//\n",
            self.module.replacen("crate", "src", 1).replace("::", "/")
        );
        let uses = format!(
            "// use postcond::post_condition;\n// use postcond::runtime::{{Check, pending, satisfied}};\n\
             // use {}::{{Reader, sdk}};\n",
            self.module
        );
        let names = self.operations.iter().map(|id| local_name(id));
        let mutations = names
            .filter(|name| !self.checked.iter().any(|it| it == name) && !reads(&self.sdk_id, name));
        let stubs = mutations.map(|name| self.stub(name));
        format!("{begin}{uses}{}", stubs.collect::<String>())
    }

    fn stub(&self, operation: &str) -> String {
        let types = SdkTypes::new(operation, &names::pascal(operation));
        let (function, module) = (snake(operation), names::module(&snake(operation)));
        let (input, output, service) = (&types.input, &types.output, &self.module);
        format!(
            "\n// /// ...\n\
             // #[post_condition(service = {service}, op = \"{operation}\", reads = [])]\n\
             // pub(crate) async fn {function}_is_visible(\n\
             //     reader: &Reader,\n\
             //     input: &sdk::operation::{module}::{input},\n\
             //     output: &sdk::operation::{module}::{output},\n\
             // ) -> Check {{\n\
             // }}\n"
        )
    }

    fn drafter(&self) -> Drafter<'_> {
        Drafter {
            model: &self.model,
            module: self.path(),
            operations: self.shapes().collect(),
            sdk_id: &self.sdk_id,
        }
    }

    /// The path of the module. That it is one has been checked.
    fn path(&self) -> TokenStream {
        self.module.parse().unwrap_or_default()
    }

    fn file(&self, about: &[&str], imports: &TokenStream, drafted: Vec<Drafted>) -> Option<String> {
        let module = self.path();
        let drafted = drafted.into_iter();
        let drafted = drafted.filter(|it| !self.checked.contains(&it.operation));
        let functions: Vec<_> = drafted.map(|it| it.source).collect();
        if functions.is_empty() {
            return None;
        }
        let file = quote! {
            #(#![doc = #about])*
            use postcond::post_condition;
            use postcond::runtime::{#imports};
            use #module::{Reader, sdk};
            #(#functions)*
        };
        // What is no Rust is not kept back: whoever reads or compiles the file sees it.
        Some(match syn::parse2(file.clone()) {
            Ok(parsed) => prettyplease::unparse(&parsed),
            Err(_) => file.to_string(),
        })
    }

    fn shapes(&self) -> impl Iterator<Item = (&str, &model::OperationShape, &model::Traits)> {
        self.operations.iter().filter_map(|id| {
            let shape = self.model.shapes.get(id)?;
            match &shape.kind {
                ShapeKind::Operation(operation) => Some((local_name(id), operation, &shape.traits)),
                _ => None,
            }
        })
    }

    /// What the operation is, to judge by its name.
    fn guess(&self, operation: &str) -> Value {
        if let Some(change) = deception(&self.sdk_id, operation) {
            let why = format!("It sounds like a read, and is none: it {change}.");
            return json!({PENDING: {}, DOCUMENTATION: why});
        }
        if let Some(why) = gone::lingering(&self.sdk_id, operation) {
            let why = format!("What it deletes is found for some time yet: it {why}.");
            return json!({PENDING: {}, DOCUMENTATION: why});
        }
        match reads(&self.sdk_id, operation) {
            true => json!({GUESSED: {}, READONLY: {}}),
            false => json!({PENDING: {}}),
        }
    }
}

/// An overlay for the model in `source` that classifies every operation by its name: see
/// [`Draft::overlay`].
///
/// # Errors
/// What is wrong with the model, as far as it can be read.
pub fn draft_overlay(source: &Source) -> Result<String, Errors> {
    Draft::new(source, "crate")?.overlay(None)
}

/// What an operation changes although it sounds like a read.
fn deception(sdk_id: &str, operation: &str) -> Option<&'static str> {
    let mut deceptive = DECEPTIVE.iter();
    let found = deceptive.find(|(service, name, _)| (*service, *name) == (sdk_id, operation))?;
    Some(found.2)
}

fn reads(sdk_id: &str, operation: &str) -> bool {
    let name = snake(operation);
    let mut words = name.split('_');
    let reads = match words.next() {
        Some("batch") => words.next().is_some_and(|it| READING_BATCHES.contains(&it)),
        Some(first) => READING.contains(&first),
        None => false,
    };
    reads && deception(sdk_id, operation).is_none()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_read_is_guessed_by_the_first_word() {
        for (operation, expected) in [
            ("GetThing", true),
            ("ListThings", true),
            ("BatchGetThings", true),
            ("HeadObject", true),
            ("Query", true),
            ("GetawayPlan", false),
            ("BatchDeleteThings", false),
            ("Batch", false),
            ("PutThing", false),
            ("ReceiveMessage", false),
            ("TestThing", false),
        ] {
            assert_eq!(reads("Golden", operation), expected, "{operation}");
        }
    }

    #[test]
    fn a_draft_that_is_no_rust_is_not_taken_for_none() {
        let model =
            json!({"smithy": "2.0", "shapes": {"a#A": {"type": "service", "version": "1"}}});
        let model = Source::embedded("a.json", model.to_string());
        let draft = Draft::new(&model, "crate::a").unwrap();
        let drafted = Drafted {
            operation: "DeleteThing".to_owned(),
            read: "GetThing".to_owned(),
            source: quote!(fn),
        };
        let file = draft.file(&[], &quote!(Check), vec![drafted]);
        assert!(syn::parse_file(&file.unwrap()).is_err());
    }

    #[test]
    fn what_is_known_to_deceive_is_not_guessed_of_its_service() {
        assert!(!reads("Cognito Identity", "GetId"));
        assert!(reads("Golden", "GetId"));
    }
}
