//! What becomes of the function's other attributes.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{AttrStyle, Attribute, Error, Result};

use crate::args::Errors;

/// The lints on what can be named from outside.
const OF_TYPE: [&str; 3] = ["dead_code", "missing_docs", "unreachable_pub"];

/// A function's attributes, by what they are about.
#[derive(Default)]
pub(crate) struct Attributes {
    /// What the users of the type are told, and which lints may complain about it.
    pub(crate) of_type: Vec<Attribute>,
    /// All others, and lint levels once more: the body is the function's.
    pub(crate) of_function: Vec<Attribute>,
    deprecated: bool,
}

impl Attributes {
    pub(crate) fn divide(attributes: &[Attribute]) -> Self {
        let mut divided = Self::default();
        for attribute in attributes {
            divided.assign(attribute.clone());
        }
        divided
    }

    fn assign(&mut self, attribute: Attribute) {
        let name = attribute.path().get_ident().map(ToString::to_string);
        // One from within the function's body stands before the type.
        let of_type = Attribute {
            style: AttrStyle::Outer,
            ..attribute.clone()
        };
        match name.as_deref() {
            Some("doc" | "must_use") => self.of_type.push(of_type),
            Some("deprecated") => {
                self.deprecated = true;
                self.of_type.push(of_type);
            }
            Some("allow" | "warn" | "deny" | "forbid") => {
                self.of_type.push(of_type);
                self.of_function.push(attribute);
            }
            Some("expect") if is_of_type_alone(&attribute) => self.of_type.push(of_type),
            _ => self.of_function.push(attribute),
        }
    }

    /// For what surrounds the function: like all that is deprecated, it may use what is, and it uses
    /// the type.
    pub(crate) fn of_surroundings(&self) -> Option<TokenStream> {
        self.deprecated.then(|| quote!(#[allow(deprecated)]))
    }
}

/// Whether this names a lint that only the type trips: of the function nothing is seen outside.
fn is_of_type_alone(expect: &Attribute) -> bool {
    let lints = expect.meta.require_list().map(|list| list.tokens.clone());
    lints.into_iter().flatten().any(|token| match token {
        TokenTree::Ident(lint) => OF_TYPE.iter().any(|of_type| lint == of_type),
        _ => false,
    })
}

/// Whether this attribute is among the `others` of its function, which it must not be.
pub(crate) fn is_given_once(others: &[Attribute]) -> Result<()> {
    let mut errors = Errors::default();
    for again in others.iter().filter(|it| is_post_condition(it)) {
        let message = "`#[post_condition]` is given twice: a post-condition is for one operation, so \
                       another operation needs a function of its own";
        errors.push(Error::new_spanned(again.path(), message));
    }
    errors.finish()
}

/// As far as can be told by the name.
pub(crate) fn is_post_condition(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| segment.ident == "post_condition")
}
