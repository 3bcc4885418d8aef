//! The services that the simulator has.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse};
use winterbaume_iam::IamService;
use winterbaume_secretsmanager::SecretsManagerService;
use winterbaume_ssm::SsmService;

use crate::backend::{Backend, left_out, winterbaume_backend};
use crate::model::{self, Operations};
use crate::protocol::{Protocol, Query};
use crate::replication::Place;
use crate::{iam, secretsmanager, ssm};

winterbaume_backend!(IamService, iam::handle, iam::subject);
winterbaume_backend!(SsmService, ssm::handle, ssm::subject);
winterbaume_backend!(
    SecretsManagerService,
    secretsmanager::handle,
    secretsmanager::subject
);

/// Makes one copy of a service.
pub(crate) type CopyOf = Box<dyn Fn() -> Box<dyn Backend> + Send + Sync>;

/// A service of AWS, and how to make one copy of it.
pub(crate) struct Service {
    /// As in the endpoint and in IAM actions.
    pub(crate) name: Cow<'static, str>,
    pub(crate) protocol: Protocol,
    /// The code of its own errors of status 500.
    pub(crate) internal_error: &'static str,
    /// Whether all regions share what it has.
    pub(crate) is_global: bool,
    pub(crate) operations: Operations,
    pub(crate) copy: CopyOf,
    /// What an operation with this input is about, as [`Backend::subject`] has it.
    pub(crate) subject: fn(&str, &Value) -> Option<Vec<Place>>,
}

impl Service {
    /// Whether an operation only reads. All others go to the leader.
    pub(crate) fn reads(&self, operation: &str) -> bool {
        let operation = self.operations.get(operation);
        operation.is_some_and(|operation| operation.reads)
    }

    /// The name that a call is counted under. What the model does not have shares one: callers may make up any number.
    pub(crate) fn counted(&self, operation: &str) -> String {
        let known = self.operations.contains_key(operation);
        format!("{}:{}", self.name, if known { operation } else { "?" })
    }

    /// The name of the service with that of each of its operations.
    pub(crate) fn operations(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.operations.keys();
        names.map(|operation| (&*self.name, operation.as_str()))
    }

    /// The request, addressed to where the service has what it is about. From there, all else takes the region.
    pub(crate) fn addressed_to_state(&self, mut request: MockRequest) -> MockRequest {
        if self.is_global {
            request.uri = format!("https://{}.us-east-1.amazonaws.com/", self.name);
        }
        request
    }

    /// How the service refuses an input that is no object or lacks a required member; none where it has all of them.
    pub(crate) fn refusal(&self, operation: &str, input: &Value) -> Option<MockResponse> {
        let operation = self.operations.get(operation)?;
        if !input.is_object() {
            let message = "The body of the request is not a JSON object";
            let refusal = self.protocol.error(400, "SerializationException", message);
            return Some(refusal);
        }
        let missing = operation.missing(input);
        let message = left_out(&missing.collect::<Vec<_>>())?;
        let code = self.protocol.common_errors().invalid;
        Some(self.protocol.error(400, code, &message))
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Service").field(&self.name).finish()
    }
}

/// Every service that the simulator has by itself.
///
/// Read once: a model is larger than all that a test does with it.
pub(crate) fn all() -> Result<&'static [Arc<Service>], &'static serde_json::Error> {
    static ALL: LazyLock<Result<Vec<Arc<Service>>, serde_json::Error>> = LazyLock::new(read);
    ALL.as_deref()
}

fn read() -> Result<Vec<Arc<Service>>, serde_json::Error> {
    let (model, operations) = model::of_service(&postcond_models::SSM)?;
    let ssm = Service {
        name: "ssm".into(),
        protocol: Protocol::json("AmazonSSM", &model),
        internal_error: "InternalServerError",
        is_global: false,
        operations,
        copy: Box::new(|| Box::new(SsmService::new())),
        subject: ssm::subject,
    };
    let (model, operations) = model::of_service(&postcond_models::SECRETSMANAGER)?;
    let secretsmanager = Service {
        name: "secretsmanager".into(),
        protocol: Protocol::json("secretsmanager", &model),
        internal_error: "InternalServiceError",
        is_global: false,
        operations,
        copy: Box::new(|| Box::new(SecretsManagerService::new())),
        subject: secretsmanager::subject,
    };
    let (model, operations) = model::of_service(&postcond_models::IAM)?;
    let iam = Service {
        name: "iam".into(),
        protocol: Protocol::Query(Query::new("2010-05-08", "iam", model)),
        internal_error: "ServiceFailure",
        is_global: true,
        operations,
        copy: Box::new(|| Box::new(IamService::new())),
        subject: iam::subject,
    };
    Ok([ssm, secretsmanager, iam].map(Arc::new).into())
}

/// The name in the endpoint of the service that a request is for.
pub(crate) fn endpoint<'a>(services: &'a [Arc<Service>], request: &MockRequest) -> Option<&'a str> {
    let (service, _) = addressed(services, request)?;
    Some(&service.name)
}

/// The operation that a request asks for, with its service.
pub(crate) fn addressed<'a>(
    services: &'a [Arc<Service>],
    request: &MockRequest,
) -> Option<(&'a Service, String)> {
    services.iter().find_map(|service| {
        let operation = service.protocol.operation(request)?;
        Some((&**service, operation))
    })
}
