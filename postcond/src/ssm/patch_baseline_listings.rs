//! Patch baselines as programs list them, and as their operating system or patch group leads to them.

use super::Reader;
use super::patch_baselines::{listed, read};
use super::sdk::operation::create_patch_baseline::{
    CreatePatchBaselineInput, CreatePatchBaselineOutput,
};
use super::sdk::operation::delete_patch_baseline::{
    DeletePatchBaselineInput, DeletePatchBaselineOutput,
};
use super::sdk::operation::deregister_patch_baseline_for_patch_group::{
    DeregisterPatchBaselineForPatchGroupInput, DeregisterPatchBaselineForPatchGroupOutput,
};
use super::sdk::operation::describe_patch_groups::DescribePatchGroupsOutput;
use super::sdk::operation::register_default_patch_baseline::{
    RegisterDefaultPatchBaselineInput, RegisterDefaultPatchBaselineOutput,
};
use super::sdk::operation::register_patch_baseline_for_patch_group::{
    RegisterPatchBaselineForPatchGroupInput, RegisterPatchBaselineForPatchGroupOutput,
};
use super::sdk::types::PatchGroupPatchBaselineMapping;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadError, find_in_pages, pending, satisfied};
use postcond_runtime::compare::same_id;

/// `DescribePatchBaselines` lists the baseline among those of the account.
#[post_condition(
    service = "ssm",
    op = "CreatePatchBaseline",
    reads = ["DescribePatchBaselines"],
    batched = "DescribePatchBaselines",
    on_request = true
)]
pub async fn baseline_is_listed(
    ssm: &Reader,
    _: &CreatePatchBaselineInput,
    output: &CreatePatchBaselineOutput,
) -> Check {
    let id = named("BaselineId", output.baseline_id())?;
    match listed(ssm, OWN, id).await? {
        Some(_) => satisfied(format!("{id} is listed")),
        None => pending(format!("{id} is not listed")),
    }
}

/// `DescribePatchBaselines` no longer lists the baseline among those of the account.
#[post_condition(
    service = "ssm",
    op = "DeletePatchBaseline",
    reads = ["DescribePatchBaselines"],
    batched = "DescribePatchBaselines",
    on_request = true
)]
pub async fn baseline_is_not_listed(
    ssm: &Reader,
    input: &DeletePatchBaselineInput,
    _: &DeletePatchBaselineOutput,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    match listed(ssm, OWN, id).await? {
        None => satisfied(format!("{id} is not listed")),
        Some(_) => pending(format!("{id} is still listed")),
    }
}

/// The owner of what an account has made.
const OWN: &str = "Self";

/// `GetDefaultPatchBaseline` returns the baseline for its operating system, which is looked up first.
#[post_condition(
    service = "ssm",
    op = "RegisterDefaultPatchBaseline",
    reads = ["GetPatchBaseline", "GetDefaultPatchBaseline"],
    on_request = true
)]
pub async fn operating_system_defaults_to_the_baseline(
    ssm: &Reader,
    input: &RegisterDefaultPatchBaselineInput,
    _: &RegisterDefaultPatchBaselineOutput,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    let Some(baseline) = read(ssm, id).await? else {
        return pending(format!("{id} does not exist"));
    };
    let Some(system) = baseline.operating_system() else {
        return pending(format!("{id} has no operating system"));
    };
    let default = ssm
        .get_default_patch_baseline()
        .operating_system(system.clone())
        .send()
        .await?;
    match default.baseline_id() {
        Some(seen) if same_id(seen, id) => satisfied(format!("{id} is the default of {system}")),
        Some(seen) => pending(format!("{seen} is the default of {system}, not {id}")),
        None => pending(format!("{system} has no default")),
    }
}

/// `GetPatchBaselineForPatchGroup` returns the baseline for the patch group and the baseline's operating
/// system, which is looked up first.
#[post_condition(
    service = "ssm",
    op = "RegisterPatchBaselineForPatchGroup",
    reads = ["GetPatchBaseline", "GetPatchBaselineForPatchGroup"],
    on_request = true
)]
pub async fn patch_group_leads_to_the_baseline(
    ssm: &Reader,
    input: &RegisterPatchBaselineForPatchGroupInput,
    _: &RegisterPatchBaselineForPatchGroupOutput,
) -> Check {
    let id = input.baseline_id().unwrap_or_default();
    let group = input.patch_group().unwrap_or_default();
    let Some(baseline) = read(ssm, id).await? else {
        return pending(format!("{id} does not exist"));
    };
    let found = ssm
        .get_patch_baseline_for_patch_group()
        .patch_group(group)
        // Without one, the service takes that of Windows.
        .set_operating_system(baseline.operating_system().cloned())
        .send()
        .await?;
    match found.baseline_id() {
        Some(seen) if same_id(seen, id) => satisfied(format!("the group {group} leads to {id}")),
        Some(seen) => pending(format!("the group {group} leads to {seen}, not to {id}")),
        None => pending(format!("the group {group} leads to no baseline")),
    }
}

/// `DescribePatchGroups` lists the patch group with the baseline.
#[post_condition(
    service = "ssm",
    op = "RegisterPatchBaselineForPatchGroup",
    reads = ["DescribePatchGroups"],
    batched = "DescribePatchGroups",
    on_request = true
)]
pub async fn patch_group_is_listed(
    ssm: &Reader,
    input: &RegisterPatchBaselineForPatchGroupInput,
    _: &RegisterPatchBaselineForPatchGroupOutput,
) -> Check {
    let (id, group) = (input.baseline_id(), input.patch_group());
    let (id, group) = (id.unwrap_or_default(), group.unwrap_or_default());
    match is_listed_with(ssm, group, id).await? {
        true => satisfied(format!("the group {group} is listed with {id}")),
        false => pending(format!("the group {group} is not listed with {id}")),
    }
}

/// `DescribePatchGroups` no longer lists the patch group with the baseline.
#[post_condition(
    service = "ssm",
    op = "DeregisterPatchBaselineForPatchGroup",
    reads = ["DescribePatchGroups"],
    batched = "DescribePatchGroups",
    on_request = true
)]
pub async fn patch_group_is_not_listed(
    ssm: &Reader,
    input: &DeregisterPatchBaselineForPatchGroupInput,
    _: &DeregisterPatchBaselineForPatchGroupOutput,
) -> Check {
    let (id, group) = (input.baseline_id(), input.patch_group());
    let (id, group) = (id.unwrap_or_default(), group.unwrap_or_default());
    match is_listed_with(ssm, group, id).await? {
        true => pending(format!("the group {group} is still listed with {id}")),
        false => satisfied(format!("the group {group} is not listed with {id}")),
    }
}

async fn is_listed_with(ssm: &Reader, group: &str, id: &str) -> Result<bool, ReadError> {
    let is_it = |mapping: &PatchGroupPatchBaselineMapping| {
        let baseline = mapping.baseline_identity();
        let seen = baseline.and_then(|baseline| baseline.baseline_id());
        mapping.patch_group() == Some(group) && seen.is_some_and(|seen| same_id(seen, id))
    };
    let found = find_in_pages(
        |token| {
            ssm.describe_patch_groups()
                .max_results(100)
                .set_next_token(token)
                .send()
        },
        DescribePatchGroupsOutput::next_token,
        |page| page.mappings().iter().any(is_it).then_some(()),
    );
    Ok(found.await?.is_some())
}
