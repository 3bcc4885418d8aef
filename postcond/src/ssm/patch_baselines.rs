//! Patch baselines: create, update, delete, make the default; and their patch groups.
//!
//! A baseline may be given by its id or by its ARN, whichever it is listed by.

use std::cmp::Ordering;

use super::sdk::operation::create_patch_baseline::{
    CreatePatchBaselineInput, CreatePatchBaselineOutput,
};
use super::sdk::operation::delete_patch_baseline::{
    DeletePatchBaselineInput, DeletePatchBaselineOutput,
};
use super::sdk::operation::deregister_patch_baseline_for_patch_group::{
    DeregisterPatchBaselineForPatchGroupInput, DeregisterPatchBaselineForPatchGroupOutput,
};
use super::sdk::operation::describe_patch_baselines::DescribePatchBaselinesOutput;
use super::sdk::operation::get_patch_baseline::{GetPatchBaselineError, GetPatchBaselineOutput};
use super::sdk::operation::register_default_patch_baseline::{
    RegisterDefaultPatchBaselineInput, RegisterDefaultPatchBaselineOutput,
};
use super::sdk::operation::register_patch_baseline_for_patch_group::{
    RegisterPatchBaselineForPatchGroupInput, RegisterPatchBaselineForPatchGroupOutput,
};
use super::sdk::operation::update_patch_baseline::{
    UpdatePatchBaselineInput, UpdatePatchBaselineOutput,
};
use super::sdk::types::{
    OperatingSystem, PatchAction, PatchBaselineIdentity, PatchComplianceLevel,
    PatchComplianceStatus, PatchFilterGroup, PatchOrchestratorFilter, PatchRuleGroup, PatchSource,
    ResourceTypeForTagging,
};
use super::{Reader, tags};
use crate::answer::{is_about, named};
use crate::compare::{Comparable, UpdatedMembers};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Triage, Witness, absent, all_pages, created, find_in_pages,
    pending, satisfied,
};
use postcond_runtime::compare::same_id;

/// The baseline can be fetched by its id, and the tags given at creation are listed.
///
/// Its settings are not compared: a call repeated with the same client token returns the baseline
/// that was made first, which may have been changed since.
#[post_condition(
    service = "ssm",
    op = "CreatePatchBaseline",
    reads = ["GetPatchBaseline", "ListTagsForResource"],
    batched = "DescribePatchBaselines",
    // Some endpoints make the baseline, and then refuse its tags.
    refused_with = ["InvalidResourceType", "ValidationException"],
    changed_by = baseline_made_though_refused
)]
pub(crate) async fn baseline_and_tags_are_visible(
    ssm: &Reader,
    input: &CreatePatchBaselineInput,
    output: &CreatePatchBaselineOutput,
) -> Check {
    let id = named("BaselineId", output.baseline_id())?;
    let has_tags = !input.tags().is_empty();
    let seen = ssm
        .get_patch_baseline()
        .baseline_id(id)
        .send()
        .await
        // Tags can change the caller's own rights.
        .denial_may_lift(has_tags)
        .absent_if(|error: &GetPatchBaselineError| {
            // The service made the id, so it is never malformed.
            error.is_does_not_exist_exception() || error.is_invalid_resource_id()
        })?;
    let Some(seen) = seen else {
        return pending(format!("{id} does not exist"));
    };
    if !same_id(seen.baseline_id().unwrap_or_default(), id) {
        return pending(format!("another baseline than {id}"));
    }
    let of_type = &ResourceTypeForTagging::PatchBaseline;
    let verdict = satisfied(format!("{id} exists"))?;
    tags::and_listed(verdict, ssm, of_type, id, input.tags()).await
}

/// Looks whether a baseline whose creation was refused has been made all the same: the newest of its
/// name, and when it was made.
///
/// For refusals only: names of baselines are not unique, so that one of the same moment may be somebody
/// else's.
pub(crate) async fn baseline_made_though_refused(
    ssm: &Reader,
    input: &CreatePatchBaselineInput,
    _: &Witness,
) -> Search<CreatePatchBaselineOutput> {
    let name = input.name().unwrap_or_default();
    let mut newest: Option<GetPatchBaselineOutput> = None;
    for id in ids_of_name(ssm, name).await? {
        let seen = read(ssm, &id).await?;
        newest = newest.into_iter().chain(seen).max_by_key(|baseline| {
            let date = baseline.created_date();
            date.map(|date| (date.secs(), date.subsec_nanos()))
        });
    }
    let Some(seen) = newest else {
        return absent(format!("no baseline is called {name}"));
    };
    let words = format!("{} is called {name}", seen.baseline_id().unwrap_or("one"));
    let output = CreatePatchBaselineOutput::builder();
    let output = output.set_baseline_id(seen.baseline_id.clone()).build();
    created(output, seen.created_date(), words)
}

