//! What is never said: the values of parameters, secrets and tags, and all else that is marked in
//! [`sentinel`](crate::sentinel). Not in a log, a metric, an error or its sources, nor in any debug form.
//!
//! Nothing is asked of the SDK's own types: of `as_input()`, of an output, and of the error in
//! [`MutationError::Failed`](ssm::MutationError::Failed). Nor of its own targets of `tracing`.

mod ear;
mod inputs;
mod reads;
mod unobservable;

use std::collections::BTreeSet;

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::Outcome;
use postcond::{AmbiguousWrite, DeniedRead, Policy, ssm};
use postcond_sim::Answer;
use serde_json::{Value, json};

use self::ear::{Ear, overheard};
use crate::acted::{Acted, Refused, debug, display};
use crate::entries::table::{brief, every_line, stage};
use crate::entries::{self, Entry, Line, Reply};
use crate::sentinel::{betrays, filled, sentinel};
use crate::stage::{MS, Stage, every};

/// Every target but the SDK's.
fn ours(target: &str) -> bool {
    !target.starts_with("aws_")
}

/// What one call has betrayed, by its types or while it was listened to.
fn betrayed(name: &str, said: &str, ear: &Ear) -> Vec<String> {
    let mut betrayed = Vec::new();
    let heard = ear.heard().into_iter().map(|heard| heard.text);
    for text in heard.chain([said.to_owned()]) {
        if betrays(&text) {
            // The first line of many; bytes may stand on lines of their own.
            let line = text.lines().find(|line| betrays(line));
            betrayed.push(format!("{name}: {}", line.unwrap_or(&text)));
        }
    }
    betrayed
}

