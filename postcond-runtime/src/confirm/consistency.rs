//! Which checks and which policy apply to a call: what a consistent client holds beside the SDK's.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::try_join_all;
use parking_lot::Mutex;
use tokio::time::Instant;
use tracing::Instrument;

use crate::confirm::enforce::Enforcement;
use crate::confirm::look::Look;
use crate::confirm::write::{Shared, Write};
use crate::contract::condition::Condition;
use crate::contract::dispatch::OperationInfo;
use crate::contract::erased::AnyMutation;
use crate::contract::operation::Mutation;
use crate::contract::post_condition::PostCondition;
use crate::contract::value::Value;
use crate::contract::witness::Witness;
use crate::policy::read_budget::ReadBudget;
use crate::policy::settings::{DeniedRead, Policy, Settings};
use crate::policy::unshown_write::UnshownWrite;
use crate::report::error::{Cause, Conclusion, Unconfirmed};
use crate::report::evidence::{Confirmed, Evidence, ObservedLag, Poll, PollLog};
use crate::report::resent::Resent;
use crate::report::telemetry;
use crate::requests::budget::Budget;
use crate::sdk::destination::{Customization, Destination};

/// What one call says about its own confirmation, whatever its operation.
#[derive(Clone, Default)]
pub(crate) struct Call {
    /// Few calls have one.
    pub(crate) policy: Option<Box<Policy>>,
    pub(crate) unconfirmed: bool,
    pub(crate) customization: Customization,
    /// What this call waits for in addition.
    pub(crate) until: Conditions,
    /// How long the wait may take at most, whatever the policies say.
    pub(crate) at_most: Option<Duration>,
}

impl Call {
    /// A deadline that comes before all others.
    pub(crate) fn set_deadline(&mut self, deadline: Duration) {
        self.policy.get_or_insert_default().deadline = Some(deadline);
    }

    /// The same settings, with no later deadline than the call allows.
    fn limited(&self, settings: Arc<Settings>) -> Arc<Settings> {
        match self.at_most {
            Some(at_most) if at_most < settings.deadline => Arc::new(Settings {
                deadline: at_most,
                ..(*settings).clone()
            }),
            _ => settings,
        }
    }
}

/// What one call of `O` says about its own confirmation.
pub struct CallOptions<O: Mutation> {
    pub(crate) call: Call,
    operation: PhantomData<fn() -> O>,
}

impl<O: Mutation> Default for CallOptions<O> {
    fn default() -> Self {
        Self {
            call: Call::default(),
            operation: PhantomData,
        }
    }
}

impl<O: Mutation> Clone for CallOptions<O> {
    fn clone(&self) -> Self {
        Self {
            call: self.call.clone(),
            operation: PhantomData,
        }
    }
}

impl<O: Mutation> fmt::Debug for CallOptions<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let until: Vec<&str> = self
            .call
            .until
            .iter()
            .map(|check| check.info().name)
            .collect();
        f.debug_struct("CallOptions")
            .field("policy", &self.call.policy)
            .field("unconfirmed", &self.call.unconfirmed)
            .field("customization", &self.call.customization)
            .field("until", &until)
            .finish()
    }
}

impl<O: Mutation> CallOptions<O> {
    /// The call's own policy.
    pub fn set_policy(&mut self, policy: Policy) {
        self.call.policy = Some(Box::new(policy));
    }

    /// The call leaves out the client's checks, built in or added.
    pub fn set_unconfirmed(&mut self) {
        self.call.unconfirmed = true;
    }

    /// The call has a configuration of its own: it may go to another account or region than those of
    /// the same client. Its reads are to be sent with that configuration, too.
    pub fn set_reconfigured(&mut self) {
        self.call.customization.reconfigured = true;
    }

    /// The call's request is intercepted or changed: it may go elsewhere than its reads.
    pub fn set_intercepted(&mut self) {
        self.call.customization.intercepted = true;
    }

    /// The call waits for `check`, too.
    pub fn add<P: PostCondition<Operation = O>>(&mut self, check: P) {
        self.call.until.push(Arc::new(check));
    }
}

/// A write that has landed, and is to be confirmed.
pub(crate) struct Landed {
    pub(crate) mutation: &'static dyn AnyMutation,
    pub(crate) reader: Arc<Value>,
    pub(crate) input: Box<Value>,
    pub(crate) output: Box<Value>,
    pub(crate) witness: Witness,
    pub(crate) destination: Destination,
    /// When the call returned.
    pub(crate) returned: Instant,
    /// The polls that it was found with, if nothing had answered it.
    pub(crate) search: Option<Box<PollLog>>,
    pub(crate) resent: Option<Box<Resent>>,
}

