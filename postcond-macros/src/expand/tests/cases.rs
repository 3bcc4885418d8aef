//! The failing cases of `tests/ui`: what the compiler prints in the attribute's words is what the attribute says.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Item, LitStr, Meta};

use crate::attributes::is_post_condition;
use crate::expand::expand;

/// How messages without a code begin that are the compiler's own.
const OF_THE_COMPILER: [&str; 4] = [
    "future cannot be sent",
    "struct is not supported",
    "struct `is_listed` is never",
    "use of deprecated",
];

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let files = fs::read_dir(folder).expect("the cases are there");
    let files = files.map(|file| file.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|it| it == "rs"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What the attribute says in this file, in alphabetical order.
fn said(file: &Path) -> Vec<String> {
    let source = fs::read_to_string(file).unwrap();
    let mut messages = Vec::new();
    for Use { args, item } in uses(source.parse().unwrap()) {
        words(expand(args, item), &mut messages);
    }
    messages.sort();
    messages
}

/// One use of the attribute.
struct Use {
    args: TokenStream,
    item: TokenStream,
}

fn uses(tokens: TokenStream) -> Vec<Use> {
    let uses = |input: ParseStream<'_>| {
        let mut found = Vec::new();
        while !input.is_empty() {
            next(input, &mut found)?;
        }
        Ok(found)
    };
    uses.parse2(tokens).unwrap()
}

/// The uses in the next token, or the one that begins there.
fn next(input: ParseStream<'_>, found: &mut Vec<Use>) -> syn::Result<()> {
    let ahead = input.fork();
    if let Ok(attributes) = ahead.call(Attribute::parse_outer)
        && let Some(place) = attributes.iter().position(is_post_condition)
    {
        let mut attributes = input.call(Attribute::parse_outer)?;
        let args = match attributes.remove(place).meta {
            Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        let mut item = TokenStream::new();
        attributes.iter().for_each(|it| it.to_tokens(&mut item));
        rest(input)?.to_tokens(&mut item);
        found.push(Use { args, item });
    } else if let TokenTree::Group(group) = input.parse()? {
        found.extend(uses(group.stream()));
    }
    Ok(())
}

/// An item without its attributes, or whatever else it is, to the semicolon.
fn rest(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if Item::parse(&input.fork()).is_ok() {
        return Item::parse(input).map(Item::into_token_stream);
    }
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(syn::Token![;]) {
        input.parse::<TokenTree>()?.to_tokens(&mut tokens);
    }
    Ok(tokens)
}

/// The words of each `compile_error!`.
fn words(tokens: TokenStream, found: &mut Vec<String>) {
    let mut is_message = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => is_message = ident == "compile_error",
            TokenTree::Group(group) if is_message => {
                found.push(syn::parse2::<LitStr>(group.stream()).unwrap().value());
                is_message = false;
            }
            TokenTree::Group(group) => words(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn each_mistake_is_told_once_in_the_words_that_the_compiler_shows() {
    for case in cases() {
        let shown = fs::read_to_string(case.with_extension("stderr")).unwrap();
        let shown = shown.lines().filter_map(|it| it.strip_prefix("error: "));
        let ours = shown.filter(|it| !OF_THE_COMPILER.iter().any(|own| it.starts_with(own)));
        let mut ours: Vec<_> = ours.map(str::to_owned).collect();
        ours.sort();
        assert_eq!(said(&case), ours, "{}", case.display());
    }
}
