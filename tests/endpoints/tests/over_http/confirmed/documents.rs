//! Documents.

use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::types::{
    DocumentFormat, DocumentPermissionType, DocumentType, ResourceTypeForTagging, Tag,
};

use super::Tested;
use crate::confirmations::Confirmations;
use crate::server::Server;

pub(super) const OPERATIONS: &[&str] = &[
    "CreateDocument",
    "DeleteDocument",
    "ModifyDocumentPermission",
    "UpdateDocument",
    "UpdateDocumentDefaultVersion",
];

fn content(message: &str) -> String {
    format!(
        r#"{{"schemaVersion":"2.2","description":"{message}","parameters":{{}},"mainSteps":[]}}"#
    )
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn documents() -> Tested {
    let moto = Server::shared_moto();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    let mut confirmations = Confirmations::of("ssm");
    make(&ssm, &mut confirmations).await?;
    change(&ssm, &mut confirmations).await?;
    share(&ssm, &mut confirmations).await?;
    delete(&ssm, &mut confirmations).await?;
    confirmations.are(OPERATIONS);
    Ok(())
}

async fn make(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    let create = ssm.create_document().name("greet").content(content("1"));
    let create = create.document_type(DocumentType::Command);
    let create = create.document_format(DocumentFormat::Json);
    let create = create.tags(Tag::builder().key("env").value("test").build()?);
    let confirmed = create.send_with_evidence().await?;
    confirmations.one_poll("CreateDocument", confirmed, &[("DescribeDocument", 200)]);

    // Tags of a document are read as a document's.
    let add = ssm.add_tags_to_resource().resource_id("greet");
    let add = add.resource_type(ResourceTypeForTagging::Document);
    add.tags(Tag::builder().key("team").value("core").build()?)
        .send()
        .await?;
    Ok(())
}

async fn change(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    let update = ssm.update_document().name("greet").content(content("2"));
    let update = update.document_version("$LATEST");
    let confirmed = update.send_with_evidence().await?;
    let read = [("DescribeDocument", 200)];
    let output = confirmations.one_poll("UpdateDocument", confirmed, &read);
    let version = output
        .document_description()
        .and_then(|it| it.document_version());
    assert_eq!(version, Some("2"));

    let default = ssm.update_document_default_version().name("greet");
    let confirmed = default.document_version("2").send_with_evidence().await?;
    confirmations.one_poll("UpdateDocumentDefaultVersion", confirmed, &read);
    Ok(())
}

async fn share(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    let modify = || {
        let modify = ssm.modify_document_permission().name("greet");
        modify.permission_type(DocumentPermissionType::Share)
    };
    let read = [("DescribeDocumentPermission", 200)];
    let add = modify().account_ids_to_add("123456789012");
    let confirmed = add.send_with_evidence().await?;
    confirmations.one_poll("ModifyDocumentPermission", confirmed, &read);
    let remove = modify().account_ids_to_remove("123456789012");
    let confirmed = remove.send_with_evidence().await?;
    confirmations.one_poll("ModifyDocumentPermission", confirmed, &read);
    Ok(())
}

async fn delete(ssm: &ConsistentSsmClient, confirmations: &mut Confirmations) -> Tested {
    let read = [("DescribeDocument", 400)];
    let version = ssm.delete_document().name("greet").document_version("1");
    let confirmed = version.send_with_evidence().await?;
    confirmations.one_poll("DeleteDocument", confirmed, &read);
    let confirmed = ssm
        .delete_document()
        .name("greet")
        .send_with_evidence()
        .await?;
    confirmations.one_poll("DeleteDocument", confirmed, &read);
    Ok(())
}
