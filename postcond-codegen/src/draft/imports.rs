//! What drafted checks import of postcond.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// What a check names, and what it imports for that from `postcond::runtime`.
const OF_RUNTIME: &[(&str, &str)] = &[
    ("Check", "Check"),
    ("absent_if", "ReadBack"),
    ("all_pages", "all_pages"),
    ("pending", "pending"),
    ("satisfied", "satisfied"),
    ("unverifiable", "unverifiable"),
];
/// The same from `postcond::runtime::compare`.
const OF_COMPARE: &[(&str, &str)] = &[
    ("Members", "Members"),
    ("tags_are_listed", "tags_are_listed"),
    ("tags_are_not_listed", "tags_are_not_listed"),
];

/// The imports of what `checks` names.
pub(super) fn of(checks: &TokenStream) -> TokenStream {
    let mut named = BTreeSet::new();
    note(checks.clone(), &mut named);
    let used = |imports: &[(&str, &str)]| -> Vec<Ident> {
        let used = imports.iter().filter(|(name, _)| named.contains(*name));
        used.map(|(_, import)| format_ident!("{import}")).collect()
    };
    let (of_runtime, of_compare) = (used(OF_RUNTIME), used(OF_COMPARE));
    let compare = (!of_compare.is_empty())
        .then(|| quote!(use postcond::runtime::compare::{#(#of_compare),*};));
    quote! {
        #compare
        use postcond::runtime::{#(#of_runtime),*};
    }
}

fn note(tokens: TokenStream, named: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                named.insert(ident.to_string());
            }
            TokenTree::Group(group) => note(group.stream(), named),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
