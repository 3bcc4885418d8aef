//! The refusals of a mutation that pass once an earlier write has settled.

use proc_macro2::TokenStream;
use quote::quote;

use super::footprint;
use super::idents::ident;
use crate::ir::{Operation, RefusalAfter};

/// The items of `Mutation`, for an operation that takes part.
pub(super) fn items(operation: &Operation) -> Option<TokenStream> {
    if operation.refusals.is_empty() && operation.refuses_later.is_none() {
        return None;
    }
    let refusals = operation.refusals.iter().map(refusal);
    let refusals = (!operation.refusals.is_empty()).then(|| {
        quote! {
            const REFUSED_AFTER: &'static [runtime::RefusedAfter] = &[#(#refusals),*];
        }
    });
    let may_refuse_later = operation.refuses_later.as_ref().map(|it| {
        let condition = it.only_if.as_ref().map(|flag| ident(flag));
        let (input, condition) = match condition {
            Some(flag) => (
                quote!(input),
                quote!(input.#flag() == ::std::option::Option::Some(true)),
            ),
            None => (quote!(_), quote!(true)),
        };
        quote! {
            fn may_refuse_later(#input: &Self::Input) -> bool {
                #condition
            }
        }
    });
    let subjects = operation.subject().map(footprint::subjects);
    Some(quote! {
        #refusals

        #[allow(unused_variables)]
        fn subjects(
            input: &Self::Input,
            output: ::std::option::Option<&Self::Output>,
        ) -> ::std::vec::Vec<runtime::Resource> {
            #subjects
        }

        #may_refuse_later
    })
}

/// As declared.
pub(super) fn refusal(refusal: &RefusalAfter) -> TokenStream {
    let RefusalAfter {
        code,
        message,
        after,
        is_certain,
    } = refusal;
    let message = match message {
        Some(message) => quote!(::std::option::Option::Some(#message)),
        None => quote!(::std::option::Option::None),
    };
    quote!(runtime::RefusedAfter::new(#code, #message, &[#(#after),*], #is_certain))
}
