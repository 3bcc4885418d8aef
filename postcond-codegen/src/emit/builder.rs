//! The builder of each mutation: the SDK's own, mirrored, and what follows the call.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::documentation::{self, doc};
use super::types::{full, setter_parameters};
use super::{SdkNames, client_ident, ident};
use crate::ir::{Member, Operation, Service};

pub(super) fn builders(service: &Service) -> TokenStream {
    let builders = service.mutations().map(|it| builder(service, it));
    quote! {
        /// The builders of mutations: each mirrors the SDK's own.
        pub mod builders {
            #[allow(unused_imports)]
            use super::{runtime, sdk};
            #(#builders)*
        }
    }
}

fn builder(service: &Service, operation: &Operation) -> TokenStream {
    let names = SdkNames::new(operation);
    let (module, marker) = (&names.module, &names.marker);
    let fluent_builder = &names.fluent_builder;
    let client = client_ident(service);
    let documentation = documentation::builder(service, operation, &sdk_builder(&names));
    let setters = operation.input.iter().map(|member| setters(&names, member));
    let methods = methods(&names);
    let debug = debug(operation, fluent_builder);
    quote! {
        #documentation
        #[derive(Clone)]
        pub struct #fluent_builder {
            pub(super) inner: #module::builders::#fluent_builder,
            pub(super) client: super::#client,
            pub(super) call: runtime::CallOptions<super::op::#marker>,
        }

        #methods

        #[allow(deprecated)]
        impl #fluent_builder {
            #(#setters)*
        }

        #debug
    }
}

/// Of the input, only which resource it is about: the SDK's own output holds the values of tags.
fn debug(operation: &Operation, fluent_builder: &Ident) -> TokenStream {
    let resource = operation.resource().map(|member| {
        let (name, get) = (&member.method, ident(&member.get));
        quote!(.field(#name, self.#get()))
    });
    quote! {
        impl ::std::fmt::Debug for #fluent_builder {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!(#fluent_builder))
                    #resource
                    .field("call", &self.call)
                    .finish_non_exhaustive()
            }
        }
    }
}

fn methods(names: &SdkNames) -> TokenStream {
    let SdkNames {
        module,
        marker,
        fluent_builder,
        input_builder,
        ..
    } = names;
    let confirming = confirming(marker);
    let (send, send_in) = (send(names), send_in(names));
    quote! {
        impl #fluent_builder {
            /// The input so far.
            #[must_use]
            pub fn as_input(&self) -> &#module::builders::#input_builder {
                self.inner.as_input()
            }

            #confirming

            /// Modifies the request before it is sent.
            #[must_use]
            pub fn customize(self) -> super::CustomizableMutation<super::op::#marker> {
                super::CustomizableMutation {
                    request: self.inner,
                    changes: ::std::vec::Vec::new(),
                    client: self.client,
                    call: self.call,
                }
            }

            #send
            #send_in
        }
    }
}

/// What sends a request.
fn sending(names: &SdkNames) -> TokenStream {
    let (marker, module, error) = (&names.marker, &names.module, &names.error);
    let fluent_builder = &names.fluent_builder;
    quote! {
        |request: #module::builders::#fluent_builder| -> runtime::Sending<
            super::op::#marker,
            #module::#error,
        > { ::std::boxed::Box::pin(request.send()) }
    }
}

