#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use crate::draft::Draft;
use crate::source::Source;

/// A service that tags a queue.
struct Service(Value);

impl Service {
    /// With these operations, which tag, untag and list.
    fn new(tag: &str, untag: &str, list: &str) -> Self {
        let bound = |name: &str| json!({"target": format!("a#{name}")});
        let operation = |name: &str| json!({"type": "operation", "input": bound(name), "output": bound("Listed")});
        let structure = |members: &[(&str, &str)]| {
            let members = members
                .iter()
                .map(|(name, target)| ((*name).to_owned(), bound(target)));
            json!({"type": "structure", "members": members.collect::<serde_json::Map<_, _>>()})
        };
        Self(json!({
            "a#A": {
                "type": "service", "version": "1", "operations": [bound(tag), bound(untag), bound(list)],
                "traits": {"aws.api#service": {"sdkId": "Golden"}}
            },
            format!("a#{tag}"): operation("TagInput"),
            format!("a#{untag}"): operation("UntagInput"),
            format!("a#{list}"): operation("ListInput"),
            "a#TagInput": structure(&[("QueueUrl", "Text"), ("Tags", "Tags")]),
            "a#UntagInput": structure(&[("QueueUrl", "Text"), ("TagKeys", "Texts")]),
            "a#ListInput": structure(&[("QueueUrl", "Text")]),
            "a#Listed": structure(&[("Tags", "Tags")]),
            "a#Text": {"type": "string"},
            "a#Texts": {"type": "list", "member": bound("Text")},
            "a#Tags": {"type": "list", "member": bound("Tag")},
            "a#Tag": structure(&[("Key", "Text"), ("Value", "Text")]),
        }))
    }

    fn with(mut self, pointer: &str, value: Value) -> Self {
        let (place, key) = pointer.rsplit_once('/').unwrap();
        self.0.pointer_mut(place).unwrap()[key] = value;
        self
    }

    /// The checks that are drafted, without line breaks.
    fn drafted(&self) -> Option<String> {
        let model = json!({"smithy": "2.0", "shapes": self.0}).to_string();
        let draft = Draft::new(&Source::embedded("a.json", model), "crate::a");
        let draft = draft.unwrap_or_else(|errors| panic!("{errors}"));
        draft.tags().map(|source| without_breaks(&source))
    }
}

/// Nor commas at the end of a line.
fn without_breaks(source: &str) -> String {
    let source: String = source.split_whitespace().collect();
    source.replace(",)", ")")
}

fn assert_all(drafted: &str, expected: &[&str]) {
    for expected in expected {
        assert!(
            drafted.contains(&without_breaks(expected)),
            "{expected}: {drafted}"
        );
    }
}

#[test]
fn tags_are_found_by_what_the_operations_are_called() {
    for (tag, untag, list) in [
        ("TagResource", "UntagResource", "ListTagsForResource"),
        ("TagResource", "UntagResource", "ListTags"),
        ("TagQueue", "UntagQueue", "ListQueueTags"),
        (
            "AddTagsToResource",
            "RemoveTagsFromResource",
            "ListTagsForResource",
        ),
        (
            "AddTagsToCertificate",
            "RemoveTagsFromCertificate",
            "ListTagsForCertificate",
        ),
    ] {
        let drafted = Service::new(tag, untag, list).drafted().unwrap();
        let of = |name: &str| format!("op=\"{name}\",reads=[\"{list}\"]");
        assert_all(&drafted, &[&of(tag), &of(untag)]);
    }
    for (tag, list) in [("Tagger", "ListTags"), ("TagQueue", "ListTopicTags")] {
        assert_eq!(Service::new(tag, "Other", list).drafted(), None, "{tag}");
    }
}

/// A tag without a value is listed with an empty one, which is the same.
#[test]
fn tags_are_compared_by_key_and_value() {
    let plain = || Service::new("TagQueue", "UntagQueue", "ListQueueTags");
    let as_list =
        "input.tags().iter().filter_map(|tag| Some((tag.key()?, tag.value().unwrap_or_default())))";
    assert_all(
        &plain().drafted().unwrap(),
        &[
            "use postcond::runtime::compare::{tags_are_listed, tags_are_not_listed};",
            "let seen = reader.list_queue_tags().set_queue_url(input.queue_url.clone()).send().await?;",
            "let listed: Vec<(&str, &str)> = seen.tags().iter().filter_map(",
            &format!("let given = {as_list}; tags_are_listed(given, &listed)"),
            "tags_are_not_listed(input.tag_keys(), &listed)",
        ],
    );
    let required = json!({"smithy.api#required": {}});
    let required = plain()
        .with("/a#Tag/members/Key/traits", required.clone())
        .with("/a#Tag/members/Value/traits", required);
    let pair = "input.tags().iter().map(|tag| (tag.key(), tag.value()))";
    assert_all(&required.drafted().unwrap(), &[pair]);
    let text = json!({"target": "a#Text"});
    let map = plain().with(
        "/a#Tags",
        json!({"type": "map", "key": text, "value": text}),
    );
    let pairs =
        "input.tags().into_iter().flatten().map(|(key, value)| (key.as_str(), value.as_str()))";
    assert_all(&map.drafted().unwrap(), &[pairs]);
    let sparse = map.with("/a#Tags/traits", json!({"smithy.api#sparse": {}}));
    assert_eq!(sparse.drafted(), None);
}

#[test]
fn tags_are_read_over_all_pages() {
    let paged = Service::new("TagQueue", "UntagQueue", "ListQueueTags")
        .with("/a#ListInput/members/Marker", json!({"target": "a#Text"}))
        .with("/a#Listed/members/NextMarker", json!({"target": "a#Text"}));
    // Which members they are has to be said.
    assert_eq!(paged.drafted(), None);
    let tokens =
        json!({"smithy.api#paginated": {"inputToken": "Marker", "outputToken": "NextMarker"}});
    let paged = paged.with("/a#ListQueueTags/traits", tokens);
    let pages = "let pages = all_pages(
            |token| {
                reader.list_queue_tags().set_queue_url(input.queue_url.clone()).set_marker(token).send()
            },
            |page| page.next_marker(),
        ).await?;
        let listed: Vec<(&str, &str)> = pages.iter().flat_map(|page| { page.tags().iter()";
    assert_all(
        &paged.drafted().unwrap(),
        &["runtime::{Check, all_pages}", pages],
    );
}

#[test]
fn keys_that_are_secrets_are_in_no_words() {
    let secret = Service::new("TagQueue", "UntagQueue", "ListQueueTags").with(
        "/a#Tag/members/Key/traits",
        json!({"smithy.api#sensitive": {}}),
    );
    assert_eq!(secret.drafted(), None);
}
