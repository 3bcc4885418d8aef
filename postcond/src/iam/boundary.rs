//! The permissions boundary that a role or a user shows.

use super::sdk::types::AttachedPermissionsBoundary;
use crate::runtime::{Check, pending, satisfied};

/// Whether the boundary that was asked for, if any, is shown. The type beside the ARN is spelled in several
/// ways, and not compared.
pub(super) fn is_if_given(
    asked: Option<&str>,
    shown: Option<&AttachedPermissionsBoundary>,
) -> Check {
    let shown = arn(shown);
    match (asked.filter(|asked| !asked.is_empty()), shown) {
        (None, _) => satisfied("no permissions boundary was asked for"),
        (Some(asked), Some(shown)) if shown == asked => {
            satisfied(format!("the permissions boundary is {asked}"))
        }
        (Some(_), Some(other)) => pending(format!("the permissions boundary is {other}")),
        (Some(_), None) => pending("there is no permissions boundary"),
    }
}

/// Whether no boundary is shown.
pub(super) fn is_none(shown: Option<&AttachedPermissionsBoundary>) -> Check {
    match arn(shown) {
        None => satisfied("there is no permissions boundary"),
        Some(shown) => pending(format!("the permissions boundary is still {shown}")),
    }
}

fn arn(shown: Option<&AttachedPermissionsBoundary>) -> Option<&str> {
    let arn = shown?.permissions_boundary_arn()?;
    (!arn.is_empty()).then_some(arn)
}
