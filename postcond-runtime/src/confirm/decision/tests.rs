//! One answer after another, and what follows from each.

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;
use proptest::prelude::*;

use super::*;
use crate::policy::settings::Policy;
use crate::sdk::read::ReadBack;

const SATISFIED: fn() -> Answer = || Answer::Verdict(Verdict::Satisfied("".into()));
const PATIENCE: Duration = Duration::from_secs(30);
const PENDING: fn() -> Answer = || Answer::Verdict(Verdict::Pending("".into()));

fn read_error(code: &str, may_lift: bool) -> Answer {
    let answer = HttpResponse::new(400.try_into().unwrap(), SdkBody::empty());
    let error = ErrorMetadata::builder().code(code).build();
    let read: Result<(), _> = Err(SdkError::service_error(error, answer));
    Answer::Error(read.denial_may_lift(may_lift).unwrap_err().into())
}

fn denial() -> Answer {
    read_error("AccessDeniedException", true)
}

/// A read that was not sent: the provider of the credentials has failed with these words.
fn unsent(words: &str) -> Answer {
    let cause = CredentialsError::provider_error(words.to_owned());
    let error = SdkError::<ErrorMetadata, _>::dispatch_failure(ConnectorError::user(cause.into()));
    Answer::Error(error.into())
}

/// A 502 and nothing else, of a read that has never been answered otherwise.
fn bare(read: &str) -> Answer {
    let answer = HttpResponse::new(502.try_into().unwrap(), SdkBody::empty());
    let error = ErrorMetadata::builder().build();
    let error = ReadError::from(SdkError::service_error(error, answer));
    Answer::Bare(error.of_read(read))
}

fn progress(confirmations: impl Into<Confirmations>) -> Progress {
    Progress::new(confirmations.into(), PATIENCE)
}

/// A decision in a word, for tables.
fn word(decision: &Decision) -> &'static str {
    match decision {
        Decision::Confirmed => "confirmed",
        Decision::Unverifiable(_) => "unverifiable",
        Decision::Again(BackOff::Steady) => "steady",
        Decision::Again(BackOff::Restart) => "restart",
        Decision::Again(BackOff::Slower) => "slower",
        Decision::Again(BackOff::Pause(_)) => "pause",
        Decision::Again(BackOff::Refused { .. }) => "refused",
        Decision::Again(BackOff::Unsent { .. }) => "unsent",
        Decision::Stop(Stopped::Failed(_)) => "failed",
        Decision::Stop(Stopped::Denied(_)) => "denied",
        Decision::Stop(Stopped::Credentials(_)) => "credentials",
        Decision::Stop(Stopped::NotImplemented(..)) => "not implemented",
        Decision::Stop(Stopped::Read(_)) => "read",
    }
}

fn words(confirmations: impl Into<Confirmations>, answers: Vec<Answer>) -> Vec<&'static str> {
    let mut progress = progress(confirmations);
    let after = |answer| word(&progress.after(answer, Duration::from_secs(1)));
    answers.into_iter().map(after).collect()
}

