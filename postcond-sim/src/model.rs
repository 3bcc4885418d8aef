//! What the models and overlays of the services say about their operations.

use std::collections::{BTreeMap, BTreeSet};

use postcond_models::ServiceModel;
use serde_json::Value;

/// The operations of a service, by name.
pub(crate) type Operations = BTreeMap<String, Operation>;

/// One operation, as far as the simulator has to know it.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Whether it only reads.
    pub(crate) reads: bool,
    /// The members that its input cannot do without, in the order of the model.
    required: Vec<String>,
}

impl Operation {
    /// The required members that an input does not have.
    pub(crate) fn missing<'a>(&'a self, input: &'a Value) -> impl Iterator<Item = &'a str> {
        let required = self.required.iter().map(String::as_str);
        required.filter(|member| input[*member].is_null())
    }
}

/// A model, and all its operations with its overlay.
pub(crate) fn of_service(model: &ServiceModel) -> Result<(Value, Operations), serde_json::Error> {
    let ast = serde_json::from_str(model.ast)?;
    let operations = operations(&ast, &serde_json::from_str(model.overlay)?);
    Ok((ast, operations))
}

/// The codes of the errors that have their message in a member `Message`; others have it in `message`.
pub(crate) fn with_capital_message(ast: &Value) -> BTreeSet<String> {
    let shapes = ast["shapes"].as_object().into_iter().flatten();
    let errors = shapes.filter(|(_, shape)| {
        has(shape, "smithy.api#error") && shape["members"].get("Message").is_some()
    });
    let codes = errors.filter_map(|(id, _)| Some(id.split_once('#')?.1.to_owned()));
    codes.collect()
}

/// All operations of a model, of which the overlay says which read.
pub(crate) fn operations(ast: &Value, overlay: &Value) -> Operations {
    let shapes = ast["shapes"].as_object().into_iter().flatten();
    let operations = shapes.filter(|(_, shape)| shape["type"] == "operation");
    let operations = operations.filter_map(|(id, shape)| {
        let (_, name) = id.split_once('#')?;
        let input = shape["input"]["target"].as_str().unwrap_or_default();
        let operation = Operation {
            reads: has(&overlay["shapes"][id], "smithy.api#readonly"),
            required: required(&ast["shapes"][input]),
        };
        Some((name.to_owned(), operation))
    });
    operations.collect()
}

fn required(input: &Value) -> Vec<String> {
    let members = input["members"].as_object().into_iter().flatten();
    let required = members.filter(|(_, member)| has(member, "smithy.api#required"));
    required.map(|(name, _)| name.clone()).collect()
}

/// Whether a shape or a member has this trait.
fn has(shape: &Value, name: &str) -> bool {
    shape["traits"].get(name).is_some()
}