/// Plays a scene; panics with what it has betrayed.
async fn assert_silent(scene: impl AsyncFnOnce(&Ear) -> Vec<String>) {
    let mut betrayed = Vec::new();
    let metrics = overheard(ours, async |ear| betrayed = scene(&ear).await).await;
    if betrays(&metrics) {
        betrayed.push(metrics);
    }
    assert!(betrayed.is_empty(), "{}", betrayed.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_said_or_asked_for_whatever_a_read_back_answers() {
    assert_silent(async |ear| {
        let mut said = Vec::new();
        for (entry, line) in every_line(&entries::all()) {
            let stage = stage(brief());
            let acted = entry.played(&stage, &[line, line]).await;
            said.extend(betrayed(entry.name, &acted.said, ear));
            let read_backs = stage.tap.asked().into_iter().skip(1);
            let read_backs = read_backs.map(|asked| asked.body.to_string());
            said.extend(read_backs.filter(|body| betrays(body)));
        }
        said
    })
    .await;
}

/// The first line of each kind.
fn one_of_each_outcome(entry: &Entry) -> impl Iterator<Item = &Line> {
    use Outcome::{Failed, Failing, Pending, Satisfied, Superseded, Unverifiable};
    [
        Satisfied,
        Superseded,
        Pending,
        Failing,
        Failed,
        Unverifiable,
    ]
    .into_iter()
    .filter_map(|outcome| entry.first(outcome))
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_said_of_answers_that_hold_every_secret_there_is() {
    assert_silent(async |ear| {
        let mut said = Vec::new();
        for entry in entries::all() {
            for line in one_of_each_outcome(&entry) {
                let acted = entry.played_in_full(&stage(brief()), &[line, line]).await;
                said.extend(betrayed(entry.name, &acted.said, ear));
            }
        }
        said
    })
    .await;
}

/// Plays each entry with these answers to its first read, the last one for good.
async fn with_read_backs_that_fail(
    ear: &Ear,
    policy: Policy,
    answers: impl Fn(&Entry, &Line) -> Vec<Answer>,
    expected: impl Fn(&Acted) -> bool,
) -> Vec<String> {
    let mut said = Vec::new();
    for entry in entries::all() {
        let Some(line) = entry.first(Outcome::Satisfied) else {
            continue;
        };
        let Some(read) = line.reads.first() else {
            continue;
        };
        let stage = stage(policy.clone());
        let script = || stage.sim.script(read.operation);
        let mut answers = answers(&entry, line);
        let last = answers.pop().unwrap();
        answers.into_iter().for_each(|it| script().answer(it));
        entry.scripted(&stage, &[], filled);
        script().always().answer(last);
        let acted = (entry.act)(&stage).await.unwrap_or_else(Refused::panic);
        assert!(expected(&acted), "{}: {}", entry.name, acted.said);
        said.extend(betrayed(entry.name, &acted.said, ear));
    }
    said
}

fn quoting(status: u16, code: &str) -> Answer {
    Answer::error(status, code, sentinel("quoted"))
}

#[tokio::test(start_paused = true)]
async fn what_the_error_of_a_read_quotes_is_not_said_on() {
    let answers = |_: &Entry, _: &Line| {
        vec![
            quoting(500, "InternalServerError"),
            quoting(400, "ThrottlingException"),
            quoting(400, "ValidationException"),
        ]
    };
    let stops = |acted: &Acted| acted.outcomes().last() == Some(&Outcome::Fatal);
    assert_silent(async |ear| with_read_backs_that_fail(ear, every(50 * MS), answers, stops).await)
        .await;
}

#[tokio::test(start_paused = true)]
async fn what_a_denial_quotes_is_not_said_on_whether_it_is_accepted_or_not() {
    let answers = |_: &Entry, _: &Line| vec![quoting(400, "AccessDeniedException")];
    let failing = Policy::builder().patience(150 * MS);
    let accepting = failing.clone().on_denied(DeniedRead::Accept);
    for policy in [failing, accepting] {
        let policy = policy.build().unwrap().or(&every(50 * MS));
        // Or only another account may look.
        let denied = [Outcome::Denied, Outcome::Unverifiable];
        let is_denied = |acted: &Acted| {
            acted
                .outcomes()
                .last()
                .is_some_and(|it| denied.contains(it))
        };
        assert_silent(async |ear| with_read_backs_that_fail(ear, policy, answers, is_denied).await)
            .await;
    }
}

/// The answer with every member of another type than the service's; if it has none, no answer at all.
fn garbled(mut answer: Value) -> Value {
    let members = answer.as_object_mut().unwrap();
    if members.is_empty() {
        return json!([sentinel("garbled")]);
    }
    for member in members.values_mut() {
        *member = match member {
            Value::String(_) => json!({ sentinel("key"): sentinel("garbled") }),
            _ => json!(sentinel("garbled")),
        };
    }
    answer
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_read_is_not_quoted() {
    let answers = |entry: &Entry, line: &Line| {
        let read = &line.reads[0];
        let answer = match &read.reply {
            Reply::Json(answer) => answer.clone(),
            Reply::Error(_) => json!({}),
        };
        let answer = filled(entry.service, read.operation, answer);
        // In XML a text in the place of a list is an empty list.
        let answer = match entry.service {
            "iam" => json!([sentinel("garbled")]),
            _ => garbled(answer),
        };
        vec![Answer::json(200, answer)]
    };
    let is_garbled = |acted: &Acted| {
        let mut outcomes = acted.outcomes().into_iter();
        outcomes.all(|it| it == Outcome::Transient)
    };
    assert_silent(async |ear| with_read_backs_that_fail(ear, brief(), answers, is_garbled).await)
        .await;
}

/// Of a write that was looked up in vain, all that is not the SDK's own error.
#[tokio::test(start_paused = true)]
async fn of_a_write_that_may_have_landed_nothing_is_said() {
    let looking = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    let policy = looking.build().unwrap().or(&brief());
    let garbage = Answer::json(200, json!([sentinel("garbled")]));
    let mut looked_up = BTreeSet::new();
    assert_silent(async |ear| {
        let mut said = Vec::new();
        for entry in entries::all() {
            let stage = stage(policy.clone());
            stage.sim.script(entry.operation).answer(garbage.clone());
            if let Err(refused) = (entry.act)(&stage).await {
                let own = refused.said.strip_suffix(&refused.sdk_said);
                said.extend(betrayed(entry.name, own.unwrap(), ear));
                if refused.sdk_said.is_empty() {
                    looked_up.insert(entry.operation);
                }
            }
        }
        said
    })
    .await;
    assert!(looked_up.len() >= 7, "{looked_up:?}");
}

/// The SDK's own error may quote what the service quotes.
#[tokio::test(start_paused = true)]
async fn of_a_mutation_that_fails_nothing_is_said_but_what_the_sdk_says() {
    let garbage = Answer::json(200, json!([sentinel("garbled")]));
    let mut failures = 0;
    assert_silent(async |ear| {
        let mut said = Vec::new();
        for entry in entries::all() {
            for answer in [quoting(400, "ValidationException"), garbage.clone()] {
                let stage = stage(brief());
                stage.sim.script(entry.operation).answer(answer);
                let own = match (entry.act)(&stage).await {
                    // Of an answer that has no members nothing is read.
                    Ok(acted) => acted.said,
                    Err(refused) => {
                        failures += 1;
                        let own = refused.said.strip_suffix(&refused.sdk_said);
                        own.expect("the SDK's words at the end").to_owned()
                    }
                };
                said.extend(betrayed(entry.name, &own, ear));
            }
        }
        said
    })
    .await;
    assert!(failures > entries::all().len(), "{failures}");
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_said_when_an_error_becomes_the_sdks() {
    let unconfirmed = async || {
        let stage = Stage::prompt();
        let read = stage.sim.script("GetParameter");
        read.answer(quoting(400, "ValidationException"));
        let put = stage
            .ssm
            .put_parameter()
            .name("/a")
            .r#type(ParameterType::String);
        put.value(sentinel("new")).send().await.unwrap_err()
    };
    let service = display(&unconfirmed().await.into_service_error());
    let error = display(&ssm::sdk::Error::from(unconfirmed().await));
    let sdk_error = display(&SdkError::from(unconfirmed().await));
    for said in [service, error, sdk_error] {
        assert!(said.contains("ValidationException"), "{said}");
        assert!(!betrays(&said), "{said}");
    }
}

#[tokio::test(start_paused = true)]
async fn clients_say_nothing_of_what_they_send() {
    let stage = Stage::prompt();
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .r#type(ParameterType::String);
    put.value(sentinel("new")).send().await.unwrap();
    let builder = ssm::ConsistentSsmClient::builder(stage.plain_ssm.clone());
    let said = debug(&stage.ssm) + &debug(&stage.secrets) + &debug(&builder);
    assert!(said.contains("ConsistentSsmClientBuilder"), "{said}");
    assert!(!betrays(&said), "{said}");
}

/// Why its targets are left out above: whoever turns them on at `TRACE` has every request written down.
#[tokio::test(start_paused = true)]
async fn the_sdk_writes_whole_bodies_to_its_own_trace() {
    let mut targets = BTreeSet::new();
    overheard(
        |_| true,
        async |ear| {
            let entries = entries::all();
            let entry = entries.iter().find(|it| it.name == "PutParameter").unwrap();
            let line = entry.first(Outcome::Satisfied).unwrap();
            entry.played(&stage(brief()), &[line]).await;
            let heard = ear.heard().into_iter();
            let heard = heard.filter(|heard| betrays(&heard.text));
            targets.extend(heard.map(|heard| heard.target));
        },
    )
    .await;
    let expected = ["aws_smithy_runtime::client::orchestrator"];
    assert_eq!(targets, BTreeSet::from(expected));
}
