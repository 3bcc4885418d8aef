//! What a check is.

use std::future::{Future, ready};
use std::time::Duration;

use futures_util::TryFutureExt;

use crate::contract::condition::{Condition, Polling};
use crate::contract::operation::{InputOf, Mutation, Operation, OutputOf, ReaderOf};
use crate::contract::search::{Search, unfindable};
use crate::contract::value::Value;
use crate::contract::verdict::Check;
use crate::contract::witness::Witness;
use crate::sdk::read::ReadError;

/// A fact that holds once a mutation is visible, and the read-back that establishes it.
///
/// Written with `#[post_condition]`, which implements this trait for a type named after the function.
#[diagnostic::on_unimplemented(
    message = "this is not a post-condition",
    label = "not a post-condition",
    note = "a function becomes one with `#[post_condition(service = ..., op = ...)]` above it"
)]
pub trait PostCondition: Send + Sync + 'static {
    /// The mutation whose effect this establishes.
    type Operation: Mutation;
    /// The function's name: it appears in evidence, errors and logs.
    const NAME: &'static str;
    /// The read operations that [`check`](Self::check) calls, all of them: a denied read is reported
    /// with their IAM actions.
    const READS: &'static [&'static str];
    /// The read that can answer many such checks at once, where the service has one. It is for the
    /// [dispatch table](crate::CheckInfo::batched): the reader sends several as one, see
    /// [`Loader`](crate::Loader), and equal ones once, whatever it says.
    const BATCHED: Option<&'static str> = None;
    /// How long this operation is given where no policy says otherwise. `None` is the library's
    /// default, [`Policy::DEFAULT_DEADLINE`](crate::Policy::DEFAULT_DEADLINE).
    const DEADLINE: Option<Duration> = None;
    /// How long one poll may take where no policy says otherwise: more than the library's default,
    /// [`Policy::DEFAULT_POLL_TIMEOUT`](crate::Policy::DEFAULT_POLL_TIMEOUT), for a check that makes
    /// many reads.
    const POLL_TIMEOUT: Option<Duration> = None;
    /// Whether a call succeeds although this could not be established, whatever the cause: for what is
    /// good to know, but no part of what was asked for. A warning is logged, and the evidence says so.
    const BEST_EFFORT: bool = false;
    /// The function that [`find`](Self::find) stands for, as it appears in evidence and errors.
    /// `None` where a write that was not answered cannot be told from somebody else's.
    const FOUND_BY: Option<&'static str> = None;

    /// The codes of refusals by the service after which the call may have changed something all the
    /// same. Then [`find_refused`](Self::find_refused) looks, once.
    const REFUSED_WITH: &'static [&'static str] = &[];
    /// The function that [`find_refused`](Self::find_refused) stands for, as it appears in evidence and
    /// errors. Given wherever [`REFUSED_WITH`](Self::REFUSED_WITH) is.
    const CHANGED_BY: Option<&'static str> = None;

    /// Reads back once and judges the answer.
    ///
    /// Errors of reads pass through `?`; the loop decides whether they are worth another poll.
    fn check(
        &self,
        reader: &ReaderOf<Self::Operation>,
        input: &InputOf<Self::Operation>,
        output: &OutputOf<Self::Operation>,
        witness: &Witness,
    ) -> impl Future<Output = Check> + Send;

    /// Looks once whether this very write has landed although nothing has answered it, and makes up
    /// its output. Called where [`FOUND_BY`](Self::FOUND_BY) is given and the policy is
    /// [`AmbiguousWrite::ReadBack`](crate::AmbiguousWrite::ReadBack).
    ///
    /// Of the witness, what the call has sent is known; its moments are not, so dates are left to
    /// [`created`](crate::created).
    fn find(
        &self,
        _reader: &ReaderOf<Self::Operation>,
        _input: &InputOf<Self::Operation>,
        _witness: &Witness,
    ) -> impl Future<Output = Search<OutputOf<Self::Operation>>> + Send {
        ready(unfindable("nothing tells this write from somebody else's"))
    }

    /// Looks once whether a call that was refused with one of [`REFUSED_WITH`](Self::REFUSED_WITH) has
    /// changed something all the same. Where it [has](crate::found), the error of the call says so.
    fn find_refused(
        &self,
        _reader: &ReaderOf<Self::Operation>,
        _input: &InputOf<Self::Operation>,
        _witness: &Witness,
    ) -> impl Future<Output = Search<OutputOf<Self::Operation>>> + Send {
        ready(unfindable("a refusal changes nothing"))
    }
}

/// A check of `O`, to be listed among those that come with it.
#[must_use]
pub const fn check_of<O: Mutation, P: PostCondition<Operation = O>>(
    check: &'static P,
) -> &'static dyn Condition {
    check
}

impl<P: PostCondition> Condition for P {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn reads(&self) -> &'static [&'static str] {
        P::READS
    }

    fn deadline(&self) -> Option<Duration> {
        P::DEADLINE
    }

    fn poll_timeout(&self) -> Option<Duration> {
        P::POLL_TIMEOUT
    }

    fn is_best_effort(&self) -> bool {
        P::BEST_EFFORT
    }

    fn found_by(&self) -> Option<&'static str> {
        P::FOUND_BY
    }

    fn refused_with(&self) -> &'static [&'static str] {
        P::REFUSED_WITH
    }

    fn changed_by(&self) -> Option<&'static str> {
        P::CHANGED_BY
    }

    fn check<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        output: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Check> {
        let values = (
            reader.downcast_ref(),
            input.downcast_ref(),
            output.downcast_ref(),
        );
        match values {
            (Some(reader), Some(input), Some(output)) => {
                Box::pin(PostCondition::check(self, reader, input, output, witness))
            }
            _ => of_another_operation::<P::Operation, _>(),
        }
    }

    fn find<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>> {
        match (reader.downcast_ref(), input.downcast_ref()) {
            (Some(reader), Some(input)) => {
                erased(PostCondition::find(self, reader, input, witness))
            }
            _ => of_another_operation::<P::Operation, _>(),
        }
    }

    fn find_refused<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>> {
        match (reader.downcast_ref(), input.downcast_ref()) {
            (Some(reader), Some(input)) => {
                erased(PostCondition::find_refused(self, reader, input, witness))
            }
            _ => of_another_operation::<P::Operation, _>(),
        }
    }
}

/// The search, the type of its output forgotten.
fn erased<'a, T: Send + Sync + 'static>(
    search: impl Future<Output = Search<T>> + Send + 'a,
) -> Polling<'a, Search<Box<Value>>> {
    Box::pin(search.map_ok(|finding| finding.map(|output| Box::new(output) as Box<Value>)))
}

/// What was written by another operation than `O`, or is read with the reader of another service.
fn of_another_operation<'a, O: Operation, T: Send + 'a>() -> Polling<'a, Result<T, ReadError>> {
    let why = format!(
        "the reader, the input or the output is not that of {}",
        O::NAME
    );
    Box::pin(ready(Err(ReadError::fatal(why))))
}
