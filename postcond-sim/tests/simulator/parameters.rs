//! What Parameter Store does, staleness aside.

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::ResourceTypeForTagging;

use crate::{code, lagging, prompt, put, value};

#[tokio::test(start_paused = true)]
async fn a_version_is_selected_by_number() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    put(&ssm, "/a", "two").await;
    assert_eq!(value(&ssm, "/a:1").await, Ok("one".to_owned()));
    assert_eq!(value(&ssm, "/a:2").await, Ok("two".to_owned()));
    assert_eq!(
        value(&ssm, "/a:3").await,
        Err("ParameterVersionNotFound".to_owned())
    );
    assert_eq!(
        value(&ssm, "/b:1").await,
        Err("ParameterNotFound".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn a_selected_version_is_described_in_full() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    put(&ssm, "/a", "two").await;
    let output = ssm.get_parameter().name("/a:1").send().await.unwrap();
    let parameter = output.parameter().unwrap();
    assert_eq!(parameter.name(), Some("/a"));
    assert_eq!(parameter.selector(), Some(":1"));
    assert_eq!(parameter.version(), 1);
    assert_eq!(
        parameter.last_modified_date().unwrap().secs(),
        1_704_067_200
    );
    assert!(parameter.arn().unwrap().ends_with(":parameter/a"));
}

async fn label(ssm: &Client, version: Option<i64>, label: &str) -> i64 {
    let request = ssm.label_parameter_version().name("/a").labels(label);
    let output = request.set_parameter_version(version).send().await.unwrap();
    output.parameter_version()
}

#[tokio::test(start_paused = true)]
async fn a_version_is_selected_by_label() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    put(&ssm, "/a", "two").await;
    assert_eq!(label(&ssm, Some(1), "live").await, 1);
    assert_eq!(value(&ssm, "/a:live").await, Ok("one".to_owned()));
    assert_eq!(
        value(&ssm, "/a:dead").await,
        Err("ParameterVersionNotFound".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn a_label_given_to_another_version_moves() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    put(&ssm, "/a", "two").await;
    label(&ssm, Some(1), "live").await;
    assert_eq!(label(&ssm, None, "live").await, 2, "the latest");
    assert_eq!(value(&ssm, "/a:live").await, Ok("two".to_owned()));
    let history = ssm.get_parameter_history().name("/a").send().await.unwrap();
    let labels: Vec<&[String]> = history
        .parameters()
        .iter()
        .map(aws_sdk_ssm::types::ParameterHistory::labels)
        .collect();
    assert_eq!(labels, [&[][..], &["live".to_owned()]]);
}

#[tokio::test(start_paused = true)]
async fn a_label_stays_where_it_is_when_labelling_fails() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    label(&ssm, Some(1), "live").await;
    let request = ssm.label_parameter_version().name("/a").labels("live");
    let error = request.parameter_version(9).send().await.unwrap_err();
    assert_eq!(code(&error), "ParameterVersionNotFound");
    assert_eq!(value(&ssm, "/a:live").await, Ok("one".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn removed_labels_are_named_and_gone() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    label(&ssm, Some(1), "live").await;
    let request = ssm
        .unlabel_parameter_version()
        .name("/a")
        .parameter_version(1);
    let output = request.labels("live").labels("dead").send().await.unwrap();
    assert_eq!(output.removed_labels(), ["live"]);
    assert_eq!(output.invalid_labels(), ["dead"]);
    assert_eq!(
        value(&ssm, "/a:live").await,
        Err("ParameterVersionNotFound".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn several_parameters_are_read_by_name_and_by_selector() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    put(&ssm, "/a", "two").await;
    put(&ssm, "/b", "three").await;
    let request = ssm
        .get_parameters()
        .names("/a:1")
        .names("/b")
        .names("/b:9")
        .names("/c");
    let output = request.send().await.unwrap();
    let mut values: Vec<_> = output
        .parameters()
        .iter()
        .filter_map(|parameter| parameter.value())
        .collect();
    values.sort_unstable();
    assert_eq!(values, ["one", "three"]);
    let mut invalid = output.invalid_parameters().to_vec();
    invalid.sort_unstable();
    assert_eq!(invalid, ["/b:9", "/c"]);
}

#[tokio::test(start_paused = true)]
async fn the_tags_of_a_parameter_not_visible_yet_cannot_be_read() {
    let ssm = Client::new(&lagging().sdk_config());
    put(&ssm, "/a", "one").await;
    let request = ssm.list_tags_for_resource().resource_id("/a");
    let request = request.resource_type(ResourceTypeForTagging::Parameter);
    assert_eq!(
        code(&request.send().await.unwrap_err()),
        "InvalidResourceId"
    );
}

#[tokio::test(start_paused = true)]
async fn a_parameter_that_does_not_exist_cannot_be_untagged() {
    let ssm = Client::new(&prompt().sdk_config());
    let request = ssm
        .remove_tags_from_resource()
        .resource_id("/a")
        .tag_keys("team");
    let request = request.resource_type(ResourceTypeForTagging::Parameter);
    assert_eq!(
        code(&request.send().await.unwrap_err()),
        "InvalidResourceId"
    );
}

#[tokio::test(start_paused = true)]
async fn a_parameter_made_anew_has_a_fresh_history() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a", "one").await;
    put(&ssm, "/a", "two").await;
    ssm.delete_parameter().name("/a").send().await.unwrap();
    assert_eq!(put(&ssm, "/a", "three").await, 1);
    let history = ssm.get_parameter_history().name("/a").send().await.unwrap();
    let values: Vec<_> = history
        .parameters()
        .iter()
        .filter_map(|version| version.value())
        .collect();
    assert_eq!(values, ["three"]);
}

#[tokio::test(start_paused = true)]
async fn an_unknown_parameter_is_the_error_of_the_model() {
    let ssm = Client::new(&prompt().sdk_config());
    let error = ssm.get_parameter().name("/a").send().await.unwrap_err();
    assert!(error.as_service_error().unwrap().is_parameter_not_found());
}
