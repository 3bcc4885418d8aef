//! A write that happened and could not be confirmed.

use std::fmt;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_types::request_id::RequestId;

use crate::report::evidence::Evidence;
use crate::report::words::{not_implemented, polls_in_words, seconds, write_in_words};
use crate::sdk::cloned_error;
use crate::sdk::read::ReadError;
use crate::sdk::triage::Triage;

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

/// What became of a check, or of a write with all its checks: `Ok(Some(what))` if it was not confirmed
/// and that was accepted.
pub(crate) type Conclusion = Result<Option<String>, Cause>;

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
        /// What the last answered poll saw instead, and by which read, with its HTTP status and error code.
        last_seen: String,
    },
    /// The read-back was refused, and was still when the policy's
    /// [patience](crate::PolicyBuilder::patience) ended if that might pass: the write stands, its proof
    /// is missing.
    Denied {
        /// The check that could not read.
        check: &'static str,
        /// The IAM action that the caller needs, as in `ssm:GetParameter`; those of all the check's
        /// reads where the denied one cannot be told.
        actions: Vec<String>,
        /// The service's answer.
        source: ReadError,
    },
    /// The credentials expired, are not valid or are not configured, or could not be loaded for as long
    /// as the policy's [patience](crate::PolicyBuilder::patience) lasts, so that nothing can be read
    /// back: the write stands, its proof is missing.
    Credentials {
        /// The check that could not read.
        check: &'static str,
        /// The service's answer, or the error of the credentials' provider.
        source: ReadError,
    },
    /// A terminal state was seen: the change will never be visible.
    Failed {
        /// The check that saw it.
        check: &'static str,
        /// The state and its reason.
        state: String,
    },
    /// The call was refused, and has changed something all the same: only of an
    /// [`Ambiguous`](crate::Ambiguous) write.
    Changed {
        /// The function that looked.
        check: &'static str,
        /// What it saw.
        seen: String,
    },
    /// The endpoint does not implement a read that the check makes, or seems not to: the write stands, its
    /// proof is missing. AWS implements all of them, so this is an endpoint that stands in for it.
    NotImplemented {
        /// The check that could not read.
        check: &'static str,
        /// How many answers in a row say so: one is enough that says it in words, while a 5xx and nothing
        /// else may have another cause.
        answers: u32,
        /// The last of these answers; [`operation`](ReadError::operation) is the read.
        source: ReadError,
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
            | Self::Credentials { check, .. }
            | Self::Failed { check, .. }
            | Self::Changed { check, .. }
            | Self::NotImplemented { check, .. }
            | Self::Read { check, .. } => check,
        }
    }

    /// What was missing, for evidence and logs.
    pub(crate) fn in_brief(&self) -> String {
        match self {
            Self::Deadline {
                check,
                after,
                last_seen,
            } => {
                let after = seconds(*after);
                format!("`{check}` was not met in {after} s; last seen: {last_seen}")
            }
            Self::Denied { actions, check, .. } if actions.is_empty() => {
                format!("`{check}` may not read")
            }
            Self::Denied { actions, .. } => actions.join(", "),
            Self::Credentials { source, .. } => {
                format!("no valid credentials: {}", source.in_words())
            }
            Self::Failed { state, .. } => format!("a terminal state: {state}"),
            Self::Changed { seen, .. } => format!("refused, and changed all the same: {seen}"),
            Self::NotImplemented {
                check,
                answers,
                source,
            } => format!("`{check}`: {}", not_implemented(source, *answers)),
            Self::Read { check, source } => format!("`{check}`: {}", source.in_words()),
        }
    }

    /// The same of a best-effort check, by its name.
    pub(crate) fn of_best_effort(&self) -> String {
        let check = self.check();
        match self {
            Self::Deadline { .. } => check.to_owned(),
            Self::Denied { actions, .. } if actions.is_empty() => format!("{check}: may not read"),
            Self::Denied { actions, .. } => format!("{check}: no right to {}", actions.join(", ")),
            Self::NotImplemented {
                answers, source, ..
            } => format!("{check}: {}", not_implemented(source, *answers)),
            Self::Read { source, .. } => format!("{check}: {}", source.in_words()),
            Self::Credentials { .. } | Self::Failed { .. } | Self::Changed { .. } => {
                format!("{check}: {}", self.in_brief())
            }
        }
    }

    /// The statement that allows what was [denied](Self::Denied), to be added to an IAM policy of the
    /// caller: `{"Effect":"Allow","Action":["ssm:GetParameter"],"Resource":"*"}`. It names no ARN;
    /// narrow `Resource` down where the action allows it. `None` for every other cause, and where the
    /// check does not say what it reads.
    #[must_use]
    pub fn iam_statement(&self) -> Option<String> {
        match self {
            Self::Denied { actions, .. } if !actions.is_empty() => Some(format!(
                // Names of actions are the same in Rust's quotes and in those of JSON.
                r#"{{"Effect":"Allow","Action":["{}"],"Resource":"*"}}"#,
                actions.join(r#"",""#)
            )),
            Self::Denied { .. }
            | Self::Deadline { .. }
            | Self::Credentials { .. }
            | Self::Failed { .. }
            | Self::Changed { .. }
            | Self::NotImplemented { .. }
            | Self::Read { .. } => None,
        }
    }
}

