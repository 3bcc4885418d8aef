//! A program as one writes it against the SDK. It names its clients `Ssm` and `Secrets`: whoever
//! declares this module decides which clients these are.
//!
//! Each part returns what a user of it sees, less what differs from run to run.

use postcond::secretsmanager::sdk as secretsmanager;
use postcond::ssm::sdk as ssm;

use secretsmanager::operation::delete_secret::DeleteSecretError;
use ssm::error::ProvideErrorMetadata;
use ssm::operation::put_parameter::PutParameterError;
use ssm::types::{ParameterType, ResourceTypeForTagging};

use super::{Secrets, Ssm};

type Seen = Vec<String>;

/// Makes two parameters, changes and tags one, and removes both.
pub(crate) async fn parameters(ssm: &Ssm) -> Result<Seen, ssm::Error> {
    let mut seen = Seen::new();
    let (url, user) = ("/app/db/url", "/app/db/user");
    let tag = ssm::types::Tag::builder()
        .key("env")
        .value("test")
        .build()?;
    let put = ssm
        .put_parameter()
        .name(url)
        .value("v1")
        .r#type(ParameterType::String)
        .tags(tag);
    let put = put.r#type(ParameterType::String).send().await?;
    seen.push(format!("url has version {}", put.version()));
    seen.push(tags_of_parameter(ssm, url).await?);

    let put = ssm
        .put_parameter()
        .name(url)
        .value("v2")
        .r#type(ParameterType::String)
        .overwrite(true);
    seen.push(format!("then version {}", put.send().await?.version()));
    let read = ssm.get_parameter().name(url).send().await?;
    seen.push(format!("{:?}", read.parameter().and_then(|it| it.value())));

    let put = ssm
        .put_parameter()
        .name(user)
        .value("app")
        .r#type(ParameterType::String);
    put.r#type(ParameterType::String).send().await?;
    let names = ssm.delete_parameters().names(url).names("/app/none");
    let deleted = names.send().await?;
    seen.push(format!("deleted {:?}", deleted.deleted_parameters()));
    seen.push(format!("unknown {:?}", deleted.invalid_parameters()));

    ssm.delete_parameter().name(user).send().await?;
    let left = ssm.get_parameters_by_path().path("/app").recursive(true);
    let page = left.into_paginator().send().try_next().await?;
    let any = page.is_some_and(|page| !page.parameters().is_empty());
    seen.push(format!("any left: {any}"));
    Ok(seen)
}

/// Adds tags to a parameter, changes one of them, and removes one.
pub(crate) async fn tags_of_parameters(ssm: &Ssm) -> Result<Seen, ssm::Error> {
    let mut seen = Seen::new();
    let name = "/app/tagged";
    let put = ssm
        .put_parameter()
        .name(name)
        .value("v1")
        .r#type(ParameterType::String);
    put.r#type(ParameterType::String).send().await?;
    for (key, value) in [("env", "test"), ("env", "live"), ("team", "")] {
        let tag = ssm::types::Tag::builder().key(key).value(value).build()?;
        let add = ssm.add_tags_to_resource().tags(tag);
        let add = add.resource_type(ResourceTypeForTagging::Parameter);
        add.resource_id(name).send().await?;
    }
    seen.push(tags_of_parameter(ssm, name).await?);

    let remove = ssm.remove_tags_from_resource().tag_keys("env");
    let remove = remove.resource_type(ResourceTypeForTagging::Parameter);
    remove.resource_id(name).send().await?;
    seen.push(tags_of_parameter(ssm, name).await?);
    Ok(seen)
}

async fn tags_of_parameter(ssm: &Ssm, name: &str) -> Result<String, ssm::Error> {
    let list = ssm.list_tags_for_resource().resource_id(name);
    let list = list.resource_type(ResourceTypeForTagging::Parameter);
    let listed = list.send().await?;
    let tags = listed.tag_list().iter();
    let mut tags: Vec<_> = tags.map(|tag| (tag.key(), tag.value())).collect();
    tags.sort_unstable();
    Ok(format!("tags {tags:?}"))
}

