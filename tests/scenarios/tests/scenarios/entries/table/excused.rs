//! The operations that have no row: that the simulator cannot show their change is tried.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::entries::{Entry, all};
use crate::rows::WITHOUT_ROW;
use crate::stage::{HOUR, Stage, impatient};

/// Confirmed all the same: what the first three end is never shown, and the last one waits for nothing.
const CONFIRMED: [(&str, &str); 4] = [
    ("secretsmanager", "StopReplicationToReplica"),
    ("ssm", "DeregisterManagedInstance"),
    ("ssm", "DeregisterPatchBaselineForPatchGroup"),
    ("ssm", "StartSession"),
];

fn excused(is_of_iam: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    let excused = WITHOUT_ROW
        .iter()
        .map(|(service, name, _)| (*service, *name));
    excused.filter(move |(service, _)| (*service == "iam") == is_of_iam)
}

/// Another test holds the document to what `postcond-sim serve` does.
#[test]
fn the_simulator_confirms_none_over_http() {
    let document = include_str!("../../../../../../docs/stand-ins.md");
    let cells = |row: &'static str| {
        row.trim_matches(['|', ' '])
            .split(" | ")
            .collect::<Vec<_>>()
    };
    let tried: Vec<_> = document.lines().map(cells).collect();
    let confirmed = excused(false).filter(|(service, name)| {
        let mut of_each = tried
            .iter()
            .filter(|it| it[..2.min(it.len())] == [*service, *name]);
        let row = of_each
            .next()
            .unwrap_or_else(|| panic!("{name} was not tried"));
        row.last() == Some(&"confirmed")
    });
    assert_eq!(
        confirmed.collect::<BTreeSet<_>>(),
        BTreeSet::from(CONFIRMED)
    );
}

/// Whether the call is confirmed where changes show after this lag.
async fn is_confirmed(entry: &Entry, lag: Duration) -> bool {
    let stage = Stage::behind(lag, impatient());
    let iam = &stage.plain_iam;
    iam.create_user().user_name("maria").send().await.unwrap();
    let role = iam.create_role().role_name("app");
    let role = role.assume_role_policy_document("{}");
    role.send().await.unwrap();
    stage.settle().await;
    let acted = (entry.act)(&stage).await;
    acted.is_ok_and(|it| it.cause.is_none() && it.evidence.unconfirmed().is_none())
}

/// Of IAM the document says nothing. Some are confirmed without being seen: what they end, or make, shows so before.
#[tokio::test(start_paused = true)]
async fn the_simulator_confirms_none_of_iam_that_it_shows() {
    let mut shown = Vec::new();
    let excused: BTreeSet<_> = excused(true).collect();
    for entry in all() {
        if excused.contains(&(entry.service, entry.operation))
            && is_confirmed(&entry, Duration::ZERO).await
            && !is_confirmed(&entry, HOUR).await
        {
            shown.push(entry.name);
        }
    }
    assert!(shown.is_empty(), "{shown:?}");
}
