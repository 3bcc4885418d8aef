//! What a footprint's path leads to: as a value, or as a field of the call.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::idents::ident;
use crate::ir::{Container, Place, Side};

/// The text at a place, or a return of `None` where there is none.
pub(super) fn text(place: &Place) -> TokenStream {
    let value = value(place);
    match place.container {
        Container::One if place.is_optional() => in_text(place, quote!(#value?)),
        Container::One => in_text(place, value),
        Container::List | Container::Map => quote!(item),
    }
}

pub(super) fn optional_text(place: &Place) -> TokenStream {
    let value = value(place);
    match place.is_optional() {
        true if place.is_enumeration => quote!(#value.map(|it| it.as_str())),
        true => value,
        false => {
            let value = in_text(place, value);
            quote!(::std::option::Option::Some(#value))
        }
    }
}

/// The text of what is at a place.
pub(super) fn in_text(place: &Place, value: TokenStream) -> TokenStream {
    match place.is_enumeration {
        true => quote!(#value.as_str()),
        false => value,
    }
}

pub(super) fn value_of_first_step(place: &Place) -> TokenStream {
    let side = format_ident!("{}", variable(place.side));
    let method = ident(&place.steps[0].0);
    quote!(#side.#method())
}

pub(super) fn value(place: &Place) -> TokenStream {
    let mut value = value_of_first_step(place);
    let mut is_optional = place.steps[0].1;
    for (method, optional) in &place.steps[1..] {
        value = chained(&value, is_optional, &ident(method), *optional);
        is_optional |= *optional;
    }
    value
}

pub(super) fn chained(
    value: &TokenStream,
    is_optional: bool,
    method: &Ident,
    optional: bool,
) -> TokenStream {
    match (is_optional, optional) {
        (false, _) => quote!(#value.#method()),
        (true, true) => quote!(#value.and_then(|it| it.#method())),
        (true, false) => quote!(#value.map(|it| it.#method())),
    }
}

/// The member as a field of the call's own.
pub(super) fn field(place: &Place) -> TokenStream {
    field_of(format_ident!("{}", variable(place.side)), place)
}

/// The same of what is kept of the call.
pub(super) fn kept(place: &Place) -> TokenStream {
    field_of(format_ident!("kept_{}", variable(place.side)), place)
}

fn field_of(side: Ident, place: &Place) -> TokenStream {
    let member = ident(&place.steps[0].0);
    quote!(#side.#member)
}

/// What the generated methods call the two sides of the call.
fn variable(side: Side) -> &'static str {
    match side {
        Side::Input => "input",
        Side::Output => "output",
    }
}

impl Place {
    fn is_optional(&self) -> bool {
        self.steps.iter().any(|(_, optional)| *optional)
    }
}