#[test]
fn each_answer_has_one_consequence() {
    let verdict = |verdict: fn(Cow<'static, str>) -> Verdict| Answer::Verdict(verdict("".into()));
    let rows = [
        (verdict(Verdict::Satisfied), "confirmed"),
        (verdict(Verdict::Superseded), "confirmed"),
        (verdict(Verdict::Unverifiable), "unverifiable"),
        (verdict(Verdict::Pending), "steady"),
        (verdict(Verdict::Failed), "failed"),
        (Answer::TimedOut, "steady"),
        (read_error("InternalServerError", false), "steady"),
        (read_error("ThrottlingException", false), "slower"),
        (read_error("AccessDeniedException", false), "denied"),
        (read_error("AccessDeniedException", true), "refused"),
        (read_error("ExpiredTokenException", true), "credentials"),
        (unsent("out of reach"), "unsent"),
        (unsent("the session has expired"), "credentials"),
        (read_error("ValidationException", true), "read"),
        (
            read_error("UnknownOperationException", true),
            "not implemented",
        ),
        (bare("GetParameter"), "steady"),
    ];
    for (answer, expected) in rows {
        let shown = format!("{answer:?}");
        assert_eq!(words(1, vec![answer]), [expected], "{shown}");
    }
}

#[test]
fn a_regression_starts_the_count_again() {
    let answers = vec![SATISFIED(), PENDING(), SATISFIED(), SATISFIED()];
    assert_eq!(
        words(2, answers),
        ["restart", "restart", "restart", "confirmed"]
    );
}

#[test]
fn an_error_between_two_confirmations_is_no_regression() {
    let answers = vec![SATISFIED(), Answer::TimedOut, SATISFIED()];
    assert_eq!(words(2, answers), ["restart", "steady", "confirmed"]);
}

#[test]
fn where_the_first_poll_sees_the_change_it_is_confirmed_by_one() {
    let confirmations = Confirmations::count(1).after_staleness(5);
    let confirmations = confirmations.spanning(Duration::from_secs(9));
    assert_eq!(words(confirmations, vec![SATISFIED()]), ["confirmed"]);
    let answers = vec![Answer::TimedOut, SATISFIED()];
    assert_eq!(words(confirmations, answers), ["steady", "confirmed"]);
}

#[test]
fn more_confirmations_are_asked_for_after_staleness() {
    let failing = Answer::Verdict(Verdict::Failing("".into()));
    let confirmations = Confirmations::count(1).after_staleness(2);
    for stale in [PENDING(), failing] {
        let answers = vec![stale, SATISFIED(), SATISFIED()];
        let expected = ["steady", "restart", "confirmed"];
        assert_eq!(words(confirmations, answers), expected);
    }
}

#[test]
fn where_the_first_poll_is_put_off_staleness_counts_as_seen() {
    let mut progress = progress(Confirmations::count(1).after_staleness(2));
    progress.expect_staleness();
    let mut next = || word(&progress.after(SATISFIED(), Duration::from_secs(1)));
    assert_eq!([next(), next()], ["restart", "confirmed"]);
}

#[test]
fn a_regression_is_staleness() {
    let confirmations = Confirmations::count(2).after_staleness(3);
    let answers = [SATISFIED, PENDING, SATISFIED, SATISFIED, SATISFIED];
    let answers = answers.map(|answer| answer()).into();
    let expected = ["restart", "restart", "restart", "restart", "confirmed"];
    assert_eq!(words(confirmations, answers), expected);
}

#[test]
fn the_polls_of_a_run_are_spaced_evenly_over_its_span() {
    let confirmations = Confirmations::count(5).spanning(Duration::from_secs(2));
    let mut progress = progress(confirmations);
    let mut elapsed = Duration::ZERO;
    let mut begun = vec![0];
    while let Decision::Again(BackOff::Pause(pause)) = progress.after(SATISFIED(), elapsed) {
        elapsed += pause;
        begun.push(elapsed.as_millis());
    }
    assert_eq!(begun, [0, 500, 1_000, 1_500, 2_000]);
}

#[test]
fn a_later_change_confirms_like_the_change_itself() {
    let superseded = Answer::Verdict(Verdict::Superseded("".into()));
    let answers = vec![SATISFIED(), superseded];
    assert_eq!(words(2, answers), ["restart", "confirmed"]);
}

#[test]
fn a_run_that_the_deadline_cuts_off_says_what_was_missing() {
    let seconds = Duration::from_secs;
    let mut progress = progress(Confirmations::count(2).spanning(seconds(2)));
    let mut seen_at = |secs| {
        progress.after(SATISFIED(), seconds(secs));
        progress.qualify("version 2".to_owned())
    };
    let one = "version 2 (1 confirmation in a row, of 2 that the policy asks for)";
    assert_eq!(seen_at(0), one);
    let two = "version 2 (2 confirmations in a row, over too short a time)";
    assert_eq!(seen_at(1), two);
    progress.after(PENDING(), seconds(2));
    assert_eq!(progress.qualify("version 1".to_owned()), "version 1");
}

/// What follows from these answers, each at a second.
fn words_at(progress: &mut Progress, answers: Vec<(u64, Answer)>) -> Vec<&'static str> {
    let after = |(at, answer)| word(&progress.after(answer, Duration::from_secs(at)));
    answers.into_iter().map(after).collect()
}

#[test]
fn a_denial_that_the_write_may_have_caused_is_borne_until_the_patience_ends() {
    let answers = vec![
        (0, denial()),
        (16, denial()),
        (29, denial()),
        (30, denial()),
    ];
    let expected = ["refused", "refused", "refused", "denied"];
    assert_eq!(words_at(&mut progress(1), answers), expected);
}

#[test]
fn the_patience_with_denials_counts_from_the_writes_return() {
    assert_eq!(words_at(&mut progress(1), vec![(31, denial())]), ["denied"]);
    let answers = vec![(29, PENDING()), (29, denial()), (31, denial())];
    let expected = ["steady", "refused", "denied"];
    assert_eq!(words_at(&mut progress(1), answers), expected);
}