/// Makes a secret, changes its tags, and deletes it with the default recovery window.
pub(crate) async fn a_secret(secrets: &Secrets) -> Result<Seen, secretsmanager::Error> {
    let mut seen = Seen::new();
    let create = secrets.create_secret().name("app/db").secret_string("v1");
    let created = create.tags(tag_of_secret("env", "test")).send().await?;
    let value = secrets.get_secret_value().secret_id("app/db").send();
    let value = value.await?;
    let which = match value.version_id() == created.version_id() {
        true => "the first version",
        false => "another version",
    };
    seen.push(format!("{which} has the value {:?}", value.secret_string()));

    let tag = secrets.tag_resource().secret_id("app/db");
    let tag = tag.tags(tag_of_secret("team", "core"));
    tag.send().await?;
    seen.push(description(secrets, "app/db").await?);
    let untag = secrets.untag_resource().secret_id("app/db");
    untag.tag_keys("env").send().await?;
    seen.push(description(secrets, "app/db").await?);

    secrets.delete_secret().secret_id("app/db").send().await?;
    seen.push(description(secrets, "app/db").await?);
    Ok(seen)
}

/// Deletes one secret with a window of seven days and one at once, which makes room for another.
pub(crate) async fn deletions(secrets: &Secrets) -> Result<Seen, secretsmanager::Error> {
    let mut seen = Seen::new();
    for name in ["app/later", "app/now"] {
        let create = secrets.create_secret().name(name);
        create.secret_string("v1").send().await?;
    }
    let later = secrets.delete_secret().secret_id("app/later");
    later.recovery_window_in_days(7).send().await?;
    seen.push(description(secrets, "app/later").await?);

    let now = secrets.delete_secret().secret_id("app/now");
    now.force_delete_without_recovery(true).send().await?;
    let gone = matches!(
        description(secrets, "app/now").await,
        Err(secretsmanager::Error::ResourceNotFoundException(_))
    );
    seen.push(format!("no longer found: {gone}"));

    // Without a value, and so without a version.
    let again = secrets.create_secret().name("app/now").send().await?;
    seen.push(format!("made anew, version {:?}", again.version_id()));
    Ok(seen)
}

fn tag_of_secret(key: &str, value: &str) -> secretsmanager::types::Tag {
    let tag = secretsmanager::types::Tag::builder();
    tag.key(key).value(value).build()
}

async fn description(secrets: &Secrets, id: &str) -> Result<String, secretsmanager::Error> {
    let described = secrets.describe_secret().secret_id(id).send().await?;
    let tags = described.tags().iter();
    let tags = tags.map(|tag| (tag.key().unwrap_or(""), tag.value().unwrap_or("")));
    let mut tags: Vec<_> = tags.map(|(key, value)| format!("{key}: {value}")).collect();
    tags.sort_unstable();
    let deleted = described.deleted_date().is_some();
    Ok(format!("tags {tags:?}, deleted: {deleted}"))
}

/// Asks for what a service refuses, and tells the refusals apart in the SDK's several ways.
pub(crate) async fn refusals(ssm: &Ssm, secrets: &Secrets) -> Result<Seen, ssm::Error> {
    let mut seen = Seen::new();
    let put = ssm
        .put_parameter()
        .name("/app/once")
        .value("v1")
        .r#type(ParameterType::String);
    let put = put.r#type(ParameterType::String);
    put.clone().send().await?;
    if let Err(error) = put.send().await {
        let name = match error.as_service_error() {
            Some(PutParameterError::ParameterAlreadyExists(_)) => "ParameterAlreadyExists",
            _ => "another error",
        };
        seen.push(format!("a second time: {name}"));
    }

    if let Err(error) = ssm.delete_parameter().name("/app/none").send().await {
        let code = error.code().unwrap_or("none").to_owned();
        let not_found = error.into_service_error().is_parameter_not_found();
        seen.push(format!("code {code}, not found: {not_found}"));
    }

    let delete = secrets.delete_secret().secret_id("app/none").send();
    if let Err(error) = delete.await {
        let shown = error.to_string();
        let why = match error.into_service_error() {
            DeleteSecretError::ResourceNotFoundException(_) => "no such secret",
            _ => "another error",
        };
        seen.push(format!("{shown}: {why}"));
    }
    Ok(seen)
}

/// Stops at the first refusal, with the service's own error.
pub(crate) async fn a_refusal_passed_on(ssm: &Ssm) -> Result<(), ssm::Error> {
    let tag = ssm::types::Tag::builder()
        .key("env")
        .value("test")
        .build()?;
    let add = ssm.add_tags_to_resource().tags(tag);
    let add = add.resource_type(ResourceTypeForTagging::Parameter);
    add.resource_id("/app/none").send().await?;
    Ok(())
}
