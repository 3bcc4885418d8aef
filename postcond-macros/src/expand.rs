//! From a function to a type that implements the run time's trait.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Error, Item, ItemFn, Result};

use crate::args::{self, Args, Errors, Name, ServicePath};
use crate::signature::{self, Types};

/// The expansion, or what is wrong and the untouched item, so that one mistake stays one message.
pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    match try_expand(args, item.clone()) {
        Ok(expansion) => expansion,
        Err(error) => {
            let messages = error.into_compile_error();
            quote!(#messages #item)
        }
    }
}

fn try_expand(args: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let mut errors = Errors::default();
    let args = errors.take(args::parse(args));
    let function = errors.take(function(item));
    let types = function.as_ref();
    let types = types.and_then(|function| errors.take(signature::types(&function.sig)));
    match (args, &function, types) {
        (Some(args), Some(function), Some(types)) => Ok(post_condition(&args, function, &types)),
        _ => errors.finish().map(|()| TokenStream::new()),
    }
}

fn function(item: TokenStream) -> Result<ItemFn> {
    match syn::parse2(item)? {
        Item::Fn(function) => Ok(function),
        other => {
            let message = "#[post_condition] goes on a function";
            Err(Error::new(first_token(&other), message))
        }
    }
}

/// The item's own first token: the whole item would underline the file.
fn first_token(item: &Item) -> Span {
    let mut tokens = item.to_token_stream().into_iter();
    tokens
        .next()
        .map_or_else(Span::call_site, |token| token.span())
}

fn post_condition(args: &Args, function: &ItemFn, types: &Types<'_>) -> TokenStream {
    let name = &function.sig.ident;
    let vis = &function.vis;
    let (outer, inner) = divide(&function.attrs);
    let untouched = ItemFn {
        attrs: inner,
        vis: syn::Visibility::Inherited,
        ..function.clone()
    };
    let service = service(&args.service);
    let assert_reads = assert_reads(&args.reads);
    let implementation = implementation(args, name, types);
    quote! {
        #(#outer)*
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        #vis struct #name;

        // Two blocks, so that the function does not see what the inner one imports.
        const _: () = {
            #untouched

            const _: () = {
                use #service as service;
                use ::postcond::runtime;
                #implementation
                #assert_reads
            };
        };
    }
}

/// Documentation belongs to the type, `cfg` has been seen to; the rest stays with the function.
fn divide(attributes: &[Attribute]) -> (Vec<Attribute>, Vec<Attribute>) {
    let is_doc = |attribute: &&Attribute| attribute.path().is_ident("doc");
    let (outer, inner): (Vec<&Attribute>, Vec<&Attribute>) = attributes.iter().partition(is_doc);
    (
        outer.into_iter().cloned().collect(),
        inner.into_iter().cloned().collect(),
    )
}

fn service(service: &ServicePath) -> TokenStream {
    match service {
        ServicePath::Named(Name { ident, .. }) => {
            quote_spanned!(ident.span()=> ::postcond::#ident)
        }
        ServicePath::Path(path) => quote!(#path),
    }
}

fn implementation(args: &Args, name: &Ident, types: &Types<'_>) -> TokenStream {
    let Name { ident: op, .. } = &args.op;
    let operation = quote_spanned!(op.span()=> service::op::#op);
    let text = name.to_string();
    let reads = args.reads.iter().map(|read| &read.text);
    let deadline = args.deadline.as_ref().map(|seconds| {
        quote! {
            const DEADLINE: ::core::option::Option<::core::time::Duration> =
                ::core::option::Option::Some(::core::time::Duration::from_secs(#seconds));
        }
    });
    // Each argument carries the span of the parameter's type, so that a mismatch is shown there.
    let arguments = ["reader", "input", "output", "witness"];
    let arguments = arguments.iter().zip(&types.parameters);
    let arguments = arguments.map(|(argument, ty)| Ident::new(argument, ty.span()));
    let result = types.result.span();
    let check = quote_spanned!(result=> let check: runtime::Check = check.await;);
    quote! {
        impl runtime::PostCondition for #name {
            type Operation = #operation;
            const NAME: &'static str = #text;
            const READS: &'static [&'static str] = &[#(#reads),*];
            #deadline

            #[allow(unused_variables)]
            async fn check(
                &self,
                reader: &runtime::ReaderOf<Self::Operation>,
                input: &runtime::InputOf<Self::Operation>,
                output: &runtime::OutputOf<Self::Operation>,
                witness: &runtime::Witness,
            ) -> runtime::Check {
                let check = #name(#(#arguments),*);
                #check
                check
            }
        }
    }
}

/// The compiler finds each entry of `reads`, or says on the entry that there is none such.
fn assert_reads(reads: &[Name]) -> TokenStream {
    let reads = reads
        .iter()
        .map(|Name { ident, .. }| quote_spanned!(ident.span()=> is_read::<service::op::#ident>();));
    quote! {
        #[allow(dead_code)]
        fn reads_are_reads() {
            #[allow(dead_code)]
            fn is_read<O: runtime::Read>() {}
            #(#reads)*
        }
    }
}
