//! A service for tests, with one mutation that cannot be seen.

use std::fmt;

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::contract::check_info::CheckInfo;
use crate::contract::condition::Condition;
use crate::contract::operation::{Generated, Mutation, Operation, ServiceReader};
use crate::contract::post_condition::PostCondition;
use crate::contract::verdict::{Check, pending};
use crate::contract::witness::Witness;

impl Generated for () {}

impl ServiceReader for () {}

/// What the service refuses with.
#[derive(Debug)]
pub(crate) struct Refused(ErrorMetadata);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refused {}

impl ProvideErrorMetadata for Refused {
    fn meta(&self) -> &ErrorMetadata {
        &self.0
    }
}

impl CreateUnhandledError for Refused {
    fn create_unhandled_error(
        _: Box<dyn std::error::Error + Send + Sync>,
        metadata: Option<ErrorMetadata>,
    ) -> Self {
        Self(metadata.unwrap_or_default())
    }
}

/// Changes nothing anywhere.
pub(crate) struct Touch;

/// Has no reads.
pub(crate) struct Service;

impl Generated for Service {}

impl crate::contract::operation::Service for Service {
    const NAME: &'static str = "service";
    const SDK_ID: &'static str = "Service";
    const IAM_PREFIX: &'static str = "service";
    type Reader = ();
}

impl Generated for Touch {}

impl Operation for Touch {
    type Service = Service;
    type Input = ();
    type Output = ();
    const NAME: &'static str = "Touch";
}

impl Mutation for Touch {
    type Error = Refused;

    const BUILT_IN: &'static [&'static dyn Condition] = &[&Never];

    fn resource(_: &()) -> Option<String> {
        Some("resource".to_owned())
    }

    fn kept((): &()) -> Option<()> {
        Some(())
    }
}

/// Reads nothing and has seen nothing.
struct Never;

impl PostCondition for Never {
    type Operation = Touch;
    const INFO: CheckInfo = CheckInfo::new("never", &[]);

    async fn check(&self, _: &(), _: &(), _: &(), _: &Witness) -> Check {
        pending("nothing")
    }
}
