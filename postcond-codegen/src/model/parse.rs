//! From JSON to a model: shape by shape, and member by member.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::{
    Lifecycle, Member, Members, Model, OperationShape, Reference, ResourceShape, ServiceShape,
    Shape, ShapeId, ShapeKind, Traits,
};
use crate::ast::Reader;
use crate::error::{Collector, Errors};
use crate::source::Source;
use crate::traits;

/// Keys under which a service or a resource binds operations, in lists.
const LISTED: &[&str] = &["operations", "collectionOperations"];
/// Keys under which a resource binds one operation each.
const LIFECYCLE: &[&str] = &["create", "put", "read", "update", "delete", "list"];

type Object = Map<String, Value>;

/// Parses a model; everything that is malformed or dangling is reported.
pub(crate) fn parse(source: &Source) -> Result<Model, Errors> {
    let mut errors = Collector::default();
    let mut shapes = IndexMap::new();
    let json = source.shapes(&mut errors);
    let mut parser = Parser {
        reader: Reader::new(source.name(), &mut errors),
        references: Vec::new(),
    };
    for (id, value) in json.into_iter().flatten() {
        // What names a shape that is malformed is not at fault, too.
        let shape = parser.shape(&id, &value).unwrap_or_else(Shape::unit);
        shapes.insert(id, shape);
    }
    parser.check_references(&shapes);
    errors.finish(Model {
        file: source.name().to_owned(),
        overlay: None,
        sdk: None,
        left_out: Vec::new(),
        shapes,
    })
}

struct Parser<'a> {
    reader: Reader<'a>,
    /// Which place names which shape, as in `a#Thing$Name`.
    references: Vec<(String, ShapeId)>,
}

