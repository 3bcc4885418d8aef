//! What Parameter Store does and winterbaume does not.

mod created;
mod encryption;
mod executions;
mod listing;
mod paths;
mod puts;
mod selection;
mod settings;
mod state;

use std::collections::HashSet;

use aws_smithy_types::DateTime;
use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_ssm::SsmService;

use crate::backend::{self, amended, strings};
use crate::protocol::json_error;
use crate::replication::{Place, place};
use listing::Listing;
use selection::Named;
use state::with_state;

pub(crate) async fn handle(
    service: &SsmService,
    request: MockRequest,
    _date: DateTime,
) -> MockResponse {
    let input = backend::input(&request);
    match backend::operation(&request) {
        Some("PutParameter") => puts::put(service, request, &input).await,
        Some("GetParameter") => get_parameter(service, request, &input).await,
        Some("GetParameters") => get_parameters(service, request, &input).await,
        Some("GetParameterHistory") => paths::history(service, request, &input).await,
        Some("GetParametersByPath") => paths::by_path(service, request, &input).await,
        Some("DeleteParameter" | "DeleteParameters") => {
            settings::delete(service, request, &input).await
        }
        Some("DescribeParameters") => describe_parameters(service, request, &input).await,
        Some("LabelParameterVersion") => label_version(service, request, &input).await,
        Some("UnlabelParameterVersion") => unlabel_version(service, request, &input).await,
        Some("DescribeActivations") => created::activations(service, request).await,
        Some("DescribePatchBaselines") => patch_baselines(service, request).await,
        Some("StartAssociationsOnce") => executions::start(service, request, &input).await,
        Some("DescribeAssociationExecutions") => {
            executions::describe(service, request, &input).await
        }
        Some("AddTagsToResource" | "RemoveTagsFromResource" | "ListTagsForResource") => {
            tags(service, request, &input).await
        }
        operation => match operation.and_then(created::id) {
            Some(id) => created::handle(service, request, &input, id).await,
            None => service.handle(request).await,
        },
    }
}

/// The parameters that a request is about, where it names them: no other can be seen or changed by it.
pub(crate) fn subject(operation: &str, input: &Value) -> Option<Vec<Place>> {
    let given: Vec<&str> = match operation {
        "PutParameter"
        | "DeleteParameter"
        | "GetParameter"
        | "GetParameterHistory"
        | "LabelParameterVersion"
        | "UnlabelParameterVersion" => vec![input["Name"].as_str()?],
        "DeleteParameters" | "GetParameters" => strings(&input["Names"]).collect(),
        "DescribeParameters" => listing::names(input)?,
        "AddTagsToResource" | "RemoveTagsFromResource" | "ListTagsForResource"
            if input["ResourceType"] == "Parameter" =>
        {
            vec![input["ResourceId"].as_str()?]
        }
        _ => return None,
    };
    let places = given.into_iter().flat_map(|given| places(operation, given));
    Some(places.collect())
}

/// Where a parameter is, as far as an operation is concerned with it.
fn places(operation: &str, given: &str) -> Vec<Place> {
    let named = Named::parse(given);
    let collections: &[&str] = match operation {
        "DescribeParameters" => &["parameters"],
        "GetParameter" | "GetParameters" if named.selector.is_none() => &["parameters"],
        "GetParameter" | "GetParameters" => &["parameters", "parameter_versions"],
        "ListTagsForResource" => &["parameters", "resource_tags"],
        _ => &["parameters", "parameter_versions", "resource_tags"],
    };
    let has_settings = matches!(
        operation,
        "DescribeParameters" | "PutParameter" | "DeleteParameter" | "DeleteParameters"
    );
    let mut names = named.names;
    if !names.contains(&given) {
        // What is written is the name as it stands, with neither an ARN nor a selector to take apart.
        names.push(given);
    }
    let names = names.into_iter();
    names
        .flat_map(|name| {
            let things = collections.iter().map(move |it| place(it, name));
            let settings = place("resource_tags", &settings::place(name));
            things.chain(has_settings.then_some(settings))
        })
        .collect()
}

async fn get_parameter(service: &SsmService, request: MockRequest, input: &Value) -> MockResponse {
    let given = input["Name"].as_str().unwrap_or_default();
    match with_state(service, &request, |state| selection::read(state, given)).await {
        Ok(mut parameter) => {
            encryption::hide(&mut parameter, input);
            MockResponse::json(200, json!({ "Parameter": parameter }).to_string())
        }
        Err(missing) => missing.answer(),
    }
}

