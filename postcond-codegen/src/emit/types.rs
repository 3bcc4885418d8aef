//! The SDK's types, as setters take them.

use proc_macro2::TokenStream;
use quote::quote;

use super::idents::ident;
use crate::ir::Type;
use crate::names;

/// The type in full, as in `set_x(Option<Full>)`.
pub(super) fn full(ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(::std::string::String),
        Type::Primitive(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Blob => quote!(runtime::__private::Blob),
        Type::ByteStream => quote!(runtime::__private::ByteStream),
        Type::EventStream(name) => {
            let error = ident(&names::event_stream_error(name));
            let name = ident(name);
            quote! {
                sdk::primitives::event_stream::EventStreamSender<
                    sdk::types::#name,
                    sdk::types::error::#error,
                >
            }
        }
        Type::DateTime => quote!(runtime::__private::DateTime),
        Type::Document => quote!(runtime::__private::Document),
        Type::Named(name) => {
            let name = ident(name);
            quote!(sdk::types::#name)
        }
        Type::List(item) => {
            let item = full(item);
            quote!(::std::vec::Vec<#item>)
        }
        Type::Map(key, value) => {
            let (key, value) = (full(key), full(value));
            quote!(::std::collections::HashMap<#key, #value>)
        }
        Type::Option(item) => {
            let item = full(item);
            quote!(::std::option::Option<#item>)
        }
    }
}

/// The parameters of the setter `x(...)`, each a name and a type: a list appends one item, a map
/// inserts one entry.
pub(super) fn setter_parameters(ty: &Type) -> Vec<(&'static str, TokenStream)> {
    match ty {
        Type::List(item) => vec![("input", convertible(item))],
        Type::Map(key, value) => vec![("k", convertible(key)), ("v", convertible(value))],
        other => vec![("input", convertible(other))],
    }
}

/// Strings are taken as anything that becomes one.
fn convertible(ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(impl ::std::convert::Into<::std::string::String>),
        other => full(other),
    }
}