/// The deadline of a check and the time-out of its polls.
type OwnTimes = (Option<Duration>, Option<Duration>, Option<(u32, Duration)>);
pub(crate) type Conditions = Vec<Arc<dyn Condition>>;

/// What a consistent client holds beside the SDK's: its policies and the user's own checks.
#[derive(Default)]
pub struct Consistency {
    policy: Policy,
    operation_policies: HashMap<TypeId, Policy>,
    /// By operation.
    conditions: HashMap<TypeId, Conditions>,
    /// What follows from the policies, by operation and by what its check says by itself.
    settings: Mutex<HashMap<(TypeId, OwnTimes), Arc<Settings>>>,
    pub(crate) shared: Shared,
}

impl fmt::Debug for Consistency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consistency")
            .field("policy", &self.policy)
            .field("operation_policies", &self.operation_policies.len())
            .field("operations_with_own_checks", &self.conditions.len())
            .finish()
    }
}

impl Consistency {
    /// How many reads the client may make to confirm its writes.
    pub fn set_read_budget(&mut self, budget: ReadBudget) {
        self.shared.budget = Arc::new(Budget::new(budget));
    }

    /// The policy of every call that does not decide otherwise.
    pub fn set_policy(&mut self, policy: Policy) {
        self.policy = policy;
        self.settings.get_mut().clear();
    }

    /// The policy of every call of `O` that does not decide otherwise.
    pub fn set_operation_policy<O: Mutation>(&mut self, policy: Policy) {
        self.operation_policies.insert(TypeId::of::<O>(), policy);
        self.settings.get_mut().clear();
    }

    /// Adds a check to those that the client brings along.
    pub fn add<P: PostCondition>(&mut self, check: P) {
        let entry = self.conditions.entry(TypeId::of::<P::Operation>());
        entry.or_default().push(Arc::new(check));
    }

    /// Confirms a write that was made by other means, such as a client of the SDK's: reads back until
    /// every check that comes with the operation is met, with those that were added and the policies of
    /// this. `operation` is a row of the dispatch table; input and output are the SDK's, and `reader`
    /// is that of the service.
    ///
    /// Deadlines count from now. An operation that no check covers returns at once with empty
    /// evidence. Writes that are confirmed at once with the same reader, or clones of it, share their
    /// reads and the [`ReadBudget`] as those of a client do.
    ///
    /// # Errors
    /// If the write could not be confirmed; the output is in the error. The cause is
    /// [`Cause::Read`] where reader, input or output are those of another operation.
    pub async fn confirm(
        &self,
        operation: &OperationInfo,
        reader: Arc<dyn Any + Send + Sync>,
        input: Box<dyn Any + Send + Sync>,
        output: Box<dyn Any + Send + Sync>,
        witness: Witness,
    ) -> Result<Confirmed<Box<dyn Any + Send + Sync>>, Unconfirmed<Box<dyn Any + Send + Sync>>>
    {
        let Some(mutation) = operation.mutation() else {
            let evidence = Evidence::default();
            return Ok(Confirmed { output, evidence });
        };
        let landed = Landed {
            mutation,
            reader,
            input,
            output,
            witness,
            destination: Destination::default(),
            returned: Instant::now(),
            search: None,
            resent: None,
        };
        self.confirm_landed(&Call::default(), landed).await
    }

    /// Reads back until a write that has landed is confirmed by every check that applies to the call:
    /// those that come with its mutation, unless the call leaves them out, and those it asks for.
    ///
    /// Without any, this returns at once with empty evidence.
    ///
    /// # Errors
    /// If the write could not be confirmed; the output is in the error.
    pub(crate) async fn confirm_landed(
        &self,
        call: &Call,
        landed: Landed,
    ) -> Result<Confirmed<Box<Value>>, Unconfirmed<Box<Value>>> {
        let Landed {
            mutation,
            reader,
            input,
            output,
            witness,
            destination,
            returned,
            search,
            resent,
        } = landed;
        let resource = mutation.resource(&*input);
        let write = Write {
            operation: mutation.names(),
            reader: &*reader,
            input: &*input,
            output: &*output,
            witness: &witness,
            destination: &destination,
            resource: resource.as_deref(),
            returned,
            waiting_since: returned,
            shared: &self.shared,
        };
        let read_back = self.read_back(mutation, call, &write, search.as_deref());
        let (result, mut evidence) = read_back.await;
        evidence.resent = resent;
        match result {
            Ok(()) => Ok(Confirmed { output, evidence }),
            Err(cause) => Err(Unconfirmed {
                output,
                cause,
                evidence,
                operation: mutation.names().name,
                resource,
                request_id: witness.request_id().map(str::to_owned),
            }),
        }
    }

