//! What an answer in XML says, whatever it is about.

use quick_xml::events::{BytesText, Event};
use quick_xml::{Reader, Writer};
use serde_json::{Map, Value};

/// What says nothing of the answer's content, and is another in each.
const METADATA: &str = "ResponseMetadata";

/// The elements by name, each a list; texts at the ends. `None` of what is no XML.
pub(crate) fn tree(xml: &str) -> Option<Value> {
    let mut reader = Reader::from_str(xml);
    // The elements that are open, with what they hold so far.
    let mut open: Vec<(String, Map<String, Value>, String)> = vec![Default::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                open.push((name(start.name().as_ref()), Map::new(), String::new()));
            }
            Event::Empty(empty) => add(&mut open, name(empty.name().as_ref()), Value::Null)?,
            Event::Text(text) => open.last_mut()?.2.push_str(&text.unescape().ok()?),
            Event::End(_) => {
                let (name, children, text) = open.pop()?;
                let value = match children.is_empty() {
                    true => Value::String(text.trim().to_owned()),
                    false => Value::Object(children),
                };
                add(&mut open, name, value)?;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let (_, root, _) = open.pop().filter(|_| open.is_empty())?;
    (!root.is_empty()).then_some(Value::Object(root))
}

fn add(
    open: &mut [(String, Map<String, Value>, String)],
    name: String,
    value: Value,
) -> Option<()> {
    let (_, children, _) = open.last_mut()?;
    if name != METADATA {
        let items = children
            .entry(name)
            .or_insert_with(|| Value::Array(Vec::new()));
        items.as_array_mut()?.push(value);
    }
    Some(())
}

/// The same XML, with texts replaced: `replace` is given the name of the element and its text. `None` where none is
/// replaced, and of what is no XML.
pub(crate) fn replaced(
    xml: &str,
    replace: impl Fn(&str, &str) -> Option<String>,
) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut writer = Writer::new(Vec::new());
    let (mut within, mut changed) = (String::new(), false);
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Eof => break,
            Event::Start(start) => within = name(start.name().as_ref()),
            Event::Text(text) => {
                if let Some(new) = replace(&within, &text.unescape().ok()?) {
                    changed = true;
                    writer.write_event(Event::Text(BytesText::new(&new))).ok()?;
                    continue;
                }
            }
            _ => {}
        }
        writer.write_event(event).ok()?;
    }
    String::from_utf8(writer.into_inner())
        .ok()
        .filter(|_| changed)
}

fn name(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn elements_become_lists_by_name() {
        let xml = "<R xmlns=\"u\"><A><member>1</member><member>&lt;</member></A><B/>\n  <C></C>\
            <ResponseMetadata><RequestId>x</RequestId></ResponseMetadata></R>";
        let expected = json!({"R": [{"A": [{"member": ["1", "<"]}], "B": [null], "C": [""]}]});
        assert_eq!(tree(xml).unwrap(), expected);
        for broken in ["", "{}", "<a><b></a>", "<a>"] {
            assert_eq!(tree(broken), None, "{broken}");
        }
    }

    #[test]
    fn only_the_texts_that_are_meant_are_replaced() {
        let xml = "<R><CreateDate>1</CreateDate><Name>1</Name></R>";
        let replace = |name: &str, text: &str| (name == "CreateDate").then(|| format!("{text}0"));
        let expected = "<R><CreateDate>10</CreateDate><Name>1</Name></R>";
        assert_eq!(replaced(xml, replace).as_deref(), Some(expected));
        assert_eq!(replaced(xml, |_, _| None), None);
    }
}
