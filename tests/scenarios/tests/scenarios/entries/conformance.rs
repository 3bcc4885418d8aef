//! Scripted answers are ones that the service could give: every member, every enumeration's value
//! and every error is in its model.

use serde_json::Value;

use super::{Reply, all};
use crate::model::Model;

/// Codes that no model declares.
const UNDECLARED: &[&str] = &[
    "AccessDenied",
    "AccessDeniedException",
    // What stands in for AWS says so.
    "InvalidAction",
    "InvalidClientTokenId",
    "ParameterVersionLabelNotFound",
    "ThrottlingException",
    "UnknownOperationException",
    "ValidationError",
    "ValidationException",
];

impl Model {
    /// What is wrong with `answer` as the output of `operation`.
    fn output(&self, operation: &str, answer: &Value, problems: &mut Vec<String>) {
        if let Some(target) = self.target(operation, "output") {
            self.value(target, answer, operation, problems);
        }
    }

    fn error(&self, operation: &str, code: &str, problems: &mut Vec<String>) {
        let errors = self.named(operation)["errors"].as_array();
        let targets = errors
            .into_iter()
            .flatten()
            .filter_map(|it| it["target"].as_str());
        let declared = targets.map(|id| {
            let code = &self.shape(id).unwrap_or(&Value::Null)["traits"]["aws.protocols#awsQueryError"]["code"];
            let name = id.split('#').next_back().unwrap_or_default();
            code.as_str().unwrap_or(name)
        });
        let mut known = declared.chain(UNDECLARED.iter().copied());
        if !known.any(|known| known == code) {
            problems.push(format!("{operation}: {code} is not declared"));
        }
    }

    fn value(&self, id: &str, value: &Value, at: &str, problems: &mut Vec<String>) {
        let Some(shape) = self.shape(id) else {
            return; // of the prelude
        };
        match (shape["type"].as_str().unwrap_or_default(), value) {
            ("structure" | "union", Value::Object(members)) => {
                for (name, value) in members {
                    let at = format!("{at}.{name}");
                    match shape["members"][name]["target"].as_str() {
                        Some(target) => self.value(target, value, &at, problems),
                        None => problems.push(format!("{at}: no such member")),
                    }
                }
            }
            ("list", Value::Array(items)) => {
                let target = shape["member"]["target"].as_str().unwrap_or_default();
                items
                    .iter()
                    .for_each(|item| self.value(target, item, at, problems));
            }
            ("map", Value::Object(entries)) => {
                let target = shape["value"]["target"].as_str().unwrap_or_default();
                entries
                    .values()
                    .for_each(|value| self.value(target, value, at, problems));
            }
            ("enum", Value::String(text)) => {
                let members = shape["members"].as_object().into_iter().flatten();
                let mut values = members.map(|(name, member)| {
                    let value = member["traits"]["smithy.api#enumValue"].as_str();
                    value.unwrap_or(name)
                });
                // What a newer service might say.
                if text != "Newer" && !values.any(|value| value == text) {
                    problems.push(format!("{at}: no such value: {text}"));
                }
            }
            // A blob is text in base64.
            ("string" | "blob", Value::String(_))
            | ("timestamp" | "integer" | "long" | "double", Value::Number(_))
            | ("boolean", Value::Bool(_)) => {}
            (kind, _) => problems.push(format!("{at}: not a {kind}")),
        }
    }
}

#[test]
fn every_answer_is_one_that_the_model_knows() {
    let mut problems = Vec::new();
    for entry in all() {
        let model = Model::of(entry.service);
        let mut wrong = Vec::new();
        model.output(entry.operation, &entry.output, &mut wrong);
        for read in entry.lines.iter().flat_map(|line| &line.reads) {
            match &read.reply {
                Reply::Json(answer) => model.output(read.operation, answer, &mut wrong),
                Reply::Error(code) => model.error(read.operation, code, &mut wrong),
            }
        }
        problems.extend(
            wrong
                .into_iter()
                .map(|problem| format!("{}: {problem}", entry.name)),
        );
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
