//! The types that stand for the service and its operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::doc;
use super::idents::{SdkNames, ident, path, service_ident};
use super::{error_codes, footprint, portable, refusals};
use crate::ir::{Kind, Operation, Service, Type};

/// The type that stands for the service.
pub(super) fn service(service: &Service) -> TokenStream {
    let name = service_ident(service);
    let documentation = doc(&format!("Stands for {} in bounds.", service.sdk_id));
    let error_codes = error_codes::of_service(service);
    let (module, sdk_id, iam_prefix) = (&service.module, &service.sdk_id, &service.iam_prefix);
    quote! {
        #documentation
        #[derive(Clone, Copy, Debug)]
        pub enum #name {}

        impl runtime::__private::Generated for #name {}

        impl runtime::Service for #name {
            const NAME: &'static str = #module;
            const SDK_ID: &'static str = #sdk_id;
            const IAM_PREFIX: &'static str = #iam_prefix;
            #error_codes
            type Reader = Reader;
        }
    }
}

/// A type for each operation, in a module of their own.
pub(super) fn operations(service: &Service) -> TokenStream {
    let markers = service.operations.iter().map(|it| operation(service, it));
    quote! {
        /// A type for each operation: what `op = "..."` in `#[post_condition]` names.
        #[allow(deprecated, clippy::redundant_closure_for_method_calls)]
        pub mod op {
            use super::{runtime, sdk};
            #(#markers)*
        }
    }
}

/// The checks that a call can ask for, under one roof.
pub(super) fn on_request(service: &Service) -> TokenStream {
    let operations = service.operations.iter();
    let checks = operations.flat_map(Operation::checks_on_request);
    let paths: Vec<_> = checks.map(|check| path(&check.path)).collect();
    if paths.is_empty() {
        return TokenStream::new();
    }
    quote! {
        /// Checks that a call waits for if it asks for them with `until`.
        pub mod on_request {
            #(pub use #paths;)*
        }
    }
}

fn operation(of: &Service, operation: &Operation) -> TokenStream {
    let sdk = SdkNames::new(operation);
    let (marker, module, input, output) = (&sdk.marker, &sdk.module, &sdk.input, &sdk.output);
    let service = service_ident(of);
    let wire = &operation.wire;
    let documentation = doc(&format!("Stands for `{wire}` in bounds."));
    let role = match &operation.kind {
        Kind::Read => quote!(impl runtime::Read for #marker {}),
        Kind::Mutation(_) => mutation(of, operation, &sdk),
    };
    quote! {
        #documentation
        #[derive(Clone, Copy, Debug)]
        pub enum #marker {}

        impl runtime::__private::Generated for #marker {}

        impl runtime::Operation for #marker {
            type Service = super::#service;
            type Input = #module::#input;
            type Output = #module::#output;
            const NAME: &'static str = #wire;
        }

        #role
    }
}

fn mutation(service: &Service, operation: &Operation, names: &SdkNames) -> TokenStream {
    let SdkNames {
        module,
        marker,
        error,
        ..
    } = names;
    // The SDK's own type of the operation has the same name.
    let sdk_operation = marker;
    let checks = operation.checks_by_default().map(|check| path(&check.path));
    let (input, resource) = resource(operation);
    let idempotency_token = idempotency_token(operation);
    let (has_secret, kept) = (has_secret(operation), kept(operation, names));
    let footprint = footprint::methods(operation);
    let facts = footprint::facts(operation, names);
    let refusals = refusals::items(operation);
    let portable = portable::of_mutation(service, operation);
    let sdk_mutation = sdk_mutation(operation, names);
    quote! {
        impl runtime::Mutation for #marker {
            type Error = #module::#error;

            fn sdk_configuration() -> ::std::option::Option<runtime::__private::FrozenLayer> {
                runtime::__private::RuntimePlugin::config(&#module::#sdk_operation::new())
            }

            const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[
                #(runtime::__private::check_of::<Self, _>(&#checks)),*
            ];

            fn resource(#input: &Self::Input) -> ::std::option::Option<::std::string::String> {
                #resource
            }

            #idempotency_token
            #has_secret

            #kept

            #refusals
            #footprint
            #portable
        }

        #facts

        #sdk_mutation
    }
}

/// What the SDK has for the mutation.
fn sdk_mutation(operation: &Operation, names: &SdkNames) -> TokenStream {
    let SdkNames {
        module,
        marker,
        fluent_builder,
        input_builder,
        ..
    } = names;
    let subject = subject(operation);
    let again = again(operation);
    quote! {
        impl super::SdkMutation for #marker {
            type FluentBuilder = #module::builders::#fluent_builder;
            type InputBuilder = #module::builders::#input_builder;

            fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder {
                request.as_input()
            }

            #subject

            #again

            fn customize(request: Self::FluentBuilder) -> super::CustomizableOperation<Self> {
                request.customize()
            }

            fn send(request: Self::FluentBuilder) -> runtime::__private::Sending<Self> {
                ::std::boxed::Box::pin(request.send())
            }

            fn dispatch(
                request: super::CustomizableOperation<Self>,
            ) -> runtime::__private::Sending<Self> {
                ::std::boxed::Box::pin(request.send())
            }
        }
    }
}

