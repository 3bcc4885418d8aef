//! Whether values can be read in the regions of replicas: for calls that ask for it.
//!
//! These reads go where no other does: to another region, with the client's own credentials. The answer
//! names the region that it is from; where that is not the one that was asked, as with an endpoint that
//! is set by its URL, nothing is confirmed.

use super::Reader;
use super::read_back::{self, describe};
use super::replication::region_of;
use super::sdk::config::{Builder, Region};
use super::sdk::operation::create_secret::{CreateSecretInput, CreateSecretOutput};
use super::sdk::operation::put_secret_value::{PutSecretValueInput, PutSecretValueOutput};
use super::sdk::operation::remove_regions_from_replication::{
    RemoveRegionsFromReplicationInput, RemoveRegionsFromReplicationOutput,
};
use super::sdk::operation::replicate_secret_to_regions::{
    ReplicateSecretToRegionsInput, ReplicateSecretToRegionsOutput,
};
use super::sdk::operation::update_secret::{UpdateSecretInput, UpdateSecretOutput};
use super::sdk::types::ReplicaRegionType;
use super::secret_values::version_made;
use super::value_reads::{Seen, seen};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadError, Witness, pending, satisfied, unverifiable};

/// The first value can be read in each region that the secret is replicated to.
///
/// The value is dropped unseen. Reading it takes the right to do so in those regions and, under keys of
/// one's own, that to decrypt with them.
#[post_condition(
    service = "secretsmanager",
    op = "CreateSecret",
    reads = ["GetSecretValue"],
    deadline = 600,
    poll_timeout = 60,
    on_request = true
)]
pub async fn first_value_can_be_read_in_every_region(
    secrets: &Reader,
    input: &CreateSecretInput,
    output: &CreateSecretOutput,
    write: &Witness,
) -> Check {
    let Some(version) = version_made(output.version_id(), write) else {
        return unverifiable("the secret was made without a value");
    };
    let arn = named("ARN", output.arn())?;
    let regions = names(input.add_replica_regions());
    can_be_read_in(secrets, arn, Some(version), &regions).await
}

/// The new value can be read in each region that the secret is replicated to.
///
/// The value is dropped unseen. Reading it takes the right to do so in those regions and, under keys of
/// one's own, that to decrypt with them.
#[post_condition(
    service = "secretsmanager",
    op = "UpdateSecret",
    reads = ["DescribeSecret", "GetSecretValue"],
    deadline = 600,
    poll_timeout = 60,
    on_request = true
)]
pub async fn updated_value_can_be_read_in_every_region(
    secrets: &Reader,
    input: &UpdateSecretInput,
    output: &UpdateSecretOutput,
    write: &Witness,
) -> Check {
    let Some(version) = version_made(output.version_id(), write) else {
        return unverifiable("the call has changed no value");
    };
    let id = read_back::id(output.arn(), input.secret_id());
    can_be_read_in_every_region(secrets, id, version).await
}

/// The value can be read in each region that the secret is replicated to.
///
/// The value is dropped unseen. Reading it takes the right to do so in those regions and, under keys of
/// one's own, that to decrypt with them.
#[post_condition(
    service = "secretsmanager",
    op = "PutSecretValue",
    reads = ["DescribeSecret", "GetSecretValue"],
    deadline = 600,
    poll_timeout = 60,
    on_request = true
)]
pub async fn value_can_be_read_in_every_region(
    secrets: &Reader,
    input: &PutSecretValueInput,
    output: &PutSecretValueOutput,
    write: &Witness,
) -> Check {
    let version = named("VersionId", version_made(output.version_id(), write))?;
    let id = read_back::id(output.arn(), input.secret_id());
    can_be_read_in_every_region(secrets, id, version).await
}

