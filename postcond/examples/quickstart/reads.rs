//! The reads that the script makes after its writes, each in words.

use postcond::secretsmanager::sdk as secretsmanager;
use postcond::ssm::sdk as ssm;
use secretsmanager::operation::describe_secret::DescribeSecretOutput;
use ssm::types::{Parameter, ResourceTypeForTagging, Tag};

const NOT_FOUND: &str = "not found";

/// The value and version of a parameter.
pub(crate) async fn parameter(ssm: &ssm::Client, name: &str) -> Result<String, ssm::Error> {
    match ssm.get_parameter().name(name).send().await {
        Ok(read) => {
            let parameter = read.parameter();
            let value = parameter.and_then(|it| it.value()).unwrap_or_default();
            Ok(format!(
                "{value}, version {}",
                parameter.map_or(0, Parameter::version)
            ))
        }
        Err(error) => match error.as_service_error() {
            Some(error) if error.is_parameter_not_found() => Ok(NOT_FOUND.to_owned()),
            _ => Err(error.into()),
        },
    }
}

/// The tag keys of a parameter.
pub(crate) async fn parameter_tags(ssm: &ssm::Client, name: &str) -> Result<String, ssm::Error> {
    let read = ssm
        .list_tags_for_resource()
        .resource_type(ResourceTypeForTagging::Parameter)
        .resource_id(name)
        .send()
        .await;
    match read {
        Ok(read) => Ok(tags(read.tag_list().iter().map(Tag::key))),
        Err(error) => match error.as_service_error() {
            Some(error) if error.is_invalid_resource_id() => Ok(NOT_FOUND.to_owned()),
            _ => Err(error.into()),
        },
    }
}

/// Whether a secret is there, and is to stay.
pub(crate) async fn secret(
    secrets: &secretsmanager::Client,
    id: &str,
) -> Result<String, secretsmanager::Error> {
    let in_words = |secret: DescribeSecretOutput| match secret.deleted_date() {
        Some(_) => "marked for deletion".to_owned(),
        None => "there".to_owned(),
    };
    Ok(describe(secrets, id)
        .await?
        .map_or(NOT_FOUND.to_owned(), in_words))
}

/// The tag keys of a secret.
pub(crate) async fn secret_tags(
    secrets: &secretsmanager::Client,
    id: &str,
) -> Result<String, secretsmanager::Error> {
    let in_words =
        |secret: DescribeSecretOutput| tags(secret.tags().iter().filter_map(|tag| tag.key()));
    Ok(describe(secrets, id)
        .await?
        .map_or(NOT_FOUND.to_owned(), in_words))
}

async fn describe(
    secrets: &secretsmanager::Client,
    id: &str,
) -> Result<Option<DescribeSecretOutput>, secretsmanager::Error> {
    match secrets.describe_secret().secret_id(id).send().await {
        Ok(secret) => Ok(Some(secret)),
        Err(error) => match error.as_service_error() {
            Some(error) if error.is_resource_not_found_exception() => Ok(None),
            _ => Err(error.into()),
        },
    }
}

fn tags<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    let mut keys: Vec<&str> = keys.collect();
    keys.sort_unstable();
    if keys.is_empty() {
        "no tags".to_owned()
    } else {
        format!("tags {}", keys.join(", "))
    }
}
