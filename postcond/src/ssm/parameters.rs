//! Parameters: put, delete, label.

use std::collections::BTreeSet;

use super::sdk::operation::delete_parameter::{DeleteParameterInput, DeleteParameterOutput};
use super::sdk::operation::delete_parameters::{DeleteParametersInput, DeleteParametersOutput};
use super::sdk::operation::get_parameter::GetParameterError;
use super::sdk::operation::label_parameter_version::{
    LabelParameterVersionInput, LabelParameterVersionOutput,
};
use super::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use super::sdk::operation::unlabel_parameter_version::{
    UnlabelParameterVersionInput, UnlabelParameterVersionOutput,
};
use super::sdk::types::{Parameter, ResourceTypeForTagging};
use super::{Reader, tags};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Witness, absent, created, pending, satisfied, superseded,
    unfindable,
};

/// A read by plain name returns the version that this call made, or a later one, and the tags given
/// at creation are listed.
///
/// Delete and recreate restarts versions at 1: a copy of the earlier life can show a higher version
/// than ours, so a version counts only with a date that is not from before the write.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    reads = ["GetParameter", "ListTagsForResource"],
    batched = "GetParameters",
    found_by = created_parameter
)]
pub(crate) async fn version_and_tags_are_visible(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    // The service trims blanks around the name.
    let name = input.name().unwrap_or_default().trim();
    let verdict = version_is_visible(ssm, name, input, output, write).await?;
    let of_type = &ResourceTypeForTagging::Parameter;
    tags::and_listed(verdict, ssm, of_type, name, input.tags()).await
}

/// Unless it may overwrite, a call that lands makes version 1 of a name that was free.
async fn created_parameter(
    ssm: &Reader,
    input: &PutParameterInput,
    _: &Witness,
) -> Search<PutParameterOutput> {
    if input.overwrite() == Some(true) {
        return unfindable("an overwrite cannot be told from somebody else's");
    }
    let name = input.name().unwrap_or_default().trim();
    let selector = format!("{name}:1");
    match read(ssm, &selector, !input.tags().is_empty()).await? {
        Some(seen) => created(
            PutParameterOutput::builder().version(1).build(),
            seen.last_modified_date(),
            format!("version 1 of {name}"),
        ),
        None => absent(not_found(name, input)),
    }
}

async fn version_is_visible(
    ssm: &Reader,
    name: &str,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    let wanted = output.version();
    if wanted == 0 {
        return Err(ReadError::fatal("the answer to the call names no Version"));
    }
    // Tags can change the caller's own rights.
    let denial_may_lift = !input.tags().is_empty();
    let seen = read(ssm, name, denial_may_lift).await?;
    let Some(seen) = seen else {
        return pending(not_found(name, input));
    };
    let (version, date) = (seen.version(), seen.last_modified_date());
    if version < wanted {
        pending(format!("version {version} of {name}, not yet {wanted}"))
    } else if !write.covers(date) {
        pending(format!(
            "version {version} of {name}, not dated since the write"
        ))
    } else if version == wanted {
        satisfied(format!("version {version} of {name}"))
    } else if write.precedes(date) {
        superseded(format!("version {version} of {name}, written since"))
    } else {
        // Not surely written later: that our version is there, too, is the proof.
        let selector = format!("{name}:{wanted}");
        match read(ssm, &selector, denial_may_lift).await? {
            Some(own) if own.version() == wanted && write.covers(own.last_modified_date()) => {
                superseded(format!("version {wanted} of {name}, behind a later one"))
            }
            _ => pending(format!("a later version of {name}, but not yet {wanted}")),
        }
    }
}

fn not_found(name: &str, input: &PutParameterInput) -> String {
    let not_found = format!("{name} is not found");
    match input.data_type() {
        // The call answers before the image id is validated.
        Some("aws:ec2:image") => {
            format!("{not_found}; an aws:ec2:image that fails its validation never appears")
        }
        _ => not_found,
    }
}

