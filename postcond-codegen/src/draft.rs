//! What a service of one's own begins with: an overlay that guesses which operations read, and checks
//! where the model shows how a change can be read back.
//!
//! A name is no proof. What is guessed to be a read and is none would let a check change something, so
//! that the list of words is short, those operations that are known to deceive are not guessed, and each
//! guess is marked until somebody has looked.

mod checks;
mod deceptive;
mod dropped;
mod gone;
mod guess;
mod imports;
mod lifecycle;
mod stubs;
mod tags;

pub use dropped::Dropped;

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

use crate::draft::checks::{Drafted, Drafter};
use crate::draft::lifecycle::functions;
use crate::error::{Collector, Error, Errors};
use crate::model::{self, Model, ShapeId, ShapeKind};
use crate::names::local_name;
use crate::source::Source;
use crate::traits::SERVICE;

/// The beginnings of a service of one's own.
#[derive(Debug)]
pub struct Draft {
    model: Model,
    sdk_id: String,
    operations: Vec<ShapeId>,
    /// The path of the module of its client.
    module: String,
    /// The operations that have a check already.
    checked: Vec<Checked>,
    /// What the overlay says already.
    said: Map<String, Value>,
}

/// An operation that has a check.
#[derive(Debug)]
struct Checked {
    operation: String,
    /// The check, and where it is.
    check: String,
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
            said: Map::new(),
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
        let checked = checks.into_iter().map(|check| Checked {
            check: format!("{} in {}", check.name, check.file),
            operation: check.op,
        });
        self.checked = checked.collect();
        Ok(self)
    }

    /// With the overlay that there is: of the operations that it speaks of, none gets a check. What
    /// [`Draft::overlay`] is given is another matter.
    ///
    /// # Errors
    /// If it is no overlay.
    pub fn with_overlay(mut self, overlay: &Source) -> Result<Self, Errors> {
        let mut errors = Collector::default();
        self.said = overlay.shapes(&mut errors).unwrap_or_default();
        errors.finish(self)
    }

    /// The overlay: what `existing` says, and of each operation of which it says nothing and that has no
    /// check whether it reads, by its name and the model's marks. Reads are marked as guessed; all others are
    /// mutations without a check yet.
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
            if !self.is_checked(local_name(id)) && !statements.contains_key(id) {
                let traits = guess::guess(&self.sdk_id, &self.model, local_name(id));
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

    /// The source of checks that follow from the lifecycles of the model's resources, if it has any.
    #[must_use]
    pub fn lifecycle(&self) -> Option<String> {
        let about = [
            " What is created is found, what is changed is as the call has set it as far as that is compared, and what",
            " is deleted is not found.",
            "",
            " Derived from the lifecycles of the model's resources, and confirmed by no one: for each, check that",
            " the read shows at once what the call sets, and in the same words.",
        ];
        self.file(&about, self.drafter().lifecycle())
    }

    /// The source of checks for what is deleted, if the model shows how that is read back.
    #[must_use]
    pub fn gone(&self) -> Option<String> {
        let drafted = self.guessed_gone();
        let about = [
            " What is deleted is not found.",
            "",
            " Drafted from the model, and confirmed by no one: for each, check that the read names the same",
            " thing, and that its error means that this thing is gone.",
        ];
        self.file(&about, drafted)
    }

    /// The source of checks for tags, if the model shows how they are read back.
    #[must_use]
    pub fn tags(&self) -> Option<String> {
        let drafted = self.drafter().tags();
        let about = [
            " Tags are listed, or not any more.",
            "",
            " Drafted from the model, and confirmed by no one: for each, check that the read names the same",
            " thing.",
        ];
        self.file(&about, drafted)
    }

    /// What follows from a lifecycle is not guessed besides.
    fn guessed_gone(&self) -> Vec<Drafted> {
        let drafter = self.drafter();
        let derived = drafter.lifecycle();
        let is_derived = |operation: &str| derived.iter().any(|it| it.operation == operation);
        let mut guessed = drafter.gone();
        guessed.retain(|it| !is_derived(&it.operation));
        guessed
    }

    fn is_checked(&self, operation: &str) -> bool {
        self.checked.iter().any(|it| it.operation == operation)
    }

    /// Whether nothing is decided of the operation yet.
    fn is_open(&self, operation: &str) -> bool {
        let is_said = self.said.keys().any(|id| local_name(id) == operation);
        !is_said && !self.is_checked(operation)
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

    fn file(&self, about: &[&str], drafted: Vec<Drafted>) -> Option<String> {
        let module = self.path();
        let drafted = drafted.into_iter();
        let drafted: Vec<_> = drafted.filter(|it| self.is_open(&it.operation)).collect();
        if drafted.is_empty() {
            return None;
        }
        let calls: Vec<_> = drafted.iter().flat_map(|it| &it.calls).copied().collect();
        let called = functions(&calls);
        let checks = drafted.iter().map(|it| &it.source);
        let checks = quote!(#(#checks)* #called);
        let imports = imports::of(&checks);
        let file = quote! {
            #(#![doc = #about])*
            use postcond::post_condition;
            #imports
            use #module::{Reader, sdk};
            #checks
        };
        Some(unparsed(&file))
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
}

/// What is no Rust is not kept back: whoever reads or compiles it sees it.
fn unparsed(source: &TokenStream) -> String {
    match syn::parse2(source.clone()) {
        Ok(parsed) => prettyplease::unparse(&parsed),
        Err(_) => source.to_string(),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_draft_that_is_no_rust_is_not_taken_for_none() {
        let model =
            json!({"smithy": "2.0", "shapes": {"a#A": {"type": "service", "version": "1"}}});
        let model = Source::embedded("a.json", model.to_string());
        let draft = Draft::new(&model, "crate::a").unwrap();
        let drafted = Drafted {
            operation: "DeleteThing".to_owned(),
            calls: Vec::new(),
            source: quote!(fn),
        };
        let file = draft.file(&[], vec![drafted]);
        assert!(syn::parse_file(&file.unwrap()).is_err());
    }
}
