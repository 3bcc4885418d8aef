//! Associations as programs list them.

use super::Reader;
use super::associations::{all_are_reported_on, version, version_is_shown};
use super::sdk::operation::create_association::{CreateAssociationInput, CreateAssociationOutput};
use super::sdk::operation::create_association_batch::{
    CreateAssociationBatchInput, CreateAssociationBatchOutput,
};
use super::sdk::operation::delete_association::{DeleteAssociationInput, DeleteAssociationOutput};
use super::sdk::operation::list_associations::ListAssociationsOutput;
use super::sdk::operation::update_association::{UpdateAssociationInput, UpdateAssociationOutput};
use super::sdk::types::{
    Association, AssociationDescription, AssociationFilter, AssociationFilterKey,
};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied};

/// `ListAssociations` lists the association, in the version that was made or a later one.
#[post_condition(
    service = "ssm",
    op = "CreateAssociation",
    reads = ["ListAssociations"],
    batched = "ListAssociations",
    on_request = true
)]
pub async fn association_is_listed(
    ssm: &Reader,
    input: &CreateAssociationInput,
    output: &CreateAssociationOutput,
) -> Check {
    let made = output.association_description();
    let id = made.and_then(AssociationDescription::association_id);
    let id = named("AssociationId", id)?;
    version_is_listed(ssm, id, made.and_then(version), !input.tags().is_empty()).await
}

/// `ListAssociations` lists every association that the service says it made.
///
/// If it does not report on all that were asked for, the call is not confirmed.
#[post_condition(
    service = "ssm",
    op = "CreateAssociationBatch",
    reads = ["ListAssociations"],
    batched = "ListAssociations",
    // At least one read for each association.
    poll_timeout = 30,
    on_request = true
)]
pub async fn made_associations_are_listed(
    ssm: &Reader,
    input: &CreateAssociationBatchInput,
    output: &CreateAssociationBatchOutput,
) -> Check {
    let made = output.successful();
    let words = format!("{} associations are listed", made.len());
    let mut verdict = all_are_reported_on(input, output, words)?;
    for made in made {
        let id = made.association_id().unwrap_or_default();
        let of_one = version_is_listed(ssm, id, version(made), false).await?;
        if !of_one.is_visible() {
            return Ok(of_one);
        }
        verdict = verdict.and(of_one);
    }
    Ok(verdict)
}

/// `ListAssociations` lists the association in the version that this call made, or in a later one.
#[post_condition(
    service = "ssm",
    op = "UpdateAssociation",
    reads = ["ListAssociations"],
    batched = "ListAssociations",
    on_request = true
)]
pub async fn association_version_is_listed(
    ssm: &Reader,
    input: &UpdateAssociationInput,
    output: &UpdateAssociationOutput,
) -> Check {
    let updated = output.association_description();
    let Some(wanted) = updated.and_then(version) else {
        return Err(ReadError::fatal(
            "the answer to the call names no AssociationVersion",
        ));
    };
    let id = input.association_id().unwrap_or_default();
    version_is_listed(ssm, id, Some(wanted), false).await
}

async fn version_is_listed(
    ssm: &Reader,
    id: &str,
    wanted: Option<u64>,
    denial_may_lift: bool,
) -> Check {
    let filters = [(AssociationFilterKey::AssociationId, id)];
    let is_it = |it: &Association| it.association_id() == Some(id);
    match listed(ssm, &filters, is_it, denial_may_lift).await? {
        None => pending(format!("{id} is not listed")),
        Some(seen) => version_is_shown(&id, number(&seen), wanted),
    }
}

/// The version's number, which the service writes as text.
fn number(association: &Association) -> Option<u64> {
    association.association_version()?.parse().ok()
}

/// `ListAssociations` no longer lists the association.
///
/// One of a document with a node carries no date there: that it has been made anew since looks like a
/// stale read.
#[post_condition(
    service = "ssm",
    op = "DeleteAssociation",
    reads = ["ListAssociations"],
    batched = "ListAssociations",
    on_request = true
)]
pub async fn association_is_not_listed(
    ssm: &Reader,
    input: &DeleteAssociationInput,
    _: &DeleteAssociationOutput,
) -> Check {
    let (name, node) = (input.name(), input.instance_id());
    let found = match input.association_id() {
        Some(id) => {
            let filters = [(AssociationFilterKey::AssociationId, id)];
            let is_it = |it: &Association| it.association_id() == Some(id);
            listed(ssm, &filters, is_it, false).await?
        }
        None => {
            let filters = [
                (AssociationFilterKey::Name, name.unwrap_or_default()),
                (AssociationFilterKey::InstanceId, node.unwrap_or_default()),
            ];
            let is_it = |it: &Association| it.name() == name && it.instance_id() == node;
            listed(ssm, &filters, is_it, false).await?
        }
    };
    match found {
        None => satisfied("the association is not listed"),
        Some(seen) => {
            let id = seen.association_id().unwrap_or("one without an id");
            pending(format!("the association {id} is still listed"))
        }
    }
}

/// The first association that the filters let through and that is the one that is sought.
async fn listed(
    ssm: &Reader,
    filters: &[(AssociationFilterKey, &str)],
    is_it: impl Fn(&Association) -> bool,
    denial_may_lift: bool,
) -> Result<Option<Association>, ReadError> {
    let filters = filters.iter().map(|(key, value)| {
        let filter = AssociationFilter::builder().key(key.clone()).value(*value);
        filter.build()
    });
    let filters: Result<Vec<_>, _> = filters.collect();
    let filters = filters.map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.list_associations()
                .set_association_filter_list(Some(filters.clone()))
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListAssociationsOutput::next_token,
        |page| page.associations?.into_iter().find(&is_it),
    );
    Ok(found.await.denial_may_lift(denial_may_lift)?)
}
