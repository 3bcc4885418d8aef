//! The builder of each mutation: what is set of its input, as the SDK's own does.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::{self, doc};
use super::idents::{SdkNames, ident};
use super::types::{full, setter_parameters};
use crate::ir::{Member, Operation, Service};

pub(super) fn builders(service: &Service) -> TokenStream {
    let builders = service.mutations().map(|it| builder(service, it));
    quote! {
        /// The builders of mutations: each mirrors the SDK's own.
        #[allow(deprecated)]
        pub mod builders {
            #[allow(unused_imports)]
            use super::{runtime, sdk};
            #(#builders)*
        }
    }
}

fn builder(service: &Service, operation: &Operation) -> TokenStream {
    let names = SdkNames::new(operation);
    let (marker, fluent_builder) = (&names.marker, &names.fluent_builder);
    let documentation = documentation::builder(service, operation, &sdk_builder(&names));
    let setters = operation.input.iter();
    let setters = setters.map(|member| setters_of(&names, member, &member.setter));
    let setters = (!operation.input.is_empty()).then(|| {
        quote! {
            impl super::MutationBuilder<super::op::#marker> {
                #(#setters)*
            }
        }
    });
    quote! {
        #documentation
        pub type #fluent_builder = super::MutationBuilder<super::op::#marker>;

        #setters
    }
}

/// The path of the SDK's builder, for links.
pub(super) fn sdk_builder(names: &SdkNames) -> String {
    let module = names.module.to_string().replace(' ', "");
    format!("{module}::builders::{}", names.fluent_builder)
}

/// The methods of the SDK's builder for a member, mirrored: the one that takes the least is `setter`.
pub(super) fn setters_of(names: &SdkNames, member: &Member, setter: &str) -> TokenStream {
    let ty = full(&member.ty);
    let (method, setter) = (ident(&member.method), ident(setter));
    let (set, get) = (ident(&member.set), ident(&member.get));
    let parameters = setter_parameters(&member.ty);
    let arguments: Vec<_> = parameters.iter().map(|(name, _)| ident(name)).collect();
    let types = parameters.iter().map(|(_, ty)| ty);
    let [about, about_set, about_get] = about_member(&sdk_builder(names), member);
    let deprecated = deprecated(member.deprecated.as_deref());
    quote! {
        #about
        #[must_use]
        #deprecated
        pub fn #setter(mut self, #(#arguments: #types),*) -> Self {
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

/// The attribute of what nobody should use, and why.
pub(super) fn deprecated(why: Option<&str>) -> Option<TokenStream> {
    why.map(|why| quote!(#[deprecated = #why]))
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
