//! The read that the checks of secrets share.

use super::Reader;
use super::same_secret::is_asked_for;
use super::sdk::operation::describe_secret::{DescribeSecretError, DescribeSecretOutput};
use crate::runtime::{ReadBack, ReadError};

/// Answers nearly everything about a secret, and never returns its value. `None` if it is not found. An
/// answer about another secret says nothing, and leaves the check pending.
pub(super) async fn describe(
    secrets: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<DescribeSecretOutput>, ReadError> {
    let found = secrets
        .describe_secret()
        .secret_id(id)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(DescribeSecretError::is_resource_not_found_exception)?;
    if let Some(seen) = &found {
        is_of(id, seen.arn(), seen.name())?;
    }
    Ok(found)
}

/// Whether an answer with this ARN and this name is about the secret that was asked for.
///
/// # Errors
/// If it is about another, which leaves the check pending.
pub(super) fn is_of(id: &str, arn: Option<&str>, name: Option<&str>) -> Result<(), ReadError> {
    if is_asked_for(id, arn, name) {
        return Ok(());
    }
    let other = arn.or(name).unwrap_or_default();
    Err(ReadError::pending(format!(
        "another secret than {id}: {other}"
    )))
}

/// What a secret is read back by: the ARN in the answer, which names one life of it, else what the
/// caller gave.
pub(super) fn id<'a>(arn: Option<&'a str>, given: Option<&'a str>) -> &'a str {
    arn.or(given).unwrap_or_default()
}
