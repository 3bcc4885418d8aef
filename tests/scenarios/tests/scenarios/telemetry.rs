//! What logs and metrics are told of a write, under which names.

mod measures;
pub(crate) mod recording;

use std::time::Duration;

use aws_sdk_ssm::types::ParameterType;
use postcond::post_condition;
use postcond::runtime::{Cause, Check, PostCondition, failed, pending, superseded, unverifiable};
use postcond::ssm::builders::PutParameterFluentBuilder;
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::{ConsistentSsmClient, Reader, op};
use postcond::{DeniedRead, Policy};
use postcond_sim::Answer;
use recording::{Fields, Recording};
use tracing::Level;

use crate::acted::Acted;
use crate::stage::{HOUR, LAG, MS, Stage, every, impatient};

/// Somebody has made a change since.
#[post_condition(service = "ssm", op = "PutParameter")]
async fn is_old_news(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    superseded("somebody was here")
}

/// Cannot be known.
#[post_condition(service = "ssm", op = "PutParameter")]
async fn is_anybodys_guess(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    unverifiable("nobody can tell")
}

/// Is not to be.
#[post_condition(service = "ssm", op = "PutParameter")]
async fn is_in_vain(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    failed("all in vain")
}

/// Would be good to know.
#[post_condition(service = "ssm", op = "PutParameter", best_effort = true)]
async fn is_a_bonus(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    pending("no bonus")
}

fn fields<const N: usize>(fields: [(&'static str, &str); N]) -> Fields {
    fields.map(|(name, value)| (name, value.to_owned())).into()
}

fn put(ssm: &ConsistentSsmClient) -> PutParameterFluentBuilder {
    ssm.put_parameter()
        .name("/a")
        .value("s3cret")
        .r#type(ParameterType::String)
}

/// The same, with this check alone.
fn put_until<P>(ssm: &ConsistentSsmClient, check: P) -> PutParameterFluentBuilder
where
    P: PostCondition<Operation = op::PutParameter>,
{
    let request = put(ssm).unconfirmed().until(check);
    request.confirm_with(impatient())
}

/// One outcome of a write, and how it comes about.
struct Case {
    outcome: &'static str,
    stage: Stage,
    request: fn(&ConsistentSsmClient) -> PutParameterFluentBuilder,
    /// How many polls come to what.
    polls: &'static [(&'static str, u64)],
}

impl Case {
    async fn acted(&self) -> Acted {
        let request = (self.request)(&self.stage.ssm);
        request.send_with_evidence().await.into()
    }
}

/// Every outcome of a write.
fn cases() -> Vec<Case> {
    let lagging = || Stage::behind(LAG, every(200 * MS));
    let refusing = |policy, code| {
        let stage = Stage::behind(LAG, policy);
        stage
            .sim
            .script("GetParameter")
            .answer(Answer::error(400, code, ""));
        stage
    };
    let [denied, expired] = ["AccessDeniedException", "ExpiredTokenException"];
    let accepting = Policy::builder().on_denied(DeniedRead::Accept).build();
    let accepting = refusing(accepting.unwrap(), denied);
    let denying = refusing(every(50 * MS), denied);
    let expiring = refusing(every(50 * MS), expired);
    let invalid = refusing(every(50 * MS), "ValidationException");
    let hidden = Stage::behind(HOUR, impatient());
    let case = |outcome, stage, request, polls| Case {
        outcome,
        stage,
        request,
        polls,
    };
    vec![
        case(
            "confirmed",
            lagging(),
            put,
            &[("pending", 2), ("satisfied", 1)],
        ),
        case(
            "superseded",
            lagging(),
            |it| put_until(it, is_old_news),
            &[("superseded", 1)],
        ),
        case("unconfirmed", accepting, put, &[("denied", 1)]),
        case(
            "unconfirmed",
            lagging(),
            |it| put_until(it, is_anybodys_guess),
            &[("unverifiable", 1)],
        ),
        case(
            "unconfirmed",
            lagging(),
            |it| put_until(it, is_a_bonus),
            &[("pending", 8)],
        ),
        case("unchecked", lagging(), |it| put(it).unconfirmed(), &[]),
        case("deadline", hidden, put, &[("pending", 8)]),
        case("denied", denying, put, &[("denied", 1)]),
        case("credentials", expiring, put, &[("credentials", 1)]),
        case(
            "failed",
            lagging(),
            |it| put_until(it, is_in_vain),
            &[("failed", 1)],
        ),
        case("read", invalid, put, &[("fatal", 1)]),
    ]
}

