//! How the SDK's types become JSON and values again, for receipts.

use proc_macro2::TokenStream;
use quote::quote;

use super::idents::{SdkNames, ident, path, service_ident};
use crate::ir::{Member, Operation, PortableForm, Service, Type, Variant};

/// How inputs and outputs of mutations, and all that is in them, are written and read. Nothing without
/// receipts.
pub(super) fn portable(service: &Service) -> TokenStream {
    let Some(types) = &service.portable else {
        return TokenStream::new();
    };
    let marker = service_ident(service);
    let types = types.iter().map(|it| {
        let name = ident(&it.name);
        let name = quote!(sdk::types::#name);
        match &it.form {
            PortableForm::Structure(members) => structure(&name, members),
            PortableForm::Union(variants) => union(&name, variants),
            PortableForm::Enum => enumeration(&name),
        }
    });
    let carried = service.mutations().filter(|it| it.is_portable());
    let ends = carried.map(ends);
    quote! {
        /// How receipts carry inputs and outputs.
        #[allow(clippy::too_many_lines, deprecated, unused_imports, unused_mut, unused_variables)]
        mod portable {
            use super::runtime::__private::portable::{
                Built, Json, Members, Omitted, Portable, Unportable, text,
            };
            use super::{runtime, sdk};

            type Service = super::#marker;

            #(#types)*
            #(#ends)*
        }
    }
}

/// The input and the output of an operation.
fn ends(operation: &Operation) -> TokenStream {
    let names = SdkNames::new(operation);
    let (module, input, output) = (&names.module, &names.input, &names.output);
    let input = structure(&quote!(#module::#input), &operation.input);
    let output = structure(&quote!(#module::#output), &operation.output);
    quote!(#input #output)
}

fn structure(name: &TokenStream, members: &[Member]) -> TokenStream {
    let written = members.iter().filter(|it| !it.streaming).map(|member| {
        let (wire, field) = (&member.wire, ident(&member.method));
        let with = with(member);
        quote!(.#with::<Service, _>(#wire, &self.#field, omitted))
    });
    let set = members.iter().filter_map(|member| {
        let (set, value) = (ident(&member.set), value(member)?);
        Some(quote!(let builder = builder.#set(#value);))
    });
    implementation(
        name,
        &quote!(Members::default() #(#written)* .into_json()),
        &quote! {
            let mut members = Members::of(json)?;
            let builder = Self::builder();
            #(#set)*
            members.finish()?;
            Built::<Self>::built(builder.build())
        },
    )
}

/// The method that writes a member, or leaves it out.
fn with(member: &Member) -> TokenStream {
    match member.sensitive {
        true => quote!(without),
        false => quote!(with),
    }
}

/// What a member is set to. None if it is not.
fn value(member: &Member) -> Option<TokenStream> {
    let wire = &member.wire;
    match &member.ty {
        // The SDK makes no input without it.
        Type::EventStream(_) => Some(quote! {
            ::std::option::Option::Some(
                ::std::convert::From::from(runtime::__private::no_events()),
            )
        }),
        _ if member.streaming => None,
        Type::Named(_) | Type::DateTime | Type::Document if member.sensitive => None,
        // What the SDK does not do without is blank.
        _ if member.sensitive => member.required.then(|| {
            quote!(::std::option::Option::Some(
                ::std::default::Default::default()
            ))
        }),
        _ => Some(quote!(members.take::<Service, _>(#wire)?)),
    }
}

fn union(name: &TokenStream, variants: &[Variant]) -> TokenStream {
    let written = variants.iter().map(written);
    let read = variants.iter().filter_map(read);
    implementation(
        name,
        &quote! {
            match self {
                #(#written)*
                // One that the SDK does not know either: it is not read back.
                _ => Json::Null,
            }
        },
        &quote! {
            let mut members = Members::of(json)?;
            #(#read)*
            ::std::result::Result::Err(Unportable::variant())
        },
    )
}

/// How a variant is written.
fn written(variant: &Variant) -> TokenStream {
    let (name, wire) = (ident(&variant.name), &variant.wire);
    match &variant.member {
        Some(member) => {
            let with = with(member);
            quote! {
                Self::#name(value) => {
                    Members::default().#with::<Service, _>(#wire, value, omitted).into_json()
                }
            }
        }
        None => quote! {
            Self::#name => {
                Members::default().with::<Service, _>(#wire, &true, omitted).into_json()
            }
        },
    }
}

/// How a variant is read. One that is sensitive is not.
fn read(variant: &Variant) -> Option<TokenStream> {
    let (name, wire) = (ident(&variant.name), &variant.wire);
    let (held, value) = match &variant.member {
        Some(member) if member.sensitive => return None,
        Some(_) => (quote!(value), quote!(Self::#name(value))),
        None => (quote!(true), quote!(Self::#name)),
    };
    Some(quote! {
        if let ::std::option::Option::Some(#held) = members.take::<Service, _>(#wire)? {
            members.finish()?;
            return ::std::result::Result::Ok(#value);
        }
    })
}

fn enumeration(name: &TokenStream) -> TokenStream {
    implementation(
        name,
        &quote!(::std::convert::From::from(self.as_str())),
        &quote!(::std::result::Result::Ok(Self::from(&*text(json)?))),
    )
}

fn implementation(
    name: &TokenStream,
    to_json: &TokenStream,
    from_json: &TokenStream,
) -> TokenStream {
    quote! {
        impl Portable<Service> for #name {
            fn to_json(&self, omitted: &mut Omitted) -> Json {
                #to_json
            }

            fn from_json(json: Json) -> ::std::result::Result<Self, Unportable> {
                #from_json
            }
        }
    }
}

/// What a mutation says of its receipts.
pub(super) fn of_mutation(service: &Service, operation: &Operation) -> TokenStream {
    if service.portable.is_none() {
        return TokenStream::new();
    }
    let on_request = operation.checks_on_request().map(|check| path(&check.path));
    let carried = operation.is_portable().then(|| {
        quote! {
            fn portable(
                input: &Self::Input,
                output: &Self::Output,
            ) -> ::std::option::Option<runtime::__private::portable::PortableCall> {
                let call = runtime::__private::portable::PortableCall::of::<Self::Service, _, _>(
                    input, output,
                );
                ::std::option::Option::Some(call)
            }

            fn carried(
                input: runtime::__private::portable::Json,
                output: runtime::__private::portable::Json,
            ) -> ::std::result::Result<
                (Self::Input, Self::Output),
                runtime::__private::portable::Unportable,
            > {
                runtime::__private::portable::carried::<Self::Service, _, _>(input, output)
            }
        }
    });
    quote! {
        const ON_REQUEST: &'static [&'static dyn runtime::__private::Condition] = &[
            #(runtime::__private::check_of::<Self, _>(&#on_request)),*
        ];

        #carried
    }
}

/// What a reader says of where it reads.
pub(super) fn surroundings(service: &Service) -> Option<TokenStream> {
    service.portable.as_ref().map(|_| {
        quote! {
            fn surroundings(&self) -> runtime::__private::Surroundings {
                let conf = self.client.config();
                runtime::__private::Surroundings {
                    region: conf.region().map(::std::string::ToString::to_string),
                    time_source: conf.time_source(),
                }
            }
        }
    })
}

/// The methods of a client that take up receipts.
pub(super) fn methods(service: &Service) -> Option<TokenStream> {
    service.portable.as_ref().map(|_| {
        quote! {
            /// Confirms the write of a receipt as the call itself would have, until the same moment; after it,
            /// what has been visible for a while is still seen. The checks are those that the call waited for;
            /// all but their deadline is as this client's policies say.
            ///
            /// # Errors
            /// [`ReceiptError::Unusable`](runtime::ReceiptError::Unusable) if the receipt is not one of this
            /// service, account, region and kind of endpoint, is too old, or is not as it was written: then
            /// nothing was sent. [`ReceiptError::Unconfirmed`](runtime::ReceiptError::Unconfirmed) if the
            /// write could not be confirmed.
            pub async fn confirm(
                &self,
                receipt: &runtime::Receipt,
            ) -> ::std::result::Result<runtime::Evidence, runtime::ReceiptError> {
                let reader = ::std::sync::Arc::new(::std::clone::Clone::clone(&self.reader));
                self.consistency.confirm_receipt(&SERVICE, reader, receipt).await
            }

            /// Looks once whether the write of a receipt shows, and says when to look again: for a program whose
            /// waiting is done elsewhere, by the retries of a queue or of a workflow. Each check makes one poll,
            /// and more only where the policy asks for several confirmations.
            ///
            /// # Errors
            /// If the receipt cannot be taken up, as with [`confirm`](Self::confirm).
            pub async fn look(
                &self,
                receipt: &runtime::Receipt,
            ) -> ::std::result::Result<runtime::Looked, runtime::UnusableReceipt> {
                let reader = ::std::sync::Arc::new(::std::clone::Clone::clone(&self.reader));
                self.consistency.look_at(&SERVICE, reader, receipt).await
            }
        }
    })
}
