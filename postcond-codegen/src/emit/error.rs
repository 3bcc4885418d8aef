//! The error of a mutation. It is generated because `?` into the SDK's `Error` needs a type of the
//! crate that the client is in.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::doc;
use crate::ir::Service;

pub(super) fn error(service: &Service) -> TokenStream {
    let definition = definition(service);
    let methods = methods();
    let (std_traits, sdk_traits) = (std_traits(), sdk_traits());
    let (conversions_from, conversions_into) = (conversions_from(), conversions_into());
    quote! {
        #definition
        #methods
        #std_traits
        #sdk_traits
        #conversions_from
        #conversions_into
    }
}

fn definition(service: &Service) -> TokenStream {
    let documentation = doc(&format!(
        "Why a mutating call of {} did not return its output.\n\n\
         Where the mutation failed, this is the SDK's own error in all but name: it has the methods \
         that programs match errors with, converts with `?` into the same types and displays the \
         same text. The rest of the SDK's methods are at the error inside.",
        service.sdk_id
    ));
    quote! {
        #documentation
        pub enum MutationError<E, T> {
            /// The mutation failed, and nothing was checked: the SDK's own error, untouched.
            Failed(::std::boxed::Box<sdk::error::SdkError<E>>),
            /// The mutation succeeded and could not be confirmed: its output, the cause and the
            /// evidence.
            Unconfirmed(::std::boxed::Box<runtime::Unconfirmed<T>>),
            /// The mutation was refused and has changed something all the same, as
            /// [`Cause::Changed`](runtime::Cause::Changed) says; or, where the policy is
            /// [`AmbiguousWrite::ReadBack`](runtime::AmbiguousWrite::ReadBack), it failed,
            /// indeterminate whether it landed, and was looked for in vain. The SDK's own error, and what was seen.
            Ambiguous(::std::boxed::Box<runtime::Ambiguous<sdk::error::SdkError<E>>>),
        }
    }
}

fn methods() -> TokenStream {
    let (sdk_methods, outcomes) = (sdk_methods(), outcomes());
    quote! {
        impl<E, T> MutationError<E, T> {
            #sdk_methods
            #outcomes
        }
    }
}

/// The methods that the SDK's errors have.
fn sdk_methods() -> TokenStream {
    quote! {
        /// The service's error, if the service refused the mutation.
        #[must_use]
        pub fn as_service_error(&self) -> ::std::option::Option<&E> {
            match self {
                Self::Failed(error) => error.as_service_error(),
                Self::Ambiguous(ambiguous) => ambiguous.error.as_service_error(),
                Self::Unconfirmed(_) => ::std::option::Option::None,
            }
        }

        /// The service's error. Everything else becomes its `Unhandled` variant, with this
        /// error as the source; of an unconfirmed mutation, the output is dropped.
        #[must_use]
        pub fn into_service_error(self) -> E
        where
            E: ::std::error::Error
                + ::std::marker::Send
                + ::std::marker::Sync
                + runtime::__private::CreateUnhandledError
                + 'static,
        {
            match self {
                Self::Failed(error) => error.into_service_error(),
                Self::Ambiguous(ambiguous) => ambiguous.error.into_service_error(),
                Self::Unconfirmed(error) => E::create_unhandled_error(
                    ::std::boxed::Box::new(error.without_output()),
                    ::std::option::Option::None,
                ),
            }
        }

        /// The response that the service refused the mutation with.
        #[must_use]
        pub fn raw_response(
            &self,
        ) -> ::std::option::Option<&runtime::__private::HttpResponse> {
            match self {
                Self::Failed(error) => error.raw_response(),
                Self::Ambiguous(ambiguous) => ambiguous.error.raw_response(),
                Self::Unconfirmed(_) => ::std::option::Option::None,
            }
        }
    }
}

/// What else a mutation can have come to than a failure.
fn outcomes() -> TokenStream {
    quote! {
        /// The mutation that succeeded and could not be confirmed.
        #[must_use]
        pub fn as_unconfirmed(&self) -> ::std::option::Option<&runtime::Unconfirmed<T>> {
            match self {
                Self::Failed(_) | Self::Ambiguous(_) => ::std::option::Option::None,
                Self::Unconfirmed(error) => ::std::option::Option::Some(error),
            }
        }

        /// The mutation that may have landed, or has changed something although it was refused.
        #[must_use]
        pub fn as_ambiguous(
            &self,
        ) -> ::std::option::Option<&runtime::Ambiguous<sdk::error::SdkError<E>>> {
            match self {
                Self::Failed(_) | Self::Unconfirmed(_) => ::std::option::Option::None,
                Self::Ambiguous(ambiguous) => ::std::option::Option::Some(ambiguous),
            }
        }

        /// The output of a mutation that succeeded and could not be confirmed.
        ///
        /// # Errors
        /// The SDK's own error, if the mutation failed.
        pub fn into_output(
            self,
        ) -> ::std::result::Result<T, ::std::boxed::Box<sdk::error::SdkError<E>>> {
            match self {
                Self::Failed(error) => ::std::result::Result::Err(error),
                Self::Ambiguous(ambiguous) => {
                    ::std::result::Result::Err(::std::boxed::Box::new(ambiguous.error))
                }
                Self::Unconfirmed(error) => ::std::result::Result::Ok(error.into_output()),
            }
        }
    }
}

