//! The request of a mutation, and the one way in which mutations are sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::{client_ident, service_ident};
use crate::ir::Service;

pub(super) fn customize(service: &Service) -> TokenStream {
    let traits = sdk_mutation(service);
    let sending = sending(service);
    let sending_in_scope = sending_in_scope(service);
    let request = request(service);
    let customizations = customizations();
    quote! {
        #traits
        #sending
        #sending_in_scope
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
            type Error: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static;
            /// The SDK's fluent builder.
            type FluentBuilder: ::std::marker::Send;

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
        /// The one way in which mutations are sent: what the SDK does, and then the read-back.
        async fn send_and_confirm<O: SdkMutation>(
            client: &#client,
            call: runtime::CallOptions<O>,
            input: ::std::result::Result<O::Input, sdk::error::BuildError>,
            // In a box, so that it is not moved about: the SDK's futures are large.
            send: runtime::__private::BoxFuture<
                '_,
                ::std::result::Result<O::Output, sdk::error::SdkError<O::Error>>,
            >,
        ) -> ::std::result::Result<
            runtime::Confirmed<O::Output>,
            MutationError<O::Error, O::Output>,
        > {
            let input = input.map_err(sdk::error::SdkError::construction_failure)?;
            let recorder = runtime::WitnessRecorder::start::<O>();
            let (reader, consistency) = (&client.reader, &client.consistency);
            let confirmed = match recorder.record(send).await {
                ::std::result::Result::Ok(output) => {
                    let witness = recorder.witness();
                    consistency.confirm::<O>(reader, call, input, output, witness).await?
                }
                ::std::result::Result::Err(error) => {
                    let resolution =
                        consistency.resolve::<O, _>(reader, call, input, error, &recorder);
                    ::std::boxed::Box::pin(resolution).await?
                }
            };
            ::std::result::Result::Ok(confirmed)
        }
    }
}

fn sending_in_scope(service: &Service) -> TokenStream {
    let client = client_ident(service);
    quote! {
        /// The same in a scope, which reads back later.
        async fn send_in_scope<O, S>(
            client: &#client,
            call: runtime::CallOptions<O>,
            input: ::std::result::Result<O::Input, sdk::error::BuildError>,
            scope: &runtime::Scope,
            send: S,
        ) -> ::std::result::Result<runtime::Handle<O>, MutationError<O::Error, O::Output>>
        where
            O: SdkMutation,
            S: ::std::ops::FnOnce() -> runtime::__private::BoxFuture<
                    'static,
                    ::std::result::Result<O::Output, sdk::error::SdkError<O::Error>>,
                > + ::std::marker::Send,
        {
            let input = input.map_err(sdk::error::SdkError::construction_failure)?;
            let (reader, consistency) = (client.reader.clone(), &client.consistency);
            ::std::result::Result::Ok(scope.send(consistency, reader, call, input, send).await?)
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
            request: CustomizableOperation<O>,
            input: ::std::result::Result<O::Input, sdk::error::BuildError>,
            client: #client,
            call: runtime::CallOptions<O>,
        }

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
                let send = ::std::boxed::Box::pin(O::dispatch(self.request));
                send_and_confirm::<O>(&self.client, self.call, self.input, send).await
            }

            #send_in
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
            let request = self.request;
            let send = move || -> runtime::__private::BoxFuture<'static, _> {
                ::std::boxed::Box::pin(O::dispatch(request))
            };
            send_in_scope(&self.client, self.call, self.input, scope, send).await
        }
    }
}

fn customizations() -> TokenStream {
    let of_http_request = of_http_request();
    quote! {
        impl<O: SdkMutation> CustomizableMutation<O> {
            /// Adds an interceptor to this request.
            #[must_use]
            pub fn interceptor(
                mut self,
                interceptor: impl runtime::__private::Intercept + 'static,
            ) -> Self {
                self.request = self.request.interceptor(interceptor);
                self
            }

            #of_http_request

            /// Overrides the configuration for this request.
            ///
            /// The read-back follows a change of region. It does not follow a change of endpoint or
            /// of credentials, which the SDK does not reveal: for those, make a client of its own.
            #[must_use]
            pub fn config_override(
                mut self,
                config_override: impl ::std::convert::Into<sdk::config::Builder>,
            ) -> Self {
                let config_override = config_override.into();
                if let ::std::option::Option::Some(region) =
                    config_override.clone().build().region()
                {
                    let conf = self.client.config().to_builder().region(region.clone());
                    let clocks = self.client.reader.clocks.clone();
                    self.client.reader = Reader::with_conf(conf, clocks);
                }
                self.call.set_reconfigured();
                self.request = self.request.config_override(config_override);
                self
            }
        }
    }
}

/// What can be done to the HTTP request itself.
fn of_http_request() -> TokenStream {
    quote! {
        /// Maps the HTTP request before it is signed.
        #[must_use]
        pub fn map_request<F, E>(mut self, f: F) -> Self
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
            self.request = self.request.map_request(f);
            self
        }

        /// Changes the HTTP request before it is signed.
        #[must_use]
        pub fn mutate_request<F>(mut self, f: F) -> Self
        where
            F: ::std::ops::Fn(&mut runtime::__private::HttpRequest)
                + ::std::marker::Send
                + ::std::marker::Sync
                + 'static,
        {
            self.request = self.request.mutate_request(f);
            self
        }
    }
}
