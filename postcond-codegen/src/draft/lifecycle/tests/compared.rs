//! What is compared of an update, and what is said of the rest.

use serde_json::json;

use super::{Service, assert_all, structure, without_breaks};

#[test]
fn what_is_compared_is_found_in_a_part_of_the_answer() {
    let nested = Service::new().with("ShowWidgetOutput", structure("shown:Described"));
    assert_all(
        &nested.check("EditWidget").unwrap(),
        &["let Some(seen) = seen.shown.as_ref() else", "&seen.title"],
    );
}

#[test]
fn a_property_is_compared_where_its_words_are_the_callers() {
    let members =
        "id! color:Color names:Names parts:Parts tags:Names revision eTag hidden size:Size other";
    let service = Service::new()
        .with("EditWidgetInput", structure(members))
        .with(
            "ShowWidgetOutput",
            structure(&members.replace("other", "other:Size")),
        )
        .with_trait("EditWidgetInput", Some("hidden"), "sensitive", json!({}))
        .with_trait("EditWidgetInput", Some("size"), "notProperty", json!({}));
    let check = service.check("EditWidget").unwrap();
    let compared = "Members::default() \
         .compared_by(PartialEq::eq, input.color.is_some(), \"color\", input.color.as_ref(), shown(&seen.color),) \
         .set(\"names\", input.names.as_deref(), shown(&seen.names).map(Vec::as_slice));";
    assert_all(
        &check,
        &[
            "Those of the widget's `color`, `names` that the call gives are shown.",
            compared,
            "- not compared, for the service may complete it: `parts`",
            "- not compared, for it is a secret or a stream: `hidden`",
            "- not compared, for the read shows it in another form: `other`",
            "- not compared, for services add tags of their own: `tags`",
            "- not compared, for it says which state the call expects: `revision`, `eTag`",
            "- not compared, for it is no property of the resource: `size`",
        ],
    );
    // What is called is there, and so is what is imported.
    let file = without_breaks(&service.draft().lifecycle().unwrap());
    let imports = "use postcond::runtime::compare::Members; \
                   use postcond::runtime::{Check, ReadBack, pending, satisfied, unverifiable};";
    assert_all(&file, &["fn shown<", "fn option<", imports]);
}

/// As `policyVersion` of OpenSearch Serverless: what the call carries is what a stale read shows.
#[test]
fn the_version_that_an_update_expects_is_not_compared() {
    let members = "id! title widgetVersion";
    let service = Service::new()
        .with("EditWidgetInput", structure("id! title widgetVersion!"))
        .with("ShowWidgetOutput", structure(members));
    let check = service.check("EditWidget").unwrap();
    let state = "- not compared, for it says which state the call expects: `widgetVersion`";
    assert_all(&check, &[state]);
    assert!(!check.contains("input.widget_version"), "{check}");
    // One that a widget is made with is a property like others, as of an engine.
    let service = service.with("MakeWidgetInput", structure(members));
    let compared =
        ".set(\"widgetVersion\", input.widget_version.as_ref(), shown(&seen.widget_version))";
    assert_all(&service.check("EditWidget").unwrap(), &[compared]);
}

#[test]
fn a_call_that_sets_what_is_not_compared_is_not_said_to_be_confirmed() {
    let service = Service::new()
        .with("EditWidgetInput", structure("id! title parts:Parts old"))
        .with("ShowWidgetOutput", structure("id! title parts:Parts"))
        .with_trait("EditWidgetInput", Some("old"), "deprecated", json!({}));
    assert_all(
        &service.check("EditWidget").unwrap(),
        &[
            "The widget's `title` is shown, if the call gives it.",
            "#[allow(deprecated)]
             let uncompared = [(\"parts\", input.parts.is_some()), (\"old\", input.old.is_some())];",
            "Some((member, _)) => unverifiable(format!(\"`{member}` is not compared\"))",
        ],
    );
}

#[test]
fn a_property_may_have_two_names() {
    let service = Service::new()
        .with("EditWidgetInput", structure("id! newTitle"))
        .with_trait(
            "EditWidgetInput",
            Some("newTitle"),
            "property",
            json!({"name": "title"}),
        );
    assert_all(
        &service.check("EditWidget").unwrap(),
        &[".set(\"newTitle\", input.new_title.as_ref(), shown(&seen.title))"],
    );
}
