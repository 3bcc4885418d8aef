//! Which of the generated functions are compiled in the crate that calls them.

use syn::{Attribute, File, FnArg, GenericParam, Generics, ImplItem, Item, Signature, Type};

/// Marks every function `#[inline]`: machine code is then made where a function is called, and in a
/// program that calls a few operations, of these alone. Without it, the crate with the client pays for
/// all of them, and for all that the SDK does to send them: twice the time, five times the size.
///
/// What is generic is compiled on demand as it is.
pub(crate) fn compile_on_demand(file: &mut File) {
    of_items(&mut file.items);
}

fn of_items(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    of_items(items);
                }
            }
            Item::Impl(of_type) if !has_types(&of_type.generics) => {
                for item in &mut of_type.items {
                    if let ImplItem::Fn(function) = item {
                        of_function(&mut function.attrs, &function.sig);
                    }
                }
            }
            Item::Fn(function) => of_function(&mut function.attrs, &function.sig),
            _ => {}
        }
    }
}

fn of_function(attributes: &mut Vec<Attribute>, signature: &Signature) {
    let takes_any =
        |it: &FnArg| matches!(it, FnArg::Typed(it) if matches!(*it.ty, Type::ImplTrait(_)));
    if !has_types(&signature.generics) && !signature.inputs.iter().any(takes_any) {
        attributes.push(syn::parse_quote!(#[inline]));
    }
}

fn has_types(generics: &Generics) -> bool {
    let is_type = |it: &GenericParam| matches!(it, GenericParam::Type(_));
    generics.params.iter().any(is_type)
}