/// Sending, and waiting for the checks.
fn send(names: &SdkNames) -> TokenStream {
    let send = sending(names);
    let SdkNames {
        module,
        output,
        error,
        ..
    } = names;
    quote! {
        /// Sends the request; returns its output once every check of it is met.
        ///
        /// # Errors
        /// [`MutationError::Failed`](super::MutationError::Failed) if the mutation failed,
        /// [`MutationError::Unconfirmed`](super::MutationError::Unconfirmed), with its output,
        /// if it succeeded and could not be confirmed, and, where the policy is to look for it,
        /// [`MutationError::Ambiguous`](super::MutationError::Ambiguous) if it may have done
        /// either.
        pub async fn send(
            self,
        ) -> ::std::result::Result<
            #module::#output,
            super::MutationError<#module::#error, #module::#output>,
        > {
            ::std::result::Result::map(self.send_with_evidence().await, |it| it.output)
        }

        /// Like [`send`](Self::send), with every poll that confirmed the change.
        ///
        /// # Errors
        /// Those of [`send`](Self::send).
        pub async fn send_with_evidence(
            self,
        ) -> ::std::result::Result<
            runtime::Confirmed<#module::#output>,
            super::MutationError<#module::#error, #module::#output>,
        > {
            super::send_and_confirm(&self.client, self.call, self.inner, #send).await
        }
    }
}

/// Sending in a scope.
fn send_in(names: &SdkNames) -> TokenStream {
    let send = sending(names);
    let SdkNames {
        module,
        marker,
        output,
        error,
        ..
    } = names;
    quote! {
        /// Sends the request once the scope has room for it, and returns its output without
        /// waiting for a check: settling the scope does.
        ///
        /// # Errors
        /// Those of the mutation itself: [`MutationError::Failed`](super::MutationError::Failed)
        /// or, where the policy is to look for it and it was not found,
        /// [`MutationError::Ambiguous`](super::MutationError::Ambiguous).
        pub async fn send_in(
            self,
            scope: &runtime::Scope,
        ) -> ::std::result::Result<
            runtime::Handle<super::op::#marker>,
            super::MutationError<#module::#error, #module::#output>,
        > {
            super::send_in_scope(&self.client, self.call, scope, self.inner, #send).await
        }
    }
}

/// What a call says about its own confirmation.
fn confirming(marker: &Ident) -> TokenStream {
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
            P: runtime::PostCondition<Operation = super::op::#marker>,
        {
            self.call.add(check);
            self
        }
    }
}

/// The path of the SDK's builder, for links.
pub(super) fn sdk_builder(names: &SdkNames) -> String {
    let module = names.module.to_string().replace(' ', "");
    format!("{module}::builders::{}", names.fluent_builder)
}

/// The methods of the SDK's builder for a member, mirrored.
pub(super) fn setters(names: &SdkNames, member: &Member) -> TokenStream {
    let ty = full(&member.ty);
    let method = ident(&member.method);
    let (set, get) = (ident(&member.set), ident(&member.get));
    let parameters = setter_parameters(&member.ty);
    let arguments: Vec<_> = parameters.iter().map(|(name, _)| ident(name)).collect();
    let types = parameters.iter().map(|(_, ty)| ty);
    let [about, about_set, about_get] = about_member(&sdk_builder(names), member);
    let deprecated = member
        .deprecated
        .then(|| quote!(#[deprecated = "deprecated by the service"]));
    quote! {
        #about
        #[must_use]
        #deprecated
        pub fn #method(mut self, #(#arguments: #types),*) -> Self {
            self.inner = self.inner.#method(#(#arguments),*);
            self
        }

        #about_set
        #[must_use]
        #deprecated
        pub fn #set(mut self, input: ::std::option::Option<#ty>) -> Self {
            self.inner = self.inner.#set(input);
            self
        }

        #about_get
        #[must_use]
        #deprecated
        pub fn #get(&self) -> &::std::option::Option<#ty> {
            self.inner.#get()
        }
    }
}

/// What the setters and the getter of a member say; `builder` is the path of the SDK's builder.
fn about_member(builder: &str, member: &Member) -> [TokenStream; 3] {
    let Member { wire, set, get, .. } = member;
    // In a link, what follows a `#` would be an anchor.
    let link = member.method.trim_start_matches("r#");
    [
        format!("`{wire}`: see [the SDK]({builder}::{link})."),
        format!("`{wire}`, or none: see [the SDK]({builder}::{set})."),
        format!("The `{wire}` so far: see [the SDK]({builder}::{get})."),
    ]
    .map(|text| doc(&text))
}
