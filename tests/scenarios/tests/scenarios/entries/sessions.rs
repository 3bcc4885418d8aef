//! Sessions.

use postcond::ssm::on_request::{session_is_in_the_history, session_is_listed};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;

const ID: &str = "maria-0123456789abcdef0";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        started(),
        terminated(),
        terminated_until_it_is_in_the_history(),
    ]
}

fn listed(sessions: Value) -> Read {
    read("DescribeSessions", json!({ "Sessions": sessions }))
}

fn page_of_many(sessions: Value, next: &str) -> Read {
    read(
        "DescribeSessions",
        json!({"Sessions": sessions, "NextToken": next}),
    )
}

fn started() -> Entry {
    let start = Entry::ssm("StartSession, until it is listed", |stage| {
        let request = stage.ssm.start_session().target("i-0123456789abcdef0");
        let request = request.parameters("command", vec![sentinel("date")]);
        let request = request.until(session_is_listed);
        act!(request)
    });
    start
        .answered(json!({"SessionId": ID, "TokenValue": "token", "StreamUrl": "wss://stream"}))
        .satisfied("active", [listed(json!([{"SessionId": ID}]))])
        .satisfied(
            "over already",
            [listed(json!([])), listed(json!([{"SessionId": ID}]))],
        )
        .satisfied(
            "on the second page, and no third",
            [
                page_of_many(json!([]), "2"),
                page_of_many(json!([{"SessionId": ID}]), "3"),
            ],
        )
        .satisfied(
            "on the second page of those that are over",
            [
                listed(json!([])),
                page_of_many(json!([]), "2"),
                listed(json!([{"SessionId": ID}])),
            ],
        )
        .pending("in neither list", [listed(json!([])), listed(json!([]))])
        .pending(
            "another session",
            [listed(json!([{"SessionId": "other"}])), listed(json!([]))],
        )
        .stopped(
            "the filter is refused",
            [refused("DescribeSessions", "InvalidFilterKey")],
        )
}

fn terminated() -> Entry {
    let terminate = Entry::ssm("TerminateSession", |stage| {
        let request = stage.ssm.terminate_session().session_id(ID);
        act!(request)
    });
    terminate
        .answered(json!({"SessionId": ID}))
        .satisfied("not listed", [listed(json!([]))])
        .satisfied(
            "terminating",
            [listed(json!([{"SessionId": ID, "Status": "Terminating"}]))],
        )
        .satisfied(
            "terminated",
            [listed(json!([{"SessionId": ID, "Status": "Terminated"}]))],
        )
        .satisfied(
            "failed",
            [listed(json!([{"SessionId": ID, "Status": "Failed"}]))],
        )
        .satisfied(
            "not on the last page",
            [
                page_of_many(json!([]), "2"),
                listed(json!([{"SessionId": "other"}])),
            ],
        )
        .pending(
            "connected",
            [listed(json!([{"SessionId": ID, "Status": "Connected"}]))],
        )
        .pending(
            "connected, on the second page",
            [
                page_of_many(json!([]), "2"),
                listed(json!([{"SessionId": ID, "Status": "Connected"}])),
            ],
        )
        .pending(
            "connecting",
            [listed(json!([{"SessionId": ID, "Status": "Connecting"}]))],
        )
        .pending(
            "disconnected",
            [listed(json!([{"SessionId": ID, "Status": "Disconnected"}]))],
        )
        .pending(
            "a newer status",
            [listed(json!([{"SessionId": ID, "Status": "Newer"}]))],
        )
        .pending("without a status", [listed(json!([{"SessionId": ID}]))])
        .stopped(
            "the filter is refused",
            [refused("DescribeSessions", "InvalidFilterKey")],
        )
}

fn terminated_until_it_is_in_the_history() -> Entry {
    let name = "TerminateSession, until it is in the history";
    let terminate = Entry::ssm(name, |stage| {
        let request = stage.ssm.terminate_session().session_id(ID);
        let request = request.unconfirmed().until(session_is_in_the_history);
        act!(request)
    });
    terminate
        .answered(json!({"SessionId": ID}))
        .satisfied("listed", [listed(json!([{"SessionId": ID}]))])
        .satisfied(
            "listed, on the second page",
            [
                page_of_many(json!([]), "2"),
                listed(json!([{"SessionId": ID}])),
            ],
        )
        .pending("nothing is listed", [listed(json!([]))])
        .pending("another session", [listed(json!([{"SessionId": "other"}]))])
}
