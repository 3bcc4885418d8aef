//! What is wrong with a policy: everything at once, each with its field's name.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::policy::limits::LONGEST;

/// A policy that was refused when it was built, with everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    problems: Vec<PolicyProblem>,
}

/// One setting of a policy that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyProblem {
    /// The field, as in `schedule.factor`.
    pub field: Cow<'static, str>,
    /// What it must be.
    pub reason: String,
}

impl PolicyError {
    /// Everything that is wrong: first what could not be read, then what makes no sense, each in the
    /// order of the fields.
    #[must_use]
    pub fn problems(&self) -> &[PolicyProblem] {
        &self.problems
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid policy: ")?;
        for (index, PolicyProblem { field, reason }) in self.problems.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{field} {reason}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PolicyError {}

/// Collects what is wrong with a policy.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<PolicyProblem>);

impl Problems {
    pub(crate) fn refuse(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        reason: impl Into<String>,
    ) {
        self.0.push(PolicyProblem {
            field: field.into(),
            reason: reason.into(),
        });
    }

    pub(crate) fn refuse_if(&mut self, wrong: bool, field: &'static str, reason: &str) {
        if wrong {
            self.refuse(field, reason);
        }
    }

    pub(crate) fn check_duration(&mut self, field: &'static str, duration: Option<Duration>) {
        let is_zero = duration.is_some_and(|it| it.is_zero());
        self.refuse_if(is_zero, field, "must be more than zero");
        self.check_longest(field, duration);
    }

    /// For a duration that may be zero.
    pub(crate) fn check_longest(&mut self, field: &'static str, duration: Option<Duration>) {
        let too_long = duration.is_some_and(|it| it > LONGEST);
        self.refuse_if(too_long, field, "must be at most 365 days");
    }

    /// Whether anything is wrong with `field` or a part of it.
    pub(crate) fn concern(&self, field: &str) -> bool {
        self.0.iter().any(|problem| {
            let part = problem.field.strip_prefix(field);
            part.is_some_and(|part| part.is_empty() || part.starts_with('.'))
        })
    }

    /// `value`, if nothing is wrong with it.
    pub(crate) fn none_or<T>(self, value: T) -> Result<T, PolicyError> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.into())
        }
    }
}

impl From<Problems> for PolicyError {
    fn from(Problems(problems): Problems) -> Self {
        Self { problems }
    }
}
