//! Every operation that the check is for, and those that it is not for.

use std::collections::BTreeSet;
use std::time::Duration;

use postcond::runtime::Outcome;
use postcond_sim::Answer;
use serde_json::{Value, json};

use super::index::{Index, listed};
use super::rows::Row;
use super::{PROD, SECRET, TEST, polls};
use crate::stage::{SECOND, Stage};

/// Operations with tags that the check is not for, with the reason.
const NOT_OFFERED: &[(&str, &str, &str)] = &[
    ("iam", "CreateRole", "GetResources does not list roles"),
    ("iam", "CreateUser", "GetResources does not list users"),
    ("iam", "TagRole", "GetResources does not list roles"),
    ("iam", "TagUser", "GetResources does not list users"),
    ("iam", "UntagRole", "GetResources does not list roles"),
    ("iam", "UntagUser", "GetResources does not list users"),
    (
        "ssm",
        "CreateActivation",
        "the tags are those of nodes that will register",
    ),
    (
        "ssm",
        "StartAccessRequest",
        "no ARN of an access request is documented",
    ),
];

const LATE: Duration = Duration::from_secs(7);

#[test]
fn every_operation_of_the_models_with_tags_is_offered_or_left_out_for_a_reason() {
    let mut tagging = BTreeSet::new();
    for (service, model) in [
        ("iam", &postcond_models::IAM),
        ("secrets", &postcond_models::SECRETSMANAGER),
        ("ssm", &postcond_models::SSM),
    ] {
        let ast: Value = serde_json::from_str(model.ast).unwrap();
        let shapes = ast["shapes"].as_object().unwrap();
        for (id, shape) in shapes
            .iter()
            .filter(|(_, shape)| shape["type"] == "operation")
        {
            let input = shape["input"]["target"]
                .as_str()
                .and_then(|id| shapes.get(id));
            let members = input.map(|input| &input["members"]).unwrap_or(&Value::Null);
            if !members["Tags"].is_null() || !members["TagKeys"].is_null() {
                let (_, name) = id.split_once('#').unwrap();
                tagging.insert((service, name.to_owned()));
            }
        }
    }
    let rows = Row::all();
    let offered = rows
        .iter()
        .map(|row| (row.service, row.operation.to_owned()));
    let left_out = NOT_OFFERED
        .iter()
        .map(|(service, name, _)| (*service, (*name).to_owned()));
    let known: Vec<_> = offered.chain(left_out).collect();
    assert_eq!(known.len(), tagging.len(), "each once");
    assert_eq!(known.into_iter().collect::<BTreeSet<_>>(), tagging);
}

/// A stage on which the row's call succeeds, and the secret has its ARN.
fn stage_of(row: &Row) -> Stage {
    let stage = Stage::prompt();
    let answer = Answer::json(200, row.answer.clone());
    stage.sim.script(row.operation).answer(answer);
    let secret = Answer::json(200, json!({"ARN": SECRET, "Name": "app"}));
    stage.sim.script("DescribeSecret").always().answer(secret);
    stage
}

/// The same name, of another type, of another service, longer in front and behind.
fn decoys(arn: &str) -> Vec<String> {
    let of_another_type = ["parameter/", "document/", "policy/", "secret:"]
        .iter()
        .filter(|of_type| !arn.contains(*of_type))
        .map(|of_type| {
            let (start, name) = arn.rsplit_once(':').unwrap();
            let name = name.split_once('/').map_or(name, |(_, name)| name);
            format!("{start}:{of_type}{name}")
        });
    let mut decoys: Vec<_> = of_another_type.collect();
    let (service, elsewhere) = (arn.split(':').nth(2).unwrap(), "resource-groups");
    decoys.push(arn.replacen(service, elsewhere, 1));
    decoys.push(format!("{arn}/x"));
    decoys.push(format!("{arn}-x"));
    decoys
}

