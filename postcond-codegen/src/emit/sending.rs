//! The one way in which mutations are sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::idents::service_ident;
use crate::ir::Service;

/// What differs between mutations, in a trait: all the rest is written once for all of them.
pub(super) fn sdk_mutation(service: &Service) -> TokenStream {
    let marker = service_ident(service);
    quote! {
        /// What the SDK has for a mutation, besides its input and output. Implemented for each mutation, and
        /// for nothing else.
        pub trait SdkMutation: runtime::Mutation<Service = #marker> {
            /// The SDK's fluent builder.
            type FluentBuilder: ::std::marker::Send + ::std::marker::Sync;
            /// The SDK's builder of the input.
            type InputBuilder;

            /// The input so far.
            #[doc(hidden)]
            fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder;

            /// The member that says which resource the request is about, where there is one: its
            /// name and its value so far.
            #[doc(hidden)]
            fn subject(
                _request: &Self::FluentBuilder,
            ) -> ::std::option::Option<(&'static str, &dyn ::std::fmt::Debug)> {
                ::std::option::Option::None
            }

            /// The same request for another time, if it can be sent more than once: a stream cannot.
            fn again(
                request: &Self::FluentBuilder,
            ) -> ::std::option::Option<Self::FluentBuilder>;

            /// The request, open to changes.
            #[doc(hidden)]
            fn customize(request: Self::FluentBuilder) -> CustomizableOperation<Self>;

            /// Sends the request through the SDK, as it is.
            #[doc(hidden)]
            fn send(request: Self::FluentBuilder) -> runtime::__private::Sending<Self>;

            /// Sends the request through the SDK, with its changes.
            #[doc(hidden)]
            fn dispatch(
                request: CustomizableOperation<Self>,
            ) -> runtime::__private::Sending<Self>;
        }

        /// The SDK's own customizable request of `O`.
        #[doc(hidden)]
        pub type CustomizableOperation<O> = sdk::client::customize::CustomizableOperation<
            <O as runtime::Operation>::Output,
            <O as runtime::Mutation>::Error,
            <O as SdkMutation>::FluentBuilder,
        >;
    }
}

/// Expressions over `self`, a builder or what holds one.
pub(super) struct Parts {
    /// The builder.
    pub(super) builder: TokenStream,
    /// What sends its request.
    pub(super) send: TokenStream,
}

/// The methods that send a request.
pub(super) fn methods(parts: &Parts) -> TokenStream {
    let (send, send_in) = (send(parts), send_in(parts));
    quote! {
        #send
        #send_in
    }
}

/// Sending, and waiting for the checks.
fn send(Parts { builder, send }: &Parts) -> TokenStream {
    // In both methods: one that calls the other would have a larger future, by a request.
    let sent = quote! {
        let client = #builder.client;
        let (reader, consistency) = (&client.reader, &client.consistency);
        let (call, request) = (#builder.call, #builder.inner);
        let sent = consistency.send(reader, call, request, O::again, #send).await?;
    };
    quote! {
        /// Sends the request; returns its output once every check of it is met.
        ///
        /// # Errors
        /// [`MutationError::Failed`] if the mutation failed, [`MutationError::Unconfirmed`], with
        /// its output, if it succeeded and could not be confirmed, and, where the policy is to look
        /// for it, [`MutationError::Ambiguous`] if it may have done either.
        pub async fn send(
            self,
        ) -> ::std::result::Result<O::Output, MutationError<O::Error, O::Output>> {
            #sent
            ::std::result::Result::Ok(sent.output)
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
            #sent
            ::std::result::Result::Ok(sent)
        }
    }
}

/// Sending in a scope.
fn send_in(Parts { builder, send }: &Parts) -> TokenStream {
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
        ) -> ::std::result::Result<runtime::Handle<O>, MutationError<O::Error, O::Output>> {
            let client = #builder.client;
            let (reader, consistency) = (&client.reader, &client.consistency);
            let (call, request) = (#builder.call, #builder.inner);
            let sent = scope.send(consistency, reader, call, request, O::again, #send);
            ::std::result::Result::Ok(sent.await?)
        }
    }
}
