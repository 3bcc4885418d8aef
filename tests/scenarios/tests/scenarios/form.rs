//! Requests of the query protocol, which are forms.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use serde_json::{Map, Value};

/// The operation, and the input as a service of the JSON protocol would be sent it; all of it is text. `None` of a
/// request that is no form.
pub(crate) fn read(request: &HttpRequest) -> Option<(String, Value)> {
    let is_form = request.headers().get("content-type")? == "application/x-www-form-urlencoded";
    let body = request.body().bytes().filter(|_| is_form)?;
    let (mut operation, mut input) = (String::new(), Value::Object(Map::new()));
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "Action" => operation = value.into_owned(),
            "Version" => {}
            name => {
                let path: Vec<&str> = name.split('.').collect();
                put(&mut input, &path, &value);
            }
        }
    }
    Some((operation, input))
}

/// Items of lists are numbered from 1, as in `Tags.member.1.Key`.
fn put(at: &mut Value, path: &[&str], text: &str) {
    match path {
        [] => *at = text.into(),
        ["member" | "entry", number, rest @ ..] => {
            let index = number.parse::<usize>().unwrap() - 1;
            if !at.is_array() {
                *at = Value::Array(Vec::new());
            }
            let items = at.as_array_mut().unwrap();
            items.resize(items.len().max(index + 1), Value::Null);
            put(&mut items[index], rest, text);
        }
        [name, rest @ ..] => {
            if !at.is_object() {
                *at = Value::Object(Map::new());
            }
            put(&mut at[*name], rest, text);
        }
    }
}
