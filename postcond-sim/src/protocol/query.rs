//! The query protocol: a request is a form of names like `Tags.member.1.Key`, and an answer is XML.

use std::collections::BTreeMap;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use serde_json::{Map, Value};

/// A service that is asked so, and the shapes of its inputs and outputs.
pub(crate) struct Query {
    /// What its requests say to be of.
    version: String,
    namespace: String,
    shapes: Value,
}

/// What a form says, by its names.
type Form = BTreeMap<String, String>;

impl Query {
    /// With the shapes of a model, whose ids begin with `com.amazonaws.` and the namespace.
    pub(crate) fn new(version: &str, namespace: &str, mut model: Value) -> Self {
        Self {
            version: version.to_owned(),
            namespace: namespace.to_owned(),
            shapes: model["shapes"].take(),
        }
    }

    pub(super) fn operation(&self, body: &[u8]) -> Option<String> {
        let mut form = form(body);
        let is_of_version = form.get("Version").is_some_and(|it| *it == self.version);
        form.remove("Action").filter(|_| is_of_version)
    }

    pub(super) fn input(&self, operation: &str, body: &[u8]) -> Value {
        match self.end(operation, "input") {
            Some(id) => self.read(id, "", &form(body)),
            None => Value::Object(Map::new()),
        }
    }

    /// The shape of an operation's input or output. `None` if it has no members: its target is the prelude's.
    fn end(&self, operation: &str, end: &str) -> Option<&str> {
        let id = format!("com.amazonaws.{}#{operation}", self.namespace);
        let target = self.shapes[&id][end]["target"].as_str();
        target.filter(|id| !self.shapes[*id].is_null())
    }

    /// What the form says under this name.
    fn read(&self, id: &str, name: &str, form: &Form) -> Value {
        let shape = &self.shapes[id];
        let text = || form.get(name).cloned().unwrap_or_default();
        match shape["type"].as_str().unwrap_or_default() {
            "structure" => {
                let members = members(shape).map(|(member, id)| (member, id, below(name, member)));
                let given = members.filter(|(_, _, name)| is_given(form, name));
                let read =
                    given.map(|(member, id, name)| (member.clone(), self.read(id, &name, form)));
                Value::Object(read.collect())
            }
            "list" => {
                let id = target(&shape["member"]);
                let items = entries(form, &below(name, "member"));
                items.map(|item| self.read(id, &item, form)).collect()
            }
            "map" => {
                let id = target(&shape["value"]);
                let entries = entries(form, &below(name, "entry"));
                let read = entries.map(|entry| {
                    let key = form.get(&below(&entry, "key")).cloned();
                    (
                        key.unwrap_or_default(),
                        self.read(id, &below(&entry, "value"), form),
                    )
                });
                Value::Object(read.collect())
            }
            "boolean" => Value::Bool(text() == "true"),
            "integer" | "long" => text().parse::<i64>().map_or(Value::Null, Value::from),
            _ => Value::String(text()),
        }
    }

    /// What is no object is written as it is: an answer that makes no sense.
    pub(super) fn output(&self, operation: &str, output: &Value) -> String {
        if !output.is_object() {
            return output.to_string();
        }
        let namespace = format!(
            "https://{0}.amazonaws.com/doc/{1}/",
            self.namespace, self.version
        );
        let root = format!("{operation}Response");
        written(|writer| {
            let root = writer.create_element(root.as_str());
            let root = root.with_attribute(("xmlns", namespace.as_str()));
            root.write_inner_content(|writer| {
                if let Some(id) = self.end(operation, "output") {
                    self.write(writer, &format!("{operation}Result"), id, output)?;
                }
                Ok(())
            })?;
            Ok(())
        })
    }

    fn write(&self, writer: &mut Xml, name: &str, id: &str, value: &Value) -> std::io::Result<()> {
        let shape = &self.shapes[id];
        let element = writer.create_element(name);
        match (shape["type"].as_str().unwrap_or_default(), value) {
            (_, Value::Null) => return Ok(()),
            ("structure", Value::Object(given)) => {
                element.write_inner_content(|writer| {
                    let mut members = members(shape);
                    members.try_for_each(|(member, id)| match given.get(member) {
                        Some(value) => self.write(writer, member, id, value),
                        None => Ok(()),
                    })
                })?;
            }
            ("list", Value::Array(items)) => {
                let id = target(&shape["member"]);
                element.write_inner_content(|writer| {
                    let mut items = items.iter();
                    items.try_for_each(|item| self.write(writer, "member", id, item))
                })?;
            }
            ("map", Value::Object(entries)) => {
                element.write_inner_content(|writer| {
                    let mut entries = entries.iter();
                    entries.try_for_each(|entry| self.write_entry(writer, shape, entry))
                })?;
            }
            ("timestamp", Value::Number(seconds)) => {
                let date = DateTime::from_secs_f64(seconds.as_f64().unwrap_or_default());
                let date = date.fmt(Format::DateTime).unwrap_or_default();
                element.write_text_content(BytesText::new(&date))?;
            }
            (_, Value::String(text)) => {
                element.write_text_content(BytesText::new(text))?;
            }
            (_, other) => {
                element.write_text_content(BytesText::new(&other.to_string()))?;
            }
        }
        Ok(())
    }

