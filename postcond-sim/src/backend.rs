//! The one place that knows how winterbaume holds a service.

use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::Pin;

use aws_smithy_types::DateTime;
use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse, StateViewError};

use crate::protocol::{json_error, json_target, xml};
use crate::replication::Place;

pub(crate) type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One copy of a service: it answers requests from a state that can be taken out and put in as JSON.
pub(crate) trait Backend: Send + Sync {
    /// Answers a request from the state of the region in its URI. The date is that of the simulator, for backends
    /// that do not take theirs from the machine's clock.
    fn handle(&self, request: MockRequest, date: DateTime) -> Pending<'_, MockResponse>;

    /// The places that hold all that the request can see or change, where it names what it is about.
    ///
    /// Handling costs time in proportion to the state that the backend holds, since winterbaume copies it after every
    /// answer: with these alone, a call costs the same however much else there is. None where the request may be about
    /// anything. A write for which there is None must neither see nor change what other writes name.
    fn subject(&self, request: &MockRequest) -> Option<Vec<Place>>;

    /// The state of this region.
    fn export<'a>(&'a self, region: &'a str) -> Pending<'a, Result<Value, StateViewError>>;

    /// Puts this in the place of the state of this region.
    fn import<'a>(
        &'a self,
        region: &'a str,
        state: Value,
    ) -> Pending<'a, Result<(), StateViewError>>;
}

/// Makes a winterbaume service a [`Backend`] that handles requests, and tells what they are about, with the functions
/// given: the first is given the service, the request and the date, the second the operation and its input.
///
/// A macro and not a blanket implementation, since the futures of `StatefulService` are known to be `Send` only for
/// a concrete service.
macro_rules! winterbaume_backend {
    ($service:ty, $handle:path, $subject:path) => {
        impl crate::backend::Backend for $service {
            fn handle(
                &self,
                request: winterbaume_core::MockRequest,
                date: aws_smithy_types::DateTime,
            ) -> crate::backend::Pending<'_, winterbaume_core::MockResponse> {
                Box::pin($handle(self, request, date))
            }

            fn subject(
                &self,
                request: &winterbaume_core::MockRequest,
            ) -> Option<Vec<crate::replication::Place>> {
                let operation = crate::backend::operation(request)?;
                $subject(operation, &crate::backend::input(request))
            }

            fn export<'a>(
                &'a self,
                region: &'a str,
            ) -> crate::backend::Pending<
                'a,
                Result<serde_json::Value, winterbaume_core::StateViewError>,
            > {
                use winterbaume_core::{StatefulService, default_account_id};
                Box::pin(async move {
                    let view = self.snapshot(default_account_id(), region).await;
                    Ok(serde_json::to_value(view)?)
                })
            }

            fn import<'a>(
                &'a self,
                region: &'a str,
                state: serde_json::Value,
            ) -> crate::backend::Pending<'a, Result<(), winterbaume_core::StateViewError>> {
                use winterbaume_core::{StatefulService, default_account_id};
                Box::pin(async move {
                    let view = serde_json::from_value(state)?;
                    self.restore(default_account_id(), region, view).await
                })
            }
        }
    };
}
pub(crate) use winterbaume_backend;

/// The operation that a request asks for: `GetParameter` of an `x-amz-target` of `AmazonSSM.GetParameter`.
pub(crate) fn operation(request: &MockRequest) -> Option<&str> {
    json_target(request)?.rsplit('.').next()
}

/// The input of a request; null if it cannot be read.
pub(crate) fn input(request: &MockRequest) -> Value {
    serde_json::from_slice(&request.body).unwrap_or_default()
}

/// The answer to an input that has a member out of its bounds.
pub(crate) fn out_of_bounds(
    member: &str,
    what: &str,
    bounds: RangeInclusive<usize>,
) -> MockResponse {
    let (least, most) = bounds.into_inner();
    let message = format!(
        "1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must have {what} between \
         {least} and {most}, inclusive"
    );
    json_error(400, "ValidationException", &message)
}

/// What is said of an input that these members are left out of; nothing where there are none.
pub(crate) fn left_out(members: &[&str]) -> Option<String> {
    let problems: Vec<String> = members
        .iter()
        .map(|member| {
            let (first, rest) = member.split_at_checked(1).unwrap_or_default();
            let member = first.to_lowercase() + rest;
            format!(
                "Value null at '{member}' failed to satisfy constraint: Member must not be null"
            )
        })
        .collect();
    let errors = match problems.len() {
        0 => return None,
        1 => "1 validation error".to_owned(),
        several => format!("{several} validation errors"),
    };
    Some(format!("{errors} detected: {}", problems.join("; ")))
}

/// The answer when the simulator itself is at fault: no protocol has a word for that.
pub(crate) fn broken(fault: &StateViewError) -> MockResponse {
    json_error(500, "SimulatorFailure", &format!("the simulator: {fault}"))
}

pub(crate) fn succeeded(response: &MockResponse) -> bool {
    (200..300).contains(&response.status)
}

/// A successful answer, put right.
pub(crate) fn amended(mut response: MockResponse, amend: impl FnOnce(&mut Value)) -> MockResponse {
    if succeeded(&response)
        && let Ok(mut output) = serde_json::from_slice::<Value>(&response.body)
    {
        amend(&mut output);
        response.body = output.to_string().into();
    }
    response
}

/// The texts of a list.
pub(crate) fn strings(list: &Value) -> impl Iterator<Item = &str> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str)
}

/// A date in the form of the JSON protocols.
pub(crate) fn seconds(millis: i64) -> Value {
    Value::from(millis as f64 / 1e3)
}

/// Whether two answers say the same. Winterbaume lists things in no order.
pub(crate) fn say_the_same(one: &MockResponse, other: &MockResponse) -> bool {
    one.status == other.status
        && (one.body == other.body || in_order(&one.body) == in_order(&other.body))
}

fn in_order(body: &[u8]) -> Option<Value> {
    fn sort(value: &mut Value) {
        match value {
            Value::Array(items) => {
                items.iter_mut().for_each(sort);
                items.sort_by_cached_key(Value::to_string);
            }
            Value::Object(members) => members.values_mut().for_each(sort),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let in_json = serde_json::from_slice(body).ok();
    let mut value = in_json.or_else(|| xml::tree(std::str::from_utf8(body).ok()?))?;
    sort(&mut value);
    Some(value)
}
