//! The facts of the operations of Secrets Manager, however they name the secret.

use postcond::secretsmanager::sdk::types::{ReplicaRegionType, Tag};

use crate::call;

const ARN: &str = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf";

fn tag(key: &str) -> Tag {
    Tag::builder().key(key).value("v").build()
}

fn region(name: &str) -> ReplicaRegionType {
    ReplicaRegionType::builder().region(name).build()
}

#[test]
fn each_operation_establishes_the_facts_that_a_later_one_may_take_back() {
    #[rustfmt::skip] // a table
    let rows: &[(Vec<String>, &[&str])] = &[
        (call!(secretsmanager CreateSecret in create_secret: CreateSecretInput.name("db").tags(tag("k")).add_replica_regions(region("eu-west-1")) => CreateSecretOutput.arn(ARN).version_id("v")).facts(), &["Secret db: existence", "Secret db: stage AWSCURRENT", "Secret db: tag k", "Secret db: replica eu-west-1"]),
        (call!(secretsmanager CreateSecret in create_secret: CreateSecretInput.name("db") => CreateSecretOutput).facts(), &["Secret db: existence"]),
        (call!(secretsmanager UpdateSecret in update_secret: UpdateSecretInput.secret_id("db").description("d").kms_key_id("k").r#type("t") => UpdateSecretOutput.arn(ARN).version_id("v")).facts(), &["Secret db: stage AWSCURRENT", "Secret db: Description", "Secret db: KmsKeyId", "Secret db: Type"]),
        (call!(secretsmanager UpdateSecret in update_secret: UpdateSecretInput.secret_id("db").description("d") => UpdateSecretOutput.arn(ARN)).facts(), &["Secret db: Description"]),
        (call!(secretsmanager PutSecretValue in put_secret_value: PutSecretValueInput.secret_id("db") => PutSecretValueOutput.arn(ARN).version_stages("AWSCURRENT").version_stages("mine")).facts(), &["Secret db: stage AWSCURRENT", "Secret db: stage mine"]),
        (call!(secretsmanager UpdateSecretVersionStage in update_secret_version_stage: UpdateSecretVersionStageInput.secret_id("db").version_stage("mine") => UpdateSecretVersionStageOutput.arn(ARN)).facts(), &["Secret db: stage mine"]),
        (call!(secretsmanager DeleteSecret in delete_secret: DeleteSecretInput.secret_id("db") => DeleteSecretOutput.arn(ARN)).facts(), &["Secret db: gone"]),
        (call!(secretsmanager DeleteSecret in delete_secret: DeleteSecretInput.secret_id(ARN).force_delete_without_recovery(true) => DeleteSecretOutput).facts(), &["Secret db: gone"]),
        (call!(secretsmanager RestoreSecret in restore_secret: RestoreSecretInput.secret_id("db") => RestoreSecretOutput.arn(ARN)).facts(), &["Secret db: existence"]),
        (call!(secretsmanager TagResource in tag_resource: TagResourceInput.secret_id("arn:aws:secretsmanager:us-east-1:111122223333:secret:db").tags(tag("k")) => TagResourceOutput).facts(), &["Secret db: tag k"]),
        (call!(secretsmanager UntagResource in untag_resource: UntagResourceInput.secret_id("db").tag_keys("k") => UntagResourceOutput).facts(), &["Secret db: tag k"]),
        (call!(secretsmanager PutResourcePolicy in put_resource_policy: PutResourcePolicyInput.secret_id("db").resource_policy("{}") => PutResourcePolicyOutput.arn(ARN)).facts(), &["Secret db: policy"]),
        (call!(secretsmanager DeleteResourcePolicy in delete_resource_policy: DeleteResourcePolicyInput.secret_id("db") => DeleteResourcePolicyOutput.arn(ARN)).facts(), &["Secret db: policy"]),
        (call!(secretsmanager RotateSecret in rotate_secret: RotateSecretInput.secret_id("db") => RotateSecretOutput.arn(ARN)).facts(), &["Secret db: rotation"]),
        (call!(secretsmanager CancelRotateSecret in cancel_rotate_secret: CancelRotateSecretInput.secret_id("db") => CancelRotateSecretOutput.arn(ARN)).facts(), &["Secret db: rotation"]),
        (call!(secretsmanager ReplicateSecretToRegions in replicate_secret_to_regions: ReplicateSecretToRegionsInput.secret_id("db").add_replica_regions(region("eu-west-1")) => ReplicateSecretToRegionsOutput.arn(ARN)).facts(), &["Secret db: replica eu-west-1"]),
        (call!(secretsmanager RemoveRegionsFromReplication in remove_regions_from_replication: RemoveRegionsFromReplicationInput.secret_id("db").remove_replica_regions("eu-west-1") => RemoveRegionsFromReplicationOutput.arn(ARN)).facts(), &["Secret db: replica eu-west-1"]),
        (call!(secretsmanager StopReplicationToReplica in stop_replication_to_replica: StopReplicationToReplicaInput.secret_id("db") => StopReplicationToReplicaOutput.arn(ARN)).facts(), &["Secret db: primary"]),
    ];
    for (facts, expected) in rows {
        assert_eq!(facts, expected);
    }
}
