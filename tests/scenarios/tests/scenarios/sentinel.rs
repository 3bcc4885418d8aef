//! The mark that every secret in these tests carries, so that one that is said can be heard.
//!
//! Secret is what the models call sensitive, what the overlays call secret, and [`UNMARKED`].

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aws_smithy_types::base64;
use serde_json::{Map, Value};

use crate::model::Model;

/// What every secret begins with; inside a text that is parsed as JSON, a whole string.
const SENTINEL: &str = "s3ntinel";

/// The names of shapes that hold secrets although no model says so: values of tags and of parameters,
/// what was written or printed by somebody's commands, keys to a session or a node, policies.
const UNMARKED: &[&str] = &[
    "ActivationCode",
    "AutomationParameterValue",
    "CommandPluginOutput",
    "DocumentContent",
    "ExternalSecretRotationMetadataItemValueType",
    "InvocationTraceOutput",
    "MetadataValueString",
    "NonEmptyResourcePolicyType",
    "OpsItemDataValueString",
    "Policy",
    "RegistrationMetadataValue",
    "SessionManagerParameterValue",
    "StandardErrorContent",
    "StandardOutputContent",
    "StreamUrl",
    "TagValue",
    "TagValueType",
    "TokenValue",
    "consoleDeepLinkType",
    "policyDocumentType",
    "tagValueType",
];

/// This value as a secret. Different values stay different, and an empty one stays empty.
pub(crate) fn sentinel(value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    format!("{SENTINEL}-{value}")
}

/// Whether this text holds a secret: as text, in base64, or byte by byte as `Debug` prints them.
pub(crate) fn betrays(text: &str) -> bool {
    // Whole triples, so that what follows does not change the digits.
    static IN_BASE64: LazyLock<String> = LazyLock::new(|| base64::encode(&SENTINEL[..6]));
    text.contains(SENTINEL) || text.contains(&*IN_BASE64) || lists_bytes(text)
}

/// Whether the bytes are in here one after the other, on one line or on lines of their own.
fn lists_bytes(text: &str) -> bool {
    let [first, ..] = SENTINEL.as_bytes() else {
        return false;
    };
    let listed = |rest: &str| {
        let mut bytes = rest.split(',').map(str::trim);
        SENTINEL
            .bytes()
            .all(|byte| bytes.next() == Some(&byte.to_string()))
    };
    let first = first.to_string();
    text.match_indices(&first)
        .any(|(at, _)| listed(&text[at..]))
}

/// `answer`, an output of `operation`, with all its secrets marked.
pub(crate) fn marked(service: &str, operation: &str, answer: Value) -> Value {
    rewritten(service, operation, answer, false)
}

/// Like [`marked`], with every secret that the answer lacks.
pub(crate) fn filled(service: &str, operation: &str, answer: Value) -> Value {
    rewritten(service, operation, answer, true)
}

fn rewritten(service: &str, operation: &str, mut answer: Value, fill: bool) -> Value {
    let secrets = Secrets::of(service);
    if let Some(id) = secrets.0.target(operation, "output") {
        let mut within = Vec::new();
        secrets.rewrite(id, &mut answer, false, fill, &mut within);
    }
    answer
}

