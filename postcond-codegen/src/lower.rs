//! From the model to what is to be written. All validation is here.

mod types;

use indexmap::IndexMap;

use crate::checks::ScannedCheck;
use crate::coalescing;
use crate::error::{Collector, Error, Errors};
use crate::error_codes;
use crate::footprint::{self, Kinds};
use crate::gate::Gate;
use crate::ir::{Kind, Member, Operation, Service, Type};
use crate::model::{self, Model, OperationShape, ShapeKind, Traits};
use crate::names::{self, UNNAMABLE};
use crate::prose::did_you_mean;
use crate::refusals;
use crate::retention;
use crate::sdk::Sdk;
use crate::traits::{
    COALESCED, DEPRECATED, IAM_PREFIX, IDEMPOTENCY_TOKEN, READONLY, REQUIRED, SECRET, SENSITIVE,
    SERVICE, SIGV4, STREAMING,
};

/// Methods that every builder of the SDK's has, besides those that its members are renamed for.
const SDK_BUILDER_METHODS: &[&str] = &["as_input"];
/// Methods that every client of the SDK's has, besides its operations.
const SDK_CLIENT_METHODS: &[&str] = &["config", "from_conf", "new"];

/// Lowers `model`; everything that is wrong with it and its checks is reported.
pub(crate) fn lower(
    model: &Model,
    checks: Vec<ScannedCheck>,
    sdk_crate: Option<&str>,
) -> Result<Service, Errors> {
    let (id, shape, service) = model.service()?;
    let mut errors = Collector::default();
    let sdk_id = errors.take(sdk_id(model, id, &shape.traits));
    let kinds = footprint::kinds(model, id, &shape.traits, &mut errors);
    let iam_prefix = errors.take(iam_prefix(model, id, &shape.traits));
    let error_codes = error_codes::declared(model, id, &shape.traits, &mut errors);
    let mut gate = Gate::new(checks);
    let mut operations = Vec::new();
    for id in model.operations(service) {
        operations.extend(operation(model, id, &kinds, &mut gate, &mut errors));
    }
    // By name, not by id: the dispatch table is searched by name.
    operations.sort_by(|a, b| a.wire.cmp(&b.wire));
    gate.finish(model, &mut errors);
    refusals::check_subjects(model, &operations, &mut errors);
    check_reads(model, &operations, &mut errors);
    check_on_request(&operations, &mut errors);
    check_methods(model, &operations, &mut errors);
    let sdk_id = sdk_id.unwrap_or_default();
    if let Some(path) = sdk_crate.filter(|it| syn::parse_str::<syn::Path>(it).is_err()) {
        let message = format!("the SDK crate is said to be `{path}`, which is no path");
        errors.push(Error::new(&model.file, message));
    }
    errors.finish(Service {
        module: names::module_of_service(&sdk_id),
        type_name: names::service_type(&sdk_id),
        sdk_crate: self::sdk_crate(model, sdk_crate),
        iam_prefix: iam_prefix
            .flatten()
            .unwrap_or_else(|| names::module_of_service(&sdk_id)),
        missing_settings: model.sdk.iter().flat_map(Sdk::missing_settings).collect(),
        sdk_id,
        error_codes,
        operations,
        portable: None,
    })
}

fn sdk_id(model: &Model, id: &str, traits: &Traits) -> Result<String, Error> {
    let sdk_id = traits.get(SERVICE).and_then(|it| it.get("sdkId"));
    let sdk_id = sdk_id.and_then(|it| it.as_str());
    let sdk_id =
        sdk_id.ok_or_else(|| model.error(id, "has no aws.api#service trait with an sdkId"))?;
    match names::is_type(&names::service_type(sdk_id)) {
        true => Ok(sdk_id.to_owned()),
        false => Err(model.error(id, format!("has the sdkId `{sdk_id}`, which {UNNAMABLE}"))),
    }
}

/// The path of the SDK crate: `given`, or derived from the service's name.
pub(crate) fn sdk_crate(model: &Model, given: Option<&str>) -> String {
    let service = model.service().ok();
    let sdk_id = service.and_then(|(id, shape, _)| sdk_id(model, id, &shape.traits).ok());
    let derived = names::sdk_crate(&sdk_id.unwrap_or_default());
    given.map_or(derived, str::to_owned)
}

