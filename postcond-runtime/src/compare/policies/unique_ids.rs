//! Principals that an attached policy shows as their unique ids, `AROA...` or `AIDA...`.

use std::collections::BTreeSet;

use super::document::{Document, Element, Names, Statement};

/// The unique ids of `attached`, if they are all in which it differs from `given`.
pub(super) fn shown(given: &Document, attached: &Document) -> Option<Vec<String>> {
    if given.elements != attached.elements {
        return None;
    }
    let only_given = given.statements.difference(&attached.statements);
    let mut only_given: Vec<&Statement> = only_given.collect();
    let mut ids = BTreeSet::new();
    for attached in attached.statements.difference(&given.statements) {
        let found = only_given.iter().enumerate().find_map(|(at, given)| {
            let ids = shown_in_statement(given, attached)?;
            Some((at, ids))
        });
        let (at, shown) = found?;
        only_given.remove(at);
        ids.extend(shown);
    }
    only_given.is_empty().then(|| ids.into_iter().collect())
}

fn shown_in_statement(given: &Statement, attached: &Statement) -> Option<Vec<String>> {
    if !given.0.keys().eq(attached.0.keys()) {
        return None;
    }
    let mut ids = Vec::new();
    for (given, attached) in given.0.values().zip(attached.0.values()) {
        if given != attached {
            ids.extend(shown_in_element(given, attached)?);
        }
    }
    Some(ids)
}

fn shown_in_element(given: &Element, attached: &Element) -> Option<Vec<String>> {
    let (Element::Principals(given), Element::Principals(attached)) = (given, attached) else {
        return None;
    };
    if !given.keys().eq(attached.keys()) {
        return None;
    }
    let mut ids = Vec::new();
    for ((kind, given), attached) in given.iter().zip(attached.values()) {
        if given != attached {
            ids.extend(shown_of_type(kind, given, attached)?);
        }
    }
    Some(ids)
}

/// Each id stands for one principal of its own type.
fn shown_of_type(kind: &str, given: &Names, attached: &Names) -> Option<Vec<String>> {
    if kind != "AWS" {
        return None;
    }
    let by_id = attached.difference(given);
    let by_id: Option<Vec<_>> = by_id.map(|id| Some((type_of_id(id)?, id))).collect();
    let by_id = by_id?;
    let mut of_ids: Vec<_> = by_id.iter().map(|(kind, _)| *kind).collect();
    let by_arn = given.difference(attached);
    let of_arns: Option<Vec<_>> = by_arn.map(|arn| type_of_arn(arn)).collect();
    let mut of_arns = of_arns?;
    of_ids.sort_unstable();
    of_arns.sort_unstable();
    let ids = || by_id.iter().map(|(_, id)| (*id).clone()).collect();
    (of_ids == of_arns).then(ids)
}

/// What a unique id names. That of a session is its role's, with the session's name after a colon.
fn type_of_id(id: &str) -> Option<&'static str> {
    let (id, session) = match id.split_once(':') {
        Some((id, session)) => (id, Some(session)),
        None => (id, None),
    };
    let is_unique_id = id.len() >= 16
        && id
            .bytes()
            .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    match (id.get(..4)?, session) {
        _ if !is_unique_id => None,
        ("AROA", None) => Some("role"),
        ("AROA", Some(_)) => Some("assumed-role"),
        ("AIDA", None) => Some("user"),
        _ => None,
    }
}

/// What an ARN like `arn:aws:iam::123456789012:role/reader` names, if it can have a unique id.
fn type_of_arn(arn: &str) -> Option<&str> {
    let resource = arn.strip_prefix("arn:")?.split(':').nth(4)?;
    let (kind, _) = resource.split_once('/')?;
    matches!(kind, "role" | "assumed-role" | "user").then_some(kind)
}