    fn write_entry(
        &self,
        writer: &mut Xml,
        map: &Value,
        (key, value): (&String, &Value),
    ) -> std::io::Result<()> {
        let entry = writer.create_element("entry");
        entry.write_inner_content(|writer| {
            let element = writer.create_element("key");
            element.write_text_content(BytesText::new(key))?;
            self.write(writer, "value", target(&map["value"]), value)
        })?;
        Ok(())
    }
}

/// An error as the query protocol has it.
pub(super) fn error(status: u16, code: &str, message: &str) -> String {
    let fault = if status < 500 { "Sender" } else { "Receiver" };
    written(|writer| {
        let root = writer.create_element("ErrorResponse");
        root.write_inner_content(|writer| {
            let error = writer.create_element("Error");
            error.write_inner_content(|writer| {
                for (name, text) in [("Type", fault), ("Code", code), ("Message", message)] {
                    let element = writer.create_element(name);
                    element.write_text_content(BytesText::new(text))?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

type Xml = Writer<Vec<u8>>;

/// What is written into memory, where nothing fails.
fn written(write: impl FnOnce(&mut Xml) -> std::io::Result<()>) -> String {
    let mut writer = Writer::new(Vec::new());
    // Into memory: an error could only be one of the formatter's own.
    let _ = write(&mut writer);
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}

fn form(body: &[u8]) -> Form {
    form_urlencoded::parse(body).into_owned().collect()
}

fn below(name: &str, member: &str) -> String {
    match name {
        "" => member.to_owned(),
        name => format!("{name}.{member}"),
    }
}

/// Whether the form says anything under this name.
fn is_given(form: &Form, name: &str) -> bool {
    let below = format!("{name}.");
    let mut from_here = form.range(below.clone()..);
    form.contains_key(name)
        || from_here
            .next()
            .is_some_and(|(key, _)| key.starts_with(&below))
}

/// The names of the entries of a list or a map, which are numbered from 1.
fn entries<'a>(form: &'a Form, name: &str) -> impl Iterator<Item = String> + use<'a> {
    let name = name.to_owned();
    let names = (1..).map(move |number| format!("{name}.{number}"));
    names.take_while(|name| is_given(form, name))
}

fn members(shape: &Value) -> impl Iterator<Item = (&String, &str)> {
    let members = shape["members"].as_object().into_iter().flatten();
    members.map(|(name, member)| (name, target(member)))
}

fn target(member: &Value) -> &str {
    member["target"].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn iam() -> Query {
        let model = serde_json::from_str(postcond_models::IAM.ast).unwrap();
        Query::new("2010-05-08", "iam", model)
    }

    #[test]
    fn a_form_is_read_as_the_model_has_it() {
        let body = b"Action=CreateRole&Version=2010-05-08&RoleName=a%2Bb+c&MaxSessionDuration=3600\
            &Tags.member.1.Key=team&Tags.member.1.Value=&Tags.member.2.Key=x&Tags.member.2.Value=y";
        assert_eq!(iam().operation(body).as_deref(), Some("CreateRole"));
        let expected = json!({
            "RoleName": "a+b c",
            "MaxSessionDuration": 3600,
            "Tags": [{"Key": "team", "Value": ""}, {"Key": "x", "Value": "y"}],
        });
        assert_eq!(iam().input("CreateRole", body), expected);
        let properties = b"Properties.entry.1.key=a&Properties.entry.1.value=true";
        let expected = json!({"Properties": {"a": "true"}});
        assert_eq!(iam().input("PutAccountProperties", properties), expected);
        let flag = iam().input("CreatePolicyVersion", b"SetAsDefault=true");
        assert_eq!(flag, json!({"SetAsDefault": true}));
    }

    #[test]
    fn another_version_is_of_another_service() {
        let body = b"Action=GetCallerIdentity&Version=2011-06-15";
        assert_eq!(iam().operation(body), None);
        assert_eq!(iam().operation(b"Action=GetRole"), None);
    }

    #[test]
    fn an_output_is_written_as_the_model_has_it() {
        let output = json!({"Role": {
            "RoleName": "a<b",
            "CreateDate": 1_767_225_600,
            "Tags": [{"Key": "k", "Value": "v"}],
            "Description": null,
        }});
        let expected = "<GetRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetRoleResult><Role>\
            <RoleName>a&lt;b</RoleName><CreateDate>2026-01-01T00:00:00Z</CreateDate>\
            <Tags><member><Key>k</Key><Value>v</Value></member></Tags>\
            </Role></GetRoleResult></GetRoleResponse>";
        assert_eq!(iam().output("GetRole", &output), expected);
        let summary = iam().output("GetAccountSummary", &json!({"SummaryMap": {"Users": 2}}));
        let entry = "<SummaryMap><entry><key>Users</key><value>2</value></entry></SummaryMap>";
        assert!(summary.contains(entry), "{summary}");
    }

    #[test]
    fn an_error_says_whose_fault_it_is() {
        let gone = error(404, "NoSuchEntity", "it's gone");
        let expected = "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code>\
            <Message>it&apos;s gone</Message></Error></ErrorResponse>";
        assert_eq!(gone, expected);
        assert!(error(500, "ServiceFailure", "").contains("<Type>Receiver</Type>"));
    }
}
