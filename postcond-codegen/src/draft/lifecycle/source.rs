//! The source of the derived checks.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::compared::{Compared, Pair};
use super::derived::Derived;
use super::identified::{Identified, Origin};
use super::mutation::Phase;
use crate::draft::checks::{Drafted, Drafter, Function};
use crate::emit::idents::ident;
use crate::names;

// The functions that checks call.
const OPTION: &str = "option";
const SHOWS: &str = "shows";
const SHOWS_ITEMS: &str = "shows_items";

impl<'a> Drafter<'a> {
    pub(super) fn source(&self, derived: &Derived<'a>) -> Drafted {
        let (input, output) = derived.arguments();
        let function = Function {
            name: derived.function(),
            about: derived.about(),
            input,
            output,
            body: derived.body(),
            calls: derived.calls(),
        };
        self.check(derived.mutation.name, derived.mutation.read, function)
    }
}

impl Derived<'_> {
    fn calls(&self) -> Vec<&'static str> {
        let pairs = self.compared.iter().flat_map(|it| &it.members);
        let mut calls: Vec<_> = pairs.map(Pair::comparison).collect();
        if self
            .identified
            .iter()
            .any(|it| !matches!(it.by, Origin::Input(_)))
        {
            calls.push(OPTION);
        }
        calls
    }

    /// Those that are used; the others have no name.
    fn arguments(&self) -> (TokenStream, TokenStream) {
        let mut origins = self.identified.iter().map(|it| it.by);
        let is_input = |it: Origin<'_>| matches!(it, Origin::Input(_));
        let (given, answered) = (
            self.compared.is_some() || origins.clone().any(is_input),
            origins.any(|it| !is_input(it)),
        );
        let name = |is_used, name: TokenStream| if is_used { name } else { quote!(_) };
        (name(given, quote!(input)), name(answered, quote!(output)))
    }

    fn function(&self) -> Ident {
        let operation = names::snake(self.mutation.name);
        match (self.mutation.phase, &self.compared) {
            (Phase::Delete, _) => format_ident!("{operation}_is_gone"),
            (_, Some(_)) => format_ident!("{operation}_shows"),
            (_, None) => format_ident!("{operation}_is_found"),
        }
    }

    /// The documentation: what holds, and what that is derived from.
    fn about(&self) -> Vec<String> {
        let (mutation, thing) = (&self.mutation, self.thing());
        let (phase, operation) = (mutation.phase.name(), mutation.name);
        let holds = match (mutation.phase, &self.compared) {
            (Phase::Delete, _) => format!("The {thing} is not found any more."),
            (_, Some(_)) => format!("The {thing} is as the call has set it."),
            (_, None) => format!("The {thing} is found."),
        };
        let by = self.identified.iter().map(ToString::to_string);
        let mut lines = vec![
            holds,
            String::new(),
            format!(
                "Derived from the model's resource `{}`, whose `{phase}` is `{operation}`:",
                mutation.resource
            ),
            format!(
                "- its `read` is `{}`, by {}",
                mutation.read,
                by.collect::<Vec<_>>().join(", ")
            ),
            format!(
                "- that it is not there is `{}`",
                self.absences.join("` or `")
            ),
        ];
        if let Some(Compared { left_out, .. }) = &self.compared
            && !left_out.is_empty()
        {
            let left_out = left_out.join("`, `");
            lines.push(format!(
                "- not compared, for the service may complete it: `{left_out}`"
            ));
        }
        lines
            .iter()
            .map(|line| format!(" {line}").trim_end().to_owned())
            .collect()
    }

    fn thing(&self) -> String {
        names::snake(self.mutation.resource).replace('_', " ")
    }

    fn body(&self) -> TokenStream {
        let reading = self.reading();
        let (found, thing) = (self.found(), self.thing());
        let (is_found, is_not) = (
            format!("the {thing} is found"),
            format!("the {thing} is not found"),
        );
        match (self.mutation.phase, &self.compared) {
            (Phase::Delete, _) => quote! {
                #reading
                match #found {
                    Some(_) => pending(#is_found),
                    None => satisfied(#is_not),
                }
            },
            (_, None) => quote! {
                #reading
                match #found {
                    Some(_) => satisfied(#is_found),
                    None => pending(#is_not),
                }
            },
            (_, Some(compared)) => {
                let verdict = compared.verdict(&thing);
                quote! {
                    #reading
                    let Some(seen) = #found else {
                        return pending(#is_not);
                    };
                    #verdict
                }
            }
        }
    }

    fn reading(&self) -> TokenStream {
        let method = names::client_method(&names::method(&names::snake(self.mutation.read)));
        let method = ident(&method);
        let ids = self.identified.iter().map(Identified::set);
        quote!(let read = reader.#method() #(#ids)* .send().await;)
    }

    /// What the read has found, unless that is not there.
    fn found(&self) -> TokenStream {
        let read = self.mutation.read;
        let (module, error) = (
            ident(&names::module(&names::snake(read))),
            format_ident!("{read}Error"),
        );
        let error = quote!(sdk::operation::#module::#error);
        let absences = self.absences.iter();
        let mut absences = absences.map(|it| format_ident!("is_{}", names::snake(it)));
        match (absences.next(), absences.next()) {
            (Some(is_absent), None) => quote!(read.absent_if(#error::#is_absent)?),
            (first, second) => {
                let all = first.into_iter().chain(second).chain(absences);
                quote!(read.absent_if(|error: &#error| #(error.#all())||*)?)
            }
        }
    }
}

impl Identified<'_> {
    fn set(&self) -> TokenStream {
        let set = ident(&names::set(&names::snake(self.asked)));
        match self.by {
            Origin::Input(member) => {
                let member = field(member);
                quote!(.#set(input.#member.clone()))
            }
            Origin::Output(member) => {
                let member = field(member);
                quote!(.#set(option(output.#member.clone())))
            }
            Origin::Part(part, member) => {
                let (part, member) = (field(part), field(member));
                quote!(.#set(output.#part.as_ref().and_then(|it| option(it.#member.clone()))))
            }
        }
    }
}

impl std::fmt::Display for Identified<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.by {
            Origin::Input(member) if member == self.asked => write!(f, "`{member}`"),
            Origin::Input(member) => {
                write!(f, "`{}`, which the call has as `{member}`", self.asked)
            }
            Origin::Output(member) if member == self.asked => {
                write!(f, "`{member}`, from the answer")
            }
            Origin::Output(member) => write!(f, "`{}`, the answer's `{member}`", self.asked),
            Origin::Part(part, member) => {
                write!(f, "`{}`, the answer's `{part}.{member}`", self.asked)
            }
        }
    }
}

impl Compared<'_> {
    fn verdict(&self, thing: &str) -> TokenStream {
        let part = self.part.map(|part| {
            let part = field(part);
            let empty = format!("the {thing} is answered without what it consists of");
            quote! {
                let Some(seen) = seen.#part.as_ref() else {
                    return pending(#empty);
                };
            }
        });
        let pairs = self.members.iter().map(Pair::shown);
        let as_set = format!("the {thing} is as the call has set it");
        quote! {
            #part
            let shown = [#(#pairs),*];
            match shown.iter().find(|(_, is_shown)| !is_shown) {
                Some((member, _)) => pending(format!("`{member}` is not as the call has set it")),
                None => satisfied(#as_set),
            }
        }
    }
}

impl Pair<'_> {
    fn comparison(&self) -> &'static str {
        match self.is_list {
            true => SHOWS_ITEMS,
            false => SHOWS,
        }
    }

    /// The member's name, and whether it is seen as it was given.
    fn shown(&self) -> TokenStream {
        let (name, given, seen) = (self.given, field(self.given), field(self.seen));
        let shows = ident(self.comparison());
        quote!((#name, #shows(input.#given.as_ref(), &seen.#seen)))
    }
}

/// The field of a member, in the SDK's inputs, outputs and structures.
fn field(member: &str) -> Ident {
    ident(&names::method(&names::member(member)))
}

/// The functions that are called.
pub(in crate::draft) fn functions(calls: &[&str]) -> TokenStream {
    let called = [
        (OPTION, option()),
        (SHOWS, shows()),
        (SHOWS_ITEMS, shows_items()),
    ];
    let called = called.into_iter().filter(|(name, _)| calls.contains(name));
    called.map(|(_, function)| function).collect()
}

fn option() -> TokenStream {
    quote! {
        /// What the model requires, the SDK may have without an `Option`.
        fn option<T>(member: impl Into<Option<T>>) -> Option<T> {
            member.into()
        }
    }
}

fn shows() -> TokenStream {
    quote! {
        /// Whether what is seen is what was given, if anything was.
        fn shows<'a, T: PartialEq>(given: Option<&'a T>, seen: impl Into<Option<&'a T>>) -> bool {
            given.is_none_or(|given| seen.into() == Some(given))
        }
    }
}

fn shows_items() -> TokenStream {
    quote! {
        /// Whether the items are those that were given, in whatever order, if any were.
        fn shows_items<'a, T: PartialEq>(
            given: Option<&'a Vec<T>>,
            seen: impl Into<Option<&'a Vec<T>>>,
        ) -> bool {
            let Some(given) = given else { return true };
            let seen = seen.into().map_or(&[][..], Vec::as_slice);
            given.len() == seen.len() && given.iter().all(|item| seen.contains(item))
        }
    }
}
