//! The protocols of AWS: how a service is asked, and how it answers.
//!
//! Within the simulator, inputs and outputs are JSON with the members of the model. Here they come from the wire, and
//! go there.

mod query;
pub(crate) mod xml;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use winterbaume_core::{MockRequest, MockResponse};

pub(crate) use query::Query;

use crate::model;

/// How a service is spoken to.
pub(crate) enum Protocol {
    /// The operation is in a header, after this prefix and a dot; all else is JSON.
    Json {
        target: String,
        /// The codes of the errors whose message is in `Message`.
        capital: BTreeSet<String>,
    },
    /// A request is a form, and an answer XML.
    Query(Query),
}

/// The code of what a caller has no right to, where all is JSON.
const ACCESS_DENIED: &str = "AccessDeniedException";

/// How errors that every service may answer with are called in a protocol.
pub(crate) struct CommonErrors {
    pub(crate) throttled: &'static str,
    pub(crate) denied: (u16, &'static str),
    pub(crate) invalid: &'static str,
}

impl Protocol {
    pub(crate) fn json(target: &str, model: &Value) -> Self {
        let mut capital = model::with_capital_message(model);
        // In the models of a few services only, but it comes from what stands before all of them.
        capital.insert(ACCESS_DENIED.to_owned());
        Self::Json {
            target: target.to_owned(),
            capital,
        }
    }

    /// The operation that a request asks for, if it is for a service of this protocol.
    pub(crate) fn operation(&self, request: &MockRequest) -> Option<String> {
        match self {
            Self::Json { target, .. } => {
                let (prefix, operation) = json_target(request)?.split_once('.')?;
                (prefix == target).then(|| operation.to_owned())
            }
            Self::Query(query) => query.operation(&request.body),
        }
    }

    /// The input of a request, which is an object; anything else where the request makes no sense.
    pub(crate) fn input(&self, operation: &str, request: &MockRequest) -> Value {
        match self {
            // As some clients ask for what takes no members.
            Self::Json { .. } if request.body.is_empty() => json!({}),
            Self::Json { .. } => serde_json::from_slice(&request.body).unwrap_or_default(),
            Self::Query(query) => query.input(operation, &request.body),
        }
    }

    /// An answer with this output.
    pub(crate) fn output(&self, operation: &str, status: u16, output: &Value) -> MockResponse {
        match self {
            Self::Json { .. } => MockResponse::json(status, output.to_string()),
            Self::Query(query) => MockResponse::xml(status, query.output(operation, output)),
        }
    }

    /// An answer that is an error.
    pub(crate) fn error(&self, status: u16, code: &str, message: &str) -> MockResponse {
        match self {
            Self::Json { .. } => self.as_modelled(json_error(status, code, message)),
            Self::Query(_) => MockResponse::xml(status, query::error(status, code, message)),
        }
    }

    /// An answer of the service: if it is an error, then with its message in the member that the model has for it, which
    /// is the one that the SDK's type for the error reads.
    pub(crate) fn as_modelled(&self, mut response: MockResponse) -> MockResponse {
        if let Self::Json { capital, .. } = self
            && response.status >= 400
            && let Ok(Value::Object(mut error)) = serde_json::from_slice(&response.body)
            && let Some(code) = error.get("__type").and_then(Value::as_str)
            && capital.contains(code)
            && let Some(message) = error.remove("message")
        {
            error.insert("Message".to_owned(), message);
            response.body = Value::Object(error).to_string().into();
        }
        response
    }

    pub(crate) fn common_errors(&self) -> CommonErrors {
        match self {
            Self::Json { .. } => CommonErrors {
                throttled: "ThrottlingException",
                denied: (400, ACCESS_DENIED),
                invalid: "ValidationException",
            },
            Self::Query(_) => CommonErrors {
                throttled: "Throttling",
                denied: (403, "AccessDenied"),
                invalid: "ValidationError",
            },
        }
    }
}

/// An error in the protocol of a request that is for no service that there is.
pub(crate) fn error_to(
    request: &MockRequest,
    status: u16,
    code: &str,
    message: &str,
) -> MockResponse {
    let mut form = form_urlencoded::parse(&request.body);
    if json_target(request).is_none() && form.any(|(name, _)| name == "Action") {
        return MockResponse::xml(status, query::error(status, code, message));
    }
    json_error(status, code, message)
}

/// As in `AmazonSSM.GetParameter`.
pub(crate) fn json_target(request: &MockRequest) -> Option<&str> {
    request.headers.get("x-amz-target")?.to_str().ok()
}

/// An error as the JSON protocols of AWS send it.
pub(crate) fn json_error(status: u16, code: &str, message: &str) -> MockResponse {
    let body = json!({ "__type": code, "message": message });
    MockResponse::json(status, body.to_string())
}
