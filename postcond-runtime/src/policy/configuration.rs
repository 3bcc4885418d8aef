//! Policies as a program's configuration has them.
//!
//! The values are read leniently first, each of any type, so that everything that is wrong is told at
//! once, with its field's name. What makes no sense is refused by [`PolicyBuilder`](crate::PolicyBuilder)
//! alone.

mod value;
mod written;

use std::time::Duration;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer};

use crate::policy::confirmations::{Confirmations, Least};
use crate::policy::policy_error::{PolicyError, Problems};
use crate::policy::read_budget::ReadBudget;
use crate::policy::refused_write::RefusedWrite;
use crate::policy::schedule::{Exponential, Learned, Schedule};
use crate::policy::settings::{AmbiguousWrite, DeniedRead, Policy, PolicyBuilder};
use crate::policy::unshown_write::UnshownWrite;
use value::{Fields, FromValue, Table, UNLIMITED, Value};

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table = Table::deserialize(deserializer)?;
        Self::try_from(table).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Confirmations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        setting(deserializer, "confirmations", |policy| policy.confirmations)
    }
}

impl<'de> Deserialize<'de> for Schedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        setting(deserializer, "schedule", |policy| policy.schedule)
    }
}

impl<'de> Deserialize<'de> for ReadBudget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::try_from(value).map_err(D::Error::custom)
    }
}

/// A setting by itself is read as that of a policy that leaves all others open.
fn setting<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    name: &'static str,
    of: fn(Policy) -> Option<T>,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let policy = Policy::try_from(Table::with(name, value)).map_err(D::Error::custom)?;
    of(policy).ok_or_else(|| D::Error::missing_field(name))
}

impl TryFrom<Table> for Policy {
    type Error = PolicyError;

    fn try_from(table: Table) -> Result<Self, PolicyError> {
        let mut problems = Problems::default();
        let mut fields = Fields::new(table, &mut problems);
        let builder = policy(&mut fields);
        fields.refuse_the_rest();
        builder.build_unless(problems)
    }
}

impl TryFrom<Value> for ReadBudget {
    type Error = PolicyError;

    fn try_from(value: Value) -> Result<Self, PolicyError> {
        let mut problems = Problems::default();
        match value {
            Value::Text(text) if text == UNLIMITED => Ok(Self::unlimited()),
            Value::Table(table) => {
                let mut fields = Fields::new(Table::default(), &mut problems);
                // Where one cannot be read, one that is let pass: the budget is refused already.
                let (per_second, burst) = fields.part("read_budget", table, |fields| {
                    let [per_second, burst] = ["per_second", "burst"].map(|it| fields.require(it));
                    (per_second.unwrap_or(1), burst.unwrap_or(1))
                });
                Self::new_unless(per_second, burst, problems)
            }
            value => {
                let expected = format!("a table with `per_second` and `burst`, or `{UNLIMITED}`");
                problems.refuse("read_budget", format!("must be {expected}, not {value}"));
                Err(problems.into())
            }
        }
    }
}

fn policy(fields: &mut Fields<'_>) -> PolicyBuilder {
    PolicyBuilder::from(Policy {
        deadline: fields.take("deadline"),
        confirmations: match fields.take_any("confirmations") {
            Some(Value::Table(table)) => Some(fields.part("confirmations", table, confirmations)),
            Some(value) => fields.judge("confirmations", &value),
            None => None,
        },
        poll_timeout: fields.take("poll_timeout"),
        schedule: match fields.take_any("schedule") {
            Some(Value::Table(table)) => fields.part("schedule", table, schedule),
            Some(value) => fields.judge("schedule", &value),
            None => None,
        },
        patience: fields.take("patience"),
        on_denied: fields.take("on_denied"),
        on_ambiguous: fields.take("on_ambiguous"),
        on_refused: fields.take("on_refused"),
        on_unshown: fields.take("on_unshown"),
    })
}

fn confirmations(fields: &mut Fields<'_>) -> Confirmations {
    Confirmations {
        least: least(fields),
        after_staleness: fields.take("after_staleness"),
        span: fields.take("span"),
    }
}

