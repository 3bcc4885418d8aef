//! Associations: create, update, report a status, delete.
//!
//! What is checked is an association's record, never its executions: those pass and fail on their
//! own, and a status of `Failed` says so of the document.

use std::cmp::Ordering;
use std::fmt;

use super::reads::DescribeAssociationFluentBuilder;
use super::sdk::operation::create_association::{CreateAssociationInput, CreateAssociationOutput};
use super::sdk::operation::create_association_batch::{
    CreateAssociationBatchInput, CreateAssociationBatchOutput,
};
use super::sdk::operation::delete_association::{DeleteAssociationInput, DeleteAssociationOutput};
use super::sdk::operation::describe_association::DescribeAssociationError;
use super::sdk::operation::update_association::{UpdateAssociationInput, UpdateAssociationOutput};
use super::sdk::operation::update_association_status::{
    UpdateAssociationStatusInput, UpdateAssociationStatusOutput,
};
use super::sdk::types::{AssociationDescription, ResourceTypeForTagging};
use super::{Reader, tags};
use crate::answer::is_about;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, pending, satisfied, superseded, unverifiable,
};

/// The association can be described, in the version that was made or a later one, and its tags are
/// listed.
#[post_condition(
    service = "ssm",
    op = "CreateAssociation",
    reads = ["DescribeAssociation", "ListTagsForResource"],
    batched = "ListAssociations"
)]
pub(crate) async fn association_is_described(
    ssm: &Reader,
    input: &CreateAssociationInput,
    output: &CreateAssociationOutput,
    write: &Witness,
) -> Check {
    let made = output.association_description();
    let key = match made.and_then(AssociationDescription::association_id) {
        Some(id) => Key::Id(id),
        None => Key::DocumentOnNode(input.name(), input.instance_id()),
    };
    // Tags can change the caller's own rights.
    let Some(seen) = describe(ssm, key, !input.tags().is_empty()).await? else {
        return pending(format!("{key} does not exist"));
    };
    // An id is that of one life; a document and a node may be those of an earlier one.
    if matches!(key, Key::DocumentOnNode(..)) && !write.covers(seen.date()) {
        return pending(format!("{key}, not dated since the write"));
    }
    let verdict = creation_is_shown(key, made, &seen)?;
    let Some(id) = seen.association_id() else {
        return pending(format!("{key} is described without an id"));
    };
    let of_type = &ResourceTypeForTagging::Association;
    tags::and_listed(verdict, ssm, of_type, id, input.tags()).await
}

/// Every association that the service says it made can be described.
///
/// Those that it says have failed were never made, and take no part. If it does not report on all that
/// were asked for, the call is not confirmed: nothing says which are missing, or by which id.
#[post_condition(
    service = "ssm",
    op = "CreateAssociationBatch",
    reads = ["DescribeAssociation"],
    batched = "ListAssociations",
    // At least one read for each association.
    poll_timeout = 30
)]
pub(crate) async fn made_associations_are_described(
    ssm: &Reader,
    input: &CreateAssociationBatchInput,
    output: &CreateAssociationBatchOutput,
) -> Check {
    let made = output.successful();
    let words = format!("{} associations are described", made.len());
    let mut verdict = all_are_reported_on(input, output, words)?;
    for made in made {
        let id = made.association_id().unwrap_or_default();
        let of_one = match describe(ssm, Key::Id(id), false).await? {
            None => pending(format!("{id} does not exist"))?,
            Some(seen) => creation_is_shown(Key::Id(id), Some(made), &seen)?,
        };
        if !of_one.is_visible() {
            return Ok(of_one);
        }
        verdict = verdict.and(of_one);
    }
    Ok(verdict)
}

/// Satisfied in these words if the answer says of every association whether it was made.
pub(super) fn all_are_reported_on(
    input: &CreateAssociationBatchInput,
    output: &CreateAssociationBatchOutput,
    words: String,
) -> Check {
    let reported = output.successful().len() + output.failed().len();
    match input.entries().len().saturating_sub(reported) {
        0 => satisfied(words),
        missing => unverifiable(format!(
            "{words}; the answer does not say what became of {missing} others"
        )),
    }
}

/// The association is described in the version that this call made, or in a later one.
///
/// The service clears the members that a call leaves out, so only the version proves all of the
/// change.
#[post_condition(
    service = "ssm",
    op = "UpdateAssociation",
    reads = ["DescribeAssociation"],
    batched = "ListAssociations"
)]
pub(crate) async fn new_version_is_described(
    ssm: &Reader,
    input: &UpdateAssociationInput,
    output: &UpdateAssociationOutput,
) -> Check {
    let Some(wanted) = output.association_description().and_then(version) else {
        return Err(ReadError::fatal(
            "the answer to the call names no AssociationVersion",
        ));
    };
    let key = Key::Id(input.association_id().unwrap_or_default());
    match describe(ssm, key, false).await? {
        Some(seen) => version_is_shown(&key, version(&seen), Some(wanted)),
        None => pending(format!("{key} does not exist")),
    }
}

