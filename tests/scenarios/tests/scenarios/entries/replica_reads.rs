//! Values that calls ask to be read in the regions of replicas.

use aws_sdk_secretsmanager::types::ReplicaRegionType;
use postcond::secretsmanager::on_request::{
    first_value_can_be_read_in_every_region, removed_replicas_cannot_be_read, replicas_can_be_read,
    updated_value_can_be_read_in_every_region, value_can_be_read_in_every_region,
};
use serde_json::json;

use super::secrets::{ARN, described, not_found};
use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;

const FIRST: &str = "eu-west-1";
const SECOND: &str = "eu-west-2";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_without_a_value(),
        created_without_replicas(),
        updated(),
        updated_without_a_value(),
        written(),
        replicated(),
        removed(),
    ]
}

/// The answer of this region, with the value of the version `v2`.
fn value(region: &str) -> Read {
    let arn = ARN.replace("us-east-1", region);
    read(
        "GetSecretValue",
        json!({"ARN": arn, "VersionId": "v2", "SecretString": "new"}),
    )
}

fn none() -> Read {
    refused("GetSecretValue", "ResourceNotFoundException")
}

fn region(region: &str) -> ReplicaRegionType {
    ReplicaRegionType::builder().region(region).build()
}

/// The secret with replicas in both regions.
fn primary() -> Read {
    let [read] = described(json!({"ARN": ARN, "ReplicationStatus": [
        {"Region": FIRST, "Status": "InSync"},
        {"Region": SECOND, "Status": "InProgress"},
    ]}));
    read
}

fn created() -> Entry {
    let name = "CreateSecret, until its value can be read in every region";
    let create = Entry::secrets(name, |stage| {
        let request = stage.secrets.create_secret().name("a");
        let request = request.add_replica_regions(region(FIRST));
        let request = request.add_replica_regions(region(SECOND));
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(first_value_can_be_read_in_every_region))
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a", "VersionId": "v2"}))
        .satisfied("in both", [value(FIRST), value(SECOND)])
        .pending("in the first only", [value(FIRST), none()])
        .pending("not in the first", [none()])
        .stopped(
            "the region's key is disabled",
            [refused("GetSecretValue", "DecryptionFailure")],
        )
}

fn created_without_a_value() -> Entry {
    let name = "CreateSecret, without a value, until its value can be read in every region";
    let create = Entry::secrets(name, |stage| {
        let request = stage.secrets.create_secret().name("a");
        let request = request.add_replica_regions(region(FIRST)).unconfirmed();
        act!(request.until(first_value_can_be_read_in_every_region))
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .unverifiable("there is no value")
}

fn created_without_replicas() -> Entry {
    let name = "CreateSecret, without replicas, until its value can be read in every region";
    let create = Entry::secrets(name, |stage| {
        let request = stage.secrets.create_secret().name("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(first_value_can_be_read_in_every_region))
    });
    create
        .answered(json!({"ARN": ARN, "Name": "a", "VersionId": "v2"}))
        .unverifiable("there are no replicas")
}

/// The lines of a call that does not know the regions itself.
fn in_both(entry: Entry) -> Entry {
    entry
        .satisfied("in both", [primary(), value(FIRST), value(SECOND)])
        .pending("in the first only", [primary(), value(FIRST), none()])
        .pending("not in the first", [primary(), none()])
        .pending("no such secret", not_found())
}

fn updated() -> Entry {
    let name = "UpdateSecret, until its value can be read in every region";
    let update = Entry::secrets(name, |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(updated_value_can_be_read_in_every_region))
    });
    in_both(update.answered(json!({"ARN": ARN, "VersionId": "v2"})))
}

fn updated_without_a_value() -> Entry {
    let name = "UpdateSecret, without a value, until its value can be read in every region";
    let update = Entry::secrets(name, |stage| {
        let request = stage.secrets.update_secret().secret_id("a");
        let request = request.description("ours").unconfirmed();
        act!(request.until(updated_value_can_be_read_in_every_region))
    });
    update
        .answered(json!({"ARN": ARN, "Name": "a"}))
        .unverifiable("no value was changed")
}

fn written() -> Entry {
    let name = "PutSecretValue, until its value can be read in every region";
    let put = Entry::secrets(name, |stage| {
        let request = stage.secrets.put_secret_value().secret_id("a");
        let request = request.secret_string(sentinel("new")).unconfirmed();
        act!(request.until(value_can_be_read_in_every_region))
    });
    let labels = ["AWSCURRENT"];
    in_both(put.answered(json!({"ARN": ARN, "VersionId": "v2", "VersionStages": labels})))
}

fn replicated() -> Entry {
    let name = "ReplicateSecretToRegions, until the replicas can be read";
    let replicate = Entry::secrets(name, |stage| {
        let request = stage.secrets.replicate_secret_to_regions().secret_id("a");
        let request = request.add_replica_regions(region(FIRST));
        let request = request.add_replica_regions(region(SECOND)).unconfirmed();
        act!(request.until(replicas_can_be_read))
    });
    replicate
        .answered(json!({"ARN": ARN}))
        .satisfied("both", [value(FIRST), value(SECOND)])
        .pending("the first only", [value(FIRST), none()])
        .pending("not the first", [none()])
}

fn removed() -> Entry {
    let name = "RemoveRegionsFromReplication, until the replicas cannot be read";
    let remove = Entry::secrets(name, |stage| {
        let request = stage.secrets.remove_regions_from_replication();
        let request = request.secret_id("a").remove_replica_regions(FIRST);
        let request = request.remove_replica_regions(SECOND).unconfirmed();
        act!(request.until(removed_replicas_cannot_be_read))
    });
    remove
        .answered(json!({"ARN": ARN}))
        .satisfied("neither", [none(), none()])
        .pending("the first", [value(FIRST)])
        .pending("the second", [none(), value(SECOND)])
}
