//! The form of a history in a file.
//!
//! ```json
//! {"format": "postcond history", "version": 1,
//!  "service": "ssm", "region": "us-east-1", "endpoint": "aws",
//!  "checks": [{"operation": "PutParameter", "check": "value_is_visible",
//!              "writes": [[1790000000000000, 183401, 215330, 15210, false]]}]}
//! ```
//!
//! A write is: its date, in microseconds since 1970; when the last poll began that did not see it, and when the first
//! that did, from its return, or `null`; how long a poll took; and whether it was read back together with others.
//! All in whole microseconds. A field that is added needs no new version; one that changes its meaning does.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::history::key::{EndpointKind, HistoryKey};
use crate::timing::lag_history::{Dated, LagHistory};
use crate::timing::observation::{Observation, micros};

const FORMAT: &str = "postcond history";
const VERSION: u64 = 1;
/// No lag and no poll takes longer: a row that says so is wrong.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// A history together with what it is of, as it is kept in a file: for stores of one's own, which keep the same.
///
/// ```
/// use postcond_runtime::{LagHistory, StoredHistory};
///
/// let text = r#"{"format": "postcond history", "version": 1,
///     "service": "ssm", "region": "us-east-1", "endpoint": "aws",
///     "checks": [{"operation": "PutParameter", "check": "value_is_visible",
///                 "writes": [[1790000000000000, 183401, 215330, 15210, false]]}]}"#;
/// let stored = StoredHistory::from_json(text.as_bytes())?;
/// assert_eq!((stored.key.service(), stored.lags.writes()), ("ssm", 1));
/// assert_eq!(StoredHistory::from_json(&stored.to_json())?, stored);
/// # Ok::<(), postcond_runtime::UnreadableHistory>(())
/// ```
///
/// A store over what a bucket or a table of AWS offers, a read, and a write under the condition that nobody has
/// written since:
///
/// ```
/// use std::error::Error;
/// use std::time::SystemTime;
///
/// use futures_util::future::BoxFuture;
/// use postcond_runtime::{HistoryKey, HistoryStore, LagHistory, StoredHistory};
///
/// type Done<T> = BoxFuture<'static, Result<T, Box<dyn Error + Send + Sync>>>;
///
/// # #[derive(Clone, Debug)]
/// # struct Bucket;
/// # impl Bucket {
/// #     async fn get(&self, _: &str) -> std::io::Result<(Option<Vec<u8>>, u64)> { Ok((None, 0)) }
/// #     async fn put_if(&self, _: u64, _: &str, _: Vec<u8>) -> std::io::Result<bool> { Ok(true) }
/// # }
/// #[derive(Debug)]
/// struct InBucket(Bucket);
///
/// fn read(text: Option<Vec<u8>>, key: &HistoryKey) -> Result<LagHistory, Box<dyn Error + Send + Sync>> {
///     match text {
///         Some(text) => Ok(StoredHistory::from_json(&text)?.of(key)?),
///         None => Ok(LagHistory::default()),
///     }
/// }
///
/// impl HistoryStore for InBucket {
///     fn load(&self, key: &HistoryKey) -> Done<LagHistory> {
///         let (bucket, key) = (self.0.clone(), key.clone());
///         Box::pin(async move {
///             let (text, _) = bucket.get(&key.name()).await?;
///             read(text, &key)
///         })
///     }
///
///     fn merge(&self, key: &HistoryKey, added: LagHistory, now: SystemTime) -> Done<()> {
///         let (bucket, key) = (self.0.clone(), key.clone());
///         Box::pin(async move {
///             loop {
///                 let (text, version) = bucket.get(&key.name()).await?;
///                 let mut lags = read(text, &key)?;
///                 lags.merge(added.clone(), now);
///                 let text = StoredHistory::new(key.clone(), lags).to_json();
///                 if bucket.put_if(version, &key.name(), text).await? {
///                     return Ok(());
///                 }
///             }
///         })
///     }
///
///     fn location(&self, key: &HistoryKey) -> String {
///         format!("the bucket, {}", key.name())
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredHistory {
    /// What it is of, but for the account.
    pub key: HistoryKey,
    /// What was learned.
    pub lags: LagHistory,
}

