//! What counts as a label being on a version of a parameter, and as being off it.

use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::Outcome;

use crate::acted::Acted;
use crate::stage::{MS, Stage, every};

/// This many versions of `/a`, the first of which has `labels`.
async fn put(stage: &Stage, versions: usize, labels: impl IntoIterator<Item = String>) {
    for _ in 0..versions {
        let request = stage
            .plain_ssm
            .put_parameter()
            .name("/a")
            .value("theirs")
            .r#type(ParameterType::String);
        request.overwrite(true).send().await.unwrap();
    }
    let request = stage.plain_ssm.label_parameter_version().name("/a");
    let request = request.parameter_version(1);
    let request = request.set_labels(Some(labels.into_iter().collect()));
    request.send().await.unwrap();
    stage.settle().await;
}

/// So many labels that are no matter here; a version has room for ten.
fn others(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|number| format!("other-{number}"))
}

fn seen(acted: &Acted) -> Vec<&str> {
    let polls = acted.evidence.polls().iter();
    polls.map(|poll| poll.seen.as_str()).collect()
}

/// The selectors that were read, in order.
fn read(stage: &Stage) -> Vec<String> {
    let bodies = stage.tap.bodies_of("GetParameter").into_iter();
    bodies
        .map(|body| body["Name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn a_label_that_moves_is_waited_for_until_it_resolves_to_the_new_version() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    put(&stage, 2, ["prod".to_owned()]).await;
    let request = stage.ssm.label_parameter_version().name("/a");
    let request = request.parameter_version(2).labels("prod");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = "/a:prod is version 1, not 2";
    let moved = "labels on version 2 of /a: 1";
    assert_eq!(seen(&acted), [stale, stale, stale, moved]);
}

#[tokio::test(start_paused = true)]
async fn without_a_version_the_label_is_waited_for_on_the_latest_one() {
    let stage = Stage::behind(300 * MS, every(300 * MS));
    put(&stage, 3, ["prod".to_owned()]).await;
    let request = stage.ssm.label_parameter_version().name("/a");
    let acted: Acted = request.labels("prod").send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = "/a:prod is version 1, not 3";
    assert_eq!(seen(&acted), [stale, "labels on version 3 of /a: 1"]);
}

#[tokio::test(start_paused = true)]
async fn refused_labels_take_no_part() {
    let stage = Stage::prompt();
    put(&stage, 1, others(9)).await;
    let request = stage.ssm.label_parameter_version().name("/a");
    let request = request.labels("prod").labels("refused");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.output.contains("refused"), "{}", acted.output);
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
    assert_eq!(read(&stage), ["/a:prod"]);
}

#[tokio::test(start_paused = true)]
async fn where_all_labels_are_refused_nothing_is_read() {
    let stage = Stage::lagging();
    put(&stage, 1, others(10)).await;
    let request = stage.ssm.label_parameter_version().name("/a");
    let request = request.labels("refused").labels("this-one-too");
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(seen(&acted), ["every label was refused"]);
    assert_eq!(stage.tap.operations(), ["LabelParameterVersion"]);
}

#[tokio::test(start_paused = true)]
async fn each_accepted_label_is_waited_for_and_read_once_in_a_poll() {
    let stage = Stage::prompt();
    put(&stage, 1, others(1)).await;
    let request = stage.ssm.label_parameter_version().name("/a");
    let request = request.labels("prod").labels("blue").labels("prod");
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(acted.outcomes(), [Outcome::Satisfied]);
    assert_eq!(read(&stage), ["/a:blue", "/a:prod"]);
}

#[tokio::test(start_paused = true)]
async fn labels_that_were_not_attached_take_no_part_in_taking_them_off() {
    let stage = Stage::lagging();
    put(&stage, 2, ["prod".to_owned()]).await;
    let request = stage.ssm.unlabel_parameter_version().name("/a");
    let request = request.parameter_version(2).labels("prod").labels("never");
    let acted: Acted = request.send_with_evidence().await.into();
    assert_eq!(seen(&acted), ["no label was taken off"]);
    assert_eq!(stage.tap.operations(), ["UnlabelParameterVersion"]);
}

#[tokio::test(start_paused = true)]
async fn a_label_that_was_taken_off_is_waited_for_until_it_does_not_resolve() {
    let stage = Stage::behind(300 * MS, every(200 * MS));
    put(&stage, 2, ["blue".to_owned(), "prod".to_owned()]).await;
    let request = stage.ssm.unlabel_parameter_version().name("/a");
    let request = request.parameter_version(1).labels("prod");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let stale = "/a:prod is version 1";
    assert_eq!(
        seen(&acted),
        [stale, stale, "no label that was taken off /a resolves"]
    );
}