/// What the overlay says; else most services sign with the name that their IAM actions begin with.
fn iam_prefix(model: &Model, id: &str, traits: &Traits) -> Result<Option<String>, Error> {
    let signed_with = traits.get(SIGV4).and_then(|it| it.get("name"));
    let declared = traits.get(IAM_PREFIX).and_then(|it| it.as_str());
    let is_of_prefix =
        |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    if let Some(prefix) = declared.filter(|it| !it.chars().all(is_of_prefix)) {
        let message = format!("has {IAM_PREFIX}: `{prefix}`, which no IAM action begins with");
        return Err(model.overlay_error(id, message));
    }
    let prefix = declared.or_else(|| signed_with?.as_str());
    Ok(prefix.map(str::to_owned))
}

fn operation(
    model: &Model,
    id: &str,
    kinds: &Kinds,
    gate: &mut Gate,
    errors: &mut Collector,
) -> Option<Operation> {
    let shape = model.shapes.get(id);
    let Some((shape, ShapeKind::Operation(operation))) = shape.map(|it| (it, &it.kind)) else {
        errors.push(model.error(id, "is bound as an operation and is none"));
        return None;
    };
    let wire = names::local_name(id);
    let (pascal, snake) = (names::pascal(wire), names::snake(wire));
    if !(names::is_type(wire) && names::is_word(&pascal) && names::is_word(&snake)) {
        errors.push(model.error(id, UNNAMABLE));
        return None;
    }
    let kind = gate.classify(model, id, wire, &shape.traits, errors);
    let (input, output) = members(model, id, operation, errors);
    let footprint = errors.take_all(footprint::resolve(model, kinds, id, shape, operation));
    if matches!(kind, Some(Kind::Mutation(_))) {
        retention::check(model, operation, &input, errors);
    }
    let coalescing = coalescing::lower(model, id, operation, &shape.traits, errors);
    let refusals = refusals::declared(model, id, shape, operation, errors);
    let refuses_later = refusals::later(model, id, shape, operation, errors);
    let lowered = Operation {
        id: id.to_owned(),
        pascal,
        client_method: names::client_method(&names::method(&snake)),
        method: names::method(&snake),
        module: names::module(&snake),
        wire: wire.to_owned(),
        input,
        output,
        kind: kind?,
        deprecated: deprecated(&shape.traits),
        coalescing,
        footprint: footprint?,
        refusals,
        refuses_later,
    };
    retention::check_streams(model, &lowered, errors);
    Some(lowered)
}

fn members(
    model: &Model,
    id: &str,
    operation: &OperationShape,
    errors: &mut Collector,
) -> (Vec<Member>, Vec<Member>) {
    let mut of = |reference: &Option<model::Reference>| {
        let target = reference.as_ref().map(|reference| &*reference.target);
        match target.filter(|it| *it != "smithy.api#Unit") {
            Some(target) => structure_members(model, id, target, errors),
            None => Vec::new(),
        }
    };
    (of(&operation.input), of(&operation.output))
}

fn structure_members(
    model: &Model,
    operation: &str,
    id: &str,
    errors: &mut Collector,
) -> Vec<Member> {
    let shape = model.shapes.get(id).map(|shape| &shape.kind);
    let Some(ShapeKind::Structure(structure)) = shape else {
        let message = format!("has {id} for an input or output, which is no structure");
        errors.push(model.error(operation, message));
        return Vec::new();
    };
    let members = structure.members.iter();
    let lowered = members.filter_map(|(name, target)| {
        let at = format!("{id}${name}");
        errors.take(member(model, &at, name, target))
    });
    lowered.collect()
}

/// A member as the SDK has it.
pub(crate) fn member(
    model: &Model,
    at: &str,
    name: &str,
    member: &model::Member,
) -> Result<Member, Error> {
    let (snake, renamed) = (names::snake(name), names::member(name));
    if !names::is_word(&snake) {
        return Err(model.error(at, UNNAMABLE));
    }
    let target_traits = model.shapes.get(&member.target).map(|shape| &shape.traits);
    let has = |name: &str| {
        member.traits.contains_key(name) || target_traits.is_some_and(|it| it.contains_key(name))
    };
    let streaming = has(STREAMING);
    let ty = match types::of(model, at, &member.target)? {
        Type::Blob if streaming => Type::ByteStream,
        Type::Named(name) if streaming => Type::EventStream(name),
        ty => ty,
    };
    Ok(Member {
        id: at.to_owned(),
        wire: name.to_owned(),
        setter: names::setter(&names::method(&renamed)),
        method: names::method(&renamed),
        ty,
        streaming,
        secret: has(SECRET),
        sensitive: has(SENSITIVE) || retention::is_sensitive(model, &member.target),
        idempotency_token: member.traits.contains_key(IDEMPOTENCY_TOKEN),
        required: member.traits.contains_key(REQUIRED),
        deprecated: deprecated(&member.traits),
        set: names::set(&snake),
        get: names::get(&snake),
    })
}

