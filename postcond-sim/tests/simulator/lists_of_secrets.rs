//! Which secrets are listed, and until when one that is deleted is.

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::types::{Filter, FilterNameStringType, SortOrderType, Tag};

use crate::{code, prompt};

/// Secrets of these names, the first of which is tagged and described.
async fn secrets_named(names: &[&str]) -> Client {
    let secrets = Client::new(&prompt().sdk_config());
    let tag = Tag::builder().key("team").value("blue").build();
    for (number, name) in names.iter().enumerate() {
        let create = secrets.create_secret().name(*name).secret_string("1");
        let create = match number {
            0 => create.tags(tag.clone()).description("The First"),
            _ => create,
        };
        create.send().await.unwrap();
    }
    secrets
}

fn filter(key: FilterNameStringType, values: &[&str]) -> Filter {
    let values = values.iter().map(|value| (*value).to_owned());
    let filter = Filter::builder().key(key);
    filter.set_values(Some(values.collect())).build()
}

#[tokio::test(start_paused = true)]
async fn secrets_are_listed_by_what_they_are() {
    use FilterNameStringType::{Description, Name, TagKey, TagValue};
    let secrets = secrets_named(&["b/1", "a/1", "a/2"]).await;
    type Names = &'static [&'static str];
    let rows: [(FilterNameStringType, Names, Names); 7] = [
        (Name, &["a"], &["a/1", "a/2"]),
        (Name, &["b", "a/2"], &["a/2", "b/1"]),
        (Name, &["!a"], &["b/1"]),
        (Name, &["1"], &[]),
        (Description, &["the f"], &["b/1"]),
        (TagKey, &["team"], &["b/1"]),
        (TagValue, &["red"], &[]),
    ];
    for (key, values, expected) in rows {
        let list = secrets.list_secrets().filters(filter(key.clone(), values));
        let listed = list.send().await.unwrap();
        let listed = listed.secret_list().iter();
        let listed: Vec<_> = listed.filter_map(|it| it.name()).collect();
        assert_eq!(listed, expected, "{key} {values:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_list_cannot_do_is_refused() {
    let secrets = secrets_named(&[]).await;
    let list = secrets.list_secrets();
    let by_all = filter(FilterNameStringType::All, &["a"]);
    let refused = [
        list.clone().filters(by_all),
        list.clone().sort_order(SortOrderType::Desc),
    ];
    for list in refused {
        let error = list.send().await.unwrap_err();
        assert_eq!(code(&error), "InvalidParameterException");
    }
    for size in [0, 101] {
        let error = list.clone().max_results(size).send().await.unwrap_err();
        assert_eq!(code(&error), "ValidationException");
    }
}

#[tokio::test(start_paused = true)]
async fn secrets_are_listed_in_pages() {
    let secrets = secrets_named(&["c", "a", "b"]).await;
    let first = secrets.list_secrets().max_results(2).send().await.unwrap();
    let names = |list: &[aws_sdk_secretsmanager::types::SecretListEntry]| {
        let names = list.iter().filter_map(|it| it.name());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names(first.secret_list()), ["a", "b"]);
    let rest = secrets
        .list_secrets()
        .next_token(first.next_token().unwrap());
    let rest = rest.send().await.unwrap();
    assert_eq!(names(rest.secret_list()), ["c"]);
    assert_eq!(rest.next_token(), None);
}

#[tokio::test(start_paused = true)]
async fn what_is_to_be_deleted_is_listed_if_asked_for() {
    let secrets = secrets_named(&["a"]).await;
    secrets.delete_secret().secret_id("a").send().await.unwrap();
    let listed = secrets.list_secrets().send().await.unwrap();
    assert_eq!(listed.secret_list(), []);
    let list = secrets.list_secrets().include_planned_deletion(true);
    let listed = list.send().await.unwrap();
    let [entry] = listed.secret_list() else {
        panic!("{listed:?}");
    };
    assert!(entry.deleted_date().is_some());
}

#[tokio::test(start_paused = true)]
async fn the_answer_says_when_the_secret_will_be_gone() {
    let secrets = secrets_named(&["a", "b", "c"]).await;
    const DAY: i64 = 24 * 60 * 60;
    let rows = [("a", None, 30), ("b", Some(7), 7)];
    for (name, window, days) in rows {
        let delete = secrets.delete_secret().secret_id(name);
        let delete = delete.set_recovery_window_in_days(window);
        let end = *delete.send().await.unwrap().deletion_date().unwrap();
        let described = secrets.describe_secret().secret_id(name);
        let described = described.send().await.unwrap();
        let marked = described.deleted_date().unwrap();
        assert_eq!(end.secs() - marked.secs(), days * DAY, "{name}");
    }
    let delete = secrets.delete_secret().secret_id("c");
    let error = delete.recovery_window_in_days(6).send().await.unwrap_err();
    assert_eq!(code(&error), "InvalidParameterException");
}
