//! The read that the checks of secrets share.

use super::Reader;
use super::sdk::operation::describe_secret::{DescribeSecretError, DescribeSecretOutput};
use crate::runtime::{ReadBack, ReadError};

/// Answers nearly everything about a secret, and never returns its value. `None` if it is not found.
pub(super) async fn describe(
    secrets: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<DescribeSecretOutput>, ReadError> {
    secrets
        .describe_secret()
        .secret_id(id)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(DescribeSecretError::is_resource_not_found_exception)
}

/// What a secret is read back by: the ARN in the answer, which names one life of it, else what the
/// caller gave.
pub(super) fn id<'a>(arn: Option<&'a str>, given: Option<&'a str>) -> &'a str {
    arn.or(given).unwrap_or_default()
}
