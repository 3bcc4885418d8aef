#![allow(clippy::unwrap_used)]

use serde_json::{Map, Value, json};

use crate::draft::Draft;
use crate::source::Source;

/// A service that deletes and reads a thing. Members are written as `Name!` if they are required, and as
/// `Name:Boolean` if they are no texts.
struct Service {
    thing: &'static str,
    deleted_by: &'static str,
    read_by: &'static str,
    answer: &'static str,
    errors: &'static str,
}

/// Of which a check can be drafted.
const PLAIN: Service = Service {
    thing: "Rule",
    deleted_by: "Name!",
    read_by: "Name!",
    answer: "Description",
    errors: "RuleNotFound",
};

fn structure(members: &str) -> Value {
    let members = members.split_whitespace().map(|member| {
        let (member, is_required) = match member.strip_suffix('!') {
            Some(member) => (member, true),
            None => (member, false),
        };
        let (name, target) = member.split_once(':').unwrap_or((member, "String"));
        let target = match target {
            "String" | "Boolean" => format!("smithy.api#{target}"),
            target => format!("a#{target}"),
        };
        let traits = match is_required {
            true => json!({"smithy.api#required": {}}),
            false => json!({}),
        };
        (name.to_owned(), json!({"target": target, "traits": traits}))
    });
    json!({"type": "structure", "members": members.collect::<Map<_, _>>()})
}

impl Service {
    /// The checks that are drafted for it, without line breaks.
    fn drafted(&self) -> Option<String> {
        self.drafted_for("Golden")
    }

    fn drafted_for(&self, sdk_id: &str) -> Option<String> {
        self.drafted_by(sdk_id, &format!("Get{}", self.thing))
    }