#[tokio::test(start_paused = true)]
async fn each_call_that_gives_tags_waits_until_its_own_resource_has_them() {
    for row in Row::giving() {
        let stage = stage_of(&row);
        let decoys = decoys(&row.arn);
        assert!(
            decoys.len() >= 5 && !decoys.contains(&row.arn),
            "{decoys:?}"
        );
        let decoys = decoys.iter().map(|arn| listed(arn, PROD));
        let with = |tags| decoys.clone().chain([listed(&row.arn, tags)]).collect();
        let index = Index::showing([(Duration::ZERO, with(TEST)), (LATE, with(PROD))]);
        let acted = (row.send)(&stage, &index.client()).await;
        let name = row.operation;
        assert!(acted.cause.is_none(), "{name}: {:?}", acted.cause);
        assert!(
            acted.evidence.unconfirmed().is_none(),
            "{name}: {:?}",
            acted.evidence
        );
        let polls = polls(&acted.evidence);
        let first = polls.iter().find(|poll| poll.outcome == Outcome::Satisfied);
        assert!(first.unwrap().at >= LATE, "{name}: {polls:?}");
        assert!(
            polls.len() > 2 && polls[0].outcome == Outcome::Pending,
            "{name}: {polls:?}"
        );
        is_asked_for(&row, &index);
    }
}

#[tokio::test(start_paused = true)]
async fn each_call_that_removes_tags_waits_until_its_own_resource_has_them_no_longer() {
    for row in Row::removing() {
        let arn = row.arn.as_str();
        // Listed without the tag, without any, or not at all.
        for after in [Some(&PROD[..1]), Some(&[]), None] {
            let stage = stage_of(&row);
            let decoys: Vec<_> = decoys(arn).iter().map(|arn| listed(arn, PROD)).collect();
            let with = |tags: Option<&[_]>| {
                let it = tags.map(|tags| listed(arn, tags));
                decoys.iter().cloned().chain(it).collect()
            };
            let index = Index::showing([(Duration::ZERO, with(Some(PROD))), (LATE, with(after))]);
            let acted = (row.send)(&stage, &index.client()).await;
            let name = row.operation;
            assert!(
                acted.cause.is_none(),
                "{name}, {after:?}: {:?}",
                acted.cause
            );
            let polls = polls(&acted.evidence);
            let first = polls.iter().find(|poll| poll.outcome == Outcome::Satisfied);
            assert!(first.unwrap().at >= LATE, "{name}, {after:?}: {polls:?}");
            assert_eq!(polls[0].seen, "still listed: stage", "{name}");
            is_asked_for(&row, &index);
        }
    }
}

/// One resource by its ARN, or its type with the tag.
fn is_asked_for(row: &Row, index: &Index) {
    for asked in index.asked() {
        if row.is_asked_by_arn {
            assert_eq!(
                asked.resource_arn_list(),
                [row.arn.as_str()],
                "{}",
                row.operation
            );
            continue;
        }
        let mut arn = row.arn.split(':').skip(2);
        let service = arn.next().unwrap();
        let of_type = arn.nth(2).unwrap().split('/').next().unwrap();
        assert_eq!(
            asked.resource_type_filters(),
            [format!("{service}:{of_type}")]
        );
        assert_eq!(
            asked.tag_filters()[0].key(),
            Some("stage"),
            "{}",
            row.operation
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_resource_by_its_arn_is_pending_with_what_is_seen_instead() {
    let row = Row::giving()
        .into_iter()
        .find(|row| row.operation == "CreateSecret")
        .unwrap();
    let stage = stage_of(&row);
    let states = [
        (Duration::ZERO, None),
        (3 * SECOND, Some(TEST)),
        (9 * SECOND, Some(PROD)),
    ];
    let states = states.map(|(from, tags)| {
        (
            from,
            tags.map(|tags| listed(SECRET, tags)).into_iter().collect(),
        )
    });
    let index = Index::showing(states);
    let acted = (row.send)(&stage, &index.client()).await;
    assert!(acted.cause.is_none(), "{:?}", acted.cause);
    let mut seen: Vec<_> = acted
        .evidence
        .polls()
        .iter()
        .map(|poll| poll.seen.to_string())
        .collect();
    seen.dedup();
    let absent = format!("{SECRET} is not listed");
    let stale = "not listed, or with another value: stage";
    assert_eq!(seen, [absent.as_str(), stale, "all tags are listed"]);
}
