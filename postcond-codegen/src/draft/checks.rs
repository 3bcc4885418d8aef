//! Checks to begin with, where the model shows how a change can be read back.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::idents::ident;
use crate::model::{Member, Model, OperationShape, ShapeKind, Traits};
use crate::names::{self, SdkTypes, local_name};
use crate::traits::{PAGINATED, REQUIRED};

/// Parts of the names of errors that say that something is not there.
const ABSENCES: &[&str] = &["NotFound", "DoesNotExist", "NoSuch", "NotExist"];
/// First words of the reads of one thing. The answer to a `Head` has no body that could name an error.
const READS_OF_ONE: &[&str] = &["Describe", "Get"];

/// A check that is drafted.
pub(super) struct Drafted {
    /// The mutation.
    pub(super) operation: String,
    /// What it uses, and the function.
    pub(super) source: TokenStream,
}

/// Drafts checks for a service whose client is in the module `module`.
pub(super) struct Drafter<'a> {
    pub(super) model: &'a Model,
    pub(super) module: TokenStream,
    /// Each operation, by its name.
    pub(super) operations: Vec<(&'a str, &'a OperationShape, &'a Traits)>,
}

impl<'a> Drafter<'a> {
    /// A check for each mutation that deletes what a read of one thing then does not find.
    pub(super) fn gone(&self) -> Vec<Drafted> {
        let operations = self.operations.iter();
        let drafted = operations.filter_map(|(name, operation, _)| {
            let thing = name.strip_prefix("Delete").filter(|it| !it.is_empty())?;
            let reads = READS_OF_ONE.iter().map(|verb| format!("{verb}{thing}"));
            let mut reads = reads.filter_map(|read| self.operation(&read));
            reads.find_map(|read| self.gone_by(name, thing, operation, read))
        });
        drafted.collect()
    }

    fn gone_by(
        &self,
        name: &str,
        thing: &str,
        operation: &OperationShape,
        (read, by, _): (&str, &OperationShape, &Traits),
    ) -> Option<Drafted> {
        let input = self.members(operation.input.as_ref().map(|it| &*it.target))?;
        let asked = self.members(by.input.as_ref().map(|it| &*it.target))?;
        let ids = asked.filter(|(_, member)| member.traits.contains_key(REQUIRED));
        let ids: Vec<&str> = ids.map(|(name, _)| &**name).collect();
        let input: Vec<_> = input.collect();
        let are_given = ids.iter().all(|id| {
            let mut found = input.iter().filter(|(name, _)| name == id);
            found.any(|(_, member)| self.is_text(&member.target))
        });
        let errors = by.errors.iter().map(|error| local_name(&error.target));
        let mut absences = errors.filter(|error| ABSENCES.iter().any(|it| error.contains(it)));
        let (Some(absence), None) = (absences.next(), absences.next()) else {
            return None;
        };
        if ids.is_empty() || !are_given {
            return None;
        }
        let call = call(read, &ids);
        let error = format_ident!("{read}Error");
        let read_module = ident(&names::module(&names::snake(read)));
        let is_absent = format_ident!("is_{}", names::snake(absence));
        let words = names::snake(thing).replace('_', " ");
        let body = quote! {
            let read = #call.send().await;
            match read.absent_if(sdk::operation::#read_module::#error::#is_absent)? {
                Some(_) => pending("it is still there"),
                None => satisfied("it is not found"),
            }
        };
        let about = format!(" The {words} is not found any more.");
        let function = format_ident!("{}_is_gone", names::snake(thing));
        Some(self.drafted(name, read, &about, &function, &body))
    }

    /// A check of each mutation of tags that are listed by one read.
    pub(super) fn tags(&self) -> Vec<Drafted> {
        let drafted = ["TagResource", "UntagResource"].map(|name| {
            let (_, operation, _) = self.operation(name)?;
            let (read, by, traits) = self.operation("ListTagsForResource")?;
            // Where the tags come in pages, one answer does not say that there is none.
            let is_whole = !traits.contains_key(PAGINATED);
            let is_whole = is_whole && !self.has_token(by);
            is_whole.then(|| self.tags_by(name, operation, read, by))?
        });
        drafted.into_iter().flatten().collect()
    }

    fn tags_by(
        &self,
        name: &str,
        operation: &OperationShape,
        read: &str,
        by: &OperationShape,
    ) -> Option<Drafted> {
        let given: Vec<_> = self
            .members(operation.input.as_ref().map(|it| &*it.target))?
            .collect();
        let mut asked = self.members(by.input.as_ref().map(|it| &*it.target))?;
        let (id, _) = asked.find(|(_, member)| member.traits.contains_key(REQUIRED))?;
        let has = |name: &str| given.iter().find(|(given, _)| *given == name);
        has(id)?;
        let (listed, tags) = self
            .members(by.output.as_ref().map(|it| &*it.target))?
            .find(|(name, _)| name.eq_ignore_ascii_case("tags"))?;
        let kind = self.tags_kind(&tags.target)?;
        let listed = Listed {
            method: ident(&names::method(&names::member(listed))),
            is_required: tags.traits.contains_key(REQUIRED),
        };
        let (about, function, wrong) = match name {
            "TagResource" => {
                let (given, member) = given_as(&given, "tags")?;
                (member.target == tags.target).then_some(())?;
                let verdict = kind.missing(&given, &listed);
                (" Each given tag is listed.", "tags_are_listed", verdict)
            }
            _ => {
                let (given, _) = given_as(&given, "tagKeys")?;
                let verdict = kind.left(&given, &listed);
                let about = " None of the given keys is listed.";
                (about, "tags_are_gone", verdict)
            }
        };
        let call = call(read, &[id]);
        let body = quote! {
            let seen = #call.send().await?;
            #wrong
        };
        let function = format_ident!("{function}");
        Some(self.drafted(name, read, about, &function, &body))
    }