    /// Reads a write back until every check that applies to its call is met or one cannot be. The
    /// evidence begins with the `search` for the write.
    pub(crate) async fn read_back(
        &self,
        mutation: &'static dyn AnyMutation,
        call: &Call,
        write: &Write<'_>,
        search: Option<&PollLog>,
    ) -> (Result<(), Cause>, Evidence) {
        let mut enforcements = self.enforcements(mutation, call);
        let conclusion = enforce_all(&mut enforcements, write).await;
        let logs = enforcements.into_iter().map(Enforcement::into_log);
        let mut evidence = collect(search, logs, write.returned);
        telemetry::written(write.operation, &conclusion, &evidence);
        let result = conclusion.map(|accepted| evidence.unconfirmed = accepted);
        (result, evidence)
    }

    /// The policy of an operation's calls that do not decide otherwise.
    fn policy_of_operation(&self, operation: TypeId) -> Policy {
        match self.operation_policies.get(&operation) {
            Some(own) => own.clone().or(&self.policy),
            None => self.policy.clone(),
        }
    }

    /// The policy of a call, as far as no check of its decides.
    pub(crate) fn policy_of(&self, mutation: &dyn AnyMutation, call: &Call) -> Policy {
        let policy = self.policy_of_operation(mutation.id());
        match &call.policy {
            Some(own) => (**own).clone().or(&policy),
            None => policy,
        }
    }

    /// The settings of a check that calls of the operation wait for by default. They are the same for
    /// all calls without a policy of their own.
    fn settings_by_default(
        &self,
        operation: TypeId,
        check: &dyn Condition,
        call: &Call,
    ) -> Arc<Settings> {
        let settings = |policy: Policy| Arc::new(policy.or(&of_check(check)).settings());
        let clients = || self.policy_of_operation(operation);
        if let Some(own) = &call.policy {
            return settings((**own).clone().or(&clients()));
        }
        let mut known = self.settings.lock();
        let info = check.info();
        let own_times = (info.deadline, info.poll_timeout, info.confirmed_by);
        let known = known.entry((operation, own_times));
        Arc::clone(known.or_insert_with(|| settings(clients())))
    }

    /// The checks that apply to a call, each with its settings.
    pub(crate) fn enforcements<'a>(
        &'a self,
        mutation: &dyn AnyMutation,
        call: &'a Call,
    ) -> Vec<Enforcement<'a>> {
        let id = mutation.id();
        let own = self.conditions.get(&id);
        let own_checks = own.map_or(0, Vec::len);
        let own = own.into_iter().flatten().map(|check| &**check);
        let by_default = mutation.built_in().iter().copied().chain(own);
        let by_default = by_default.filter(|_| !call.unconfirmed).map(|check| {
            let settings = self.settings_by_default(id, check, call);
            Enforcement::new(Look::Change(check), call.limited(settings))
        });
        let asked_for = call.until.iter().map(|check| {
            // The client's policies are for what its calls wait for by default.
            let own_policy = call.policy.as_deref().cloned().unwrap_or_default();
            let policy = own_policy.or(&of_check(&**check));
            let policy = policy.or(&self.policy_of_operation(id));
            let settings = Arc::new(policy.settings());
            Enforcement::new(Look::Change(&**check), call.limited(settings))
        });
        // As large as it must be: a scope holds one for each of its writes.
        let most = mutation.built_in().len() + own_checks + call.until.len();
        let mut enforcements = Vec::with_capacity(most);
        enforcements.extend(by_default.chain(asked_for));
        enforcements
    }
}

/// The policy that a check has by itself.
fn of_check(check: &dyn Condition) -> Policy {
    let info = check.info();
    Policy::of_check(info.deadline, info.poll_timeout, info.confirmed_by)
}