impl Parser<'_> {
    fn shape(&mut self, id: &str, value: &Value) -> Option<Shape> {
        let shape = self.reader.object(id, value)?;
        if self.reader.items(id, shape, "mixins").next().is_some() {
            self.reader.wrong(id, "has mixins: flatten the model first");
        }
        let traits = self.traits(id, shape);
        let kind = self.reader.text(id, shape, "type")?;
        let kind = self.kind(id, kind, shape)?;
        Some(Shape { kind, traits })
    }

    fn kind(&mut self, id: &str, kind: &str, shape: &Object) -> Option<ShapeKind> {
        Some(match kind {
            "structure" => ShapeKind::Structure(self.members(id, shape)),
            "union" => ShapeKind::Union(self.members(id, shape)),
            "list" => ShapeKind::List {
                member: self.member_under(id, shape, "member")?,
            },
            "set" => ShapeKind::Set {
                member: self.member_under(id, shape, "member")?,
            },
            "map" => {
                let key = self.member_under(id, shape, "key");
                let value = self.member_under(id, shape, "value");
                ShapeKind::Map {
                    key: key?,
                    value: value?,
                }
            }
            "operation" => ShapeKind::Operation(self.operation(id, shape)),
            "service" => ShapeKind::Service(self.service(id, shape)),
            "resource" => ShapeKind::Resource(self.resource(id, shape)),
            "enum" => ShapeKind::Enum(enum_values(shape)),
            simple => {
                let kind = simple_kind(simple);
                if kind.is_none() {
                    self.reader
                        .wrong(id, format!("is of the unknown type `{simple}`"));
                }
                return kind;
            }
        })
    }

    fn traits(&mut self, at: &str, object: &Object) -> Traits {
        let traits = self.reader.traits(at, object);
        for message in traits::mismatches(&traits) {
            self.reader.wrong(at, message);
        }
        traits
    }

    fn members(&mut self, id: &str, shape: &Object) -> Members {
        let members = self.reader.entries(id, shape, "members");
        let members = members.filter_map(|(name, member)| {
            let member = self.member(&format!("{id}${name}"), member)?;
            Some((name.clone(), member))
        });
        Members {
            members: members.collect(),
        }
    }

    fn member_under(&mut self, id: &str, shape: &Object, key: &str) -> Option<Member> {
        let member = self.reader.given(id, shape, key)?;
        self.member(&format!("{id}${key}"), member)
    }

    fn member(&mut self, at: &str, value: &Value) -> Option<Member> {
        let member = self.reader.object(at, value)?;
        let traits = self.traits(at, member);
        let target = self.target(at, member)?;
        Some(Member { target, traits })
    }

    fn operation(&mut self, id: &str, shape: &Object) -> OperationShape {
        OperationShape {
            input: self.reference_under(id, shape, "input"),
            output: self.reference_under(id, shape, "output"),
            errors: self.references_under(id, shape, "errors"),
        }
    }

    fn service(&mut self, id: &str, shape: &Object) -> ServiceShape {
        let mut operations = Vec::new();
        for key in LISTED {
            operations.extend(self.references_under(id, shape, key));
        }
        for key in LIFECYCLE {
            operations.extend(self.reference_under(id, shape, key));
        }
        ServiceShape {
            errors: self.references_under(id, shape, "errors"),
            operations,
            resources: self.references_under(id, shape, "resources"),
        }
    }

    fn resource(&mut self, id: &str, shape: &Object) -> ResourceShape {
        let mut bound = |key| Some(self.reference_under(id, shape, key)?.target);
        let lifecycle = Lifecycle {
            create: bound("create"),
            put: bound("put"),
            read: bound("read"),
            update: bound("update"),
            delete: bound("delete"),
            list: bound("list"),
        };
        ResourceShape {
            binds: self.service(id, shape),
            identifiers: self.targets_under(id, shape, "identifiers"),
            properties: self.targets_under(id, shape, "properties"),
            lifecycle,
        }
    }

    /// The targets of the named references under a key that may be left out.
    fn targets_under(&mut self, id: &str, shape: &Object, key: &str) -> IndexMap<String, ShapeId> {
        let entries = self.reader.entries(id, shape, key);
        let targets = entries.filter_map(|(name, it)| {
            let reference = self.reference(&format!("{id}${key}.{name}"), it)?;
            Some((name.clone(), reference.target))
        });
        targets.collect()
    }

    /// The references under a key that may be left out.
    fn references_under(&mut self, id: &str, shape: &Object, key: &str) -> Vec<Reference> {
        let items = self.reader.items(id, shape, key).enumerate();
        let references =
            items.filter_map(|(index, it)| self.reference(&format!("{id}${key}[{index}]"), it));
        references.collect()
    }

    /// The reference under a key that may be left out.
    fn reference_under(&mut self, id: &str, shape: &Object, key: &str) -> Option<Reference> {
        self.reference(&format!("{id}${key}"), shape.get(key)?)
    }

    fn reference(&mut self, at: &str, value: &Value) -> Option<Reference> {
        let reference = self.reader.object(at, value)?;
        let target = self.target(at, reference)?;
        Some(Reference { target })
    }

    fn target(&mut self, at: &str, object: &Object) -> Option<ShapeId> {
        let target = self.reader.text(at, object, "target")?;
        self.references.push((at.to_owned(), target.to_owned()));
        Some(target.to_owned())
    }

    fn check_references(mut self, shapes: &IndexMap<ShapeId, Shape>) {
        for (at, target) in self.references {
            if !target.starts_with("smithy.api#") && !shapes.contains_key(&target) {
                let message = format!("names {target}, which is not in the model");
                self.reader.wrong(&at, message);
            }
        }
    }
}

impl Shape {
    fn unit() -> Self {
        Self {
            kind: ShapeKind::Structure(Members {
                members: IndexMap::new(),
            }),
            traits: IndexMap::new(),
        }
    }
}

/// What the values of an enumeration are on the wire.
fn enum_values(shape: &Object) -> Vec<String> {
    let members = shape.get("members").and_then(Value::as_object);
    let values = members.into_iter().flatten().map(|(name, member)| {
        let value = member["traits"]["smithy.api#enumValue"].as_str();
        value.unwrap_or(name).to_owned()
    });
    values.collect()
}

fn simple_kind(kind: &str) -> Option<ShapeKind> {
    Some(match kind {
        "intEnum" => ShapeKind::IntEnum,
        "string" => ShapeKind::String,
        "boolean" => ShapeKind::Boolean,
        "byte" => ShapeKind::Byte,
        "short" => ShapeKind::Short,
        "integer" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "bigInteger" => ShapeKind::BigInteger,
        "bigDecimal" => ShapeKind::BigDecimal,
        "blob" => ShapeKind::Blob,
        "timestamp" => ShapeKind::Timestamp,
        "document" => ShapeKind::Document,
        _ => return None,
    })
}
