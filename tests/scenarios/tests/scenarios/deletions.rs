//! What counts as a parameter being gone.

use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::{Cause, Outcome};
use postcond_sim::Answer;
use serde_json::json;

use crate::acted::Acted;
use crate::stage::{MS, SECOND, Stage, every, impatient};

async fn put(stage: &Stage, names: &[&str]) {
    for name in names {
        let request = stage
            .plain_ssm
            .put_parameter()
            .name(*name)
            .value("theirs")
            .r#type(ParameterType::String);
        request.send().await.unwrap();
    }
}

/// `/a`, there to be deleted; all shows 10 s after it was done, and is read every 30 s.
async fn slow() -> Stage {
    let stage = Stage::behind(10 * SECOND, every(30 * SECOND));
    put(&stage, &["/a"]).await;
    stage.settle().await;
    stage
}

async fn made_anew_by_somebody(stage: &Stage) {
    tokio::time::sleep(5 * SECOND).await;
    put(stage, &["/a"]).await;
}

#[tokio::test(start_paused = true)]
async fn a_parameter_that_somebody_has_made_anew_since_was_deleted() {
    let stage = slow().await;
    let delete = stage.ssm.delete_parameter().name("/a").send_with_evidence();
    let (acted, ()) = tokio::join!(delete, made_anew_by_somebody(&stage));
    let acted = Acted::from(acted);
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Superseded]);
}

#[tokio::test(start_paused = true)]
async fn one_of_several_that_somebody_has_made_anew_since_was_deleted() {
    let stage = slow().await;
    put(&stage, &["/b"]).await;
    stage.settle().await;
    let delete = stage.ssm.delete_parameters().names("/a").names("/b");
    let (acted, ()) = tokio::join!(delete.send_with_evidence(), made_anew_by_somebody(&stage));
    let acted = Acted::from(acted);
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    assert_eq!(acted.outcomes(), [Outcome::Pending, Outcome::Superseded]);
}

#[tokio::test(start_paused = true)]
async fn a_later_version_from_before_the_deletion_is_a_stale_copy() {
    let stage = slow().await;
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("theirs")
        .r#type(ParameterType::String);
    request.overwrite(true).send().await.unwrap();
    tokio::time::advance(9 * SECOND).await;
    let request = stage.ssm.delete_parameter().name("/a");
    let request = request.confirm_with(impatient());
    let acted: Acted = request.send_with_evidence().await.into();
    let Some(Cause::Deadline { last_seen, .. }) = acted.cause else {
        panic!("{:?}", acted.cause);
    };
    assert_eq!(last_seen, "version 2 of /a (GetParameter: HTTP 200)");
}

#[tokio::test(start_paused = true)]
async fn only_what_the_service_deleted_is_read() {
    let stage = Stage::prompt();
    put(&stage, &["/a", "/b"]).await;
    let request = stage.ssm.delete_parameters().names("/never");
    let request = request.names("/b").names("/a").names("/b");
    let confirmed = request.send_with_evidence().await.unwrap();
    assert_eq!(confirmed.output.invalid_parameters(), ["/never", "/b"]);
    assert_eq!(confirmed.evidence.polls_made(), 1);
    let names = &stage.tap.bodies_of("GetParameters")[0]["Names"];
    assert_eq!(*names, json!(["/a", "/b"]));
}

#[tokio::test(start_paused = true)]
async fn a_name_that_the_service_says_twice_is_read_once() {
    let stage = Stage::prompt();
    let deleted = json!({ "DeletedParameters": ["/a", "/a"], "InvalidParameters": [] });
    stage
        .sim
        .script("DeleteParameters")
        .answer(Answer::json(200, deleted));
    let request = stage.ssm.delete_parameters().names("/a").names("/a");
    request.send().await.unwrap();
    let names = &stage.tap.bodies_of("GetParameters")[0]["Names"];
    assert_eq!(*names, json!(["/a"]));
}

#[tokio::test(start_paused = true)]
async fn where_nothing_was_deleted_nothing_is_read() {
    let stage = Stage::prompt();
    let request = stage.ssm.delete_parameters().names("/never");
    let confirmed = request.send_with_evidence().await.unwrap();
    assert_eq!(confirmed.output.invalid_parameters(), ["/never"]);
    assert_eq!(stage.tap.operations(), ["DeleteParameters"]);
}

#[tokio::test(start_paused = true)]
async fn one_name_still_readable_keeps_them_all_waiting() {
    let stage = Stage::behind(300 * MS, every(100 * MS));
    put(&stage, &["/a"]).await;
    stage.settle().await;
    put(&stage, &["/b"]).await;
    let request = stage.ssm.delete_parameters().names("/a").names("/b");
    let acted: Acted = request.send_with_evidence().await.into();
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let polls = acted.evidence.polls();
    assert_eq!(polls[0].seen, "still readable: /a");
    assert_eq!(polls[3].seen, "not found: /a, /b");
}
