//! Mutations that say what they make of which resource.

use std::collections::HashMap;

use postcond::runtime::Mutation;

pub mod stub {
    pub use crate::sdk::*;
    client!();
    pub mod types {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct Tag {
            pub key: String,
        }

        impl Tag {
            pub fn new(key: &str) -> Self {
                let key = key.to_owned();
                Self { key }
            }

            pub fn key(&self) -> &str {
                &self.key
            }
        }

        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum ShelfType {
            Wall,
        }

        impl ShelfType {
            pub fn as_str(&self) -> &str {
                "Wall"
            }
        }

        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Level {
            High,
            Low,
        }

        impl Level {
            pub fn as_str(&self) -> &str {
                match self {
                    Self::High => "High",
                    Self::Low => "Low",
                }
            }
        }

        pub use Level as OldLevel;
    }
    pub mod operation {
        put_thing! {
            comment set_comment get_comment: into [String],
            note set_note get_note: into [String],
            tags set_tags get_tags: append [types::Tag],
            data set_data get_data: insert_into_into [String, String],
            shelf set_shelf get_shelf: into [String],
            shelf_type set_shelf_type get_shelf_type: value [types::ShelfType],
            replace set_replace get_replace: value [bool],
            levels set_levels get_levels: insert_into_into [types::Level, String],
            kinds set_kinds get_kinds: append [types::OldLevel],
            grade set_grade get_grade: value [types::Level],
        }
        get_thing!();
        operation! {
            DeleteThing: delete_thing in delete_thing:
            DeleteThingInput DeleteThingInputBuilder DeleteThingOutput DeleteThingError
            DeleteThingFluentBuilder
            {
                name set_name get_name: into [String],
                version set_version get_version: into [String],
            }
        }
    }
}

generated!("footprint");

use stub::operation::delete_thing::{DeleteThingInput, DeleteThingOutput};
use stub::operation::put_thing::{PutThingInput, PutThingOutput};
use stub::types::{Level, ShelfType, Tag};

fn put() -> PutThingInput {
    let input = stub::operation::put_thing::builders::PutThingInputBuilder::default()
        .name("a")
        .comment("c")
        .tags(Tag::new("k"))
        .tags(Tag::new("l"))
        .data("d", "1")
        .shelf("s")
        .shelf_type(ShelfType::Wall);
    input.build().expect("an input")
}

fn put_facts(input: &PutThingInput) -> Vec<runtime::Fact> {
    op::PutThing::footprint(input, &PutThingOutput::default())
        .facts()
        .to_vec()
}

fn delete_facts(version: Option<&str>) -> Vec<runtime::Fact> {
    let input = stub::operation::delete_thing::builders::DeleteThingInputBuilder::default();
    let input = input.name("a").set_version(version.map(str::to_owned));
    let input: DeleteThingInput = input.build().expect("an input");
    op::DeleteThing::footprint(&input, &DeleteThingOutput::default())
        .facts()
        .to_vec()
}

fn thing() -> runtime::Resource {
    runtime::Resource::with_random_suffix("Thing", "a")
}

/// What `PutThing` sets belongs to the shelf that it is on.
fn on_shelf(fact: runtime::Fact) -> runtime::Fact {
    fact.within(runtime::Resource::new("Wall", "s"))
}

#[test]
fn each_item_key_and_given_member_is_a_fact() {
    let expected = [
        runtime::Fact::set(thing(), "value"),
        runtime::Fact::set_key(thing(), "tag", "k"),
        runtime::Fact::set_key(thing(), "tag", "l"),
        runtime::Fact::set_key(thing(), "data", "d"),
        runtime::Fact::set_key(thing(), "label", "latest"),
        runtime::Fact::set(thing(), "Comment"),
    ];
    assert_eq!(put_facts(&put()), expected.map(on_shelf));
}

#[test]
fn an_update_that_replaces_all_members_sets_those_that_it_leaves_out() {
    let mut input = put();
    let note = on_shelf(runtime::Fact::set(thing(), "Note"));
    assert!(!put_facts(&input).contains(&note));
    input.replace = Some(true);
    assert!(put_facts(&input).contains(&note));
    let (kept, _) =
        op::PutThing::without(&input, &PutThingOutput::default(), &|fact| *fact == note)
            .expect("something to take out");
    assert_eq!(kept.replace, None);
    assert_eq!(kept.comment, input.comment);
}

/// Wherever a text may be, an enumeration may: as the key of a map, as an item and by itself.
#[test]
fn the_value_of_an_enumeration_is_a_key() {
    let mut input = put();
    input.levels = Some([(Level::High, "1".to_owned())].into());
    input.kinds = Some(vec![Level::Low]);
    input.grade = Some(Level::High);
    for (facet, key) in [("level", "High"), ("kind", "Low"), ("grade", "High")] {
        let fact = on_shelf(runtime::Fact::set_key(thing(), facet, key));
        assert!(put_facts(&input).contains(&fact), "{fact:?}");
        let is_superseded = |it: &runtime::Fact| *it == fact;
        let without = op::PutThing::without(&input, &PutThingOutput::default(), &is_superseded);
        let (kept, _) = without.expect("something to take out");
        assert!(!put_facts(&kept).contains(&fact), "{fact:?}");
    }
}

#[test]
fn one_version_is_deleted_or_the_whole_thing() {
    assert_eq!(delete_facts(None), [runtime::Fact::gone(thing())]);
    assert_eq!(
        delete_facts(Some("1")),
        [runtime::Fact::set_key(thing(), "version", "1")]
    );
}

#[test]
fn what_is_superseded_is_taken_out_where_it_came_from() {
    let input = put();
    let without = |key: &str| {
        let is_key = |fact: &runtime::Fact| format!("{:?}", fact.effect()).contains(key);
        op::PutThing::without(&input, &PutThingOutput::default(), &is_key)
    };
    let kept = |key: &str| without(key).expect("something to take out").0;
    assert_eq!(kept("\"k\"").tags(), [Tag::new("l")]);
    assert!(kept("\"d\"").data().is_some_and(HashMap::is_empty));
    assert_eq!(kept("\"Comment\"").comment(), None);
    assert_eq!(kept("\"Comment\"").tags(), input.tags());
    assert!(
        without("\"value\"").is_none(),
        "there is no member to take the value out of"
    );
    assert!(without("no such fact").is_none());
}
