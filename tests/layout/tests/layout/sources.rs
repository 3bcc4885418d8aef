//! The source files of a crate, and which modules they name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, File, Item};

/// A module, as the path of its file below `src`: `["requests", "budget"]`.
pub(crate) type Module = Vec<String>;

/// Which modules of the crate each module names, tests left out.
pub(crate) fn named_by(of: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut named = BTreeMap::new();
    for (module, file) in parsed(of) {
        let items = file.items.into_iter();
        let tokens: TokenStream = items.map(ToTokens::into_token_stream).collect();
        let mut paths = BTreeSet::new();
        of_crate(tokens, &mut paths);
        named.insert(module, paths);
    }
    named
}

/// The files of a crate, tests left out.
pub(crate) fn parsed(of: &str) -> Vec<(Module, File)> {
    let src = root(of);
    let parse = |path: PathBuf| {
        let mut file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        file.items.retain(|item| !is_test(item));
        (module(&src, &path), file)
    };
    files(&src).into_iter().map(parse).collect()
}

fn root(of: &str) -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    workspace.join(of).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|it| it.unwrap().path()).collect();
    paths.sort();
    let is_of_tests = |path: &Path| path.file_stem().is_some_and(|name| name == "tests");
    let of_path = |path: PathBuf| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    };
    let paths = paths.into_iter().filter(|path| !is_of_tests(path));
    paths.flat_map(of_path).collect()
}

fn module(src: &Path, path: &Path) -> Module {
    let path = path.strip_prefix(src).unwrap().with_extension("");
    let names = path.iter().map(|name| name.to_str().unwrap().to_owned());
    names.collect()
}

fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .meta
                .require_list()
                .is_ok_and(|it| it.tokens.to_string() == "test")
    })
}

/// Takes down all paths that begin with `crate::`, those of doc comments left out.
fn of_crate(tokens: TokenStream, paths: &mut BTreeSet<Module>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            of_crate(group.stream(), paths);
        }
        let is_of_macro = index > 0 && tokens[index - 1].to_string() == "$";
        if token.to_string() == "crate" && !is_of_macro {
            follow(&tokens[index + 1..], &Vec::new(), paths);
        }
    }
}

/// Takes down the paths that go on so after `path`; of `pub(crate)`, nothing does.
fn follow(tokens: &[TokenTree], path: &Module, paths: &mut BTreeSet<Module>) {
    let goes_on = match tokens {
        [first, second, next, ..] if is_colon(first) && is_colon(second) => Some(next),
        _ => None,
    };
    match goes_on {
        Some(TokenTree::Ident(name)) => follow(&tokens[3..], &with(path, name), paths),
        Some(TokenTree::Group(group)) => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            for tree in tokens.split(|it| it.to_string() == ",") {
                if let [TokenTree::Ident(name), rest @ ..] = tree {
                    follow(rest, &with(path, name), paths);
                }
            }
        }
        _ if path.is_empty() => {}
        _ => {
            paths.insert(path.clone());
        }
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == ':')
}

fn with(path: &Module, name: &Ident) -> Module {
    [path.clone(), vec![name.to_string()]].concat()
}
