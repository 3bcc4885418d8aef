//! What a consistent call came to, whatever its operation.

use std::error::Error;
use std::fmt::Debug;

use aws_sdk_ssm::error::{DisplayErrorContext, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use postcond::runtime::{Cause, Confirmed, Evidence, EvidenceLog, Outcome, Unconfirmed};
use postcond::{iam, secretsmanager, ssm};

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
        let said = crate::acted::debug(&request);
        Box::pin(async move {
            if crate::acted::is_by_sdk() {
                return crate::acted::BySdk::attempt(request, said).await;
            }
            let request = request.customize();
            let said = said + &crate::acted::debug(&request);
            let sent = request.send_with_evidence().await;
            crate::acted::Sent::attempted(sent, said)
        })
    }};
}

tokio::task_local! {
    static BY_SDK: ();
}

/// Plays a scene with the SDK's own calls: the clients of its stage are to be over clients that wait.
pub(crate) async fn by_sdk<T>(scene: impl Future<Output = T>) -> T {
    BY_SDK.scope((), scene).await
}

pub(crate) fn is_by_sdk() -> bool {
    BY_SDK.try_with(|()| ()).is_ok()
}

/// A request that can be sent by the SDK's own client.
pub(crate) trait BySdk {
    /// Sends it so. `said` is what the request has displayed.
    fn attempt(self, said: String) -> BoxFuture<'static, Attempt>;
}

macro_rules! by_sdk {
    ($($service:ident),*) => {$(
        impl<O: $service::SdkMutation> BySdk for $service::MutationBuilder<O> {
            fn attempt(self, said: String) -> BoxFuture<'static, Attempt> {
                let (request, calls) = self.into_parts();
                let log = EvidenceLog::default();
                let sending = calls.evidence(&log).scope(O::send(request));
                sending.map(move |sent| sent_by_sdk(sent, &log, said)).boxed()
            }
        }
    )*};
}

by_sdk!(ssm, secretsmanager, iam);

fn sent_by_sdk<T, E>(
    sent: Result<T, SdkError<E, HttpResponse>>,
    log: &EvidenceLog,
    said: String,
) -> Attempt
where
    T: Debug + 'static,
    E: Error + 'static,
{
    let error = match sent {
        Ok(output) => {
            let write = log.take().pop().unwrap();
            return Ok(Acted {
                said: said + &debug(&write),
                output: format!("{output:?}"),
                evidence: write.evidence,
                cause: None,
            });
        }
        Err(error) => error,
    };
    let said = said + &display(&error);
    match postcond::ssm::unconfirmed(&error) {
        Some(unconfirmed) => Ok(Acted {
            said: said + &display(unconfirmed) + &display(&unconfirmed.cause),
            output: format!("{:?}", unconfirmed.output.downcast_ref::<T>().unwrap()),
            evidence: unconfirmed.evidence.clone(),
            cause: None,
        }),
        None => Err(Refused {
            sdk_said: display(&error),
            said,
        }),
    }
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

sent!(ssm, secretsmanager, iam);

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
