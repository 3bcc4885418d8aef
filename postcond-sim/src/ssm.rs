//! What Parameter Store does and winterbaume does not.

use serde_json::{Value, json};
use winterbaume_core::auth::extract_region_from_uri;
use winterbaume_core::{MockRequest, MockResponse, MockService, default_account_id};
use winterbaume_ssm::SsmService;
use winterbaume_ssm::state::SsmState;
use winterbaume_ssm::types::ParameterVersion;

use crate::backend;

pub(crate) async fn handle(service: &SsmService, request: MockRequest) -> MockResponse {
    let target = request.headers.get("x-amz-target");
    let target = target.and_then(|value| value.to_str().ok());
    let operation = target.and_then(|target| target.rsplit('.').next());
    let input: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    match operation {
        Some("GetParameter") => get_parameter(service, request, &input).await,
        Some("GetParameters") => get_parameters(service, request, &input).await,
        Some("LabelParameterVersion") => label_version(service, request, &input).await,
        Some("UnlabelParameterVersion") => unlabel_version(service, request, &input).await,
        Some("AddTagsToResource" | "RemoveTagsFromResource" | "ListTagsForResource") => {
            tags(service, request, &input).await
        }
        _ => service.handle(request).await,
    }
}

/// Gives the state of the request's region to `look`.
async fn with_state<T>(
    service: &SsmService,
    request: &MockRequest,
    look: impl FnOnce(&mut SsmState) -> T,
) -> T {
    let region = extract_region_from_uri(&request.uri);
    let state = service.shared_state().get(default_account_id(), &region);
    let mut state = state.write().await;
    look(&mut state)
}

/// What a selection does not find.
#[derive(Debug, thiserror::Error)]
enum Missing<'a> {
    #[error("Parameter {0} not found.")]
    Parameter(&'a str),
    #[error("Systems Manager could not find version {1} of {0}.")]
    Version(&'a str, &'a str),
}

impl Missing<'_> {
    fn answer(&self) -> MockResponse {
        let code = match self {
            Self::Parameter(_) => "ParameterNotFound",
            Self::Version(..) => "ParameterVersionNotFound",
        };
        backend::error(400, code, &self.to_string())
    }
}

/// The version that a name like `name:3` or `name:label` selects, as `GetParameter` returns it.
fn selected<'a>(state: &SsmState, name: &'a str, selector: &'a str) -> Result<Value, Missing<'a>> {
    let parameter = state.parameters.get(name);
    let parameter = parameter.ok_or(Missing::Parameter(name))?;
    let selects = |version: &&ParameterVersion| match selector.parse::<i64>() {
        Ok(number) => version.version == number,
        Err(_) => version.labels.iter().any(|label| label == selector),
    };
    let mut versions = state.parameter_versions.get(name).into_iter().flatten();
    let version = versions.find(selects);
    let version = version.ok_or(Missing::Version(name, selector))?;
    Ok(json!({
        "Name": name,
        "Type": version.r#type,
        "Value": version.value,
        "Version": version.version,
        "Selector": format!(":{selector}"),
        "LastModifiedDate": version.last_modified_date.timestamp() as f64,
        "ARN": parameter.arn,
        "DataType": parameter.data_type,
    }))
}

/// The name and the selector of `name:selector`. An ARN has colons of its own.
fn selection(name: &str) -> Option<(&str, &str)> {
    name.split_once(':').filter(|_| !name.starts_with("arn:"))
}

async fn get_parameter(service: &SsmService, request: MockRequest, input: &Value) -> MockResponse {
    let Some((name, selector)) = input["Name"].as_str().and_then(selection) else {
        return service.handle(request).await;
    };
    match with_state(service, &request, |state| selected(state, name, selector)).await {
        Ok(parameter) => MockResponse::json(200, json!({ "Parameter": parameter }).to_string()),
        Err(missing) => missing.answer(),
    }
}

async fn get_parameters(
    service: &SsmService,
    mut request: MockRequest,
    input: &Value,
) -> MockResponse {
    let names = input["Names"].as_array().into_iter().flatten();
    let (selections, plain): (Vec<&str>, Vec<&str>) = names
        .filter_map(Value::as_str)
        .partition(|name| selection(name).is_some());
    if selections.is_empty() {
        return service.handle(request).await;
    }
    let (found, missing) = with_state(service, &request, |state| {
        let mut found = Vec::new();
        let mut missing = Vec::new();
        for name in selections {
            let selected = selection(name).map(|(name, selector)| selected(state, name, selector));
            match selected {
                Some(Ok(parameter)) => found.push(parameter),
                _ => missing.push(Value::from(name)),
            }
        }
        (found, missing)
    })
    .await;
    let mut plain_input = input.clone();
    plain_input["Names"] = Value::from(plain);
    request.body = plain_input.to_string().into();
    amended(service.handle(request).await, |output| {
        append(&mut output["Parameters"], found);
        append(&mut output["InvalidParameters"], missing);
    })
}

fn append(list: &mut Value, items: Vec<Value>) {
    match list {
        Value::Array(list) => list.extend(items),
        other => *other = Value::Array(items),
    }
}

/// A successful answer, put right.
fn amended(mut response: MockResponse, amend: impl FnOnce(&mut Value)) -> MockResponse {
    if backend::succeeded(&response)
        && let Ok(mut output) = serde_json::from_slice::<Value>(&response.body)
    {
        amend(&mut output);
        response.body = output.to_string().into();
    }
    response
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

/// The tags of a parameter that does not exist cannot be read or changed.
async fn tags(service: &SsmService, request: MockRequest, input: &Value) -> MockResponse {
    let id = input["ResourceId"].as_str().unwrap_or_default();
    if input["ResourceType"] == "Parameter"
        && !with_state(service, &request, |state| state.parameters.contains_key(id)).await
    {
        return backend::error(
            400,
            "InvalidResourceId",
            &format!("The resource ID \"{id}\" is not valid. Verify the ID and try again."),
        );
    }
    service.handle(request).await
}
