//! How a parameter is given to be read: by name or by ARN, in its latest version or in the one that a selector says.

use serde_json::{Value, json};
use winterbaume_core::MockResponse;
use winterbaume_ssm::SsmState;
use winterbaume_ssm::types::{Parameter, ParameterVersion};

use crate::backend::seconds;
use crate::protocol::json_error;

/// What `name:selector` or `arn:...:parameter/name:selector` gives, taken apart.
pub(super) struct Named<'a> {
    /// One name; two for an ARN, which is the same for `/name` and `name`.
    pub(super) names: Vec<&'a str>,
    /// A number or a label.
    pub(super) selector: Option<&'a str>,
    /// The ARN without the selector.
    arn: Option<&'a str>,
}

impl<'a> Named<'a> {
    pub(super) fn parse(given: &'a str) -> Self {
        match given.split_once(":parameter/") {
            Some((_, rest)) if given.starts_with("arn:") => {
                let name_at = given.len() - rest.len();
                let end = given[name_at..].find(':').map(|colon| name_at + colon);
                let (arn, selector) = match end {
                    Some(end) => (&given[..end], Some(&given[end + 1..])),
                    None => (given, None),
                };
                Self {
                    names: vec![&arn[name_at - 1..], &arn[name_at..]],
                    selector,
                    arn: Some(arn),
                }
            }
            _ => {
                let (name, selector) = match given.split_once(':') {
                    Some((name, selector)) => (name, Some(selector)),
                    None => (given, None),
                };
                Self {
                    names: vec![name],
                    selector,
                    arn: None,
                }
            }
        }
    }

    fn find<'s>(&self, state: &'s SsmState) -> Option<&'s Parameter> {
        let mut named = self
            .names
            .iter()
            .filter_map(|name| state.parameters.get(*name));
        named.find(|parameter| self.arn.is_none_or(|arn| arn == parameter.arn))
    }
}

/// What is not found.
#[derive(Debug, thiserror::Error)]
pub(super) enum Missing<'a> {
    #[error("Parameter {0} not found.")]
    Parameter(&'a str),
    #[error("Systems Manager could not find version {1} of {0}.")]
    Version(String, &'a str),
}

impl Missing<'_> {
    pub(super) fn answer(&self) -> MockResponse {
        let code = match self {
            Self::Parameter(_) => "ParameterNotFound",
            Self::Version(..) => "ParameterVersionNotFound",
        };
        json_error(400, code, &self.to_string())
    }
}

/// The version that is given, as `GetParameter` returns it.
pub(super) fn read<'a>(state: &SsmState, given: &'a str) -> Result<Value, Missing<'a>> {
    let named = Named::parse(given);
    let parameter = named.find(state).ok_or(Missing::Parameter(given))?;
    let Some(selector) = named.selector else {
        return Ok(latest(parameter));
    };
    let selects = |version: &&ParameterVersion| match selector.parse::<i64>() {
        Ok(number) => version.version == number,
        Err(_) => version.labels.iter().any(|label| label == selector),
    };
    let name = &parameter.name;
    let mut versions = state.parameter_versions.get(name).into_iter().flatten();
    let missing = || Missing::Version(name.clone(), selector);
    let version = versions.find(selects).ok_or_else(missing)?;
    Ok(json!({
        "Name": name,
        "Type": version.r#type,
        "Value": version.value,
        "Version": version.version,
        "Selector": format!(":{selector}"),
        "LastModifiedDate": seconds(version.last_modified_date.timestamp_millis()),
        "ARN": parameter.arn,
        "DataType": parameter.data_type,
    }))
}

pub(super) fn latest(parameter: &Parameter) -> Value {
    json!({
        "Name": parameter.name,
        "Type": parameter.r#type,
        "Value": parameter.value,
        "Version": parameter.version,
        "LastModifiedDate": seconds(parameter.last_modified_date.timestamp_millis()),
        "ARN": parameter.arn,
        "DataType": parameter.data_type,
    })
}