fn std_traits() -> TokenStream {
    quote! {
        impl<E, T> ::std::fmt::Display for MutationError<E, T> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Self::Failed(error) => error.fmt(f),
                    Self::Unconfirmed(error) => error.fmt(f),
                    Self::Ambiguous(error) => error.fmt(f),
                }
            }
        }

        impl<E: ::std::fmt::Debug, T> ::std::fmt::Debug for MutationError<E, T> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Self::Failed(error) => error.fmt(f),
                    Self::Unconfirmed(error) => error.fmt(f),
                    Self::Ambiguous(error) => error.fmt(f),
                }
            }
        }

        impl<E: ::std::error::Error + 'static, T> ::std::error::Error for MutationError<E, T> {
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    Self::Failed(error) => error.source(),
                    Self::Unconfirmed(error) => error.source(),
                    Self::Ambiguous(error) => error.source(),
                }
            }
        }
    }
}

/// What the SDK's errors have besides: metadata and a request id.
fn sdk_traits() -> TokenStream {
    quote! {
        impl<E, T> sdk::error::ProvideErrorMetadata for MutationError<E, T>
        where
            E: sdk::error::ProvideErrorMetadata,
        {
            fn meta(&self) -> &sdk::error::ErrorMetadata {
                match self {
                    Self::Failed(error) => error.meta(),
                    Self::Ambiguous(ambiguous) => ambiguous.error.meta(),
                    Self::Unconfirmed(_) => &runtime::__private::EMPTY_ERROR_METADATA,
                }
            }
        }

        impl<E, T> runtime::__private::RequestId for MutationError<E, T> {
            fn request_id(&self) -> ::std::option::Option<&str> {
                match self {
                    Self::Failed(error) => error.request_id(),
                    Self::Ambiguous(ambiguous) => ambiguous.error.request_id(),
                    Self::Unconfirmed(error) => error.request_id(),
                }
            }
        }
    }
}

/// How it comes about.
fn conversions_from() -> TokenStream {
    quote! {
        impl<E, T> ::std::convert::From<sdk::error::SdkError<E>> for MutationError<E, T> {
            fn from(error: sdk::error::SdkError<E>) -> Self {
                Self::Failed(::std::boxed::Box::new(error))
            }
        }

        impl<E, T> ::std::convert::From<runtime::Unconfirmed<T>> for MutationError<E, T> {
            fn from(error: runtime::Unconfirmed<T>) -> Self {
                Self::Unconfirmed(::std::boxed::Box::new(error))
            }
        }

        impl<E, T> ::std::convert::From<runtime::__private::Unresolved<sdk::error::SdkError<E>, T>>
            for MutationError<E, T>
        {
            fn from(error: runtime::__private::Unresolved<sdk::error::SdkError<E>, T>) -> Self {
                match error {
                    runtime::__private::Unresolved::Failed(error) => error.into(),
                    runtime::__private::Unresolved::Ambiguous(error) => Self::Ambiguous(error),
                    runtime::__private::Unresolved::Unconfirmed(error) => Self::Unconfirmed(error),
                }
            }
        }
    }
}

/// What `?` makes of it in functions that return the SDK's errors.
fn conversions_into() -> TokenStream {
    let (service_error, sdk_error) = (into_service_error(), into_sdk_error());
    quote! {
        #service_error
        #sdk_error
    }
}

fn into_service_error() -> TokenStream {
    quote! {
        /// For `?` in functions that return the service's `Error`. An unconfirmed mutation becomes
        /// its `Unhandled` variant, with [`Unconfirmed<()>`](runtime::Unconfirmed) as the source.
        impl<E, T> ::std::convert::From<MutationError<E, T>> for sdk::Error
        where
            sdk::Error: ::std::convert::From<E> + ::std::convert::From<sdk::error::SdkError<E>>,
            E: ::std::error::Error
                + ::std::marker::Send
                + ::std::marker::Sync
                + runtime::__private::CreateUnhandledError
                + 'static,
        {
            fn from(error: MutationError<E, T>) -> Self {
                match error {
                    MutationError::Failed(error) => (*error).into(),
                    MutationError::Ambiguous(ambiguous) => ambiguous.error.into(),
                    MutationError::Unconfirmed(_) => error.into_service_error().into(),
                }
            }
        }
    }
}

fn into_sdk_error() -> TokenStream {
    quote! {
        /// For `?` in functions that return the SDK's `SdkError`. An unconfirmed mutation becomes
        /// its `ServiceError` variant, of an answer with status 200: the service's error is the
        /// `Unhandled` one, with [`Unconfirmed<()>`](runtime::Unconfirmed) as its source. The SDK
        /// and most programs repeat a call upon the other variants; this one has happened.
        impl<E, T> ::std::convert::From<MutationError<E, T>> for sdk::error::SdkError<E>
        where
            E: ::std::error::Error
                + ::std::marker::Send
                + ::std::marker::Sync
                + runtime::__private::CreateUnhandledError
                + 'static,
        {
            fn from(error: MutationError<E, T>) -> Self {
                match error {
                    MutationError::Failed(error) => *error,
                    MutationError::Ambiguous(ambiguous) => ambiguous.error,
                    MutationError::Unconfirmed(unconfirmed) => {
                        let response = unconfirmed.response();
                        let error = MutationError::<E, T>::Unconfirmed(unconfirmed);
                        sdk::error::SdkError::service_error(error.into_service_error(), response)
                    }
                }
            }
        }
    }
}
