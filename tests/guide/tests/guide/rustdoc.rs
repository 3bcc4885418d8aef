//! What the documentation of the code says, for pages of the guide.

use quote::ToTokens;
use syn::{Attribute, Expr, ExprLit, ImplItem, Item, Lit, Meta};

use super::read;

/// The first paragraph of the documentation of a method, in the inherent `impl` of a type.
pub(crate) fn method(file: &str, of: &str, name: &str) -> String {
    let parsed = syn::parse_file(&read(file)).expect("Rust");
    let impls = parsed.items.into_iter().filter_map(|item| match item {
        Item::Impl(it) if it.trait_.is_none() && it.self_ty.to_token_stream().to_string() == of => {
            Some(it.items)
        }
        _ => None,
    });
    let mut methods = impls.flatten().filter_map(|item| match item {
        ImplItem::Fn(it) if it.sig.ident == name => Some(it.attrs),
        _ => None,
    });
    let attributes = methods.next();
    let attributes = attributes.unwrap_or_else(|| panic!("{file}: {of} has no {name}"));
    without_links(&first_paragraph(&attributes))
}

fn first_paragraph(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(line);
    let lines = lines.map(|line| line.trim().to_owned());
    let paragraph: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ")
}

fn line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    match &pair.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) if pair.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// Links to items lead nowhere in the guide: `` [`Policy`](crate::Policy) `` becomes `` `Policy` ``. Others stay.
pub(crate) fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let Some((words, after)) = after.split_once(']') else {
            plain.push('[');
            rest = after;
            continue;
        };
        let target = after.strip_prefix('(').and_then(|it| it.split_once(')'));
        rest = match target {
            Some((url, _)) if url.contains("://") => {
                plain.push_str(&format!("[{words}]"));
                after
            }
            Some((_, after)) => {
                plain.push_str(words);
                after
            }
            None => {
                plain.push_str(words);
                after
            }
        };
    }
    plain + rest
}

#[test]
fn links_to_items_become_their_words_and_others_stay() {
    let rows = [
        ("see [`Policy`](crate::Policy).", "see `Policy`."),
        ("as in [`Outcome`]", "as in `Outcome`"),
        ("[docs](https://a.b/c), too", "[docs](https://a.b/c), too"),
        ("none [at all", "none [at all"),
    ];
    for (text, plain) in rows {
        assert_eq!(without_links(text), plain);
    }
}
