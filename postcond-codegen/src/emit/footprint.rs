//! What a mutation does to which resource, and the same without what a later write overwrites.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::idents::{SdkNames, ident};
use super::places::{
    chained, field, in_text, kept, optional_text, text, value, value_of_first_step,
};
use crate::ir::{Container, Effect, Fact, Key, Operation, Place, Resource, ResourceKind, Side};

/// The methods of `Mutation`, for an operation that declares facts.
pub(super) fn methods(operation: &Operation) -> Option<TokenStream> {
    if operation.footprint.is_empty() {
        return None;
    }
    let facts = operation.footprint.iter().enumerate();
    let collected = facts.map(|(index, fact)| {
        let facts = in_footprint(&name(index), fact);
        quote!(footprint.extend(#facts);)
    });
    let without = without(operation);
    Some(quote! {
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            #(#collected)*
            footprint
        }

        #without
    })
}

/// A function for each fact: both methods need it.
pub(super) fn facts(operation: &Operation, names: &SdkNames) -> Option<TokenStream> {
    if operation.footprint.is_empty() {
        return None;
    }
    let marker = &names.marker;
    let facts = operation.footprint.iter().enumerate();
    let facts = facts.map(|(index, it)| fact(&name(index), it, names));
    Some(quote! {
        impl #marker {
            #(#facts)*
        }
    })
}

