//! From a function to a type that implements the run time's trait.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Error, FnArg, Item, ItemFn, Path, Result, Type};

use crate::args::{self, Args, Errors, ServicePath};
use crate::attributes::{self, Attributes};
use crate::signature::{self, Types};

/// The expansion, or what is wrong and the untouched item, so that one mistake stays one message.
pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    match try_expand(args, item.clone()) {
        Ok(expansion) => expansion,
        Err(error) => match syn::parse2::<ItemFn>(item.clone()) {
            Ok(function) if function.sig.receiver().is_none() => in_place_of(function, error),
            _ => {
                let messages = error.into_compile_error();
                quote!(#messages #item)
            }
        },
    }
}

/// What is wrong and, under the function's name, a value whose type is an error: the compiler does not
/// complain again where the name is handed to a client. The function is inside.
fn in_place_of(mut function: ItemFn, error: Error) -> TokenStream {
    leave_out_what_was_refused(&mut function);
    let messages: Vec<_> = error.into_iter().map(Error::into_compile_error).collect();
    let (last, others) = match messages.split_last() {
        Some((last, others)) => (Some(last), others),
        None => (None, &[][..]),
    };
    let (vis, name) = (&function.vis, &function.sig.ident);
    quote! {
        #(#others)*

        #[allow(missing_docs, non_upper_case_globals)]
        #vis const #name: [(); { #last }] = {
            #[allow(dead_code)]
            #function
            []
        };
    }
}

/// What the compiler would complain of as well.
fn leave_out_what_was_refused(function: &mut ItemFn) {
    let refused = attributes::is_post_condition;
    function.attrs.retain(|attribute| !refused(attribute));
    if !function.sig.generics.params.is_empty() {
        return;
    }
    for parameter in &mut function.sig.inputs {
        if let FnArg::Typed(parameter) = parameter
            && let Type::Reference(reference) = &mut *parameter.ty
        {
            reference.lifetime = None;
        }
    }
}

fn try_expand(args: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let mut errors = Errors::default();
    let args = errors.take(args::parse(args));
    let function = errors.take(function(item));
    let types = function.as_ref().and_then(|function| {
        errors.take(attributes::is_given_once(&function.attrs));
        errors.take(signature::types(&function.sig))
    });
    errors.finish()?;
    match (args, &function, types) {
        (Some(args), Some(function), Some(types)) => Ok(post_condition(&args, function, &types)),
        // `finish` has already returned what is wrong.
        _ => Ok(TokenStream::new()),
    }
}

