//! Checks that tags are listed, or not any more.

#[cfg(test)]
mod tests;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::checks::{Drafted, Drafter, call, field, is_required};
use crate::emit::idents::ident;
use crate::model::{Member, OperationShape, ShapeKind, Traits};
use crate::names;
use crate::traits::{PAGINATED, SENSITIVE, SPARSE};

/// What a mutation does to tags.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Add,
    Remove,
}

/// First words of the names of mutations of tags; what follows is the thing.
const MUTATIONS: &[(&str, Change)] = &[
    ("Tag", Change::Add),
    ("AddTagsTo", Change::Add),
    ("Untag", Change::Remove),
    ("RemoveTagsFrom", Change::Remove),
];
/// What stands before and after the thing in the names of the reads of its tags.
const READS: &[(&str, &str)] = &[("ListTagsFor", ""), ("ListTagsOf", ""), ("List", "Tags")];
/// The reads of the tags of anything.
const READS_OF_ANYTHING: &[&str] = &[
    "ListTagsForResource",
    "ListTagsOfResource",
    "ListResourceTags",
    "ListTags",
];
/// What members are called that have tags, and their keys, in lower case.
const TAGS: &[&str] = &["tags", "taglist", "resourcetags"];
const KEYS: &[&str] = &["tagkeys", "tagkeylist"];
/// What members of a tag are called.
const KEY: &[&str] = &["key", "tagkey"];
const VALUE: &[&str] = &["value", "tagvalue"];

impl<'a> Drafter<'a> {
    /// A check of each mutation of tags that are listed by a read.
    pub(super) fn tags(&self) -> Vec<Drafted> {
        let mut functions = Vec::new();
        let drafted = self.operations.iter().filter_map(|(name, operation, _)| {
            let (change, thing) = changed(name)?;
            let mut function = function(change, thing);
            if functions.contains(&function) {
                function = format_ident!("{}_{function}", names::snake(name));
            }
            let of_thing = READS
                .iter()
                .map(|(before, after)| format!("{before}{thing}{after}"));
            let of_anything = READS_OF_ANYTHING.iter().map(|&read| read.to_owned());
            let mut reads = of_thing
                .chain(of_anything)
                .filter_map(|read| self.operation(&read));
            let body = reads.find_map(|read| {
                let body = self.tags_by(change, operation, read)?;
                Some((read.0, body))
            });
            let (read, body) = body?;
            functions.push(function.clone());
            let about = match change {
                Change::Add => " Each given tag is listed.",
                Change::Remove => " None of the given keys is listed.",
            };
            Some(self.drafted(name, read, about, &function, &body))
        });
        drafted.collect()
    }

