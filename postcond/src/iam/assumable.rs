//! The calls after which a role may be assumed.

use std::future::{Future, ready};

use super::op::{AcquireRole, CreateRole, UpdateAssumeRolePolicy};
use super::sdk::types::Role;
use super::{Iam, Reader, roles};
use crate::runtime::{InputOf, Mutation, OutputOf, ReadError};

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
