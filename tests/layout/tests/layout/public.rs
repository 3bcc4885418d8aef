//! What is public, in files: a change of it is seen in review.
//!
//! Of each item that can be named from outside, its declaration and all that can be done with it, without
//! bodies and without what is private. An item can be named where a chain of public modules and public `use`
//! leads to it from the crate's root. What is left out of the documentation is in a file of its own: generated
//! code and benches name it, and programs should not.
//!
//! Of `postcond`, what is generated is in `tests/goldens`, and which checks there are in `docs/coverage.md`.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{
    Attribute, Block, Fields, File, ImplItem, Item, ItemImpl, ItemUse, TraitItem, Type, parse_quote,
};

use crate::expected::assert_expected;
use crate::paths::written_in;
use crate::tree::{Found, Module, Tree, is_hidden, is_public, leaves, name_of};

/// Those that are published and have a library, and the folder of each.
const CRATES: [(&str, &str); 7] = [
    ("postcond", "postcond"),
    ("postcond-codegen", "postcond-codegen"),
    ("postcond-macros", "postcond-macros"),
    ("postcond-models", "models"),
    ("postcond-runtime", "postcond-runtime"),
    ("postcond-sim", "postcond-sim"),
    ("postcond-tapes", "tests/tapes"),
];

#[test]
fn what_is_public_is_as_expected() {
    for (of, folder) in CRATES {
        let public = Public::of(&Tree::of(folder, "lib"));
        assert_expected(&format!("{of}.public.rs"), &public.shown);
        assert_expected(&format!("{of}.hidden.rs"), &public.hidden);
    }
}

#[test]
fn what_nothing_public_leads_to_is_not_public() {
    let read = |module: &Module| {
        let text = match module.join("/").as_str() {
            "" => {
                "mod a; pub mod b; pub use a::{Known, inner}; \
                 #[doc(hidden)] pub mod __private { pub use crate::a::Internal; }"
            }
            "a" => {
                "pub struct Known { pub shown: u8, kept: u8 } pub struct Unknown; pub struct Internal; \
                 pub mod inner { pub fn deep() { todo!() } fn deeper() {} } \
                 impl Known { pub fn a(&self) {} fn b(&self) {} #[doc(hidden)] pub fn c(&self) {} } \
                 impl Unknown { pub fn a(&self) {} } impl From<Known> for u8 {} \
                 impl From<Unknown> for u16 {} trait Inner {} impl Inner for Known {}"
            }
            _ => "pub trait Trait { fn required(&self); } impl Trait for super::a::Unknown {}",
        };
        text.to_owned()
    };
    let public = Public::of(&Tree::read("planted", &read));
    let shown = "impl From<Known> for u8 {}\n\nimpl Known {\n    pub fn a(&self) {}\n}\n\n\
                 pub struct Known {\n    pub shown: u8,\n}\n\n\
                 pub mod b {\n    pub trait Trait {\n        fn required(&self);\n    }\n}\n\n\
                 pub mod inner {\n    pub fn deep() {}\n}\n";
    assert_eq!(public.shown, shown);
    let hidden = "impl Known {\n    pub fn c(&self) {}\n}\n\n\
                  pub mod __private {\n    pub struct Internal;\n}\n";
    assert_eq!(public.hidden, hidden);
}

/// An item, by the module that has it and its name.
type Defined = (Module, String);

/// What can be named from outside a crate, in text.
struct Public {
    shown: String,
    hidden: String,
}

/// Items as they are listed, by the path of the module that they are found in.
#[derive(Default)]
struct Listing {
    items: BTreeMap<Module, Vec<(String, Item)>>,
    defined: BTreeSet<Defined>,
}

impl Public {
    fn of(tree: &Tree) -> Self {
        let (mut shown, mut hidden) = (Listing::default(), Listing::default());
        let mut walk = Walk {
            tree,
            lists: [&mut shown, &mut hidden],
            seen: BTreeSet::new(),
        };
        walk.module(&Module::new(), &Module::new(), false);
        for (module, scope) in tree.scopes() {
            for item in &scope.items {
                if let Item::Impl(item) = item {
                    shown.add_impl(tree, module, item, &mut hidden);
                }
            }
        }
        Self {
            shown: shown.in_text(),
            hidden: hidden.in_text(),
        }
    }
}

