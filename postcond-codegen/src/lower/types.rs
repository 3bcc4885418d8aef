//! The SDK's type for a shape of the model.

use crate::error::Error;
use crate::ir::Type;
use crate::model::{Model, Shape, ShapeKind};
use crate::names::{self, UNNAMABLE};
use crate::traits::{ENUM, SPARSE};

/// The SDK's type for the shape `id`, that of the member `at`.
pub(super) fn of(model: &Model, at: &str, id: &str) -> Result<Type, Error> {
    within(model, at, id, &mut Vec::new())
}

/// `around` are the lists and maps that the shape is in.
fn within<'a>(
    model: &'a Model,
    at: &str,
    id: &'a str,
    around: &mut Vec<&'a str>,
) -> Result<Type, Error> {
    if let Some(prelude) = id.strip_prefix("smithy.api#") {
        return prelude_type(prelude)
            .ok_or_else(|| model.error(at, format!("is of the unknown type {id}")));
    }
    if around.contains(&id) {
        return Err(model.error(at, format!("is of type {id}, which contains only itself")));
    }
    let Some(shape) = model.shapes.get(id) else {
        return Err(model.error(at, format!("names {id}, which is not in the model")));
    };
    around.push(id);
    let ty = match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) => named(model, at, id)?,
        ShapeKind::String if shape.traits.contains_key(ENUM) => named(model, at, id)?,
        ShapeKind::List { member } | ShapeKind::Set { member } => {
            let item = within(model, at, &member.target, around)?;
            Type::List(Box::new(element(shape, item)))
        }
        ShapeKind::Map { key, value } => {
            let key = within(model, at, &key.target, around)?;
            let value = within(model, at, &value.target, around)?;
            Type::Map(Box::new(key), Box::new(element(shape, value)))
        }
        simple => simple_type(simple).ok_or_else(|| {
            model.error(at, format!("is of type {id}, which cannot be a member's"))
        })?,
    };
    around.pop();
    Ok(ty)
}

/// An item of the list, or a value of the map, `shape`.
fn element(shape: &Shape, ty: Type) -> Type {
    match shape.traits.contains_key(SPARSE) {
        true => Type::Option(Box::new(ty)),
        false => ty,
    }
}

fn named(model: &Model, at: &str, id: &str) -> Result<Type, Error> {
    let name = names::type_name(names::local_name(id));
    match names::is_word(&name) {
        true => Ok(Type::Named(name)),
        false => Err(model.error(at, format!("is of type {id}, which {UNNAMABLE}"))),
    }
}

fn simple_type(kind: &ShapeKind) -> Option<Type> {
    Some(match kind {
        ShapeKind::String => Type::String,
        ShapeKind::Boolean => Type::Primitive("bool"),
        ShapeKind::Byte => Type::Primitive("i8"),
        ShapeKind::Short => Type::Primitive("i16"),
        ShapeKind::Integer | ShapeKind::IntEnum => Type::Primitive("i32"),
        ShapeKind::Long => Type::Primitive("i64"),
        ShapeKind::Float => Type::Primitive("f32"),
        ShapeKind::Double => Type::Primitive("f64"),
        ShapeKind::Blob => Type::Blob,
        ShapeKind::Timestamp => Type::DateTime,
        ShapeKind::Document => Type::Document,
        _ => return None,
    })
}

fn prelude_type(name: &str) -> Option<Type> {
    Some(match name {
        "String" => Type::String,
        "Boolean" | "PrimitiveBoolean" => Type::Primitive("bool"),
        "Byte" | "PrimitiveByte" => Type::Primitive("i8"),
        "Short" | "PrimitiveShort" => Type::Primitive("i16"),
        "Integer" | "PrimitiveInteger" => Type::Primitive("i32"),
        "Long" | "PrimitiveLong" => Type::Primitive("i64"),
        "Float" | "PrimitiveFloat" => Type::Primitive("f32"),
        "Double" | "PrimitiveDouble" => Type::Primitive("f64"),
        "Blob" => Type::Blob,
        "Timestamp" => Type::DateTime,
        "Document" => Type::Document,
        _ => return None,
    })
}
