//! Secrets, their versions, tags, policies and replicas.

use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::secretsmanager::sdk::types::{ReplicaRegionType, Tag};

use super::Tested;
use crate::confirmations::{Confirmations, Read};
use crate::server::Server;

pub(super) const OPERATIONS: &[&str] = &[
    "CreateSecret",
    "DeleteResourcePolicy",
    "DeleteSecret",
    "PutResourcePolicy",
    "PutSecretValue",
    "RemoveRegionsFromReplication",
    "ReplicateSecretToRegions",
    "RestoreSecret",
    "TagResource",
    "UntagResource",
    "UpdateSecret",
    "UpdateSecretVersionStage",
];

const DESCRIBED: [Read; 1] = [("DescribeSecret", 200)];

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn secrets() -> Tested {
    let moto = Server::shared_moto();
    let secrets = ConsistentSecretsManagerClient::new(&moto.sdk_config());
    let mut confirmations = Confirmations::of("secretsmanager");
    create(&secrets, &mut confirmations).await?;
    versions(&secrets, &mut confirmations).await?;
    tags(&secrets, &mut confirmations).await?;
    policies(&secrets, &mut confirmations).await?;
    replicas(&secrets, &mut confirmations).await?;
    delete(&secrets, &mut confirmations).await?;
    confirmations.are(OPERATIONS);
    Ok(())
}

async fn create(
    secrets: &ConsistentSecretsManagerClient,
    confirmations: &mut Confirmations,
) -> Tested {
    let create = secrets.create_secret().name("a").secret_string("v1");
    let create = create.tags(Tag::builder().key("env").value("test").build());
    let confirmed = create.send_with_evidence().await?;
    let output = confirmations.one_poll("CreateSecret", confirmed, &DESCRIBED);
    assert!(output.version_id().is_some());

    // Without a value there is no version to look for.
    let create = secrets.create_secret().name("empty");
    let confirmed = create.send_with_evidence().await?;
    let output = confirmations.one_poll("CreateSecret", confirmed, &DESCRIBED);
    assert_eq!(output.version_id(), None);
    Ok(())
}

async fn versions(
    secrets: &ConsistentSecretsManagerClient,
    confirmations: &mut Confirmations,
) -> Tested {
    let put = secrets
        .put_secret_value()
        .secret_id("a")
        .secret_string("v2");
    let confirmed = put.send_with_evidence().await?;
    let second = confirmations.one_poll("PutSecretValue", confirmed, &DESCRIBED);

    // With a token of one's own the version might have been there before it held a value.
    let put = secrets
        .put_secret_value()
        .secret_id("a")
        .secret_string("v3");
    let put = put.client_request_token("0123456789abcdef0123456789abcdef");
    let confirmed = put.send_with_evidence().await?;
    let reads = [("DescribeSecret", 200), ("ListSecretVersionIds", 200)];
    let third = confirmations.one_poll("PutSecretValue", confirmed, &reads);

    let roll_back = secrets.update_secret_version_stage().secret_id("a");
    let roll_back = roll_back.version_stage("AWSCURRENT");
    let roll_back = roll_back.set_move_to_version_id(second.version_id);
    let roll_back = roll_back.set_remove_from_version_id(third.version_id);
    let confirmed = roll_back.send_with_evidence().await?;
    confirmations.one_poll("UpdateSecretVersionStage", confirmed, &DESCRIBED);

    for with_value in [true, false] {
        let update = secrets.update_secret().secret_id("a").description("of a");
        let update = update.set_secret_string(with_value.then(|| "v4".to_owned()));
        let confirmed = update.send_with_evidence().await?;
        let output = confirmations.one_poll("UpdateSecret", confirmed, &DESCRIBED);
        assert_eq!(output.version_id().is_some(), with_value);
    }
    Ok(())
}

async fn tags(
    secrets: &ConsistentSecretsManagerClient,
    confirmations: &mut Confirmations,
) -> Tested {
    let tag = secrets.tag_resource().secret_id("empty");
    let tag = tag.tags(Tag::builder().key("env").value("test").build());
    let confirmed = tag.send_with_evidence().await?;
    confirmations.one_poll("TagResource", confirmed, &DESCRIBED);
    let untag = secrets.untag_resource().secret_id("empty").tag_keys("env");
    let confirmed = untag.send_with_evidence().await?;
    confirmations.one_poll("UntagResource", confirmed, &DESCRIBED);
    Ok(())
}

async fn policies(
    secrets: &ConsistentSecretsManagerClient,
    confirmations: &mut Confirmations,
) -> Tested {
    let read = [("GetResourcePolicy", 200)];
    let policy = r#"{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            "Action": "secretsmanager:DescribeSecret",
            "Resource": "*"
        }]
    }"#;
    let put = secrets
        .put_resource_policy()
        .secret_id("a")
        .resource_policy(policy);
    let confirmed = put.send_with_evidence().await?;
    confirmations.one_poll("PutResourcePolicy", confirmed, &read);
    let delete = secrets.delete_resource_policy().secret_id("a");
    let confirmed = delete.send_with_evidence().await?;
    confirmations.one_poll("DeleteResourcePolicy", confirmed, &read);
    Ok(())
}

async fn replicas(
    secrets: &ConsistentSecretsManagerClient,
    confirmations: &mut Confirmations,
) -> Tested {
    let region = ReplicaRegionType::builder().region("eu-central-2").build();
    let replicate = secrets.replicate_secret_to_regions().secret_id("a");
    let confirmed = replicate
        .add_replica_regions(region)
        .send_with_evidence()
        .await?;
    confirmations.one_poll("ReplicateSecretToRegions", confirmed, &DESCRIBED);
    let remove = secrets.remove_regions_from_replication().secret_id("a");
    let remove = remove.remove_replica_regions("eu-central-2");
    let confirmed = remove.send_with_evidence().await?;
    confirmations.one_poll("RemoveRegionsFromReplication", confirmed, &DESCRIBED);
    Ok(())
}

async fn delete(
    secrets: &ConsistentSecretsManagerClient,
    confirmations: &mut Confirmations,
) -> Tested {
    let delete = |name: &str| secrets.delete_secret().secret_id(name);
    for window in [None, Some(7)] {
        let delete = delete("a").set_recovery_window_in_days(window);
        let confirmed = delete.send_with_evidence().await?;
        confirmations.one_poll("DeleteSecret", confirmed, &DESCRIBED);
        let restore = secrets.restore_secret().secret_id("a");
        let confirmed = restore.send_with_evidence().await?;
        confirmations.one_poll("RestoreSecret", confirmed, &DESCRIBED);
    }
    // The second one never existed: forcing its deletion succeeds all the same.
    for name in ["a", "never"] {
        let forced = delete(name).force_delete_without_recovery(true);
        let confirmed = forced.send_with_evidence().await?;
        confirmations.one_poll("DeleteSecret", confirmed, &[("DescribeSecret", 404)]);
    }
    Ok(())
}
