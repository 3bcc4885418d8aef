//! Replication. The simulator's replicas of secrets are in sync at once, and are entries of a list
//! only: no other region has them.

use aws_sdk_secretsmanager::types::ReplicaRegionType;

use super::Row;
use super::secrets::{create, described};
use crate::stage::Stage;

fn region(region: &str) -> ReplicaRegionType {
    ReplicaRegionType::builder().region(region).build()
}

/// The secret has a replica in `eu-west-1`.
async fn replicated(stage: &Stage) {
    create(stage).await;
    let request = stage.plain_secrets.replicate_secret_to_regions();
    let request = request.secret_id("a");
    let request = request.add_replica_regions(region("eu-west-1"));
    request.send().await.unwrap();
}

/// The regions that have replicas, in order.
async fn regions(stage: &Stage) -> Vec<String> {
    let replicas = described(stage).await.and_then(|it| it.replication_status);
    let regions = replicas.into_iter().flatten().filter_map(|it| it.region);
    let mut regions: Vec<_> = regions.collect();
    regions.sort();
    regions
}

const READS: &[&str] = &["DescribeSecret"];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "ReplicateSecretToRegions",
        operation: "ReplicateSecretToRegions",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(replicated(stage)),
        act: |stage| {
            let request = stage.secrets.replicate_secret_to_regions();
            let request = request.secret_id("a");
            let request = request.add_replica_regions(region("eu-west-2"));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { regions(stage).await == ["eu-west-1", "eu-west-2"] }),
    },
    Row {
        name: "RemoveRegionsFromReplication",
        operation: "RemoveRegionsFromReplication",
        service: "secretsmanager",
        reads: READS,
        may_change_rights: false,
        arrange: |stage| Box::pin(replicated(stage)),
        act: |stage| {
            let request = stage.secrets.remove_regions_from_replication();
            let request = request.secret_id("a");
            let request = request.remove_replica_regions("eu-west-1");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { regions(stage).await.is_empty() }),
    },
];
