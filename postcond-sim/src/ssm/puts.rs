//! `PutParameter`: what the service refuses and winterbaume does not, and what only the service keeps.

use regex_lite::Regex;
use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_ssm::{SsmService, SsmState};

use super::settings::{self, STANDARD};
use super::state::with_state;
use crate::backend::{self, amended};
use crate::protocol::json_error;

const ADVANCED: &str = "Advanced";
/// Standard or advanced, as the value needs it.
const INTELLIGENT: &str = "Intelligent-Tiering";
/// The most versions that the service keeps of a parameter.
const VERSIONS: usize = 100;

/// Why nothing is put.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error(
        "No access to reserved parameter name: {0}. A name cannot begin with \"aws\" or \"ssm\"."
    )]
    Reserved(String),
    #[error("A parameter type is required when you create a parameter.")]
    NoType,
    #[error("There is no parameter {what} \"{given}\"; there are {there_are}.")]
    Unknown {
        what: &'static str,
        given: String,
        there_are: &'static str,
    },
    #[error(
        "Tags and overwrite can't be used together. To tag a parameter that exists, use AddTagsToResource."
    )]
    TaggedOverwrite,
    #[error("{tier} tier parameters support a maximum parameter value of {most} characters.")]
    TooLarge { tier: &'static str, most: usize },
    #[error(
        "A parameter cannot be moved from the advanced-parameter tier to the standard-parameter tier."
    )]
    Downgrade,
    #[error("The simulator has no parameter policies.")]
    Policies,
    #[error("The simulator makes no sense of the allowed pattern: {0}")]
    Pattern(regex_lite::Error),
    #[error("Parameter value, cannot be validated against allowedPattern: {0}")]
    Mismatch(String),
    #[error(
        "Version {version} of {name}, the oldest that is kept, has a label: it cannot be deleted to make room for \
         another. Move the label to another version of the parameter, and try again."
    )]
    LabelledVersion { name: String, version: i64 },
}

impl Refusal {
    fn answer(&self) -> MockResponse {
        let code = match self {
            Self::Policies => "InvalidPolicyTypeException",
            Self::Pattern(_) => "InvalidAllowedPatternException",
            Self::Mismatch(_) => "ParameterPatternMismatchException",
            Self::LabelledVersion { .. } => "ParameterMaxVersionLimitExceeded",
            _ => "ValidationException",
        };
        json_error(400, code, &self.to_string())
    }
}

pub(super) async fn put(
    service: &SsmService,
    mut request: MockRequest,
    input: &Value,
) -> MockResponse {
    let call = Call::of(input);
    let meant = with_state(service, &request, |state| call.check(state)).await;
    let meant = match meant {
        Ok(meant) => meant,
        Err(refusal) => return refusal.answer(),
    };
    if let Some(kept) = meant.r#type {
        let mut input = input.clone();
        input["Type"] = kept.into();
        request.body = input.to_string().into();
    }
    let response = service.handle(request.clone()).await;
    if !backend::succeeded(&response) {
        return response;
    }
    with_state(service, &request, |state| {
        settings::keep(state, call.name, input, meant.tier);
        if let Some(versions) = state.parameter_versions.get_mut(call.name) {
            let excess = versions.len().saturating_sub(VERSIONS);
            versions.drain(..excess);
        }
    })
    .await;
    amended(response, |output| output["Tier"] = meant.tier.into())
}

/// What a call asks for.
struct Call<'a> {
    name: &'a str,
    value: &'a str,
    overwrites: bool,
    input: &'a Value,
}

/// What it comes to, where the call leaves it open.
struct Meant {
    /// That of the parameter, if the call gives none.
    r#type: Option<String>,
    tier: &'static str,
}

impl<'a> Call<'a> {
    fn of(input: &'a Value) -> Self {
        Self {
            name: input["Name"].as_str().unwrap_or_default(),
            value: input["Value"].as_str().unwrap_or_default(),
            overwrites: input["Overwrite"] == true,
            input,
        }
    }

