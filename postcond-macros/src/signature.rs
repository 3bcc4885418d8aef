//! What the macro asks of a function before the compiler looks at it.

use syn::spanned::Spanned;
use syn::{Error, FnArg, GenericParam, Generics, Result, ReturnType, Safety, Signature, Type};

use crate::args::Errors;

const PARAMETERS: &str = "a post-condition takes `(&Reader, &Input, &Output)`, \
                          and `&Witness` after them if it compares dates";

const GENERIC: &str = "a post-condition is for one operation: it has no generic parameters";

const LIFETIMES: &str = "a post-condition names no lifetimes: leave them out, and each reference has \
                         one of its own";

/// The types of a post-condition's parameters and of its result: their tokens are where the
/// compiler's own complaints belong.
pub(crate) struct Types<'a> {
    pub(crate) parameters: Vec<&'a Type>,
    pub(crate) result: &'a Type,
}

/// The types in the signature; all that is wrong with it is in one error.
pub(crate) fn types(signature: &Signature) -> Result<Types<'_>> {
    let mut errors = Errors::default();
    if signature.asyncness.is_none() {
        let message = "a post-condition is `async`: it reads back from the service";
        errors.push(Error::new(signature.fn_token.span, message));
    }
    if let Safety::Unsafe(token) = signature.safety {
        let message = "a post-condition is a safe function: the client calls it";
        errors.push(Error::new(token.span, message));
    }
    errors.take(not_generic(&signature.generics));
    let parameters = errors.take(parameters(signature));
    let result = errors.take(result(signature));
    errors.finish()?;
    match (parameters, result) {
        (Some(parameters), Some(result)) => Ok(Types { parameters, result }),
        // `finish` has already returned what is wrong.
        _ => Err(Error::new(signature.span(), PARAMETERS)),
    }
}

fn not_generic(generics: &Generics) -> Result<()> {
    let parameters = &generics.params;
    let is_lifetime = |it: &GenericParam| matches!(it, GenericParam::Lifetime(_));
    if parameters.is_empty() {
        Ok(())
    } else if parameters.iter().all(is_lifetime) {
        Err(Error::new_spanned(parameters, LIFETIMES))
    } else {
        Err(Error::new_spanned(parameters, GENERIC))
    }
}

fn parameters(signature: &Signature) -> Result<Vec<&Type>> {
    let mut errors = Errors::default();
    let mut types = Vec::new();
    for parameter in &signature.inputs {
        match parameter {
            FnArg::Receiver(receiver) => {
                let message = "a post-condition is a free function: it has no `self`";
                errors.push(Error::new(receiver.self_token.span, message));
            }
            FnArg::Typed(parameter) => {
                errors.take(by_reference(&parameter.ty, &signature.generics));
                types.push(&*parameter.ty);
            }
        }
    }
    let count = signature.inputs.len();
    if !(3..=4).contains(&count) {
        errors.push(Error::new(
            signature.paren_token.span.join(),
            format!("{PARAMETERS}; this one takes {count}"),
        ));
    }
    errors.finish().map(|()| types)
}

fn by_reference(ty: &Type, generics: &Generics) -> Result<()> {
    let Type::Reference(reference) = ungrouped(ty) else {
        let message = "a post-condition takes its parameters by reference";
        return Err(Error::new_spanned(ty, message));
    };
    if let Type::ImplTrait(generic) = &*reference.elem {
        return Err(Error::new(generic.impl_token.span, GENERIC));
    }
    match &reference.lifetime {
        // A declared one is a mistake where it is declared.
        Some(lifetime) if lifetime.ident != "_" && generics.params.is_empty() => {
            Err(Error::new_spanned(lifetime, LIFETIMES))
        }
        _ => Ok(()),
    }
}

/// `ty` without the invisible brackets around what came through a `macro_rules` macro.
fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        other => other,
    }
}

fn result(signature: &Signature) -> Result<&Type> {
    match &signature.output {
        ReturnType::Type(_, result) => Ok(result),
        ReturnType::Default => Err(Error::new(
            signature.ident.span(),
            "a post-condition returns `Check`: what the read-back has established",
        )),
    }
}
