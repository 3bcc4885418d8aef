//! Every entry through the SDK's own client: the same verdicts after the same requests as through the typed
//! one.

use std::collections::{BTreeMap, BTreeSet};

use postcond::dispatch;
use serde_json::Value;

use super::table::{brief, stage};
use super::{Entry, Line, all};
use crate::acted::{Acted, by_sdk};
use crate::sentinel::betrays;
use crate::stage::Stage;

/// What came of a call: its polls, what was not confirmed, the output, and each request as it was sent.
fn played(acted: &Acted, stage: &Stage) -> String {
    let polls = acted.evidence.polls().iter();
    let polls = polls.map(|poll| format!("{} {}: {}", poll.check, poll.outcome, poll.seen));
    let polls: Vec<_> = polls.collect();
    let asked = stage.tap.asked();
    let requests = asked.iter();
    let requests = requests.map(|asked| format!("{} {}", asked.operation, in_order(&asked.body)));
    let requests: Vec<_> = requests.collect();
    let unconfirmed = acted.evidence.unconfirmed();
    let (waited, output) = (acted.evidence.waited(), &acted.output);
    let all = format!("{polls:?} {unconfirmed:?} {waited:?} {output} {requests:?}");
    // The SDK makes up another one for each call.
    let body = &asked[0].body;
    let token = body
        .get("ClientToken")
        .or_else(|| body.get("ClientRequestToken"));
    match token.and_then(|token| token.as_str()) {
        Some(token) => all.replace(token, "TOKEN"),
        None => all,
    }
}

/// JSON, its members in the order of their names: the SDK sends maps in any order.
fn in_order(json: &Value) -> String {
    match json {
        Value::Object(members) => {
            let members: BTreeMap<_, _> = members.iter().map(|(k, v)| (k, in_order(v))).collect();
            format!("{members:?}")
        }
        Value::Array(items) => {
            let mut said: Vec<_> = items.iter().map(in_order).collect();
            // A form has maps as lists of these.
            if items.iter().all(|item| item.get("key").is_some()) {
                said.sort();
            }
            format!("{said:?}")
        }
        other => other.to_string(),
    }
}

/// The same through both; `said` is what the SDK's client has displayed.
async fn through_both(entry: &Entry, line: &Line) -> (String, String, String) {
    let typed = stage(brief());
    let acted = entry.played(&typed, &[line]).await;
    let by_typed = played(&acted, &typed);
    let over = stage(brief()).over_enforcing();
    let acted = by_sdk(entry.played(&over, &[line])).await;
    (by_typed, played(&acted, &over), acted.said)
}

#[tokio::test(start_paused = true)]
async fn each_answer_says_the_same_to_the_sdks_own_client_after_the_same_requests() {
    let (mut wrong, mut played) = (Vec::new(), BTreeSet::new());
    for entry in all() {
        for line in &entry.lines {
            played.insert((entry.service, entry.operation));
            let (by_typed, by_sdk, said) = through_both(&entry, line).await;
            let name = format!("{}, {}", entry.name, line.seen);
            assert!(!betrays(&said), "{name}: {said}");
            if by_typed != by_sdk {
                wrong.push(format!("{name}:\n  {by_typed}\n  {by_sdk}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let checked = dispatch::operations().filter(|(_, row)| row.is_checked());
    let checked: BTreeSet<_> = checked.map(|(of, row)| (of.name, row.name)).collect();
    assert_eq!(played, checked);
}
