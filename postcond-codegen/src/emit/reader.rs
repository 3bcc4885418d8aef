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
    quote! {
        #documentation
        #[derive(Clone)]
        pub struct Reader {
            client: sdk::Client,
        }

        impl Reader {
            /// A reader with the configuration of `client`.
            #[must_use]
            pub fn new(client: &sdk::Client) -> Self {
                Self::with_conf(client.config().to_builder())
            }

            fn with_conf(conf: sdk::config::Builder) -> Self {
                let conf = conf
                    .retry_config(sdk::config::retry::RetryConfig::disabled())
                    .interceptor(runtime::ReadRecorder)
                    .build();
                Self {
                    client: sdk::Client::from_conf(conf),
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
    let documentation = doc(&format!("The SDK's own builder of `{}`.", operation.wire));
    quote! {
        #documentation
        #[must_use]
        pub fn #method(&self) -> #module::builders::#fluent_builder {
            self.client.#method()
        }
    }
}