#[test]
fn the_patience_with_credentials_counts_from_the_first_failure_in_a_row() {
    let out = || unsent("out of reach");
    let answers = vec![
        (50, out()),
        (79, out()),
        (80, Answer::TimedOut),
        (81, out()),
    ];
    let expected = ["unsent", "unsent", "steady", "credentials"];
    assert_eq!(words_at(&mut progress(1), answers), expected);
    // Whatever was answered was sent with credentials.
    for between in [
        PENDING(),
        read_error("InternalServerError", false),
        denial(),
    ] {
        let answers = vec![
            (10, out()),
            (29, between),
            (50, out()),
            (79, out()),
            (80, out()),
        ];
        let words = words_at(&mut progress(1), answers);
        assert_eq!(words[2..], ["unsent", "unsent", "credentials"]);
    }
}

#[test]
fn without_patience_no_refusal_is_borne() {
    for (answer, expected) in [
        (denial(), "denied"),
        (unsent("out of reach"), "credentials"),
    ] {
        let mut progress = Progress::new(Confirmations::count(1), Duration::ZERO);
        assert_eq!(words_at(&mut progress, vec![(0, answer)]), [expected]);
    }
}

#[test]
fn each_refusal_is_borne_until_its_own_moment() {
    let mut progress = progress(1);
    let mut after = |answer| match progress.after(answer, Duration::from_secs(7)) {
        Decision::Again(BackOff::Refused { until } | BackOff::Unsent { until }) => until.as_secs(),
        other => panic!("{other:?}"),
    };
    assert_eq!(after(denial()), 30);
    assert_eq!(after(unsent("out of reach")), 37);
}

#[test]
fn what_is_pending_once_a_denial_has_lifted_is_news() {
    let answers = vec![denial(), PENDING(), PENDING()];
    assert_eq!(words(1, answers), ["refused", "restart", "steady"]);
}

#[test]
fn a_denial_between_two_confirmations_is_no_regression() {
    let answers = vec![SATISFIED(), denial(), SATISFIED()];
    assert_eq!(words(2, answers), ["restart", "refused", "confirmed"]);
}

#[test]
fn a_refusal_that_is_still_borne_at_the_deadline_is_why_nothing_was_seen() {
    let bare = |times| (0..times).map(|_| bare("GetParameter")).collect();
    let rows: [(Vec<Answer>, Option<&str>); 8] = [
        (bare(2), None),
        (bare(3), Some("not implemented")),
        (vec![denial()], Some("denied")),
        (vec![unsent("out of reach")], Some("credentials")),
        (vec![denial(), Answer::TimedOut], Some("denied")),
        (vec![denial(), PENDING()], None),
        (
            vec![denial(), read_error("InternalServerError", false)],
            None,
        ),
        (vec![], None),
    ];
    for (answers, expected) in rows {
        let shown = format!("{answers:?}");
        let mut progress = progress(1);
        for answer in answers {
            progress.after(answer, Duration::from_secs(1));
        }
        let refused = progress.take_refusal().map(Decision::Stop);
        assert_eq!(refused.as_ref().map(word), expected, "{shown}");
    }
}

/// The seconds at which a read is answered with a 502 and nothing else, until that ends the check.
fn bare_until_the_end(progress: &mut Progress, pause: u64) -> Vec<u64> {
    let answers_at = (0..).map(|index| index * pause);
    let mut seconds = Vec::new();
    for at in answers_at.take(200) {
        seconds.push(at);
        let decision = progress.after(bare("GetParameter"), Duration::from_secs(at));
        if word(&decision) == "not implemented" {
            break;
        }
    }
    seconds
}

#[test]
fn a_read_that_answers_with_nothing_but_5xx_ends_after_six_answers_and_fifteen_seconds() {
    let last = |pause| {
        let seconds = bare_until_the_end(&mut progress(1), pause);
        (seconds.len(), *seconds.last().unwrap())
    };
    assert_eq!(last(1), (16, 15));
    assert_eq!(last(3), (6, 15));
    assert_eq!(last(10), (6, 50));
}

