//! The form in which policies are written.

use std::time::Duration;

use serde::{Serialize, Serializer};

use super::value::UNLIMITED;
use crate::policy::confirmations::{Confirmations, Least};
use crate::policy::read_budget::ReadBudget;
use crate::policy::refused_write::RefusedWrite;
use crate::policy::schedule::Schedule;
use crate::policy::settings::{AmbiguousWrite, DeniedRead, Policy};
use crate::policy::unshown_write::UnshownWrite;

#[derive(Serialize)]
struct WrittenPolicy {
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<InWords>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmations: Option<WrittenConfirmations>,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll_timeout: Option<InWords>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<WrittenSchedule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    patience: Option<InWords>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_denied: Option<DeniedRead>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_ambiguous: Option<AmbiguousWrite>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_refused: Option<RefusedWrite>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_unshown: Option<UnshownWrite>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WrittenConfirmations {
    Count(u32),
    Table {
        #[serde(flatten)]
        least: WrittenLeast,
        #[serde(skip_serializing_if = "Option::is_none")]
        after_staleness: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        span: Option<InWords>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum WrittenLeast {
    Count { count: u32 },
    Replicas { replicas: u32, risk: f64 },
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum WrittenSchedule {
    Learned {
        cost_weight: InWords,
        #[serde(skip_serializing_if = "Option::is_none")]
        seed: Option<u64>,
    },
    Exponential {
        first: InWords,
        factor: f32,
        max: InWords,
        jitter: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        seed: Option<u64>,
    },
    Fixed {
        pause: InWords,
    },
}

#[derive(Serialize)]
struct WrittenBudget {
    per_second: u32,
    burst: u32,
}

/// As in `1m 30s`, to the nanosecond.
struct InWords(Duration);

impl Serialize for InWords {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&humantime::format_duration(self.0))
    }
}

impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = WrittenPolicy {
            deadline: self.deadline.map(InWords),
            confirmations: self.confirmations.map(WrittenConfirmations::from),
            poll_timeout: self.poll_timeout.map(InWords),
            schedule: self.schedule.as_ref().map(WrittenSchedule::from),
            patience: self.patience.map(InWords),
            on_denied: self.on_denied,
            on_ambiguous: self.on_ambiguous,
            on_refused: self.on_refused,
            on_unshown: self.on_unshown,
        };
        written.serialize(serializer)
    }
}

impl Serialize for Confirmations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenConfirmations::from(*self).serialize(serializer)
    }
}

impl Serialize for Schedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenSchedule::from(self).serialize(serializer)
    }
}

impl Serialize for ReadBudget {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.per_second().zip(self.burst()) {
            Some((per_second, burst)) => WrittenBudget { per_second, burst }.serialize(serializer),
            None => serializer.serialize_str(UNLIMITED),
        }
    }
}

impl From<Confirmations> for WrittenConfirmations {
    fn from(confirmations: Confirmations) -> Self {
        let Confirmations {
            least,
            after_staleness,
            span,
        } = confirmations;
        let least = match least {
            Least::Count(count) if after_staleness.is_none() && span.is_none() => {
                return Self::Count(count);
            }
            Least::Count(count) => WrittenLeast::Count { count },
            Least::Replicas { replicas, risk } => WrittenLeast::Replicas { replicas, risk },
        };
        Self::Table {
            least,
            after_staleness,
            span: span.map(InWords),
        }
    }
}

impl From<&Schedule> for WrittenSchedule {
    fn from(schedule: &Schedule) -> Self {
        match schedule {
            Schedule::Learned(it) => Self::Learned {
                cost_weight: InWords(it.cost_weight),
                seed: it.seed,
            },
            Schedule::Exponential(it) => Self::Exponential {
                first: InWords(it.first),
                factor: it.factor,
                max: InWords(it.max),
                jitter: it.jitter,
                seed: it.seed,
            },
            Schedule::Fixed(pause) => Self::Fixed {
                pause: InWords(*pause),
            },
        }
    }
}
