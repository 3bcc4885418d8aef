//! `DescribeParameters`: filters and pages.

use serde_json::{Value, json};
use winterbaume_core::MockResponse;
use winterbaume_ssm::SsmState;
use winterbaume_ssm::types::Parameter;

use crate::backend::{self, seconds, strings};
use crate::protocol::json_error;

/// The most that a page has, which is what it has unless asked for less.
const PAGE: usize = 50;
/// The most values that a filter takes.
const VALUES: usize = 50;
/// The tier of all parameters: winterbaume has no other.
const TIER: &str = "Standard";

/// What is to be listed.
pub(super) struct Listing<'a> {
    filters: Vec<Filter<'a>>,
    page: usize,
    /// The name that the page begins with.
    from: &'a str,
}

struct Filter<'a> {
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
    /// A page cannot have the size that is asked for.
    Page,
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
            Self::Page => backend::out_of_bounds("maxResults", "value", 1..=PAGE),
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
    /// What the input asks for.
    pub(super) fn parse(input: &'a Value) -> Result<Self, Refusal<'a>> {
        let filters = input["ParameterFilters"].as_array().into_iter().flatten();
        let filters: Result<Vec<Filter<'_>>, Refusal<'_>> = filters.map(Filter::parse).collect();
        let page = match &input["MaxResults"] {
            Value::Null => PAGE,
            asked => asked
                .as_u64()
                .and_then(|asked| usize::try_from(asked).ok())
                .filter(|asked| (1..=PAGE).contains(asked))
                .ok_or(Refusal::Page)?,
        };
        Ok(Self {
            filters: filters?,
            page,
            from: input["NextToken"].as_str().unwrap_or_default(),
        })
    }

    /// The page, in the order of the names.
    pub(super) fn page(&self, state: &SsmState) -> Value {
        let all = state.parameters.values();
        let mut found: Vec<&Parameter> = all
            .filter(|parameter| parameter.name.as_str() >= self.from)
            .filter(|parameter| self.filters.iter().all(|filter| filter.passes(parameter)))
            .collect();
        found.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        let next = found.get(self.page).map(|parameter| &parameter.name);
        let page: Vec<Value> = found
            .iter()
            .take(self.page)
            .map(|it| metadata(it))
            .collect();
        match next {
            Some(next) => json!({ "Parameters": page, "NextToken": next }),
            None => json!({ "Parameters": page }),
        }
    }
}

impl<'a> Filter<'a> {
    fn parse(filter: &'a Value) -> Result<Self, Refusal<'a>> {
        let key = filter["Key"].as_str().unwrap_or_default();
        if !matches!(key, "Name" | "Type" | "DataType" | "Tier") && !key.starts_with("tag:") {
            return Err(Refusal::Key(key));
        }
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
    fn passes(&self, parameter: &Parameter) -> bool {
        let text = match self.key {
            "Name" => &parameter.name,
            "Type" => &parameter.r#type,
            "DataType" => &parameter.data_type,
            "Tier" => TIER,
            tag => match parameter.tags.get(tag.trim_start_matches("tag:")) {
                Some(_) if self.values.is_empty() => return true,
                Some(value) => value,
                None => return false,
            },
        };
        self.values.iter().any(|value| (self.matches)(text, value))
    }
}

fn metadata(parameter: &Parameter) -> Value {
    json!({
        "Name": parameter.name,
        "ARN": parameter.arn,
        "Type": parameter.r#type,
        "LastModifiedDate": seconds(parameter.last_modified_date.timestamp_millis()),
        "Version": parameter.version,
        "DataType": parameter.data_type,
        "Tier": TIER,
    })
}
