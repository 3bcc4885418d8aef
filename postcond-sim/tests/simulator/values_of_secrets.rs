//! What Secrets Manager makes of the value of a secret.

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::ProvideErrorMetadata;
use aws_sdk_secretsmanager::operation::describe_secret::DescribeSecretOutput;
use aws_sdk_secretsmanager::primitives::Blob;

use crate::{code, prompt};

const BYTES: &[u8] = &[0, 159, 146, 150];

async fn create(secrets: &Client, token: &str, value: &str) -> Result<String, String> {
    let request = secrets.create_secret().name("a").secret_string(value);
    let output = request.client_request_token(token).send().await;
    let output = output.map_err(|error| code(&error))?;
    Ok(output.version_id().unwrap().to_owned())
}

async fn put(secrets: &Client, token: &str, value: &str) -> Result<String, String> {
    let request = secrets.put_secret_value().secret_id("a");
    let request = request.secret_string(value).client_request_token(token);
    let output = request.send().await.map_err(|error| code(&error))?;
    Ok(output.version_id().unwrap().to_owned())
}

async fn described(secrets: &Client) -> DescribeSecretOutput {
    let request = secrets.describe_secret().secret_id("a");
    request.send().await.unwrap()
}

/// The versions with their stages, in order.
async fn stages(secrets: &Client) -> Vec<(String, Vec<String>)> {
    let described = described(secrets).await;
    let stages = described.version_ids_to_stages().unwrap().iter();
    let mut stages: Vec<_> = stages
        .map(|(version, stages)| (version.clone(), stages.clone()))
        .collect();
    stages.sort_unstable();
    stages
}

async fn binary(secrets: &Client) -> Option<Vec<u8>> {
    let read = secrets.get_secret_value().secret_id("a").send().await;
    let read = read.unwrap();
    assert_eq!(read.secret_string(), None);
    read.secret_binary().map(|blob| blob.as_ref().to_vec())
}

#[tokio::test(start_paused = true)]
async fn one_version_is_the_previous_one() {
    let secrets = Client::new(&prompt().sdk_config());
    create(&secrets, "one", "1").await.unwrap();
    for token in ["two", "three", "four"] {
        put(&secrets, token, token).await.unwrap();
    }
    let expected = [("four", "AWSCURRENT"), ("three", "AWSPREVIOUS")];
    let expected = expected.map(|(version, stage)| (version.to_owned(), vec![stage.to_owned()]));
    assert_eq!(stages(&secrets).await, expected);
    let rotated = secrets.rotate_secret().secret_id("a");
    let rotated = rotated.client_request_token("five").send().await.unwrap();
    assert_eq!(rotated.version_id(), Some("five"));
    let versions = stages(&secrets).await;
    let versions: Vec<&str> = versions
        .iter()
        .map(|(version, _)| version.as_str())
        .collect();
    assert_eq!(versions, ["five", "four"]);
}

