#![allow(clippy::unwrap_used)]

mod compared;

use serde_json::{Map, Value, json};

use crate::draft::Draft;
use crate::source::Source;

/// Members are written as `name!` if they are required, and as `name:Shape` if they are no texts.
fn structure(members: &str) -> Value {
    let members = members.split_whitespace().map(|member| {
        let (member, is_required) = match member.strip_suffix('!') {
            Some(member) => (member, true),
            None => (member, false),
        };
        let (name, target) = member.split_once(':').unwrap_or((member, "Text"));
        let traits = match is_required {
            true => json!({"smithy.api#required": {}}),
            false => json!({}),
        };
        (
            name.to_owned(),
            json!({"target": format!("a#{target}"), "traits": traits}),
        )
    });
    json!({"type": "structure", "members": members.collect::<Map<_, _>>()})
}

fn bound(name: &str) -> Value {
    json!({"target": format!("a#{name}")})
}

fn operation(name: &str, errors: &[&str]) -> Value {
    let errors: Vec<_> = errors.iter().map(|it| bound(it)).collect();
    json!({
        "type": "operation", "errors": errors,
        "input": bound(&format!("{name}Input")), "output": bound(&format!("{name}Output")),
    })
}

/// A service with a widget, of which a check can be derived for each of its mutations.
struct Service(Value);

impl Service {
    fn new() -> Self {
        let list =
            |member: &str| json!({"type": "list", "member": {"target": format!("a#{member}")}});
        let mut shapes = json!({
            "a#Service": {
                "type": "service", "version": "1", "resources": [bound("Widget")],
                "traits": {"aws.api#service": {"sdkId": "Golden"}}
            },
            "a#Widget": {"type": "resource", "identifiers": {"id": bound("Text")}},
            "a#Text": {"type": "string"},
            "a#Size": {"type": "integer"},
            "a#Color": {"type": "enum", "members": {}},
            "a#Names": list("Text"),
            "a#Details": structure("text"),
            "a#Described": structure("id! title"),
            "a#Parts": list("Details"),
            "a#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
            "a#Missing": {
                "type": "structure", "members": {},
                "traits": {"smithy.api#error": "client", "smithy.api#httpError": 404}
            },
            "a#GadgetNotFound": structure(""),
            "a#WidgetNotFound": structure(""),
            "a#Throttled": structure(""),
        });
        for (phase, name, input, output) in [
            ("create", "MakeWidget", "title", "id!"),
            ("put", "PutWidget", "id! title", ""),
            ("read", "ShowWidget", "id!", "id! title"),
            ("update", "EditWidget", "id! title", ""),
            ("delete", "DropWidget", "id!", ""),
        ] {
            shapes["a#Widget"][phase] = bound(name);
            shapes[format!("a#{name}")] = operation(name, &["Missing", "Throttled"]);
            shapes[format!("a#{name}Input")] = structure(input);
            shapes[format!("a#{name}Output")] = structure(output);
        }
        Self(shapes)
    }

    fn with(mut self, name: &str, shape: Value) -> Self {
        self.0[format!("a#{name}")] = shape;
        self
    }

    fn with_trait(mut self, shape: &str, member: Option<&str>, name: &str, value: Value) -> Self {
        let shape = &mut self.0[format!("a#{shape}")];
        let place = match member {
            Some(member) => &mut shape["members"][member],
            None => shape,
        };
        place["traits"][format!("smithy.api#{name}")] = value;
        self
    }

    fn draft(&self) -> Draft {
        let model = json!({"smithy": "2.0", "shapes": self.0}).to_string();
        let draft = Draft::new(&Source::embedded("a.json", model), "crate::a");
        draft.unwrap_or_else(|errors| panic!("{errors}"))
    }

    /// The check of an operation, without line breaks, or why there is none.
    fn check(&self, operation: &str) -> Result<String, String> {
        let draft = self.draft();
        let (derived, left) = (draft.drafter().lifecycle(), draft.drafter().left());
        let derived = derived.iter().find(|it| it.operation == operation);
        match (derived, left.iter().find(|it| it.operation == operation)) {
            (Some(derived), None) => Ok(without_breaks(&derived.source.to_string())),
            (None, Some(left)) => Err(left.why.clone()),
            _ => panic!("{operation} is both derived and left, or neither"),
        }
    }
}