/// The trait of the crate that an `impl` is of, if it is of one.
fn trait_of(tree: &Tree, module: &Module, item: &ItemImpl) -> Option<Defined> {
    let (path, _) = item.trait_.as_ref()?;
    let path = path.segments.iter().map(|it| it.ident.to_string());
    match tree.find(module, &path.collect::<Vec<_>>())? {
        Found::Item(module, name) => Some((module, name)),
        Found::Module(_) => None,
    }
}

/// Follows all that is public from the root of a crate.
struct Walk<'a> {
    tree: &'a Tree,
    /// What is in the documentation, and what is not.
    lists: [&'a mut Listing; 2],
    seen: BTreeSet<Module>,
}

impl Walk<'_> {
    /// Lists what a module has that is found at this path.
    fn module(&mut self, module: &Module, at: &Module, hidden: bool) {
        if !self.seen.insert(at.clone()) {
            return;
        }
        let scope = self.tree.scope(module);
        for item in &scope.items {
            let hidden = hidden || is_hidden(attributes(item));
            match item {
                Item::Use(item) if is_public(&item.vis) => self.handed_on(module, item, at, hidden),
                Item::Macro(item) if item.ident.is_none() => {
                    let item = Item::Macro(item.clone());
                    self.lists[usize::from(hidden)].add(at, String::new(), item);
                }
                item => {
                    if let Some(name) = name_of(item) {
                        self.item(&(module.clone(), name), at, hidden);
                    }
                }
            }
        }
        for child in scope.children.iter().filter(|child| child.is_public) {
            let name = [child.name.clone()];
            let (below, at) = ([&module[..], &name].concat(), [&at[..], &name].concat());
            self.module(&below, &at, hidden || child.is_hidden);
        }
    }

    fn handed_on(&mut self, module: &Module, item: &ItemUse, at: &Module, hidden: bool) {
        for import in leaves(&item.tree) {
            match self.tree.find(module, &import.path) {
                Some(Found::Module(named)) => {
                    let name = import.name.into_iter().collect();
                    self.module(&named, &[at.clone(), name].concat(), hidden);
                }
                Some(Found::Item(module, name)) => self.item(&(module, name), at, hidden),
                None => {
                    let path: Vec<_> = import.path.iter().map(|it| ident(it)).collect();
                    let name = import.name.clone().unwrap_or_else(|| "*".to_owned());
                    let item = match import.path.last() == import.name.as_ref() {
                        true => parse_quote!(pub use #(#path)::*;),
                        false if import.name.is_none() => parse_quote!(pub use #(#path)::*::*;),
                        false => {
                            let name = ident(&name);
                            parse_quote!(pub use #(#path)::* as #name;)
                        }
                    };
                    self.lists[usize::from(hidden)].add(at, name, item);
                }
            }
        }
    }

    /// Lists an item, unless it is not public where it is, or is in the documentation already.
    fn item(&mut self, defined: &Defined, at: &Module, hidden: bool) {
        let (module, name) = defined;
        let [shown, hidden_list] = &mut self.lists;
        if hidden && shown.defined.contains(defined) {
            return;
        }
        let list = if hidden { hidden_list } else { shown };
        let items = self.tree.scope(module).items.iter();
        let named = items.filter(|item| name_of(item).as_ref() == Some(name));
        for item in named.filter_map(|item| declared(item.clone())) {
            list.add(at, name.clone(), item);
            list.defined.insert(defined.clone());
        }
    }
}

impl Listing {
    fn add(&mut self, at: &Module, name: String, item: Item) {
        self.items.entry(at.clone()).or_default().push((name, item));
    }

    /// Lists what an `impl` of `module` has, with what it is about; what is hidden of it there.
    fn add_impl(&mut self, tree: &Tree, module: &Module, item: &ItemImpl, hidden: &mut Self) {
        let of = trait_of(tree, module, item);
        let is_of_hidden = of.as_ref().is_some_and(|it| hidden.defined.contains(it));
        if of.is_some_and(|it| !is_of_hidden && !self.defined.contains(&it)) {
            return;
        }
        if let Some((_, name)) = self.described(tree, module, item) {
            if !is_of_hidden {
                self.add_beside(&name, of_impl(item.clone(), false));
            }
            hidden.add_beside(&name, of_impl(item.clone(), true));
        }
        if let Some((_, name)) = hidden.described(tree, module, item) {
            hidden.add_beside(&name, of_impl(item.clone(), false));
        }
    }

    /// Lists an `impl` with the item of this name.
    fn add_beside(&mut self, name: &str, item: Option<ItemImpl>) {
        let places = self.items.iter();
        let mut places = places.filter(|(_, items)| items.iter().any(|(it, _)| *it == name));
        let at = places.next().map(|(at, _)| at.clone()).unwrap_or_default();
        if let Some(item) = item {
            self.add(&at, name.to_owned(), Item::Impl(item));
        }
    }

    /// The listed item that an `impl` is about: its type; or for a type of another crate, what else it
    /// names.
    fn described(&self, tree: &Tree, module: &Module, item: &ItemImpl) -> Option<Defined> {
        let find = |path: &[String]| match tree.find(module, path)? {
            Found::Item(module, name) => Some((module, name)),
            Found::Module(_) => None,
        };
        if let Type::Path(path) = &*item.self_ty {
            let path = path.path.segments.iter().map(|it| it.ident.to_string());
            if let Some(defined) = find(&path.collect::<Vec<_>>()) {
                return self.defined.contains(&defined).then_some(defined);
            }
        }
        let mut head = item.clone();
        head.items.clear();
        let named = written_in(head.to_token_stream());
        let mut named = named.iter().filter_map(|path| find(path));
        named.find(|defined| self.defined.contains(defined))
    }

    fn in_text(mut self) -> String {
        let mut listed = sorted(self.items.remove(&Module::new()).unwrap_or_default());
        for (module, items) in self.items {
            let opened = module.iter().map(|name| format!("pub mod {name} {{"));
            let (opened, items) = (opened.collect::<String>(), sorted(items).concat());
            let closed = "}".repeat(module.len());
            listed.push(unparsed(&format!("{opened}{items}{closed}")));
        }
        listed.join("\n")
    }
}

fn sorted(items: Vec<(String, Item)>) -> Vec<String> {
    let text = |(name, item): (String, Item)| (name, unparsed(&item.to_token_stream().to_string()));
    let mut listed: Vec<_> = items.into_iter().map(text).collect();
    listed.sort();
    listed.dedup();
    listed.into_iter().map(|(_, item)| item).collect()
}

/// An item as users see it; `None` if they cannot.
fn declared(item: Item) -> Option<Item> {
    let visibility = match &item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        _ => return None,
    };
    if !is_public(visibility) {
        return None;
    }
    Some(match item {
        Item::Struct(mut item) => {
            keep_public(&mut item.fields);
            Item::Struct(item)
        }
        Item::Fn(mut item) => {
            *item.block = no_body();
            Item::Fn(item)
        }
        Item::Trait(mut item) => {
            for item in &mut item.items {
                if let TraitItem::Fn(function) = item {
                    function.default = function.default.as_ref().map(|_| no_body());
                }
            }
            Item::Trait(item)
        }
        item => item,
    })
}

/// Of an implementation of a trait, the head; else what is public, and in the documentation or not.
/// `None` if nothing is.
fn of_impl(mut item: ItemImpl, hidden: bool) -> Option<ItemImpl> {
    if item.trait_.is_some() {
        item.items.clear();
        return (!hidden).then_some(item);
    }
    item.items.retain_mut(|item| match item {
        ImplItem::Fn(function) => {
            function.block = no_body();
            is_public(&function.vis) && is_hidden(&function.attrs) == hidden
        }
        ImplItem::Const(constant) => {
            is_public(&constant.vis) && is_hidden(&constant.attrs) == hidden
        }
        _ => false,
    });
    (!item.items.is_empty()).then_some(item)
}

fn keep_public(fields: &mut Fields) {
    match fields {
        Fields::Named(fields) => {
            let named = std::mem::take(&mut fields.named).into_iter();
            fields.named = named.filter(|field| is_public(&field.vis)).collect();
        }
        Fields::Unnamed(fields) => {
            let unnamed = std::mem::take(&mut fields.unnamed).into_iter();
            fields.unnamed = unnamed.filter(|field| is_public(&field.vis)).collect();
        }
        Fields::Unit => {}
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}

fn no_body() -> Block {
    parse_quote!({})
}

/// Code in the usual form, without documentation.
fn unparsed(code: &str) -> String {
    let file: File = syn::parse_str(code).unwrap();
    let text = prettyplease::unparse(&file);
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("///") && !line.starts_with("#[must_use") && !line.starts_with("#[doc")
    });
    let mut kept: String = lines.collect::<Vec<_>>().join("\n");
    kept.push('\n');
    kept
}
