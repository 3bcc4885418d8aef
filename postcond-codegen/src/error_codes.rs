//! What the overlay says of a service's own error codes.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::error::Collector;
use crate::ir::{ErrorCode, ErrorKind};
use crate::model::{Model, Shape, Traits};
use crate::names::local_name;
use crate::prose::did_you_mean;
use crate::traits::{AWS_QUERY_ERROR, ERROR, ERROR_CODES};

/// The kinds by their names in an overlay.
const KINDS: &[(&str, ErrorKind)] = &[
    ("throttled", ErrorKind::Throttled),
    ("transient", ErrorKind::Transient),
    ("denied", ErrorKind::Denied),
    ("credentials", ErrorKind::Credentials),
];

/// The codes that the service with the shape `id` declares; everything that is wrong with them is reported.
pub(crate) fn declared(
    model: &Model,
    id: &str,
    traits: &Traits,
    errors: &mut Collector,
) -> Vec<ErrorCode> {
    let mut found: Vec<ErrorCode> = Vec::new();
    for (kind, codes) in entries(traits) {
        let wrong = |what: String| model.overlay_error(id, format!("has {ERROR_CODES}: {what}"));
        let Some((_, kind_of)) = KINDS.iter().find(|(name, _)| *name == kind) else {
            let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
            let known = names.join(", ");
            let meant = did_you_mean(kind, &names);
            errors.push(wrong(format!(
                "`{kind}` is no kind{meant}: there are {known}"
            )));
            continue;
        };
        let Some(codes) = codes.as_array().filter(|codes| !codes.is_empty()) else {
            errors.push(wrong(format!("`{kind}` must be a list of codes")));
            continue;
        };
        for code in codes {
            let is_code = |code: &&str| !code.is_empty() && !code.contains(char::is_whitespace);
            let Some(code) = code.as_str().filter(is_code) else {
                errors.push(wrong(format!("`{kind}` has {code}, which is no code")));
                continue;
            };
            if found.iter().any(|it| it.code == code) {
                errors.push(wrong(format!("names {code} twice: a code has one meaning")));
            }
            found.push(ErrorCode {
                kind: *kind_of,
                code: code.to_owned(),
            });
        }
    }
    found
}

/// What is to be said of codes that are those of no error in the model. Most codes that services have in common
/// are in no model, so this may be meant.
pub(crate) fn not_in_model(model: &Model) -> Vec<String> {
    let Ok((id, shape, _)) = model.service() else {
        return Vec::new();
    };
    let known: BTreeSet<&str> = model.shapes.iter().flat_map(codes_of).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let named = entries(&shape.traits).filter_map(|(kind, codes)| Some((kind, codes.as_array()?)));
    let named = named.flat_map(|(kind, codes)| codes.iter().map(move |code| (kind, code)));
    let named = named.filter_map(|(kind, code)| Some((kind, code.as_str()?)));
    let unknown = named.filter(|(_, code)| !known.contains(code));
    let said = unknown.map(|(kind, code)| {
        let meant = did_you_mean(code, &known);
        let what = "which is the code of no error in the model";
        let file = model.overlay.as_deref().unwrap_or(&model.file);
        format!(
            "{file}: {id} has {ERROR_CODES}: `{kind}` names {code}, {what}{meant}; it counts all the same"
        )
    });
    said.collect()
}

/// The lists of codes, by their kinds.
fn entries(traits: &Traits) -> impl Iterator<Item = (&str, &Value)> {
    let declared = traits.get(ERROR_CODES).and_then(Value::as_object);
    let declared = declared.into_iter().flat_map(Map::iter);
    declared.map(|(kind, codes)| (kind.as_str(), codes))
}

/// By what an error may be called on the wire: its name, and in the query protocol another word.
fn codes_of<'a>((id, shape): (&'a String, &'a Shape)) -> impl Iterator<Item = &'a str> {
    let is_error = shape.traits.contains_key(ERROR);
    let of_query = shape.traits.get(AWS_QUERY_ERROR);
    let of_query = of_query.and_then(|it| it.get("code")?.as_str());
    let codes = [Some(local_name(id)), of_query];
    codes.into_iter().flatten().filter(move |_| is_error)
}
