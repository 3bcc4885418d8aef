//! Refusals of a mutation that pass: because there were too many requests, or because an earlier write of
//! the same client has not settled.

use std::fmt;
use std::time::Duration;

use crate::scope::WriteName;
use crate::sent::Refusal;

/// What becomes of a call that the service refuses because an earlier write has not settled: a secret
/// cannot be created anew while its deletion is under way, for instance.
///
/// Such a refusal has changed nothing, so the call is sent again as often as the schedule says, until the
/// policy's deadline, counted from when it was first sent; the confirmation that follows has its own. Of
/// a deletion whose answer was lost this client does not know. [`Evidence::resent`](crate::Evidence::resent) says how often, and for which
/// earlier write. `docs/coverage.md` has the refusals that count, for each operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum RefusedWrite {
    /// The call fails with the service's error, at once.
    Fail,
    /// The call is sent again where the code, and if need be the message, speak of an earlier write
    /// and the last that this client or a clone of it has written to the same resource, within 10 minutes,
    /// is such a write. The default.
    #[default]
    RetryAfterOwn,
    /// Also where the code has other causes as well, or speaks of anybody's writes: a call that is
    /// refused for one of those fails only with the deadline.
    Retry,
}

/// A refusal that passes once an earlier write has settled: as an overlay declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusedAfter {
    code: &'static str,
    message: Option<&'static str>,
    after: &'static [&'static str],
    is_certain: bool,
}

impl RefusedAfter {
    /// The service's error `code`, if its text contains `message`, after one of these mutations; after
    /// anybody's writes if there are none. Not `certain` where the same has other causes.
    #[must_use]
    pub const fn new(
        code: &'static str,
        message: Option<&'static str>,
        after: &'static [&'static str],
        is_certain: bool,
    ) -> Self {
        Self {
            code,
            message,
            after,
            is_certain,
        }
    }

    /// The mutations that it may follow; empty for anybody's writes.
    #[must_use]
    pub fn after(&self) -> &'static [&'static str] {
        self.after
    }

    /// Whether it counts by default: with [`RefusedWrite::RetryAfterOwn`].
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.is_certain
    }

    /// Whether this may be the refusal, as far as `policy` lets it count.
    pub(crate) fn covers(&self, refusal: &Refusal, policy: RefusedWrite) -> bool {
        let counts = match policy {
            RefusedWrite::Fail => false,
            RefusedWrite::RetryAfterOwn => self.is_certain,
            RefusedWrite::Retry => true,
        };
        let speaks_of_it = |words: &str| {
            let message = refusal.message.to_ascii_lowercase();
            message.contains(&words.to_ascii_lowercase())
        };
        counts && self.code == refusal.code && self.message.is_none_or(speaks_of_it)
    }
}

/// As in `InvalidRequestException ("scheduled for deletion") after DeleteSecret`.
impl fmt::Display for RefusedAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        if let Some(message) = self.message {
            write!(f, " (\"{message}\")")?;
        }
        match self.after {
            [] => f.write_str(" after a write of anybody's"),
            after => write!(f, " after {}", after.join(" or ")),
        }
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
        let over = crate::error::seconds(self.over);
        let (times, code) = (self.times, &self.code);
        write!(f, "sent again {times} time{plural} over {over} s: {code}")?;
        match &self.after {
            Some(after) => write!(f, " after {after}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: &str, message: &str) -> Refusal {
        Refusal {
            code: code.to_owned(),
            message: message.to_owned(),
            is_throttling: false,
        }
    }

    #[test]
    fn a_refusal_is_told_by_its_code_and_its_words_as_far_as_the_policy_goes() {
        use RefusedWrite::{Fail, Retry, RetryAfterOwn};
        let certain = RefusedAfter::new("Busy", Some("scheduled"), &["Delete"], true);
        let doubtful = RefusedAfter::new("Busy", None, &["Delete"], false);
        let rows = [
            (
                certain,
                "Busy",
                "is already Scheduled for it",
                RetryAfterOwn,
                true,
            ),
            (certain, "Busy", "is already Scheduled for it", Retry, true),
            (certain, "Busy", "is already Scheduled for it", Fail, false),
            (certain, "Busy", "is wrong", Retry, false),
            (certain, "Other", "is scheduled", Retry, false),
            (doubtful, "Busy", "is wrong", RetryAfterOwn, false),
            (doubtful, "Busy", "is wrong", Retry, true),
            (doubtful, "Busy", "is wrong", Fail, false),
        ];
        for (declared, code, message, policy, covered) in rows {
            let covers = declared.covers(&refusal(code, message), policy);
            assert_eq!(covers, covered, "{declared} {code} {message} {policy:?}");
        }
    }
}
