//! What is on a tape, and its form in a file.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// One request and its answer.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// When the request was sent, by the client's clock: `2026-11-30T17:38:26.506Z`.
    #[serde(deserialize_with = "date", serialize_with = "in_words")]
    pub at: DateTime,
    /// How long the answer took to arrive, in milliseconds.
    pub took_ms: u64,
    /// As in the request's header `X-Amz-Target`: `AmazonSSM.PutParameter`.
    pub operation: String,
    /// What was sent.
    pub body: Value,
    /// The status of the answer; none if there was no answer.
    pub status: Option<u16>,
    /// Those headers of the answer that the client looks at.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body of the answer; a string, if it was no JSON.
    #[serde(default)]
    pub answer: Value,
}

impl Exchange {
    /// The operation alone: `PutParameter`.
    #[must_use]
    pub fn name(&self) -> &str {
        name(&self.operation)
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_read(&self) -> bool {
        ["Get", "List", "Describe", "BatchGet"]
            .iter()
            .any(|verb| self.name().starts_with(verb))
    }

    /// Whether the answer says that it has succeeded.
    #[must_use]
    pub fn has_succeeded(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }

    /// When the request was sent, by the client's clock.
    #[must_use]
    pub fn sent_at(&self) -> SystemTime {
        let since = self
            .at
            .to_millis()
            .ok()
            .and_then(|ms| u64::try_from(ms).ok());
        SystemTime::UNIX_EPOCH + Duration::from_millis(since.unwrap_or_default())
    }
}

/// The name in an `X-Amz-Target`.
pub(crate) fn name(operation: &str) -> &str {
    operation.rsplit('.').next().unwrap_or(operation)
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
    let text = String::deserialize(deserializer)?;
    let date = DateTime::from_str(&text, Format::DateTime);
    date.map_err(|error| serde::de::Error::custom(format!("`at` is no date: {error}")))
}

fn in_words<S: Serializer>(date: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    let text = date.fmt(Format::DateTime);
    serializer.serialize_str(&text.map_err(serde::ser::Error::custom)?)
}

/// The exchanges of a session, in the order in which they were sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tape {
    exchanges: Vec<Exchange>,
}

/// A line of a tape is none.
#[derive(Debug)]
pub struct TapeError {
    line: usize,
    problem: String,
}

impl fmt::Display for TapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {} is no request of a tape: {}",
            self.line, self.problem
        )
    }
}

impl Error for TapeError {}

impl Tape {
    /// Reads one, as its file has it.
    ///
    /// # Errors
    ///
    /// For the first line that is no request.
    pub fn parse(text: &str) -> Result<Self, TapeError> {
        let lines = (1..).zip(text.lines());
        let lines = lines.filter(|(_, line)| !line.trim().is_empty());
        let exchanges = lines.map(|(number, line)| {
            serde_json::from_str(line).map_err(|error| TapeError {
                line: number,
                problem: error.to_string(),
            })
        });
        let exchanges = exchanges.collect::<Result<Vec<Exchange>, TapeError>>()?;
        Ok(Self::from(exchanges))
    }

    /// What is on it.
    #[must_use]
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }
}

impl From<Vec<Exchange>> for Tape {
    /// A request is written down once it is answered, which for those under way at once is another order.
    fn from(mut exchanges: Vec<Exchange>) -> Self {
        exchanges.sort_by_key(Exchange::sent_at);
        Self { exchanges }
    }
}
