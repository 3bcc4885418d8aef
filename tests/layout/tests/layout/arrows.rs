//! The rooms of the run time: each is one module that decides one matter, and names only those below it.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::expected::assert_expected;
use crate::sources::named_by;

/// From the lowest to the highest, as the crate's front page has them.
const ROOMS: [&str; 10] = [
    "sdk",
    "contract",
    "policy",
    "report",
    "timing",
    "requests",
    "confirm",
    "sending",
    "scope",
    "enforcing",
];

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|it| *it == room)
}

#[test]
fn no_room_names_one_above_it_or_goes_through_the_root() {
    let mut wrong = Vec::new();
    let mut arrows = BTreeSet::new();
    for (module, named) in named_by("postcond-runtime") {
        let from = module[0].as_str();
        if from == "lib" {
            continue;
        }
        let Some(at) = place(from) else {
            panic!("{from} is in none of the rooms");
        };
        for path in named {
            match place(&path[0]) {
                Some(to) if to < at => {
                    arrows.insert((at, to));
                }
                Some(to) if to == at => {}
                Some(_) => wrong.push(format!("{} names {}", module.join("/"), path.join("::"))),
                None => wrong.push(format!(
                    "{} goes through the crate's root for {}",
                    module.join("/"),
                    path.join("::")
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
