//! `DescribeParameters`: filters and pages.

use serde_json::{Value, json};
use winterbaume_core::MockResponse;
use winterbaume_ssm::SsmState;
use winterbaume_ssm::types::Parameter;

use super::settings;
use crate::backend::{self, seconds, strings};
use crate::pages::Page;
use crate::protocol::json_error;

/// The most that a page has, which is what it has unless asked for less.
const PAGE: usize = 50;
/// The most values that a filter takes.
const VALUES: usize = 50;

/// What is to be listed.
pub(super) struct Listing<'a> {
    filters: Vec<Filter<'a>>,
    page: Page<'a>,
    /// Whether it is about parameters of other accounts, of which there are none.
    shared: bool,
}

pub(super) struct Filter<'a> {
    key: &'a str,
    matches: fn(&str, &str) -> bool,
    values: Vec<&'a str>,
}

/// Why nothing is listed.
pub(super) enum Refusal<'a> {
    /// The simulator cannot filter by this.
    Key(&'a str),
    /// There is no such comparison.
    Option(&'a str),
    /// A filter has too many values.
    Values,
    /// The filters are of the form that came before this one.
    Outdated,
}

impl Refusal<'_> {
    pub(super) fn answer(&self) -> MockResponse {
        match self {
            Self::Key(key) => {
                let message = format!("The simulator does not filter parameters by \"{key}\".");
                json_error(400, "InvalidFilterKey", &message)
            }
            Self::Option(option) => {
                let message = format!("The filter option \"{option}\" is not valid.");
                json_error(400, "InvalidFilterOption", &message)
            }
            Self::Values => {
                backend::out_of_bounds("parameterFilters.member.values", "length", 1..=VALUES)
            }
            Self::Outdated => {
                let message = "The simulator knows ParameterFilters only, not Filters.";
                json_error(400, "ValidationException", message)
            }
        }
    }
}

/// The names that a request is limited to, if it is.
pub(super) fn names(input: &Value) -> Option<Vec<&str>> {
    let mut filters = input["ParameterFilters"].as_array()?.iter();
    let equals = |filter: &&Value| {
        filter["Key"] == "Name" && filter["Option"].as_str().is_none_or(|it| it == "Equals")
    };
    let by_name = filters.find(equals)?;
    Some(strings(&by_name["Values"]).collect())
}

impl<'a> Listing<'a> {
    /// What the input asks for, or the answer that refuses it.
    pub(super) fn parse(input: &'a Value) -> Result<Self, Box<MockResponse>> {
        let filters = &input["Filters"];
        if filters.as_array().is_some_and(|it| !it.is_empty()) {
            return Err(Refusal::Outdated.answer().into());
        }
        let is_known = |key: &str| {
            matches!(key, "Name" | "Type" | "DataType" | "Tier" | "KeyId")
                || key.starts_with("tag:")
        };
        let filters = Filter::all(&input["ParameterFilters"], is_known);
        Ok(Self {
            filters: filters.map_err(|refusal| Box::new(refusal.answer()))?,
            page: Page::parse(input, 1..=PAGE)?,
            shared: input["Shared"] == true,
        })
    }

    /// The page, in the order of the names.
    pub(super) fn page(&self, state: &SsmState) -> Value {
        let all = state.parameters.values().filter(|_| !self.shared);
        let found = all
            .filter(|it| self.filters.iter().all(|filter| filter.passes(state, it)))
            .map(|it| (it.name.clone(), it));
        let mut output = json!({});
        let shown = |it| metadata(state, it);
        self.page
            .show(&mut output, "Parameters", found.collect(), shown);
        output
    }
}

impl<'a> Filter<'a> {
    /// What a list of filters asks for, if all keys are known.
    pub(super) fn all(
        filters: &'a Value,
        is_known: impl Fn(&str) -> bool,
    ) -> Result<Vec<Self>, Refusal<'a>> {
        let filters = filters.as_array().into_iter().flatten();
        filters
            .map(|filter| match filter["Key"].as_str().unwrap_or_default() {
                key if is_known(key) => Self::parse(key, filter),
                key => Err(Refusal::Key(key)),
            })
            .collect()
    }

    fn parse(key: &'a str, filter: &'a Value) -> Result<Self, Refusal<'a>> {
        let matches: fn(&str, &str) -> bool = match filter["Option"].as_str() {
            None | Some("Equals") => |text, value| text == value,
            Some("BeginsWith") => |text, value| text.starts_with(value),
            Some("Contains") => |text, value| text.contains(value),
            Some(option) => return Err(Refusal::Option(option)),
        };
        let values: Vec<&str> = strings(&filter["Values"]).collect();
        if values.len() > VALUES {
            return Err(Refusal::Values);
        }
        Ok(Self {
            key,
            matches,
            values,
        })
    }

    /// Without values, a filter by tag asks for the key alone.
    pub(super) fn passes(&self, state: &SsmState, parameter: &Parameter) -> bool {
        let text = match self.key {
            "Name" => &parameter.name,
            "Type" => &parameter.r#type,
            "DataType" => &parameter.data_type,
            "Tier" => settings::tier(state, &parameter.name),
            "KeyId" => match settings::key(state, parameter) {
                Some(key) => key,
                None => return false,
            },
            tag => match parameter.tags.get(tag.trim_start_matches("tag:")) {
                Some(_) if self.values.is_empty() => return true,
                Some(value) => value,
                None => return false,
            },
        };
        self.values.iter().any(|value| (self.matches)(text, value))
    }
}

fn metadata(state: &SsmState, parameter: &Parameter) -> Value {
    let mut metadata = json!({
        "Name": parameter.name,
        "ARN": parameter.arn,
        "Type": parameter.r#type,
        "LastModifiedDate": seconds(parameter.last_modified_date.timestamp_millis()),
        "Version": parameter.version,
        "DataType": parameter.data_type,
    });
    settings::show(state, parameter, &mut metadata);
    metadata
}
