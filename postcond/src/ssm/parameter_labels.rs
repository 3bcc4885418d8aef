//! Labels of parameters: attach, take off.

use std::collections::BTreeSet;

use super::Reader;
use super::parameter_reads::read;
use super::sdk::operation::label_parameter_version::{
    LabelParameterVersionInput, LabelParameterVersionOutput,
};
use super::sdk::operation::unlabel_parameter_version::{
    UnlabelParameterVersionInput, UnlabelParameterVersionOutput,
};
use crate::post_condition;
use crate::runtime::{Check, ReadError, pending, satisfied, unverifiable};

/// Each label that was accepted resolves to the version that was labelled.
///
/// A label that sits on another version moves: that it resolves at all proves nothing. The call
/// succeeds even where it refuses labels; those take no part.
#[post_condition(
    service = "ssm",
    op = "LabelParameterVersion",
    reads = ["GetParameter"],
    batched = "GetParameters"
)]
pub(crate) async fn labels_resolve_to_the_version(
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
    for label in &accepted {
        let selector = format!("{name}:{label}");
        match read(ssm, &selector, false).await? {
            Some(seen) if seen.version() == wanted => {}
            Some(seen) => {
                let version = seen.version();
                return pending(format!("{selector} is version {version}, not {wanted}"));
            }
            None => return pending(format!("{selector} is not found")),
        }
    }
    let labels = accepted.len();
    satisfied(format!("labels on version {wanted} of {name}: {labels}"))
}

/// The latest version is labelled where the call names none: the answer knows its number.
pub(super) fn labelled_version(
    input: &LabelParameterVersionInput,
    output: &LabelParameterVersionOutput,
) -> Result<i64, ReadError> {
    let answered = Some(output.parameter_version()).filter(|version| *version != 0);
    answered
        .or(input.parameter_version())
        .ok_or_else(|| ReadError::fatal("the answer to the call names no ParameterVersion"))
}

/// The labels that the service has not refused.
pub(super) fn accepted_labels<'a>(
    input: &'a LabelParameterVersionInput,
    output: &LabelParameterVersionOutput,
) -> BTreeSet<&'a String> {
    let is_accepted = |label: &&String| !output.invalid_labels().contains(label);
    input.labels().iter().filter(is_accepted).collect()
}

/// None of the labels that were taken off resolves.
///
/// Labels that the service reports as not attached take no part. Of one that it does not mention at all
/// the call is not confirmed: that it does not resolve may have been so before.
#[post_condition(service = "ssm", op = "UnlabelParameterVersion", reads = ["GetParameter"])]
pub(crate) async fn labels_are_not_found(
    ssm: &Reader,
    input: &UnlabelParameterVersionInput,
    output: &UnlabelParameterVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let removed = removed_labels(input, output);
    if removed.is_empty() {
        return satisfied("no label was taken off");
    }
    for label in &removed {
        let selector = format!("{name}:{label}");
        if let Some(seen) = read(ssm, &selector, false).await? {
            return pending(format!("{selector} is version {}", seen.version()));
        }
    }
    let words = format!("no label that was taken off {name} resolves");
    all_are_reported_on(input, output, words)
}

/// Satisfied in these words if the answer says of every label whether it was taken off.
pub(super) fn all_are_reported_on(
    input: &UnlabelParameterVersionInput,
    output: &UnlabelParameterVersionOutput,
    words: String,
) -> Check {
    let reported = [output.removed_labels(), output.invalid_labels()].concat();
    let missing = input
        .labels()
        .iter()
        .filter(|label| !reported.contains(label));
    let missing: Vec<&str> = missing.map(String::as_str).collect();
    if missing.is_empty() {
        return satisfied(words);
    }
    let missing = missing.join(", ");
    unverifiable(format!(
        "{words}; the answer does not say whether it has taken off {missing}"
    ))
}

/// The labels that are to be off: those that the service says it took off, and those that it was asked
/// to take off and says nothing about.
pub(super) fn removed_labels<'a>(
    input: &'a UnlabelParameterVersionInput,
    output: &'a UnlabelParameterVersionOutput,
) -> BTreeSet<&'a String> {
    let was_attached = |label: &&String| !output.invalid_labels().contains(label);
    let asked = input.labels().iter().filter(was_attached);
    asked.chain(output.removed_labels()).collect()
}
