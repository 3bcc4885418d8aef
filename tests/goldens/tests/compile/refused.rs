//! Mutations that are refused until an earlier one has settled.

use postcond::runtime::{Mutation, RefusedAfter, Resource};

pub mod stub {
    pub use crate::sdk::*;
    client!();
    pub mod types {}
    pub mod operation {
        operation! {
            CreateThing: create_thing in create_thing:
            CreateThingInput CreateThingInputBuilder
            CreateThingOutput { id }
            CreateThingError CreateThingFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            DeleteThing: delete_thing in delete_thing:
            DeleteThingInput DeleteThingInputBuilder DeleteThingOutput DeleteThingError
            DeleteThingFluentBuilder
            {
                name set_name get_name: into [String],
                r#final set_final get_final: copy [bool],
            }
        }
        operation! {
            DeleteThings: delete_things in delete_things:
            DeleteThingsInput DeleteThingsInputBuilder DeleteThingsOutput DeleteThingsError
            DeleteThingsFluentBuilder
            { names set_names get_names: append_into [String], }
        }
        get_thing!();
        operation! {
            NotifyThing: notify_thing in notify_thing:
            NotifyThingInput NotifyThingInputBuilder NotifyThingOutput NotifyThingError
            NotifyThingFluentBuilder
            { name set_name get_name: into [String], }
        }
    }
}

generated!("refused");

use stub::operation::create_thing::{CreateThingInput, CreateThingOutput};
use stub::operation::delete_thing::DeleteThingInput;
use stub::operation::delete_things::DeleteThingsInput;
use stub::operation::notify_thing::NotifyThingInput;

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn things(names: &[&str]) -> Vec<Resource> {
    let things = names.iter().map(|name| Resource::new("Thing", name));
    things.collect()
}

#[test]
fn refusals_are_declared_for_the_call_and_in_the_table() {
    let of_create = [
        RefusedAfter::new(
            "ThingAlreadyExists",
            None,
            &["DeleteThing", "DeleteThings"],
            true,
        ),
        RefusedAfter::new(
            "InvalidRequest",
            Some("being deleted"),
            &["DeleteThing"],
            true,
        ),
        RefusedAfter::new("InvalidRequest", None, &["DeleteThing"], false),
        RefusedAfter::new("ThingIsBusy", None, &[], false),
    ];
    let of_notify = [RefusedAfter::new(
        "ThingNotFound",
        None,
        &["CreateThing"],
        true,
    )];
    assert_eq!(op::CreateThing::REFUSED_AFTER, of_create);
    assert_eq!(op::NotifyThing::REFUSED_AFTER, of_notify);
    for (name, expected) in [
        ("CreateThing", &of_create[..]),
        ("DeleteThing", &[]),
        ("DeleteThings", &[]),
        ("GetThing", &[]),
        ("NotifyThing", &of_notify),
    ] {
        let row = operation(name).expect("a row");
        assert_eq!(row.refused_after, expected, "{name}");
    }
}

#[test]
fn later_calls_are_refused_for_what_an_entry_names_and_where_its_flag_is_given() {
    for (given, expected) in [(None, false), (Some(false), false), (Some(true), true)] {
        let name = text("a");
        let input = DeleteThingInput {
            name,
            r#final: given,
        };
        assert_eq!(
            op::DeleteThing::may_refuse_later(&input),
            expected,
            "{given:?}"
        );
    }
    let input = DeleteThingsInput { names: None };
    assert!(op::DeleteThings::may_refuse_later(&input));
    let input = CreateThingInput { name: None };
    assert!(op::CreateThing::may_refuse_later(&input));
    let input = NotifyThingInput { name: None };
    assert!(!op::NotifyThing::may_refuse_later(&input));
}

#[test]
fn a_call_is_about_what_its_footprint_names() {
    let created = CreateThingOutput { id: text("b") };
    for (name, output, expected) in [
        (None, None, &[][..]),
        (None, Some(&created), &["b"]),
        (text("a"), None, &["a"]),
        (text("a"), Some(&created), &["a"]),
    ] {
        let input = CreateThingInput { name };
        let subjects = op::CreateThing::subjects(&input, output);
        assert_eq!(subjects, things(expected), "{input:?}, {output:?}");
    }
    let names = ["a", "b"];
    let input = DeleteThingsInput {
        names: Some(names.map(str::to_owned).to_vec()),
    };
    assert_eq!(op::DeleteThings::subjects(&input, None), things(&names));
    let input = NotifyThingInput { name: text("a") };
    assert_eq!(op::NotifyThing::subjects(&input, None), things(&["a"]));
}