/// What cannot be read is replaced by what the checks let pass: the policy is refused already.
fn least(fields: &mut Fields<'_>) -> Least {
    let [count, replicas, risk] = ["count", "replicas", "risk"].map(|it| fields.take_any(it));
    if replicas.is_none() && risk.is_none() {
        let count = count.and_then(|count| fields.judge("count", &count));
        return Least::Count(count.unwrap_or(1));
    }
    if count.is_some() {
        let reason = "follows from `replicas` and `risk`: give either it or these";
        fields.refuse("count", reason.to_owned());
    }
    Least::Replicas {
        replicas: fields.judge_some("replicas", replicas).unwrap_or(1),
        risk: fields.judge_some("risk", risk).unwrap_or(0.5),
    }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Learned,
    Exponential,
    Fixed,
}

fn schedule(fields: &mut Fields<'_>) -> Option<Schedule> {
    let Some(kind) = fields.require("kind") else {
        fields.forget_the_rest();
        return None;
    };
    match kind {
        Kind::Learned => Some(learned(fields).into()),
        Kind::Exponential => Some(exponential(fields).into()),
        Kind::Fixed => fields.require("pause").map(Schedule::Fixed),
    }
}

fn learned(fields: &mut Fields<'_>) -> Learned {
    Learned {
        cost_weight: fields
            .take("cost_weight")
            .unwrap_or(Learned::default().cost_weight),
        seed: fields.take("seed"),
    }
}

fn exponential(fields: &mut Fields<'_>) -> Exponential {
    let default = Exponential::default();
    Exponential {
        first: fields.take("first").unwrap_or(default.first),
        factor: fields.take("factor").unwrap_or(default.factor),
        max: fields.take("max").unwrap_or(default.max),
        jitter: fields.take("jitter").unwrap_or(default.jitter),
        seed: fields.take("seed"),
    }
}

impl FromValue for Duration {
    const EXPECTED: &'static str = "a duration such as `90s` or a number of seconds";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => humantime::parse_duration(text).ok(),
            Value::Integer(seconds) => u64::try_from(*seconds).ok().map(Self::from_secs),
            Value::Float(seconds) => Self::try_from_secs_f64(*seconds).ok(),
            Value::Bool(_) | Value::Table(_) | Value::Other(_) => None,
        }
    }
}

/// Alone, a number: what else they may be is a table.
impl FromValue for Confirmations {
    const EXPECTED: &'static str = "a whole number, or a table with `count`, or with `replicas` and \
                                    `risk`, and perhaps `after_staleness` and `span`";

    fn from_value(value: &Value) -> Option<Self> {
        u32::from_value(value).map(Self::count)
    }
}

impl FromValue for Schedule {
    const EXPECTED: &'static str = "a table with its `kind`";

    fn from_value(_: &Value) -> Option<Self> {
        None
    }
}

impl FromValue for Kind {
    const EXPECTED: &'static str = "`learned`, `exponential` or `fixed`";

    fn from_value(value: &Value) -> Option<Self> {
        variant(value)
    }
}

impl FromValue for DeniedRead {
    const EXPECTED: &'static str = "`fail` or `accept`";

    fn from_value(value: &Value) -> Option<Self> {
        variant(value)
    }
}

impl FromValue for AmbiguousWrite {
    const EXPECTED: &'static str = "`fail` or `read_back`";

    fn from_value(value: &Value) -> Option<Self> {
        variant(value)
    }
}

impl FromValue for RefusedWrite {
    const EXPECTED: &'static str = "`fail`, `retry_after_own` or `retry`";

    fn from_value(value: &Value) -> Option<Self> {
        variant(value)
    }
}

impl FromValue for UnshownWrite {
    const EXPECTED: &'static str = "`fail` or `accept`";

    fn from_value(value: &Value) -> Option<Self> {
        variant(value)
    }
}

fn variant<T: DeserializeOwned>(value: &Value) -> Option<T> {
    let Value::Text(text) = value else {
        return None;
    };
    let name: StrDeserializer<'_, Error> = text.as_str().into_deserializer();
    T::deserialize(name).ok()
}
