//! What a call says of its own confirmation.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::contract::condition::Condition;
use crate::contract::operation::Mutation;
use crate::contract::post_condition::PostCondition;
use crate::policy::settings::{Policy, Settings};
use crate::sdk::destination::Customization;

/// Checks, whatever their types.
pub(crate) type Conditions = Vec<Arc<dyn Condition>>;

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
    pub(crate) fn limited(&self, settings: Arc<Settings>) -> Arc<Settings> {
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