/// What the operation is about, for comparison with other calls.
pub(super) fn subjects(resource: &Resource) -> TokenStream {
    let made = |id| {
        made_resource(
            &resource.kind,
            id,
            |kind| quote!(#kind.map_or_else(::std::string::String::new, |kind| kind.as_str().to_owned())),
        )
    };
    if let Some(list) = resource
        .ids
        .iter()
        .find(|it| it.container == Container::List)
    {
        let item = in_text(list, quote!(item));
        let (items, resource) = (value_of_first_step(list), made(item));
        return match list.side {
            Side::Input => quote!(#items.iter().map(|item| #resource).collect()),
            Side::Output => quote! {
                let items = output.map(|output| #items.iter().map(|item| #resource).collect());
                items.unwrap_or_default()
            },
        };
    }
    let ids = resource.ids.iter().map(|place| {
        let id = optional_text(place);
        match place.side {
            Side::Input => id,
            Side::Output => quote!(output.and_then(|output| #id)),
        }
    });
    let id = ids.reduce(|first, next| quote!(#first.or_else(|| #next)));
    let resource = made(quote!(id));
    quote!(#id.map(|id| #resource).into_iter().collect())
}

fn name(index: usize) -> Ident {
    format_ident!("fact_{index}")
}

/// `fact_0`: the fact, if there is one, of an `item` if it goes over a list.
fn fact(name: &Ident, fact: &Fact, names: &SdkNames) -> TokenStream {
    let (module, input, output) = (&names.module, &names.input, &names.output);
    let item = fact.container().map(|_| quote!(item: &str));
    let guards = guards(fact);
    let made = made(fact);
    let [input_name, output_name] = [(Side::Input, quote!(input)), (Side::Output, quote!(output))]
        .map(|(side, name)| match fact.reads(side) {
            true => name,
            false => quote!(_),
        });
    quote! {
        fn #name(
            #input_name: &#module::#input,
            #output_name: &#module::#output,
            #item
        ) -> ::std::option::Option<runtime::Fact> {
            #guards
            ::std::option::Option::Some(#made)
        }
    }
}

/// The fact itself.
fn made(fact: &Fact) -> TokenStream {
    let resource = resource(&fact.resource);
    let made = match &fact.effect {
        Effect::Gone => quote!(runtime::Fact::gone(#resource)),
        Effect::Set {
            facet, key: None, ..
        } => quote!(runtime::Fact::set(#resource, #facet)),
        Effect::Set {
            facet,
            key: Some(key),
            ..
        } => {
            let key = match key {
                Key::Constant(constant) => quote!(#constant),
                Key::At(place) => text(place),
            };
            quote!(runtime::Fact::set_key(#resource, #facet, #key))
        }
    };
    let within = fact.within.as_ref().map(|owner| {
        let owner = self::resource(owner);
        quote!(.within(#owner))
    });
    quote!(#made #within)
}

/// What must hold for there to be a fact.
fn guards(fact: &Fact) -> TokenStream {
    let given = fact.unless.iter().map(field).collect::<Vec<_>>();
    let unless = (!given.is_empty()).then(|| {
        quote! {
            if #(#given.is_some())||* {
                return ::std::option::Option::None;
            }
        }
    });
    let from = match &fact.effect {
        Effect::Set {
            from: Some(from),
            replaces_all: None,
            ..
        } => {
            let given = field(from);
            Some(match from.must_be_set {
                true => quote!(#given.filter(|is_set| *is_set)?;),
                false => quote!(#given.as_ref()?;),
            })
        }
        Effect::Set {
            from: Some(from),
            replaces_all: Some(replaces_all),
            ..
        } => {
            let (from, replaces_all) = (field(from), field(replaces_all));
            Some(quote! {
                if #from.is_none() && #replaces_all != ::std::option::Option::Some(true) {
                    return ::std::option::Option::None;
                }
            })
        }
        _ => None,
    };
    quote!(#unless #from)
}

fn resource(resource: &Resource) -> TokenStream {
    let ids = resource.ids.iter().map(optional_text);
    let id = ids.reduce(|first, next| quote!(#first.or_else(|| #next)));
    let id = match &resource.ids[..] {
        [one] => text(one),
        _ => quote!(#id?),
    };
    made_resource(
        &resource.kind,
        id,
        |kind| quote!(#kind?.as_str().to_owned()),
    )
}

/// A resource of this kind and id; `told` makes text of a kind that a member tells.
fn made_resource(
    kind: &ResourceKind,
    id: TokenStream,
    told: fn(TokenStream) -> TokenStream,
) -> TokenStream {
    match kind {
        ResourceKind::Known {
            name,
            random_suffix: false,
        } => quote!(runtime::Resource::new(#name, #id)),
        ResourceKind::Known {
            name,
            random_suffix: true,
        } => quote!(runtime::Resource::with_random_suffix(#name, #id)),
        ResourceKind::Told(place) => {
            let kind = told(value(place));
            quote!(runtime::Resource::new(#kind, #id))
        }
    }
}

/// The facts as an iterator or an option.
fn in_footprint(name: &Ident, fact: &Fact) -> TokenStream {
    let Some(place) = fact.container() else {
        return quote!(Self::#name(input, output));
    };
    let container = value_of_first_step(place);
    let of_item = of_item(name, place);
    match place.container {
        Container::Map => {
            quote!(#container.into_iter().flatten().filter_map(|(item, _)| #of_item))
        }
        _ => quote!(#container.iter().filter_map(|item| #of_item)),
    }
}

/// The fact of an `item` of a list or map, which is not a text yet.
fn of_item(name: &Ident, place: &Place) -> TokenStream {
    let mut item = quote!(item);
    let mut is_optional = false;
    for (method, optional) in &place.steps[1..] {
        let method = ident(method);
        item = chained(&item, is_optional, &method, *optional);
        is_optional |= *optional;
    }
    if is_optional {
        let text = in_text(place, quote!(item));
        return quote!(#item.and_then(|item| Self::#name(input, output, #text)));
    }
    let text = in_text(place, item);
    quote!(Self::#name(input, output, #text))
}

fn without(operation: &Operation) -> Option<TokenStream> {
    let facts = operation.footprint.iter().enumerate();
    let taken: Vec<_> = facts
        .filter_map(|(index, fact)| taken_out(&name(index), fact))
        .collect();
    if taken.is_empty() {
        return None;
    }
    let changes = |side| operation.footprint.iter().any(|fact| fact.changes(side));
    let declare = |side, kept: TokenStream, original: TokenStream| match changes(side) {
        true => quote!(let mut #kept = #original;),
        false => quote!(let #kept = #original;),
    };
    let kept = match operation.takes_stream() {
        true => quote!(Self::kept(input)?),
        false => quote!(::std::clone::Clone::clone(input)),
    };
    let input = declare(Side::Input, quote!(kept_input), kept);
    let kept = quote!(::std::clone::Clone::clone(output));
    let output = declare(Side::Output, quote!(kept_output), kept);
    Some(quote! {
        // As long as the operation has facts.
        #[allow(clippy::too_many_lines)]
        fn without(
            input: &Self::Input,
            output: &Self::Output,
            superseded: &dyn Fn(&runtime::Fact) -> bool,
        ) -> ::std::option::Option<(Self::Input, Self::Output)> {
            #input
            #output
            let mut narrowed = false;
            #(#taken)*
            narrowed.then_some((kept_input, kept_output))
        }
    })
}

/// Takes the fact out of what is kept, where it can be.
fn taken_out(name: &Ident, fact: &Fact) -> Option<TokenStream> {
    let is_superseded = quote!(is_some_and(|fact| superseded(&fact)));
    if let Some(place) = fact.container() {
        let kept = kept(place);
        let of_item = of_item(name, place);
        let value = (place.container == Container::Map).then(|| quote!(, _));
        return Some(quote! {
            if let ::std::option::Option::Some(items) = &mut #kept {
                let before = items.len();
                items.retain(|item #value| !#of_item.#is_superseded);
                narrowed |= items.len() != before;
            }
        });
    }
    let Effect::Set {
        from: Some(from),
        replaces_all,
        ..
    } = &fact.effect
    else {
        return None;
    };
    let cleared = replaces_all.iter().chain([from]).map(kept);
    Some(quote! {
        if Self::#name(input, output).#is_superseded {
            #(#cleared = ::std::option::Option::None;)*
            narrowed = true;
        }
    })
}

impl Fact {
    /// Whether its function looks at this side.
    fn reads(&self, side: Side) -> bool {
        let resources = [Some(&self.resource), self.within.as_ref()];
        let resources = resources.into_iter().flatten();
        let resources = resources.flat_map(|it| match &it.kind {
            ResourceKind::Told(place) => it.ids.iter().chain(Some(place)),
            ResourceKind::Known { .. } => it.ids.iter().chain(None),
        });
        let of_effect = match &self.effect {
            Effect::Gone => [None, None, None],
            Effect::Set {
                key,
                from,
                replaces_all,
                ..
            } => {
                let key = match key {
                    Some(Key::At(place)) => Some(place),
                    _ => None,
                };
                [key, from.as_ref(), replaces_all.as_ref()]
            }
        };
        let places = resources.chain(of_effect.into_iter().flatten());
        let mut places = places.chain(&self.unless);
        places.any(|place| place.side == side && place.container == Container::One)
    }

    /// Whether taking it out changes this side.
    fn changes(&self, side: Side) -> bool {
        let from = match &self.effect {
            Effect::Set { from, .. } => from.as_ref(),
            Effect::Gone => None,
        };
        let changed = self.container().or(from);
        changed.is_some_and(|place| place.side == side)
    }
}
