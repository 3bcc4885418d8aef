//! A write of the scope, whatever its operation.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use postcond::Scope;
use postcond::runtime::{Evidence, Handle, Mutation, SettledWrite, WriteOutcome};

use crate::record::CameTo;

/// A write of the scope, whatever its operation.
pub(crate) trait Settleable {
    /// What became of it, once that is known.
    fn outcome(&self) -> Option<(CameTo, Evidence)>;

    /// Whether it is this one.
    fn is(&self, write: &SettledWrite) -> bool;

    /// Waits for it alone.
    fn settle_one<'a>(&'a self, scope: &'a Scope) -> LocalBoxFuture<'a, ()>;
}

impl<O: Mutation> Settleable for Handle<O> {
    fn outcome(&self) -> Option<(CameTo, Evidence)> {
        let settled = self.confirmation()?;
        let came_to = match settled.outcome() {
            WriteOutcome::Confirmed if settled.superseded().is_empty() => CameTo::Confirmed,
            WriteOutcome::Confirmed => CameTo::ConfirmedInPart,
            WriteOutcome::Superseded { .. } => CameTo::Superseded,
            WriteOutcome::Unverified { why } => CameTo::Unverified(why.clone()),
            WriteOutcome::Unconfirmed(cause) => CameTo::Unconfirmed(cause.to_string()),
            other => CameTo::Unverified(format!("{other}")),
        };
        Some((came_to, settled.evidence().clone()))
    }

    fn is(&self, write: &SettledWrite) -> bool {
        let settled = self.confirmation();
        settled.is_some_and(|settled| std::ptr::eq(settled, write))
    }

    fn settle_one<'a>(&'a self, scope: &'a Scope) -> LocalBoxFuture<'a, ()> {
        scope.settle_one(self).map(drop).boxed_local()
    }
}
