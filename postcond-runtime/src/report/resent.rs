//! That a call was sent again, and after which earlier write.

use std::fmt;
use std::time::Duration;

use crate::report::words::{seconds, write_in_words};

/// Which write: displayed as in `PutParameter of /app/db`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct WriteName {
    /// The mutation, as in `PutParameter`.
    pub operation: &'static str,
    /// The name or id of what it changed.
    pub resource: Option<String>,
}

impl fmt::Display for WriteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_in_words(self.operation, self.resource.as_deref()))
    }
}

/// That a call was refused for what passes, and sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resent {
    /// How often it was sent again.
    pub times: u32,
    /// The code of the last refusal.
    pub code: String,
    /// The earlier write that had not settled. `None` if there were too many requests, or it was
    /// somebody else's.
    pub after: Option<WriteName>,
    /// From when the call was first sent to when it was last sent.
    pub over: Duration,
}

/// As in `sent again 3 times over 2 s: InvalidRequestException after DeleteSecret of a`.
impl fmt::Display for Resent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.times == 1 { "" } else { "s" };
        let over = seconds(self.over);
        let (times, code) = (self.times, &self.code);
        write!(f, "sent again {times} time{plural} over {over} s: {code}")?;
        match &self.after {
            Some(after) => write!(f, " after {after}"),
            None => Ok(()),
        }
    }
}
