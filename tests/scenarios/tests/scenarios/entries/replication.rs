//! Replication.

use aws_sdk_secretsmanager::types::ReplicaRegionType;
use postcond::secretsmanager::on_request::added_regions_are_listed;
use serde_json::{Value, json};

use super::secrets::{ARN, described, not_found};
use super::{Entry, Read, refused};

const REPLICA: &str = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf";

pub(super) fn entries() -> Vec<Entry> {
    vec![replicated(), listed(), removed(), stopped()]
}

/// The secret with replicas in these regions.
fn replicas(replicas: &[(&str, &str)]) -> [Read; 1] {
    let replica = |(region, status): &(&str, &str)| json!({"Region": region, "Status": status});
    let replicas: Value = replicas.iter().map(replica).collect();
    described(json!({"ARN": ARN, "ReplicationStatus": replicas}))
}

fn both(first: &str, second: &str) -> [Read; 1] {
    replicas(&[("eu-west-1", first), ("eu-west-2", second)])
}

fn region(region: &str) -> ReplicaRegionType {
    ReplicaRegionType::builder().region(region).build()
}

fn replicated() -> Entry {
    let replicate = Entry::secrets("ReplicateSecretToRegions", |stage| {
        let request = stage.secrets.replicate_secret_to_regions().secret_id("a");
        let request = request.add_replica_regions(region("eu-west-1"));
        let request = request.add_replica_regions(region("eu-west-2"));
        act!(request)
    });
    replicate
        .answered(json!({"ARN": ARN}))
        .satisfied("both in sync", both("InSync", "InSync"))
        .satisfied(
            "both in sync, another failed",
            replicas(&[
                ("x", "Failed"),
                ("eu-west-2", "InSync"),
                ("eu-west-1", "InSync"),
            ]),
        )
        .pending("the first in progress", both("InProgress", "InSync"))
        .pending("the second in progress", both("InSync", "InProgress"))
        .pending("one in a newer status", both("InSync", "Newer"))
        .pending("one not listed", replicas(&[("eu-west-1", "InSync")]))
        .pending("none listed", described(json!({"ARN": ARN})))
        .pending(
            "listed without a status",
            described(json!({"ReplicationStatus": [
                {"Region": "eu-west-1"}, {"Region": "eu-west-2"},
            ]})),
        )
        .pending("no such secret", not_found())
        .failing("the first failed", both("Failed", "InSync"))
        .failing("the second failed", both("InProgress", "Failed"))
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn listed() -> Entry {
    let replicate = Entry::secrets("ReplicateSecretToRegions, until listed", |stage| {
        let request = stage.secrets.replicate_secret_to_regions().secret_id("a");
        let request = request.add_replica_regions(region("eu-west-1"));
        let request = request.add_replica_regions(region("eu-west-2"));
        let request = request.unconfirmed().until(added_regions_are_listed);
        act!(request)
    });
    replicate
        .answered(json!({"ARN": ARN}))
        .satisfied("one in progress", both("InSync", "InProgress"))
        .satisfied("both in sync", both("InSync", "InSync"))
        .pending("one in a newer status", both("Newer", "InSync"))
        .pending("one not listed", replicas(&[("eu-west-2", "InSync")]))
        .pending("no such secret", not_found())
        .failing("one failed", both("InProgress", "Failed"))
}

fn removed() -> Entry {
    let name = "RemoveRegionsFromReplication";
    let remove = Entry::secrets(name, |stage| {
        let request = stage.secrets.remove_regions_from_replication();
        let request = request.secret_id("a");
        let request = request.remove_replica_regions("eu-west-1");
        let request = request.remove_replica_regions("eu-west-2");
        act!(request)
    });
    remove
        .answered(json!({"ARN": ARN}))
        .satisfied("none listed", described(json!({"ARN": ARN})))
        .satisfied("another listed", replicas(&[("eu-west-3", "InSync")]))
        .pending("the first listed", replicas(&[("eu-west-1", "InSync")]))
        .pending(
            "the second listed, behind another",
            replicas(&[("eu-west-3", "InSync"), ("eu-west-2", "Failed")]),
        )
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn stopped() -> Entry {
    let primary = |region: &str| described(json!({"ARN": REPLICA, "PrimaryRegion": region}));
    let stop = Entry::secrets("StopReplicationToReplica", |stage| {
        let request = stage.secrets.stop_replication_to_replica();
        let request = request.secret_id("a");
        act!(request)
    });
    stop.answered(json!({"ARN": REPLICA}))
        .satisfied("no primary", described(json!({"ARN": REPLICA})))
        .satisfied("an empty primary", primary(""))
        .satisfied("its own primary", primary("eu-west-1"))
        .pending("a primary elsewhere", primary("us-east-1"))
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}