/// Why something is no history, or not one that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableHistory(String);

impl fmt::Display for UnreadableHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for UnreadableHistory {}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Deserialize, Serialize)]
struct Body<'a> {
    format: &'a str,
    version: u64,
    service: String,
    region: Option<String>,
    endpoint: String,
    checks: Vec<CheckRows>,
}

#[derive(Deserialize, Serialize)]
struct CheckRows {
    operation: String,
    check: String,
    writes: Vec<Row>,
}

/// Date, missed, seen, round trip, of several.
type Row = (u64, Option<u64>, Option<u64>, u64, bool);

impl StoredHistory {
    /// A history of `key`.
    #[must_use]
    pub fn new(key: HistoryKey, lags: LagHistory) -> Self {
        Self { key, lags }
    }

    /// Reads one.
    ///
    /// # Errors
    /// If this is no history, or one that a newer version of postcond has written.
    pub fn from_json(text: &[u8]) -> Result<Self, UnreadableHistory> {
        let is_none = |error: serde_json::Error| {
            UnreadableHistory(format!("it is no history of postcond: {error}"))
        };
        let head: Head = serde_json::from_slice(text).map_err(is_none)?;
        if head.format != FORMAT {
            return Err(UnreadableHistory("it is no history of postcond".to_owned()));
        }
        if head.version != VERSION {
            let Head { version, .. } = head;
            return Err(UnreadableHistory(format!(
                "it is of version {version}, and this version of postcond reads {VERSION}"
            )));
        }
        let body: Body<'_> = serde_json::from_slice(text).map_err(is_none)?;
        let key = HistoryKey {
            service: body.service,
            region: body.region,
            endpoint: endpoint(&body.endpoint),
            account: None,
        };
        let mut lags = LagHistory::default();
        for check in body.checks {
            let name = (check.operation.as_str(), check.check.as_str());
            let writes = check.writes.into_iter().filter_map(of_row);
            writes.for_each(|write| lags.add(name, write));
        }
        Ok(Self { key, lags })
    }

    /// What was learned, if it is a history of `key`. What this says of the account is left to where it is kept.
    ///
    /// # Errors
    /// If it is of another service, region or kind of endpoint.
    pub fn of(self, key: &HistoryKey) -> Result<LagHistory, UnreadableHistory> {
        if self.key.is_as(key) {
            return Ok(self.lags);
        }
        Err(UnreadableHistory(format!(
            "it is of {}, and not of {key}",
            self.key
        )))
    }

    /// Writes it. There is no account in it.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let checks = self.lags.checks().map(|check| CheckRows {
            operation: check.operation().to_owned(),
            check: check.check().to_owned(),
            writes: check.dated().map(row).collect(),
        });
        let body = Body {
            format: FORMAT,
            version: VERSION,
            service: self.key.service.clone(),
            region: self.key.region.clone(),
            endpoint: self.key.endpoint.as_str().to_owned(),
            checks: checks.collect(),
        };
        // Of numbers and texts alone: there is nothing that JSON does not have.
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

fn endpoint(name: &str) -> EndpointKind {
    let known = [EndpointKind::Aws, EndpointKind::Local];
    let known = known.into_iter().find(|it| it.as_str() == name);
    known.unwrap_or(EndpointKind::Other)
}

fn row(write: &Dated) -> Row {
    let Observation {
        missed,
        seen,
        round_trip,
        is_of_several,
    } = write.observation;
    (
        write.at,
        missed.map(micros),
        seen.map(micros),
        micros(round_trip),
        is_of_several,
    )
}

/// `None` of a row that no client has written.
fn of_row((at, missed, seen, round_trip, is_of_several): Row) -> Option<Dated> {
    let time = |micros| Some(Duration::from_micros(micros)).filter(|it| *it <= LONGEST);
    let missed = missed.map(|it| time(it).ok_or(())).transpose().ok()?;
    let seen = seen.map(|it| time(it).ok_or(())).transpose().ok()?;
    let is_ordered = missed.zip(seen).is_none_or(|(missed, seen)| missed <= seen);
    is_ordered.then_some(Dated {
        at,
        observation: Observation {
            missed,
            seen,
            round_trip: time(round_trip)?,
            is_of_several,
        },
    })
}
