//! Reads whose requests are shared while several checks are open.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::{sdk_builder, setters};
use super::documentation::doc;
use super::{SdkNames, ident, path};
use crate::ir::{Coalescing, Operation, Service};

pub(super) fn coalesced(service: &Service) -> TokenStream {
    let reads: Vec<_> = service.coalesced().collect();
    if reads.is_empty() {
        return TokenStream::new();
    }
    let fields = reads.iter().map(|(operation, _)| {
        let (field, marker) = (ident(&operation.method), ident(&operation.wire));
        quote!(#field: runtime::Loader<op::#marker>)
    });
    let sharing = reads.iter().map(|(operation, how)| sharing(operation, how));
    let builders = reads.iter().map(|(operation, how)| builder(operation, how));
    quote! {
        #[derive(Default)]
        struct Loaders {
            #(#fields),*
        }

        #(#sharing)*

        /// The builders of reads whose requests are shared: each mirrors the SDK's own.
        pub mod reads {
            #[allow(unused_imports)]
            use super::{runtime, sdk};
            #(#builders)*
        }
    }
}

/// How requests of a read are sent, and how their errors are repeated.
fn sharing(operation: &Operation, how: &Coalescing) -> TokenStream {
    let names = SdkNames::new(operation);
    let SdkNames {
        module,
        marker,
        error,
        input_builder,
        fluent_builder,
        ..
    } = &names;
    let batch = match &how.batch {
        Some(batch) => path(batch),
        None => quote!(runtime::Unbatched),
    };
    let variants = how.errors.iter().map(|variant| ident(variant));
    quote! {
        impl runtime::Coalesced for op::#marker {
            type Request = #module::builders::#input_builder;
            type Error = #module::#error;
            type Batch = #batch;

            async fn send(
                reader: &Reader,
                request: Self::Request,
            ) -> ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>> {
                if reader.config_override.is_none() {
                    return request.send_with(&reader.client).await;
                }
                reads::#fluent_builder::of(reader, &request).alone().await
            }

            fn repeat(error: &Self::Error) -> Self::Error {
                match error {
                    #(#module::#error::#variants(error) => #module::#error::#variants(error.clone()),)*
                    other => Self::generic(sdk::error::ProvideErrorMetadata::meta(other).clone()),
                }
            }

            fn generic(metadata: runtime::__private::ErrorMetadata) -> Self::Error {
                #module::#error::generic(metadata)
            }
        }
    }
}

fn builder(operation: &Operation, how: &Coalescing) -> TokenStream {
    let names = SdkNames::new(operation);
    let (module, fluent_builder) = (&names.module, &names.fluent_builder);
    let documentation = doc(&format!(
        "Builds a call of `{}`, as [the SDK's builder]({}) does.",
        operation.wire,
        sdk_builder(&names)
    ));
    let sending = sending(operation, &names);
    let paginator = how.is_paginated.then(|| paginator(operation, &names));
    let setters = operation.input.iter().map(|member| setters(&names, member));
    quote! {
        #documentation
        #[derive(Clone)]
        pub struct #fluent_builder {
            pub(super) inner: #module::builders::#fluent_builder,
            pub(super) reader: super::Reader,
        }

        impl #fluent_builder {
            #sending
            #paginator
        }

        #[allow(deprecated)]
        impl #fluent_builder {
            #(#setters)*
        }

        impl ::std::fmt::Debug for #fluent_builder {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!(#fluent_builder)).finish_non_exhaustive()
            }
        }
    }
}

fn sending(operation: &Operation, names: &SdkNames) -> TokenStream {
    let SdkNames {
        module,
        output,
        error,
        fluent_builder,
        input_builder,
        ..
    } = names;
    let field = ident(&operation.method);
    let sets = operation.input.iter().map(|member| ident(&member.set));
    let gets = operation.input.iter().map(|member| ident(&member.get));
    quote! {
        /// The input so far.
        #[must_use]
        pub fn as_input(&self) -> &#module::builders::#input_builder {
            self.inner.as_input()
        }

        /// Modifies the request before it is sent: by itself, then.
        #[must_use]
        pub fn customize(
            self,
        ) -> sdk::client::customize::CustomizableOperation<
            #module::#output,
            #module::#error,
            #module::builders::#fluent_builder,
        > {
            self.inner.customize()
        }

        /// Sends the request, or shares one that is about to be sent.
        ///
        /// # Errors
        /// Those of the SDK's builder.
        pub fn send(
            self,
        ) -> runtime::__private::BoxFuture<
            'static,
            ::std::result::Result<#module::#output, sdk::error::SdkError<#module::#error>>,
        > {
            let (request, reader) = (self.inner.as_input().clone(), self.reader.clone());
            reader.loaders.#field.load(&reader, &request, || self.alone())
        }

        /// A request with this input.
        #[allow(clippy::clone_on_copy)]
        pub(super) fn of(
            reader: &super::Reader,
            input: &#module::builders::#input_builder,
        ) -> Self {
            let mut request = reader.#field();
            #(request.inner = request.inner.#sets(input.#gets().clone());)*
            request
        }

        /// Sends the request by itself, with the configuration of the call whose change it is to
        /// show.
        pub(super) fn alone(
            self,
        ) -> runtime::__private::BoxFuture<
            'static,
            ::std::result::Result<#module::#output, sdk::error::SdkError<#module::#error>>,
        > {
            match self.reader.config_override() {
                ::std::option::Option::None => ::std::boxed::Box::pin(self.inner.send()),
                ::std::option::Option::Some(config) => {
                    let request = self.inner.customize().config_override(config);
                    ::std::boxed::Box::pin(request.send())
                }
            }
        }
    }
}

fn paginator(operation: &Operation, names: &SdkNames) -> TokenStream {
    let module = &names.module;
    let paginator = ident(&crate::names::paginator(&operation.wire));
    quote! {
        /// The SDK's own paginator: pages are not shared.
        #[must_use]
        pub fn into_paginator(self) -> #module::paginator::#paginator {
            self.inner.into_paginator()
        }
    }
}