/// Why nobody should use what has these traits, if they say so.
fn deprecated(traits: &Traits) -> Option<String> {
    let message = traits.get(DEPRECATED)?.get("message");
    let message = message.and_then(|it| it.as_str());
    Some(message.unwrap_or("deprecated by the service").to_owned())
}

/// What a check, or the batch of a read, is said to read with is a read of the same service.
fn check_reads(model: &Model, operations: &[Operation], errors: &mut Collector) {
    let reads = operations.iter();
    let reads = reads.filter(|operation| matches!(operation.kind, Kind::Read));
    let known: Vec<&str> = reads.map(|operation| &*operation.wire).collect();
    let overlay = model.overlay.as_deref().unwrap_or("an overlay");
    let advice = |name: &str| match operations.iter().any(|it| it.wire == name) {
        true => format!(": mark it as {READONLY} in {overlay} if it changes nothing"),
        false => match did_you_mean(name, &known) {
            near if near.is_empty() => ": it has no operation of that name".to_owned(),
            near => near,
        },
    };
    for check in operations.iter().flat_map(Operation::checks) {
        let reads = check.reads.iter().map(|read| ("reads", read));
        let batched = check.batched.iter().map(|read| ("is batched by", read));
        for (verb, read) in reads.chain(batched) {
            if !known.contains(&&**read) {
                let advice = advice(read);
                let message = format!("{verb} {read}, which is not a read of the service{advice}");
                errors.push(check.error(message));
            }
        }
    }
    for operation in operations {
        let batch = operation
            .coalescing
            .iter()
            .filter_map(|it| it.reads.as_ref());
        for read in batch.filter(|read| !known.contains(&&***read)) {
            let advice = advice(read);
            let message = format!(
                "has {COALESCED}: its batch reads {read}, which is not a read of the service{advice}"
            );
            errors.push(model.overlay_error(&operation.id, message));
        }
    }
}

/// Checks on request are offered under their names alone, in one module.
fn check_on_request(operations: &[Operation], errors: &mut Collector) {
    let mut by_name: IndexMap<&str, &ScannedCheck> = IndexMap::new();
    let checks = operations.iter().flat_map(Operation::checks);
    for check in checks.filter(|check| check.on_request) {
        if let Some(other) = by_name.insert(&check.name, check) {
            let message = format!(
                "is offered on request, as is its namesake in {}",
                other.file
            );
            errors.push(check.error(message));
        }
    }
}

/// No two methods of one type may have the same name.
fn check_methods(model: &Model, operations: &[Operation], errors: &mut Collector) {
    let methods = operations
        .iter()
        .map(|it| (&*it.id, &*it.wire, vec![it.client_method.clone()]));
    check_names(model, "client", SDK_CLIENT_METHODS, methods, errors);
    for operation in operations {
        let methods = operation.input.iter().map(|it| {
            let methods = [&it.setter, &it.set, &it.get].map(String::clone);
            (&*it.id, &*it.wire, methods.to_vec())
        });
        check_names(model, "builder", SDK_BUILDER_METHODS, methods, errors);
    }
}

/// Of each item: its shape id, its wire name, its methods. One error for each item is enough.
fn check_names<'a>(
    model: &Model,
    owner: &str,
    own: &[&str],
    items: impl Iterator<Item = (&'a str, &'a str, Vec<String>)>,
    errors: &mut Collector,
) {
    let mut by_method: IndexMap<String, &str> = IndexMap::new();
    for (id, wire, methods) in items {
        let clash = methods.iter().find_map(|method| {
            if own.contains(&&**method) {
                return Some(format!(
                    "becomes `{method}`, which the SDK's {owner} has itself"
                ));
            }
            let other = by_method.get(method)?;
            Some(format!("becomes `{method}`, as does {other}"))
        });
        if let Some(message) = clash {
            errors.push(model.error(id, message));
        }
        by_method.extend(methods.into_iter().map(|method| (method, wire)));
    }
}
