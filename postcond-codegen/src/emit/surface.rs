//! Names everything of the model in the SDK crate, so that a model ahead of the SDK does not compile.

use proc_macro2::TokenStream;
use quote::quote;

use super::idents::{SdkNames, ident, path};
use crate::ir::{Operation, Service};

pub(crate) fn surface(service: &Service) -> TokenStream {
    let sdk = path(&service.sdk_crate);
    let operations = service.operations.iter().map(operation);
    quote! {
        use #sdk as sdk;
        #(#operations)*
    }
}

fn operation(operation: &Operation) -> TokenStream {
    let names = SdkNames::new(operation);
    let (module, input, output) = (&names.module, &names.input, &names.output);
    let (error, fluent_builder) = (&names.error, &names.fluent_builder);
    let name = ident(&operation.module);
    let method = ident(&operation.method);
    let setters = operation.input.iter().map(|member| {
        let set = ident(&member.set);
        let get = ident(&member.get);
        quote! {
            let _ = builder.#get();
            let builder = builder.#set(None);
        }
    });
    let inputs = operation.input.iter().map(|member| ident(&member.method));
    let outputs = operation.output.iter().map(|member| ident(&member.method));
    quote! {
        #[allow(deprecated, unused_variables)]
        pub fn #name(
            client: &sdk::Client,
            input: &#module::#input,
            output: &#module::#output,
            error: &#module::#error,
        ) {
            let builder: #module::builders::#fluent_builder = client.#method();
            #(#setters)*
            #(let _ = input.#inputs();)*
            #(let _ = output.#outputs();)*
        }
    }
}
