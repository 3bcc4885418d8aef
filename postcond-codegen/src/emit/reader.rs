//! The reader: what checks read with, and cannot write with.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::doc;
use super::{SdkNames, ident};
use crate::ir::{Operation, Service};

/// The reader.
pub(super) fn reader(service: &Service) -> TokenStream {
    let documentation = doc(&format!(
        "Hands out the reads of {}, and nothing else: what checks read with.\n\n\
         It uses the client's own configuration. The SDK's retries are off: the loop around a check \
         is the one that retries.",
        service.sdk_id
    ));
    let loaders = service.coalesced().next().is_some();
    let field = loaders.then(|| quote!(loaders: ::std::sync::Arc<Loaders>,));
    let default = loaders.then(|| quote!(loaders: ::std::default::Default::default(),));
    quote! {
        #documentation
        #[derive(Clone)]
        pub struct Reader {
            client: sdk::Client,
            clocks: runtime::ServerClocks,
            #field
        }

        impl Reader {
            /// A reader with the configuration of `client`.
            #[must_use]
            pub fn new(client: &sdk::Client) -> Self {
                let clocks = ::std::default::Default::default();
                Self::with_conf(client.config().to_builder(), clocks)
            }

            fn with_conf(conf: sdk::config::Builder, clocks: runtime::ServerClocks) -> Self {
                let conf = conf
                    .retry_config(sdk::config::retry::RetryConfig::disabled())
                    .interceptor(runtime::ReadRecorder::new(clocks.clone()))
                    .build();
                Self {
                    client: sdk::Client::from_conf(conf),
                    clocks,
                    #default
                }
            }
        }

        impl ::std::fmt::Debug for Reader {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Reader").finish_non_exhaustive()
            }
        }
    }
}

/// The reader's method for each read.
pub(super) fn methods(service: &Service) -> TokenStream {
    let methods = service.reads().map(method);
    quote! {
        impl Reader {
            #(#methods)*
        }
    }
}

fn method(operation: &Operation) -> TokenStream {
    let sdk = SdkNames::new(operation);
    let (module, fluent_builder) = (&sdk.module, &sdk.fluent_builder);
    let method = ident(&operation.method);
    if operation.coalescing.is_some() {
        let wire = &operation.wire;
        let documentation = doc(&format!(
            "A builder of `{wire}` that mirrors the SDK's own: while several checks are open, they \
             share requests."
        ));
        return quote! {
            #documentation
            #[must_use]
            pub fn #method(&self) -> reads::#fluent_builder {
                reads::#fluent_builder {
                    inner: self.client.#method(),
                    reader: self.clone(),
                }
            }
        };
    }
    let documentation = doc(&format!("The SDK's own builder of `{}`.", operation.wire));
    quote! {
        #documentation
        #[must_use]
        pub fn #method(&self) -> #module::builders::#fluent_builder {
            self.client.#method()
        }
    }
}
