//! What is drafted is as it was when somebody last looked at it, compiles, and says the right thing of each answer.
//!
//! After a deliberate change: `POSTCOND_BLESS=1 cargo test -p postcond-golden-tests --test drafted`, and once more without.

#![allow(clippy::unwrap_used)]
// Of the stub of an SDK crate.
#![allow(missing_docs, unreachable_pub, dead_code)]

#[rustfmt::skip]
#[path = "expected/lifecycle.rs"]
mod lifecycle;
#[rustfmt::skip]
#[allow(clippy::redundant_closure_for_method_calls)] // The type's path would be longer.
#[path = "expected/tags.rs"]
mod tags;
mod widgets;

use std::fs;
use std::path::PathBuf;

use postcond::runtime::{Check, Verdict};
use postcond_codegen::{Draft, Source};

use widgets::sdk::operation::drop_widget::{DropWidgetInput, DropWidgetOutput};
use widgets::sdk::operation::edit_widget::{EditWidgetInput, EditWidgetOutput};
use widgets::sdk::operation::list_widget_tags::ListWidgetTagsOutput;
use widgets::sdk::operation::make_widget::{MakeWidgetInput, MakeWidgetOutput};
use widgets::sdk::operation::show_widget::ShowWidgetOutput;
use widgets::sdk::operation::tag_widget::{TagWidgetInput, TagWidgetOutput};
use widgets::sdk::operation::untag_widget::{UntagWidgetInput, UntagWidgetOutput};
use widgets::sdk::types::{Color, Details, Tag};
use widgets::{Answer, Reader};

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/drafted")
}

/// Without the attribute, which wants a generated client.
fn plain(source: &str) -> String {
    let source = source.replace("use postcond::post_condition;\n", "");
    let mut parts = source.split("#[post_condition(");
    let first = parts.next().unwrap().to_owned();
    let rest = parts.map(|part| part.split_once(")]\n").unwrap().1);
    first + &rest.collect::<String>()
}

#[test]
fn drafts_are_as_expected() {
    let model = Source::file(directory().join("widgets.json"));
    let draft = Draft::new(&model, "crate::widgets").unwrap();
    for (name, source) in [("lifecycle", draft.lifecycle()), ("tags", draft.tags())] {
        let file = directory().join(format!("expected/{name}.rs"));
        let drafted = plain(&source.unwrap());
        if std::env::var_os("POSTCOND_BLESS").is_some() {
            fs::write(&file, &drafted).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), drafted, "{name}");
    }
}

/// `satisfied`, `unverifiable` or `pending`, with what was seen.
fn said(check: Check) -> String {
    let verdict = check.unwrap();
    let kind = match &verdict {
        Verdict::Satisfied(_) => "satisfied",
        Verdict::Unverifiable(_) => "unverifiable",
        _ => "pending",
    };
    format!("{kind}: {}", verdict.seen())
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn before() -> ShowWidgetOutput {
    ShowWidgetOutput {
        title: text("old"),
        color: Some(Color::Red),
        names: Some(vec!["a".to_owned(), "b".to_owned()]),
        widget_version: "1".to_owned(),
        ..ShowWidgetOutput::default()
    }
}

/// The version that the call expects is what a stale read shows: it confirms nothing.
#[tokio::test]
async fn a_drafted_update_is_confirmed_once_the_read_is_fresh() {
    let set = || EditWidgetInput {
        widget_version: text("1"),
        ..EditWidgetInput::default()
    };
    let title = EditWidgetInput {
        title: text("new"),
        ..set()
    };
    let cleared = EditWidgetInput {
        title: text(""),
        ..set()
    };
    let names = |names: &[&str]| EditWidgetInput {
        names: Some(names.iter().map(|it| (*it).to_owned()).collect()),
        color: Some(Color::Red),
        ..set()
    };
    let details = EditWidgetInput {
        details: Some(Details::default()),
        ..title.clone()
    };
    let after = ShowWidgetOutput {
        title: text("new"),
        widget_version: "2".to_owned(),
        ..before()
    };
    let untitled = ShowWidgetOutput {
        title: None,
        ..before()
    };
    let stale = "pending: not as the call has set it: title (another is shown)";
    let fresh = "satisfied: the widget is as the call has set it";
    for (input, seen, expected) in [
        (&title, before(), stale),
        (&title, after.clone(), fresh),
        (&cleared, untitled, fresh),
        (&names(&["b", "a"]), before(), fresh),
        (
            &names(&["a", "a"]),
            before(),
            "pending: not as the call has set it: names (another is shown)",
        ),
        // What can be compared is waited for, and the rest is not said to be confirmed.
        (&details, before(), stale),
        (&details, after, "unverifiable: `details` is not compared"),
    ] {
        let reader = Reader::answering([Answer::Widget(seen)]);
        let check = lifecycle::edit_widget_shows(&reader, input, &EditWidgetOutput {}).await;
        assert_eq!(said(check), expected, "{input:?}");
    }
}

#[tokio::test]
async fn a_drafted_creation_or_deletion_is_confirmed_once_the_read_shows_it() {
    for (answer, made, dropped) in [
        (Answer::Widget(before()), "satisfied", "pending"),
        (Answer::NotFound, "pending", "satisfied"),
    ] {
        let reader = Reader::answering([answer.clone(), answer]);
        let output = MakeWidgetOutput { id: "1".to_owned() };
        let check = lifecycle::make_widget_is_found(&reader, &MakeWidgetInput {}, &output).await;
        assert!(said(check).starts_with(made), "{made}");
        let input = DropWidgetInput { id: text("1") };
        let check = lifecycle::drop_widget_is_gone(&reader, &input, &DropWidgetOutput {}).await;
        assert!(said(check).starts_with(dropped), "{dropped}");
    }
}

fn tag(key: &str, value: Option<&str>) -> Tag {
    Tag {
        key: key.to_owned(),
        value: value.map(str::to_owned),
    }
}

/// The tags of each page.
fn pages(pages: &[&[Tag]]) -> Reader {
    let pages = pages.iter().enumerate().map(|(index, tags)| {
        Answer::Tags(ListWidgetTagsOutput {
            tags: Some(tags.to_vec()),
            next_token: (index + 1 < pages.len()).then(|| index.to_string()),
        })
    });
    Reader::answering(pages)
}

#[tokio::test]
async fn drafted_checks_of_tags_look_at_every_page() {
    let (team, empty, other) = (
        tag("team", None),
        tag("team", Some("")),
        tag("a", Some("b")),
    );
    let listed = "satisfied: all tags are listed";
    let missing = "pending: not listed, or with another value: team";
    let tagged = TagWidgetInput {
        id: text("1"),
        tags: Some(vec![team]),
    };
    let gone = "satisfied: none of the tags is listed";
    let untagged = UntagWidgetInput {
        id: text("1"),
        tag_keys: Some(vec!["team".to_owned()]),
    };
    for (tags, when_tagged, when_untagged) in [
        (
            &[&[other.clone()][..], &[empty][..]][..],
            listed,
            "pending: still listed: team",
        ),
        (&[&[other][..], &[][..]][..], missing, gone),
    ] {
        let output = TagWidgetOutput {};
        let check = tags::widget_tags_are_listed(&pages(tags), &tagged, &output).await;
        assert_eq!(said(check), when_tagged);
        let output = UntagWidgetOutput {};
        let check = tags::widget_tags_are_gone(&pages(tags), &untagged, &output).await;
        assert_eq!(said(check), when_untagged);
    }
}
