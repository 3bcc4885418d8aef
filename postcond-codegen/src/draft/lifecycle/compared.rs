//! What a read shows of what a call has set.

use super::identified::{Identified, Origin};
use super::mutation::{Mutation, is_deprecated, is_state};
use crate::draft::checks::{Drafter, is_token};
use crate::model::{Member, Shape, ShapeKind};
use crate::names;
use crate::traits::{ENUM, NOT_PROPERTY, PROPERTY, SENSITIVE, STREAMING};

/// What is compared.
pub(super) struct Compared<'a> {
    /// The structure in the read's output that the members are in, if they are in one.
    pub(super) part: Option<&'a str>,
    pub(super) members: Vec<Pair<'a>>,
    /// Members that both have, and that a service may show in other words than it was told.
    pub(super) left_out: Vec<&'a str>,
}

impl Compared<'_> {
    fn is_empty(&self) -> bool {
        self.members.is_empty() && self.left_out.is_empty()
    }
}

/// A property in the input and in what is read.
pub(super) struct Pair<'a> {
    pub(super) given: &'a str,
    pub(super) seen: &'a str,
    pub(super) is_list: bool,
}

/// How the values of a shape are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    /// In whatever order.
    Items,
    /// What is not told may be filled in, and what is told may be completed.
    Open,
}

impl<'a> Drafter<'a> {
    /// The properties that both the input and the read have.
    pub(super) fn compared(
        &self,
        mutation: &Mutation<'a>,
        identified: &[Identified<'a>],
    ) -> Result<Compared<'a>, String> {
        let output = mutation.read_shape.output.as_ref().map(|it| &*it.target);
        let whole = self.pairs(mutation, identified, None, output);
        let nested = self
            .part(output)
            .map(|(part, structure)| self.pairs(mutation, identified, Some(part), Some(structure)));
        let compared = match nested {
            Some(nested) if whole.members.is_empty() && !nested.is_empty() => nested,
            _ => whole,
        };
        match (&compared.members[..], &compared.left_out[..]) {
            ([], []) => Err("shows nothing of what the call sets".to_owned()),
            ([], _) => Err(
                "shows only structures of what the call sets, which a service may complete"
                    .to_owned(),
            ),
            _ => Ok(compared),
        }
    }

    fn pairs(
        &self,
        mutation: &Mutation<'a>,
        identified: &[Identified<'a>],
        part: Option<&'a str>,
        seen: Option<&'a str>,
    ) -> Compared<'a> {
        let input = mutation.shape.input.as_ref().map(|it| &*it.target);
        let given = self.members(input).into_iter().flatten();
        let names = |name: &str| {
            let mut identified = identified.iter();
            identified.any(|it| matches!(it.by, Origin::Input(by) if by == name))
        };
        let properties = &mutation.resource_shape.properties;
        let is_property = |name: &str| properties.is_empty() || properties.contains_key(name);
        let mut compared = Compared {
            part,
            members: Vec::new(),
            left_out: Vec::new(),
        };
        for (name, member) in given.filter(|(name, member)| !names(name) && tells(name, member)) {
            let property = property(name, member);
            let mut of_seen = self.members(seen).into_iter().flatten();
            let same = of_seen.find(|(name, it)| self::property(name, it) == property);
            let Some((seen, of_seen)) = same.filter(|_| is_property(property)) else {
                continue;
            };
            if !tells(seen, of_seen) || !self.is_same(&member.target, &of_seen.target) {
                continue;
            }
            match self.comparison(&member.target) {
                Some(Comparison::Open) => compared.left_out.push(name),
                Some(comparison) => compared.members.push(Pair {
                    given: name,
                    seen,
                    is_list: comparison == Comparison::Items,
                }),
                None => {}
            }
        }
        compared
    }

    /// How values of the shape are compared; not at all if they are not to be looked at.
    fn comparison(&self, id: &str) -> Option<Comparison> {
        let Some(shape) = self.model.shapes.get(id) else {
            // Those of Smithy itself.
            let is_open = matches!(id, "smithy.api#Document" | "smithy.api#Timestamp");
            return Some(if is_open {
                Comparison::Open
            } else {
                Comparison::Equal
            });
        };
        if shape.traits.contains_key(SENSITIVE) || shape.traits.contains_key(STREAMING) {
            return None;
        }
        let is_plain = |id: &str| self.comparison(id) == Some(Comparison::Equal);
        Some(match &shape.kind {
            ShapeKind::List { member } | ShapeKind::Set { member } if is_plain(&member.target) => {
                Comparison::Items
            }
            ShapeKind::Map { value, .. } if is_plain(&value.target) => Comparison::Equal,
            // The service may keep it in less detail.
            ShapeKind::Timestamp | ShapeKind::Document => Comparison::Open,
            ShapeKind::List { .. } | ShapeKind::Set { .. } | ShapeKind::Map { .. } => {
                Comparison::Open
            }
            ShapeKind::Structure(_) | ShapeKind::Union(_) => Comparison::Open,
            _ => Comparison::Equal,
        })
    }

    /// Whether values of the two shapes are of one type.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        one == other
            || self
                .plain(one)
                .is_some_and(|kind| self.plain(other) == Some(kind))
    }

    /// What the SDK has no type of its own for.
    fn plain(&self, id: &str) -> Option<&'static str> {
        if let Some(prelude) = id.strip_prefix("smithy.api#") {
            return PLAIN.iter().find(|it| **it == prelude).copied();
        }
        let shape: &Shape = self.model.shapes.get(id)?;
        Some(match shape.kind {
            ShapeKind::String if !shape.traits.contains_key(ENUM) => "String",
            ShapeKind::Boolean => "Boolean",
            ShapeKind::Integer => "Integer",
            ShapeKind::Long => "Long",
            ShapeKind::Float => "Float",
            ShapeKind::Double => "Double",
            _ => return None,
        })
    }
}

const PLAIN: &[&str] = &["String", "Boolean", "Integer", "Long", "Float", "Double"];

/// The property that a member is.
fn property<'a>(name: &'a str, member: &'a Member) -> &'a str {
    let property = member.traits.get(PROPERTY);
    let named = property.and_then(|it| it.get("name")?.as_str());
    named.unwrap_or(name)
}

/// Whether the member says what a resource is to be, and no more than that.
fn tells(name: &str, member: &Member) -> bool {
    let traits = &member.traits;
    let is_hidden = [NOT_PROPERTY, SENSITIVE, STREAMING]
        .iter()
        .any(|it| traits.contains_key(*it));
    // Services add tags of their own.
    let is_of_all = names::snake(name) == "tags";
    !is_hidden && !is_state(name) && !is_of_all && !is_token(member) && !is_deprecated(traits)
}
