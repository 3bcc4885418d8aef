//! What Parameter Store does, staleness aside.

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{ParameterStringFilter, ParameterType, ResourceTypeForTagging, Tag};

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
async fn a_parameter_is_read_by_its_arn() {
    let ssm = Client::new(&prompt().sdk_config());
    for name in ["/a/b", "c"] {
        put(&ssm, name, "one").await;
        put(&ssm, name, "two").await;
        let output = ssm.get_parameter().name(name).send().await.unwrap();
        let arn = output.parameter().unwrap().arn().unwrap().to_owned();
        assert_eq!(value(&ssm, &arn).await, Ok("two".to_owned()));
        let request = ssm.get_parameters().names(format!("{arn}:1"));
        let output = request.send().await.unwrap();
        let [parameter] = output.parameters() else {
            panic!("{output:?}");
        };
        assert_eq!(parameter.name(), Some(name));
        assert_eq!(parameter.value(), Some("one"));
        assert_eq!(parameter.selector(), Some(":1"));
    }
    let elsewhere = "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b";
    assert_eq!(
        value(&ssm, elsewhere).await,
        Err("ParameterNotFound".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn ten_parameters_are_read_at_once_and_no_more() {
    let ssm = Client::new(&prompt().sdk_config());
    let names = |count| Some((0..count).map(|number| format!("/{number}")).collect());
    for name in names(10).into_iter().flat_map(|it: Vec<String>| it) {
        put(&ssm, &name, "1").await;
    }
    let request = ssm.get_parameters().set_names(names(10));
    let output = request.send().await.unwrap();
    assert_eq!(output.parameters().len(), 10);
    assert_eq!(output.invalid_parameters(), [""; 0]);
    let request = ssm.get_parameters().set_names(names(11));
    let error = request.send().await.unwrap_err();
    assert_eq!(code(&error), "ValidationException");
}

fn filter(key: &str, option: Option<&str>, values: &[&str]) -> ParameterStringFilter {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    let filter = ParameterStringFilter::builder().key(key);
    let filter = filter
        .set_option(option.map(str::to_owned))
        .set_values(Some(values));
    filter.build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn parameters_are_described_by_what_they_are() {
    let ssm = Client::new(&prompt().sdk_config());
    for name in ["/b/1", "/a/1", "/a/2"] {
        put(&ssm, name, "1").await;
    }
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let request = ssm
        .put_parameter()
        .name("/c")
        .value("1")
        .r#type(ParameterType::String)
        .tags(tag);
    request.send().await.unwrap();
    type Names = &'static [&'static str];
    let rows: [(&str, Option<&str>, Names, Names); 8] = [
        ("Name", None, &["/b/1", "/a/1", "/x"], &["/a/1", "/b/1"]),
        ("Name", Some("Equals"), &["/a/2"], &["/a/2"]),
        ("Name", Some("BeginsWith"), &["/a"], &["/a/1", "/a/2"]),
        ("Name", Some("Contains"), &["1"], &["/a/1", "/b/1"]),
        ("Type", None, &["SecureString"], &[]),
        ("DataType", None, &["text"], &["/a/1", "/a/2", "/b/1", "/c"]),
        ("tag:team", None, &["blue", "red"], &["/c"]),
        ("tag:team", None, &["red"], &[]),
    ];
    for (key, option, values, expected) in rows {
        let request = ssm.describe_parameters();
        let request = request.parameter_filters(filter(key, option, values));
        let output = request.send().await.unwrap();
        let found = output.parameters().iter();
        let found: Vec<&str> = found.filter_map(|found| found.name()).collect();
        assert_eq!(found, expected, "{key} {option:?} {values:?}");
        assert_eq!(output.next_token(), None);
    }
}

#[tokio::test(start_paused = true)]
async fn fifty_parameters_are_described_by_name_at_once() {
    let ssm = Client::new(&prompt().sdk_config());
    let names: Vec<String> = (0..51).map(|number| format!("/{number:02}")).collect();
    for name in &names {
        put(&ssm, name, "1").await;
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let by_name = |names| {
        ssm.describe_parameters()
            .parameter_filters(filter("Name", None, names))
    };
    let output = by_name(&names[..50]).send().await.unwrap();
    assert_eq!(output.parameters().len(), 50);
    assert_eq!(output.next_token(), None);
    let arn = output.parameters()[0].arn();
    assert!(arn.unwrap().ends_with(":parameter/00"), "{arn:?}");
    let error = by_name(&names).send().await.unwrap_err();
    assert_eq!(code(&error), "ValidationException");
}

#[tokio::test(start_paused = true)]
async fn descriptions_come_in_pages() {
    let ssm = Client::new(&prompt().sdk_config());
    let names: Vec<String> = (0..51).map(|number| format!("/{number:02}")).collect();
    for name in &names {
        put(&ssm, name, "1").await;
    }
    for (asked, pages) in [(None, 2), (Some(20), 3), (Some(17), 3)] {
        let request = ssm.describe_parameters().set_max_results(asked);
        let mut answers = request.into_paginator().send();
        let (mut found, mut seen) = (Vec::new(), 0);
        while let Some(page) = answers.next().await {
            let page = page.unwrap();
            found.extend(
                page.parameters()
                    .iter()
                    .filter_map(|it| it.name().map(str::to_owned)),
            );
            seen += 1;
        }
        assert_eq!(found, names);
        assert_eq!(seen, pages, "{asked:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn descriptions_that_cannot_be_given_are_refused() {
    let ssm = Client::new(&prompt().sdk_config());
    let rows = [
        (filter("Label", None, &["a"]), "InvalidFilterKey"),
        (
            filter("Name", Some("EndsWith"), &["a"]),
            "InvalidFilterOption",
        ),
    ];
    for (filter, expected) in rows {
        let request = ssm.describe_parameters().parameter_filters(filter);
        assert_eq!(code(&request.send().await.unwrap_err()), expected);
    }
    for size in [0, 51] {
        let request = ssm.describe_parameters().max_results(size);
        let error = request.send().await.unwrap_err();
        assert_eq!(code(&error), "ValidationException", "{size}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_path_shows_what_was_written_by_name() {
    let ssm = Client::new(&prompt().sdk_config());
    put(&ssm, "/a/1", "one").await;
    put(&ssm, "/a/2", "two").await;
    ssm.delete_parameter().name("/a/1").send().await.unwrap();
    let request = ssm.get_parameters_by_path().path("/a");
    let output = request.send().await.unwrap();
    let found = output.parameters().iter();
    let found: Vec<_> = found.filter_map(|found| found.value()).collect();
    assert_eq!(found, ["two"]);
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
async fn a_parameter_is_not_created_without_a_type() {
    let ssm = Client::new(&prompt().sdk_config());
    let untyped = || ssm.put_parameter().name("/a").value("one").overwrite(true);
    let error = untyped().send().await.unwrap_err();
    assert_eq!(code(&error), "ValidationException");
    let missing = Err("ParameterNotFound".to_owned());
    assert_eq!(value(&ssm, "/a").await, missing);
    put(&ssm, "/a", "one").await;
    assert_eq!(untyped().send().await.unwrap().version(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_unknown_parameter_is_the_error_of_the_model() {
    let ssm = Client::new(&prompt().sdk_config());
    let error = ssm.get_parameter().name("/a").send().await.unwrap_err();
    assert!(error.as_service_error().unwrap().is_parameter_not_found());
}
