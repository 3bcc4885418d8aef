//! What a read shows of what a call has set.

use super::identified::{Identified, Origin};
use super::mutation::{Mutation, is_deprecated, is_state};
use crate::draft::checks::{Drafter, is_required, is_token};
use crate::model::{Member, Shape, ShapeKind};
use crate::names;
use crate::traits::{ENUM, NOT_PROPERTY, PROPERTY, SENSITIVE, STREAMING};

/// What is compared.
pub(super) struct Compared<'a> {
    /// The structure in the read's output that the members are in, if they are in one.
    pub(super) part: Option<&'a str>,
    pub(super) members: Vec<Pair<'a>>,
    pub(super) uncompared: Vec<Uncompared<'a>>,
}

/// A property in the input and in what is read.
pub(super) struct Pair<'a> {
    pub(super) given: &'a str,
    pub(super) seen: &'a str,
    pub(super) comparison: Comparison,
}

/// A member of the input that is not compared.
pub(super) struct Uncompared<'a> {
    pub(super) name: &'a str,
    pub(super) why: Why,
    pub(super) is_deprecated: bool,
    is_required: bool,
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// As the runtime compares what is `Comparable`.
    Comparable,
    /// In whatever order.
    Items,
    /// As what is equal or not.
    Equal,
}

/// Why a member is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Completed,
    Hidden,
    NotShown,
    OtherType,
    Tags,
    State,
    NoProperty,
}

impl Why {
    pub(super) const ALL: [Self; 7] = [
        Self::Completed,
        Self::Hidden,
        Self::NotShown,
        Self::OtherType,
        Self::Tags,
        Self::State,
        Self::NoProperty,
    ];

    /// What follows "for".
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Completed => "the service may complete it",
            Self::Hidden => "it is a secret or a stream",
            Self::NotShown => "the read does not show it",
            Self::OtherType => "the read shows it in another form",
            Self::Tags => "services add tags of their own",
            Self::State => "it says which state the call expects",
            Self::NoProperty => "it is no property of the resource",
        }
    }

    /// Whether it says what the resource is to be.
    pub(super) fn is_set(self) -> bool {
        !matches!(self, Self::State | Self::NoProperty)
    }
}

impl Compared<'_> {
    fn has_completed(&self) -> bool {
        self.uncompared.iter().any(|it| it.why == Why::Completed)
    }
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
        let is_shown = |it: &Compared<'_>| !it.members.is_empty() || it.has_completed();
        let compared = match nested {
            Some(nested) if whole.members.is_empty() && is_shown(&nested) => nested,
            _ => whole,
        };
        if compared.members.is_empty() {
            let nothing = match compared.has_completed() {
                true => "shows only structures of what the call sets, which a service may complete",
                false => "shows nothing of what the call sets",
            };
            return Err(nothing.to_owned());
        }
        let mut needed = compared.uncompared.iter();
        match needed.find(|it| it.is_required && it.why.is_set()) {
            Some(Uncompared { name, why, .. }) => Err(format!(
                "`{name}`, which each call sets, cannot be compared: {}",
                why.words()
            )),
            None => Ok(compared),
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
        let names = |name: &str| {
            let mut identified = identified.iter();
            identified.any(|it| matches!(it.by, Origin::Input(by) if by == name))
        };
        let given = self.members(input).into_iter().flatten();
        let (mut members, mut uncompared) = (Vec::new(), Vec::new());
        for (name, member) in given.filter(|(name, member)| !names(name) && !is_token(member)) {
            match self.pair(mutation, name, member, seen) {
                Ok(pair) => members.push(pair),
                Err(why) => uncompared.push(Uncompared {
                    name,
                    why,
                    is_deprecated: is_deprecated(&member.traits),
                    is_required: is_required(member),
                }),
            }
        }
        Compared {
            part,
            members,
            uncompared,
        }
    }

    /// The member, with what shows it in the structure `seen`.
    fn pair(
        &self,
        mutation: &Mutation<'a>,
        name: &'a str,
        member: &'a Member,
        seen: Option<&'a str>,
    ) -> Result<Pair<'a>, Why> {
        if is_state(name) || self.expects_version(mutation, name) {
            return Err(Why::State);
        }
        let property = property(name, member);
        let properties = &mutation.resource_shape.properties;
        let is_property = properties.is_empty() || properties.contains_key(property);
        if !is_property || member.traits.contains_key(NOT_PROPERTY) {
            return Err(Why::NoProperty);
        }
        if names::snake(name) == "tags" {
            return Err(Why::Tags);
        }
        if is_hidden(member) {
            return Err(Why::Hidden);
        }
        let mut of_seen = self.members(seen).into_iter().flatten();
        let same = of_seen.find(|(name, it)| self::property(name, it) == property);
        let (seen, of_seen) = same.ok_or(Why::NotShown)?;
        if is_hidden(of_seen) {
            return Err(Why::Hidden);
        }
        // Code that names what is deprecated is warned of.
        if [member, of_seen].iter().any(|it| is_deprecated(&it.traits)) {
            return Err(Why::NotShown);
        }
        if !self.is_same(&member.target, &of_seen.target) {
            return Err(Why::OtherType);
        }
        let comparison = self.comparison(&member.target)?;
        Ok(Pair {
            given: name,
            seen,
            comparison,
        })
    }

    /// How values of the shape are compared.
    fn comparison(&self, id: &str) -> Result<Comparison, Why> {
        let equal = match self.plain(id) {
            Some("Float" | "Double") | None => Comparison::Equal,
            Some(_) => Comparison::Comparable,
        };
        let Some(shape) = self.model.shapes.get(id) else {
            // Those of Smithy itself.
            return match id {
                "smithy.api#Document" | "smithy.api#Timestamp" => Err(Why::Completed),
                _ => Ok(equal),
            };
        };
        if shape.traits.contains_key(SENSITIVE) || shape.traits.contains_key(STREAMING) {
            return Err(Why::Hidden);
        }
        let is_one = |id: &str| {
            let comparison = self.comparison(id);
            comparison.is_ok_and(|it| it != Comparison::Items && !self.is_map(id))
        };
        let is_float = |id: &str| matches!(self.plain(id), Some("Float" | "Double"));
        match &shape.kind {
            ShapeKind::List { member } | ShapeKind::Set { member }
                if is_one(&member.target) && !is_float(&member.target) =>
            {
                Ok(Comparison::Items)
            }
            ShapeKind::Map { key, value } if is_one(&value.target) => {
                Ok(match self.plain(&key.target) {
                    Some("String") => Comparison::Comparable,
                    _ => Comparison::Equal,
                })
            }
            // The service may keep it in less detail.
            ShapeKind::Timestamp
            | ShapeKind::Document
            | ShapeKind::List { .. }
            | ShapeKind::Set { .. }
            | ShapeKind::Map { .. }
            | ShapeKind::Structure(_)
            | ShapeKind::Union(_) => Err(Why::Completed),
            _ => Ok(equal),
        }
    }

    fn is_map(&self, id: &str) -> bool {
        let shape = self.model.shapes.get(id);
        shape.is_some_and(|it| matches!(it.kind, ShapeKind::Map { .. }))
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

/// Whether its value is not to be looked at.
fn is_hidden(member: &Member) -> bool {
    let hidden = [SENSITIVE, STREAMING];
    hidden.iter().any(|it| member.traits.contains_key(*it))
}
