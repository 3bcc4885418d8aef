//! A write that happened and could not be confirmed.

use std::fmt;
use std::time::Duration;

use aws_types::request_id::RequestId;

use crate::{Evidence, ReadError};

/// A write that succeeded and could not be confirmed.
///
/// Nothing is lost: the mutation's output is in here, with the cause and every poll.
#[non_exhaustive]
pub struct Unconfirmed<T> {
    /// The mutation's output.
    pub output: T,
    /// Why it could not be confirmed.
    pub cause: Cause,
    /// What was seen.
    pub evidence: Evidence,
    /// The mutation, as in `PutParameter`.
    pub operation: &'static str,
    /// The name or id of what it changed.
    pub resource: Option<String>,
    /// The request id of the mutation.
    pub request_id: Option<String>,
}

impl<T> RequestId for Unconfirmed<T> {
    fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

/// Why a write could not be confirmed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// The change was not visible within the policy's deadline. It may still become so.
    Deadline {
        /// The check that was still open.
        check: &'static str,
        /// How long the caller waited: until another poll could not be answered by the deadline.
        after: Duration,
        /// What the last answered poll saw instead.
        last_seen: String,
    },
    /// The read-back was refused: the write stands, its proof is missing.
    Denied {
        /// The check that could not read.
        check: &'static str,
        /// The IAM action that the caller needs, as in `ssm:GetParameter`; those of all the check's
        /// reads where the denied one cannot be told.
        action: String,
        /// The service's answer.
        source: ReadError,
    },
    /// A terminal state was seen: the change will never be visible.
    Failed {
        /// The check that saw it.
        check: &'static str,
        /// The state and its reason.
        state: String,
    },
    /// The read-back failed in a way that another one would fail, too.
    Read {
        /// The check that read.
        check: &'static str,
        /// The error of the read.
        source: ReadError,
    },
}

impl Cause {
    /// The check that was not met.
    #[must_use]
    pub fn check(&self) -> &'static str {
        match self {
            Self::Deadline { check, .. }
            | Self::Denied { check, .. }
            | Self::Failed { check, .. }
            | Self::Read { check, .. } => check,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let check = self.check();
        match self {
            Self::Deadline {
                after, last_seen, ..
            } => write!(
                f,
                "`{check}` was still pending after {} s; last seen: {last_seen}. \
                 Raise the policy's deadline, or look for what keeps the change from showing",
                // To the millisecond: what is beyond it is noise.
                Duration::from_millis(after.as_millis().try_into().unwrap_or(u64::MAX))
                    .as_secs_f64()
            ),
            Self::Denied { action, .. } => write!(
                f,
                "`{check}` may not read. Allow `{action}` to this caller, \
                 or accept unconfirmed writes with `DeniedRead::Accept`"
            ),
            Self::Failed { state, .. } => write!(
                f,
                "`{check}` saw a terminal state: {state}. Waiting longer would not help"
            ),
            Self::Read { source, .. } => {
                write!(f, "`{check}` could not go on: {}", source.in_words())
            }
        }
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Denied { source, .. } | Self::Read { source, .. } => Some(source),
            Self::Deadline { .. } | Self::Failed { .. } => None,
        }
    }
}

impl<T> Unconfirmed<T> {
    /// The mutation's output, the rest dropped: for a caller who can do without the confirmation.
    #[must_use]
    pub fn into_output(self) -> T {
        self.output
    }

    /// The same error without the output, for places that cannot name the output's type.
    #[must_use]
    pub fn without_output(self) -> Unconfirmed<()> {
        Unconfirmed {
            output: (),
            cause: self.cause,
            evidence: self.evidence,
            operation: self.operation,
            resource: self.resource,
            request_id: self.request_id,
        }
    }
}

impl<T> fmt::Display for Unconfirmed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation)?;
        if let Some(resource) = &self.resource {
            write!(f, " of {resource}")?;
        }
        let polls = self.evidence.polls_made();
        let plural = if polls == 1 { "" } else { "s" };
        write!(
            f,
            " succeeded, but is not confirmed ({polls} poll{plural}): {}",
            self.cause
        )
    }
}

/// Without the output: some outputs carry secrets that the SDK's own `Debug` prints.
impl<T> fmt::Debug for Unconfirmed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unconfirmed")
            .field("operation", &self.operation)
            .field("resource", &self.resource)
            .field("request_id", &self.request_id)
            .field("cause", &self.cause)
            .field("evidence", &self.evidence)
            .finish_non_exhaustive()
    }
}

/// The cause is in the text already, so the source is that of the cause.
impl<T> std::error::Error for Unconfirmed<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.cause)
    }
}
