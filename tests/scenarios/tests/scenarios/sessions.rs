//! A session's token lives for seconds: no call waits with it unless asked, and then not for long.

use aws_sdk_ssm::error::DisplayErrorContext;
use postcond::post_condition;
use postcond::runtime::{Check, pending};
use postcond::ssm::on_request::session_is_listed;
use postcond::ssm::sdk::operation::start_session::{StartSessionInput, StartSessionOutput};
use postcond::ssm::sdk::types::SessionState;
use postcond::ssm::{Reader, builders::StartSessionFluentBuilder, sdk};
use postcond_sim::Answer;
use serde_json::json;

use crate::stage::{HOUR, LAG, MS, SECOND, Stage, every};

const ID: &str = "maria-0123456789abcdef0";
const TOKEN: &str = "t0ken";
const STREAM: &str = "wss://str3am";

/// A call that the service answers with a token.
fn start(stage: &Stage) -> StartSessionFluentBuilder {
    let started = json!({"SessionId": ID, "TokenValue": TOKEN, "StreamUrl": STREAM});
    let script = stage.sim.script("StartSession");
    script.answer(Answer::json(200, started));
    stage.ssm.start_session().target("i-0123456789abcdef0")
}

/// Is never met, and no best effort.
#[post_condition(service = "ssm", op = "StartSession", reads = ["DescribeSessions"])]
async fn must_be_listed(ssm: &Reader, _: &StartSessionInput, _: &StartSessionOutput) -> Check {
    ssm.describe_sessions()
        .state(SessionState::Active)
        .send()
        .await?;
    pending("not listed")
}

fn never_listed(stage: &Stage) {
    let none = Answer::json(200, json!({"Sessions": []}));
    stage.sim.script("DescribeSessions").always().answer(none);
}

#[tokio::test(start_paused = true)]
async fn a_started_session_is_handed_over_at_once() {
    let stage = Stage::behind(HOUR, every(50 * MS));
    let started = start(&stage).send_with_evidence().await.unwrap();
    assert_eq!(started.output.token_value(), Some(TOKEN));
    assert!(!started.evidence.is_checked());
    assert_eq!(stage.tap.operations(), ["StartSession"]);
    assert_eq!(stage.sim.now(), std::time::Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_asked_for_is_waited_for_until_it_is_listed() {
    let stage = Stage::behind(LAG, every(50 * MS));
    let request = stage.ssm.start_session().target("i-1");
    let request = request.until(session_is_listed);
    let started = request.send_with_evidence().await.unwrap();
    assert_eq!(started.evidence.waited(), LAG);
    assert_eq!(started.evidence.unconfirmed(), None);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_never_shows_keeps_its_token_back_for_five_seconds_and_is_no_error() {
    let stage = Stage::behind(HOUR, every(50 * MS));
    never_listed(&stage);
    let request = start(&stage).until(session_is_listed);
    let started = request.send_with_evidence().await.unwrap();
    assert_eq!(started.output.token_value(), Some(TOKEN));
    let evidence = started.evidence;
    assert_eq!(evidence.waited(), 5 * SECOND);
    assert_eq!(evidence.unconfirmed(), Some("session_is_listed"));
}

#[tokio::test(start_paused = true)]
async fn a_listing_that_is_never_answered_takes_no_longer() {
    let stage = Stage::behind(HOUR, every(50 * MS));
    let listing = stage.sim.script("DescribeSessions").always();
    listing.answer(Answer::never());
    let request = start(&stage).until(session_is_listed);
    let started = request.send_with_evidence().await.unwrap();
    assert!(started.evidence.waited() <= 5 * SECOND);
    assert_eq!(started.evidence.unconfirmed(), Some("session_is_listed"));
}

fn assert_silent(shown: &str) {
    assert!(!shown.contains(TOKEN), "{shown}");
    assert!(!shown.contains(STREAM), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn the_token_and_the_address_of_the_stream_are_never_said() {
    let stage = Stage::behind(HOUR, every(SECOND));
    never_listed(&stage);
    let request = start(&stage).until(session_is_listed);
    assert_silent(&format!("{request:?}"));
    let started = request.send_with_evidence().await.unwrap();
    assert_silent(&format!("{started:#?}"));
    assert_silent(&format!("{:#?}", started.evidence));

    let stage = Stage::prompt();
    let listing = stage.sim.script("DescribeSessions").always();
    listing.answer(Answer::denied());
    let request = start(&stage).until(must_be_listed);
    let error = request.send().await.unwrap_err();
    assert_silent(&format!("{error:#?}"));
    assert_silent(&error.to_string());
    assert_silent(&DisplayErrorContext(&error).to_string());
    let unconfirmed = error.as_unconfirmed().unwrap();
    assert_eq!(unconfirmed.output.token_value(), Some(TOKEN));
    assert_silent(&format!("{unconfirmed:#?}"));
    let error: sdk::Error = error.into();
    assert_silent(&format!("{error:#?}"));
    assert_silent(&DisplayErrorContext(&error).to_string());
}
