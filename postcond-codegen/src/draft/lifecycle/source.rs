//! The source of the derived checks.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::compared::{Compared, Comparison, Pair, Why};
use super::derived::Derived;
use super::identified::{Identified, Origin};
use super::mutation::Phase;
use crate::draft::checks::{Drafted, Drafter, Function, field};
use crate::emit::idents::ident;
use crate::names;

// The functions that checks call.
const OPTION: &str = "option";
const SHOWN: &str = "shown";

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
        let mut calls: Vec<_> = self.compared.iter().map(|_| SHOWN).collect();
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
            (_, Some(compared)) => compared.holds(&thing),
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
        lines.extend(self.compared.iter().flat_map(Compared::not_compared));
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
    /// What the check establishes.
    fn holds(&self, thing: &str) -> String {
        let names: Vec<_> = self.members.iter().map(|it| it.given).collect();
        match &names[..] {
            [name] => format!("The {thing}'s `{name}` is shown, if the call gives it."),
            names => format!(
                "Those of the {thing}'s `{}` that the call gives are shown.",
                names.join("`, `")
            ),
        }
    }

    /// A line for each reason why members are not compared.
    fn not_compared(&self) -> Vec<String> {
        let lines = Why::ALL.iter().filter_map(|why| {
            let of_this = self.uncompared.iter().filter(|it| it.why == *why);
            let names: Vec<_> = of_this.map(|it| it.name).collect();
            let (why, listed) = (why.words(), names.join("`, `"));
            (!names.is_empty()).then(|| format!("- not compared, for {why}: `{listed}`"))
        });
        lines.collect()
    }

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
        let pairs = self.members.iter().map(Pair::compared);
        let as_set = format!("the {thing} is as the call has set it");
        let as_set = self.unless_uncompared(&quote!(satisfied(#as_set)));
        quote! {
            #part
            let members = Members::default() #(#pairs)*;
            if let Some(differing) = members.differing() {
                return pending(format!("not as the call has set it: {differing}"));
            }
            #as_set
        }
    }

    /// What is not compared may not be said to be confirmed.
    fn unless_uncompared(&self, satisfied: &TokenStream) -> TokenStream {
        let set: Vec<_> = self
            .uncompared
            .iter()
            .filter(|it| it.why.is_set())
            .collect();
        if set.is_empty() {
            return satisfied.clone();
        }
        // Naming what is deprecated is no mistake here.
        let allowed = set.iter().any(|it| it.is_deprecated);
        let allowed = allowed.then(|| quote!(#[allow(deprecated)]));
        let given = set.iter().map(|it| {
            let (name, member) = (it.name, field(it.name));
            quote!((#name, input.#member.is_some()))
        });
        quote! {
            #allowed
            let uncompared = [#(#given),*];
            match uncompared.iter().find(|(_, is_given)| *is_given) {
                Some((member, _)) => unverifiable(format!("`{member}` is not compared")),
                None => #satisfied,
            }
        }
    }
}

impl Pair<'_> {
    /// Compares the member as it was given with what is shown of it.
    fn compared(&self) -> TokenStream {
        let (name, given, seen) = (self.given, field(self.given), field(self.seen));
        match self.comparison {
            Comparison::Comparable => {
                quote!(.set(#name, input.#given.as_ref(), shown(&seen.#seen)))
            }
            Comparison::Items => {
                quote!(.set(#name, input.#given.as_deref(), shown(&seen.#seen).map(Vec::as_slice)))
            }
            Comparison::Equal => quote! {
                .compared_by(
                    PartialEq::eq, input.#given.is_some(), #name, input.#given.as_ref(), shown(&seen.#seen),
                )
            },
        }
    }
}

/// The functions that are called.
pub(in crate::draft) fn functions(calls: &[&str]) -> TokenStream {
    let called = [(OPTION, option()), (SHOWN, shown())];
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

fn shown() -> TokenStream {
    quote! {
        /// What is shown of a member. What the model requires, the SDK may have without an `Option`.
        fn shown<'a, T>(member: impl Into<Option<&'a T>>) -> Option<&'a T> {
            member.into()
        }
    }
}