/// The association of the document with the node shows the reported status, or one of a later date.
#[post_condition(
    service = "ssm",
    op = "UpdateAssociationStatus",
    reads = ["DescribeAssociation"]
)]
pub(crate) async fn reported_status_is_shown(
    ssm: &Reader,
    input: &UpdateAssociationStatusInput,
    _: &UpdateAssociationStatusOutput,
) -> Check {
    let key = Key::DocumentOnNode(input.name(), input.instance_id());
    let Some(seen) = describe(ssm, key, false).await? else {
        return pending(format!("{key} does not exist"));
    };
    let Some((seen, reported)) = seen.status().zip(input.association_status()) else {
        return pending(format!("{key} has no status"));
    };
    let (name, wanted) = (seen.name().as_str(), reported.name().as_str());
    match seen.date().secs().cmp(&reported.date().secs()) {
        Ordering::Less => pending(format!("{key} is {name}, by an older date")),
        Ordering::Equal if name == wanted => satisfied(format!("{key} is {name}")),
        Ordering::Equal => pending(format!("{key} is {name}, not {wanted}")),
        Ordering::Greater => superseded(format!("{key} is {name}, by a later date")),
    }
}

/// The association can no longer be described, or one has been made anew for the same document and
/// node.
#[post_condition(
    service = "ssm",
    op = "DeleteAssociation",
    reads = ["DescribeAssociation"],
    batched = "ListAssociations"
)]
pub(crate) async fn association_is_not_found(
    ssm: &Reader,
    input: &DeleteAssociationInput,
    _: &DeleteAssociationOutput,
    write: &Witness,
) -> Check {
    match input.association_id() {
        Some(id) => id_is_not_found(ssm, id).await,
        None => {
            let key = Key::DocumentOnNode(input.name(), input.instance_id());
            association_on_node_is_gone(ssm, key, write).await
        }
    }
}

async fn id_is_not_found(ssm: &Reader, id: &str) -> Check {
    match describe(ssm, Key::Id(id), false).await? {
        None => satisfied(format!("{id} does not exist")),
        Some(_) => pending(format!("{id} can still be described")),
    }
}

async fn association_on_node_is_gone(ssm: &Reader, key: Key<'_>, write: &Witness) -> Check {
    let read = key.request(ssm).send().await;
    // A document or a node that is gone, too, leads to no association.
    let found = read.absent_if(|error: &DescribeAssociationError| {
        error.is_association_does_not_exist()
            || error.is_invalid_document()
            || error.is_invalid_instance_id()
    })?;
    let Some(found) = found else {
        return satisfied(format!("{key} does not exist"));
    };
    if let Some(seen) = found.association_description() {
        key.is_of(seen)?;
    }
    let made = found.association_description.and_then(|it| it.date);
    if write.precedes(made.as_ref()) {
        superseded(format!("{key} has been made anew"))
    } else {
        pending(format!("{key} can still be described"))
    }
}

/// What an association is asked for by.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    Id(&'a str),
    /// The old style: a document, and the one node that it is for.
    DocumentOnNode(Option<&'a str>, Option<&'a str>),
}

impl Key<'_> {
    fn request(self, ssm: &Reader) -> DescribeAssociationFluentBuilder {
        let request = ssm.describe_association();
        match self {
            Key::Id(id) => request.association_id(id),
            Key::DocumentOnNode(document, node) => request
                .set_name(document.map(str::to_owned))
                .set_instance_id(node.map(str::to_owned)),
        }
    }
}

impl Key<'_> {
    /// Whether the answer is about the association that was asked for.
    fn is_of(self, seen: &AssociationDescription) -> Result<(), ReadError> {
        match self {
            Key::Id(id) => is_about("association", id, seen.association_id()),
            Key::DocumentOnNode(document, node) => {
                is_about("document", document.unwrap_or_default(), seen.name())?;
                is_about("node", node.unwrap_or_default(), seen.instance_id())
            }
        }
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Id(id) => f.write_str(id),
            Key::DocumentOnNode(document, node) => {
                let (document, node) = (document.unwrap_or_default(), node.unwrap_or_default());
                write!(f, "{document} on {node}")
            }
        }
    }
}

/// The association; `None` if it does not exist.
pub(super) async fn describe(
    ssm: &Reader,
    key: Key<'_>,
    denial_may_lift: bool,
) -> Result<Option<AssociationDescription>, ReadError> {
    let found = key
        .request(ssm)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(DescribeAssociationError::is_association_does_not_exist)?;
    // An answer without an association does not say that there is none.
    let nothing = || AssociationDescription::builder().build();
    let found = found.map(|found| found.association_description.unwrap_or_else(nothing));
    if let Some(seen) = &found {
        key.is_of(seen)?;
    }
    Ok(found)
}

/// Whether `seen` is the association that was `made`, in that version or a later one.
fn creation_is_shown(
    key: Key<'_>,
    made: Option<&AssociationDescription>,
    seen: &AssociationDescription,
) -> Check {
    match key {
        Key::Id(id) if seen.association_id() != Some(id) => {
            pending(format!("another association than {id}"))
        }
        _ => version_is_shown(&key, version(seen), made.and_then(version)),
    }
}

/// Whether the association is shown in the `wanted` version or a later one; in any, if the service
/// told none.
pub(super) fn version_is_shown(
    key: &dyn fmt::Display,
    seen: Option<u64>,
    wanted: Option<u64>,
) -> Check {
    let Some(wanted) = wanted else {
        return satisfied(format!("{key} is there"));
    };
    let Some(seen) = seen else {
        return pending(format!("{key} has no version"));
    };
    match seen.cmp(&wanted) {
        Ordering::Less => pending(format!("version {seen} of {key}, not yet {wanted}")),
        Ordering::Equal => satisfied(format!("version {seen} of {key}")),
        Ordering::Greater => superseded(format!("version {seen} of {key}, made since")),
    }
}

/// The version's number, which the service writes as text.
pub(super) fn version(association: &AssociationDescription) -> Option<u64> {
    association.association_version()?.parse().ok()
}
