//! A resource: what names it, and which operation does what with it.

use indexmap::IndexMap;

use super::{ServiceShape, ShapeId};

/// A resource.
#[derive(Debug)]
pub(crate) struct ResourceShape {
    /// All operations and resources that are bound to it, those of its lifecycle included.
    pub(crate) binds: ServiceShape,
    /// The shapes of what names it, those of the resource that it belongs to included.
    pub(crate) identifiers: IndexMap<String, ShapeId>,
    /// The shapes of what it is said to consist of; most models say nothing of it.
    pub(crate) properties: IndexMap<String, ShapeId>,
    pub(crate) lifecycle: Lifecycle,
}

/// The operations of a resource that have a meaning.
#[derive(Debug, Default)]
pub(crate) struct Lifecycle {
    pub(crate) create: Option<ShapeId>,
    pub(crate) put: Option<ShapeId>,
    pub(crate) read: Option<ShapeId>,
    pub(crate) update: Option<ShapeId>,
    pub(crate) delete: Option<ShapeId>,
    pub(crate) list: Option<ShapeId>,
}
