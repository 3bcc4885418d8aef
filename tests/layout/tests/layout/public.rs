//! What is public, in files: a change of it is seen in review.
//!
//! Of each item that a crate exports, its declaration and all that can be done with it, without bodies and
//! without what is private.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{
    Block, Fields, ImplItem, Item, ItemImpl, TraitItem, Type, UseTree, Visibility, parse_quote,
};

use crate::expected::assert_expected;
use crate::sources::parsed;

#[test]
fn what_is_public_is_as_expected() {
    for of in ["postcond-runtime", "postcond-codegen", "postcond-sim"] {
        assert_expected(&format!("{of}.public.rs"), &listing(of));
    }
}

/// The public items of a crate, by name.
fn listing(of: &str) -> String {
    let files = parsed(of);
    let root = files.iter().find(|(module, _)| module == &["lib"]).unwrap();
    let mut exported = BTreeSet::new();
    for item in &root.1.items {
        match item {
            Item::Use(item) if is_public(&item.vis) => names(&item.tree, &mut exported),
            Item::Struct(item) if is_public(&item.vis) => {
                exported.insert(item.ident.to_string());
            }
            _ => {}
        }
    }
    let mut listed: Vec<(String, String)> = Vec::new();
    for item in files.into_iter().flat_map(|(_, file)| file.items) {
        if let Some((name, item)) = of_exported(item, &exported) {
            listed.push((name, unparsed(item)));
        }
    }
    listed.sort();
    let listed: Vec<String> = listed.into_iter().map(|(_, item)| item).collect();
    listed.join("\n")
}

fn names(tree: &UseTree, exported: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => names(&path.tree, exported),
        UseTree::Group(group) => group.items.iter().for_each(|it| names(it, exported)),
        UseTree::Name(name) => {
            exported.insert(name.ident.to_string());
        }
        UseTree::Rename(rename) => {
            exported.insert(rename.rename.to_string());
        }
        UseTree::Glob(_) => {}
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The item as users see it, with the name that it is listed by.
fn of_exported(item: Item, exported: &BTreeSet<String>) -> Option<(String, Item)> {
    let (name, item) = match item {
        Item::Impl(item) => {
            let name = type_name(&item.self_ty)?;
            (name, Item::Impl(of_impl(item)?))
        }
        Item::Struct(mut item) if is_public(&item.vis) => {
            keep_public(&mut item.fields);
            (item.ident.to_string(), Item::Struct(item))
        }
        Item::Enum(item) if is_public(&item.vis) => (item.ident.to_string(), Item::Enum(item)),
        Item::Type(item) if is_public(&item.vis) => (item.ident.to_string(), Item::Type(item)),
        Item::Fn(mut item) if is_public(&item.vis) => {
            *item.block = no_body();
            (item.sig.ident.to_string(), Item::Fn(item))
        }
        Item::Trait(mut item) if is_public(&item.vis) => {
            for item in &mut item.items {
                if let TraitItem::Fn(function) = item {
                    function.default = function.default.as_ref().map(|_| no_body());
                }
            }
            (item.ident.to_string(), Item::Trait(item))
        }
        _ => return None,
    };
    exported.contains(&name).then_some((name, item))
}

fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// Of an implementation of a trait, the head; else what is public. `None` if nothing is.
fn of_impl(mut item: ItemImpl) -> Option<ItemImpl> {
    if item.trait_.is_some() {
        item.items.clear();
        return Some(item);
    }
    item.items.retain_mut(|item| match item {
        ImplItem::Fn(function) => {
            function.block = no_body();
            is_public(&function.vis)
        }
        ImplItem::Const(constant) => is_public(&constant.vis),
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

fn no_body() -> Block {
    parse_quote!({})
}

/// The item in text, without documentation.
fn unparsed(item: Item) -> String {
    let text = prettyplease::unparse(&syn::parse2(item.into_token_stream()).unwrap());
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("///") && !line.starts_with("#[must_use") && !line.starts_with("#[doc")
    });
    let mut kept: String = lines.collect::<Vec<_>>().join("\n");
    kept.push('\n');
    kept
}