/// Runs all checks of one write side by side; the first that cannot be met ends the others.
/// `Ok(Some(what))` if some could not be confirmed and that is accepted: of each what was missing.
async fn enforce_all(enforcements: &mut [Enforcement<'_>], write: &Write<'_>) -> Conclusion {
    // Most writes have one check: there is nothing to join.
    if let [only] = enforcements {
        return enforce(only, write).await;
    }
    let runs = enforcements.iter_mut().map(|it| enforce(it, write));
    let accepted = try_join_all(runs).await?;
    let accepted: Vec<_> = accepted.into_iter().flatten().collect();
    Ok((!accepted.is_empty()).then(|| accepted.join("; ")))
}

/// Runs one check. `Ok(Some(what))` as above.
async fn enforce(enforcement: &mut Enforcement<'_>, write: &Write<'_>) -> Conclusion {
    let check = enforcement.name();
    let span = telemetry::span(check, &write.about());
    let result = enforcement.run(write).instrument(span.clone()).await;
    let result = result.or_else(|cause| accept(enforcement, cause));
    telemetry::concluded(&span, check, &write.about(), enforcement.log(), &result);
    result
}

/// `Ok(Some(what))` if the check or its policy accepts this cause: what was missing. Best effort is
/// never the reason of an error.
fn accept(enforcement: &Enforcement<'_>, cause: Cause) -> Conclusion {
    let settings = enforcement.settings();
    let accepts_unshown = settings.on_unshown == UnshownWrite::Accept;
    let is_accepted = match &cause {
        cause if enforcement.condition().info().best_effort => {
            return Ok(Some(cause.of_best_effort()));
        }
        Cause::Denied { .. } | Cause::Credentials { .. } => {
            settings.on_denied == DeniedRead::Accept
        }
        Cause::NotImplemented { .. } => accepts_unshown,
        // Without a status it is a fault of the check, or of who has called it.
        Cause::Read { source, .. } => accepts_unshown && source.status().is_some(),
        // Who has never been answered has not been shown anything else either: the endpoint may be gone.
        Cause::Deadline { .. } => accepts_unshown && enforcement.log().polls().any(Poll::has_seen),
        Cause::Failed { .. } | Cause::Changed { .. } => false,
    };
    if is_accepted {
        Ok(Some(cause.in_brief()))
    } else {
        Err(cause)
    }
}

/// The evidence of a write that returned at this moment: of the search for it, if there was one, and
/// of its checks. Only these show its lag.
pub(crate) fn collect(
    search: Option<&PollLog>,
    checks: impl IntoIterator<Item = PollLog>,
    returned: Instant,
) -> Evidence {
    let checks: Vec<_> = checks.into_iter().collect();
    let lag = ObservedLag::of_all(checks.iter().map(PollLog::lag));
    let logs: Vec<_> = search.cloned().into_iter().chain(checks).collect();
    let polls_made = logs.iter().map(PollLog::made).sum();
    // As large as it must be: a scope holds those of all its writes.
    let mut polls = Vec::with_capacity(logs.iter().map(PollLog::kept).sum());
    polls.extend(logs.into_iter().flat_map(PollLog::into_polls));
    polls.sort_by_key(|poll| poll.at);
    Evidence {
        polls,
        polls_made,
        waited: returned.elapsed(),
        lag,
        unconfirmed: None,
        resent: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confirm::stub::Touch;
    use crate::contract::check_info::CheckInfo;
    use crate::contract::erased::any;
    use crate::contract::verdict::{Check, pending};

    /// A check that is given so many seconds.
    struct Given<const SECONDS: u64>;

    impl<const SECONDS: u64> PostCondition for Given<SECONDS> {
        type Operation = Touch;
        const INFO: CheckInfo = CheckInfo::new("given", &[]).deadline(SECONDS);

        async fn check(&self, _: &(), _: &(), _: &(), _: &Witness) -> Check {
            pending("nothing")
        }
    }

    #[test]
    fn checks_of_one_operation_and_one_name_keep_their_own_times() {
        let mut consistency = Consistency::default();
        consistency.add(Given::<1>);
        consistency.add(Given::<5>);
        let call = Call::default();
        let deadlines = |consistency: &Consistency| {
            let enforcements = consistency.enforcements(any::<Touch>(), &call);
            let deadlines = enforcements
                .iter()
                .map(|it| it.settings().deadline.as_secs());
            deadlines.collect::<Vec<_>>()
        };
        for _ in 0..2 {
            assert_eq!(deadlines(&consistency), [120, 1, 5]);
        }
        let policy = Policy::builder().deadline(Duration::from_secs(7));
        consistency.set_policy(policy.build().unwrap());
        assert_eq!(deadlines(&consistency), [7, 7, 7]);
    }
}
