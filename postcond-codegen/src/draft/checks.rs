//! Checks to begin with, where the model shows how a change can be read back.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::idents::ident;
use crate::model::{Member, Model, OperationShape, Shape, ShapeKind, Traits};
use crate::names::{self, SdkTypes};
use crate::traits::{ENUM, IDEMPOTENCY_TOKEN, REQUIRED, STREAMING};

/// Last words of the names of members that say which thing is meant.
const IDENTIFYING: &[&str] = &[
    "arn",
    "arns",
    "id",
    "identifier",
    "ids",
    "key",
    "name",
    "names",
    "number",
    "owner",
    "qualifier",
    "revision",
    "uuid",
    "version",
];

/// A check that is drafted.
pub(super) struct Drafted {
    /// The mutation.
    pub(super) operation: String,
    /// The functions of its file that it calls.
    pub(super) calls: Vec<&'static str>,
    /// The function.
    pub(super) source: TokenStream,
}

/// The function of a check.
pub(super) struct Function {
    pub(super) name: Ident,
    /// Its documentation, a text for each line.
    pub(super) about: Vec<String>,
    /// What it calls the mutation's input, or `_`.
    pub(super) input: TokenStream,
    /// The same of the output.
    pub(super) output: TokenStream,
    pub(super) body: TokenStream,
    /// The functions of its file that it calls.
    pub(super) calls: Vec<&'static str>,
}

/// Drafts checks for a service whose client is in the module `module`.
pub(super) struct Drafter<'a> {
    pub(super) model: &'a Model,
    pub(super) module: TokenStream,
    pub(super) sdk_id: &'a str,
    /// Each operation, by its name.
    pub(super) operations: Vec<(&'a str, &'a OperationShape, &'a Traits)>,
}

impl<'a> Drafter<'a> {
    /// A check that needs the input alone.
    pub(super) fn drafted(
        &self,
        operation: &str,
        read: &str,
        about: &str,
        function: &Ident,
        body: &TokenStream,
    ) -> Drafted {
        let function = Function {
            name: function.clone(),
            about: vec![about.to_owned()],
            input: quote!(input),
            output: quote!(_),
            body: body.clone(),
            calls: Vec::new(),
        };
        self.check(operation, read, function)
    }

    /// The check of a mutation by a read.
    pub(super) fn check(&self, operation: &str, read: &str, function: Function) -> Drafted {
        let types = SdkTypes::new(operation, &names::pascal(operation));
        let (input_type, output_type) = (ident(&types.input), ident(&types.output));
        let (service, module) = (
            &self.module,
            ident(&names::module(&names::snake(operation))),
        );
        let Function {
            name,
            about,
            input,
            output,
            body,
            calls,
        } = function;
        let source = quote! {
            #(#[doc = #about])*
            #[post_condition(service = #service, op = #operation, reads = [#read])]
            pub(crate) async fn #name(
                reader: &Reader,
                #input: &sdk::operation::#module::#input_type,
                #output: &sdk::operation::#module::#output_type,
            ) -> Check {
                #body
            }
        };
        Drafted {
            operation: operation.to_owned(),
            calls,
            source,
        }
    }

    pub(super) fn operation(
        &self,
        name: &str,
    ) -> Option<(&'a str, &'a OperationShape, &'a Traits)> {
        let mut operations = self.operations.iter();
        operations.find(|(it, ..)| *it == name).copied()
    }

    pub(super) fn members(
        &self,
        structure: Option<&str>,
    ) -> Option<impl Iterator<Item = (&'a String, &'a Member)> + use<'a>> {
        match &self.model.shapes.get(structure?)?.kind {
            ShapeKind::Structure(structure) => Some(structure.members.iter()),
            _ => None,
        }
    }

    /// The members of `given` that say to the read `asked` which thing is meant: all that both have by the
    /// same name. None if one of them cannot be passed on, or if the read needs, or does not take, what
    /// names a thing: it would read another one, or none.
    pub(super) fn names_passed(
        &self,
        given: &OperationShape,
        asked: &OperationShape,
    ) -> Option<Vec<&'a str>> {
        let given = self.members(given.input.as_ref().map(|it| &*it.target))?;
        let given: Vec<_> = given.filter(|(_, it)| !is_token(it)).collect();
        let asked = self.members(asked.input.as_ref().map(|it| &*it.target))?;
        let asked: Vec<_> = asked.collect();
        let of = |members: &[(&'a String, &'a Member)], name: &str| {
            let mut members = members.iter();
            members.find(|(it, _)| *it == name).map(|(_, it)| *it)
        };
        let identify = given.iter().filter(|(name, _)| names_a_thing(name));
        if !identify.clone().all(|(name, _)| of(&asked, name).is_some()) {
            return None;
        }
        let mut passed = Vec::new();
        for (name, asked) in &asked {
            match of(&given, name) {
                // What the call leaves out, the read would refuse to do without.
                Some(given) if is_required(asked) && !is_required(given) => return None,
                Some(given) if self.is_text(&given.target) && self.is_text(&asked.target) => {
                    passed.push(&***name);
                }
                Some(_) => return None,
                None if is_required(asked) => return None,
                None => {}
            }
        }
        Some(passed)
    }

    /// Whether the operation cannot do without the member.
    pub(super) fn needs(&self, operation: &OperationShape, member: &str) -> bool {
        let members = self.members(operation.input.as_ref().map(|it| &*it.target));
        let mut members = members.into_iter().flatten();
        members.any(|(name, it)| name == member && it.traits.contains_key(REQUIRED))
    }

    /// Whether a member of the structure is a stream.
    pub(super) fn has_stream(&self, structure: Option<&str>) -> bool {
        let mut members = self.members(structure).into_iter().flatten();
        members.any(|(_, member)| {
            let target = self.model.shapes.get(&member.target);
            let of_target = target.is_some_and(|it| it.traits.contains_key(STREAMING));
            of_target || member.traits.contains_key(STREAMING)
        })
    }

    pub(super) fn is_text(&self, id: &str) -> bool {
        let shape = self.model.shapes.get(id);
        let is_text =
            |it: &Shape| matches!(it.kind, ShapeKind::String) && !it.traits.contains_key(ENUM);
        id == "smithy.api#String" || shape.is_some_and(is_text)
    }
}

/// Whether a member says which thing is meant, to judge by its name.
pub(super) fn names_a_thing(member: &str) -> bool {
    let member = names::snake(member);
    IDENTIFYING.contains(&last_word(&member))
}

pub(super) fn last_word(snake: &str) -> &str {
    snake.rsplit('_').next().unwrap_or_default()
}

/// Whether it cannot be left out.
pub(super) fn is_required(member: &Member) -> bool {
    member.traits.contains_key(REQUIRED)
}

/// Whether it says nothing of a thing, but which request this is.
pub(super) fn is_token(member: &Member) -> bool {
    member.traits.contains_key(IDEMPOTENCY_TOKEN)
}

/// What the SDK calls a member: the field of a structure, and the method that reads it.
pub(super) fn field(member: &str) -> Ident {
    ident(&names::method(&names::member(member)))
}

/// The builder of a read of what the input names with `ids`.
pub(super) fn call(read: &str, ids: &[&str]) -> TokenStream {
    let method = ident(&names::client_method(&names::method(&names::snake(read))));
    let ids = ids.iter().map(|id| {
        let set = ident(&names::set(&names::snake(id)));
        let field = field(id);
        quote!(.#set(input.#field.clone()))
    });
    quote!(reader.#method() #(#ids)*)
}
