//! What each of the nine operations leaves as evidence: moto is never late, so one poll is enough.

use std::error::Error;

use postcond::runtime::{Confirmed, Outcome};
use postcond::secretsmanager::{ConsistentSecretsManagerClient, sdk as secretsmanager};
use postcond::ssm::sdk::types::{ParameterType, ResourceTypeForTagging, Tag};
use postcond::ssm::{ConsistentSsmClient, sdk as ssm};

use crate::server::MotoServer;

type Tested = Result<(), Box<dyn Error>>;

/// One read: the operation and the HTTP status that moto answers it with.
type Read = (&'static str, u16);

/// Asserts that `confirmed` took one poll of `check`, which made `reads`; hands on the output.
#[track_caller]
fn after_one_poll<T>(confirmed: Confirmed<T>, check: &str, reads: &[Read]) -> T {
    let evidence = confirmed.evidence;
    assert_eq!(evidence.polls_made(), 1, "{evidence:#?}");
    assert_eq!(evidence.unconfirmed(), None);
    let [poll] = evidence.polls() else {
        panic!("not one poll: {evidence:#?}");
    };
    assert_eq!(poll.check, check);
    assert_eq!(poll.outcome, Outcome::Satisfied, "{poll:#?}");
    assert!(poll.at + poll.took <= evidence.waited());
    let made = poll.reads.iter();
    let made = made.map(|read| (read.operation.as_str(), read.status.unwrap_or(0)));
    assert_eq!(made.collect::<Vec<_>>(), reads);
    for read in &poll.reads {
        let request_id = read.request_id.as_deref();
        assert!(request_id.is_some_and(|id| !id.is_empty()), "{read:#?}");
    }
    confirmed.output
}

#[tokio::test]
#[ignore = "needs moto_server: POSTCOND_MOTO_SERVER=$(tests/moto/install.sh) cargo test -p postcond-moto-tests -- --include-ignored"]
async fn parameters_that_are_put() -> Tested {
    let moto = MotoServer::shared();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    let check = "version_and_tags_are_visible";

    let plain = ssm.put_parameter().name("/plain").value("v1");
    let plain = plain.r#type(ParameterType::String);
    let output = after_one_poll(
        plain.send_with_evidence().await?,
        check,
        &[("GetParameter", 200)],
    );
    assert_eq!(output.version(), 1);

    let tagged = ssm.put_parameter().name("/tagged").value("v1");
    let tagged = tagged.r#type(ParameterType::SecureString);
    let tagged = tagged.tags(Tag::builder().key("env").value("test").build()?);
    let output = after_one_poll(
        tagged.send_with_evidence().await?,
        check,
        &[("GetParameter", 200), ("ListTagsForResource", 200)],
    );
    assert_eq!(output.version(), 1);

    let overwrite = ssm.put_parameter().name("/tagged").value("v2");
    let overwrite = overwrite.overwrite(true);
    let output = after_one_poll(
        overwrite.send_with_evidence().await?,
        check,
        &[("GetParameter", 200)],
    );
    assert_eq!(output.version(), 2);
    Ok(())
}

#[tokio::test]
#[ignore = "needs moto_server: POSTCOND_MOTO_SERVER=$(tests/moto/install.sh) cargo test -p postcond-moto-tests -- --include-ignored"]
async fn parameters_that_are_deleted() -> Tested {
    let moto = MotoServer::shared();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    for name in ["/one", "/two", "/three"] {
        put(&ssm, name).await?;
    }

    let delete = ssm.delete_parameter().name("/one");
    let confirmed = delete.send_with_evidence().await?;
    after_one_poll(confirmed, "name_is_not_found", &[("GetParameter", 400)]);

    let check = "deleted_names_are_not_found";
    let several = || ssm.delete_parameters().names("/two").names("/three");
    let delete = several().names("/never");
    let confirmed = delete.send_with_evidence().await?;
    let output = after_one_poll(confirmed, check, &[("GetParameters", 200)]);
    assert_eq!(output.deleted_parameters().len(), 2);
    assert_eq!(output.invalid_parameters(), ["/never"]);

    // Nothing was deleted, so there is nothing to read.
    let confirmed = several().send_with_evidence().await?;
    let output = after_one_poll(confirmed, check, &[]);
    assert_eq!(output.invalid_parameters().len(), 2);
    Ok(())
}

async fn put(ssm: &ConsistentSsmClient, name: &str) -> Result<(), ssm::Error> {
    let put = ssm.put_parameter().name(name).value("v1");
    put.r#type(ParameterType::String).send().await?;
    Ok(())
}

#[tokio::test]
#[ignore = "needs moto_server: POSTCOND_MOTO_SERVER=$(tests/moto/install.sh) cargo test -p postcond-moto-tests -- --include-ignored"]
async fn tags_of_parameters() -> Tested {
    let moto = MotoServer::shared();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    put(&ssm, "/tagged").await?;
    let read = [("ListTagsForResource", 200)];

    let add = ssm.add_tags_to_resource().resource_id("/tagged");
    let add = add.resource_type(ResourceTypeForTagging::Parameter);
    let add = add.tags(Tag::builder().key("env").value("test").build()?);
    let confirmed = add.send_with_evidence().await?;
    after_one_poll(confirmed, "added_tags_are_listed", &read);

    let remove = ssm.remove_tags_from_resource().resource_id("/tagged");
    let remove = remove.resource_type(ResourceTypeForTagging::Parameter);
    let remove = remove.tag_keys("env").tag_keys("never");
    let confirmed = remove.send_with_evidence().await?;
    after_one_poll(confirmed, "removed_tags_are_not_listed", &read);
    Ok(())
}

#[tokio::test]
#[ignore = "needs moto_server: POSTCOND_MOTO_SERVER=$(tests/moto/install.sh) cargo test -p postcond-moto-tests -- --include-ignored"]
async fn secrets_that_are_made_and_tagged() -> Tested {
    let moto = MotoServer::shared();
    let secrets = ConsistentSecretsManagerClient::new(&moto.sdk_config());
    let tag = secretsmanager::types::Tag::builder();
    let tag = tag.key("env").value("test").build();
    let read = [("DescribeSecret", 200)];

    let create = secrets.create_secret().name("tagged").secret_string("v1");
    let confirmed = create.tags(tag.clone()).send_with_evidence().await?;
    let output = after_one_poll(confirmed, "secret_is_described", &read);
    assert!(output.version_id().is_some());

    // Without a value there is no version to look for.
    let create = secrets.create_secret().name("empty");
    let confirmed = create.send_with_evidence().await?;
    let output = after_one_poll(confirmed, "secret_is_described", &read);
    assert_eq!(output.version_id(), None);

    let tagging = secrets.tag_resource().secret_id("empty").tags(tag);
    let confirmed = tagging.send_with_evidence().await?;
    after_one_poll(confirmed, "added_tags_are_listed", &read);

    let untagging = secrets.untag_resource().secret_id("empty");
    let confirmed = untagging.tag_keys("env").send_with_evidence().await?;
    after_one_poll(confirmed, "removed_tags_are_not_listed", &read);
    Ok(())
}

#[tokio::test]
#[ignore = "needs moto_server: POSTCOND_MOTO_SERVER=$(tests/moto/install.sh) cargo test -p postcond-moto-tests -- --include-ignored"]
async fn secrets_that_are_deleted() -> Tested {
    let moto = MotoServer::shared();
    let secrets = ConsistentSecretsManagerClient::new(&moto.sdk_config());
    for name in ["default", "in-a-week", "at-once"] {
        let create = secrets.create_secret().name(name);
        create.secret_string("v1").send().await?;
    }
    let delete = |name: &str| secrets.delete_secret().secret_id(name);
    let check = "secret_is_deleted";

    let confirmed = delete("default").send_with_evidence().await?;
    after_one_poll(confirmed, check, &[("DescribeSecret", 200)]);

    let week = delete("in-a-week").recovery_window_in_days(7);
    let confirmed = week.send_with_evidence().await?;
    after_one_poll(confirmed, check, &[("DescribeSecret", 200)]);

    // The second one never existed: forcing its deletion succeeds all the same.
    for name in ["at-once", "never"] {
        let forced = delete(name).force_delete_without_recovery(true);
        let confirmed = forced.send_with_evidence().await?;
        after_one_poll(confirmed, check, &[("DescribeSecret", 404)]);
    }
    Ok(())
}
