//! The Smithy 2.0 JSON AST, as far as a client needs it. Knows no Rust.

mod parse;

use indexmap::IndexMap;

use crate::error::Error;
use crate::names::local_name;
use crate::sdk::Sdk;

pub(crate) use crate::ast::Traits;
pub(crate) use parse::parse;

pub(crate) type ShapeId = String;

/// A parsed model. Every shape that is named in it is in it.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) file: String,
    /// The file of the overlay that has been applied, if there is one.
    pub(crate) overlay: Option<String>,
    /// The SDK crate that has decided what is in it, if one has.
    pub(crate) sdk: Option<Sdk>,
    /// The operations that the SDK crate does not have.
    pub(crate) left_out: Vec<ShapeId>,
    pub(crate) shapes: IndexMap<ShapeId, Shape>,
}

#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) kind: ShapeKind,
    pub(crate) traits: Traits,
}

#[derive(Debug)]
pub(crate) enum ShapeKind {
    Structure(Members),
    Union(Members),
    List {
        member: Member,
    },
    /// Smithy 1's set: a list of unique items.
    Set {
        member: Member,
    },
    Map {
        key: Member,
        value: Member,
    },
    /// With its values.
    Enum(Vec<String>),
    IntEnum,
    String,
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Blob,
    Timestamp,
    Document,
    Operation(OperationShape),
    Service(ServiceShape),
    Resource(ResourceShape),
}

#[derive(Debug)]
pub(crate) struct Members {
    pub(crate) members: IndexMap<String, Member>,
}

#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) target: ShapeId,
    pub(crate) traits: Traits,
}

#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) target: ShapeId,
}

#[derive(Debug)]
pub(crate) struct OperationShape {
    pub(crate) input: Option<Reference>,
    pub(crate) output: Option<Reference>,
    pub(crate) errors: Vec<Reference>,
}

/// A service, or what a resource binds, which does so in the same ways and in some more.
#[derive(Debug)]
pub(crate) struct ServiceShape {
    /// Those that every operation may have.
    pub(crate) errors: Vec<Reference>,
    /// In whatever way they are bound.
    operations: Vec<Reference>,
    resources: Vec<Reference>,
}

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

impl ShapeKind {
    /// The shapes that a value of this one contains.
    pub(crate) fn targets(&self) -> Vec<&ShapeId> {
        match self {
            Self::Structure(it) | Self::Union(it) => {
                it.members.values().map(|member| &member.target).collect()
            }
            Self::List { member } | Self::Set { member } => vec![&member.target],
            Self::Map { key, value } => vec![&key.target, &value.target],
            _ => Vec::new(),
        }
    }
}

impl Model {
    pub(crate) fn error(&self, shape: &str, message: impl Into<String>) -> Error {
        Error::on(&self.file, shape, message)
    }

    /// An error in what the overlay says of a shape.
    pub(crate) fn overlay_error(&self, shape: &str, message: impl Into<String>) -> Error {
        // Without an overlay, the model itself has what is wrong.
        let file = self.overlay.as_deref().unwrap_or(&self.file);
        Error::on(file, shape, message)
    }

    /// The one service of the model.
    pub(crate) fn service(&self) -> Result<(&ShapeId, &Shape, &ServiceShape), Error> {
        let mut services = self
            .shapes
            .iter()
            .filter_map(|(id, shape)| match &shape.kind {
                ShapeKind::Service(service) => Some((id, shape, service)),
                _ => None,
            });
        match (services.next(), services.next()) {
            (Some(service), None) => Ok(service),
            (None, _) => Err(Error::new(&self.file, "has no service shape")),
            (Some(_), Some(_)) => Err(Error::new(&self.file, "has more than one service shape")),
        }
    }

    /// Takes operations out of the service, and out of its resources.
    pub(crate) fn leave_out_operations(&mut self, ids: Vec<ShapeId>) {
        for shape in self.shapes.values_mut() {
            let service = match &mut shape.kind {
                ShapeKind::Service(service) => service,
                ShapeKind::Resource(resource) => &mut resource.binds,
                _ => continue,
            };
            service.operations.retain(|it| !ids.contains(&it.target));
        }
        self.left_out = ids;
    }

    /// Whether the SDK crate does not have the operation `name`: its name, if so.
    pub(crate) fn sdk_without(&self, name: &str) -> Option<&str> {
        let mut left_out = self.left_out.iter();
        left_out.find(|id| local_name(id) == name)?;
        self.sdk.as_ref().map(|sdk| &*sdk.name)
    }

    /// What the operations are called.
    pub(crate) fn operation_names(&self) -> Vec<&str> {
        let shapes = self.shapes.iter();
        let operations = shapes.filter(|(_, it)| matches!(it.kind, ShapeKind::Operation(_)));
        operations.map(|(id, _)| local_name(id)).collect()
    }

    /// The operations of a service, those of its resources included, by id.
    pub(crate) fn operations<'a>(&'a self, service: &'a ServiceShape) -> Vec<&'a ShapeId> {
        let mut ids = Vec::new();
        let mut seen = Vec::new();
        self.collect_operations(service, &mut ids, &mut seen);
        ids.sort();
        ids.dedup();
        ids
    }

    fn collect_operations<'a>(
        &'a self,
        service: &'a ServiceShape,
        ids: &mut Vec<&'a ShapeId>,
        seen: &mut Vec<&'a ShapeId>,
    ) {
        ids.extend(service.operations.iter().map(|it| &it.target));
        for Reference { target } in &service.resources {
            let resource = self.shapes.get(target).map(|shape| &shape.kind);
            // A resource that contains itself is no reason to run for ever.
            if let Some(ShapeKind::Resource(resource)) = resource
                && !seen.contains(&target)
            {
                seen.push(target);
                self.collect_operations(&resource.binds, ids, seen);
            }
        }
    }
}