    /// That a parameter of the name exists already is winterbaume's to say.
    fn check(&self, state: &SsmState) -> Result<Meant, Refusal> {
        self.check_input()?;
        let existing = state.parameters.get(self.name);
        if existing.is_some() && !self.overwrites {
            return Ok(Meant {
                r#type: None,
                tier: STANDARD,
            });
        }
        let r#type = match self.input["Type"].as_str() {
            Some(_) => None,
            None => Some(existing.ok_or(Refusal::NoType)?.r#type.clone()),
        };
        let tier = self.tier(settings::tier(state, self.name))?;
        self.check_pattern(settings::get(state, self.name, "AllowedPattern"))?;
        self.check_versions(state)?;
        Ok(Meant { r#type, tier })
    }

    fn check_input(&self) -> Result<(), Refusal> {
        let first = self.name.trim_start_matches('/').to_ascii_lowercase();
        if first.starts_with("aws") || first.starts_with("ssm") {
            return Err(Refusal::Reserved(self.name.to_owned()));
        }
        if let Some(given) = self.input["Type"].as_str()
            && !matches!(given, "String" | "StringList" | "SecureString")
        {
            return Err(Refusal::Unknown {
                what: "type",
                given: given.to_owned(),
                there_are: "String, StringList and SecureString",
            });
        }
        let tags = self.input["Tags"].as_array();
        if self.overwrites && tags.is_some_and(|tags| !tags.is_empty()) {
            return Err(Refusal::TaggedOverwrite);
        }
        match self.input["Policies"].as_str() {
            None | Some("" | "[]" | "[{}]") => Ok(()),
            Some(_) => Err(Refusal::Policies),
        }
    }

    /// The tier that the parameter then has; it had this one, or the standard one if it is new.
    fn tier(&self, had: &str) -> Result<&'static str, Refusal> {
        let small = self.value.len() <= most(STANDARD);
        let tier = match self.input["Tier"].as_str() {
            Some(STANDARD) if had == ADVANCED => return Err(Refusal::Downgrade),
            Some(ADVANCED) => ADVANCED,
            Some(INTELLIGENT) if !small => ADVANCED,
            Some(STANDARD | INTELLIGENT) | None if had == ADVANCED => ADVANCED,
            Some(STANDARD | INTELLIGENT) | None => STANDARD,
            Some(given) => {
                return Err(Refusal::Unknown {
                    what: "tier",
                    given: given.to_owned(),
                    there_are: "Standard, Advanced and Intelligent-Tiering",
                });
            }
        };
        match most(tier) {
            most if self.value.len() > most => Err(Refusal::TooLarge { tier, most }),
            _ => Ok(tier),
        }
    }

    /// The pattern is that of the call, or the one of earlier.
    fn check_pattern(&self, earlier: Option<&str>) -> Result<(), Refusal> {
        let pattern = self.input["AllowedPattern"].as_str().or(earlier);
        let Some(pattern) = pattern.filter(|pattern| !pattern.is_empty()) else {
            return Ok(());
        };
        match Regex::new(pattern) {
            Ok(regex) if regex.is_match(self.value) => Ok(()),
            Ok(_) => Err(Refusal::Mismatch(pattern.to_owned())),
            Err(error) => Err(Refusal::Pattern(error)),
        }
    }

    /// The oldest version makes room for the one to come, unless it has a label.
    fn check_versions(&self, state: &SsmState) -> Result<(), Refusal> {
        let versions = state.parameter_versions.get(self.name);
        let full = versions.filter(|versions| self.overwrites && versions.len() >= VERSIONS);
        match full.and_then(|versions| versions.first()) {
            Some(oldest) if !oldest.labels.is_empty() => Err(Refusal::LabelledVersion {
                name: self.name.to_owned(),
                version: oldest.version,
            }),
            _ => Ok(()),
        }
    }
}

/// How many bytes a value may have.
fn most(tier: &str) -> usize {
    if tier == STANDARD { 4096 } else { 8192 }
}
