//! Of two writes to one resource, what the later one overwrites.

use postcond::secretsmanager::sdk::types as secrets;
use postcond::ssm::op;
use postcond::ssm::sdk::types::{ResourceTypeForTagging, Tag};

use crate::{Call, call};

const ARN: &str = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-";

fn put(tags: &[&str]) -> Call<op::PutParameter> {
    let tags = tags
        .iter()
        .map(|key| Tag::builder().key(*key).value("v").build());
    let tags = tags.collect::<Result<Vec<_>, _>>().expect("tags");
    call!(ssm PutParameter in put_parameter:
        PutParameterInput.name("/a").value("v").set_tags(Some(tags)) => PutParameterOutput.version(1))
}

fn delete() -> Call<op::DeleteParameter> {
    call!(ssm DeleteParameter in delete_parameter:
        DeleteParameterInput.name("/a") => DeleteParameterOutput)
}

fn untag(key: &str) -> Call<op::RemoveTagsFromResource> {
    let kind = ResourceTypeForTagging::Parameter;
    call!(ssm RemoveTagsFromResource in remove_tags_from_resource:
        RemoveTagsFromResourceInput.resource_type(kind).resource_id("/a").tag_keys(key)
        => RemoveTagsFromResourceOutput)
}

#[test]
fn put_then_delete() {
    assert_eq!(
        put(&["k"]).superseded_by(&delete()),
        ["Parameter a: value", "Parameter a: tag k"]
    );
}

#[test]
fn delete_then_put() {
    assert_eq!(delete().superseded_by(&put(&[])), ["Parameter a: gone"]);
}

#[test]
fn put_then_put() {
    assert_eq!(put(&["k"]).superseded_by(&put(&[])), ["Parameter a: value"]);
}

#[test]
fn tag_then_untag() {
    assert_eq!(
        put(&["k", "l"]).superseded_by(&untag("k")),
        ["Parameter a: tag k"]
    );
    assert!(untag("k").superseded_by(&untag("l")).is_empty());
}

/// In its second life a secret has another ARN, and is the same secret by its name.
#[test]
fn create_then_force_delete_then_create() {
    let create = |life: &str| {
        call!(secretsmanager CreateSecret in create_secret:
            CreateSecretInput.name("db").tags(secrets::Tag::builder().key("k").build())
            => CreateSecretOutput.arn(format!("{ARN}{life}")).version_id("v"))
    };
    let delete = call!(secretsmanager DeleteSecret in delete_secret:
        DeleteSecretInput.secret_id("db").force_delete_without_recovery(true)
        => DeleteSecretOutput.arn(format!("{ARN}AbCdEf")));
    let created = create("AbCdEf");
    assert_eq!(created.superseded_by(&delete), created.facts());
    assert_eq!(delete.superseded_by(&create("GhIjKl")), ["Secret db: gone"]);
}

#[test]
fn delete_then_restore() {
    let delete = call!(secretsmanager DeleteSecret in delete_secret:
        DeleteSecretInput.secret_id("db") => DeleteSecretOutput);
    let restore = call!(secretsmanager RestoreSecret in restore_secret:
        RestoreSecretInput.secret_id("db") => RestoreSecretOutput);
    assert_eq!(delete.superseded_by(&restore), delete.facts());
    assert_eq!(restore.superseded_by(&delete), restore.facts());
}

#[test]
fn what_belongs_to_a_maintenance_window_goes_with_it() {
    let target = call!(ssm RegisterTargetWithMaintenanceWindow in register_target_with_maintenance_window:
        RegisterTargetWithMaintenanceWindowInput.window_id("mw-1").set_targets(Some(Vec::new()))
        => RegisterTargetWithMaintenanceWindowOutput.window_target_id("t"));
    let delete = |id: &str| {
        call!(ssm DeleteMaintenanceWindow in delete_maintenance_window:
            DeleteMaintenanceWindowInput.window_id(id) => DeleteMaintenanceWindowOutput)
    };
    assert_eq!(target.superseded_by(&delete("mw-1")), target.facts());
    assert!(target.superseded_by(&delete("mw-2")).is_empty());
}

#[test]
fn writes_to_other_resources_stand_side_by_side() {
    let other = call!(ssm DeleteParameter in delete_parameter:
        DeleteParameterInput.name("/a/b") => DeleteParameterOutput);
    assert!(put(&["k"]).superseded_by(&other).is_empty());
    let elsewhere = |region: &str| {
        let arn = format!("arn:aws:secretsmanager:{region}:111122223333:secret:db-AbCdEf");
        call!(secretsmanager DeleteSecret in delete_secret:
            DeleteSecretInput.secret_id("db") => DeleteSecretOutput.arn(arn))
    };
    assert!(
        elsewhere("us-east-1")
            .superseded_by(&elsewhere("eu-west-1"))
            .is_empty()
    );
}
