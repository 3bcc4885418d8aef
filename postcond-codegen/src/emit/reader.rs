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
         It uses the client's own configuration, or that of the call whose change is read back. \
         Within a poll, the SDK's retries are off: the loop around a check is the one that retries.",
        service.sdk_id
    ));
    let loaders = service.coalesced().next().is_some();
    let field = loaders.then(|| quote!(loaders: ::std::sync::Arc<Loaders>,));
    let default = loaders.then(|| quote!(loaders: ::std::default::Default::default(),));
    let of_call = of_call(loaders);
    quote! {
        #documentation
        #[derive(Clone)]
        pub struct Reader {
            client: sdk::Client,
            /// The configuration of the call whose change is read back, if it has one of its own.
            config_override: ::std::option::Option<::std::sync::Arc<sdk::config::Builder>>,
            #field
        }

        impl Reader {
            /// A reader with the configuration of `client`.
            #[must_use]
            pub fn new(client: &sdk::Client) -> Self {
                Self {
                    client: recording(client),
                    config_override: ::std::option::Option::None,
                    #default
                }
            }
        }

        #of_call

        /// The same client, with what notes its calls for those that wait for them.
        fn recording(client: &sdk::Client) -> sdk::Client {
            if runtime::__private::is_recording(client.config().interceptors()) {
                return client.clone();
            }
            let clocks = runtime::ServerClocks::default();
            let conf = client.config().to_builder();
            let conf = conf.interceptor(runtime::WriteRecorder::new(clocks.clone()));
            let conf = conf.interceptor(runtime::ReadRecorder::new(clocks));
            sdk::Client::from_conf(conf.build())
        }

        impl ::std::fmt::Debug for Reader {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Reader").finish_non_exhaustive()
            }
        }
    }
}

/// What is read for a call that may go elsewhere than others shares no requests with theirs.
fn of_call(loaders: bool) -> TokenStream {
    let apart = match loaders {
        true => quote!(Self {
            loaders: ::std::default::Default::default(),
            ..self
        }),
        false => quote!(self),
    };
    quote! {
        impl Reader {
            /// For a call with a configuration of its own.
            fn with_config(mut self, config: sdk::config::Builder) -> Self {
                let config = config.interceptor(runtime::FollowsCall);
                self.config_override = ::std::option::Option::Some(::std::sync::Arc::new(config));
                self.apart()
            }

            /// For a call whose request may be changed on its way.
            fn apart(self) -> Self {
                #apart
            }

            /// The configuration that a read is sent with, if that is not the client's.
            #[allow(dead_code)]
            fn config_override(&self) -> ::std::option::Option<sdk::config::Builder> {
                self.config_override.as_deref().cloned()
            }
        }

        impl runtime::ServiceReader for Reader {
            fn with_identities(mut self, cache: runtime::__private::SharedIdentityCache) -> Self {
                if let ::std::option::Option::Some(config) = &mut self.config_override {
                    ::std::sync::Arc::make_mut(config).set_identity_cache(cache);
                }
                self
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
