//! Parameters as programs read their values, and their histories.
//!
//! Values come along with these reads; none is looked at, and none is kept.

use std::collections::BTreeSet;

use aws_smithy_types::DateTime;

use super::Reader;
use super::parameter_labels::{
    accepted_labels, all_are_reported_on, labelled_version, removed_labels,
};
use super::parameter_reads::is_asked_for;
use super::parameters::{Shown, made_version, name, never_appears, version_is_shown};
use super::sdk::error::ProvideErrorMetadata;
use super::sdk::operation::get_parameter::GetParameterError;
use super::sdk::operation::get_parameter_history::{
    GetParameterHistoryError, GetParameterHistoryOutput,
};
use super::sdk::operation::label_parameter_version::{
    LabelParameterVersionInput, LabelParameterVersionOutput,
};
use super::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use super::sdk::operation::unlabel_parameter_version::{
    UnlabelParameterVersionInput, UnlabelParameterVersionOutput,
};
use super::sdk::types::ParameterHistory;
use crate::compare::same_parameter;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, Witness, all_pages, pending, satisfied};

/// A read with decryption returns the version that this call made, or a later one: the caller can read
/// its value.
///
/// For a `SecureString` that takes the right to `kms:Decrypt` with its key, too. The value is dropped
/// unseen.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    reads = ["GetParameter"],
    batched = "GetParameters",
    on_request = true
)]
pub async fn value_can_be_decrypted(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    made_version(output)?;
    let answer = ssm.get_parameter().name(name(input)).with_decryption(true);
    let answer = answer.send().await;
    let message = answer
        .as_ref()
        .err()
        .and_then(ProvideErrorMetadata::message);
    let lacks_key = message.is_some_and(speaks_of_the_key);
    let found = answer
        // Tags can change the caller's own rights.
        .denial_may_lift(!input.tags().is_empty())
        .absent_if(GetParameterError::is_parameter_not_found)
        .map_err(|error| match lacks_key {
            true => error.for_want_of("kms:Decrypt"),
            false => error,
        })?;
    let seen = match found.as_ref().map(|found| found.parameter()) {
        Some(Some(parameter)) => {
            is_asked_for(name(input), parameter)?;
            Some(Shown::of(parameter))
        }
        // An answer without a parameter does not say that there is none.
        Some(None) => Some(Shown::nothing()),
        None => None,
    };
    version_is_shown(ssm, "found", seen, input, output, write).await
}

/// Whether a read is refused for want of the right to decrypt, which has the code of any other denial:
/// the message names `kms:Decrypt`, or is that of KMS about a ciphertext and its key.
fn speaks_of_the_key(message: &str) -> bool {
    message.contains("kms:Decrypt") || message.contains("KMS") || message.contains("ciphertext")
}

/// The version that this call made is in the parameter's history.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    reads = ["GetParameterHistory"],
    // One read for each page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn parameter_version_is_in_the_history(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    let name = name(input);
    let wanted = made_version(output)?;
    let Some(history) = history(ssm, name, !input.tags().is_empty()).await? else {
        return pending(format!("{name} is not found{}", never_appears(input)));
    };
    match history.iter().find(|it| it.version == wanted) {
        Some(seen) if write.covers(seen.date.as_ref()) => {
            satisfied(format!("version {wanted} of {name} is in its history"))
        }
        Some(_) => pending(format!(
            "version {wanted} of {name}, not dated since the write"
        )),
        None => pending(format!("version {wanted} of {name} is not in its history")),
    }
}

/// The parameter's history has each label that was accepted on the version that was labelled, and on
/// no other.
#[post_condition(
    service = "ssm",
    op = "LabelParameterVersion",
    reads = ["GetParameterHistory"],
    // One read for each page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn parameter_labels_are_in_the_history(
    ssm: &Reader,
    input: &LabelParameterVersionInput,
    output: &LabelParameterVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let wanted = labelled_version(input, output)?;
    let accepted = accepted_labels(input, output);
    if accepted.is_empty() {
        return satisfied("every label was refused");
    }
    let Some(history) = history(ssm, name, false).await? else {
        return pending(format!("{name} is not found"));
    };
    for label in accepted {
        let labelled = history.iter().filter(|it| it.labels.contains(label));
        let labelled: Vec<i64> = labelled.map(|it| it.version).collect();
        if labelled != [wanted] {
            let labelled = in_words(&labelled);
            return pending(format!(
                "{label} of {name} is on {labelled}, not on version {wanted} alone"
            ));
        }
    }
    satisfied(format!(
        "the history of {name} has the labels on version {wanted}"
    ))
}

/// The parameter's history has none of the labels that were taken off on the version that they were
/// taken off.
#[post_condition(
    service = "ssm",
    op = "UnlabelParameterVersion",
    reads = ["GetParameterHistory"],
    // One read for each page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn parameter_labels_are_not_in_the_history(
    ssm: &Reader,
    input: &UnlabelParameterVersionInput,
    output: &UnlabelParameterVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let version = input.parameter_version().unwrap_or_default();
    let removed = removed_labels(input, output);
    if removed.is_empty() {
        return satisfied("no label was taken off");
    }
    let Some(history) = history(ssm, name, false).await? else {
        return all_are_reported_on(input, output, format!("{name} is not found"));
    };
    let Some(seen) = history.iter().find(|it| it.version == version) else {
        return pending(format!("version {version} of {name} is not in its history"));
    };
    let left: Vec<&str> = removed
        .into_iter()
        .filter(|label| seen.labels.contains(*label))
        .map(String::as_str)
        .collect();
    if left.is_empty() {
        let words = format!("no such label is on version {version} of {name}");
        all_are_reported_on(input, output, words)
    } else {
        let left = left.join(", ");
        pending(format!("still on version {version} of {name}: {left}"))
    }
}

/// What matters of one version in a history.
struct Version {
    version: i64,
    date: Option<DateTime>,
    labels: BTreeSet<String>,
}

impl Version {
    fn of(version: ParameterHistory) -> Self {
        Self {
            version: version.version,
            date: version.last_modified_date,
            labels: version.labels.into_iter().flatten().collect(),
        }
    }
}

/// As in `versions 1, 3`.
fn in_words(versions: &[i64]) -> String {
    match versions {
        [] => "no version".to_owned(),
        [version] => format!("version {version}"),
        versions => {
            let versions: Vec<String> = versions.iter().map(ToString::to_string).collect();
            format!("versions {}", versions.join(", "))
        }
    }
}

/// The versions of a parameter; `None` if it is not found.
async fn history(
    ssm: &Reader,
    name: &str,
    denial_may_lift: bool,
) -> Result<Option<Vec<Version>>, ReadError> {
    let pages = all_pages(
        |token| {
            ssm.get_parameter_history()
                .name(name)
                .with_decryption(false)
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        GetParameterHistoryOutput::next_token,
    );
    let pages = pages
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(GetParameterHistoryError::is_parameter_not_found)?;
    Ok(pages.map(|pages| {
        let versions = pages.into_iter().filter_map(|page| page.parameters);
        let is_its = |it: &ParameterHistory| it.name().is_none_or(|it| same_parameter(it, name));
        let versions = versions.flatten().filter(is_its);
        versions.map(Version::of).collect()
    }))
}
