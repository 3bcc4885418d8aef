//! The attribute that makes a function a post-condition. Use it through
//! [postcond](https://docs.rs/postcond), which re-exports it.

mod args;
mod attributes;
mod expand;
mod signature;
mod spelling;

use proc_macro::TokenStream;

/// Its documentation is that of `postcond::post_condition`, where its examples can be compiled: they
/// need a client, and this crate must not depend on one.
#[proc_macro_attribute]
pub fn post_condition(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(args.into(), item.into()).into()
}

/// The item, and after it the tokens that the attribute was given. For [`macro@post_condition`] alone.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn __followed_by(rest: TokenStream, mut item: TokenStream) -> TokenStream {
    item.extend(rest);
    item
}
