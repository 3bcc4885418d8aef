//! The client and its builder.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builder::deprecated;
use super::documentation::{self, doc};
use super::enforcing;
use super::idents::{SdkNames, client_builder_ident, client_ident, ident, service_ident};
use super::portable;
use crate::ir::{Kind, Operation, Service};

/// The client.
pub(super) fn client(service: &Service) -> TokenStream {
    let client = client_ident(service);
    let constructors = constructors(&client_builder_ident(service));
    let (enforcing, receipts) = (enforcing::method(service), portable::methods(service));
    let (save_history, debug) = (save_history(), debug(&client));
    let documentation = doc(&format!(
        "A client of {} whose mutating calls return once a read-back has confirmed that the change \
         is visible.\n\n\
         It has the SDK's own methods. Reads hand out the SDK's builders; mutations hand out \
         builders that mirror them. A clone shares everything with its original and costs next to \
         nothing.",
        service.sdk_id
    ));
    quote! {
        #documentation
        #[derive(Clone)]
        pub struct #client {
            /// Sends everything: its interceptors note the calls and reads that are to be noted.
            inner: sdk::Client,
            reader: Reader,
            consistency: ::std::sync::Arc<runtime::Consistency>,
        }

        impl #client {
            #constructors

            /// The configuration of the SDK's client.
            #[must_use]
            pub fn config(&self) -> &sdk::Config {
                self.inner.config()
            }

            /// The SDK's client, for what it alone has and for writes that are not to be waited for.
            #[must_use]
            pub fn inner(&self) -> &sdk::Client {
                &self.inner
            }

            #enforcing

            #receipts

            #save_history
        }

        #debug
    }
}

fn debug(client: &Ident) -> TokenStream {
    quote! {
        impl ::std::fmt::Debug for #client {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                // Without the SDK's client, whose own output runs to tens of kilobytes.
                f.debug_struct(stringify!(#client))
                    .field("consistency", &self.consistency)
                    .finish_non_exhaustive()
            }
        }
    }
}

fn save_history() -> TokenStream {
    quote! {
        /// Saves what the client and its clones have learned of the service's lags, if it is built with a
        /// `history`: for programs that end soon, since dropping the client saves it only as far as
        /// [`runtime::History`] says.
        ///
        /// # Errors
        /// If it could not be saved. It is kept then, and saved with what comes next.
        pub async fn save_history(&self) -> ::std::result::Result<(), runtime::HistoryError> {
            self.consistency.save_history().await
        }
    }
}

/// How a client comes about; `builder` is its builder.
fn constructors(builder: &Ident) -> TokenStream {
    quote! {
        /// A client with the given configuration and the default policy.
        ///
        /// # Panics
        /// As the SDK's own: if the configuration lacks something that cannot be defaulted.
        #[must_use]
        #[track_caller]
        pub fn new(sdk_config: &runtime::__private::SdkConfig) -> Self {
            Self::builder(sdk::Client::new(sdk_config)).build()
        }

        /// A client with the given service configuration and the default policy.
        ///
        /// # Panics
        /// As the SDK's own: if the configuration lacks something that cannot be defaulted.
        #[must_use]
        #[track_caller]
        pub fn from_conf(conf: sdk::Config) -> Self {
            Self::builder(sdk::Client::from_conf(conf)).build()
        }

        /// Wraps a client of the SDK's; policies and checks of one's own can be added.
        #[must_use]
        pub fn builder(inner: sdk::Client) -> #builder {
            #builder {
                inner,
                consistency: ::std::default::Default::default(),
            }
        }
    }
}

/// The client's builder.
pub(super) fn builder(service: &Service) -> TokenStream {
    let client = client_ident(service);
    let builder = client_builder_ident(service);
    let settings = settings(&service_ident(service));
    let documentation = doc(&format!(
        "Builds a [`{client}`] with policies and checks of one's own."
    ));
    quote! {
        #documentation
        pub struct #builder {
            inner: sdk::Client,
            consistency: runtime::Consistency,
        }

        impl #builder {
            #settings

            /// The client.
            #[must_use]
            pub fn build(self) -> #client {
                let reader = Reader::new(&self.inner);
                #client {
                    inner: ::std::clone::Clone::clone(&reader.client),
                    reader,
                    consistency: ::std::sync::Arc::new(self.consistency),
                }
            }
        }

        impl ::std::fmt::Debug for #builder {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!(#builder))
                    .field("consistency", &self.consistency)
                    .finish_non_exhaustive()
            }
        }
    }
}

/// What a client is built with; `marker` is its service.
fn settings(marker: &Ident) -> TokenStream {
    quote! {
        /// The policy of every call that does not decide otherwise.
        #[must_use]
        pub fn policy(mut self, policy: runtime::Policy) -> Self {
            self.consistency.set_policy(policy);
            self
        }

        /// The policy of every call of one operation that does not decide otherwise.
        #[must_use]
        pub fn operation_policy<O>(mut self, policy: runtime::Policy) -> Self
        where
            O: runtime::Mutation<Service = #marker>,
        {
            self.consistency.set_operation_policy::<O>(policy);
            self
        }

        /// How many reads the client and its clones may make to confirm their writes.
        #[must_use]
        pub fn read_budget(mut self, budget: runtime::ReadBudget) -> Self {
            self.consistency.set_read_budget(budget);
            self
        }

        /// Where what the client learns of the service's lags is kept, for other processes and later ones.
        /// Without one, the client begins with nothing, and what it has learned ends with it. It is loaded with the
        /// first write of the client: receipts neither use it nor add to it.
        #[must_use]
        pub fn history(mut self, history: runtime::History) -> Self {
            self.consistency.set_history(history);
            self
        }

        /// Adds a check of one's own to those that the client brings along.
        #[must_use]
        pub fn post_condition<P>(mut self, check: P) -> Self
        where
            P: runtime::PostCondition<Operation: runtime::Mutation<Service = #marker>>,
        {
            self.consistency.add(check);
            self
        }
    }
}

/// The client's method for each operation.
pub(super) fn methods(service: &Service) -> TokenStream {
    let client = client_ident(service);
    let methods = service.operations.iter().map(|it| method(service, it));
    quote! {
        #[allow(deprecated)]
        impl #client {
            #(#methods)*
        }
    }
}

fn method(service: &Service, operation: &Operation) -> TokenStream {
    let sdk = SdkNames::new(operation);
    let (module, fluent_builder) = (&sdk.module, &sdk.fluent_builder);
    let (method, sdk_method) = (ident(&operation.client_method), ident(&operation.method));
    let documentation = documentation::method(service, operation);
    let deprecated = deprecated(operation.deprecated.as_deref());
    match operation.kind {
        Kind::Read => quote! {
            #documentation
            #[must_use]
            #deprecated
            pub fn #method(&self) -> #module::builders::#fluent_builder {
                self.inner.#sdk_method()
            }
        },
        Kind::Mutation(_) => quote! {
            #documentation
            #[must_use]
            #deprecated
            pub fn #method(&self) -> builders::#fluent_builder {
                MutationBuilder {
                    inner: self.inner.#sdk_method(),
                    client: ::std::clone::Clone::clone(self),
                    call: ::std::default::Default::default(),
                }
            }
        },
    }
}
