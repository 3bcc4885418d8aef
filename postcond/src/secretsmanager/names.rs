//! Whether a secret is found by its name, where the check by default asks by its ARN: for calls that ask
//! for it.

use super::Reader;
use super::read_back::describe;
use super::sdk::operation::create_secret::{CreateSecretInput, CreateSecretOutput};
use super::sdk::operation::delete_secret::{DeleteSecretInput, DeleteSecretOutput};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, pending, satisfied, superseded, unverifiable};

/// The name leads to the secret that was created, and no longer to an earlier one.
#[post_condition(
    service = "secretsmanager",
    op = "CreateSecret",
    reads = ["DescribeSecret"],
    on_request = true
)]
pub async fn secret_is_found_by_name(
    secrets: &Reader,
    input: &CreateSecretInput,
    output: &CreateSecretOutput,
) -> Check {
    let arn = named("ARN", output.arn())?;
    let name = input.name().unwrap_or_default();
    match describe(secrets, name, !input.tags().is_empty()).await? {
        Some(seen) if seen.arn() == Some(arn) => satisfied(format!("{name} is {arn}")),
        Some(_) => pending(format!("{name} is another secret")),
        None => pending(format!("{name} is not found")),
    }
}

/// The name no longer leads to the secret, which was deleted by force.
///
/// That a new one may have the name is not known from that: the service may refuse it for a while yet.
/// With a recovery window, a secret keeps its name until the window ends.
#[post_condition(
    service = "secretsmanager",
    op = "DeleteSecret",
    reads = ["DescribeSecret"],
    deadline = 300,
    on_request = true
)]
pub async fn secret_is_not_found_by_name(
    secrets: &Reader,
    input: &DeleteSecretInput,
    output: &DeleteSecretOutput,
) -> Check {
    if input.force_delete_without_recovery() != Some(true) {
        return unverifiable("in its recovery window, a secret keeps its name");
    }
    let name = named("Name", output.name())?;
    match describe(secrets, name, false).await? {
        None => satisfied(format!("{name} is not found")),
        Some(seen) if output.arn().is_some_and(|arn| seen.arn() != Some(arn)) => {
            superseded(format!("{name} is another secret by now"))
        }
        Some(_) => pending(format!("{name} can still be described")),
    }
}
