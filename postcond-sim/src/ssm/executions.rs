//! Executions of associations: winterbaume shows that of the creation, and makes no others.
//!
//! Its state has no room for them. They are among the tags, under a name that no resource has.

use std::time::SystemTime;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_ssm::SsmService;

use super::state::with_state;
use crate::backend::{self, amended, strings};

fn place(association: &str) -> String {
    format!("executions of {association}")
}

/// Each of the associations has one execution more.
pub(super) async fn start(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let response = service.handle(request.clone()).await;
    // Of the form that stamps of writes have, under a name that ends as those of dates do.
    let now = DateTime::from(SystemTime::now()).fmt(Format::DateTime);
    if backend::succeeded(&response)
        && let Ok(now) = now
    {
        with_state(service, &request, |state| {
            for association in strings(&input["AssociationIds"]) {
                let executions = state.resource_tags.entry(place(association)).or_default();
                let name = format!("{} CreatedTime", executions.len() + 1);
                executions.insert(name, now.clone());
            }
        })
        .await;
    }
    response
}

/// The executions that were started, with the one that winterbaume shows.
pub(super) async fn describe(
    service: &SsmService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let association = input["AssociationId"].as_str().unwrap_or_default();
    let started = with_state(service, &request, |state| {
        let started = state.resource_tags.get(&place(association));
        started.cloned().unwrap_or_default()
    })
    .await;
    amended(service.handle(request).await, |output| {
        let Some(executions) = output["AssociationExecutions"].as_array_mut() else {
            return;
        };
        let version = executions
            .first()
            .map(|it| it["AssociationVersion"].clone());
        executions.extend(started.iter().map(|(name, date)| {
            let number = name.split(' ').next().unwrap_or_default();
            let date = DateTime::from_str(date, Format::DateTimeWithOffset);
            json!({
                "AssociationId": association,
                "AssociationVersion": version,
                "ExecutionId": format!("{association}-{number}"),
                "Status": "Success",
                "DetailedStatus": "Success",
                "CreatedTime": date.map(|it| it.as_secs_f64()).unwrap_or_default(),
            })
        }));
    })
}