    /// With a read of this name.
    fn drafted_by(&self, sdk_id: &str, get: &str) -> Option<String> {
        let delete = format!("Delete{}", self.thing);
        let errors: Vec<_> = self.errors.split_whitespace().collect();
        let named = errors
            .iter()
            .map(|name| json!({"target": format!("a#{name}")}));
        let mut shapes = json!({
            "a#A": {
                "type": "service", "version": "1",
                "operations": [{"target": format!("a#{delete}")}, {"target": format!("a#{get}")}],
                "traits": {"aws.api#service": {"sdkId": sdk_id}}
            },
            format!("a#{delete}"): {"type": "operation", "input": {"target": "a#DeleteInput"}},
            format!("a#{get}"): {
                "type": "operation", "input": {"target": "a#GetInput"},
                "output": {"target": "a#GetOutput"}, "errors": named.collect::<Vec<_>>()
            },
            "a#DeleteInput": structure(self.deleted_by),
            "a#GetInput": structure(self.read_by),
            "a#GetOutput": structure(self.answer),
            "a#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
            "a#Scope": {"type": "enum", "members": {}},
            "a#State": {"type": "enum", "members": {"LIVE": {}, "DELETED": {}}},
            "a#Shown": {"type": "structure", "members": {"State": {"target": "a#State"}}},
            "a#OldScope": {"type": "string", "traits": {"smithy.api#enum": []}}
        });
        for error in errors {
            shapes[format!("a#{error}")] = json!({"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}});
        }
        let model = json!({"smithy": "2.0", "shapes": shapes}).to_string();
        let draft = Draft::new(&Source::embedded("a.json", model), "crate::a");
        let draft = draft.unwrap_or_else(|errors| panic!("{errors}"));
        draft
            .gone()
            .map(|source| source.split_whitespace().collect())
    }
}

#[test]
fn every_text_that_both_inputs_have_is_passed_on() {
    let both = "Name! EventBusName";
    let service = Service {
        deleted_by: both,
        read_by: both,
        ..PLAIN
    };
    let drafted = service.drafted().unwrap();
    for call in [
        ".set_name(input.name.clone())",
        ".set_event_bus_name(input.event_bus_name.clone())",
    ] {
        assert!(drafted.contains(call), "{call}: {drafted}");
    }
}

#[test]
fn nothing_is_drafted_that_might_read_another_thing() {
    assert!(PLAIN.drafted().is_some());
    // What the read does not take, and names nothing.
    let more = Service {
        deleted_by: "Name! Force:Boolean",
        ..PLAIN
    };
    assert!(more.drafted().is_some());
    for (deleted_by, read_by, why) in [
        ("Name! Scope:Scope", "Name! Scope:Scope", "no text"),
        (
            "Name! Scope:OldScope",
            "Name! Scope:OldScope",
            "an enumeration as Smithy 1 had them",
        ),
        (
            "Name! Shared:Boolean",
            "Name! Shared:Boolean",
            "no text either",
        ),
        ("Name! VersionId", "Name!", "the read takes no version"),
        ("Name! Qualifier", "Name!", "the read takes no qualifier"),
        (
            "Name! ExpectedBucketOwner",
            "Name!",
            "the read takes no owner",
        ),
        ("Name!", "Name! Encoding!", "the read needs more"),
        ("Name", "Name", "the read may be of anything"),
    ] {
        let service = Service {
            deleted_by,
            read_by,
            ..PLAIN
        };
        assert_eq!(service.drafted(), None, "{why}");
    }
}

#[test]
fn a_call_must_have_what_the_read_needs() {
    let deleted_by = "Name";
    let service = Service {
        deleted_by,
        ..PLAIN
    };
    assert_eq!(service.drafted(), None);
}

#[test]
fn what_is_deleted_after_days_is_not_said_to_be_gone() {
    let deleted_by = "Name! DeleteInDays:Boolean";
    let service = Service {
        deleted_by,
        ..PLAIN
    };
    assert_eq!(service.drafted(), None);
}

#[test]
fn what_is_a_stream_is_not_read() {
    let service = Service {
        answer: "Body:Stream",
        ..PLAIN
    };
    assert_eq!(service.drafted(), None);
}

#[test]
fn what_is_deleted_later_is_not_said_to_be_gone() {
    let deleted_by = "Name! RecoveryWindowInDays:Boolean";
    assert_eq!(
        Service {
            deleted_by,
            ..PLAIN
        }
        .drafted(),
        None
    );
}

/// As of SQS: a queue is read by its attributes.
#[test]
fn a_thing_may_be_read_by_its_attributes() {
    for (read, is_drafted) in [
        ("GetRuleAttributes", true),
        ("DescribeRule", true),
        ("GetRuleSettings", false),
        ("ListRule", false),
    ] {
        let drafted = PLAIN.drafted_by("Golden", read);
        assert_eq!(drafted.is_some(), is_drafted, "{read}");
    }
}

#[test]
fn what_is_shown_as_deleted_is_not_said_to_be_gone() {
    for answer in ["State:State", "Rule:Shown"] {
        let service = Service { answer, ..PLAIN };
        assert_eq!(service.drafted(), None, "{answer}");
    }
}

/// A thing, what names it, the errors of its read, and whether a check is drafted.
const ABSENT: &[(&str, &str, &str, bool)] = &[
    ("Rule", "Name!", "RuleNotFoundException", true),
    ("Rule", "Name!", "ResourceNotFoundException", true),
    ("Rule", "RuleId!", "NoSuchEntityException", true),
    (
        "PatchBaseline",
        "BaselineId!",
        "DoesNotExistException",
        true,
    ),
    ("RolePolicy", "PolicyName!", "NoSuchEntityException", true),
    ("BucketPolicy", "Bucket!", "NoSuchBucketPolicy", true),
    ("BucketPolicy", "Bucket!", "NoSuchBucket", false),
    (
        "ResourcePolicy",
        "SecretId!",
        "ResourceNotFoundException",
        false,
    ),
    (
        "FunctionConcurrency",
        "FunctionName!",
        "ResourceNotFoundException",
        false,
    ),
    (
        "FunctionUrlConfig",
        "FunctionName!",
        "NotFoundException",
        false,
    ),
    ("DomainPolicy", "Name!", "ResourceNotFoundException", false),
    ("Rule", "Name!", "BusNotFoundException", false),
    ("Rule", "Name!", "RuleNotFound BusNotFound", false),
    ("Rule", "Name!", "Throttled", false),
];

#[test]
fn the_error_is_of_what_was_deleted() {
    for &(thing, member, errors, expected) in ABSENT {
        let service = Service {
            thing,
            deleted_by: member,
            read_by: member,
            errors,
            ..PLAIN
        };
        let drafted = service.drafted().is_some();
        assert_eq!(drafted, expected, "{thing} by {member}, {errors}");
    }
}

/// As the data stores of CloudTrail.
#[test]
fn what_is_known_to_linger_is_not_drafted() {
    assert!(super::lingering("CloudTrail", "DeleteEventDataStore").is_some());
    let store = Service {
        thing: "EventDataStore",
        deleted_by: "EventDataStore!",
        read_by: "EventDataStore!",
        errors: "EventDataStoreNotFoundException",
        ..PLAIN
    };
    assert!(store.drafted_for("Golden").is_some());
    assert_eq!(store.drafted_for("CloudTrail"), None);
}