/// A recording, and the guard that keeps it listening.
fn recording(level: Level) -> (Recording, tracing::subscriber::DefaultGuard) {
    let recording = Recording::at(level);
    let guard = crate::listening::listen(recording.clone());
    (recording, guard)
}

#[tokio::test(start_paused = true)]
async fn the_enforcement_of_a_check_is_a_span_that_names_the_write() {
    let stage = Stage::lagging();
    let (recording, _listening) = recording(Level::TRACE);
    put(&stage.ssm).send().await.unwrap();
    let expected = fields([
        ("rpc.system", "aws-api"),
        ("rpc.service", "SSM"),
        ("rpc.method", "PutParameter"),
        ("aws.request_id", &stage.sim.calls()[0].request_id),
        ("postcond.check", "version_and_tags_are_visible"),
        ("postcond.resource", "/a"),
        ("postcond.outcome", "confirmed"),
    ]);
    assert_eq!(recording.spans(), [expected]);
}

#[tokio::test(start_paused = true)]
async fn a_service_has_the_name_that_the_sdk_gives_it() {
    let stage = Stage::lagging();
    let (recording, _listening) = recording(Level::DEBUG);
    stage
        .secrets
        .create_secret()
        .name("a")
        .send()
        .await
        .unwrap();
    let spans = recording.spans();
    let services = spans.iter().map(|span| span["rpc.service"].as_str());
    assert!(services.clone().count() > 0);
    assert!(
        services.into_iter().all(|it| it == "Secrets Manager"),
        "{spans:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn each_poll_is_an_event_and_so_is_the_end() {
    let stage = Stage::behind(100 * MS, every(200 * MS));
    stage.sim.script("GetParameter").answer(Answer::throttled());
    let (recording, _listening) = recording(Level::TRACE);
    let acted = Acted::from(put(&stage.ssm).send_with_evidence().await);
    let calls = stage.sim.calls();
    let events = recording.events();
    assert!(
        events
            .iter()
            .all(|it| it.level == Level::DEBUG && it.span == Some(0))
    );
    let told: Vec<_> = events
        .into_iter()
        .map(|it| (it.message, it.fields))
        .collect();
    let expected = [
        (
            "polled".to_owned(),
            fields([
                ("postcond.poll", "1"),
                ("postcond.outcome", "throttled"),
                (
                    "postcond.seen",
                    "GetParameter answered HTTP 400 ThrottlingException",
                ),
                ("postcond.elapsed", "0.0"),
                ("postcond.took", "0.0"),
                ("postcond.reads", "1"),
                ("aws.request_id", &calls[1].request_id),
                ("error.type", "throttled"),
            ]),
        ),
        (
            "polled".to_owned(),
            fields([
                ("postcond.poll", "2"),
                ("postcond.outcome", "satisfied"),
                ("postcond.seen", "version 1 of /a"),
                ("postcond.elapsed", "0.1"),
                ("postcond.took", "0.0"),
                ("postcond.reads", "1"),
                ("aws.request_id", &calls[2].request_id),
            ]),
        ),
        (
            "concluded".to_owned(),
            fields([
                ("postcond.outcome", "confirmed"),
                ("postcond.polls", "2"),
                ("postcond.elapsed", "0.1"),
                // Throttling proves nothing.
                ("postcond.lag.not_before", "0.0"),
                ("postcond.lag.by", "0.1"),
            ]),
        ),
    ];
    assert_eq!(told, expected);
    let lag = acted.evidence.lag().unwrap();
    assert_eq!((lag.not_before, lag.by), (Duration::ZERO, 100 * MS));
}

#[tokio::test(start_paused = true)]
async fn each_outcome_has_its_name_in_the_last_event_and_in_the_span() {
    for case in cases() {
        let (recording, _listening) = recording(Level::TRACE);
        let (outcome, acted) = (case.outcome, case.acted().await);
        let made: u64 = case.polls.iter().map(|(_, polls)| polls).sum();
        if made == 0 {
            assert_eq!((recording.spans(), recording.events()), (vec![], vec![]));
            continue;
        }
        let told = recording.events();
        assert_eq!(told.len() as u64, made + 1, "{outcome}");
        assert_eq!(
            recording.events_of("polled").len() as u64,
            made,
            "{outcome}"
        );
        let (last, [span]) = (told.last().unwrap(), &recording.spans()[..]) else {
            panic!("{outcome}: {:?}", recording.spans());
        };
        let unconfirmed = acted.evidence.unconfirmed();
        let expected = match unconfirmed {
            Some(_) => (Level::WARN, "accepted unconfirmed"),
            None => (Level::DEBUG, "concluded"),
        };
        assert_eq!((last.level, last.message.as_str()), expected, "{outcome}");
        let told = last.fields.get("postcond.unconfirmed").map(String::as_str);
        assert_eq!(told, unconfirmed, "{outcome}");
        let error_type = acted.cause.is_some().then_some(outcome);
        for fields in [&last.fields, span] {
            let told = fields.get("error.type").map(String::as_str);
            assert_eq!(told, error_type, "{outcome}");
            assert_eq!(fields["postcond.outcome"], outcome);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn who_hears_warnings_only_is_told_which_write_is_unconfirmed() {
    let stage = Stage::prompt();
    let (recording, _listening) = recording(Level::WARN);
    let request = put(&stage.ssm).unconfirmed().until(is_anybodys_guess);
    request.send().await.unwrap();
    assert!(recording.spans().is_empty());
    let [warning] = &recording.events()[..] else {
        panic!("{:?}", recording.events());
    };
    let expected = fields([
        ("rpc.service", "SSM"),
        ("rpc.method", "PutParameter"),
        ("aws.request_id", &stage.sim.calls()[0].request_id),
        ("postcond.check", "is_anybodys_guess"),
        ("postcond.resource", "/a"),
        ("postcond.unconfirmed", "nobody can tell"),
        ("postcond.outcome", "unconfirmed"),
        ("postcond.polls", "1"),
        ("postcond.elapsed", "0.0"),
    ]);
    assert_eq!(warning.fields, expected);
}

#[tokio::test(start_paused = true)]
async fn of_checks_side_by_side_each_has_a_span_and_one_that_is_given_up_has_no_end() {
    let stage = Stage::behind(LAG, every(200 * MS));
    let invalid = Answer::error(400, "ValidationException", "");
    let not_found = Answer::error(400, "ParameterNotFound", "");
    stage.sim.script("GetParameter").answer(not_found);
    stage.sim.script("GetParameter").answer(invalid);
    let (recording, _listening) = recording(Level::DEBUG);
    let request = put(&stage.ssm).until(is_a_bonus);
    let acted = Acted::from(
        request
            .confirm_with(every(200 * MS))
            .send_with_evidence()
            .await,
    );
    assert!(matches!(acted.cause, Some(Cause::Read { .. })));
    assert_eq!(acted.evidence.lag(), None);
    let spans = recording.spans();
    let checks: Vec<&str> = spans
        .iter()
        .map(|it| it["postcond.check"].as_str())
        .collect();
    assert_eq!(checks, ["version_and_tags_are_visible", "is_a_bonus"]);
    let polled = recording.events_of("polled");
    let numbers = polled
        .iter()
        .map(|it| (it.span, it.fields["postcond.poll"].as_str()));
    // The first one's reads are gathered for a millisecond.
    let expected = [
        (Some(0), "1"),
        (Some(1), "1"),
        (Some(1), "2"),
        (Some(0), "2"),
    ];
    assert_eq!(numbers.collect::<Vec<_>>(), expected);
    let concluded = recording.events_of("concluded");
    let ended: Vec<_> = concluded.iter().map(|it| it.span).collect();
    assert_eq!(ended, [Some(0)]);
}
