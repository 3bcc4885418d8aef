//! botocore's description of a service, told as a Smithy AST.
//!
//! What is said here twice or wrongly is not judged here: unknown types and dangling references are
//! left in the AST, so that [`crate::models::normal`] reports them the same way for both sources.

use serde_json::Value;

use crate::models::document::Document;
use crate::models::json::{
    Object, elements, empty, entries, insert, is_true, single, target, text,
};
use crate::models::names;
use crate::models::pages::paginated;
use crate::models::problem::Problems;

/// Derives the AST; nothing if the service cannot be named, in which case the reason is among the
/// problems.
#[must_use]
pub(crate) fn to_ast(
    service: Document<'_>,
    paginators: Option<Document<'_>>,
    problems: &mut Problems,
) -> Option<Value> {
    let metadata = service.json.get("metadata").unwrap_or(&Value::Null);
    let Some(sdk_id) = text(metadata, "serviceId") else {
        problems.push(
            service.file,
            None,
            "is not a service of botocore: it has no metadata.serviceId",
        );
        return None;
    };
    let api = Api {
        namespace: namespace(sdk_id),
        service,
        paginators,
    };
    let mut shapes = Object::new();
    for (name, shape) in entries(service.json, "shapes") {
        let shape = api.shape(name, shape, problems);
        if shapes.insert(api.shape_id(name), shape).is_some() {
            let message = "is the name of two shapes, one of which is called like an operation";
            problems.push(service.file, Some(&api.shape_id(name)), message);
        }
    }
    for (name, operation) in entries(service.json, "operations") {
        shapes.insert(api.id(name), api.operation(name, operation, problems));
    }
    if let Some(paginators) = paginators {
        check_paginators(api.service, paginators, problems);
    }
    shapes.insert(
        api.id(&service_name(metadata, sdk_id)),
        service_shape(metadata, sdk_id),
    );
    let mut ast = Object::new();
    insert(&mut ast, "smithy", Some("2.0"));
    insert(&mut ast, "shapes", Some(shapes));
    Some(Value::Object(ast))
}

fn check_paginators(service: Document<'_>, paginators: Document<'_>, problems: &mut Problems) {
    let operations = service.json.get("operations").unwrap_or(&Value::Null);
    for (name, _) in entries(paginators.json, "pagination") {
        if operations.get(name).is_none() {
            problems.push(
                paginators.file,
                Some(name),
                "paginates an operation that does not exist",
            );
        }
    }
}

/// The SDK id in lower case without anything but letters and digits, as AWS names its namespaces.
fn namespace(sdk_id: &str) -> String {
    let letters = sdk_id.chars().filter(char::is_ascii_alphanumeric);
    format!(
        "com.amazonaws.{}",
        letters.collect::<String>().to_ascii_lowercase()
    )
}

/// The JSON protocols send the name of the service shape with every request, so botocore has it.
/// For the others it is not known outside of AWS's own models, and the SDK id stands in.
fn service_name(metadata: &Value, sdk_id: &str) -> String {
    match text(metadata, "targetPrefix").and_then(|prefix| prefix.rsplit('.').next()) {
        Some(name) => name.to_owned(),
        None => sdk_id.chars().filter(char::is_ascii_alphanumeric).collect(),
    }
}

fn service_shape(metadata: &Value, sdk_id: &str) -> Value {
    let endpoint = text(metadata, "endpointPrefix");
    let signing = text(metadata, "signingName").or(endpoint);
    let mut about = Object::new();
    // IAM and ARNs use the name that requests are signed with; botocore does not keep the ARN's
    // own.
    insert(&mut about, "arnNamespace", signing);
    insert(&mut about, "endpointPrefix", endpoint);
    insert(&mut about, "sdkId", Some(sdk_id));
    let mut traits = Object::new();
    insert(&mut traits, "aws.api#service", Some(about));
    insert(
        &mut traits,
        "aws.auth#sigv4",
        signing.map(|name| single("name", name)),
    );
    for protocol in protocols(metadata) {
        insert(&mut traits, protocol, Some(empty()));
    }
    let mut shape = Object::new();
    insert(&mut shape, "type", Some("service"));
    insert(&mut shape, "version", text(metadata, "apiVersion"));
    insert(&mut shape, "traits", Some(traits));
    Value::Object(shape)
}