/// The current value can be read in each added region.
///
/// The value is dropped unseen. Reading it takes the right to do so in those regions and, under keys of
/// one's own, that to decrypt with them. That of a secret without a value never can be.
#[post_condition(
    service = "secretsmanager",
    op = "ReplicateSecretToRegions",
    reads = ["GetSecretValue"],
    deadline = 600,
    poll_timeout = 60,
    on_request = true
)]
pub async fn replicas_can_be_read(
    secrets: &Reader,
    input: &ReplicateSecretToRegionsInput,
    output: &ReplicateSecretToRegionsOutput,
) -> Check {
    let arn = read_back::id(output.arn(), input.secret_id());
    let regions = names(input.add_replica_regions());
    can_be_read_in(secrets, arn, None, &regions).await
}

/// No value can be read any longer in any of the removed regions.
///
/// A value that is read all the same is dropped unseen. Trying takes the right to read it in those
/// regions: to be denied says nothing.
#[post_condition(
    service = "secretsmanager",
    op = "RemoveRegionsFromReplication",
    reads = ["GetSecretValue"],
    deadline = 600,
    poll_timeout = 60,
    on_request = true
)]
pub async fn removed_replicas_cannot_be_read(
    secrets: &Reader,
    input: &RemoveRegionsFromReplicationInput,
    output: &RemoveRegionsFromReplicationOutput,
) -> Check {
    let arn = read_back::id(output.arn(), input.secret_id());
    for region in input.remove_replica_regions() {
        let Some(replica) = in_region(arn, region) else {
            return unverifiable(NO_ARN);
        };
        if let Some(seen) = read_in(secrets, region, &replica, None).await? {
            return match answered_in(&seen, region) {
                true => pending(format!("the value can still be read in {region}")),
                false => unverifiable(elsewhere(region)),
            };
        }
    }
    satisfied("no value can be read in any of the removed regions")
}

const NO_ARN: &str =
    "neither the call nor its answer names the secret's ARN, which its replicas are read by";

async fn can_be_read_in_every_region(secrets: &Reader, id: &str, version: &str) -> Check {
    let Some(primary) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let regions = primary.replication_status().iter();
    let regions: Vec<&str> = regions.filter_map(|replica| replica.region()).collect();
    can_be_read_in(
        secrets,
        primary.arn().unwrap_or(id),
        Some(version),
        &regions,
    )
    .await
}

/// Whether the value of this version, or the current one, can be read in each of these regions.
async fn can_be_read_in(
    secrets: &Reader,
    arn: &str,
    version: Option<&str>,
    regions: &[&str],
) -> Check {
    if regions.is_empty() {
        return unverifiable("the secret is replicated to no other region");
    }
    for region in regions {
        let Some(replica) = in_region(arn, region) else {
            return unverifiable(NO_ARN);
        };
        match read_in(secrets, region, &replica, version).await? {
            None => return pending(format!("the value cannot be read in {region}")),
            Some(seen) if !answered_in(&seen, region) => return unverifiable(elsewhere(region)),
            Some(_) => {}
        }
    }
    satisfied(format!("the value can be read in {}", regions.join(", ")))
}

fn names(regions: &[ReplicaRegionType]) -> Vec<&str> {
    regions
        .iter()
        .filter_map(ReplicaRegionType::region)
        .collect()
}

async fn read_in(
    secrets: &Reader,
    region: &str,
    id: &str,
    version: Option<&str>,
) -> Result<Option<Seen>, ReadError> {
    let request = secrets.get_secret_value().secret_id(id);
    let request = request.set_version_id(version.map(str::to_owned));
    let there = Builder::new().region(Region::new(region.to_owned()));
    seen(
        request.customize().config_override(there).send().await,
        false,
    )
}

/// The ARN of the replica in this region, which differs in it alone.
fn in_region(arn: &str, region: &str) -> Option<String> {
    let own = region_of(arn)?;
    Some(arn.replacen(&format!(":{own}:"), &format!(":{region}:"), 1))
}

fn answered_in(seen: &Seen, region: &str) -> bool {
    seen.arn.as_deref().and_then(region_of) == Some(region)
}

fn elsewhere(region: &str) -> String {
    format!(
        "the read in {region} was answered by another region: this client's endpoint does not follow \
         the region"
    )
}