fn without_breaks(source: &str) -> String {
    source.split_whitespace().collect()
}

fn assert_all(check: &str, expected: &[&str]) {
    for expected in expected {
        assert!(
            check.contains(&without_breaks(expected)),
            "{expected}: {check}"
        );
    }
}

#[test]
fn each_mutation_of_a_resource_is_read_back_by_the_read() {
    let service = Service::new();
    for (operation, expected) in [
        (
            "MakeWidget",
            &[
                "reader.show_widget().set_id(option(output.id.clone())).send()",
                "Some(_) => satisfied(\"the widget is found\")",
                "async fn make_widget_is_found(reader: &Reader, _:",
            ][..],
        ),
        (
            "PutWidget",
            &[
                "set_id(input.id.clone())",
                ".set(\"title\", input.title.as_ref(), shown(&seen.title))",
            ],
        ),
        (
            "EditWidget",
            &[
                "set_id(input.id.clone())",
                ".set(\"title\", input.title.as_ref(), shown(&seen.title))",
            ],
        ),
        (
            "DropWidget",
            &[
                "set_id(input.id.clone())",
                "absent_if(sdk::operation::show_widget::ShowWidgetError::is_missing)",
                "None => satisfied(\"the widget is not found\")",
            ],
        ),
    ] {
        assert_all(&service.check(operation).unwrap(), expected);
    }
}

#[test]
fn a_check_says_what_it_is_derived_from() {
    let check = Service::new().check("MakeWidget").unwrap();
    assert_all(
        &check,
        &[
            "Derived from the model's resource `Widget`, whose `create` is `MakeWidget`:",
            "- its `read` is `ShowWidget`, by `id`, from the answer",
            "- that it is not there is `Missing`",
        ],
    );
}

#[test]
fn an_identifier_is_found_under_another_name_and_in_a_part_of_the_answer() {
    let renamed = Service::new()
        .with("EditWidgetInput", structure("widget! title"))
        .with_trait(
            "EditWidgetInput",
            Some("widget"),
            "resourceIdentifier",
            json!("id"),
        );
    assert_all(
        &renamed.check("EditWidget").unwrap(),
        &["set_id(input.widget.clone())"],
    );
    let nested = Service::new().with("MakeWidgetOutput", structure("made:Described"));
    assert_all(
        &nested.check("MakeWidget").unwrap(),
        &["set_id(output.made.as_ref().and_then(|it| option(it.id.clone())))"],
    );
}

/// As the group of a schedule, which the model has for no identifier, and without which the service takes
/// the default.
#[test]
fn what_both_may_be_given_to_tell_a_thing_by_is_passed_on() {
    let mut service = Service::new();
    for name in ["DropWidgetInput", "ShowWidgetInput"] {
        service = service.with(name, structure("id! groupName revisionId"));
    }
    let check = service.check("DropWidget").unwrap();
    assert_all(&check, &["set_group_name(input.group_name.clone())"]);
    // The revision that was expected is none that there is afterwards.
    assert!(!check.contains("revision"), "{check}");
}

