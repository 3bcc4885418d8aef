//! Names and paths as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Operation, Service};
use crate::names;

/// A path that the generator derived or was given; both are checked in `lower`.
pub(super) fn path(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| {
        let message = format!("not a path: {text}");
        quote!(compile_error!(#message))
    })
}

/// A name from `names.rs`, escaped where it must be.
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

pub(super) fn client_ident(service: &Service) -> Ident {
    ident(&names::client(&service.type_name))
}

pub(super) fn client_builder_ident(service: &Service) -> Ident {
    ident(&names::client_builder(&service.type_name))
}

pub(super) fn service_ident(service: &Service) -> Ident {
    ident(&service.type_name)
}

/// The names that the SDK gives an operation, for use where the SDK crate is called `sdk`.
pub(super) struct SdkNames {
    pub(super) module: TokenStream,
    pub(super) marker: Ident,
    pub(super) input: Ident,
    pub(super) output: Ident,
    pub(super) error: Ident,
    pub(super) fluent_builder: Ident,
    pub(super) input_builder: Ident,
}

impl SdkNames {
    pub(super) fn new(operation: &Operation) -> Self {
        let module = ident(&operation.module);
        let types = names::SdkTypes::new(&operation.wire, &operation.pascal);
        Self {
            module: quote!(sdk::operation::#module),
            marker: ident(&operation.wire),
            input: ident(&types.input),
            output: ident(&types.output),
            error: ident(&types.error),
            fluent_builder: ident(&types.fluent_builder),
            input_builder: ident(&types.input_builder),
        }
    }
}
