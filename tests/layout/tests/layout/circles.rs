//! No files that name each other, however far around.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{Module, named_by};

type Names = BTreeMap<Module, BTreeSet<Module>>;

/// Which files name which, a file that belongs to another counted as that: `depth` names tell files apart.
fn files(of: &str, depth: usize) -> Names {
    let named = named_by(of);
    let shortened = |path: &Module| path.iter().take(depth).cloned().collect::<Module>();
    let known: BTreeSet<Module> = named.keys().map(shortened).collect();
    let mut files = Names::new();
    for (module, paths) in named {
        let from = shortened(&module);
        let paths = paths.iter().map(shortened);
        let others = paths.filter(|to| *to != from && known.contains(to));
        files.entry(from.clone()).or_default().extend(others);
    }
    files
}

/// A way from `to` back to `from`, if there is one.
fn way_back(files: &Names, from: &Module, to: &Module) -> Option<Vec<Module>> {
    let mut ways = vec![vec![to.clone()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        let last = &way[way.len() - 1];
        if last == from {
            return Some(way);
        }
        if seen.insert(last.clone()) {
            let next = files.get(last).into_iter().flatten();
            ways.extend(next.map(|next| [way.clone(), vec![next.clone()]].concat()));
        }
    }
    None
}

#[test]
fn no_file_names_one_that_names_it() {
    let mut circles = Vec::new();
    for (of, depth) in [
        ("postcond-runtime", 2),
        ("postcond-codegen", 1),
        ("postcond-macros", 1),
        ("postcond-sim", 1),
    ] {
        let files = files(of, depth);
        for (from, named) in &files {
            for to in named.iter().filter(|to| from < to) {
                if let Some(way) = way_back(&files, from, to) {
                    let way = way.iter().map(|it| it.join("/"));
                    let way: Vec<_> = way.collect();
                    circles.push(format!("{of}: {} -> {}", from.join("/"), way.join(" -> ")));
                }
            }
        }
    }
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}
