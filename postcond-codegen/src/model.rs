//! The Smithy 2.0 JSON AST, as far as a client needs it. Knows no Rust.

use std::path::PathBuf;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::error::{Collector, Error, Errors};

/// A file that a model or an overlay comes from.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Text,
}

#[derive(Clone, Debug)]
enum Text {
    File(PathBuf),
    Embedded(String),
}

impl Source {
    /// A file on disk.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self {
            name: path.display().to_string(),
            text: Text::File(path),
        }
    }

    /// A text that is at hand already; errors call it `name`.
    #[must_use]
    pub fn embedded(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: Text::Embedded(text.into()),
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn read(&self) -> Result<String, Error> {
        match &self.text {
            Text::Embedded(text) => Ok(text.clone()),
            Text::File(path) => std::fs::read_to_string(path)
                .map_err(|error| Error::new(&self.name, format!("cannot be read: {error}"))),
        }
    }

    /// The file as a Smithy 2.0 AST whose shapes are still JSON.
    pub(crate) fn parse(&self) -> Result<IndexMap<String, Value>, Error> {
        let wrong = |message: String| Error::new(&self.name, message);
        let ast: Ast = serde_json::from_str(&self.read()?)
            .map_err(|error| wrong(format!("is not a Smithy JSON AST: {error}")))?;
        if ast.smithy.starts_with("2.") || ast.smithy == "2" {
            Ok(ast.shapes)
        } else {
            Err(wrong(format!("is Smithy {}, not 2.0", ast.smithy)))
        }
    }
}

#[derive(Deserialize)]
struct Ast {
    smithy: String,
    #[serde(default)]
    shapes: IndexMap<String, Value>,
}

pub(crate) type ShapeId = String;
pub(crate) type Traits = IndexMap<String, Value>;

/// A parsed model. Every shape that is named in it is in it.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) file: String,
    /// The file of the overlay that has been applied.
    pub(crate) overlay: String,
    pub(crate) shapes: IndexMap<ShapeId, Shape>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Shape {
    #[serde(flatten)]
    pub(crate) kind: ShapeKind,
    #[serde(default)]
    pub(crate) traits: Traits,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
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
    Enum,
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
    Resource(ServiceShape),
}

#[derive(Debug, Deserialize)]
pub(crate) struct Members {
    #[serde(default)]
    pub(crate) members: IndexMap<String, Member>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Member {
    pub(crate) target: ShapeId,
    #[serde(default)]
    pub(crate) traits: Traits,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reference {
    pub(crate) target: ShapeId,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OperationShape {
    pub(crate) input: Option<Reference>,
    pub(crate) output: Option<Reference>,
    #[serde(default)]
    pub(crate) errors: Vec<Reference>,
}

/// A service, or a resource, which binds operations in the same ways and in some more.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceShape {
    /// Those that every operation may have.
    #[serde(default)]
    pub(crate) errors: Vec<Reference>,
    #[serde(default)]
    operations: Vec<Reference>,
    #[serde(default)]
    collection_operations: Vec<Reference>,
    #[serde(default)]
    resources: Vec<Reference>,
    create: Option<Reference>,
    put: Option<Reference>,
    read: Option<Reference>,
    update: Option<Reference>,
    delete: Option<Reference>,
    list: Option<Reference>,
}

impl ServiceShape {
    fn bound_operations(&self) -> impl Iterator<Item = &Reference> {
        let lifecycle = [
            &self.create,
            &self.put,
            &self.read,
            &self.update,
            &self.delete,
            &self.list,
        ];
        self.operations
            .iter()
            .chain(&self.collection_operations)
            .chain(lifecycle.into_iter().flatten())
    }
}

impl ShapeKind {
    /// The shapes that this one names.
    pub(crate) fn targets(&self) -> Vec<&ShapeId> {
        match self {
            Self::Structure(it) | Self::Union(it) => {
                it.members.values().map(|member| &member.target).collect()
            }
            Self::List { member } | Self::Set { member } => vec![&member.target],
            Self::Map { key, value } => vec![&key.target, &value.target],
            Self::Operation(it) => [&it.input, &it.output]
                .into_iter()
                .flatten()
                .map(|reference| &reference.target)
                .collect(),
            Self::Service(it) | Self::Resource(it) => it
                .bound_operations()
                .chain(&it.resources)
                .map(|reference| &reference.target)
                .collect(),
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
        Error::on(&self.overlay, shape, message)
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
        ids.extend(service.bound_operations().map(|it| &it.target));
        for Reference { target } in &service.resources {
            let resource = self.shapes.get(target).map(|shape| &shape.kind);
            // A resource that contains itself is no reason to run for ever.
            if let Some(ShapeKind::Resource(resource)) = resource
                && !seen.contains(&target)
            {
                seen.push(target);
                self.collect_operations(resource, ids, seen);
            }
        }
    }
}

/// Parses a model; every shape that is malformed or dangling is reported.
pub(crate) fn parse(source: &Source) -> Result<Model, Errors> {
    let mut errors = Collector::default();
    let mut shapes = IndexMap::new();
    for (id, shape) in source.parse()? {
        let parsed = serde_json::from_value::<Shape>(shape)
            .map_err(|error| Error::on(source.name(), id.as_str(), error.to_string()));
        if let Some(shape) = errors.take(parsed) {
            shapes.insert(id, shape);
        } else {
            // What names this shape is not at fault, too.
            shapes.insert(id, Shape::unit());
        }
    }
    for (id, shape) in &shapes {
        for target in shape.kind.targets() {
            if !target.starts_with("smithy.api#") && !shapes.contains_key(target) {
                let message = format!("names {target}, which is not in the model");
                errors.push(Error::on(source.name(), id.as_str(), message));
            }
        }
    }
    errors.finish(Model {
        file: source.name().to_owned(),
        overlay: String::new(),
        shapes,
    })
}

impl Shape {
    fn unit() -> Self {
        Self {
            kind: ShapeKind::Structure(Members {
                members: IndexMap::new(),
            }),
            traits: Traits::new(),
        }
    }
}
