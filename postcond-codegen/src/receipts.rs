//! Which types of the SDK a receipt carries: all that the inputs and outputs of mutations are made of.

use indexmap::IndexMap;

use crate::error::{Collector, Errors};
use crate::ir::{Operation, PortableForm, PortableType, Service, Variant};
use crate::lower;
use crate::model::{Members, Model, ShapeKind};
use crate::names;
use crate::traits::{ENUM, STREAMING};

/// What a member of a union is that holds nothing.
const UNIT: &str = "smithy.api#Unit";

/// The types within the inputs and outputs of the mutations of `service`, each once.
pub(crate) fn types(model: &Model, service: &Service) -> Result<Vec<PortableType>, Errors> {
    let mut errors = Collector::default();
    let mut types = IndexMap::new();
    let carried = service.mutations().filter(|it| it.is_portable());
    for operation in carried {
        for target in members_of(model, operation) {
            collect(model, target, &mut types, &mut errors);
        }
    }
    let types = types.into_iter().filter_map(|(id, form)| {
        let name = names::type_name(names::local_name(id));
        Some(PortableType { name, form: form? })
    });
    errors.finish(types.collect())
}

/// What the members of an operation's input and output are.
fn members_of<'a>(model: &'a Model, operation: &Operation) -> Vec<&'a str> {
    let shape = model.shapes.get(&operation.id).map(|shape| &shape.kind);
    let Some(ShapeKind::Operation(operation)) = shape else {
        return Vec::new();
    };
    let ends = [&operation.input, &operation.output];
    let structures = ends.into_iter().flatten();
    let structures = structures.filter_map(|end| model.shapes.get(&end.target));
    let targets = structures.flat_map(|shape| shape.kind.targets());
    // What is sent bit by bit is not kept.
    let is_streaming = |id: &&String| {
        let shape = model.shapes.get(*id);
        shape.is_some_and(|it| it.traits.contains_key(STREAMING))
    };
    let targets = targets.filter(|id| !is_streaming(id));
    targets.map(String::as_str).collect()
}

/// Adds the shape `id` and all that it is made of. Lists and maps have no type of their own.
fn collect<'a>(
    model: &'a Model,
    id: &'a str,
    types: &mut IndexMap<&'a str, Option<PortableForm>>,
    errors: &mut Collector,
) {
    let Some(shape) = model.shapes.get(id).filter(|_| !types.contains_key(id)) else {
        return;
    };
    types.insert(id, None);
    let mut lowered = |members: &'a Members| {
        let members = members.members.iter();
        let members = members.filter(|(_, it)| it.target != UNIT);
        let members = members.filter_map(|(name, member)| {
            let lowered = lower::member(model, &format!("{id}${name}"), name, member);
            errors.take(lowered)
        });
        members.collect::<Vec<_>>()
    };
    let form = match &shape.kind {
        ShapeKind::Structure(members) => Some(PortableForm::Structure(lowered(members))),
        ShapeKind::Union(members) => {
            let units = members.members.iter().filter(|(_, it)| it.target == UNIT);
            let units = units.map(|(name, _)| (name.clone(), None));
            let held = lowered(members).into_iter();
            let held = held.map(|member| (member.wire.clone(), Some(member)));
            let variants = units.chain(held).map(|(wire, member)| Variant {
                name: names::variant(&wire),
                wire,
                member,
            });
            Some(PortableForm::Union(variants.collect()))
        }
        ShapeKind::Enum(_) => Some(PortableForm::Enum),
        ShapeKind::String if shape.traits.contains_key(ENUM) => Some(PortableForm::Enum),
        _ => None,
    };
    if let Some(known) = types.get_mut(id) {
        *known = form;
    }
    for target in shape.kind.targets() {
        collect(model, target, types, errors);
    }
}
