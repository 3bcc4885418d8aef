//! The paths that code names, wherever they are: in signatures, bodies and the arguments of macros.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};

/// What is written in these belongs to the code that they make.
const QUOTING: [&str; 3] = ["quote", "quote_spanned", "parse_quote"];

/// All paths, those of one name included.
pub(crate) fn written_in(tokens: TokenStream) -> BTreeSet<Vec<String>> {
    let mut paths = BTreeSet::new();
    collect(tokens, &mut paths);
    paths
}

fn collect(tokens: TokenStream, paths: &mut BTreeSet<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let before = &tokens[..index];
        match token {
            TokenTree::Group(group) if !is_quoted(before) && !goes_on(before) => {
                collect(group.stream(), paths);
            }
            TokenTree::Ident(name) if begins(name, before) => {
                follow(&tokens[index + 1..], &with(&[], name), paths);
            }
            _ => {}
        }
    }
}

/// Takes down the paths that go on so after `path`; of `pub(crate)`, nothing does.
fn follow(tokens: &[TokenTree], path: &[String], paths: &mut BTreeSet<Vec<String>>) {
    let next = match tokens {
        [first, second, next, ..] if is(first, ':') && is(second, ':') => Some(next),
        _ => None,
    };
    match next {
        Some(TokenTree::Ident(name)) => follow(&tokens[3..], &with(path, name), paths),
        Some(TokenTree::Group(group)) => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            for tree in tokens.split(|it| is(it, ',')) {
                if let [TokenTree::Ident(name), rest @ ..] = tree {
                    follow(rest, &with(path, name), paths);
                }
            }
        }
        _ if matches!(path, [one] if ["crate", "self", "super"].contains(&one.as_str())) => {}
        _ => {
            paths.insert(path.to_vec());
        }
    }
}

/// Whether a path begins here: it goes on after `::`, a method or field follows on `.`, and `$` and `'` make
/// something else of a name.
fn begins(name: &Ident, before: &[TokenTree]) -> bool {
    match before {
        [.., first, last] if is(last, '.') => is(first, '.'),
        [.., last] if is(last, '$') => name == "crate",
        [.., last] if is(last, '\'') => false,
        _ => !goes_on(before),
    }
}

fn goes_on(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Punct(first), last] => {
            first.as_char() == ':' && first.spacing() == Spacing::Joint && is(last, ':')
        }
        _ => false,
    }
}

fn is_quoted(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(name), last] => {
            is(last, '!') && QUOTING.contains(&name.to_string().as_str())
        }
        _ => false,
    }
}

fn is(token: &TokenTree, punctuation: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == punctuation)
}

fn with(path: &[String], name: &Ident) -> Vec<String> {
    [path, &[name.to_string()]].concat()
}