#[test]
fn any_other_answer_in_between_begins_the_count_anew() {
    let lost = || {
        let lost = ConnectorError::io("reset".into());
        Answer::Error(SdkError::<ErrorMetadata, _>::dispatch_failure(lost).into())
    };
    let others: [fn() -> Answer; 5] = [
        PENDING,
        || Answer::TimedOut,
        || read_error("InternalServerError", false),
        || bare("ListTagsForResource"),
        || denial(),
    ];
    for other in others.map(|other| other()).into_iter().chain([lost()]) {
        let shown = format!("{other:?}");
        let mut progress = progress(1);
        for at in 0..15 {
            progress.after(bare("GetParameter"), Duration::from_secs(at));
        }
        progress.after(other, Duration::from_secs(15));
        let words = words_at(
            &mut progress,
            (16..31).map(|at| (at, bare("GetParameter"))).collect(),
        );
        assert_eq!(words, ["steady"; 15], "{shown}");
        let next = words_at(&mut progress, vec![(31, bare("GetParameter"))]);
        assert_eq!(next, ["not implemented"], "{shown}");
    }
}

#[test]
fn where_the_policy_accepts_what_does_not_show_three_such_answers_are_enough() {
    let settings = Policy::for_stand_ins().settings();
    let mut progress = Progress::with(&settings);
    let seconds = bare_until_the_end(&mut progress, 0);
    assert_eq!(seconds.len(), 3);
    let settings = Policy::default().settings();
    let seconds = bare_until_the_end(&mut Progress::with(&settings), 1);
    assert_eq!(seconds.len(), 16);
}

#[test]
fn a_terminal_state_that_may_be_stale_counts_when_seen_again_two_seconds_later() {
    let failing = || Answer::Verdict(Verdict::Failing("".into()));
    let mut progress = progress(Confirmations::count(1));
    let mut after = |answer, secs| word(&progress.after(answer, Duration::from_secs(secs)));
    assert_eq!(after(failing(), 1), "steady");
    assert_eq!(after(failing(), 2), "steady");
    assert_eq!(after(PENDING(), 3), "steady");
    assert_eq!(after(failing(), 4), "steady");
    assert_eq!(after(failing(), 6), "failed");
}

fn confirmations() -> impl Strategy<Value = Confirmations> {
    let figures = (
        1u32..5,
        prop::option::of(0u32..4),
        prop::option::of(1u64..500),
    );
    figures.prop_map(|(least, more, span)| Confirmations {
        after_staleness: more.map(|more| least + more),
        span: span.map(Duration::from_millis),
        ..Confirmations::count(least)
    })
}

proptest! {
    /// Whatever comes before, `Confirmed` follows as many satisfied polls as are asked for, with no
    /// pending one between them, the last of which began the span after the first.
    #[test]
    fn confirmations_are_consecutive_and_span_their_time(
        confirmations in confirmations(),
        polls in prop::collection::vec((0u8..3, 0u64..300), 0..40),
    ) {
        let mut progress = progress(confirmations);
        let mut elapsed = Duration::ZERO;
        let (mut stale, mut run) = (false, Vec::new());
        for (kind, pause) in polls {
            elapsed += Duration::from_millis(pause);
            match kind {
                0 => run.push(elapsed),
                1 => (stale, run) = (true, Vec::new()),
                _ => {}
            }
            let answer = [SATISFIED(), PENDING(), Answer::TimedOut].into_iter().nth(kind.into());
            let decision = progress.after(answer.unwrap(), elapsed);
            let needed = confirmations.run(stale);
            let enough = run.len() >= needed.count.try_into().unwrap();
            let spans = run.first().is_some_and(|first| elapsed - *first >= needed.span);
            let confirmed = matches!(decision, Decision::Confirmed);
            prop_assert_eq!(confirmed, kind == 0 && enough && spans);
            if confirmed { break; }
        }
    }

    #[test]
    fn an_undisturbed_run_over_a_span_needs_no_more_polls_than_without_and_hardly_more_time(
        count in 2u32..20, span in 1u64..5_000, took in 0u64..50
    ) {
        let [span, took] = [span, took].map(Duration::from_millis);
        let mut progress = progress(Confirmations::count(count).spanning(span));
        let (mut elapsed, mut polls) = (Duration::ZERO, 1);
        while let Decision::Again(back_off) = progress.after(SATISFIED(), elapsed) {
            elapsed += took;
            // Polls that take longer than the span leave no pause to be decided on.
            if let BackOff::Pause(pause) = back_off { elapsed += pause; }
            polls += 1;
        }
        prop_assert_eq!(polls, count);
        prop_assert!(elapsed >= span);
        prop_assert!(elapsed <= span + took * count);
    }
}
