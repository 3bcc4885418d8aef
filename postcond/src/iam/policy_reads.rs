//! Reads of managed policies that more than one family of checks makes.

use super::Reader;
use super::entities::shown;
use super::sdk::operation::get_policy::GetPolicyError;
use super::sdk::types::Policy;
use crate::runtime::{ReadBack, ReadError};

/// `None` if there is none of that ARN.
pub(super) async fn read(
    iam: &Reader,
    arn: &str,
    denial_may_lift: bool,
) -> Result<Option<Policy>, ReadError> {
    let found = iam
        .get_policy()
        .policy_arn(arn)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetPolicyError::is_no_such_entity_exception)?;
    shown(found.map(|found| found.policy))
}
