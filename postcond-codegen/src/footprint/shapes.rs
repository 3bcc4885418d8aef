//! What the model says of the shapes that a path leads to.

use super::{Leaf, Resolver};
use crate::ir::Container;
use crate::model::{Member, Reference, ShapeKind};
use crate::traits::{ENUM, REQUIRED, SECRET, STREAMING};

impl Resolver<'_> {
    /// Whether the path goes through a stream, which can only be a member of the input or output itself.
    pub(super) fn is_stream(&self, start: &Option<Reference>, path: &str) -> bool {
        let name = path.split('.').next().unwrap_or_default();
        let shape = start.as_ref().map(|it| &*it.target);
        let Some(Ok(member)) = shape.map(|shape| self.member(shape, name)) else {
            return false;
        };
        let target = self.model.shapes.get(&member.target);
        let of_target = target.is_some_and(|it| it.traits.contains_key(STREAMING));
        of_target || member.traits.contains_key(STREAMING)
    }

    /// Whether the SDK always has the member. What an answer leaves out it fills in with nothing: of a structure there
    /// is no such thing.
    pub(super) fn is_always_there(&self, member: &Member) -> bool {
        member.traits.contains_key(REQUIRED) && !self.is_structure(&member.target)
    }

    fn is_structure(&self, id: &str) -> bool {
        let kind = self.model.shapes.get(id).map(|shape| &shape.kind);
        matches!(kind, Some(ShapeKind::Structure(_) | ShapeKind::Union(_)))
    }

    pub(super) fn is_enumeration(&self, id: &str) -> bool {
        self.model.shapes.get(id).is_some_and(|shape| {
            let is_of_smithy_1 = shape.traits.contains_key(ENUM);
            matches!(shape.kind, ShapeKind::Enum(_)) || is_of_smithy_1
        })
    }

    pub(super) fn container(&self, id: &str) -> Option<(Container, &str)> {
        match &self.model.shapes.get(id)?.kind {
            ShapeKind::List { member } | ShapeKind::Set { member } => {
                Some((Container::List, &member.target))
            }
            ShapeKind::Map { key, .. } => Some((Container::Map, &key.target)),
            _ => None,
        }
    }

    pub(super) fn check_leaf(&self, id: &str, leaf: Leaf) -> Result<(), String> {
        let shape = self.model.shapes.get(id);
        let is_secret = shape.is_some_and(|shape| shape.traits.contains_key(SECRET));
        let kind = shape.map(|shape| &shape.kind);
        // The text of an enumeration is its value.
        let is_text = id == "smithy.api#String"
            || matches!(kind, Some(ShapeKind::String | ShapeKind::Enum(_)));
        let is_boolean = matches!(id, "smithy.api#Boolean" | "smithy.api#PrimitiveBoolean")
            || matches!(kind, Some(ShapeKind::Boolean));
        let why = match leaf {
            _ if is_secret => "is a secret",
            Leaf::Text if !is_text => "is no text",
            Leaf::Enumeration if !self.is_enumeration(id) => "is no enumeration",
            Leaf::Switch if !is_boolean => "is no boolean",
            Leaf::Text | Leaf::Enumeration | Leaf::Switch | Leaf::Member => return Ok(()),
        };
        Err(format!(", which {why}"))
    }
}
