//! A mutation that can be modified before it is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::sending::{self, Parts};

pub(super) fn customize() -> TokenStream {
    let (request, customizations) = (request(), customizations());
    quote! {
        #request
        #customizations
    }
}

fn request() -> TokenStream {
    let sending = sending::methods(&Parts {
        builder: quote!(self.builder),
        send: quote!(sending_as_changed::<O>(self.changes)),
    });
    quote! {
        /// A mutation that can be modified before it is sent: the SDK's own customization, and then
        /// the read-back.
        pub struct CustomizableMutation<O: SdkMutation> {
            builder: MutationBuilder<O>,
            /// In the order in which they were asked for.
            changes: ::std::vec::Vec<Change<O>>,
        }

        /// What is changed of a request, each time that it is sent.
        type Change<O> = ::std::boxed::Box<
            dyn ::std::ops::Fn(CustomizableOperation<O>) -> CustomizableOperation<O>
                + ::std::marker::Send
                + ::std::marker::Sync,
        >;

        impl<O: SdkMutation> CustomizableMutation<O> {
            #sending
        }

        /// What sends a request with its changes.
        fn sending_as_changed<O: SdkMutation>(
            changes: ::std::vec::Vec<Change<O>>,
        ) -> impl ::std::ops::Fn(O::FluentBuilder) -> runtime::__private::Sending<O>
        + ::std::marker::Send {
            move |request| {
                let request = O::customize(request);
                let request = changes.iter().fold(request, |request, change| change(request));
                O::dispatch(request)
            }
        }

        impl<O: SdkMutation> ::std::fmt::Debug for CustomizableMutation<O> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("CustomizableMutation")
                    .field("operation", &O::NAME)
                    .finish_non_exhaustive()
            }
        }
    }
}

fn customizations() -> TokenStream {
    let (of_http_request, changing) = (of_http_request(), changing());
    quote! {
        impl<O: SdkMutation> CustomizableMutation<O> {
            /// Adds an interceptor to this request.
            ///
            /// What it makes of the input is what is confirmed. It hears nothing of the read-back: if it
            /// sends the request elsewhere than the read-back would go, the call is
            /// [unverifiable](runtime::Evidence::unconfirmed).
            #[must_use]
            pub fn interceptor(
                self,
                interceptor: impl runtime::__private::Intercept + 'static,
            ) -> Self {
                let interceptor = runtime::__private::SharedInterceptor::new(interceptor);
                self.intercepted(move |request| request.interceptor(interceptor.clone()))
            }

            #of_http_request

            /// Overrides the configuration for this request, and for its read-back: that goes to the
            /// region and endpoint, with the credentials, the HTTP client and the interceptors of
            /// this configuration.
            ///
            /// A check that reads with another client than the reader's cannot follow. A call is never
            /// confirmed by another place: where a read would go elsewhere, it is
            /// [unverifiable](runtime::Evidence::unconfirmed).
            #[must_use]
            pub fn config_override(
                mut self,
                config_override: impl ::std::convert::Into<sdk::config::Builder>,
            ) -> Self {
                let config = config_override.into();
                self.builder.client.reader = self.builder.client.reader.with_config(config.clone());
                self.builder.call.set_reconfigured();
                self.change(move |request| request.config_override(config.clone()))
            }

            #changing
        }
    }
}

/// What all of them do.
fn changing() -> TokenStream {
    quote! {
            /// A change of the request itself, which may send it elsewhere.
            fn intercepted(
                mut self,
                change: impl ::std::ops::Fn(CustomizableOperation<O>) -> CustomizableOperation<O>
                    + ::std::marker::Send
                    + ::std::marker::Sync
                    + 'static,
            ) -> Self {
                self.builder.client.reader = self.builder.client.reader.apart();
                self.builder.call.set_intercepted();
                self.change(change)
            }

            fn change(
                mut self,
                change: impl ::std::ops::Fn(CustomizableOperation<O>) -> CustomizableOperation<O>
                    + ::std::marker::Send
                    + ::std::marker::Sync
                    + 'static,
            ) -> Self {
                self.changes.push(::std::boxed::Box::new(change));
                self
            }
    }
}

/// What can be done to the HTTP request itself.
fn of_http_request() -> TokenStream {
    quote! {
        /// Maps the HTTP request before it is signed. That of the read-back is left alone, as by
        /// [`interceptor`](Self::interceptor).
        #[must_use]
        pub fn map_request<F, E>(self, f: F) -> Self
        where
            F: ::std::ops::Fn(
                    runtime::__private::HttpRequest,
                )
                    -> ::std::result::Result<runtime::__private::HttpRequest, E>
                + ::std::marker::Send
                + ::std::marker::Sync
                + 'static,
            E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
        {
            let f = ::std::sync::Arc::new(f);
            self.intercepted(move |request| {
                let f = ::std::sync::Arc::clone(&f);
                request.map_request(move |request| f(request))
            })
        }

        /// Changes the HTTP request before it is signed. That of the read-back is left alone, as by
        /// [`interceptor`](Self::interceptor).
        #[must_use]
        pub fn mutate_request<F>(self, f: F) -> Self
        where
            F: ::std::ops::Fn(&mut runtime::__private::HttpRequest)
                + ::std::marker::Send
                + ::std::marker::Sync
                + 'static,
        {
            let f = ::std::sync::Arc::new(f);
            self.intercepted(move |request| {
                let f = ::std::sync::Arc::clone(&f);
                request.mutate_request(move |request| f(request))
            })
        }
    }
}
