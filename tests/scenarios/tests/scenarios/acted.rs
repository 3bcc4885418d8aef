//! What a consistent call came to, whatever its operation.

use std::fmt::Debug;

use postcond::runtime::{Cause, Confirmed, Evidence, Outcome, Unconfirmed};
use postcond::{secretsmanager, ssm};

/// What a consistent call came to: confirmed if there is no cause.
pub(crate) struct Acted {
    /// The output, in the SDK's debug form.
    pub(crate) output: String,
    pub(crate) evidence: Evidence,
    pub(crate) cause: Option<Cause>,
}

impl Acted {
    fn confirmed<T: Debug>(confirmed: Confirmed<T>) -> Self {
        Self {
            output: format!("{:?}", confirmed.output),
            evidence: confirmed.evidence,
            cause: None,
        }
    }

    fn unconfirmed<T: Debug>(unconfirmed: Unconfirmed<T>) -> Self {
        Self {
            output: format!("{:?}", unconfirmed.output),
            evidence: unconfirmed.evidence,
            cause: Some(unconfirmed.cause),
        }
    }

    /// What the polls came to, in order.
    pub(crate) fn outcomes(&self) -> Vec<Outcome> {
        self.evidence
            .polls()
            .iter()
            .map(|poll| poll.outcome)
            .collect()
    }
}

impl<E: Debug, T: Debug> From<Result<Confirmed<T>, ssm::MutationError<E, T>>> for Acted {
    fn from(result: Result<Confirmed<T>, ssm::MutationError<E, T>>) -> Self {
        match result {
            Ok(confirmed) => Self::confirmed(confirmed),
            Err(ssm::MutationError::Unconfirmed(unconfirmed)) => Self::unconfirmed(*unconfirmed),
            Err(ssm::MutationError::Failed(error)) => panic!("the mutation failed: {error:?}"),
        }
    }
}

impl<E: Debug, T: Debug> From<Result<Confirmed<T>, secretsmanager::MutationError<E, T>>> for Acted {
    fn from(result: Result<Confirmed<T>, secretsmanager::MutationError<E, T>>) -> Self {
        use secretsmanager::MutationError;
        match result {
            Ok(confirmed) => Self::confirmed(confirmed),
            Err(MutationError::Unconfirmed(unconfirmed)) => Self::unconfirmed(*unconfirmed),
            Err(MutationError::Failed(error)) => panic!("the mutation failed: {error:?}"),
        }
    }
}
