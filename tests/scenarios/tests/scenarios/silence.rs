//! What is never said: values, and the values of tags.

use std::fmt::Debug;

use aws_smithy_types::Blob;
use postcond::{secretsmanager, ssm};

use crate::stage::{HOUR, Stage, impatient};

const VALUE: &str = "s3ntinel";

/// Panics if `shown` holds the value.
fn assert_silent(shown: &str) {
    assert!(!shown.contains(VALUE), "{shown}");
    let bytes = format!("{:?}", VALUE.as_bytes());
    assert!(!shown.contains(&bytes), "{shown}");
}

fn assert_silent_in_debug(shown: &impl Debug) {
    assert_silent(&format!("{shown:?}"));
    assert_silent(&format!("{shown:#?}"));
}

/// Says nothing when customized, nor when confirmed, nor when not.
macro_rules! assert_says_nothing {
    ($confirmed:expr, $unconfirmed:expr) => {{
        let request = $confirmed;
        assert_silent_in_debug(&request.clone().customize());
        assert_silent_in_debug(&request.send_with_evidence().await.unwrap());
        let error = $unconfirmed.send().await.unwrap_err();
        assert!(error.as_unconfirmed().is_some(), "{error:?}");
        assert_silent_in_debug(&error);
        assert_silent(&error.to_string());
        assert_silent(&aws_sdk_ssm::error::DisplayErrorContext(&error).to_string());
    }};
}

fn parameter_tag() -> ssm::sdk::types::Tag {
    let tag = ssm::sdk::types::Tag::builder().key("team").value(VALUE);
    tag.build().unwrap()
}

fn secret_tag() -> secretsmanager::sdk::types::Tag {
    let tag = secretsmanager::sdk::types::Tag::builder();
    tag.key("team").value(VALUE).build()
}

/// A stage on which changes show, and one on which they do not, with the same things on both.
async fn stages() -> [Stage; 2] {
    let stages = [Stage::lagging(), Stage::behind(HOUR, impatient())];
    for stage in &stages {
        for name in ["/a", "/b"] {
            let request = stage.plain_ssm.put_parameter().name(name).value(VALUE);
            request.tags(parameter_tag()).send().await.unwrap();
        }
        let request = stage.plain_secrets.create_secret().name("a");
        request.secret_string(VALUE).send().await.unwrap();
        stage.settle().await;
    }
    stages
}

#[tokio::test(start_paused = true)]
async fn of_parameters() {
    let [shows, hides] = stages().await;
    let create = |stage: &Stage| {
        let request = stage.ssm.put_parameter().name("/new").value(VALUE);
        request.tags(parameter_tag())
    };
    assert_says_nothing!(create(&shows), create(&hides));
    let put = |stage: &Stage| {
        let request = stage.ssm.put_parameter().name("/a").value(VALUE);
        request.overwrite(true)
    };
    assert_says_nothing!(put(&shows), put(&hides));
    let delete = |stage: &Stage| stage.ssm.delete_parameter().name("/a");
    assert_says_nothing!(delete(&shows), delete(&hides));
    let delete = |stage: &Stage| stage.ssm.delete_parameters().names("/b");
    assert_says_nothing!(delete(&shows), delete(&hides));
}

#[tokio::test(start_paused = true)]
async fn of_the_tags_of_parameters() {
    let [shows, hides] = stages().await;
    let of_type = ssm::sdk::types::ResourceTypeForTagging::Parameter;
    let add = |stage: &Stage| {
        let request = stage.ssm.add_tags_to_resource().resource_id("/a");
        let tag = ssm::sdk::types::Tag::builder().key("new").value(VALUE);
        request
            .resource_type(of_type.clone())
            .tags(tag.build().unwrap())
    };
    assert_says_nothing!(add(&shows), add(&hides));
    let remove = |stage: &Stage| {
        let request = stage.ssm.remove_tags_from_resource().resource_id("/a");
        request.resource_type(of_type.clone()).tag_keys("team")
    };
    assert_says_nothing!(remove(&shows), remove(&hides));
}

#[tokio::test(start_paused = true)]
async fn of_secrets() {
    let [shows, hides] = stages().await;
    let create = |stage: &Stage| {
        let request = stage.secrets.create_secret().name("new");
        request.secret_string(VALUE).tags(secret_tag())
    };
    assert_says_nothing!(create(&shows), create(&hides));
    let create = |stage: &Stage| {
        let request = stage.secrets.create_secret().name("binary");
        request.secret_binary(Blob::new(VALUE))
    };
    assert_says_nothing!(create(&shows), create(&hides));
    let tag = |stage: &Stage| {
        let request = stage.secrets.tag_resource().secret_id("a");
        request.tags(secret_tag())
    };
    assert_says_nothing!(tag(&shows), tag(&hides));
    shows.settle().await;
    hides.settle().await;
    let untag = |stage: &Stage| {
        let request = stage.secrets.untag_resource().secret_id("a");
        request.tag_keys("team")
    };
    assert_says_nothing!(untag(&shows), untag(&hides));
    let delete = |stage: &Stage| stage.secrets.delete_secret().secret_id("a");
    assert_says_nothing!(delete(&shows), delete(&hides));
}

#[tokio::test(start_paused = true)]
async fn of_a_mutation_that_fails() {
    let [stage, _] = stages().await;
    let request = stage.ssm.put_parameter().name("/a").value(VALUE);
    let error = request.tags(parameter_tag()).send().await.unwrap_err();
    assert!(error.as_service_error().is_some(), "{error:?}");
    assert_silent_in_debug(&error);
    let request = stage.secrets.create_secret().name("a");
    let error = request.secret_string(VALUE).send().await.unwrap_err();
    assert!(error.as_service_error().is_some(), "{error:?}");
    assert_silent_in_debug(&error);
}

#[tokio::test(start_paused = true)]
async fn of_builders() {
    let stage = Stage::lagging();
    assert_silent_in_debug(&stage.ssm.put_parameter().value(VALUE));
    let secret = stage.secrets.create_secret().secret_string(VALUE);
    assert_silent_in_debug(&secret.secret_binary(Blob::new(VALUE)));
}

#[tokio::test(start_paused = true)]
async fn of_builders_with_tags() {
    let stage = Stage::lagging();
    assert_silent_in_debug(&stage.ssm.put_parameter().tags(parameter_tag()));
    assert_silent_in_debug(&stage.ssm.add_tags_to_resource().tags(parameter_tag()));
    assert_silent_in_debug(&stage.secrets.create_secret().tags(secret_tag()));
    assert_silent_in_debug(&stage.secrets.tag_resource().tags(secret_tag()));
}

#[tokio::test(start_paused = true)]
async fn of_clients() {
    let stage = Stage::lagging();
    assert_silent_in_debug(&stage.ssm);
    assert_silent_in_debug(&stage.secrets);
    let builder = ssm::ConsistentSsmClient::builder(stage.plain_ssm.clone());
    assert!(format!("{builder:?}").starts_with("ConsistentSsmClientBuilder"));
}
