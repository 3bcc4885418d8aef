//! `GetParametersByPath` and `GetParameterHistory`: in order, and in pages.

use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_ssm::SsmService;

use super::encryption;
use super::listing::{Filter, Refusal};
use super::selection;
use super::state::with_state;
use crate::backend::{amended, seconds};
use crate::pages::Page;
use crate::protocol::json_error;

/// What parameters below a path can be filtered by.
const KEYS: [&str; 2] = ["Type", "KeyId"];

pub(super) async fn by_path(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let path = input["Path"].as_str().unwrap_or_default();
    if !path.starts_with('/') {
        let message = format!("The parameter path \"{path}\" does not begin with a slash.");
        return json_error(400, "ValidationException", &message);
    }
    let page = match Page::parse(input, 1..=10) {
        Ok(page) => page,
        Err(refusal) => return *refusal,
    };
    let filters = match Filter::all(&input["ParameterFilters"], |key| KEYS.contains(&key)) {
        Ok(filters) => filters,
        Err(refusal) => return Refusal::answer(&refusal),
    };
    let recursive = input["Recursive"] == true;
    let output = with_state(service, &request, |state| {
        let below = state.get_parameters_by_path(path, recursive).into_iter();
        let found = below.filter(|it| filters.iter().all(|filter| filter.passes(state, it)));
        let found = found.map(|it| (it.name.clone(), it));
        let mut output = json!({});
        page.show(&mut output, "Parameters", found.collect(), |parameter| {
            let mut shown = selection::latest(parameter);
            encryption::hide(&mut shown, input);
            shown
        });
        output
    })
    .await;
    MockResponse::json(200, output.to_string())
}

/// Each version with its date to the millisecond.
pub(super) async fn history(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let page = match Page::parse(input, 1..=50) {
        Ok(page) => page,
        Err(refusal) => return *refusal,
    };
    let name = input["Name"].as_str().unwrap_or_default();
    let dates: Vec<(i64, i64)> = with_state(service, &request, |state| {
        let versions = state.parameter_versions.get(name).into_iter().flatten();
        let dated = versions.map(|it| (it.version, it.last_modified_date.timestamp_millis()));
        dated.collect()
    })
    .await;
    amended(service.handle(request).await, |output| {
        let versions = output["Parameters"].take();
        let versions = versions.as_array().into_iter().flatten().cloned();
        let dated = versions.map(|mut version| {
            let number = version["Version"].as_i64().unwrap_or_default();
            if let Some((_, date)) = dates.iter().find(|(it, _)| *it == number) {
                version["LastModifiedDate"] = seconds(*date);
            }
            encryption::hide(&mut version, input);
            // With all digits, numbers have the order of their text.
            (format!("{number:019}"), version)
        });
        page.show(output, "Parameters", dated.collect(), |version| version);
    })
}
