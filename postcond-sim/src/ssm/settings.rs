//! What a parameter has beside its value: winterbaume drops it.
//!
//! Its state has no room for that either: it is among the tags, under a name that no resource has.

use std::collections::HashMap;

use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_ssm::types::Parameter;
use winterbaume_ssm::{SsmService, SsmState};

use super::state::with_state;
use crate::backend::{self, strings};

/// What a parameter keeps until another is given.
const KEPT: [&str; 4] = ["Description", "AllowedPattern", "KeyId", "Tier"];
/// The tier of a parameter that none is given for.
pub(super) const STANDARD: &str = "Standard";
/// The key of AWS itself, which encrypts where no other is given.
const AWS_KEY: &str = "alias/aws/ssm";

/// Where the settings of this parameter are among the tags.
pub(super) fn place(name: &str) -> String {
    format!("settings of {name}")
}

pub(super) fn get<'a>(state: &'a SsmState, name: &str, setting: &str) -> Option<&'a str> {
    let settings = state.resource_tags.get(&place(name))?;
    settings.get(setting).map(String::as_str)
}

/// Keeps what a call gives, and this tier.
pub(super) fn keep(state: &mut SsmState, name: &str, input: &Value, tier: &str) {
    let given = KEPT.iter().filter_map(|setting| {
        let text = input[setting].as_str()?;
        Some(((*setting).to_owned(), text.to_owned()))
    });
    let mut settings: HashMap<String, String> = given.collect();
    settings.remove("Tier");
    if tier != STANDARD {
        settings.insert("Tier".to_owned(), tier.to_owned());
    }
    if !settings.is_empty() {
        let kept = state.resource_tags.entry(place(name)).or_default();
        kept.extend(settings);
    }
}

/// Adds them to the description of a parameter.
pub(super) fn show(state: &SsmState, parameter: &Parameter, description: &mut Value) {
    let get = |setting| get(state, &parameter.name, setting);
    for setting in ["Description", "AllowedPattern"] {
        if let Some(text) = get(setting) {
            description[setting] = json!(text);
        }
    }
    description["Tier"] = json!(tier(state, &parameter.name));
    if let Some(key) = key(state, parameter) {
        description["KeyId"] = json!(key);
    }
}

pub(super) fn tier<'a>(state: &'a SsmState, name: &str) -> &'a str {
    get(state, name, "Tier").unwrap_or(STANDARD)
}

/// The key that encrypts the parameter, if one does.
pub(super) fn key<'a>(state: &'a SsmState, parameter: &Parameter) -> Option<&'a str> {
    let key = || get(state, &parameter.name, "KeyId").unwrap_or(AWS_KEY);
    (parameter.r#type == super::encryption::ENCRYPTED).then(key)
}

/// What is deleted leaves none behind.
pub(super) async fn delete(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let response = service.handle(request.clone()).await;
    if backend::succeeded(&response) {
        with_state(service, &request, |state| {
            for name in strings(&input["Names"]).chain(input["Name"].as_str()) {
                state.resource_tags.remove(&place(name));
            }
        })
        .await;
    }
    response
}
