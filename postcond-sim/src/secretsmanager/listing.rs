//! `ListSecrets`: filters, pages, and what is to be deleted.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::{Map, Value, json};
use winterbaume_core::{MockRequest, MockResponse};
use winterbaume_secretsmanager::SecretsManagerService;
use winterbaume_secretsmanager::views::SecretView;

use super::state::Held;
use crate::backend::strings;
use crate::pages::Page;
use crate::protocol::json_error;

struct Filter<'a> {
    matches: Matches,
    values: Vec<&'a str>,
}

/// Whether a secret has something that begins with this.
type Matches = fn(&SecretView, &str) -> bool;

impl<'a> Filter<'a> {
    fn parse(filter: &'a Value) -> Result<Self, Box<MockResponse>> {
        let matches: Matches = match filter["Key"].as_str() {
            Some("name") => |secret, value| secret.name.starts_with(value),
            Some("description") => |secret, value| {
                let description = secret.description.to_lowercase();
                description.starts_with(&value.to_lowercase())
            },
            Some("tag-key") => |secret, value| secret.tags.keys().any(|it| it.starts_with(value)),
            Some("tag-value") => {
                |secret, value| secret.tags.values().any(|it| it.starts_with(value))
            }
            key => {
                let key = key.unwrap_or_default();
                return Err(refused("filter secrets by", key).into());
            }
        };
        let values = strings(&filter["Values"]).collect();
        Ok(Self { matches, values })
    }

    /// A value after an exclamation mark is one that the secret is not to have.
    fn passes(&self, secret: &SecretView) -> bool {
        let mut values = self.values.iter();
        values.any(|value| match value.strip_prefix('!') {
            Some(value) => !(self.matches)(secret, value),
            None => (self.matches)(secret, value),
        })
    }
}

fn refused(what: &str, by: &str) -> MockResponse {
    let message = format!("The simulator does not {what} \"{by}\".");
    json_error(400, "InvalidParameterException", &message)
}

pub(super) async fn list(
    service: &SecretsManagerService,
    request: MockRequest,
    input: &Value,
) -> MockResponse {
    let held = Held::of(service, &request).await;
    listed(&held, input).unwrap_or_else(|refusal| *refusal)
}

fn listed(held: &Held<'_>, input: &Value) -> Result<MockResponse, Box<MockResponse>> {
    let page = Page::parse(input, 1..=100)?;
    for member in ["SortBy", "SortOrder"] {
        if let Some(order) = input[member].as_str() {
            return Err(refused("list secrets in the order", order).into());
        }
    }
    let filters = input["Filters"].as_array().into_iter().flatten();
    let filters: Vec<Filter<'_>> = filters.map(Filter::parse).collect::<Result<_, _>>()?;
    let with_deleted = input["IncludePlannedDeletion"] == true;
    let secrets = held.state.secrets.values();
    let found = secrets
        .filter(|secret| with_deleted || secret.deleted_date.is_none())
        .filter(|secret| filters.iter().all(|filter| filter.passes(secret)))
        .map(|secret| (secret.name.clone(), secret));
    let mut output = json!({});
    page.show(&mut output, "SecretList", found.collect(), entry);
    Ok(MockResponse::json(200, output.to_string()))
}

fn entry(secret: &SecretView) -> Value {
    let tags = secret.tags.iter();
    let tags: Vec<Value> = tags
        .map(|(key, value)| json!({ "Key": key, "Value": value }))
        .collect();
    let staged = secret.versions.values();
    let staged = staged.filter(|version| !version.version_stages.is_empty());
    let versions: Map<String, Value> = staged
        .map(|version| (version.version_id.clone(), json!(version.version_stages)))
        .collect();
    let rules = secret.rotation_rules.as_ref().map(|rules| {
        without_nulls([
            (
                "AutomaticallyAfterDays",
                json!(rules.automatically_after_days),
            ),
            ("Duration", json!(rules.duration)),
            ("ScheduleExpression", json!(rules.schedule_expression)),
        ])
    });
    let description = Some(&secret.description).filter(|it| !it.is_empty());
    without_nulls([
        ("ARN", json!(secret.arn)),
        ("Name", json!(secret.name)),
        ("Description", json!(description)),
        ("CreatedDate", date(Some(&secret.created_date))),
        ("LastChangedDate", date(Some(&secret.last_changed_date))),
        ("DeletedDate", date(secret.deleted_date.as_ref())),
        ("LastRotatedDate", date(secret.last_rotated_date.as_ref())),
        ("RotationEnabled", json!(secret.rotation_enabled)),
        ("RotationLambdaARN", json!(secret.rotation_lambda_arn)),
        ("RotationRules", json!(rules)),
        ("PrimaryRegion", json!(secret.primary_region)),
        ("Tags", json!(tags)),
        ("SecretVersionsToStages", Value::Object(versions)),
    ])
}

fn without_nulls<const N: usize>(members: [(&str, Value); N]) -> Value {
    let given = members.into_iter().filter(|(_, value)| !value.is_null());
    let given = given.map(|(name, value)| (name.to_owned(), value));
    Value::Object(given.collect())
}

/// In whole seconds, as all dates of secrets are.
fn date(text: Option<&String>) -> Value {
    let date = text.and_then(|text| DateTime::from_str(text, Format::DateTimeWithOffset).ok());
    json!(date.map(|date| date.secs() as f64))
}
