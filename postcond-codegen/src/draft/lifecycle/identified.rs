//! By which names a resource is read, and where they come from.

use serde_json::Value;

use super::mutation::{Mutation, Phase, is_deprecated, is_state};
use crate::draft::checks::{Drafter, is_token, names_a_thing};
use crate::model::{Member, ShapeKind};
use crate::traits::{NESTED_PROPERTIES, REQUIRED, RESOURCE_IDENTIFIER};

/// A member of the read's input, and what it is set to.
pub(super) struct Identified<'a> {
    pub(super) asked: &'a str,
    pub(super) by: Origin<'a>,
}

/// Where an identifier comes from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// A member of the mutation's input.
    Input(&'a str),
    /// A member of its output.
    Output(&'a str),
    /// A member of a structure in its output.
    Part(&'a str, &'a str),
}

impl<'a> Drafter<'a> {
    /// What the read is to be asked for: the resource's identifiers, and what else it needs.
    pub(super) fn identified(
        &self,
        mutation: &Mutation<'a>,
    ) -> Result<Vec<Identified<'a>>, String> {
        let asked = mutation.read_shape.input.as_ref().map(|it| &*it.target);
        let mut identified = Vec::new();
        for (name, member) in self.members(asked).into_iter().flatten() {
            let needed = member.traits.contains_key(REQUIRED);
            let identifier = self.identifier(mutation, name, member);
            let by = match identifier {
                Some((identifier, target)) => self.origin(mutation, identifier, target),
                // What is left out of a resource's identifiers may be needed all the same, as the group of a
                // schedule: without it, another one is read.
                None if needed || names_a_part(name) => self.given(mutation, name, &member.target),
                None => continue,
            };
            match by {
                Some(Origin::Input(by)) if needed && self.may_lack(mutation, by) => {
                    return Err(format!("the call may leave out its `{name}`"));
                }
                Some(by) => identified.push(Identified { asked: name, by }),
                None if needed => return Err(not_shown(mutation, name)),
                None => {}
            }
        }
        if identified.is_empty() {
            return Err("it is not asked for anything that the call names".to_owned());
        }
        match self.unasked(mutation, &identified) {
            Some(name) => Err(format!(
                "it does not take the `{name}` that the call may have"
            )),
            None => Ok(identified),
        }
    }

    /// Whether the call may leave out the member.
    fn may_lack(&self, mutation: &Mutation<'a>, member: &str) -> bool {
        !self.needs(mutation.shape, member)
    }

    /// What a deletion names besides: it may take away a part of the resource, which is still found.
    fn unasked(&self, mutation: &Mutation<'a>, identified: &[Identified<'a>]) -> Option<&'a str> {
        if mutation.phase != Phase::Delete {
            return None;
        }
        let input = mutation.shape.input.as_ref().map(|it| &*it.target);
        let mut given = self.members(input).into_iter().flatten();
        let is_asked = |name: &str| {
            let mut by = identified.iter().map(|it| it.by);
            by.any(|by| matches!(by, Origin::Input(member) if member == name))
        };
        let unasked =
            given.find(|(name, member)| names_a_part(name) && !is_token(member) && !is_asked(name));
        unasked.map(|(name, _)| name.as_str())
    }

    /// The identifier that a member is bound to, and its shape: by a trait, or by its name.
    fn identifier(
        &self,
        mutation: &Mutation<'a>,
        name: &'a str,
        member: &'a Member,
    ) -> Option<(&'a str, &'a str)> {
        let bound = member.traits.get(RESOURCE_IDENTIFIER);
        let bound = bound.and_then(Value::as_str);
        let identifiers = &mutation.resource_shape.identifiers;
        let (name, target) = identifiers.get_key_value(bound.unwrap_or(name))?;
        Some((name, target))
    }

    /// Where the mutation has the identifier. What the service has decided on is in the output.
    fn origin(
        &self,
        mutation: &Mutation<'a>,
        identifier: &'a str,
        target: &str,
    ) -> Option<Origin<'a>> {
        let of = |it: &'a Option<crate::model::Reference>| it.as_ref().map(|it| &*it.target);
        let input = || {
            let bound = self.bound_to(of(&mutation.shape.input), identifier, target);
            bound.map(Origin::Input)
        };
        if mutation.phase != Phase::Create {
            return input();
        }
        let output = of(&mutation.shape.output);
        let bound = self.bound_to(output, identifier, target);
        let part = || {
            let (part, structure) = self.part(output)?;
            let bound = self.bound_to(Some(structure), identifier, target)?;
            Some(Origin::Part(part, bound))
        };
        bound.map(Origin::Output).or_else(part).or_else(input)
    }

    /// The member of the structure that is bound to the identifier.
    fn bound_to(
        &self,
        structure: Option<&'a str>,
        identifier: &str,
        target: &str,
    ) -> Option<&'a str> {
        let members: Vec<_> = self.members(structure)?.collect();
        let is_usable = |member: &Member| {
            self.is_same(&member.target, target) && !is_deprecated(&member.traits)
        };
        let by_trait = members.iter().find(|(_, member)| {
            let bound = member.traits.get(RESOURCE_IDENTIFIER);
            bound.and_then(Value::as_str) == Some(identifier) && is_usable(member)
        });
        let by_name = || {
            let mut members = members.iter();
            members.find(|(name, member)| *name == identifier && is_usable(member))
        };
        by_trait.or_else(by_name).map(|(name, _)| name.as_str())
    }

    /// What the read needs and does not identify the resource, from the mutation's input.
    fn given(&self, mutation: &Mutation<'a>, name: &str, target: &str) -> Option<Origin<'a>> {
        let input = mutation.shape.input.as_ref().map(|it| &*it.target);
        self.bound_to(input, name, target).map(Origin::Input)
    }

    /// The one structure in a structure that the resource is in, and its shape.
    pub(super) fn part(&self, structure: Option<&'a str>) -> Option<(&'a str, &'a str)> {
        let members = self.members(structure)?;
        let parts: Vec<_> = members
            .filter(|(_, member)| {
                let shape = self.model.shapes.get(&member.target);
                let is_structure =
                    shape.is_some_and(|it| matches!(it.kind, ShapeKind::Structure(_)));
                is_structure && !is_deprecated(&member.traits)
            })
            .collect();
        let nested = parts
            .iter()
            .find(|(_, member)| member.traits.contains_key(NESTED_PROPERTIES));
        let (name, member) = match (nested, &parts[..]) {
            (Some(nested), _) => nested,
            (None, [only]) => only,
            (None, _) => return None,
        };
        Some((name, &member.target))
    }
}

/// Whether the member says which thing is meant, and not in which state it is expected to be.
fn names_a_part(name: &str) -> bool {
    names_a_thing(name) && !is_state(name)
}

fn not_shown(mutation: &Mutation<'_>, name: &str) -> String {
    let place = match mutation.phase {
        Phase::Create => "neither the call nor its answer",
        _ => "the call does not",
    };
    let has = match mutation.phase {
        Phase::Create => "has",
        _ => "have",
    };
    format!("{place} {has} its `{name}`")
}
