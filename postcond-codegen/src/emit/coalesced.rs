//! Reads of which several requests become one while several checks are open.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::{sdk_builder, setters_of};
use super::documentation::doc;
use super::idents::{SdkNames, ident, path};
use crate::ir::{Coalescing, Operation, Service};

pub(super) fn coalesced(service: &Service) -> TokenStream {
    let reads: Vec<_> = service.coalesced().collect();
    let loaders = (!reads.is_empty()).then(|| loaders(&reads));
    let sharing = reads.iter().map(|(operation, how)| sharing(operation, how));
    let builders = reads.iter().map(|(operation, how)| builder(operation, how));
    let others = service.reads().filter(|it| it.coalescing.is_none());
    let others: Vec<_> = others.map(sdk_builder_of).collect();
    if reads.is_empty() && others.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #loaders
        #(#sharing)*

        /// The builders that the reader hands out: the SDK's own, but where several requests become
        /// one. Those mirror the SDK's.
        #[allow(deprecated, unused_imports)]
        pub mod reads {
            use super::{runtime, sdk};
            #(#[doc(no_inline)] pub use #others;)*
            #(#builders)*
        }
    }
}

fn sdk_builder_of(operation: &Operation) -> TokenStream {
    let names = SdkNames::new(operation);
    let (module, fluent_builder) = (&names.module, &names.fluent_builder);
    quote!(#module::builders::#fluent_builder)
}

fn loaders(reads: &[(&Operation, &Coalescing)]) -> TokenStream {
    let fields = reads.iter().map(|(operation, _)| {
        let (field, marker) = (ident(&operation.method), ident(&operation.wire));
        quote!(#field: runtime::__private::Loader<op::#marker>)
    });
    quote! {
        #[derive(Default)]
        struct Loaders {
            #(#fields),*
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
        ..
    } = &names;
    let batch = path(&how.batch);
    let variants = how.errors.iter().map(|variant| ident(variant));
    quote! {
        #[allow(deprecated)]
        impl runtime::Coalesced for op::#marker {
            type Request = #module::builders::#input_builder;
            type Error = #module::#error;
            type Batch = #batch;

            async fn send(
                reader: &Reader,
                request: Self::Request,
            ) -> ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>> {
                request.send_with(&reader.client).await
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
    let setters = operation.input.iter();
    let setters = setters.map(|member| setters_of(&names, member, &member.method));
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

        /// Sends the request, or joins others that are about to be sent.
        ///
        /// # Errors
        /// Those of the SDK's builder.
        pub fn send(
            self,
        ) -> runtime::__private::BoxFuture<
            'static,
            ::std::result::Result<#module::#output, sdk::error::SdkError<#module::#error>>,
        > {
            let request = ::std::clone::Clone::clone(self.inner.as_input());
            let reader = ::std::clone::Clone::clone(&self.reader);
            let alone = || -> runtime::__private::BoxFuture<'static, _> {
                ::std::boxed::Box::pin(self.inner.send())
            };
            reader.loaders.#field.load(&reader, &request, alone)
        }
    }
}

fn paginator(operation: &Operation, names: &SdkNames) -> TokenStream {
    let module = &names.module;
    let paginator = ident(&crate::names::paginator(&operation.wire));
    quote! {
        /// The SDK's own paginator, whose requests no others become one with.
        #[must_use]
        pub fn into_paginator(self) -> #module::paginator::#paginator {
            self.inner.into_paginator()
        }
    }
}
