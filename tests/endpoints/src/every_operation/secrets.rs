//! Secrets: their values and labels, and what is set of them.

use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::secretsmanager::sdk::types::{ReplicaRegionType, Tag};

use super::Tried;
use crate::table::{Column, tried};

pub(crate) async fn values(secrets: &ConsistentSecretsManagerClient, column: &Column) -> Tried {
    let tag = Tag::builder().key("team").value("x").build();
    let create = secrets
        .create_secret()
        .name("app")
        .secret_string("v1")
        .tags(tag);
    let made = tried!(column, secretsmanager, "CreateSecret", create);
    let first = made.and_then(|it| it.version_id).unwrap_or_default();
    let put = secrets
        .put_secret_value()
        .secret_id("app")
        .secret_string("v2");
    let made = tried!(column, secretsmanager, "PutSecretValue", put);
    let second = made.and_then(|it| it.version_id).unwrap_or_default();
    let roll_back = secrets.update_secret_version_stage().secret_id("app");
    let roll_back = roll_back.version_stage("AWSCURRENT");
    let roll_back = roll_back
        .move_to_version_id(first)
        .remove_from_version_id(second);
    tried!(
        column,
        secretsmanager,
        "UpdateSecretVersionStage",
        roll_back
    );
    let update = secrets
        .update_secret()
        .secret_id("app")
        .description("changed");
    tried!(column, secretsmanager, "UpdateSecret", update);
    let delete = secrets
        .delete_secret()
        .secret_id("app")
        .recovery_window_in_days(7);
    tried!(column, secretsmanager, "DeleteSecret", delete);
    let restore = secrets.restore_secret().secret_id("app");
    tried!(column, secretsmanager, "RestoreSecret", restore);
    Ok(())
}

pub(crate) async fn settings(secrets: &ConsistentSecretsManagerClient, column: &Column) -> Tried {
    let tag = Tag::builder().key("env").value("x").build();
    let add = secrets.tag_resource().secret_id("app").tags(tag);
    tried!(column, secretsmanager, "TagResource", add);
    let remove = secrets.untag_resource().secret_id("app").tag_keys("env");
    tried!(column, secretsmanager, "UntagResource", remove);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}"#;
    let put = secrets
        .put_resource_policy()
        .secret_id("app")
        .resource_policy(policy);
    tried!(column, secretsmanager, "PutResourcePolicy", put);
    let delete = secrets.delete_resource_policy().secret_id("app");
    tried!(column, secretsmanager, "DeleteResourcePolicy", delete);
    let rotate = secrets.rotate_secret().secret_id("app");
    tried!(column, secretsmanager, "RotateSecret", rotate);
    let cancel = secrets.cancel_rotate_secret().secret_id("app");
    tried!(column, secretsmanager, "CancelRotateSecret", cancel);
    let region = ReplicaRegionType::builder().region("eu-west-1").build();
    let add = secrets.replicate_secret_to_regions().secret_id("app");
    tried!(
        column,
        secretsmanager,
        "ReplicateSecretToRegions",
        add.add_replica_regions(region)
    );
    let remove = secrets.remove_regions_from_replication().secret_id("app");
    let remove = remove.remove_replica_regions("eu-west-1");
    tried!(
        column,
        secretsmanager,
        "RemoveRegionsFromReplication",
        remove
    );
    let stop = secrets.stop_replication_to_replica().secret_id("app");
    tried!(column, secretsmanager, "StopReplicationToReplica", stop);
    Ok(())
}