/// Where a service's secrets are.
#[derive(Clone, Copy)]
pub(crate) struct Secrets(&'static Model, &'static [&'static str]);

impl Secrets {
    pub(crate) fn of(service: &str) -> Self {
        Self(Model::of(service), UNMARKED)
    }

    /// All but those whose shapes have these names.
    pub(crate) fn but(self, stays: impl Fn(&str) -> bool) -> Self {
        let names = self.1.iter().copied().filter(|name| !stays(name));
        Self(self.0, names.collect::<Vec<_>>().leak())
    }

    /// Those alone that the model or its overlay declares, and those whose shape has this name.
    pub(crate) fn only(self, name: &str) -> Self {
        self.but(|other| other != name)
    }

    /// Blanks them in `value`, an input or output.
    pub(crate) fn take_out(self, operation: &str, end: &str, value: &mut Value) {
        if let Some(id) = self.0.target(operation, end) {
            self.blank(id, value);
        }
    }

    fn blank(self, id: &str, value: &mut Value) {
        if self.is_secret(id) {
            *value = Value::Null;
            return;
        }
        for (step, target) in self.children(id) {
            for value in values_at_mut(&step, value) {
                self.blank(target, value);
            }
        }
    }

    /// Every place of a secret in the operation's input or output, as in `Tags[].Value`.
    pub(crate) fn places(self, operation: &str, end: &str) -> BTreeSet<String> {
        let mut places = BTreeSet::new();
        if let Some(id) = self.0.target(operation, end) {
            self.find(id, "", &mut Vec::new(), &mut places);
        }
        places
    }

    /// The places of the secrets in `value`, an input or output: the marked ones, and the others.
    pub(crate) fn seen(
        self,
        operation: &str,
        end: &str,
        value: &Value,
    ) -> (BTreeSet<String>, BTreeSet<String>) {
        let mut seen = (BTreeSet::new(), BTreeSet::new());
        if let Some(id) = self.0.target(operation, end) {
            self.sort(id, "", value, &mut seen);
        }
        seen
    }

    fn is_secret(self, id: &str) -> bool {
        let name = id.split('#').next_back().unwrap_or_default();
        self.1.contains(&name) && self.is_text(id)
            || self.0.has_trait(id, "smithy.api#sensitive")
            || self.0.has_trait(id, "postcond.api#secret")
    }

    /// Names may mean something else in another service.
    fn is_text(self, id: &str) -> bool {
        let shape = self.0.shape(id);
        shape.is_some_and(|it| matches!(kind(it), "string" | "blob"))
    }

    /// The members of a structure, or what a list or map is made of, with how it is written.
    fn children(self, id: &str) -> Vec<(String, &'static str)> {
        let Some(shape) = self.0.shape(id) else {
            return Vec::new();
        };
        let target = |member: &'static Value| member["target"].as_str().unwrap_or_default();
        match kind(shape) {
            "structure" | "union" => members(shape)
                .map(|(name, member)| (format!(".{name}"), target(member)))
                .collect(),
            "list" => vec![("[]".to_owned(), target(&shape["member"]))],
            "map" => vec![("{}".to_owned(), target(&shape["value"]))],
            _ => Vec::new(),
        }
    }

    fn find(self, id: &str, at: &str, within: &mut Vec<String>, places: &mut BTreeSet<String>) {
        if self.is_secret(id) {
            places.insert(at.trim_start_matches('.').to_owned());
        } else if !within.iter().any(|it| it == id) {
            within.push(id.to_owned());
            for (step, target) in self.children(id) {
                self.find(target, &format!("{at}{step}"), within, places);
            }
            within.pop();
        }
    }

    fn sort(
        self,
        id: &str,
        at: &str,
        value: &Value,
        seen: &mut (BTreeSet<String>, BTreeSet<String>),
    ) {
        if self.is_secret(id) {
            let (marked, unmarked) = seen;
            for text in texts(value).filter(|text| !text.is_empty()) {
                let place = at.trim_start_matches('.').to_owned();
                let known = if betrays(text) {
                    &mut *marked
                } else {
                    &mut *unmarked
                };
                known.insert(place);
            }
            return;
        }
        for (step, target) in self.children(id) {
            let at = format!("{at}{step}");
            for value in values_at(&step, value) {
                self.sort(target, &at, value, seen);
            }
        }
    }

    /// Marks the secrets of `value`; everything in a secret is one. `within` are the shapes around.
    fn rewrite(
        self,
        id: &'static str,
        value: &mut Value,
        in_secret: bool,
        fill: bool,
        within: &mut Vec<&'static str>,
    ) {
        let Some(shape) = self.0.shape(id) else {
            return;
        };
        let secret = in_secret || self.is_secret(id);
        match (kind(shape), &mut *value) {
            ("string", Value::String(text)) if secret => mark(text),
            ("blob", Value::String(text)) if secret => {
                let bytes = base64::decode(&*text).unwrap();
                let mut inner = String::from_utf8(bytes).unwrap();
                mark(&mut inner);
                *text = base64::encode(inner);
            }
            _ => {}
        }
        within.push(id);
        for (step, target) in self.children(id) {
            if fill && !within.contains(&target) {
                self.fill(shape, &step, target, secret, value);
            }
            for value in values_at_mut(&step, value) {
                self.rewrite(target, value, secret, fill, within);
            }
        }
        within.pop();
    }

    /// Adds what is not there, if it is a secret or holds one, or if the SDK cannot do without.
    fn fill(self, shape: &Value, step: &str, target: &str, in_secret: bool, value: &mut Value) {
        let member = &shape["members"][step.trim_start_matches('.')];
        let required = !member["traits"]["smithy.api#required"].is_null();
        if !required && !self.holds_secret(target, in_secret, &mut Vec::new()) {
            return;
        }
        let blank = blank(target, self.0.shape(target));
        match (kind(shape), value) {
            ("structure", Value::Object(members)) => {
                let name = step.trim_start_matches('.').to_owned();
                members.entry(name).or_insert(blank);
            }
            ("union", Value::Object(members)) if members.is_empty() => {
                members.insert(step.trim_start_matches('.').to_owned(), blank);
            }
            ("list", Value::Array(items)) if items.is_empty() => items.push(blank),
            ("map", Value::Object(entries)) if entries.is_empty() => {
                entries.insert("key".to_owned(), blank);
            }
            _ => {}
        }
    }

    fn holds_secret(self, id: &'_ str, in_secret: bool, within: &mut Vec<String>) -> bool {
        let secret = in_secret || self.is_secret(id);
        let is_text = self
            .0
            .shape(id)
            .is_some_and(|it| matches!(kind(it), "string" | "blob"));
        if secret && is_text {
            return true;
        }
        if within.iter().any(|it| it == id) {
            return false;
        }
        within.push(id.to_owned());
        let children = self.children(id);
        let holds = children
            .into_iter()
            .any(|(_, target)| self.holds_secret(target, secret, within));
        within.pop();
        holds
    }
}

/// A text that is JSON is marked where it is written: a mark in front would make it none.
fn mark(text: &mut String) {
    if !text.starts_with(['{', '[']) && !betrays(text) {
        *text = sentinel(text);
    }
}

fn kind(shape: &Value) -> &str {
    shape["type"].as_str().unwrap_or_default()
}

fn members(shape: &Value) -> impl Iterator<Item = (&String, &Value)> {
    shape["members"].as_object().into_iter().flatten()
}

/// A value of this shape with nothing in it.
fn blank(id: &str, shape: Option<&Value>) -> Value {
    let of_prelude = id.split('#').next_back().unwrap_or_default().to_lowercase();
    match shape.map_or(&*of_prelude, kind) {
        "structure" | "union" | "map" => Value::Object(Map::new()),
        "list" => Value::Array(Vec::new()),
        "blob" => Value::String(base64::encode("new")),
        "boolean" => Value::Bool(false),
        "timestamp" | "integer" | "long" | "double" => Value::from(0),
        _ => Value::String("new".to_owned()),
    }
}

fn values_at<'a>(step: &str, value: &'a Value) -> Vec<&'a Value> {
    match step {
        "[]" => value.as_array().into_iter().flatten().collect(),
        "{}" => value
            .as_object()
            .into_iter()
            .flat_map(Map::values)
            .collect(),
        member => value.get(&member[1..]).into_iter().collect(),
    }
}

fn values_at_mut<'a>(step: &str, value: &'a mut Value) -> Vec<&'a mut Value> {
    match step {
        "[]" => value.as_array_mut().into_iter().flatten().collect(),
        "{}" => value
            .as_object_mut()
            .into_iter()
            .flat_map(Map::values_mut)
            .collect(),
        member => value.get_mut(&member[1..]).into_iter().collect(),
    }
}

/// Every text in `value`, keys aside: they are names.
fn texts(value: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        Value::String(text) => Box::new(std::iter::once(&**text)),
        Value::Array(items) => Box::new(items.iter().flat_map(texts)),
        Value::Object(entries) => Box::new(entries.values().flat_map(texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Box::new(std::iter::empty()),
    }
}

#[test]
fn a_secret_is_recognized_in_every_form() {
    let secret = sentinel("blue");
    let bytes = secret.as_bytes();
    let listed = format!("{bytes:#?}");
    let texts = [
        base64::encode(&secret),
        format!("{bytes:?}"),
        listed,
        secret,
    ];
    for text in texts {
        assert!(betrays(&format!("Some({text})")), "{text}");
    }
    for text in ["", "sentinel", "115, 51", "blue"] {
        assert!(!betrays(text), "{text}");
    }
}
