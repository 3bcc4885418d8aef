//! The attribute that makes a function a post-condition. Use it through
//! [postcond](https://docs.rs/postcond), which re-exports it.

mod args;
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
