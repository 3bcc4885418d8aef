//! A check whose types are forgotten: what the loop polls.

use futures_util::future::BoxFuture;

use crate::contract::check_info::CheckInfo;
use crate::contract::search::Search;
use crate::contract::value::Value;
use crate::contract::verdict::Check;
use crate::contract::witness::Witness;

/// What a poll of a check is under way as.
pub(crate) type Polling<'a, T> = BoxFuture<'a, T>;

/// A [`PostCondition`](crate::PostCondition) whose types have been forgotten, so that clients can hold several.
///
/// Implemented for every `PostCondition`, and for nothing else.
pub trait Condition: Send + Sync {
    /// [`PostCondition::INFO`](crate::PostCondition::INFO).
    fn info(&self) -> &'static CheckInfo;
    /// [`PostCondition::check`](crate::PostCondition::check). Values of another operation's types are a fatal error.
    fn check<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        output: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Check>;
    /// [`PostCondition::find`](crate::PostCondition::find), with the same proviso.
    fn find<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>>;
    /// [`PostCondition::find_refused`](crate::PostCondition::find_refused), with the same proviso.
    fn find_refused<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>>;
}
