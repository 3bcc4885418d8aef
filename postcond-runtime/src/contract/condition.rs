//! A check whose types are forgotten: what the loop polls.

use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::contract::search::Search;
use crate::contract::value::Value;
use crate::contract::verdict::Check;
use crate::contract::witness::Witness;

/// What a poll of a check is under way as.
pub(crate) type Polling<'a, T> = BoxFuture<'a, T>;

/// A [`PostCondition`] whose types have been forgotten, so that clients can hold several.
///
/// Implemented for every `PostCondition`; not meant to be implemented by hand.
pub trait Condition: Send + Sync {
    /// [`PostCondition::NAME`].
    fn name(&self) -> &'static str;
    /// [`PostCondition::READS`].
    fn reads(&self) -> &'static [&'static str];
    /// [`PostCondition::DEADLINE`].
    fn deadline(&self) -> Option<Duration>;
    /// [`PostCondition::POLL_TIMEOUT`].
    fn poll_timeout(&self) -> Option<Duration>;
    /// [`PostCondition::BEST_EFFORT`].
    fn is_best_effort(&self) -> bool;
    /// [`PostCondition::FOUND_BY`].
    fn found_by(&self) -> Option<&'static str>;
    /// [`PostCondition::REFUSED_WITH`].
    fn refused_with(&self) -> &'static [&'static str];
    /// [`PostCondition::CHANGED_BY`].
    fn changed_by(&self) -> Option<&'static str>;
    /// [`PostCondition::check`]. Values of another operation's types are a fatal error.
    fn check<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        output: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Check>;
    /// [`PostCondition::find`], with the same proviso.
    fn find<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>>;
    /// [`PostCondition::find_refused`], with the same proviso.
    fn find_refused<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>>;
}
