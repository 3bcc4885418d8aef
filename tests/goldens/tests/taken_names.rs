//! No member and no operation of any model collides with what generated code has besides.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;

use postcond_golden_tests::{SUPPORT, expected_file, generator, model_file};
use serde_json::Value;
use syn::{ImplItem, Item, Type};

/// The model that has a member or an operation for each name, and compiles.
const FORM: &str = "taken_names";
/// What the SDK has, too: no member of any model can have these names.
const OF_THE_SDK: [&str; 4] = ["as_input", "config", "from_conf", "new"];

/// The methods of the type `name`, whatever their visibility, in a source.
fn methods(source: &str, name: &str) -> Vec<String> {
    let file = syn::parse_file(source).unwrap();
    let mut found = Vec::new();
    for item in file.items {
        let Item::Impl(of_type) = item else { continue };
        let Type::Path(path) = &*of_type.self_ty else {
            continue;
        };
        let last = path.path.segments.last().unwrap();
        if of_type.trait_.is_none() && last.ident == name {
            let items = of_type.items.into_iter();
            found.extend(items.filter_map(|item| match item {
                ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                _ => None,
            }));
        }
    }
    found
}

fn own_methods(types: &[&str]) -> BTreeSet<String> {
    let support = fs::read_to_string(expected_file(SUPPORT)).unwrap();
    let of_types = types.iter().flat_map(|name| methods(&support, name));
    let own: BTreeSet<String> = of_types.collect();
    assert!(own.len() > 3, "{types:?}: {own:?}");
    own
}

/// `send_in` -> `SendIn`.
fn wire(method: &str) -> String {
    let words = method.split('_').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    words.collect()
}

#[test]
fn the_form_has_a_member_and_an_operation_for_each_name() {
    let model = fs::read_to_string(model_file(FORM)).unwrap();
    let model: Value = serde_json::from_str(&model).unwrap();
    let shapes = &model["shapes"];
    let of_sdk = |name: &String| OF_THE_SDK.contains(&&**name);
    for method in own_methods(&["MutationBuilder"]) {
        let member = &shapes["test.golden#PutThingRequest"]["members"][wire(&method)];
        assert!(of_sdk(&method) || member.is_object(), "a member {method}");
    }
    for method in own_methods(&["ConsistentGoldenClient", "Reader"]) {
        let operation = &shapes[format!("test.golden#{}", wire(&method))];
        let is_there = operation.is_object();
        assert!(of_sdk(&method) || is_there, "an operation {method}");
    }
}

#[test]
fn no_method_is_there_twice() {
    let generated = generator(FORM).generate().unwrap();
    for name in ["ConsistentGoldenClient", "Reader"] {
        let mut methods = methods(&generated.source(), name);
        let count = methods.len();
        methods.sort();
        methods.dedup();
        assert_eq!(methods.len(), count, "{name}: {methods:?}");
    }
}
