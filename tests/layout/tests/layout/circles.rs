//! No files that name each other, however far around.
//!
//! A file names those that have what its paths lead to: whether they begin with `crate::`, `self::`, `super::`
//! or the name of a child, and through whatever hands the name on. Only types show which methods are called;
//! that is not seen.
//!
//! One thing is allowed: a page may declare the files below it and hand on what they have, with a `use` that has
//! a visibility. By that it names none of them, unless it uses what it hands on. So a page that decides nothing may
//! stand above files that know nothing of it, and files below it may name each other; but a file that names what
//! is on the page above makes a circle with a page that uses the file.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{Item, Visibility};

use crate::paths::written_in;
use crate::tree::{Found, Module, Tree, leaves};

type Names = BTreeMap<Module, BTreeSet<Module>>;

/// Which files name which.
fn files(tree: &Tree) -> Names {
    let mut files = Names::new();
    for (module, scope) in tree.scopes() {
        let names = files.entry(scope.file.clone()).or_default();
        let mut take = |path: &[String], handed_on: bool| {
            if let Some(Found::Item(named, _)) = tree.find(module, path) {
                let named = &tree.scope(&named).file;
                let is_allowed = handed_on && named.starts_with(&scope.file);
                if *named != scope.file && !is_allowed {
                    names.insert(named.clone());
                }
            }
        };
        for item in &scope.items {
            if let Item::Use(item) = item {
                let handed_on = !matches!(item.vis, Visibility::Inherited);
                for import in leaves(&item.tree) {
                    take(&import.path, handed_on);
                }
            } else {
                for path in written_in(item.to_token_stream()) {
                    take(&path, false);
                }
            }
        }
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

/// As in `a -> b -> a`.
fn circles(tree: &Tree) -> Vec<String> {
    let files = files(tree);
    let mut circles = Vec::new();
    for (from, named) in &files {
        for to in named.iter().filter(|to| from < to) {
            if let Some(way) = way_back(&files, from, to) {
                let way = [vec![from.clone()], way].concat();
                let way: Vec<_> = way.iter().map(file_name).collect();
                circles.push(way.join(" -> "));
            }
        }
    }
    circles
}

fn file_name(module: &Module) -> String {
    match module.is_empty() {
        true => "the root".to_owned(),
        false => module.join("/"),
    }
}

#[test]
fn no_file_names_one_that_names_it() {
    let mut found = Vec::new();
    for (of, root) in [
        ("postcond", "lib"),
        ("postcond-codegen", "lib"),
        ("postcond-macros", "lib"),
        ("postcond-runtime", "lib"),
        ("postcond-sim", "lib"),
        ("postcond-sim", "main"),
        ("tests/tapes", "lib"),
    ] {
        let circles = circles(&Tree::of(of, root)).into_iter();
        found.extend(circles.map(|circle| format!("{of}: {circle}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Files, each with its text.
type Files = &'static [(&'static str, &'static str)];

/// Files, and the first circle that they make, if they make one.
const PLANTED: &[(Files, Option<&str>)] = &[
    // Two that name each other from the root.
    (
        &[
            ("", "mod a; mod b;"),
            ("a", "use crate::b::B; pub struct A(B);"),
            ("b", "pub struct B(Box<crate::a::A>);"),
        ],
        Some("a -> b -> a"),
    ),
    // The same through `super::` and `self::`, in a body and in the arguments of a macro.
    (
        &[
            ("", "mod a; mod b;"),
            ("a", "pub fn a() { super::b::b() }"),
            (
                "b",
                "pub fn b() { println!(\"{:?}\", self::super::a::a()) }",
            ),
        ],
        Some("a -> b -> a"),
    ),
    // Around three.
    (
        &[
            ("", "mod a; mod b; mod c;"),
            ("a", "pub use crate::b::b as a;"),
            ("b", "pub fn b() { super::c::c() }"),
            (
                "c",
                "use crate::a; pub fn c() { a::a; } pub fn d() { a::d() }",
            ),
        ],
        Some("a -> b -> c -> a"),
    ),
    // In a folder, and through the page that hands a name on.
    (
        &[
            ("", "mod room;"),
            ("room", "mod a; mod b; pub use a::A; pub(crate) use b::B;"),
            ("room/a", "pub struct A(crate::room::B);"),
            ("room/b", "use super::A; pub struct B(A);"),
        ],
        Some("room/a -> room/b -> room/a"),
    ),
    // Between a page and what is below it.
    (
        &[
            ("", "mod page;"),
            ("page", "mod child; pub fn page() { child::child() }"),
            ("page/child", "pub fn child() { super::page() }"),
        ],
        Some("page -> page/child -> page"),
    ),
    // The page hands on what it uses.
    (
        &[
            ("", "mod page;"),
            (
                "page",
                "mod child; pub use child::Child; pub struct Page(Child);",
            ),
            ("page/child", "pub struct Child(Box<super::Page>);"),
        ],
        Some("page -> page/child -> page"),
    ),
    // From a module within a file.
    (
        &[
            ("", "mod a; mod b;"),
            ("a", "pub mod inner { pub fn a() { super::super::b::b() } }"),
            ("b", "use crate::a::inner; pub fn b() { inner::a() }"),
        ],
        Some("a -> b -> a"),
    ),
    // Through all names of a module.
    (
        &[
            ("", "mod a; mod b;"),
            ("a", "use crate::b::*; pub fn a() { b() }"),
            ("b", "pub fn b() { crate::a::a() }"),
        ],
        Some("a -> b -> a"),
    ),
    // Allowed: a page that declares and hands on, above files one of which names the other.
    (
        &[
            ("", "mod page; pub use page::A;"),
            ("page", "mod a; mod b; pub use a::A; pub use b::B;"),
            ("page/a", "pub struct A(super::B);"),
            ("page/b", "pub struct B;"),
        ],
        None,
    ),
    // No circle: a test names what is above it, and generated code is no code of the file.
    (
        &[
            ("", "mod a; mod b;"),
            ("a", "pub fn a() { crate::b::b() }"),
            (
                "b",
                "pub fn b() { quote!(crate::a::a()) } #[cfg(test)] mod tests { use crate::a; }",
            ),
        ],
        None,
    ),
];

#[test]
fn a_circle_of_each_kind_is_found() {
    for (files, expected) in PLANTED {
        let read = |module: &Module| {
            let file = module.join("/");
            let (_, text) = files.iter().find(|(name, _)| *name == file).unwrap();
            (*text).to_owned()
        };
        let found = circles(&Tree::read("planted", &read));
        assert_eq!(found.first().map(String::as_str), *expected, "{files:#?}");
    }
}
