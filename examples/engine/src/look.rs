//! The job of the queue, and what comes of it.

use std::time::{Duration, SystemTime};

use apalis::prelude::{Task, TaskBuilder};
use postcond::{Looked, Receipt, UnusableReceipt};
use serde::{Deserialize, Serialize};

use crate::Result;

/// A job: one look at a receipt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Look {
    /// Which write it is of.
    pub(crate) write: i64,
    /// Which look at it this is.
    pub(crate) number: i64,
    pub(crate) receipt: Receipt,
}

impl Look {
    /// The first one.
    pub(crate) fn first(write: i64, receipt: Receipt) -> Self {
        Self {
            write,
            number: 1,
            receipt,
        }
    }

    pub(crate) fn next(&self) -> Self {
        Self {
            number: self.number + 1,
            ..self.clone()
        }
    }

    /// The job, to be run no earlier than this.
    pub(crate) fn task(&self, not_before: Duration) -> Result<Task<Vec<u8>>> {
        let run_at = not_before_in_seconds(SystemTime::now() + not_before)?;
        let task = TaskBuilder::new(serde_json::to_vec(self)?);
        Ok(task.run_at_timestamp(run_at).build())
    }
}

/// The queue knows whole seconds, and of a time between two `run_after` takes the earlier: a look too early is a
/// look for nothing.
fn not_before_in_seconds(time: SystemTime) -> Result<u64> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(since.as_secs() + u64::from(since.subsec_nanos() > 0))
}

/// What follows from a look.
pub(crate) enum Next {
    /// Another one, after so long.
    Look(Duration),
    /// Nothing: this is the verdict.
    Verdict {
        verdict: &'static str,
        cause: Option<String>,
    },
}

impl Next {
    pub(crate) fn after(looked: std::result::Result<Looked, UnusableReceipt>) -> Self {
        let (verdict, cause) = match looked {
            Ok(Looked::Pending { next_look_in, .. }) => return Self::Look(next_look_in),
            Ok(Looked::Confirmed(evidence)) => match evidence.unconfirmed() {
                None => ("confirmed", None),
                Some(why) => ("accepted", Some(why.to_owned())),
            },
            Ok(Looked::Unconfirmed(error)) => ("unconfirmed", Some(error.cause.to_string())),
            Ok(_) => ("unknown", None),
            Err(unusable) => ("unusable", Some(unusable.to_string())),
        };
        Self::Verdict { verdict, cause }
    }
}
