//! What one call of an SDK client that waits can ask for, or all those of a task.

use std::any::TypeId;
use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use parking_lot::Mutex;

use crate::confirm::call::{Call, CallOptions};
use crate::contract::condition::Condition;
use crate::contract::erased::AnyMutation;
use crate::contract::operation::Mutation;
use crate::contract::post_condition::PostCondition;
use crate::policy::settings::Policy;
use crate::report::evidence::Evidence;

tokio::task_local! {
    /// What the current task asks for.
    static CALLS: SdkCalls;
}

/// How calls of an SDK client that waits are confirmed, where that differs from what the client does by
/// itself: what `confirm_with`, `unconfirmed`, `until` and `send_with_evidence` are to a typed client.
///
/// For all calls that a future makes, also those of a library that knows nothing of it, with
/// [`scope`](Self::scope):
///
/// ```text
/// let seen = EvidenceLog::default();
/// SdkCalls::new().policy(patient).evidence(&seen).scope(library::seed(&ssm)).await?;
/// for write in seen.take() {
///     println!("{} {:?}: {:?}", write.operation, write.resource, write.evidence.lag());
/// }
/// ```
///
/// For one call, as an interceptor of it:
///
/// ```text
/// let call = ssm.put_parameter().name("/a").value("v");
/// call.customize().interceptor(SdkCalls::new().unconfirmed()).send().await?;
/// ```
///
/// A call's own policy comes before that of its task. Checks are waited for if either asks for them; what is
/// left unconfirmed by the one is not confirmed by the other. A task that is spawned inside the future is
/// another task, and asks for nothing. Calls of other clients take no notice.
#[derive(Clone, Default)]
pub struct SdkCalls {
    policy: Option<Policy>,
    unconfirmed: bool,
    until: Vec<(TypeId, Arc<dyn Condition>)>,
    logs: Vec<EvidenceLog>,
}

impl SdkCalls {
    /// Calls that are confirmed as the client does by itself.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The policy of the calls. It comes before those of the client.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// The client's checks are left out: a call returns when the service has answered, or once what is
    /// asked for with [`until`](Self::until) is met.
    #[must_use]
    pub fn unconfirmed(mut self) -> Self {
        self.unconfirmed = true;
        self
    }

    /// Calls of the check's operation wait for it, too.
    #[must_use]
    pub fn until<P: PostCondition>(mut self, check: P) -> Self {
        let operation = TypeId::of::<P::Operation>();
        self.until.push((operation, Arc::new(check)));
        self
    }

    /// The evidence of each call that is confirmed goes here, and where a future around asks for it as
    /// well. That of one which is not is in its error.
    #[must_use]
    pub fn evidence(mut self, log: &EvidenceLog) -> Self {
        self.logs.push(log.clone());
        self
    }

    /// Runs `calls`: all that it calls on this task is confirmed so.
    pub async fn scope<F: Future>(self, calls: F) -> F::Output {
        let around = CALLS.try_with(Self::clone).unwrap_or_default();
        CALLS.scope(self.or(around), calls).await
    }

    /// Those of a call with this configuration, on the current task.
    pub(super) fn of(cfg: &ConfigBag) -> Self {
        let own = cfg.load::<Self>().cloned().unwrap_or_default();
        own.or(CALLS.try_with(Self::clone).unwrap_or_default())
    }

    fn or(mut self, around: Self) -> Self {
        self.policy = match (self.policy, around.policy) {
            (Some(own), Some(around)) => Some(own.or(&around)),
            (own, around) => own.or(around),
        };
        self.unconfirmed |= around.unconfirmed;
        self.until.extend(around.until);
        self.logs.extend(around.logs);
        self
    }

    /// What a call of `mutation` asks of the engine.
    pub(super) fn call_of(&self, mutation: &dyn AnyMutation) -> Call {
        let until = self.until.iter().filter(|(of, _)| *of == mutation.id());
        Call {
            policy: self.policy.clone().map(Box::new),
            unconfirmed: self.unconfirmed,
            until: until.map(|(_, check)| Arc::clone(check)).collect(),
            ..Call::default()
        }
    }

    /// Whether nothing is waited for.
    pub(super) fn waits_for_nothing(&self) -> bool {
        self.unconfirmed && self.until.is_empty()
    }

    /// Collects the evidence of a call.
    pub(super) fn note(&self, write: &ConfirmedWrite) {
        for log in &self.logs {
            log.0.lock().push(write.clone());
        }
    }
}

impl<O: Mutation> From<CallOptions<O>> for SdkCalls {
    fn from(options: CallOptions<O>) -> Self {
        let Call {
            policy,
            unconfirmed,
            until,
            ..
        } = options.call;
        let of = TypeId::of::<O>();
        Self {
            policy: policy.map(|policy| *policy),
            unconfirmed,
            until: until.into_iter().map(|check| (of, check)).collect(),
            logs: Vec::new(),
        }
    }
}

impl fmt::Debug for SdkCalls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let until: Vec<_> = self.until.iter().map(|(_, it)| it.info().name).collect();
        f.debug_struct("SdkCalls")
            .field("policy", &self.policy)
            .field("unconfirmed", &self.unconfirmed)
            .field("until", &until)
            .finish_non_exhaustive()
    }
}

impl Storable for SdkCalls {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for SdkCalls {
    fn name(&self) -> &'static str {
        "postcond::SdkCalls"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let earlier = cfg.load::<Self>().cloned().unwrap_or_default();
        cfg.interceptor_state().store_put(self.clone().or(earlier));
        Ok(())
    }
}

/// Collects the evidence of calls that were confirmed, in the order in which they were. A clone is the
/// same log. It holds all of them until they are taken.
#[derive(Clone, Debug, Default)]
pub struct EvidenceLog(Arc<Mutex<Vec<ConfirmedWrite>>>);

impl EvidenceLog {
    /// Takes out what has been collected since it was last taken.
    #[must_use]
    pub fn take(&self) -> Vec<ConfirmedWrite> {
        std::mem::take(&mut *self.0.lock())
    }
}

/// A write that was confirmed, or that no check covers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ConfirmedWrite {
    /// The mutation, as in `PutParameter`.
    pub operation: &'static str,
    /// The name or id of what it changed.
    pub resource: Option<String>,
    /// The request id of the mutation.
    pub request_id: Option<String>,
    /// What was seen.
    pub evidence: Evidence,
}