    fn tags_by(
        &self,
        change: Change,
        operation: &'a OperationShape,
        (read, by, traits): (&'a str, &'a OperationShape, &'a Traits),
    ) -> Option<TokenStream> {
        let ids = self.names_passed(operation, by)?;
        (!ids.is_empty()).then_some(())?;
        let of = |it: &'a Option<crate::model::Reference>| it.as_ref().map(|it| &*it.target);
        let (input, output) = (of(&operation.input), of(&by.output));
        let (name, member) = self.called(output, TAGS)?;
        let listed = Tags {
            method: field(name),
            form: self.form(&member.target)?,
            is_optional: !is_required(member),
        };
        let verdict = match change {
            Change::Add => {
                let (name, member) = self.called(input, TAGS)?;
                let given = Tags {
                    method: field(name),
                    form: self.form(&member.target)?,
                    is_optional: true,
                };
                let given = given.pairs(&quote!(input));
                quote! {
                    let given = #given;
                    tags_are_listed(given, &listed)
                }
            }
            Change::Remove => {
                let (name, member) = self.called(input, KEYS)?;
                self.is_list_of_texts(&member.target).then_some(())?;
                let keys = field(name);
                quote!(tags_are_not_listed(input.#keys(), &listed))
            }
        };
        let listed = self.listed(call(read, &ids), &listed, by, traits)?;
        Some(quote!(#listed #verdict))
    }

    /// The statements that read the tags, over all pages if they come in pages.
    fn listed(
        &self,
        call: TokenStream,
        tags: &Tags,
        by: &OperationShape,
        traits: &Traits,
    ) -> Option<TokenStream> {
        if !traits.contains_key(PAGINATED) && !self.may_have_pages(by) {
            let pairs = tags.pairs(&quote!(seen));
            return Some(quote! {
                let seen = #call.send().await?;
                let listed: Vec<(&str, &str)> = #pairs.collect();
            });
        }
        let (asked, answered) = self.page_tokens(by, traits)?;
        let set = ident(&names::set(&names::snake(&asked)));
        let next = field(&answered);
        let pairs = tags.pairs(&quote!(page));
        Some(quote! {
            let pages = all_pages(|token| #call.#set(token).send(), |page| page.#next()).await?;
            let listed: Vec<(&str, &str)> = pages.iter().flat_map(|page| #pairs).collect();
        })
    }

    /// The members for the token of a page, in the input and in the output of a read.
    fn page_tokens(&self, by: &OperationShape, traits: &Traits) -> Option<(String, String)> {
        let named = |key: &str| {
            let name = traits.get(PAGINATED)?.get(key)?.as_str()?;
            Some(name.to_owned())
        };
        let (input, output) = (by.input.as_ref()?, by.output.as_ref()?);
        let text = |structure: &str, name: &str| {
            let mut members = self.members(Some(structure))?;
            let (name, member) = members.find(|(it, _)| it.eq_ignore_ascii_case(name))?;
            self.is_text(&member.target).then(|| name.clone())
        };
        let asked = named("inputToken").unwrap_or_else(|| "nextToken".to_owned());
        let answered = named("outputToken").unwrap_or_else(|| "nextToken".to_owned());
        Some((
            text(&input.target, &asked)?,
            text(&output.target, &answered)?,
        ))
    }

    fn may_have_pages(&self, by: &OperationShape) -> bool {
        let structures = [&by.input, &by.output].into_iter().flatten();
        let mut members = structures
            .filter_map(|it| self.members(Some(&it.target)))
            .flatten();
        members.any(|(name, _)| {
            let name = name.to_lowercase();
            name == "nexttoken" || name.ends_with("marker")
        })
    }

    /// The first member of a structure that is called by one of the names, in any case.
    fn called(&self, structure: Option<&str>, names: &[&str]) -> Option<(&'a String, &'a Member)> {
        let mut members = self.members(structure)?;
        members.find(|(name, _)| names.contains(&&*name.to_lowercase()))
    }

    fn is_list_of_texts(&self, id: &str) -> bool {
        let shape = self.model.shapes.get(id);
        shape.is_some_and(|it| match &it.kind {
            ShapeKind::List { member } => self.is_text(&member.target),
            _ => false,
        })
    }

    fn form(&self, id: &str) -> Option<Form> {
        let shape = self.model.shapes.get(id)?;
        match &shape.kind {
            ShapeKind::Map { key, value } => {
                let are_texts = self.is_text(&key.target) && self.is_text(&value.target);
                let is_plain = !shape.traits.contains_key(SPARSE) && !self.is_secret(&key.target);
                (are_texts && is_plain).then_some(Form::Map)
            }
            ShapeKind::List { member } => {
                let (key, of_key) = self.called(Some(&member.target), KEY)?;
                let (value, of_value) = self.called(Some(&member.target), VALUE)?;
                let are_texts = self.is_text(&of_key.target) && self.is_text(&of_value.target);
                let is_secret = of_key.traits.contains_key(SENSITIVE);
                (are_texts && !is_secret && !self.is_secret(&of_key.target)).then(|| Form::List {
                    key: field(key),
                    has_key: is_required(of_key),
                    value: field(value),
                    has_value: is_required(of_value),
                })
            }
            _ => None,
        }
    }

    /// Whether the words of a verdict, which have the keys of tags, may not have it.
    fn is_secret(&self, id: &str) -> bool {
        let shape = self.model.shapes.get(id);
        shape.is_some_and(|it| it.traits.contains_key(SENSITIVE))
    }
}

/// What a mutation does to tags, and of what, by its name.
fn changed(name: &str) -> Option<(Change, &str)> {
    let mut mutations = MUTATIONS.iter();
    mutations.find_map(|(first, change)| {
        let thing = name.strip_prefix(first)?;
        let is_word = thing.starts_with(char::is_uppercase);
        is_word.then_some((*change, thing))
    })
}

fn function(change: Change, thing: &str) -> Ident {
    let thing = names::snake(thing);
    match change {
        Change::Add => format_ident!("{thing}_tags_are_listed"),
        Change::Remove => format_ident!("{thing}_tags_are_gone"),
    }
}

/// In which form a service has tags.
enum Form {
    Map,
    List {
        key: Ident,
        has_key: bool,
        value: Ident,
        has_value: bool,
    },
}

/// The tags in an input or an output.
struct Tags {
    method: Ident,
    form: Form,
    /// Whether the SDK has them as an `Option`. Of lists it never does.
    is_optional: bool,
}

impl Tags {
    /// An iterator of the keys and values of the tags that `of` has. A tag without a value has an empty one.
    fn pairs(&self, of: &TokenStream) -> TokenStream {
        let tags = &self.method;
        match &self.form {
            Form::Map => {
                let tags = match self.is_optional {
                    true => quote!(#of.#tags().into_iter().flatten()),
                    false => quote!(#of.#tags().iter()),
                };
                quote!(#tags.map(|(key, value)| (key.as_str(), value.as_str())))
            }
            Form::List {
                key,
                has_key,
                value,
                has_value,
            } => {
                let value = match has_value {
                    true => quote!(tag.#value()),
                    false => quote!(tag.#value().unwrap_or_default()),
                };
                match has_key {
                    true => quote!(#of.#tags().iter().map(|tag| (tag.#key(), #value))),
                    false => {
                        quote!(#of.#tags().iter().filter_map(|tag| Some((tag.#key()?, #value))))
                    }
                }
            }
        }
    }
}
