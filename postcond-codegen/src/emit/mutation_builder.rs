//! The builder of mutations: what is the same for all of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::doc;
use super::idents::client_ident;
use super::sending::{self, Parts};
use crate::ir::Service;

pub(super) fn mutation_builder(service: &Service) -> TokenStream {
    let client = client_ident(service);
    let documentation = documentation(service);
    let (confirming, traits) = (confirming(), traits());
    let sending = sending::methods(&Parts {
        builder: quote!(self),
        send: quote!(O::send),
    });
    quote! {
        #documentation
        pub struct MutationBuilder<O: SdkMutation> {
            inner: O::FluentBuilder,
            client: #client,
            call: runtime::__private::CallOptions<O>,
        }

        impl<O: SdkMutation> MutationBuilder<O> {
            /// The input so far.
            #[must_use]
            pub fn as_input(&self) -> &O::InputBuilder {
                O::as_input(&self.inner)
            }

            #confirming

            /// Modifies the request before it is sent.
            #[must_use]
            pub fn customize(self) -> CustomizableMutation<O> {
                CustomizableMutation {
                    builder: self,
                    changes: ::std::vec::Vec::new(),
                }
            }

            #sending

            /// The SDK's own builder of the request, and what the call asks for: for tests of what
            /// waits in another way.
            #[doc(hidden)]
            #[must_use]
            pub fn into_parts(self) -> (O::FluentBuilder, runtime::SdkCalls) {
                (self.inner, self.call.into())
            }
        }

        #traits
    }
}

fn documentation(service: &Service) -> TokenStream {
    doc(&format!(
        "Builds a call of the mutation `O` of {}.\n\n\
         It has the methods of the SDK's builder, and `send` returns once a read-back has confirmed \
         the change. In [`builders`], each mutation's builder has the SDK's name, and says what is \
         read back, which rights that takes, and what a call can ask for besides.\n\n\
         As with the SDK's, nothing is sent before `send`, `send_with_evidence` or `send_in`, and \
         a clone is a call of its own; one that takes a stream has none.",
        service.sdk_id
    ))
}

/// What a call says about its own confirmation.
fn confirming() -> TokenStream {
    quote! {
        /// The policy of this call. It comes before those of the client.
        #[must_use]
        pub fn confirm_with(mut self, policy: runtime::Policy) -> Self {
            self.call.set_policy(policy);
            self
        }

        /// The client's checks are left out: `send` returns when the service has answered, or
        /// once what this call asks for with [`until`](Self::until) is met.
        #[must_use]
        pub fn unconfirmed(mut self) -> Self {
            self.call.set_unconfirmed();
            self
        }

        /// This call waits for `check`, too: one that is offered on request, or one's own.
        ///
        /// Its deadline is that of this call's policy, else its own: the client's policies are
        /// for what calls wait for by default.
        #[must_use]
        pub fn until<P>(mut self, check: P) -> Self
        where
            P: runtime::PostCondition<Operation = O>,
        {
            self.call.add(check);
            self
        }
    }
}

fn traits() -> TokenStream {
    quote! {
        impl<O: SdkMutation<FluentBuilder: ::std::clone::Clone>> ::std::clone::Clone
            for MutationBuilder<O>
        {
            fn clone(&self) -> Self {
                Self {
                    inner: self.inner.clone(),
                    client: ::std::clone::Clone::clone(&self.client),
                    call: self.call.clone(),
                }
            }
        }

        impl<O: SdkMutation> ::std::fmt::Debug for MutationBuilder<O> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let mut builder = f.debug_struct(&::std::format!("{}FluentBuilder", O::NAME));
                // Of the input, only which resource it is about: the SDK's own output holds the
                // values of tags.
                if let ::std::option::Option::Some((name, value)) = O::subject(&self.inner) {
                    builder.field(name, value);
                }
                builder.field("call", &self.call).finish_non_exhaustive()
            }
        }
    }
}