fn cannot_read(f: &mut fmt::Formatter<'_>, check: &str, why: &str) -> fmt::Result {
    write!(
        f,
        "`{check}` cannot be met: {why}. The write stands, so do not repeat it: read it back in another \
         way, leave the check out with `unconfirmed()`, or, where the endpoint stands in for AWS, set \
         `Policy::for_stand_ins()`"
    )
}

fn could_not_go_on(f: &mut fmt::Formatter<'_>, check: &str, source: &ReadError) -> fmt::Result {
    let words = source.in_words();
    write!(
        f,
        "`{check}` could not go on: {words}. The write stands, so do not repeat it: "
    )?;
    if source.sdk_error().is_some() {
        f.write_str("`ReadError::sdk_error` has what the service said of the read; ")?;
    }
    f.write_str("read it back in another way, or leave the check out")
}

fn no_credentials(f: &mut fmt::Formatter<'_>, check: &str, source: &ReadError) -> fmt::Result {
    let remedy = match source.triage() {
        Triage::CredentialsUnavailable => {
            "see to their provider and read it back, raise the policy's `patience`"
        }
        _ => "renew the credentials and read it back",
    };
    write!(
        f,
        "`{check}` has no valid credentials to read with: {}. The write stands, so do not repeat it: \
         {remedy}, or accept unconfirmed writes with `DeniedRead::Accept`",
        source.in_words()
    )
}

impl Cause {
    fn denied(&self, f: &mut fmt::Formatter<'_>, source: &ReadError) -> fmt::Result {
        let check = self.check();
        write!(f, "`{check}` may not read. Allow it to this caller")?;
        if let Some(statement) = self.iam_statement() {
            write!(f, " with `{statement}` in an IAM policy")?;
        }
        if source.may_lift() {
            f.write_str(", raise the policy's `patience` if the right is still to spread")?;
        }
        f.write_str(", or accept unconfirmed writes with `DeniedRead::Accept`")
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
                seconds(*after)
            ),
            Self::Denied { source, .. } => self.denied(f, source),
            Self::Credentials { source, .. } => no_credentials(f, check, source),
            Self::Failed { state, .. } => write!(
                f,
                "`{check}` saw a terminal state: {state}. Waiting longer would not help: see to its \
                 reason before the call is made again"
            ),
            Self::Changed { seen, .. } => write!(
                f,
                "`{check}` saw that it has changed something all the same: {seen}"
            ),
            Self::NotImplemented {
                answers, source, ..
            } => cannot_read(f, check, &not_implemented(source, *answers)),
            Self::Read { source, .. } => could_not_go_on(f, check, source),
        }
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Denied { source, .. }
            | Self::Credentials { source, .. }
            | Self::NotImplemented { source, .. }
            | Self::Read { source, .. } => Some(source),
            Self::Deadline { .. } | Self::Failed { .. } | Self::Changed { .. } => None,
        }
    }
}

impl<T> Unconfirmed<T> {
    /// The mutation's output, the rest dropped: for a caller who can do without the confirmation.
    #[must_use]
    pub fn into_output(self) -> T {
        self.output
    }

    /// An answer with this write's request id, for places that ask for one.
    #[doc(hidden)]
    #[must_use]
    pub fn response(&self) -> HttpResponse {
        cloned_error::answer(200, self.request_id.as_deref())
    }

    /// The same error without the output, for places that cannot name the output's type.
    #[must_use]
    pub fn without_output(self) -> Unconfirmed<()> {
        self.map_output(|_| ())
    }

    /// The same error with another output.
    pub(crate) fn map_output<U>(self, map: impl FnOnce(T) -> U) -> Unconfirmed<U> {
        Unconfirmed {
            output: map(self.output),
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
        let write = write_in_words(self.operation, self.resource.as_deref());
        let polls = polls_in_words(self.evidence.polls_made());
        let cause = &self.cause;
        write!(
            f,
            "{write} succeeded, but is not confirmed ({polls}): {cause}"
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn denied(actions: &[&str]) -> Cause {
        Cause::Denied {
            check: "is_visible",
            actions: actions.iter().map(|&action| action.to_owned()).collect(),
            source: ReadError::fatal("denied"),
        }
    }

    #[test]
    fn the_statement_is_json_that_allows_the_denied_actions_on_everything() {
        let actions = ["ssm:GetParameter", "ssm:ListTagsForResource"];
        for actions in [&actions[..1], &actions] {
            let statement = denied(actions).iam_statement().unwrap();
            let statement: serde_json::Value = serde_json::from_str(&statement).unwrap();
            let expected = json!({"Effect": "Allow", "Action": actions, "Resource": "*"});
            assert_eq!(statement, expected);
        }
        assert_eq!(
            denied(&actions[..1]).iam_statement().unwrap(),
            r#"{"Effect":"Allow","Action":["ssm:GetParameter"],"Resource":"*"}"#
        );
    }

    #[test]
    fn a_denial_without_known_actions_has_no_statement_and_says_so_plainly() {
        let cause = denied(&[]);
        assert_eq!(cause.iam_statement(), None);
        assert_eq!(
            cause.to_string(),
            "`is_visible` may not read. Allow it to this caller, \
             or accept unconfirmed writes with `DeniedRead::Accept`"
        );
    }
}
