//! Secrets Manager.

use std::time::Duration;

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::types::Tag;

use crate::{LAG, code, lagging, prompt, until};

/// Makes a secret and returns its ARN.
async fn create(secrets: &Client, name: &str) -> String {
    let request = secrets.create_secret().name(name).secret_string("one");
    let output = request.send().await.expect("the write succeeds");
    output.arn().expect("a secret has an ARN").to_owned()
}

/// The current version of a secret, or the code of the error.
async fn current(secrets: &Client, id: &str) -> Result<String, String> {
    let output = secrets.describe_secret().secret_id(id).send().await;
    let output = output.map_err(|error| code(&error))?;
    let versions = output.version_ids_to_stages().expect("it has a value");
    let mut versions = versions.iter();
    let (id, _) = versions
        .find(|(_, stages)| stages.contains(&"AWSCURRENT".to_owned()))
        .expect("one version is current");
    Ok(id.clone())
}

#[tokio::test(start_paused = true)]
async fn a_new_secret_is_not_found_until_the_lag_is_over() {
    let sim = lagging();
    let secrets = Client::new(&sim.sdk_config());
    let arn = create(&secrets, "a").await;
    let missing = Err("ResourceNotFoundException".to_owned());
    assert_eq!(current(&secrets, &arn).await, missing);
    until(&sim, LAG - Duration::from_millis(1)).await;
    assert_eq!(current(&secrets, &arn).await, missing);
    until(&sim, LAG).await;
    assert!(current(&secrets, &arn).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_new_version_becomes_current_after_the_lag() {
    let sim = lagging();
    let secrets = Client::new(&sim.sdk_config());
    let arn = create(&secrets, "a").await;
    until(&sim, LAG).await;
    let old = current(&secrets, &arn).await.unwrap();
    let request = secrets
        .put_secret_value()
        .secret_id(&arn)
        .secret_string("two");
    let new = request
        .send()
        .await
        .unwrap()
        .version_id()
        .unwrap()
        .to_owned();
    assert_eq!(current(&secrets, &arn).await.unwrap(), old);
    until(&sim, 2 * LAG).await;
    assert_eq!(current(&secrets, &arn).await.unwrap(), new);
}

#[tokio::test(start_paused = true)]
async fn a_tag_is_listed_after_the_lag() {
    let sim = lagging();
    let secrets = Client::new(&sim.sdk_config());
    let arn = create(&secrets, "a").await;
    until(&sim, LAG).await;
    let tag = Tag::builder().key("team").value("blue").build();
    secrets
        .tag_resource()
        .secret_id(&arn)
        .tags(tag.clone())
        .send()
        .await
        .unwrap();
    let before = secrets
        .describe_secret()
        .secret_id(&arn)
        .send()
        .await
        .unwrap();
    assert_eq!(before.tags(), []);
    until(&sim, 2 * LAG).await;
    let after = secrets
        .describe_secret()
        .secret_id(&arn)
        .send()
        .await
        .unwrap();
    assert_eq!(after.tags(), [tag]);
}

#[tokio::test(start_paused = true)]
async fn a_deleted_secret_is_marked_and_can_be_restored() {
    let secrets = Client::new(&prompt().sdk_config());
    let arn = create(&secrets, "a").await;
    secrets.delete_secret().secret_id("a").send().await.unwrap();
    let marked = secrets
        .describe_secret()
        .secret_id(&arn)
        .send()
        .await
        .unwrap();
    assert!(marked.deleted_date().is_some());
    secrets
        .restore_secret()
        .secret_id(&arn)
        .send()
        .await
        .unwrap();
    let restored = secrets
        .describe_secret()
        .secret_id(&arn)
        .send()
        .await
        .unwrap();
    assert_eq!(restored.deleted_date(), None);
}

#[tokio::test(start_paused = true)]
async fn a_secret_deleted_by_force_is_gone_after_the_lag() {
    let sim = lagging();
    let secrets = Client::new(&sim.sdk_config());
    let arn = create(&secrets, "a").await;
    until(&sim, LAG).await;
    let request = secrets.delete_secret().secret_id(&arn);
    request
        .force_delete_without_recovery(true)
        .send()
        .await
        .unwrap();
    assert!(current(&secrets, &arn).await.is_ok());
    until(&sim, 2 * LAG).await;
    assert_eq!(
        current(&secrets, &arn).await,
        Err("ResourceNotFoundException".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn a_secret_made_anew_has_another_arn() {
    let secrets = Client::new(&prompt().sdk_config());
    let first = create(&secrets, "a").await;
    let request = secrets.delete_secret().secret_id("a");
    request
        .force_delete_without_recovery(true)
        .send()
        .await
        .unwrap();
    let second = create(&secrets, "a").await;
    assert_ne!(first, second);
    assert_eq!(
        current(&secrets, &first).await,
        Err("ResourceNotFoundException".to_owned())
    );
    assert!(current(&secrets, &second).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_unknown_secret_is_the_error_of_the_model() {
    let secrets = Client::new(&prompt().sdk_config());
    let error = secrets
        .describe_secret()
        .secret_id("a")
        .send()
        .await
        .unwrap_err();
    assert!(
        error
            .as_service_error()
            .unwrap()
            .is_resource_not_found_exception()
    );
}