async fn get_parameters(service: &SsmService, request: MockRequest, input: &Value) -> MockResponse {
    let names: Vec<&str> = strings(&input["Names"]).collect();
    if !(1..=10).contains(&names.len()) {
        return backend::out_of_bounds("names", "length", 1..=10);
    }
    let mut seen = HashSet::new();
    if let Some(twice) = names.iter().find(|name| !seen.insert(**name)) {
        let message = format!("The name \"{twice}\" is given more than once.");
        return json_error(400, "ValidationException", &message);
    }
    let (mut found, mut invalid) = (Vec::new(), Vec::new());
    with_state(service, &request, |state| {
        for name in names {
            match selection::read(state, name) {
                Ok(mut parameter) => {
                    encryption::hide(&mut parameter, input);
                    found.push(parameter);
                }
                Err(_) => invalid.push(name),
            }
        }
    })
    .await;
    let output = json!({ "Parameters": found, "InvalidParameters": invalid });
    MockResponse::json(200, output.to_string())
}

async fn describe_parameters(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let listing = match Listing::parse(input) {
        Ok(listing) => listing,
        Err(refusal) => return *refusal,
    };
    let output = with_state(service, &request, |state| listing.page(state)).await;
    MockResponse::json(200, output.to_string())
}

/// A label that sits on another version moves, and the answer names the version.
async fn label_version(service: &SsmService, request: MockRequest, input: &Value) -> MockResponse {
    let version = with_state(service, &request, |state| {
        let name = input["Name"].as_str()?;
        let latest = state.parameters.get(name)?.version;
        let labelled = input["ParameterVersion"].as_i64().unwrap_or(latest);
        let versions = state.parameter_versions.get_mut(name)?;
        if !versions.iter().any(|version| version.version == labelled) {
            return None;
        }
        for version in versions
            .iter_mut()
            .filter(|version| version.version != labelled)
        {
            version
                .labels
                .retain(|label| !lists(&input["Labels"], label));
        }
        Some(labelled)
    })
    .await;
    amended(service.handle(request).await, |output| {
        output["ParameterVersion"] = Value::from(version);
    })
}

/// The answer names the labels that were taken off.
async fn unlabel_version(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    amended(service.handle(request).await, |output| {
        let labels = input["Labels"].as_array().into_iter().flatten();
        let removed: Vec<Value> = labels
            .filter(|label| {
                !label
                    .as_str()
                    .is_some_and(|label| lists(&output["InvalidLabels"], label))
            })
            .cloned()
            .collect();
        output["RemovedLabels"] = Value::from(removed);
    })
}

fn lists(labels: &Value, label: &str) -> bool {
    labels
        .as_array()
        .is_some_and(|labels| labels.iter().any(|each| each == label))
}

/// Each says whether it is the default of its operating system.
async fn patch_baselines(service: &SsmService, request: MockRequest) -> MockResponse {
    let defaults = with_state(service, &request, |state| {
        state.default_patch_baselines.clone()
    })
    .await;
    amended(service.handle(request).await, |output| {
        let baselines = output["BaselineIdentities"].as_array_mut();
        for baseline in baselines.into_iter().flatten() {
            let system = baseline["OperatingSystem"].as_str().unwrap_or_default();
            let default = defaults.get(system).map(String::as_str);
            let is_default = default.is_some() && baseline["BaselineId"].as_str() == default;
            baseline["DefaultBaseline"] = Value::from(is_default);
        }
    })
}

/// The tags of a parameter that does not exist cannot be read or changed. Those of OpsMetadata are found by its id with
/// the first slash and without.
async fn tags(service: &SsmService, mut request: MockRequest, input: &Value) -> MockResponse {
    let id = input["ResourceId"].as_str().unwrap_or_default();
    if input["ResourceType"] == "Parameter"
        && !with_state(service, &request, |state| state.parameters.contains_key(id)).await
    {
        return json_error(
            400,
            "InvalidResourceId",
            &format!("The resource ID \"{id}\" is not valid. Verify the ID and try again."),
        );
    }
    if input["ResourceType"] == "OpsMetadata"
        && let Some(id) = id.strip_prefix('/')
    {
        let mut input = input.clone();
        input["ResourceId"] = Value::from(id);
        request.body = input.to_string().into();
    }
    service.handle(request).await
}
