//! A checked mutation, a pending one, one that nobody can observe, and reads.

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
            delete_thing in delete_thing:
            DeleteThingInput DeleteThingInputBuilder DeleteThingOutput DeleteThingError
            DeleteThingFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            notify_thing in notify_thing:
            NotifyThingInput NotifyThingInputBuilder NotifyThingOutput NotifyThingError
            NotifyThingFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            list_things in list_things:
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
    let mut checks: Vec<&str> = confirmed
        .evidence
        .polls()
        .iter()
        .map(|it| it.check)
        .collect();
    checks.sort_unstable();
    assert_eq!(checks, ["thing_is_listed", "thing_is_visible"]);
    let sent = golden.config().sent();
    assert_eq!(
        sent[0],
        r#"PutThingInput { name: Some("a"), value: Some("b") }"#
    );
    assert_eq!(sent.len(), 4, "{sent:?}");
    assert!(sent.contains(&r#"GetThingInput { name: Some("a") }"#.to_owned()));
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

fn client() -> ConsistentGoldenClient {
    ConsistentGoldenClient::from_conf(stub::Config::default())
}
