//! The rooms of the run time: each is one module that decides one matter, and names only those below it.

use std::collections::BTreeSet;
use std::fmt::Write;

use quote::ToTokens;
use syn::Item;

use crate::expected::assert_expected;
use crate::paths::written_in;
use crate::tree::{Tree, leaves};

/// From the lowest to the highest, as the crate's front page has them.
const ROOMS: [&str; 14] = [
    "sdk",
    "contract",
    "compare",
    "policy",
    "documents",
    "receipt",
    "report",
    "timing",
    "history",
    "requests",
    "confirm",
    "sending",
    "scope",
    "enforcing",
];

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|it| *it == room)
}

/// All paths that an item names.
fn paths(item: &Item) -> Vec<Vec<String>> {
    match item {
        Item::Use(item) => leaves(&item.tree).into_iter().map(|it| it.path).collect(),
        item => written_in(item.to_token_stream()).into_iter().collect(),
    }
}

#[test]
fn no_room_names_one_above_it_or_goes_through_the_root() {
    let tree = Tree::of("postcond-runtime", "lib");
    let mut wrong = Vec::new();
    let mut arrows = BTreeSet::new();
    for (module, scope) in tree.scopes() {
        // The root, and what is within its file.
        let Some(from) = scope.file.first() else {
            continue;
        };
        let Some(at) = place(from) else {
            panic!("{from} is in none of the rooms");
        };
        for path in scope.items.iter().flat_map(paths) {
            let Some((to, rest)) = tree.absolute(module, &path) else {
                continue;
            };
            let named = [&to, rest].concat();
            match place(&named[0]) {
                Some(to) if to < at => {
                    arrows.insert((at, to));
                }
                Some(to) if to == at => {}
                Some(_) => wrong.push(format!("{} names {}", module.join("/"), named.join("::"))),
                None => wrong.push(format!(
                    "{} goes through the crate's root for {}",
                    module.join("/"),
                    named.join("::")
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mut found = String::new();
    for (from, to) in arrows {
        writeln!(found, "{} -> {}", ROOMS[from], ROOMS[to]).unwrap();
    }
    assert_expected("arrows.txt", &found);
}