/// The parameter's version and date. Its value comes along and is dropped here.
async fn read(
    ssm: &Reader,
    selector: &str,
    denial_may_lift: bool,
) -> Result<Option<Parameter>, ReadError> {
    let found = ssm
        .get_parameter()
        .name(selector)
        .with_decryption(false)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(|error: &GetParameterError| {
            let is_selected = selector.contains(':');
            error.is_parameter_not_found()
                || (is_selected && error.is_parameter_version_not_found())
        })?;
    Ok(found.map(|found| {
        // An answer without a parameter does not say that there is none.
        let nothing = || Parameter::builder().build();
        let mut parameter = found.parameter.unwrap_or_else(nothing);
        parameter.value = None;
        parameter
    }))
}

/// A read by plain name says that the parameter does not exist, or shows one made anew.
#[post_condition(
    service = "ssm",
    op = "DeleteParameter",
    reads = ["GetParameter"],
    batched = "GetParameters"
)]
pub(crate) async fn name_is_not_found(
    ssm: &Reader,
    input: &DeleteParameterInput,
    _: &DeleteParameterOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    match read(ssm, name, false).await? {
        None => satisfied(format!("{name} is not found")),
        Some(seen) if write.precedes(seen.last_modified_date()) => {
            superseded(format!("{name} has been made anew"))
        }
        Some(seen) => pending(format!("version {} of {name}", seen.version())),
    }
}

/// Every name that the service says it deleted is no longer readable, or has been made anew.
///
/// Names that it did not delete, most often because they never existed, take no part. Every poll
/// asks for all names: that is one call in any case, and each confirmation is then one of all.
#[post_condition(service = "ssm", op = "DeleteParameters", reads = ["GetParameters"])]
pub(crate) async fn deleted_names_are_not_found(
    ssm: &Reader,
    _: &DeleteParametersInput,
    output: &DeleteParametersOutput,
    write: &Witness,
) -> Check {
    let mut deleted = output.deleted_parameters().to_vec();
    deleted.sort();
    deleted.dedup();
    if deleted.is_empty() {
        return satisfied("nothing was deleted");
    }
    let read = ssm
        .get_parameters()
        .set_names(Some(deleted.clone()))
        .with_decryption(false)
        .send()
        .await?;
    let made_anew = |name: &str| {
        let mut found = read.parameters().iter();
        let found = found.find(|parameter| parameter.name() == Some(name));
        found.is_some_and(|parameter| write.precedes(parameter.last_modified_date()))
    };
    let names = deleted.iter().map(String::as_str);
    let is_gone = |name: &str| read.invalid_parameters().iter().any(|gone| gone == name);
    let found: Vec<&str> = names.filter(|name| !is_gone(name)).collect();
    let left: Vec<&str> = found
        .iter()
        .copied()
        .filter(|name| !made_anew(name))
        .collect();
    if !left.is_empty() {
        pending(format!("still readable: {}", left.join(", ")))
    } else if !found.is_empty() {
        superseded(format!("made anew: {}", found.join(", ")))
    } else {
        satisfied(format!("not found: {}", deleted.join(", ")))
    }
}

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
    // The latest version is labelled where the call names none: the answer knows its number.
    let wanted = output.parameter_version();
    let is_accepted = |label: &&String| !output.invalid_labels().contains(label);
    let accepted: BTreeSet<&String> = input.labels().iter().filter(is_accepted).collect();
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

/// None of the labels that were taken off resolves.
///
/// Labels that were not attached take no part.
#[post_condition(service = "ssm", op = "UnlabelParameterVersion", reads = ["GetParameter"])]
pub(crate) async fn labels_are_not_found(
    ssm: &Reader,
    input: &UnlabelParameterVersionInput,
    output: &UnlabelParameterVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let removed: BTreeSet<&String> = output.removed_labels().iter().collect();
    if removed.is_empty() {
        return satisfied("no label was taken off");
    }
    for label in &removed {
        let selector = format!("{name}:{label}");
        if let Some(seen) = read(ssm, &selector, false).await? {
            return pending(format!("{selector} is version {}", seen.version()));
        }
    }
    satisfied(format!("no label that was taken off {name} resolves"))
}
