use aws_sdk_secretsmanager as secretsmanager;
use aws_sdk_secretsmanager::operation::describe_secret::DescribeSecretOutput;
use aws_sdk_ssm::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_ssm::operation::RequestId;
use aws_sdk_ssm::operation::delete_parameter::DeleteParameterError;
use aws_sdk_ssm::operation::put_parameter::{PutParameterError, PutParameterOutput};
use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};

pub(crate) async fn run(
    config: &aws_types::SdkConfig,
) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut printed = parameters(&SsmClient::new(config)).await?;
    let secrets = SecretsClient::from_conf(secretsmanager::Config::new(config));
    printed.extend(manage(&secrets).await?);
    let never: secretsmanager::Error = find(&secrets, "never").await.unwrap_err();
    printed.push(format!(
        "describing what never existed: {}",
        never.code().unwrap_or("?")
    ));
    Ok(printed)
}

async fn parameters(ssm: &SsmClient) -> Result<Vec<String>, aws_sdk_ssm::Error> {
    let mut printed = create(ssm).await?;
    change(ssm).await?;
    printed.push(look(ssm).await?);
    printed.extend(delete(ssm).await?);
    Ok(printed)
}

async fn create(ssm: &SsmClient) -> Result<Vec<String>, aws_sdk_ssm::Error> {
    let mut printed = Vec::new();
    let put = ssm
        .put_parameter()
        .name("/app/one")
        .r#type(ParameterType::String)
        .value("1");
    assert_eq!(put.get_name().as_deref(), Some("/app/one"));
    let output = put.clone().tags(tag("team", "blue")).send().await?;
    assert_eq!(output.version(), 1);
    printed.push(look(ssm).await?);

    let error = put.customize().send().await.unwrap_err();
    let is_service_error = error.as_service_error().is_some();
    let code = match error.into_service_error() {
        PutParameterError::ParameterAlreadyExists(_) => "ParameterAlreadyExists".to_owned(),
        other => other.to_string(),
    };
    printed.push(format!(
        "put again: {code}, as a service error: {is_service_error}"
    ));
    Ok(printed)
}

async fn change(ssm: &SsmClient) -> Result<(), aws_sdk_ssm::Error> {
    ssm.put_parameter()
        .name("/app/one")
        .value("2")
        .r#type(ParameterType::String)
        .overwrite(true)
        .send()
        .await?;
    let tagging = ssm
        .add_tags_to_resource()
        .resource_type(ResourceTypeForTagging::Parameter);
    tagging
        .resource_id("/app/one")
        .set_tags(Some(vec![tag("env", "")]))
        .send()
        .await?;
    let untagging = ssm
        .remove_tags_from_resource()
        .resource_type(ResourceTypeForTagging::Parameter);
    untagging
        .resource_id("/app/one")
        .tag_keys("team")
        .send()
        .await?;
    Ok(())
}

async fn delete(ssm: &SsmClient) -> Result<Vec<String>, aws_sdk_ssm::Error> {
    let mut printed = Vec::new();
    let task = tokio::spawn(put_two(ssm.clone()));
    task.await.expect("the task does not panic")?;
    let deleted = ssm
        .delete_parameters()
        .names("/app/two")
        .names("/app/three")
        .send()
        .await?;
    let (names, never) = (deleted.deleted_parameters(), deleted.invalid_parameters());
    printed.push(format!("deleted: {names:?}, never existed: {never:?}"));
    ssm.delete_parameter().name("/app/one").send().await?;
    printed.push(look(ssm).await?);

    match ssm.delete_parameter().name("/app/one").send().await {
        Err(error)
            if error
                .as_service_error()
                .is_some_and(DeleteParameterError::is_parameter_not_found) =>
        {
            let (code, message) = (error.code(), error.message());
            printed.push(format!("delete again: {code:?}, {message:?}"));
        }
        other => drop(other?),
    }
    Ok(printed)
}

async fn put_two(ssm: SsmClient) -> Result<PutParameterOutput, SdkError<PutParameterError>> {
    let output = ssm
        .put_parameter()
        .name("/app/two")
        .value("2")
        .r#type(ParameterType::String)
        .send()
        .await?;
    assert!(output.request_id().is_some());
    Ok(output)
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder()
        .key(key)
        .value(value)
        .build()
        .expect("key and value are there")
}

