//! Which checks and which policy apply to a call: what a consistent client holds beside the SDK's.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::time::Instant;

use crate::confirm::call::{Call, Conditions};
use crate::confirm::checks::{collect, enforce_all};
use crate::confirm::enforce::Enforcement;
use crate::confirm::look::Look;
use crate::confirm::write::{Landed, ReturnedCall, Shared, Write};
use crate::contract::check_info::CheckInfo;
use crate::contract::condition::Condition;
use crate::contract::dispatch::OperationInfo;
use crate::contract::erased::AnyMutation;
use crate::contract::operation::Mutation;
use crate::contract::post_condition::PostCondition;
use crate::contract::value::Value;
use crate::contract::witness::Witness;
use crate::history::History;
use crate::history::keeper::Keeper;
use crate::history::store::HistoryError;
use crate::policy::read_budget::ReadBudget;
use crate::policy::settings::{OwnTimes, Policy, Settings};
use crate::report::error::{Cause, Unconfirmed};
use crate::report::evidence::{Confirmed, Evidence, PollLog};
use crate::report::telemetry;
use crate::requests::budget::Budget;
use crate::sdk::destination::Destination;

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

    /// Where what the client learns of lags is kept.
    pub fn set_history(&mut self, history: History) {
        self.shared.history = Some(Keeper::new(history));
    }

    /// Saves what was learned since it was saved last, if there is a history.
    ///
    /// # Errors
    /// If it could not be saved. It is kept then, and saved with what comes next.
    pub async fn save_history(&self) -> Result<(), HistoryError> {
        match &self.shared.history {
            Some(history) => history.save().await,
            None => Ok(()),
        }
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
        let call = ReturnedCall {
            mutation,
            reader,
            input,
            witness,
            destination: Destination::default(),
            returned: Instant::now(),
        };
        let landed = Landed::answered(call, output);
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
        let enforcements = self.enforcements(landed.call.mutation, call);
        self.confirm_by(enforcements, landed).await
    }

    /// Reads back until these checks are met, or one cannot be.
    pub(crate) async fn confirm_by(
        &self,
        enforcements: Vec<Enforcement<'_>>,
        landed: Landed,
    ) -> Result<Confirmed<Box<Value>>, Unconfirmed<Box<Value>>> {
        #[cfg(feature = "receipts")]
        let receipt = landed.receipt(&enforcements);
        let Landed {
            call: returned,
            output,
            search,
            resent,
            ..
        } = landed;
        let write = returned.as_write(&*output, &self.shared);
        let read_back = self.read_back_by(enforcements, &write, search.as_deref());
        let (result, mut evidence) = read_back.await;
        evidence.resent = resent;
        #[cfg(feature = "receipts")]
        {
            evidence.receipt = receipt;
        }
        match result {
            Ok(()) => Ok(Confirmed { output, evidence }),
            Err(cause) => Err(Unconfirmed {
                operation: returned.mutation.names().name,
                resource: write.resource,
                request_id: returned.witness.request_id().map(str::to_owned),
                output,
                cause,
                evidence,
            }),
        }
    }

    /// Reads a write back until every check that applies to its call is met or one cannot be. The
    /// evidence begins with the `search` for the write.
    pub(crate) async fn read_back(
        &self,
        call: &Call,
        write: &Write<'_>,
        search: Option<&PollLog>,
    ) -> (Result<(), Cause>, Evidence) {
        let enforcements = self.enforcements(write.call.mutation, call);
        self.read_back_by(enforcements, write, search).await
    }

    /// The same by these checks.
    async fn read_back_by(
        &self,
        mut enforcements: Vec<Enforcement<'_>>,
        write: &Write<'_>,
        search: Option<&PollLog>,
    ) -> (Result<(), Cause>, Evidence) {
        let conclusion = enforce_all(&mut enforcements, write).await;
        let logs = enforcements.into_iter().map(Enforcement::into_log);
        let mut evidence = collect(search, logs, write.call.returned);
        telemetry::written(write.names(), &conclusion, &evidence);
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
        let own_times = own_times(info);
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

#[cfg(feature = "receipts")]
impl Consistency {
    /// The checks of this name that a call may wait for, each with its settings.
    pub(crate) fn enforcements_called<'a>(
        &'a self,
        mutation: &dyn AnyMutation,
        name: &str,
    ) -> Vec<Enforcement<'a>> {
        let id = mutation.id();
        let own = self.conditions.get(&id).into_iter().flatten();
        let own = own.map(|check| &**check);
        let by_default = mutation.built_in().iter().copied().chain(own);
        let by_default = by_default.map(|check| (check, self.policy_of_operation(id)));
        // The client's policies are for what its calls wait for by default.
        let on_request = mutation.on_request().iter().copied();
        let on_request = on_request.map(|check| (check, Policy::default()));
        let called = by_default.chain(on_request);
        let called = called.filter(|(check, _)| check.info().name == name);
        let enforcements = called.map(|(check, policy)| {
            let policy = policy
                .or(&of_check(check))
                .or(&self.policy_of_operation(id));
            Enforcement::new(Look::Change(check), Arc::new(policy.settings()))
        });
        enforcements.collect()
    }
}

/// The policy that a check has by itself.
fn of_check(check: &dyn Condition) -> Policy {
    Policy::of_check(own_times(check.info()))
}

fn own_times(info: &CheckInfo) -> OwnTimes {
    OwnTimes {
        deadline: info.deadline,
        poll_timeout: info.poll_timeout,
        confirmed_by: info.confirmed_by,
        pause: info.pause,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::confirm::stub::Touch;
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
