//! Patch baselines. moto has none of the reads that the built-in checks make: here, checks of one's
//! own take their place.

use postcond::post_condition;
use postcond::runtime::{Check, ReadError, find_in_pages, pending, satisfied};
use postcond::ssm::sdk::operation::create_patch_baseline::{
    CreatePatchBaselineInput, CreatePatchBaselineOutput,
};
use postcond::ssm::sdk::operation::delete_patch_baseline::{
    DeletePatchBaselineInput, DeletePatchBaselineOutput,
};
use postcond::ssm::sdk::operation::describe_patch_baselines::DescribePatchBaselinesOutput;
use postcond::ssm::sdk::operation::register_patch_baseline_for_patch_group::{
    RegisterPatchBaselineForPatchGroupInput, RegisterPatchBaselineForPatchGroupOutput,
};
use postcond::ssm::sdk::types::{OperatingSystem, PatchOrchestratorFilter};
use postcond::ssm::{ConsistentSsmClient, Reader};

use super::Tested;
use crate::confirmations::Confirmations;
use crate::server::Server;

pub(super) const OPERATIONS: &[&str] = &[
    "CreatePatchBaseline",
    "DeletePatchBaseline",
    "RegisterPatchBaselineForPatchGroup",
];

/// The baseline is among the caller's own.
#[post_condition(service = "ssm", op = "CreatePatchBaseline", reads = ["DescribePatchBaselines"])]
async fn baseline_is_listed(
    ssm: &Reader,
    _: &CreatePatchBaselineInput,
    output: &CreatePatchBaselineOutput,
) -> Check {
    match is_listed(ssm, output.baseline_id().unwrap_or_default()).await? {
        true => satisfied("listed"),
        false => pending("not listed"),
    }
}

/// The baseline is no longer among the caller's own.
#[post_condition(service = "ssm", op = "DeletePatchBaseline", reads = ["DescribePatchBaselines"])]
async fn baseline_is_not_listed(
    ssm: &Reader,
    input: &DeletePatchBaselineInput,
    _: &DeletePatchBaselineOutput,
) -> Check {
    match is_listed(ssm, input.baseline_id().unwrap_or_default()).await? {
        true => pending("still listed"),
        false => satisfied("not listed"),
    }
}

async fn is_listed(ssm: &Reader, id: &str) -> Result<bool, ReadError> {
    let own = PatchOrchestratorFilter::builder();
    let own = own.key("OWNER").values("Self").build();
    let found = find_in_pages(
        |token| {
            let list = ssm.describe_patch_baselines().filters(own.clone());
            list.max_results(100).set_next_token(token).send()
        },
        DescribePatchBaselinesOutput::next_token,
        |page| {
            let mut baselines = page.baseline_identities?.into_iter();
            baselines.find(|baseline| baseline.baseline_id() == Some(id))
        },
    );
    Ok(found.await?.is_some())
}

/// The group leads to the baseline, for the operating system that the test made it for.
#[post_condition(
    service = "ssm",
    op = "RegisterPatchBaselineForPatchGroup",
    reads = ["GetPatchBaselineForPatchGroup"]
)]
async fn group_leads_to_the_baseline(
    ssm: &Reader,
    input: &RegisterPatchBaselineForPatchGroupInput,
    _: &RegisterPatchBaselineForPatchGroupOutput,
) -> Check {
    let read = ssm
        .get_patch_baseline_for_patch_group()
        .patch_group(input.patch_group().unwrap_or_default())
        .operating_system(OperatingSystem::AmazonLinux2)
        .send()
        .await?;
    match read.baseline_id() == input.baseline_id() {
        true => satisfied("the group leads to the baseline"),
        false => pending("the group leads to another baseline"),
    }
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn patch_baselines() -> Tested {
    let moto = Server::shared_moto();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    let mut confirmations = Confirmations::of("ssm");
    let listed = [("DescribePatchBaselines", 200)];

    let create = ssm.create_patch_baseline().name("monthly");
    let create = create.operating_system(OperatingSystem::AmazonLinux2);
    let create = create.unconfirmed().until(baseline_is_listed);
    let confirmed = create.send_with_evidence().await?;
    let operation = "CreatePatchBaseline";
    let output = confirmations.one_poll_of("baseline_is_listed", operation, confirmed, &listed);
    let id = output.baseline_id.expect("an id");

    let register = ssm.register_patch_baseline_for_patch_group();
    let register = register.baseline_id(&id).patch_group("servers");
    let register = register.unconfirmed().until(group_leads_to_the_baseline);
    let confirmed = register.send_with_evidence().await?;
    confirmations.one_poll_of(
        "group_leads_to_the_baseline",
        "RegisterPatchBaselineForPatchGroup",
        confirmed,
        &[("GetPatchBaselineForPatchGroup", 200)],
    );

    let delete = ssm.delete_patch_baseline().baseline_id(&id);
    let delete = delete.unconfirmed().until(baseline_is_not_listed);
    let confirmed = delete.send_with_evidence().await?;
    let operation = "DeletePatchBaseline";
    confirmations.one_poll_of("baseline_is_not_listed", operation, confirmed, &listed);
    confirmations.are(OPERATIONS);
    Ok(())
}
