//! What the models and overlays of the services say about their operations.

use std::collections::BTreeMap;

use postcond_models::ServiceModel;
use serde_json::Value;

/// The operations of a service, by name.
pub(crate) type Operations = BTreeMap<String, Operation>;

/// One operation, as far as the simulator has to know it.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Whether it only reads.
    pub(crate) reads: bool,
}

/// All operations of a model.
pub(crate) fn operations(model: &ServiceModel) -> Result<Operations, serde_json::Error> {
    let ast: Value = serde_json::from_str(model.ast)?;
    let overlay: Value = serde_json::from_str(model.overlay)?;
    let shapes = ast["shapes"].as_object().into_iter().flatten();
    let operations = shapes.filter(|(_, shape)| shape["type"] == "operation");
    let operations = operations.filter_map(|(id, shape)| {
        let (_, name) = id.split_once('#')?;
        let operation = Operation {
            reads: has(&overlay["shapes"][id], "smithy.api#readonly"),
        };
        Some((name.to_owned(), operation))
    });
    Ok(operations.collect())
}

/// Whether a shape has this trait.
fn has(shape: &Value, name: &str) -> bool {
    shape["traits"].get(name).is_some()
}
