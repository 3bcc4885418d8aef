//! The request of a mutation, and the one way in which mutations are sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::{client_ident, service_ident};
use crate::ir::Service;

pub(super) fn customize(service: &Service) -> TokenStream {
    let traits = sdk_mutation(service);
    let sending = sending(service);
    let request = request(service);
    let customizations = customizations();
    quote! {
        #traits
        #sending
        #request
        #customizations
    }
}

fn sdk_mutation(service: &Service) -> TokenStream {
    let marker = service_ident(service);
    quote! {
        /// What the SDK has for a mutation, besides its input and output.
        pub trait SdkMutation: runtime::Mutation<Service = #marker> {
            /// The SDK's error type.
            type Error: runtime::ServiceError;
            /// The SDK's fluent builder.
            type FluentBuilder: ::std::clone::Clone + ::std::marker::Send + ::std::marker::Sync;

            /// The request, open to changes.
            fn customize(request: Self::FluentBuilder) -> CustomizableOperation<Self>;

            /// Sends the request through the SDK.
            fn dispatch(
                request: CustomizableOperation<Self>,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>>,
            > + ::std::marker::Send;
        }

        /// The SDK's own customizable request of `O`.
        pub type CustomizableOperation<O> = sdk::client::customize::CustomizableOperation<
            <O as runtime::Operation>::Output,
            <O as SdkMutation>::Error,
            <O as SdkMutation>::FluentBuilder,
        >;
    }
}

fn sending(service: &Service) -> TokenStream {
    let client = client_ident(service);
    quote! {
        /// Sends a mutation, and reads its change back.
        async fn send_and_confirm<O: SdkMutation>(
            client: &#client,
            call: runtime::CallOptions<O>,
            request: O::FluentBuilder,
            send: impl ::std::ops::Fn(O::FluentBuilder) -> runtime::Sending<O, O::Error>
                + ::std::marker::Send,
        ) -> ::std::result::Result<
            runtime::Confirmed<O::Output>,
            MutationError<O::Error, O::Output>,
        > {
            let sent = client.consistency.send(&client.reader, call, request, send);
            ::std::result::Result::Ok(sent.await?)
        }

        /// The same in a scope, which reads back later.
        async fn send_in_scope<O: SdkMutation>(
            client: &#client,
            call: runtime::CallOptions<O>,
            scope: &runtime::Scope,
            request: O::FluentBuilder,
            send: impl ::std::ops::Fn(O::FluentBuilder) -> runtime::Sending<O, O::Error>
                + ::std::marker::Send,
        ) -> ::std::result::Result<runtime::Handle<O>, MutationError<O::Error, O::Output>> {
            let (reader, consistency) = (&client.reader, &client.consistency);
            let sent = scope.send(consistency, reader, call, request, send);
            ::std::result::Result::Ok(sent.await?)
        }
    }
}

fn request(service: &Service) -> TokenStream {
    let client = client_ident(service);
    let send_in = send_in();
    quote! {
        /// A mutation that can be modified before it is sent: the SDK's own customization, and then
        /// the read-back.
        pub struct CustomizableMutation<O: SdkMutation> {
            request: O::FluentBuilder,
            /// In the order in which they were asked for.
            changes: ::std::vec::Vec<Change<O>>,
            client: #client,
            call: runtime::CallOptions<O>,
        }

        /// What is changed of a request, each time that it is sent.
        type Change<O> = ::std::boxed::Box<
            dyn ::std::ops::Fn(CustomizableOperation<O>) -> CustomizableOperation<O>
                + ::std::marker::Send
                + ::std::marker::Sync,
        >;

        impl<O: SdkMutation> CustomizableMutation<O> {
            /// Sends the request; returns its output once every check of it is met.
            ///
            /// # Errors
            /// [`MutationError::Failed`] if the mutation failed, [`MutationError::Unconfirmed`],
            /// with its output, if it succeeded and could not be confirmed, and, where the policy
            /// is to look for it, [`MutationError::Ambiguous`] if it may have done either.
            pub async fn send(
                self,
            ) -> ::std::result::Result<O::Output, MutationError<O::Error, O::Output>> {
                ::std::result::Result::map(self.send_with_evidence().await, |it| it.output)
            }

            /// Like [`send`](Self::send), with every poll that confirmed the change.
            ///
            /// # Errors
            /// Those of [`send`](Self::send).
            pub async fn send_with_evidence(
                self,
            ) -> ::std::result::Result<
                runtime::Confirmed<O::Output>,
                MutationError<O::Error, O::Output>,
            > {
                let send = sending_as_changed::<O>(self.changes);
                send_and_confirm::<O>(&self.client, self.call, self.request, send).await
            }

            #send_in
        }

        /// What sends a request with its changes.
        fn sending_as_changed<O: SdkMutation>(
            changes: ::std::vec::Vec<Change<O>>,
        ) -> impl ::std::ops::Fn(O::FluentBuilder) -> runtime::Sending<O, O::Error>
        + ::std::marker::Send {
            move |request| {
                let request = O::customize(request);
                let request = changes.iter().fold(request, |request, change| change(request));
                ::std::boxed::Box::pin(O::dispatch(request))
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

/// Sending in a scope.
fn send_in() -> TokenStream {
    quote! {
        /// Sends the request once the scope has room for it, and returns its output without
        /// waiting for a check: settling the scope does.
        ///
        /// # Errors
        /// Those of the mutation itself: [`MutationError::Failed`] or, where the policy is to
        /// look for it and it was not found, [`MutationError::Ambiguous`].
        pub async fn send_in(
            self,
            scope: &runtime::Scope,
        ) -> ::std::result::Result<runtime::Handle<O>, MutationError<O::Error, O::Output>>
        {
            let send = sending_as_changed::<O>(self.changes);
            send_in_scope(&self.client, self.call, scope, self.request, send).await
        }
    }
}

fn customizations() -> TokenStream {
    let of_http_request = of_http_request();
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
            /// A check that reads with one of the reader's builders that cannot be so configured, such
            /// as a paginator, cannot follow: the call is then
            /// [unverifiable](runtime::Evidence::unconfirmed). It is never confirmed by another place.
            #[must_use]
            pub fn config_override(
                mut self,
                config_override: impl ::std::convert::Into<sdk::config::Builder>,
            ) -> Self {
                let config = config_override.into();
                self.client.reader = self.client.reader.with_config(config.clone());
                self.call.set_reconfigured();
                self.change(move |request| request.config_override(config.clone()))
            }

            /// A change of the request itself, which may send it elsewhere.
            fn intercepted(
                mut self,
                change: impl ::std::ops::Fn(CustomizableOperation<O>) -> CustomizableOperation<O>
                    + ::std::marker::Send
                    + ::std::marker::Sync
                    + 'static,
            ) -> Self {
                self.client.reader = self.client.reader.apart();
                self.call.set_intercepted();
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