/// The ids of the account's baselines of this name.
async fn ids_of_name(ssm: &Reader, name: &str) -> Result<Vec<String>, ReadError> {
    let filter = |key, value| PatchOrchestratorFilter::builder().key(key).values(value);
    let pages = all_pages(
        |token| {
            ssm.describe_patch_baselines()
                .filters(filter("OWNER", "Self").build())
                .filters(filter("NAME_PREFIX", name).build())
                .max_results(100)
                .set_next_token(token)
                .send()
        },
        DescribePatchBaselinesOutput::next_token,
    );
    let baselines = pages.await?.into_iter();
    let baselines = baselines.filter_map(|page| page.baseline_identities);
    let named = baselines
        .flatten()
        .filter(|it| it.baseline_name() == Some(name));
    Ok(named.filter_map(|it| it.baseline_id).collect())
}

/// The baseline shows the new settings, as the answer to the update has them, or a later update.
#[post_condition(service = "ssm", op = "UpdatePatchBaseline", reads = ["GetPatchBaseline"])]
pub(crate) async fn baseline_shows_the_update(
    ssm: &Reader,
    input: &UpdatePatchBaselineInput,
    output: &UpdatePatchBaselineOutput,
    write: &Witness,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    let Some(seen) = read(ssm, id).await? else {
        return pending(format!("{id} does not exist"));
    };
    let dates = seen.modified_date().zip(output.modified_date());
    match dates.map(|(seen, wanted)| seen.secs().cmp(&wanted.secs())) {
        Some(Ordering::Less) => return pending(format!("{id} from before the update")),
        Some(Ordering::Greater) => return satisfied(format!("{id} with a later date")),
        // Two updates can share a second, and not every answer has a date.
        Some(Ordering::Equal) | None => {}
    }
    let members = settings(input, output, &seen, write.left_out());
    match members.differing() {
        None => members.as_asked(format!("{id} has the new settings")),
        Some(members) => pending(format!("{id} differs in {members}")),
    }
}

#[rustfmt::skip] // a table
fn settings<'a>(
    input: &UpdatePatchBaselineInput,
    output: &UpdatePatchBaselineOutput,
    seen: &GetPatchBaselineOutput,
    left_out: &'a [String],
) -> UpdatedMembers<'a> {
    UpdatedMembers::of(input.replace(), left_out)
        .echoed("Name", &input.name, &output.name, &seen.name)
        .echoed("GlobalFilters", &input.global_filters, &output.global_filters, &seen.global_filters)
        .echoed("ApprovalRules", &input.approval_rules, &output.approval_rules, &seen.approval_rules)
        .echoed("ApprovedPatches", &input.approved_patches, &output.approved_patches, &seen.approved_patches)
        .echoed(
            "ApprovedPatchesComplianceLevel", &input.approved_patches_compliance_level,
            &output.approved_patches_compliance_level, &seen.approved_patches_compliance_level,
        )
        .echoed(
            "ApprovedPatchesEnableNonSecurity", &input.approved_patches_enable_non_security,
            &output.approved_patches_enable_non_security, &seen.approved_patches_enable_non_security,
        )
        .echoed("RejectedPatches", &input.rejected_patches, &output.rejected_patches, &seen.rejected_patches)
        .echoed(
            "RejectedPatchesAction", &input.rejected_patches_action,
            &output.rejected_patches_action, &seen.rejected_patches_action,
        )
        .echoed("Description", &input.description, &output.description, &seen.description)
        .echoed("Sources", &input.sources, &output.sources, &seen.sources)
        .echoed(
            "AvailableSecurityUpdatesComplianceStatus", &input.available_security_updates_compliance_status,
            &output.available_security_updates_compliance_status, &seen.available_security_updates_compliance_status,
        )
}

impl Comparable for PatchAction {}
impl Comparable for PatchComplianceLevel {}
impl Comparable for PatchComplianceStatus {}

impl Comparable for PatchFilterGroup {
    fn is_empty(&self) -> bool {
        self.patch_filters.is_empty()
    }
}

impl Comparable for PatchRuleGroup {
    fn is_empty(&self) -> bool {
        self.patch_rules.is_empty()
    }
}

impl Comparable for Vec<PatchSource> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// The baseline can no longer be fetched.
#[post_condition(
    service = "ssm",
    op = "DeletePatchBaseline",
    reads = ["GetPatchBaseline"],
    batched = "DescribePatchBaselines"
)]
pub(crate) async fn baseline_does_not_exist(
    ssm: &Reader,
    input: &DeletePatchBaselineInput,
    _: &DeletePatchBaselineOutput,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    match read(ssm, id).await? {
        None => satisfied(format!("{id} does not exist")),
        Some(_) => pending(format!("{id} exists")),
    }
}