/// The method that copies a request so that it can be sent again: one with a stream cannot be.
fn again(operation: &Operation) -> TokenStream {
    let (request, again) = match operation.takes_stream() {
        true => (quote!(_), quote!(::std::option::Option::None)),
        false => (
            quote!(request),
            quote!(::std::option::Option::Some(::std::clone::Clone::clone(
                request
            ))),
        ),
    };
    quote! {
        fn again(
            #request: &Self::FluentBuilder,
        ) -> ::std::option::Option<Self::FluentBuilder> {
            #again
        }
    }
}

/// The method that finds the member in a request which says what it is about.
fn subject(operation: &Operation) -> Option<TokenStream> {
    let member = operation.resource()?;
    let (name, get) = (&member.method, ident(&member.get));
    Some(quote! {
        fn subject(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<(&'static str, &dyn ::std::fmt::Debug)> {
            ::std::option::Option::Some((#name, request.#get()))
        }
    })
}

/// The parameter of `resource` and its body.
fn resource(operation: &Operation) -> (TokenStream, TokenStream) {
    let Some(member) = operation.resource() else {
        return (quote!(_), quote!(::std::option::Option::None));
    };
    let accessor = ident(&member.method);
    let body = match member.ty {
        Type::List(_) => quote! {
            let names = input.#accessor();
            (!names.is_empty()).then(|| names.join(", "))
        },
        _ => quote!(input.#accessor().map(str::to_owned)),
    };
    (quote!(input), body)
}

/// The method that finds the token in an input, for an operation that has one.
fn idempotency_token(operation: &Operation) -> Option<TokenStream> {
    let mut members = operation.input.iter();
    let token = members.find(|it| it.idempotency_token && it.ty == Type::String)?;
    let accessor = ident(&token.method);
    Some(quote! {
        fn idempotency_token(input: &Self::Input) -> ::std::option::Option<&str> {
            input.#accessor()
        }

        fn take_idempotency_token(input: &mut Self::Input) {
            input.#accessor = ::std::option::Option::None;
        }
    })
}

/// The method that finds secrets in an input, for an operation that may have one.
fn has_secret(operation: &Operation) -> Option<TokenStream> {
    let secrets = operation.input.iter();
    let secrets = secrets.filter(|member| member.secret && !member.streaming);
    let given = secrets.map(|member| {
        let method = ident(&member.method);
        match member.ty {
            Type::List(_) => quote!(!input.#method().is_empty()),
            _ => quote!(input.#method().is_some()),
        }
    });
    let given: Vec<_> = given.collect();
    (!given.is_empty()).then(|| {
        quote! {
            fn has_secret(input: &Self::Input) -> bool {
                #(#given)||*
            }
        }
    })
}

/// The method that makes of an input what is kept of it.
fn kept(operation: &Operation, names: &SdkNames) -> TokenStream {
    let kept = match operation.takes_stream() {
        true => kept_anew(operation, names),
        false => {
            let secrets = operation.input.iter().filter(|member| member.secret);
            let secrets: Vec<_> = secrets.map(|member| ident(&member.method)).collect();
            let mutable = (!secrets.is_empty()).then(|| quote!(mut));
            quote! {
                let #mutable kept = ::std::clone::Clone::clone(input);
                #(kept.#secrets = ::std::option::Option::None;)*
                ::std::option::Option::Some(kept)
            }
        }
    };
    quote! {
        fn kept(input: &Self::Input) -> ::std::option::Option<Self::Input> {
            #kept
        }
    }
}

/// An input with a stream cannot be cloned, so that all the rest of it is put into another.
fn kept_anew(operation: &Operation, names: &SdkNames) -> TokenStream {
    let (module, input_builder) = (&names.module, &names.input_builder);
    let members = operation.input.iter().filter_map(|member| {
        let (set, field) = (ident(&member.set), ident(&member.method));
        let value = match member.ty {
            // The SDK makes no input without it.
            Type::EventStream(_) => quote! {
                ::std::option::Option::Some(
                    ::std::convert::From::from(runtime::__private::no_events()),
                )
            },
            _ if member.streaming || member.secret => return None,
            _ => quote!(::std::clone::Clone::clone(&input.#field)),
        };
        Some(quote!(let kept = kept.#set(#value);))
    });
    quote! {
        let kept = <#module::builders::#input_builder as ::std::default::Default>::default();
        #(#members)*
        kept.build().ok()
    }
}
