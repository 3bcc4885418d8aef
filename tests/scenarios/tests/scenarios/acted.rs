//! What a consistent call came to, whatever its operation.

use std::error::Error;
use std::fmt::Debug;

use aws_sdk_ssm::error::DisplayErrorContext;
use postcond::runtime::{Cause, Confirmed, Evidence, Outcome, Unconfirmed};
use postcond::{secretsmanager, ssm};

/// What a consistent call came to: confirmed if there is no cause.
pub(crate) struct Acted {
    /// The output, in the SDK's debug form.
    pub(crate) output: String,
    pub(crate) evidence: Evidence,
    pub(crate) cause: Option<Cause>,
    /// Everything that the request, the confirmation or the error displays, also for debugging.
    pub(crate) said: String,
}

/// A mutation that failed.
pub(crate) struct Refused {
    /// Everything that the error displays, also for debugging.
    pub(crate) said: String,
    /// The same of the SDK's error in it.
    pub(crate) sdk_said: String,
}

pub(crate) type Attempt = Result<Acted, Refused>;

/// Sends a request, whatever its operation: the scene of an entry.
macro_rules! act {
    ($request:expr) => {{
        let request = $request;
        let builder = crate::acted::debug(&request);
        let request = request.customize();
        let said = builder + &crate::acted::debug(&request);
        Box::pin(async move {
            let sent = request.send_with_evidence().await;
            crate::acted::Sent::attempted(sent, said)
        })
    }};
}

/// Both debug forms.
pub(crate) fn debug(shown: &impl Debug) -> String {
    format!("{shown:?}\n{shown:#?}\n")
}

/// All that an error shows of itself, its sources included.
pub(crate) fn display(error: &impl Error) -> String {
    format!("{error}\n{}\n", DisplayErrorContext(error)) + &debug(error)
}

/// The result of a consistent call.
pub(crate) trait Sent {
    /// The same, whatever the operation. `said` is what the request has displayed.
    fn attempted(self, said: String) -> Attempt;
}

macro_rules! sent {
    ($($service:ident),*) => {$(
        impl<E, T> Sent for Result<Confirmed<T>, $service::MutationError<E, T>>
        where
            E: Error + 'static,
            T: Debug,
        {
            fn attempted(self, said: String) -> Attempt {
                use $service::MutationError;
                let error = match self {
                    Ok(confirmed) => return Ok(Acted::confirmed(confirmed, said)),
                    Err(error) => error,
                };
                let said = said + &match &error {
                    // Its source is the SDK's own error, untouched.
                    MutationError::Ambiguous(error) => format!("{error}\n{}", debug(error)),
                    error => display(error),
                };
                match error {
                    MutationError::Unconfirmed(error) => Ok(Acted::unconfirmed(*error, said)),
                    MutationError::Failed(error) => Err(Refused {
                        said,
                        sdk_said: display(&error),
                    }),
                    MutationError::Ambiguous(_) => Err(Refused {
                        said,
                        sdk_said: String::new(),
                    }),
                }
            }
        }

        impl<E, T> From<Result<Confirmed<T>, $service::MutationError<E, T>>> for Acted
        where
            E: Error + 'static,
            T: Debug,
        {
            fn from(result: Result<Confirmed<T>, $service::MutationError<E, T>>) -> Self {
                result.attempted(String::new()).unwrap_or_else(Refused::panic)
            }
        }
    )*};
}

sent!(ssm, secretsmanager);

impl Acted {
    fn confirmed<T: Debug>(confirmed: Confirmed<T>, said: String) -> Self {
        Self {
            said: said + &debug(&confirmed),
            output: format!("{:?}", confirmed.output),
            evidence: confirmed.evidence,
            cause: None,
        }
    }

    fn unconfirmed<T: Debug>(unconfirmed: Unconfirmed<T>, said: String) -> Self {
        let said = said + &display(&unconfirmed) + &display(&unconfirmed.cause);
        Self {
            said: said + &debug(&unconfirmed.evidence),
            output: format!("{:?}", unconfirmed.output),
            evidence: unconfirmed.evidence,
            cause: Some(unconfirmed.cause),
        }
    }

    /// The cause, as it is displayed; empty if there is none.
    pub(crate) fn cause_in_words(&self) -> String {
        self.cause
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()
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

impl Refused {
    /// For scenes in which the mutation is meant to succeed.
    pub(crate) fn panic<T>(self) -> T {
        panic!("the mutation failed: {}", self.said)
    }
}
