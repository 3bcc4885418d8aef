//! Replication: to regions, out of regions, and replicas that become secrets of their own.

use super::Reader;
use super::read_back::{self, describe};
use super::sdk::operation::describe_secret::DescribeSecretOutput;
use super::sdk::operation::remove_regions_from_replication::{
    RemoveRegionsFromReplicationInput, RemoveRegionsFromReplicationOutput,
};
use super::sdk::operation::replicate_secret_to_regions::{
    ReplicateSecretToRegionsInput, ReplicateSecretToRegionsOutput,
};
use super::sdk::operation::stop_replication_to_replica::{
    StopReplicationToReplicaInput, StopReplicationToReplicaOutput,
};
use super::sdk::types::{ReplicaRegionType, StatusType};
use crate::post_condition;
use crate::runtime::{Check, Verdict, failing, pending, satisfied};

/// Every added region is in sync.
///
/// That is what the primary region says. A replica that has failed most often did so because that
/// region has a secret of the same name; a stale copy may show the failure of an earlier attempt.
#[post_condition(
    service = "secretsmanager",
    op = "ReplicateSecretToRegions",
    reads = ["DescribeSecret"],
    deadline = 600
)]
pub(crate) async fn added_regions_are_in_sync(
    secrets: &Reader,
    input: &ReplicateSecretToRegionsInput,
    _: &ReplicateSecretToRegionsOutput,
) -> Check {
    let id = input.secret_id().unwrap_or_default();
    match describe(secrets, id, false).await? {
        Some(seen) => replicas_are_in_sync(&seen, input.add_replica_regions()),
        None => pending(format!("{id} is not found")),
    }
}

/// Every added region is listed, and its replication at least in progress.
///
/// For calls that need not wait until the regions are in sync: those add `unconfirmed()`.
#[post_condition(
    service = "secretsmanager",
    op = "ReplicateSecretToRegions",
    reads = ["DescribeSecret"],
    on_request = true
)]
pub async fn added_regions_are_listed(
    secrets: &Reader,
    input: &ReplicateSecretToRegionsInput,
    _: &ReplicateSecretToRegionsOutput,
) -> Check {
    let id = input.secret_id().unwrap_or_default();
    let at_least_in_progress = [StatusType::InProgress, StatusType::InSync];
    match describe(secrets, id, false).await? {
        Some(seen) => replicas_are(&at_least_in_progress, &seen, input.add_replica_regions()),
        None => pending(format!("{id} is not found")),
    }
}

/// Whether the primary says of each of these regions that it is in sync.
pub(super) fn replicas_are_in_sync(
    seen: &DescribeSecretOutput,
    regions: &[ReplicaRegionType],
) -> Check {
    replicas_are(&[StatusType::InSync], seen, regions)
}

/// Whether each of these regions is listed with one of the `wanted` statuses.
fn replicas_are(
    wanted: &[StatusType],
    seen: &DescribeSecretOutput,
    regions: &[ReplicaRegionType],
) -> Check {
    let in_words: Vec<&str> = wanted.iter().map(StatusType::as_str).collect();
    let all = format!("every replica is {}", in_words.join(" or "));
    let mut verdict = Verdict::Satisfied(all.into());
    for region in regions.iter().filter_map(ReplicaRegionType::region) {
        verdict = verdict.and(replica_is(wanted, seen, region)?);
    }
    Ok(verdict)
}

fn replica_is(wanted: &[StatusType], seen: &DescribeSecretOutput, region: &str) -> Check {
    let mut listed = seen.replication_status().iter();
    let Some(replica) = listed.find(|replica| replica.region() == Some(region)) else {
        return pending(format!("{region} is not listed in the ReplicationStatus"));
    };
    match replica.status() {
        Some(status) if wanted.contains(status) => satisfied(format!("{region} is {status}")),
        Some(StatusType::Failed) => {
            let why = replica.status_message().unwrap_or("no reason");
            failing(format!("{region} is Failed: {why}"))
        }
        Some(status) => pending(format!("{region} is {status}")),
        None => pending(format!("{region} is listed without a status")),
    }
}

/// None of the removed regions is listed.
///
/// That the replica itself is deleted shows only in its own region.
#[post_condition(
    service = "secretsmanager",
    op = "RemoveRegionsFromReplication",
    reads = ["DescribeSecret"],
    deadline = 600
)]
pub(crate) async fn removed_regions_are_not_listed(
    secrets: &Reader,
    input: &RemoveRegionsFromReplicationInput,
    _: &RemoveRegionsFromReplicationOutput,
) -> Check {
    let id = input.secret_id().unwrap_or_default();
    let Some(seen) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let listed = seen.replication_status().iter();
    let listed = listed.filter_map(|replica| replica.region());
    let is_removed = |region: &&str| input.remove_replica_regions().iter().any(|it| it == region);
    let left: Vec<&str> = listed.filter(is_removed).collect();
    if left.is_empty() {
        satisfied("none of the removed regions is listed")
    } else {
        pending(format!("still listed: {}", left.join(", ")))
    }
}

/// The former replica stands alone: it names no primary in another region.
///
/// The call and this read go to the replica's region, which its ARN names. Only in its region does
/// that ARN differ from the primary's.
#[post_condition(
    service = "secretsmanager",
    op = "StopReplicationToReplica",
    reads = ["DescribeSecret"],
    deadline = 600
)]
pub(crate) async fn replica_stands_alone(
    secrets: &Reader,
    input: &StopReplicationToReplicaInput,
    output: &StopReplicationToReplicaOutput,
) -> Check {
    let id = read_back::id(output.arn(), input.secret_id());
    let Some(seen) = describe(secrets, id, false).await? else {
        return pending(format!("{id} is not found"));
    };
    let primary = seen.primary_region().filter(|region| !region.is_empty());
    match primary {
        None => satisfied(format!("{id} has no primary")),
        Some(region) if Some(region) == region_of(id) => {
            satisfied(format!("{id} is its own primary"))
        }
        Some(region) => pending(format!("{id} is a replica of the one in {region}")),
    }
}

/// arn:aws:secretsmanager:eu-west-1:123456789012:secret:...
pub(super) fn region_of(arn: &str) -> Option<&str> {
    arn.strip_prefix("arn:")?.split(':').nth(2)
}
