//! What is left to check of a write when a later one overwrites a part of it.

use postcond::secretsmanager::sdk::types::Tag;
use postcond::ssm::op;

use crate::{Call, call};

fn put(name: &str) -> Call<op::PutParameter> {
    call!(ssm PutParameter in put_parameter:
        PutParameterInput.name(name).value("v") => PutParameterOutput.version(1))
}

#[test]
fn names_that_were_put_again_are_no_longer_looked_for() {
    let delete = call!(ssm DeleteParameters in delete_parameters:
        DeleteParametersInput.names("/a").names("/b")
        => DeleteParametersOutput.deleted_parameters("/a").deleted_parameters("/b"));
    let kept = delete.without(&put("/a")).expect("a name to take out");
    assert_eq!(kept.output.deleted_parameters(), ["/b"]);
    assert_eq!(kept.input, delete.input);
    assert!(delete.without(&put("/c")).is_none());
}

#[test]
fn a_value_alone_cannot_be_taken_out_of_a_put() {
    assert!(put("/a").without(&put("/a")).is_none());
}

#[test]
fn labels_that_moved_on_are_no_longer_looked_for() {
    let label = call!(ssm LabelParameterVersion in label_parameter_version:
        LabelParameterVersionInput.name("/a").labels("l").labels("m")
        => LabelParameterVersionOutput.parameter_version(1));
    let unlabel = call!(ssm UnlabelParameterVersion in unlabel_parameter_version:
        UnlabelParameterVersionInput.name("/a").parameter_version(1)
        => UnlabelParameterVersionOutput.removed_labels("m").removed_labels("n"));
    let kept = label.without(&unlabel).expect("a label to take out");
    assert_eq!(kept.input.labels(), ["l"]);
    let kept = unlabel.without(&label).expect("a label to take out");
    assert_eq!(kept.output.removed_labels(), ["n"]);
}

#[test]
fn a_new_secret_is_looked_for_without_the_value_and_tag_that_it_has_no_longer() {
    let tag = |key: &str| Tag::builder().key(key).value("v").build();
    let create = call!(secretsmanager CreateSecret in create_secret:
        CreateSecretInput.name("db").tags(tag("k")).tags(tag("l")) => CreateSecretOutput.version_id("v1"));
    let untag = call!(secretsmanager UntagResource in untag_resource:
        UntagResourceInput.secret_id("db").tag_keys("k") => UntagResourceOutput);
    let kept = create.without(&untag).expect("a tag to take out");
    assert_eq!(kept.input.tags(), [tag("l")]);
    assert_eq!(kept.output.version_id(), Some("v1"));
    let put = call!(secretsmanager PutSecretValue in put_secret_value:
        PutSecretValueInput.secret_id("db") => PutSecretValueOutput.version_stages("AWSCURRENT"));
    let kept = create.without(&put).expect("a version to take out");
    assert_eq!(kept.output.version_id(), None);
    assert_eq!(kept.input, create.input);
}

#[test]
fn a_setting_that_was_changed_again_is_no_longer_compared() {
    let update = call!(ssm UpdateMaintenanceWindow in update_maintenance_window:
        UpdateMaintenanceWindowInput.window_id("mw-1").name("w").cutoff(1).replace(true)
        => UpdateMaintenanceWindowOutput);
    let rename = call!(ssm UpdateMaintenanceWindow in update_maintenance_window:
        UpdateMaintenanceWindowInput.window_id("mw-1").name("x") => UpdateMaintenanceWindowOutput);
    let kept = update.without(&rename).expect("a setting to take out");
    let left = (kept.input.name(), kept.input.cutoff(), kept.input.replace());
    assert_eq!(left, (None, Some(1), None));
    assert_eq!(rename.superseded_by(&update), rename.facts());
}
