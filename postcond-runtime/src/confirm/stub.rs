//! A service for tests, with one mutation that cannot be seen.

use crate::contract::check_info::CheckInfo;
use crate::contract::condition::Condition;
use crate::contract::operation::{Generated, Mutation, Operation, ServiceReader};
use crate::contract::post_condition::PostCondition;
use crate::contract::verdict::{Check, pending};
use crate::contract::witness::Witness;

impl ServiceReader for () {}

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
    const BUILT_IN: &'static [&'static dyn Condition] = &[&Never];

    fn resource(_: &()) -> Option<String> {
        Some("resource".to_owned())
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