fn protocols(metadata: &Value) -> Vec<&'static str> {
    let mut names: Vec<&str> = elements(metadata, "protocols")
        .filter_map(Value::as_str)
        .collect();
    if names.is_empty() {
        names.extend(text(metadata, "protocol"));
    }
    let json = match text(metadata, "jsonVersion") {
        Some("1.0") => "aws.protocols#awsJson1_0",
        _ => "aws.protocols#awsJson1_1",
    };
    let id = |name: &str| match name {
        "json" => Some(json),
        "rest-json" => Some("aws.protocols#restJson1"),
        "rest-xml" => Some("aws.protocols#restXml"),
        "query" => Some("aws.protocols#awsQuery"),
        "ec2" => Some("aws.protocols#ec2Query"),
        "smithy-rpc-v2-cbor" => Some("smithy.protocols#rpcv2Cbor"),
        _ => None,
    };
    names.into_iter().filter_map(id).collect()
}

struct Api<'a> {
    namespace: String,
    service: Document<'a>,
    paginators: Option<Document<'a>>,
}

impl Api<'_> {
    fn id(&self, name: &str) -> String {
        format!("{}#{name}", self.namespace)
    }

    /// botocore keeps shapes and operations apart, Smithy does not. In AWS's own models, and so in the
    /// SDKs, a shape that has the name of an operation has this one.
    fn shape_id(&self, name: &str) -> String {
        let operations = self.service.json.get("operations");
        match operations.is_some_and(|operations| operations.get(name).is_some()) {
            true => self.id(&format!("{name}Shape")),
            false => self.id(name),
        }
    }

    fn operation(&self, name: &str, operation: &Value, problems: &mut Problems) -> Value {
        let mut shape = Object::new();
        insert(&mut shape, "type", Some("operation"));
        for role in ["input", "output"] {
            if let Some(given) = operation.get(role) {
                shape.insert(role.to_owned(), self.reference(name, role, given, problems));
            }
        }
        let errors = elements(operation, "errors")
            .map(|error| self.reference(name, "errors", error, problems));
        let errors: Vec<Value> = errors.collect();
        insert(&mut shape, "errors", Some(errors));
        let mut traits = Object::new();
        insert(&mut traits, "smithy.api#deprecated", deprecated(operation));
        insert(
            &mut traits,
            "smithy.api#idempotent",
            is_true(operation, "idempotent").then(empty),
        );
        let pages = self.paginators.and_then(|it| it.json.get("pagination"));
        let pages = pages.and_then(|pages| pages.get(name));
        insert(
            &mut traits,
            "smithy.api#paginated",
            pages.and_then(paginated),
        );
        insert(&mut shape, "traits", Some(traits));
        Value::Object(shape)
    }

    fn shape(&self, name: &str, shape: &Value, problems: &mut Problems) -> Value {
        let mut ast = Object::new();
        // botocore hands this one out as it was sent; in AWS's own model, and so in the SDKs, it is a date.
        let kind = match self.namespace == "com.amazonaws.s3" && name == "Expires" {
            true => Some("timestamp"),
            false => smithy_type(shape),
        };
        insert(&mut ast, "type", kind);
        match text(shape, "type") {
            Some("structure") => insert(
                &mut ast,
                "members",
                Some(self.members(name, shape, problems)),
            ),
            Some("list") => self.references(&mut ast, &["member"], name, shape, problems),
            Some("map") => self.references(&mut ast, &["key", "value"], name, shape, problems),
            _ => insert(&mut ast, "members", enum_members(shape)),
        }
        insert(&mut ast, "traits", Some(shape_traits(shape)));
        Value::Object(ast)
    }

    fn members(&self, name: &str, shape: &Value, problems: &mut Problems) -> Object {
        let required: Vec<&str> = elements(shape, "required")
            .filter_map(Value::as_str)
            .collect();
        let mut members = Object::new();
        for (member, given) in entries(shape, "members") {
            let mut ast = self.reference(name, member, given, problems);
            let traits = member_traits(given, required.contains(&member.as_str()));
            if let Some(ast) = ast.as_object_mut() {
                insert(
                    ast,
                    "traits",
                    Some(traits).filter(|traits| !traits.is_empty()),
                );
            }
            members.insert(member.clone(), ast);
        }
        for missing in required
            .into_iter()
            .filter(|member| !members.contains_key(*member))
        {
            problems.push(
                self.service.file,
                Some(&self.shape_id(name)),
                format!("requires {missing}, which is no member"),
            );
        }
        members
    }

    fn references(
        &self,
        ast: &mut Object,
        keys: &[&str],
        name: &str,
        shape: &Value,
        problems: &mut Problems,
    ) {
        for key in keys {
            let given = shape.get(*key).unwrap_or(&Value::Null);
            ast.insert(
                (*key).to_owned(),
                self.reference(name, key, given, problems),
            );
        }
    }

    fn reference(&self, shape: &str, place: &str, given: &Value, problems: &mut Problems) -> Value {
        if let Some(to) = text(given, "shape") {
            return target(&self.shape_id(to));
        }
        let place = format!("{}${place}", self.id(shape));
        problems.push(self.service.file, Some(&place), "names no shape");
        // Unit exists: the same mistake is not reported a second time as a reference without a
        // target.
        target("smithy.api#Unit")
    }
}

