//! A checked mutation, one that is checked on request, a pending one, one that nobody can observe,
//! and reads.

use std::time::Duration;

pub mod checks {
    pub mod listing {
        pub mod entries;
    }
    pub mod thing;
}

pub mod stub {
    pub use crate::sdk::*;
    client!();
    pub mod types {}
    pub mod operation {
        put_thing! { value set_value get_value: into [String], }
        get_thing!();
        operation! {
            DeleteThing: delete_thing in delete_thing:
            DeleteThingInput DeleteThingInputBuilder DeleteThingOutput DeleteThingError
            DeleteThingFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            NotifyThing: notify_thing in notify_thing:
            NotifyThingInput NotifyThingInputBuilder NotifyThingOutput NotifyThingError
            NotifyThingFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            StartThing: start_thing in start_thing:
            StartThingInput StartThingInputBuilder StartThingOutput StartThingError
            StartThingFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            ListThings: list_things in list_things:
            ListThingsInput ListThingsInputBuilder ListThingsOutput ListThingsError
            ListThingsFluentBuilder
            { name set_name get_name: into [String], }
        }
    }
}

generated!("kinds");

#[tokio::test]
async fn a_checked_mutation_is_followed_by_the_reads_of_its_checks() {
    let golden = client();
    let put = golden.put_thing().name("a").value("b");
    let confirmed = put.send_with_evidence().await.unwrap();
    assert_eq!(
        checks_met(&confirmed),
        ["thing_is_listed", "thing_is_visible"]
    );
    let sent = golden.config().sent();
    assert_eq!(
        sent[0],
        r#"PutThingInput { name: Some("a"), value: Some("b") }"#
    );
    assert_eq!(sent.len(), 4, "{sent:?}");
    assert!(sent.contains(&r#"GetThingInput { name: Some("a") }"#.to_owned()));
}

#[tokio::test]
async fn in_a_scope_the_reads_come_when_it_is_settled() {
    let (golden, scope) = (client(), runtime::Scope::new());
    let put = golden.put_thing().name("a").value("b");
    let handle = put.send_in(&scope).await.unwrap();
    let delete = golden.delete_thing().name("a").customize();
    let _ = delete.send_in(&scope).await.unwrap();
    assert_eq!(golden.config().sent().len(), 2);
    scope.settle().await.into_result().unwrap();
    assert_eq!(handle.confirmation().unwrap().evidence().polls_made(), 2);
    assert_eq!(golden.config().sent().len(), 5);
}

/// The checks that were met, in the order of their names.
fn checks_met<O>(confirmed: &runtime::Confirmed<O>) -> Vec<&'static str> {
    let polls = confirmed.evidence.polls().iter();
    let mut checks: Vec<&str> = polls.map(|poll| poll.check).collect();
    checks.sort_unstable();
    checks
}

#[tokio::test]
async fn a_check_on_request_is_waited_for_by_the_call_that_asks() {
    let golden = client();
    let start = golden.start_thing().name("a");
    let started = start.clone().send_with_evidence().await.unwrap();
    assert_eq!(checks_met(&started), [""; 0]);
    assert_eq!(golden.config().sent().len(), 1);
    let start = start.until(on_request::thing_is_running);
    let started = start.send_with_evidence().await.unwrap();
    assert_eq!(checks_met(&started), ["thing_is_running"]);
    let put = golden.put_thing().name("a");
    let put = put.unconfirmed().until(on_request::thing_has_settled);
    let confirmed = put.send_with_evidence().await.unwrap();
    assert_eq!(checks_met(&confirmed), ["thing_has_settled"]);
}

#[tokio::test]
async fn other_mutations_are_followed_by_nothing() {
    let golden = client();
    golden.delete_thing().name("a").send().await.unwrap();
    golden
        .notify_thing()
        .name("a")
        .customize()
        .send()
        .await
        .unwrap();
    golden
        .put_thing()
        .name("a")
        .unconfirmed()
        .send()
        .await
        .unwrap();
    assert_eq!(golden.config().sent().len(), 3);
}

/// The generator orders the rows so that `operation` can search them.
#[test]
fn each_operation_has_the_row_of_its_kind() {
    let names = OPERATIONS.iter().map(|row| row.name);
    for name in names {
        assert_eq!(operation(name).map(|row| row.name), Some(name));
    }
    let kind = |name| operation(name).map(|row| format!("{:?}", row.kind));
    let starts = |name, start: &str| kind(name).is_some_and(|kind| kind.starts_with(start));
    assert!(starts("PutThing", "Checked"), "{:?}", kind("PutThing"));
    assert!(
        starts("DeleteThing", "Pending"),
        "{:?}",
        kind("DeleteThing")
    );
    assert!(
        starts("NotifyThing", "Unobservable"),
        "{:?}",
        kind("NotifyThing")
    );
    assert!(starts("GetThing", "Read"), "{:?}", kind("GetThing"));
    assert_eq!(kind("NoSuchThing"), None);
}

/// What the attribute says is in the table, too, where no check has to be named.
#[test]
fn the_table_says_of_each_check_what_the_attribute_does() {
    fn said<P: runtime::PostCondition>(_: P) -> (Option<&'static str>, Option<Duration>, bool) {
        (P::INFO.batched, P::INFO.deadline, P::INFO.best_effort)
    }
    let in_attributes = [
        said(checks::listing::entries::thing_is_listed),
        said(checks::thing::thing_is_visible),
        said(checks::thing::thing_has_settled),
        said(checks::thing::thing_is_running),
    ];
    assert_eq!(
        in_attributes,
        [
            (None, Some(Duration::from_secs(300)), false),
            (Some("ListThings"), None, false),
            (None, Some(Duration::from_secs(90)), false),
            (None, Some(Duration::from_secs(3_600)), true),
        ]
    );
    let in_table = OPERATIONS.iter().flat_map(runtime::OperationInfo::checks);
    let in_table = in_table.map(|it| (it.batched, it.deadline, it.best_effort));
    assert_eq!(in_table.collect::<Vec<_>>(), in_attributes);
    let on_request = OPERATIONS.iter().flat_map(runtime::OperationInfo::checks);
    let on_request = on_request.filter(|check| check.on_request);
    let on_request: Vec<&str> = on_request.map(|check| check.name).collect();
    assert_eq!(on_request, ["thing_has_settled", "thing_is_running"]);
}

#[test]
fn the_service_knows_its_name_and_its_rows() {
    assert_eq!((SERVICE.name, SERVICE.sdk_id), ("golden", "Golden"));
    assert_eq!(SERVICE.operations, OPERATIONS);
    assert_eq!(SERVICE.operation("PutThing"), operation("PutThing"));
}

fn client() -> ConsistentGoldenClient {
    ConsistentGoldenClient::from_conf(stub::Config::default())
}
