//! The services that the simulator has, and which of their operations read.

use std::collections::HashSet;

use serde_json::Value;
use winterbaume_core::MockRequest;
use winterbaume_secretsmanager::SecretsManagerService;
use winterbaume_ssm::SsmService;

use crate::backend::{Backend, winterbaume_backend};
use crate::{secretsmanager, ssm};

winterbaume_backend!(SsmService, ssm::handle, ssm::subject);
winterbaume_backend!(
    SecretsManagerService,
    secretsmanager::handle,
    secretsmanager::subject
);

/// A service of AWS, and how to make one copy of it.
pub(crate) struct Service {
    /// As in the endpoint and in IAM actions.
    pub(crate) name: &'static str,
    /// The part of the `x-amz-target` header before the operation.
    target: &'static str,
    /// The code of its own errors of status 500.
    pub(crate) internal_error: &'static str,
    reads: HashSet<String>,
    pub(crate) copy: fn() -> Box<dyn Backend>,
}

impl Service {
    /// Whether an operation only reads. All others go to the leader.
    pub(crate) fn reads(&self, operation: &str) -> bool {
        self.reads.contains(operation)
    }
}

/// Every service that the simulator has.
pub(crate) fn all() -> Result<Vec<Service>, serde_json::Error> {
    Ok(vec![
        Service {
            name: "ssm",
            target: "AmazonSSM",
            internal_error: "InternalServerError",
            reads: reads(postcond_models::SSM.overlay)?,
            copy: || Box::new(SsmService::new()),
        },
        Service {
            name: "secretsmanager",
            target: "secretsmanager",
            internal_error: "InternalServiceError",
            reads: reads(postcond_models::SECRETSMANAGER.overlay)?,
            copy: || Box::new(SecretsManagerService::new()),
        },
    ])
}

/// The operation that a request asks for, with its service: an `x-amz-target` of `AmazonSSM.GetParameter`.
pub(crate) fn addressed<'a>(
    services: &'a [Service],
    request: &MockRequest,
) -> Option<(&'a Service, String)> {
    let target = request.headers.get("x-amz-target")?.to_str().ok()?;
    let (prefix, operation) = target.split_once('.')?;
    let service = services.iter().find(|service| service.target == prefix)?;
    Some((service, operation.to_owned()))
}

/// The operations that an overlay marks as read-only.
fn reads(overlay: &str) -> Result<HashSet<String>, serde_json::Error> {
    let overlay: Value = serde_json::from_str(overlay)?;
    let shapes = overlay["shapes"].as_object().into_iter().flatten();
    let reads = shapes
        .filter(|(_, shape)| shape["traits"].get("smithy.api#readonly").is_some())
        .filter_map(|(id, _)| id.split_once('#'))
        .map(|(_, operation)| operation.to_owned());
    Ok(reads.collect())
}
