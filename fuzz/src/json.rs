//! Mutations of JSON that leave it JSON: of plain bytes nearly all would only be refused by the parser.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// The document in `data` with one to four of its nodes changed, as `seed` says; `None` if it is no JSON.
#[must_use]
pub fn mutated(data: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut document: Value = serde_json::from_slice(data).ok()?;
    let mut rng = Rng::with_seed(seed.into());
    for _ in 0..rng.u8(1..5) {
        let mut words = Vec::new();
        let mut nodes = Vec::new();
        collect(&document, &mut words, &mut nodes);
        let place = rng.usize(..nodes.len());
        let other = nodes[rng.usize(..nodes.len())].clone();
        let mut left = place;
        if let Some(node) = nth(&mut document, &mut left) {
            change(node, other, &words, &mut rng);
        }
    }
    serde_json::to_vec(&document).ok()
}

/// All texts, keys among them, and all nodes in the order of [`nth`].
fn collect<'a>(node: &'a Value, words: &mut Vec<String>, nodes: &mut Vec<&'a Value>) {
    nodes.push(node);
    match node {
        Value::String(text) => words.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|it| collect(it, words, nodes)),
        Value::Object(members) => {
            for (key, value) in members {
                words.push(key.clone());
                collect(value, words, nodes);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn nth<'a>(node: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(node);
    }
    *left -= 1;
    match node {
        Value::Array(items) => items.iter_mut().find_map(|it| nth(it, left)),
        Value::Object(members) => members.values_mut().find_map(|it| nth(it, left)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn change(node: &mut Value, other: Value, words: &[String], rng: &mut Rng) {
    match node {
        Value::Object(members) if rng.bool() => change_members(members, other, words, rng),
        Value::Array(items) if rng.bool() => match (rng.u8(..3), items.len()) {
            (0, 1..) => drop(items.swap_remove(rng.usize(..items.len()))),
            (1, 1..) => items.push(items[rng.usize(..items.len())].clone()),
            _ => items.push(other),
        },
        Value::String(text) if rng.u8(..4) > 0 => *text = word(text, words, rng),
        Value::Number(_) if rng.bool() => *node = number(rng),
        _ => {
            *node = match rng.u8(..8) {
                0 => Value::Null,
                1 => json!(rng.bool()),
                2 => number(rng),
                3 => json!(word("", words, rng)),
                4 => json!([]),
                5 => json!({}),
                _ => other,
            }
        }
    }
}

fn change_members(members: &mut Map<String, Value>, other: Value, words: &[String], rng: &mut Rng) {
    let keys: Vec<String> = members.keys().cloned().collect();
    let key = rng.choice(keys).unwrap_or_default();
    match rng.u8(..4) {
        0 => drop(members.remove(&key)),
        1 => {
            let value = members.remove(&key).unwrap_or_default();
            members.insert(word(&key, words, rng), value);
        }
        2 => drop(members.insert(key, other)),
        _ => drop(members.insert(word(&key, words, rng), other)),
    }
}

/// A text of the document, or `text` with a change.
fn word(text: &str, words: &[String], rng: &mut Rng) -> String {
    const ODD: [char; 12] = [
        '#',
        '.',
        ':',
        '$',
        '_',
        '-',
        '9',
        'é',
        ' ',
        '"',
        '\\',
        '\u{1f600}',
    ];
    let at = |rng: &mut Rng| {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        rng.choice(places).unwrap_or_default()
    };
    match rng.u8(..6) {
        0 => String::new(),
        1 => text[..at(rng)].to_owned(),
        2 => text[at(rng)..].to_owned(),
        3 => {
            let (at, odd) = (at(rng), rng.choice(ODD).unwrap_or('#'));
            format!("{}{odd}{}", &text[..at], &text[at..])
        }
        _ => rng.choice(words).cloned().unwrap_or_default(),
    }
}

fn number(rng: &mut Rng) -> Value {
    match rng.u8(..6) {
        0 => json!(0),
        1 => json!(-1),
        2 => json!(u64::MAX),
        3 => json!(i64::MIN),
        4 => json!(rng.f64() * 1e300),
        _ => json!(rng.i32(..)),
    }
}
