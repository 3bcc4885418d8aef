//! Parameters, their labels and their tags.

use postcond::ssm::sdk::types::{ParameterType, ResourceTypeForTagging, Tag};
use postcond::ssm::{ConsistentSsmClient, sdk as ssm};

use super::Tested;
use crate::confirmations::Confirmations;
use crate::server::Server;

pub(super) const OPERATIONS: &[&str] = &[
    "AddTagsToResource",
    "DeleteParameter",
    "DeleteParameters",
    "LabelParameterVersion",
    "PutParameter",
    "RemoveTagsFromResource",
    "UnlabelParameterVersion",
];

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn parameters() -> Tested {
    let moto = Server::shared_moto();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    let mut confirmations = Confirmations::of("ssm");
    put(&ssm, &mut confirmations).await?;
    label(&ssm, &mut confirmations).await?;
    tag(&ssm, &mut confirmations).await?;
    delete(&ssm, &mut confirmations).await?;
    confirmations.are(OPERATIONS);
    Ok(())
}

async fn put(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    let plain = ssm
        .put_parameter()
        .name("/plain")
        .value("v1")
        .r#type(ParameterType::String);
    let plain = plain.r#type(ParameterType::String);
    let confirmed = plain.send_with_evidence().await?;
    let output = confirmations.one_poll("PutParameter", confirmed, &[("GetParameter", 200)]);
    assert_eq!(output.version(), 1);

    let tagged = ssm
        .put_parameter()
        .name("/tagged")
        .value("v1")
        .r#type(ParameterType::String);
    let tagged = tagged.r#type(ParameterType::SecureString);
    let tagged = tagged.tags(Tag::builder().key("env").value("test").build()?);
    let confirmed = tagged.send_with_evidence().await?;
    let reads = [("GetParameter", 200), ("ListTagsForResource", 200)];
    let output = confirmations.one_poll("PutParameter", confirmed, &reads);
    assert_eq!(output.version(), 1);

    let overwrite = ssm
        .put_parameter()
        .name("/tagged")
        .value("v2")
        .r#type(ParameterType::String);
    let confirmed = overwrite.overwrite(true).send_with_evidence().await?;
    let output = confirmations.one_poll("PutParameter", confirmed, &[("GetParameter", 200)]);
    assert_eq!(output.version(), 2);
    Ok(())
}

/// `/tagged` has two versions: the label moves from the first one to the second.
async fn label(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    for version in [1, 2] {
        let label = ssm.label_parameter_version().name("/tagged");
        // A label may not begin with a digit: that one is not attached, and not read.
        let label = label
            .parameter_version(version)
            .labels("live")
            .labels("1st");
        let confirmed = label.send_with_evidence().await?;
        let read = [("GetParameter", 200)];
        let output = confirmations.one_poll("LabelParameterVersion", confirmed, &read);
        assert_eq!(output.invalid_labels(), ["1st"]);
    }
    let unlabel = ssm.unlabel_parameter_version().name("/tagged");
    let unlabel = unlabel.parameter_version(2).labels("live").labels("never");
    let confirmed = unlabel.send_with_evidence().await?;
    let read = [("GetParameter", 400)];
    let output = confirmations.one_poll("UnlabelParameterVersion", confirmed, &read);
    assert_eq!(output.removed_labels(), ["live"]);
    Ok(())
}

async fn tag(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    let read = [("ListTagsForResource", 200)];
    let add = ssm.add_tags_to_resource().resource_id("/tagged");
    let add = add.resource_type(ResourceTypeForTagging::Parameter);
    let add = add.tags(Tag::builder().key("team").value("core").build()?);
    let confirmed = add.send_with_evidence().await?;
    confirmations.one_poll("AddTagsToResource", confirmed, &read);

    let remove = ssm.remove_tags_from_resource().resource_id("/tagged");
    let remove = remove.resource_type(ResourceTypeForTagging::Parameter);
    let remove = remove.tag_keys("env").tag_keys("never");
    let confirmed = remove.send_with_evidence().await?;
    confirmations.one_poll("RemoveTagsFromResource", confirmed, &read);
    Ok(())
}

async fn delete(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    for name in ["/two", "/three"] {
        made(ssm, name).await?;
    }
    let delete = ssm.delete_parameter().name("/plain");
    let confirmed = delete.send_with_evidence().await?;
    confirmations.one_poll("DeleteParameter", confirmed, &[("GetParameter", 400)]);

    let several = || ssm.delete_parameters().names("/two").names("/three");
    let confirmed = several().names("/never").send_with_evidence().await?;
    let read = [("GetParameters", 200)];
    let output = confirmations.one_poll("DeleteParameters", confirmed, &read);
    assert_eq!(output.deleted_parameters().len(), 2);
    assert_eq!(output.invalid_parameters(), ["/never"]);

    // Nothing was deleted, so there is nothing to read.
    let confirmed = several().send_with_evidence().await?;
    let output = confirmations.one_poll("DeleteParameters", confirmed, &[]);
    assert_eq!(output.invalid_parameters().len(), 2);
    Ok(())
}

async fn made(ssm: &ConsistentSsmClient, name: &str) -> Result<(), ssm::Error> {
    let put = ssm
        .put_parameter()
        .name(name)
        .value("v1")
        .r#type(ParameterType::String);
    put.r#type(ParameterType::String).send().await?;
    Ok(())
}
