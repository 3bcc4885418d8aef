//! What `#[post_condition]` is given, and on what: it refuses that in words, or writes Rust.
#![no_main]

#[path = "../../postcond-macros/src/args.rs"]
mod args;
#[path = "../../postcond-macros/src/attributes.rs"]
mod attributes;
#[path = "../../postcond-macros/src/expand.rs"]
mod expand;
#[path = "../../postcond-macros/src/signature.rs"]
mod signature;
#[path = "../../postcond-macros/src/spelling.rs"]
mod spelling;

use libfuzzer_sys::{Corpus, fuzz_target};
use postcond_fuzz::SEPARATOR;
use proc_macro2::TokenStream;

/// The tokens between the parentheses, and the item.
fn expanded(data: &[u8]) -> Corpus {
    let Ok(text) = std::str::from_utf8(data) else {
        return Corpus::Reject;
    };
    let (args, item) = text.split_once(SEPARATOR).unwrap_or((text, ""));
    let (Ok(args), Ok(item)) = (args.parse::<TokenStream>(), item.parse::<TokenStream>()) else {
        return Corpus::Reject;
    };
    let is_rust = syn::parse2::<syn::Item>(item.clone()).is_ok();
    let expansion = expand::expand(args, item);
    if is_rust && let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
        panic!("{error}:\n{expansion}");
    }
    Corpus::Keep
}

fuzz_target!(|data: &[u8]| -> Corpus { expanded(data) });
