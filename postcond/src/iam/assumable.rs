//! The calls after which a role may be assumed.

use std::future::{Future, ready};

use super::op::{AcquireRole, CreateRole, UpdateAssumeRolePolicy};
use super::sdk::types::Role;
use super::{Iam, Reader, roles};
use crate::runtime::{CheckInfo, InputOf, Mutation, OutputOf, ReadError};

const NAME: &str = "role_can_be_assumed";
const ESTABLISHES: &str = "The role can be assumed.";
const ASSUME: &str = "sts:AssumeRole";

/// The role that is to be assumed.
#[derive(Debug)]
pub struct Assumed {
    pub(super) arn: String,
    pub(super) id: String,
}

impl From<&Role> for Assumed {
    fn from(role: &Role) -> Self {
        Self {
            arn: role.arn().to_owned(),
            id: role.role_id().to_owned(),
        }
    }
}

/// A call after which a role may be assumed. Not for others to implement.
pub trait AssumableRole: Mutation<Service = Iam> {
    /// What the check that tries it says of itself: before a role is made, nobody is let in, so that a few successes
    /// will do.
    const INFO: CheckInfo = CheckInfo::new(NAME, &[])
        .described(ESTABLISHES, &[ASSUME])
        .deadline(120)
        .confirmed_by(3, 10);

    /// The trust policy that the call gives, if it gives one.
    fn trust_policy(input: &InputOf<Self>) -> Option<&str>;

    /// The role; `None` if it is not found.
    fn role(
        iam: &Reader,
        input: &InputOf<Self>,
        output: &OutputOf<Self>,
    ) -> impl Future<Output = Result<Option<Assumed>, ReadError>> + Send;
}

impl AssumableRole for CreateRole {
    fn trust_policy(input: &InputOf<Self>) -> Option<&str> {
        input.assume_role_policy_document()
    }

    fn role(
        _: &Reader,
        _: &InputOf<Self>,
        output: &OutputOf<Self>,
    ) -> impl Future<Output = Result<Option<Assumed>, ReadError>> + Send {
        ready(Ok(output.role().map(Assumed::from)))
    }
}

impl AssumableRole for AcquireRole {
    fn trust_policy(_: &InputOf<Self>) -> Option<&str> {
        None
    }

    fn role(
        _: &Reader,
        _: &InputOf<Self>,
        output: &OutputOf<Self>,
    ) -> impl Future<Output = Result<Option<Assumed>, ReadError>> + Send {
        ready(Ok(output.role().map(Assumed::from)))
    }
}

impl AssumableRole for UpdateAssumeRolePolicy {
    /// The answer to the call has no id of the role. The old policy stays in force for 10 to 30 seconds as a rule:
    /// what it allows is told from what the new one allows by waiting for twice as long.
    const INFO: CheckInfo = CheckInfo::new(NAME, &["GetRole"])
        .described(ESTABLISHES, &[ASSUME, "iam:GetRole"])
        .deadline(180)
        .confirmed_by(7, 60);

    fn trust_policy(input: &InputOf<Self>) -> Option<&str> {
        input.policy_document()
    }

    async fn role(
        iam: &Reader,
        input: &InputOf<Self>,
        _: &OutputOf<Self>,
    ) -> Result<Option<Assumed>, ReadError> {
        let name = input.role_name().unwrap_or_default();
        let role = roles::read(iam, name, true).await?;
        Ok(role.as_ref().map(Assumed::from))
    }
}
