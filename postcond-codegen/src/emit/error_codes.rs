//! What the service's own error codes mean.

use proc_macro2::TokenStream;
use quote::quote;

use super::idents::service_ident;
use crate::ir::{ErrorKind, Service};

/// The item of `Service`, for a service that has some.
pub(super) fn of_service(service: &Service) -> Option<TokenStream> {
    let codes = |kind| {
        let of_kind = service.error_codes.iter().filter(move |it| it.kind == kind);
        let codes = of_kind.map(|it| &it.code);
        quote!(&[#(#codes),*])
    };
    let kinds = [
        ErrorKind::Throttled,
        ErrorKind::Transient,
        ErrorKind::Denied,
        ErrorKind::Credentials,
    ];
    let codes = kinds.map(codes);
    has_some(service).then(|| {
        quote! {
            const ERROR_CODES: &'static runtime::ErrorCodes = &runtime::ErrorCodes::new(#(#codes),*);
        }
    })
}

/// What the dispatch table and the recorder of reads are to know of it.
pub(super) fn of_table(service: &Service) -> Option<TokenStream> {
    let name = service_ident(service);
    has_some(service).then(|| quote!(.with_error_codes(<#name as runtime::Service>::ERROR_CODES)))
}

fn has_some(service: &Service) -> bool {
    !service.error_codes.is_empty()
}