/// What a reader sees.
async fn look(ssm: &SsmClient) -> Result<String, aws_sdk_ssm::Error> {
    let value = match ssm.get_parameter().name("/app/one").send().await {
        Ok(output) => output.parameter.and_then(|it| it.value).unwrap_or_default(),
        Err(error) if error.code() == Some("ParameterNotFound") => "gone".to_owned(),
        Err(error) => return Err(error.into()),
    };
    let mut listed = Vec::new();
    let mut pages = ssm.describe_parameters().into_paginator().send();
    while let Some(page) = pages.next().await {
        listed.extend(
            page?
                .parameters
                .into_iter()
                .flatten()
                .filter_map(|it| it.name),
        );
    }
    let tags = ssm
        .list_tags_for_resource()
        .resource_type(ResourceTypeForTagging::Parameter);
    let tags = match tags
        .resource_id("/app/one")
        .send()
        .await
        .map_err(SdkError::into_service_error)
    {
        Ok(output) => output
            .tag_list()
            .iter()
            .map(|it| format!("{}={}", it.key, it.value))
            .collect(),
        Err(error) if error.is_invalid_resource_id() => "none".to_owned(),
        Err(error) => return Err(error.into()),
    };
    Ok(format!(
        "/app/one is {value}, listed: {}, tags: {tags}",
        listed.join(" ")
    ))
}

async fn manage(secrets: &SecretsClient) -> Result<Vec<String>, secretsmanager::Error> {
    let mut printed = Vec::new();
    let team = secretsmanager::types::Tag::builder()
        .key("team")
        .value("blue")
        .build();
    let create = secrets
        .create_secret()
        .name("app/secret")
        .secret_string("s");
    let created = create.clone().tags(team).send().await?;
    let arn = created.arn().unwrap_or_default();
    printed.push(show(secrets, arn).await?);
    let again = create.send().await.unwrap_err().into_service_error();
    printed.push(format!("create again: {}", again.code().unwrap_or("?")));
    let env = secretsmanager::types::Tag::builder()
        .key("env")
        .value("test")
        .build();
    secrets
        .tag_resource()
        .secret_id(arn)
        .tags(env)
        .send()
        .await?;
    secrets
        .untag_resource()
        .secret_id(arn)
        .tag_keys("team")
        .send()
        .await?;
    printed.push(show(secrets, arn).await?);
    printed.push(discard(secrets, arn).await?);
    Ok(printed)
}

async fn discard(secrets: &SecretsClient, arn: &str) -> Result<String, secretsmanager::Error> {
    secrets
        .delete_secret()
        .secret_id(arn)
        .recovery_window_in_days(7)
        .send()
        .await?;
    let described = secrets.describe_secret().secret_id(arn).send().await;
    let marked = described.is_ok_and(|it| it.deleted_date().is_some());
    secrets
        .delete_secret()
        .secret_id(arn)
        .force_delete_without_recovery(true)
        .send()
        .await?;
    let gone = find(secrets, arn).await.is_err();
    Ok(format!("deleted: {marked}, then gone: {gone}"))
}

async fn show(secrets: &SecretsClient, arn: &str) -> Result<String, secretsmanager::Error> {
    let described = secrets.describe_secret().secret_id(arn).send().await;
    let described = described.ok();
    let labels = described
        .iter()
        .flat_map(|it| it.version_ids_to_stages.iter().flatten());
    let labels: Vec<&str> = labels
        .flat_map(|(_, labels)| labels)
        .map(String::as_str)
        .collect();
    let tags = described.iter().flat_map(DescribeSecretOutput::tags);
    let tags: Vec<_> = tags
        .map(|it| {
            [it.key(), it.value()]
                .map(Option::unwrap_or_default)
                .join("=")
        })
        .collect();
    let mut names = Vec::new();
    let mut pages = secrets.list_secrets().into_paginator().send();
    while let Some(page) = pages.next().await {
        names.extend(
            page?
                .secret_list
                .into_iter()
                .flatten()
                .filter_map(|it| it.name),
        );
    }
    Ok(format!(
        "secret: {}, tags: {}, listed: {}",
        labels.join(" "),
        tags.join(" "),
        names.join(" ")
    ))
}

/// Fails as the service does, if the secret is not found.
async fn find(secrets: &SecretsClient, id: &str) -> Result<(), secretsmanager::Error> {
    secrets.describe_secret().secret_id(id).send().await?;
    Ok(())
}