    fn drafted(
        &self,
        operation: &str,
        read: &str,
        about: &str,
        function: &Ident,
        body: &TokenStream,
    ) -> Drafted {
        let types = SdkTypes::new(operation, &names::pascal(operation));
        let (input, output) = (ident(&types.input), ident(&types.output));
        let (module, of_operation) = (
            &self.module,
            ident(&names::module(&names::snake(operation))),
        );
        let source = quote! {
            #[doc = #about]
            #[post_condition(service = #module, op = #operation, reads = [#read])]
            pub(crate) async fn #function(
                reader: &Reader,
                input: &sdk::operation::#of_operation::#input,
                _: &sdk::operation::#of_operation::#output,
            ) -> Check {
                #body
            }
        };
        Drafted {
            operation: operation.to_owned(),
            source,
        }
    }

    fn operation(&self, name: &str) -> Option<(&'a str, &'a OperationShape, &'a Traits)> {
        let mut operations = self.operations.iter();
        operations.find(|(it, ..)| *it == name).copied()
    }

    fn members(
        &self,
        structure: Option<&str>,
    ) -> Option<impl Iterator<Item = (&'a String, &'a Member)> + use<'a>> {
        match &self.model.shapes.get(structure?)?.kind {
            ShapeKind::Structure(structure) => Some(structure.members.iter()),
            _ => None,
        }
    }

    fn is_text(&self, id: &str) -> bool {
        let kind = self.model.shapes.get(id).map(|it| &it.kind);
        id == "smithy.api#String" || matches!(kind, Some(ShapeKind::String))
    }

    fn has_token(&self, operation: &OperationShape) -> bool {
        let members = self.members(operation.input.as_ref().map(|it| &*it.target));
        let mut names = members.into_iter().flatten().map(|(name, _)| name);
        names.any(|name| name.eq_ignore_ascii_case("nextToken") || name == "Marker")
    }

    fn tags_kind(&self, id: &str) -> Option<TagsKind> {
        match &self.model.shapes.get(id)?.kind {
            ShapeKind::Map { key, value } => {
                let are_texts = self.is_text(&key.target) && self.is_text(&value.target);
                are_texts.then_some(TagsKind::Map)
            }
            ShapeKind::List { member } => {
                let mut members = self.members(Some(&member.target))?;
                let (key, member) = members.find(|(name, _)| name.eq_ignore_ascii_case("key"))?;
                Some(TagsKind::List {
                    key: names::method(&names::member(key)),
                    is_required: member.traits.contains_key(REQUIRED),
                })
            }
            _ => None,
        }
    }
}

/// In which form a service has tags.
enum TagsKind {
    Map,
    List {
        /// The accessor of a tag's key.
        key: String,
        is_required: bool,
    },
}

/// The listed tags, in the output of their read.
struct Listed {
    /// Their accessor.
    method: Ident,
    is_required: bool,
}

impl Listed {
    /// Those of a map, if there are any.
    fn map(&self) -> TokenStream {
        let method = &self.method;
        match self.is_required {
            true => quote!(Some(seen.#method())),
            false => quote!(seen.#method()),
        }
    }
}

impl TagsKind {
    /// The verdict on tags that were given: they are to be listed.
    fn missing(&self, given: &Ident, listed: &Listed) -> TokenStream {
        let all = match self {
            Self::List { .. } => {
                let listed = &listed.method;
                quote!(input.#given().iter().all(|tag| seen.#listed().contains(tag)))
            }
            Self::Map => {
                let listed = listed.map();
                quote! {
                    input.#given().into_iter().flatten().all(|(key, value)| {
                        #listed.and_then(|listed| listed.get(key)) == Some(value)
                    })
                }
            }
        };
        quote! {
            match #all {
                true => satisfied("all given tags are listed"),
                false => pending("not all given tags are listed"),
            }
        }
    }

    /// The verdict on tags that were taken away: they are not to be listed.
    fn left(&self, given: &Ident, listed: &Listed) -> TokenStream {
        let any = match self {
            Self::List { key, is_required } => {
                let (key, listed) = (ident(key), &listed.method);
                let key = match is_required {
                    true => quote!(Some(tag.#key())),
                    false => quote!(tag.#key()),
                };
                quote!(seen.#listed().iter().any(|tag| {
                    input.#given().iter().any(|taken| #key == Some(taken.as_str()))
                }))
            }
            Self::Map => {
                let listed = listed.map();
                quote!(input.#given().iter().any(|key| {
                    #listed.is_some_and(|listed| listed.contains_key(key))
                }))
            }
        };
        quote! {
            match #any {
                true => pending("a tag is still listed"),
                false => satisfied("none of the tags is listed"),
            }
        }
    }
}

/// The member that a mutation is given under this name, in any case, and its accessor.
fn given_as<'a>(given: &[(&'a String, &'a Member)], name: &str) -> Option<(Ident, &'a Member)> {
    let mut given = given.iter();
    let (name, member) = given.find(|(it, _)| it.eq_ignore_ascii_case(name))?;
    Some((ident(&names::method(&names::member(name))), member))
}

/// The builder of a read of what the input names with `ids`.
fn call(read: &str, ids: &[&str]) -> TokenStream {
    let method = ident(&names::client_method(&names::method(&names::snake(read))));
    let ids = ids.iter().map(|id| {
        let set = ident(&names::set(&names::snake(id)));
        let accessor = ident(&names::method(&names::member(id)));
        quote!(.#set(input.#accessor().map(str::to_owned)))
    });
    quote!(reader.#method() #(#ids)*)
}