#[test]
#[allow(clippy::too_many_lines)]
fn what_does_not_follow_is_left_to_a_person() {
    let s = Service::new;
    for (service, mutation, expected) in [
        (
            s().with("ShowWidgetInput", structure("id! view!")),
            "EditWidget",
            "the call does not have its `view`",
        ),
        (
            s().with("MakeWidgetOutput", structure("")),
            "MakeWidget",
            "neither the call nor its answer has its `id`",
        ),
        (
            s().with("ShowWidgetOutput", structure("id! body:Stream")),
            "DropWidget",
            "answers with a stream",
        ),
        (
            s().with("ShowWidget", operation("ShowWidget", &["Throttled"])),
            "DropWidget",
            "none of its errors says that it is not there",
        ),
        (
            s().with("DropWidgetInput", structure("id! recoveryDays:Size")),
            "DropWidget",
            "what is deleted is found for some time yet, as `recoveryDays` says",
        ),
        (
            s().with("DropWidgetInput", structure("id! partName")),
            "DropWidget",
            "it does not take the `partName` that the call may have",
        ),
        (
            s().with("ShowWidgetOutput", structure("id!")),
            "EditWidget",
            "shows nothing of what the call sets",
        ),
        (
            s().with("EditWidgetInput", structure("id! details:Details"))
                .with("ShowWidgetOutput", structure("details:Details")),
            "EditWidget",
            "shows only structures of what the call sets, which a service may complete",
        ),
        (
            s().with("EditWidgetInput", structure("id! title details:Details!")),
            "EditWidget",
            "`details`, which each call sets, cannot be compared: the read does not show it",
        ),
        (
            s().with("DropWidgetInput", structure("id")),
            "DropWidget",
            "the call may leave out its `id`",
        ),
        (
            s().with("ShowWidgetOutput", structure("id! state:State"))
                .with(
                    "State",
                    json!({"type": "enum", "members": {"LIVE": {}, "DELETED": {}}}),
                ),
            "DropWidget",
            "goes on to show what is deleted, as `DELETED`",
        ),
        (
            s().with("ShowWidgetInput", structure("")),
            "EditWidget",
            "it is not asked for anything that the call names",
        ),
    ] {
        let expected = format!("`ShowWidget` reads the resource `Widget`, but {expected}.");
        assert_eq!(service.check(mutation), Err(expected.clone()), "{expected}");
        assert!(
            service
                .draft()
                .stubs()
                .contains(&format!("// {expected}\n")),
            "{expected}"
        );
    }
}

#[test]
fn what_is_not_there_is_said_by_each_error_that_says_so() {
    for (errors, expected) in [
        (
            &["Missing"][..],
            "absent_if(sdk::operation::show_widget::ShowWidgetError::is_missing)",
        ),
        (
            &["GadgetNotFound", "Missing", "WidgetNotFound"],
            "ShowWidgetError::is_widget_not_found)",
        ),
        (
            &["GadgetNotFound", "Missing", "Throttled"],
            "error.is_gadget_not_found() || error.is_missing())",
        ),
    ] {
        let service = Service::new().with("ShowWidget", operation("ShowWidget", errors));
        assert_all(&service.check("DropWidget").unwrap(), &[expected]);
    }
}

#[test]
fn what_is_put_and_not_overwritten_is_found() {
    let service = Service::new().with_trait("Widget", None, "noReplace", json!({}));
    let check = service.check("PutWidget").unwrap();
    assert!(
        check.contains("put_widget_is_found") && !check.contains("shows"),
        "{check}"
    );
}

#[test]
fn what_is_derived_is_not_guessed_besides() {
    let mut service = Service::new();
    for (name, of) in [("DeleteWidget", "DropWidget"), ("GetWidget", "ShowWidget")] {
        for part in ["", "Input", "Output"] {
            let shape = service.0[format!("a#{of}{part}")].clone();
            service = service.with(&format!("{name}{part}"), shape);
        }
    }
    service = service.with("GetWidget", operation("GetWidget", &["WidgetNotFound"]));
    service.0["a#Service"]["operations"] = json!([bound("DeleteWidget"), bound("GetWidget")]);
    let guessed = service.draft().gone().unwrap();
    assert!(guessed.contains("widget_is_gone"), "{guessed}");
    service.0["a#Widget"]["delete"] = bound("DeleteWidget");
    service.0["a#Widget"]["read"] = bound("GetWidget");
    assert_eq!(service.draft().gone(), None);
    let derived = service.draft().lifecycle().unwrap();
    assert!(derived.contains("delete_widget_is_gone"), "{derived}");
}

#[test]
fn the_read_of_a_resource_is_one_whatever_it_is_called() {
    let overlay = Service::new().draft().overlay(None).unwrap();
    let overlay: Value = serde_json::from_str(&overlay).unwrap();
    let traits = &overlay["shapes"]["a#ShowWidget"]["traits"];
    assert_eq!(traits["smithy.api#readonly"], json!({}));
    let why = traits["smithy.api#documentation"].as_str().unwrap();
    assert!(
        why.contains("the model's resource `Widget` has it as a read"),
        "{why}"
    );
    assert!(traits.get("postcond.api#guessed").is_none());
}