fn function(item: TokenStream) -> Result<ItemFn> {
    match syn::parse2(item)? {
        Item::Fn(function) => Ok(function),
        other => {
            let message = "`#[post_condition]` goes on a free function with a body";
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
    let attributes = Attributes::divide(&function.attrs);
    let of_type = &attributes.of_type;
    // With the name's span, so that this is where the compiler says the type was defined.
    let definition = quote_spanned!(name.span()=> struct #name;);
    let rest = rest(args, function, types, &attributes);
    let postcond = args.crate_path(Span::call_site());
    // One item, for one complaint of the compiler if there must be no types here, as in an `impl`.
    quote! {
        #[#postcond::__followed_by(#rest)]
        #(#of_type)*
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        #vis #definition
    }
}

/// What follows the type: the function, and what makes the type a post-condition.
fn rest(args: &Args, function: &ItemFn, types: &Types<'_>, attributes: &Attributes) -> TokenStream {
    let untouched = ItemFn {
        attrs: attributes.of_function.clone(),
        vis: syn::Visibility::Inherited,
        ..function.clone()
    };
    let of_surroundings = attributes.of_surroundings();
    let imports = imports(args);
    let name = &function.sig.ident;
    let implementation = implementation(args, name, types);
    quote! {
        // Two blocks, so that the function does not see what the inner one imports.
        #of_surroundings
        const _: () = {
            #untouched

            // That it is unused is said of the type.
            let _ = #name;

            const _: () = {
                #imports
                #implementation
            };
        };
    }
}

/// The imports of the service and of its operations, with the span of what named the service.
///
/// The imported names are ones that the user's own are unlikely to be.
fn imports(args: &Args) -> TokenStream {
    let (path, span) = match &args.service {
        ServicePath::Named(name) => {
            let path = match &args.postcond {
                Some(postcond) => quote_spanned!(name.span()=> #postcond::#name),
                None => {
                    // Not the same span as the name's: the compiler would cut the path short at it.
                    let span = name.span().resolved_at(Span::mixed_site());
                    let postcond = Ident::new("postcond", span);
                    quote_spanned!(name.span()=> ::#postcond::#name)
                }
            };
            (path, name.span())
        }
        ServicePath::Path(path) => {
            let last = path.segments.last();
            let span = last.map_or_else(Span::call_site, |last| last.ident.span());
            (quote!(#path), span)
        }
    };
    quote_spanned! {span=>
        use #path as service_module;
        use service_module::op as service_operations;
    }
}

impl Args {
    /// Where `postcond` is, with this span unless the user has said so.
    fn crate_path(&self, span: Span) -> TokenStream {
        match &self.postcond {
            Some(path) => quote!(#path),
            None => quote_spanned!(span=> ::postcond),
        }
    }

    /// Where the run time is.
    fn runtime(&self, span: Span) -> TokenStream {
        let postcond = self.crate_path(span);
        quote_spanned!(span=> #postcond::runtime)
    }
}

/// The operation called `name`: the compiler finds it, or says on the name that there is none such.
fn operation(name: &Ident) -> TokenStream {
    quote_spanned!(name.span()=> service_operations::#name)
}

fn implementation(args: &Args, name: &Ident, types: &Types<'_>) -> TokenStream {
    let mutation = operation(&args.op);
    let runtime = args.runtime(Span::call_site());
    let info = info(args, name);
    let check = check(args, name, types);
    let found_by = args.found_by.as_ref();
    let search = found_by.map(|function| find(args, "find", function, &mutation, types));
    let refused = args.refused.as_ref();
    let after_refusal =
        refused.map(|(_, function)| find(args, "find_refused", function, &mutation, types));
    quote! {
        impl #runtime::PostCondition for #name {
            type Operation = #mutation;
            #info
            #check
            #search
            #after_refusal
        }
    }
}

/// What the check says of itself.
fn info(args: &Args, name: &Ident) -> TokenStream {
    let text = name.unraw().to_string();
    let runtime = args.runtime(Span::call_site());
    let name_of_read = |read| name_of_read(args, read);
    let reads = args.reads.iter().map(name_of_read);
    let batched = args.batched.as_ref().map(name_of_read);
    let batched = batched.map(|read| quote!(.batched(#read)));
    let deadline = args.deadline.map(|secs| quote!(.deadline(#secs)));
    let poll_timeout = args.poll_timeout.map(|secs| quote!(.poll_timeout(#secs)));
    let best_effort = args.best_effort.then(|| quote!(.best_effort()));
    let found_by = args.found_by.as_ref().map(|function| {
        let (text, _) = last_name(function);
        quote!(.found_by(#text))
    });
    let changed_by = args.refused.as_ref().map(|(codes, function)| {
        let (text, _) = last_name(function);
        quote!(.changed_by(#text, &[#(#codes),*]))
    });
    quote! {
        const INFO: #runtime::CheckInfo = #runtime::CheckInfo::new(#text, &[#(#reads),*])
            #batched
            #deadline
            #poll_timeout
            #best_effort
            #found_by
            #changed_by;
    }
}

/// The name of a function, and where it stands.
fn last_name(function: &Path) -> (String, Span) {
    let last = function.segments.last();
    last.map_or_else(
        || (String::new(), Span::call_site()),
        |last| (last.ident.unraw().to_string(), last.ident.span()),
    )
}

/// The name of the operation `read`: one that is no read is an error where it was named.
fn name_of_read(args: &Args, read: &Ident) -> TokenStream {
    let path = operation(read);
    let runtime = args.runtime(read.span());
    quote_spanned!(read.span()=> #runtime::__private::name_of_read::<#path>())
}

/// The trait's method. It has the function's own parameter types, so that the compiler compares
/// them with the trait's and says on the type which one belongs there.
fn check(args: &Args, name: &Ident, types: &Types<'_>) -> TokenStream {
    // On the name, yet hygienic: names of the user's cannot collide with these variables.
    let span = name.span().resolved_at(Span::mixed_site());
    let runtime = args.runtime(span);
    let variables = ["__reader", "__input", "__output", "__witness"];
    let variables = variables.map(|variable| Ident::new(variable, span));
    let (parameters, arguments) = (&types.parameters, &variables[..types.parameters.len()]);
    let unused =
        (parameters.len() < variables.len()).then(|| quote_spanned!(span=> _: &#runtime::Witness));
    // On the result's type, so that a wrong one is shown there.
    let check = types.result.span().resolved_at(Span::mixed_site());
    let check = Ident::new("__check", check);
    let of_result = args.runtime(types.result.span());
    let result = quote_spanned! {types.result.span()=>
        let #check: #of_result::Check = #check.await;
    };
    quote_spanned! {span=>
        async fn check(
            &self,
            #(#arguments: #parameters,)*
            #unused
        ) -> #runtime::Check {
            let #check = #name(#(#arguments),*);
            #result
            #check
        }
    }
}

/// The trait's method that looks for a write. What is wrong with the function
/// is said on its name.
fn find(
    args: &Args,
    method: &str,
    function: &Path,
    mutation: &TokenStream,
    types: &Types<'_>,
) -> TokenStream {
    let (_, span) = last_name(function);
    let span = span.resolved_at(Span::mixed_site());
    let runtime = args.runtime(span);
    let variables = ["__reader", "__input", "__witness"];
    let [reader, input, witness] = variables.map(|variable| Ident::new(variable, span));
    let (of_reader, of_input) = (types.parameters.first(), types.parameters.get(1));
    let method = Ident::new(method, span);
    quote_spanned! {span=>
        async fn #method(
            &self,
            #reader: #of_reader,
            #input: #of_input,
            #witness: &#runtime::Witness,
        ) -> #runtime::Search<#runtime::OutputOf<#mutation>> {
            #function(#reader, #input, #witness).await
        }
    }
}

#[cfg(test)]
mod tests;
