//! The texts in the code that may be shown to a person.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::LitStr;

use super::{files, read};

/// A text of the code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Text {
    /// What it says, with `{...}` where a value stands.
    pub(crate) text: String,
    pub(crate) file: String,
}

/// Those of the files below a folder, less tests and documentation: whatever has two words.
pub(crate) fn texts(folder: &str) -> Vec<Text> {
    let mut texts = Vec::new();
    for file in files(folder, ".rs") {
        if file.ends_with("/tests.rs") || file.contains("/tests/") {
            continue;
        }
        let tokens: TokenStream = read(&file).parse().expect("Rust");
        let mut found = Vec::new();
        collect(tokens, &mut found);
        let found = found.into_iter().filter(|text| is_sentence(text));
        texts.extend(found.map(|text| Text {
            text,
            file: file.clone(),
        }));
    }
    texts
}

fn collect(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(it) if it.as_char() == '#' => {
                // Of a module: `#![...]`.
                tokens.next_if(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == '!'));
                let Some(TokenTree::Group(attribute)) = tokens.peek().cloned() else {
                    continue;
                };
                tokens.next();
                if is_test(&attribute) {
                    skip_item(&mut tokens);
                } else if !is_silent(&attribute) {
                    collect(attribute.stream(), found);
                }
            }
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) {
                    found.push(text.value());
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// `#[cfg(test)]`.
fn is_test(attribute: &Group) -> bool {
    attribute.stream().to_string().replace(' ', "") == "cfg(test)"
}

/// An attribute whose words are for who reads the code, or compiles it.
fn is_silent(attribute: &Group) -> bool {
    let name = attribute
        .stream()
        .into_iter()
        .next()
        .map(|it| it.to_string());
    let silent = [
        "doc",
        "must_use",
        "expect",
        "allow",
        "deprecated",
        "cfg_attr",
    ];
    name.is_some_and(|name| silent.contains(&&*name))
}

/// Up to the item's body, or the semicolon in place of one.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(it) if it.delimiter() == Delimiter::Brace => return,
            TokenTree::Punct(it) if it.as_char() == ';' => return,
            _ => {}
        }
    }
}

/// Whether it has two words besides what stands for values.
fn is_sentence(text: &str) -> bool {
    let text = fixed_parts(text).join(" ");
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    text.contains(' ') && words.filter(|word| word.len() > 1).count() >= 2
}

/// What is said whatever the values are: what stands between `{...}`.
pub(crate) fn fixed_parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => {
                chars.next();
                parts.last_mut().expect("one").push(c);
            }
            '{' => {
                chars.by_ref().find(|c| *c == '}');
                parts.push(String::new());
            }
            c => parts.last_mut().expect("one").push(c),
        }
    }
    parts
}

#[test]
fn the_fixed_parts_are_those_between_values() {
    assert_eq!(
        fixed_parts("`{check}` saw {}: {{x}}"),
        ["`", "` saw ", ": {x}"]
    );
}

#[test]
fn tests_and_documentation_say_nothing() {
    let code = r#"
        //! Some words of documentation.
        /// Some more words of documentation.
        #[error("the first of the messages")]
        fn f() { g("the second of {them}") }
        #[cfg(test)]
        mod tests { fn t() { g("a third of the messages") } }
        #[must_use = "some words of advice"]
        fn h() { g("a fourth of the messages") }
    "#;
    let mut found = Vec::new();
    collect(code.parse().unwrap(), &mut found);
    let expected = [
        "the first of the messages",
        "the second of {them}",
        "a fourth of the messages",
    ];
    assert_eq!(found, expected);
}
