//! What a poll came to.

use std::fmt;

use crate::sdk::triage::Triage;

/// What a poll came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The change was visible.
    Satisfied,
    /// A later change was visible.
    Superseded,
    /// Nothing could be read back.
    Unverifiable,
    /// The change was not visible yet.
    Pending,
    /// A terminal state was seen that may be stale.
    Failing,
    /// A terminal state was seen.
    Failed,
    /// The read failed in a way that passes by itself.
    Transient,
    /// The service asked for fewer reads.
    Throttled,
    /// There was no answer within the poll's time.
    TimedOut,
    /// The read was refused.
    Denied,
    /// The credentials expired or are not valid.
    Credentials,
    /// The read failed for good.
    Fatal,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Satisfied => "satisfied",
            Self::Superseded => "superseded",
            Self::Unverifiable => "unverifiable",
            Self::Pending => "pending",
            Self::Failing => "failing",
            Self::Failed => "failed",
            Self::Transient => "transient error",
            Self::Throttled => "throttled",
            Self::TimedOut => "timed out",
            Self::Denied => "denied",
            Self::Credentials => "credentials refused",
            Self::Fatal => "error",
        })
    }
}

/// What a poll comes to that ends with such an error.
impl From<Triage> for Outcome {
    fn from(triage: Triage) -> Self {
        match triage {
            // The service has said nothing about the change.
            Triage::Transient | Triage::CredentialsUnavailable => Self::Transient,
            Triage::Throttled => Self::Throttled,
            Triage::Denied => Self::Denied,
            Triage::Credentials => Self::Credentials,
            Triage::NotImplemented | Triage::Fatal => Self::Fatal,
        }
    }
}