#[tokio::test(start_paused = true)]
async fn a_version_without_a_stage_is_kept_and_listed_if_asked_for() {
    let secrets = Client::new(&prompt().sdk_config());
    create(&secrets, "one", "1").await.unwrap();
    for token in ["two", "three"] {
        put(&secrets, token, token).await.unwrap();
    }
    let read = secrets.get_secret_value().secret_id("a").version_id("one");
    assert_eq!(read.send().await.unwrap().secret_string(), Some("1"));
    for (with_deprecated, expected) in [(false, 2), (true, 3)] {
        let list = secrets.list_secret_version_ids().secret_id("a");
        let list = list.include_deprecated(with_deprecated);
        let listed = list.clone().send().await.unwrap();
        assert_eq!(listed.versions().len(), expected);
        let page = list.max_results(2).send().await.unwrap();
        assert_eq!(page.next_token().is_some(), expected > 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_hundred_versions_are_kept() {
    let secrets = Client::new(&prompt().sdk_config());
    create(&secrets, "first", "1").await.unwrap();
    for number in 0..100 {
        put(&secrets, &format!("{number}"), "2").await.unwrap();
    }
    let list = secrets.list_secret_version_ids().secret_id("a");
    let listed = list.include_deprecated(true).send().await.unwrap();
    let versions = listed.versions().iter();
    let versions: Vec<_> = versions.filter_map(|it| it.version_id()).collect();
    assert_eq!(versions.len(), 100);
    assert!(!versions.contains(&"first"));
}

#[tokio::test(start_paused = true)]
async fn a_binary_value_is_kept() {
    let secrets = Client::new(&prompt().sdk_config());
    let create = secrets.create_secret().name("a");
    let created = create.secret_binary(Blob::new(BYTES)).send().await.unwrap();
    assert!(created.version_id().is_some());
    assert_eq!(binary(&secrets).await.as_deref(), Some(BYTES));
    let update = secrets.update_secret().secret_id("a");
    let update = update.secret_binary(Blob::new([1]));
    assert!(update.send().await.unwrap().version_id().is_some());
    assert_eq!(binary(&secrets).await, Some(vec![1]));
    let put = secrets.put_secret_value().secret_id("a");
    put.secret_binary(Blob::new([2])).send().await.unwrap();
    let rotate = secrets.rotate_secret().secret_id("a");
    rotate.send().await.unwrap();
    assert_eq!(binary(&secrets).await, Some(vec![2]));
    let batch = secrets.batch_get_secret_value().secret_id_list("a");
    let batch = batch.send().await.unwrap();
    let value = batch.secret_values()[0].secret_binary().unwrap();
    assert_eq!(value.as_ref(), [2]);
}

#[tokio::test(start_paused = true)]
async fn a_version_has_one_value() {
    let secrets = Client::new(&prompt().sdk_config());
    create(&secrets, "one", "1").await.unwrap();
    let put = secrets.put_secret_value().secret_id("a");
    let error = put.clone().send().await.unwrap_err();
    assert_eq!(code(&error), "InvalidRequestException");
    let both = put.secret_string("1").secret_binary(Blob::new(BYTES));
    let error = both.send().await.unwrap_err();
    assert_eq!(code(&error), "InvalidParameterException");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_made_again_has_made_its_version_already() {
    let secrets = Client::new(&prompt().sdk_config());
    let exists = Err("ResourceExistsException".to_owned());
    assert_eq!(create(&secrets, "one", "1").await, Ok("one".to_owned()));
    assert_eq!(create(&secrets, "one", "1").await, Ok("one".to_owned()));
    assert_eq!(create(&secrets, "one", "2").await, exists);
    assert_eq!(create(&secrets, "two", "1").await, exists);
    assert_eq!(put(&secrets, "two", "2").await, Ok("two".to_owned()));
    assert_eq!(put(&secrets, "two", "2").await, Ok("two".to_owned()));
    assert_eq!(put(&secrets, "two", "3").await, exists);
    assert_eq!(put(&secrets, "one", "1").await, Ok("one".to_owned()));
    let update = secrets.update_secret().secret_id("a").secret_string("2");
    let update = update.description("new").client_request_token("two");
    let updated = update.send().await.unwrap();
    assert_eq!(updated.version_id(), Some("two"));
    assert_eq!(described(&secrets).await.description(), Some("new"));
    let current = stages(&secrets).await;
    let current = current.iter().find(|(id, _)| id == "two").unwrap();
    assert_eq!(current.1, ["AWSCURRENT"]);
}

#[tokio::test(start_paused = true)]
async fn a_secret_to_be_deleted_is_not_changed_and_keeps_its_name() {
    let secrets = Client::new(&prompt().sdk_config());
    create(&secrets, "one", "1").await.unwrap();
    secrets.delete_secret().secret_id("a").send().await.unwrap();
    let refused = "InvalidRequestException".to_owned();
    assert_eq!(create(&secrets, "two", "1").await, Err(refused.clone()));
    assert_eq!(put(&secrets, "two", "1").await, Err(refused.clone()));
    let update = secrets.update_secret().secret_id("a").description("new");
    assert_eq!(code(&update.send().await.unwrap_err()), refused);
    secrets
        .restore_secret()
        .secret_id("a")
        .send()
        .await
        .unwrap();
    assert!(put(&secrets, "two", "1").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_deletion_is_refused_in_the_words_of_the_service_alone() {
    let secrets = Client::new(&prompt().sdk_config());
    create(&secrets, "first", "1").await.unwrap();
    let delete = secrets.delete_secret().secret_id("a");
    let refused = delete.recovery_window_in_days(5).send().await.unwrap_err();
    let refused = refused.into_service_error();
    let message = refused.message().unwrap_or_default();
    assert!(message.starts_with("RecoveryWindowInDays"), "{message}");
}