/// The baseline is listed as a default, that of its operating system, or is what the read for that
/// operating system returns.
///
/// The call does not carry the operating system, which the list has. Some endpoints mark no baseline of
/// the list as a default: where the mark is missing, the other read may show it.
#[post_condition(
    service = "ssm",
    op = "RegisterDefaultPatchBaseline",
    // The second one only while the list does not show it.
    reads = ["DescribePatchBaselines", "GetDefaultPatchBaseline"]
)]
pub(crate) async fn baseline_is_the_default(
    ssm: &Reader,
    input: &RegisterDefaultPatchBaselineInput,
    _: &RegisterDefaultPatchBaselineOutput,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    // The baselines of AWS are known by their ARNs only; those of the account have ARNs, too.
    let owners: &[&str] = match id.starts_with("arn:") {
        true => &["AWS", "Self"],
        false => &["Self"],
    };
    for owner in owners {
        if let Some(seen) = listed(ssm, owner, id).await? {
            return match seen.default_baseline() {
                true => satisfied(format!("{id} is a default")),
                false => is_what_the_system_defaults_to(ssm, id, seen.operating_system).await,
            };
        }
    }
    pending(format!("{id} is not listed"))
}

/// Whether the operating system that the baseline is for has it as its default. The list may just be late:
/// that this read is denied, or not there, leaves it to the list.
async fn is_what_the_system_defaults_to(
    ssm: &Reader,
    id: &str,
    system: Option<OperatingSystem>,
) -> Check {
    let request = ssm.get_default_patch_baseline();
    // Without one, the service takes that of Windows, as it does for the baseline.
    let answer = request.set_operating_system(system).send().await;
    let default = match answer.map_err(ReadError::from) {
        Ok(default) => default.baseline_id,
        Err(error) if matches!(error.triage(), Triage::Denied | Triage::NotImplemented) => None,
        Err(error) => return Err(error),
    };
    match default {
        Some(seen) if same_id(&seen, id) => satisfied(format!("{id} is the default of its system")),
        Some(seen) => pending(format!("{id} is listed as no default; that is {seen}")),
        None => pending(format!("{id} is listed as no default")),
    }
}

/// The baseline, if it is listed among those of `owner`.
pub(super) async fn listed(
    ssm: &Reader,
    owner: &str,
    id: &str,
) -> Result<Option<PatchBaselineIdentity>, ReadError> {
    let by_owner = PatchOrchestratorFilter::builder();
    let by_owner = by_owner.key("OWNER").values(owner).build();
    let found = find_in_pages(
        |token| {
            ssm.describe_patch_baselines()
                .filters(by_owner.clone())
                .max_results(100)
                .set_next_token(token)
                .send()
        },
        DescribePatchBaselinesOutput::next_token,
        |page| {
            let mut baselines = page.baseline_identities?.into_iter();
            baselines.find(|it| same_id(it.baseline_id().unwrap_or_default(), id))
        },
    );
    Ok(found.await?)
}

/// The patch group is among those of the baseline.
///
/// A read by group would prove less: it needs the operating system, and answers with the default
/// baseline for a group that it does not know.
#[post_condition(
    service = "ssm",
    op = "RegisterPatchBaselineForPatchGroup",
    reads = ["GetPatchBaseline"],
    batched = "DescribePatchGroups"
)]
pub(crate) async fn group_is_attached(
    ssm: &Reader,
    input: &RegisterPatchBaselineForPatchGroupInput,
    _: &RegisterPatchBaselineForPatchGroupOutput,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    let group = input.patch_group().unwrap_or_default();
    match read(ssm, id).await? {
        None => pending(format!("{id} does not exist")),
        Some(seen) if has_group(&seen, group) => satisfied(format!("{id} has the group {group}")),
        Some(_) => pending(format!("{id} does not have the group {group}")),
    }
}

/// The patch group is no longer among those of the baseline, or the baseline is gone, too.
#[post_condition(
    service = "ssm",
    op = "DeregisterPatchBaselineForPatchGroup",
    reads = ["GetPatchBaseline"],
    batched = "DescribePatchGroups"
)]
pub(crate) async fn group_is_not_attached(
    ssm: &Reader,
    input: &DeregisterPatchBaselineForPatchGroupInput,
    _: &DeregisterPatchBaselineForPatchGroupOutput,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    let group = input.patch_group().unwrap_or_default();
    match read(ssm, id).await? {
        None => satisfied(format!("{id} does not exist")),
        Some(seen) if has_group(&seen, group) => pending(format!("{id} has the group {group}")),
        Some(_) => satisfied(format!("{id} does not have the group {group}")),
    }
}

fn has_group(baseline: &GetPatchBaselineOutput, group: &str) -> bool {
    baseline.patch_groups().iter().any(|it| it == group)
}

pub(super) async fn read(
    ssm: &Reader,
    id: &str,
) -> Result<Option<GetPatchBaselineOutput>, ReadError> {
    let found = ssm
        .get_patch_baseline()
        .baseline_id(id)
        .send()
        .await
        .absent_if(GetPatchBaselineError::is_does_not_exist_exception)?;
    if let Some(seen) = &found {
        is_about("baseline", id, seen.baseline_id())?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
