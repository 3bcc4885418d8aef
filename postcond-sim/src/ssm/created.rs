//! Tags given at creation: winterbaume keeps those of parameters, and drops all others.

use std::collections::HashMap;

use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_ssm::SsmService;

use super::state::with_state;
use crate::backend::{self, amended};

/// What tags know a thing by that an operation has made: found in its input and output.
type Id = fn(&Value, &Value) -> Option<String>;

/// None for all operations that make nothing, and for those whose tags are kept.
pub(super) fn id(operation: &str) -> Option<Id> {
    Some(match operation {
        "CreateActivation" => |_, output| text(&output["ActivationId"]),
        "CreateAssociation" => |_, output| text(&output["AssociationDescription"]["AssociationId"]),
        "CreateDocument" => |input, _| text(&input["Name"]),
        "CreateMaintenanceWindow" => |_, output| text(&output["WindowId"]),
        "CreateOpsItem" => |_, output| text(&output["OpsItemId"]),
        "CreateOpsMetadata" => |_, output| {
            let arn = output["OpsMetadataArn"].as_str()?;
            let (_, id) = arn.split_once(":opsmetadata/")?;
            Some(id.to_owned())
        },
        "CreatePatchBaseline" => |_, output| text(&output["BaselineId"]),
        _ => return None,
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// What is made has the tags that it is given, and none of an earlier thing of its name.
pub(super) async fn handle(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
    id: Id,
) -> MockResponse {
    let response = service.handle(request.clone()).await;
    if backend::succeeded(&response)
        && let Ok(output) = serde_json::from_slice(&response.body)
        && let Some(id) = id(input, &output)
    {
        with_state(service, &request, |state| {
            state.resource_tags.remove(&id);
            let tags = tags(&input["Tags"]);
            if !tags.is_empty() {
                state.resource_tags.insert(id, tags);
            }
        })
        .await;
    }
    response
}

fn tags(given: &Value) -> HashMap<String, String> {
    let given = given.as_array().into_iter().flatten();
    let tags = given.filter_map(|tag| Some((text(&tag["Key"])?, text(&tag["Value"])?)));
    tags.collect()
}

/// Those of activations are not listed, but shown with them.
pub(super) async fn activations(service: &SsmService, request: MockRequest) -> MockResponse {
    let tags = with_state(service, &request, |state| state.resource_tags.clone()).await;
    amended(service.handle(request).await, |output| {
        let activations = output["ActivationList"].as_array_mut();
        for activation in activations.into_iter().flatten() {
            let id = activation["ActivationId"].as_str().unwrap_or_default();
            let tags = tags.get(id).into_iter().flatten();
            let tags = tags.map(|(key, value)| json!({ "Key": key, "Value": value }));
            activation["Tags"] = tags.collect();
        }
    })
}