fn smithy_type(shape: &Value) -> Option<&str> {
    match text(shape, "type") {
        // A stream of events is a union: each of them is one of its members.
        Some("structure") if is_true(shape, "union") || is_true(shape, "eventstream") => {
            Some("union")
        }
        Some("structure") if is_true(shape, "document") => Some("document"),
        Some("string") if shape.get("enum").is_some() => Some("enum"),
        Some("character") => Some("string"),
        other => other,
    }
}

fn enum_members(shape: &Value) -> Option<Object> {
    shape.get("enum")?;
    let values: Vec<&str> = elements(shape, "enum").filter_map(Value::as_str).collect();
    let members = names::enum_members(&values)
        .into_iter()
        .map(|(name, value)| {
            let mut member = Object::new();
            insert(&mut member, "target", Some("smithy.api#Unit"));
            insert(
                &mut member,
                "traits",
                Some(single("smithy.api#enumValue", value)),
            );
            (name, Value::Object(member))
        });
    Some(members.collect())
}

fn member_traits(given: &Value, required: bool) -> Object {
    let mut traits = Object::new();
    insert(&mut traits, "smithy.api#deprecated", deprecated(given));
    let token = is_true(given, "idempotencyToken").then(empty);
    insert(&mut traits, "smithy.api#idempotencyToken", token);
    insert(&mut traits, "smithy.api#required", required.then(empty));
    insert(&mut traits, "smithy.api#streaming", streaming(given));
    traits
}

fn shape_traits(shape: &Value) -> Object {
    let mut traits = Object::new();
    let bounds = match text(shape, "type") {
        Some("string" | "blob" | "list" | "map") => "smithy.api#length",
        _ => "smithy.api#range",
    };
    insert(&mut traits, "smithy.api#deprecated", deprecated(shape));
    insert(&mut traits, bounds, limits(shape));
    insert(&mut traits, "smithy.api#pattern", text(shape, "pattern"));
    insert(
        &mut traits,
        "smithy.api#sensitive",
        is_true(shape, "sensitive").then(empty),
    );
    insert(
        &mut traits,
        "smithy.api#sparse",
        is_true(shape, "sparse").then(empty),
    );
    insert(&mut traits, "smithy.api#streaming", streaming(shape));
    if is_true(shape, "exception") {
        error_traits(&mut traits, shape);
    }
    traits
}

/// botocore says it of bytes on the shape or on the member, and of events on the shape.
fn streaming(given: &Value) -> Option<Value> {
    (is_true(given, "streaming") || is_true(given, "eventstream")).then(empty)
}

fn limits(shape: &Value) -> Option<Object> {
    let mut limits = Object::new();
    insert(&mut limits, "max", shape.get("max").cloned());
    insert(&mut limits, "min", shape.get("min").cloned());
    (!limits.is_empty()).then_some(limits)
}

fn error_traits(traits: &mut Object, shape: &Value) {
    let error = shape.get("error").unwrap_or(&Value::Null);
    let status = error.get("httpStatusCode").and_then(Value::as_u64);
    // Whoever says whose fault it is has the last word; the status only speaks where nobody does.
    let blame = match error.get("senderFault").and_then(Value::as_bool) {
        _ if is_true(shape, "fault") => "server",
        Some(true) => "client",
        Some(false) | None if status.is_some_and(|status| status >= 500) => "server",
        Some(false) | None => "client",
    };
    insert(traits, "smithy.api#error", Some(blame));
    // botocore writes a code only for errors that have a legacy one, and then the status belongs to
    // that.
    let Some(code) = text(error, "code") else {
        insert(traits, "smithy.api#httpError", status);
        return;
    };
    let mut legacy = Object::new();
    insert(&mut legacy, "code", Some(code));
    insert(&mut legacy, "httpResponseCode", status);
    insert(traits, "aws.protocols#awsQueryError", Some(legacy));
}

fn deprecated(given: &Value) -> Option<Object> {
    is_true(given, "deprecated").then(|| {
        let mut about = Object::new();
        insert(&mut about, "message", text(given, "deprecatedMessage"));
        insert(&mut about, "since", text(given, "deprecatedSince"));
        about
    })
}
