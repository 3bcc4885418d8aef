//! Each property can fail: of a history in which all is well, something is falsified.

use std::time::Duration;

use postcond::runtime::Evidence;

use super::violations;
use crate::program::{Handling, Op, Program, Step, Who};
use crate::record::{CameTo, Exchange, Finish, Kind, Landed, is_read};
use crate::regressions::calm;
use crate::run::{History, run};

/// The property that is violated, and what is falsified.
type Falsified = (&'static str, fn(&mut History<'_>));

const FALSIFIED: &[Falsified] = &[
    ("every wait ends", |history| {
        history.log.hung.push("step 0".to_owned());
    }),
    ("nothing is confirmed before it shows", |history| {
        first_finish(history).shown.iter_mut().for_each(hide);
    }),
    ("nothing is confirmed before it shows", |history| {
        first_finish(history).shown.clear();
    }),
    ("a settlement without complaint is true", |history| {
        let claims = history.log.settlings[0].claims.as_mut();
        claims.unwrap().1.iter_mut().for_each(hide);
    }),
    ("every wait ends by its deadline", |history| {
        first_finish(history).at += Duration::from_secs(200);
    }),
    ("every wait ends by its deadline", |history| {
        let ended = history.log.settlings[0].ended.as_mut();
        *ended.unwrap() += Duration::from_secs(200);
    }),
    ("no more is in flight than the limits allow", |history| {
        read_back(history).in_flight = Some(9);
    }),
    (
        "no more is read per second than the budget allows",
        |history| {
            for _ in 0..500 {
                let read = read_back(history).clone();
                history.log.exchanges.push(read);
            }
        },
    ),
    ("the evidence is in the log", |history| {
        history.served.clear();
    }),
    ("the log is in the evidence", |history| {
        first_finish(history).evidence = Evidence::default();
    }),
    ("nothing is sent twice", |history| {
        let mut sent = history.log.exchanges[0].clone();
        sent.answer = None;
        sent.invocation_id.clear();
        history.log.exchanges.insert(0, sent);
    }),
    (
        "a call is sent again for what passes, and for nothing else",
        |history| sent_again(history, 0, "EncryptionFailure", SECOND),
    ),
    (
        "a call is sent again for what passes, and for nothing else",
        |history| sent_again(history, 1, "ThrottlingException", 500 * SECOND),
    ),
    (
        "a call is sent again no more often than the schedule says",
        |history| sent_again(history, 1, "ThrottlingException", Duration::ZERO),
    ),
    (
        "the evidence says how often a call was sent again",
        |history| {
            let came_to = history.log.calls[1].settled.as_ref().unwrap();
            let came_to = came_to.came_to.clone();
            sent_again(history, 1, "ThrottlingException", SECOND);
            history.log.calls[1].settled.as_mut().unwrap().came_to = came_to;
        },
    ),
    (
        "no write of a scope fails for throttling in time",
        |history| {
            refuse(write_of(history, 1), "ThrottlingException");
            let call = &mut history.log.calls[1];
            call.settled = None;
            call.returned = Some((SECOND, false));
            let failed = CameTo::Failed("ThrottlingException".to_owned());
            call.finish.as_mut().unwrap().came_to = failed;
        },
    ),
    ("no output is lost", |history| {
        first_finish(history).came_to = CameTo::Failed("timed out".to_owned());
    }),
    ("what shows in time is confirmed", |history| {
        first_finish(history).came_to = CameTo::Unconfirmed("deadline".to_owned());
    }),
];

const SECOND: Duration = Duration::from_secs(1);

/// As if the call had been refused with this code at first, and sent again so much later; nothing is said of it.
fn sent_again(history: &mut History<'_>, call: usize, code: &str, later: Duration) {
    let sent = write_of(history, call);
    let mut refused = sent.clone();
    refused.ended = Some(sent.began);
    refused.invocation_id.clear();
    refuse(&mut refused, code);
    sent.began += later;
    history.log.exchanges.insert(0, refused);
    let call = &mut history.log.calls[call];
    for finish in [&mut call.finish, &mut call.settled].into_iter().flatten() {
        finish.came_to = CameTo::Sent;
    }
}

fn refuse(exchange: &mut Exchange, code: &str) {
    exchange.answer = Some((400, String::new()));
    exchange.refusal = Some((code.to_owned(), String::new()));
}

fn write_of<'a>(history: &'a mut History<'_>, call: usize) -> &'a mut Exchange {
    let mut exchanges = history.log.exchanges.iter_mut();
    let write = exchanges.find(|it| it.call == Some(call) && !is_read(&it.operation));
    write.unwrap()
}

fn first_finish<'a>(history: &'a mut History<'_>) -> &'a mut Finish {
    history.log.calls[0].finish.as_mut().unwrap()
}

fn read_back<'a>(history: &'a mut History<'_>) -> &'a mut Exchange {
    let mut exchanges = history.log.exchanges.iter_mut();
    let read = exchanges.find(|it| it.kind == Kind::ReadBack("ssm"));
    read.unwrap()
}

fn hide(landed: &mut Landed) {
    for shown in &mut landed.shown {
        shown.is_current = false;
        shown.thing = None;
    }
}

#[test]
fn each_property_is_violated_by_what_it_is_about_and_no_other_notices() {
    let put = |name| Op::Put {
        name,
        overwrite: false,
        tagged: false,
    };
    let program = Program {
        world: calm(),
        steps: vec![
            Step::Call(Who::Consistent, put(1), Handling::Await),
            Step::Call(Who::Scoped, put(2), Handling::Await),
            Step::Settle(Handling::Await),
        ],
    };
    assert_eq!(violations(&run(&program)), [""; 0]);
    for (property, falsify) in FALSIFIED {
        let mut history = run(&program);
        falsify(&mut history);
        match &violations(&history)[..] {
            [violation] => assert!(violation.starts_with(property), "{property}: {violation}"),
            others => panic!("{property}: {others:?}"),
        }
    }
}
