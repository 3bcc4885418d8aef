//! What a check is.

use std::future::{Future, ready};

use futures_util::TryFutureExt;

use crate::contract::check_info::CheckInfo;
use crate::contract::condition::{Condition, Polling};
use crate::contract::operation::{InputOf, Mutation, Operation, OutputOf, ReaderOf};
use crate::contract::search::{Search, unfindable};
use crate::contract::value::Value;
use crate::contract::verdict::Check;
use crate::contract::witness::Witness;
use crate::sdk::read::ReadError;

const UNFINDABLE: &str = "nothing tells this write from somebody else's";
const UNCHANGED: &str = "a refusal changes nothing";

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
    /// What the check says of itself.
    const INFO: CheckInfo;

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
    /// its output. Called where [`CheckInfo::found_by`] is given and the policy is
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
        ready(unfindable(UNFINDABLE))
    }

    /// Looks once whether a call that was refused with one of [`CheckInfo::refused_with`] has
    /// changed something all the same. Where it [has](crate::found), the error of the call says so.
    fn find_refused(
        &self,
        _reader: &ReaderOf<Self::Operation>,
        _input: &InputOf<Self::Operation>,
        _witness: &Witness,
    ) -> impl Future<Output = Search<OutputOf<Self::Operation>>> + Send {
        ready(unfindable(UNCHANGED))
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
    fn info(&self) -> &'static CheckInfo {
        const { &P::INFO }
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
            _ => of_another_operation(P::Operation::NAME),
        }
    }

    fn find<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>> {
        // Constant, so that most checks bring nothing of a search into a program.
        if const { P::INFO.found_by.is_none() } {
            return without_search(UNFINDABLE);
        }
        match (reader.downcast_ref(), input.downcast_ref()) {
            (Some(reader), Some(input)) => {
                erased(PostCondition::find(self, reader, input, witness))
            }
            _ => of_another_operation(P::Operation::NAME),
        }
    }

    fn find_refused<'a>(
        &'a self,
        reader: &'a Value,
        input: &'a Value,
        witness: &'a Witness,
    ) -> Polling<'a, Search<Box<Value>>> {
        if const { P::INFO.changed_by.is_none() } {
            return without_search(UNCHANGED);
        }
        match (reader.downcast_ref(), input.downcast_ref()) {
            (Some(reader), Some(input)) => {
                erased(PostCondition::find_refused(self, reader, input, witness))
            }
            _ => of_another_operation(P::Operation::NAME),
        }
    }
}

/// The search, the type of its output forgotten.
fn erased<'a, T: Send + Sync + 'static>(
    search: impl Future<Output = Search<T>> + Send + 'a,
) -> Polling<'a, Search<Box<Value>>> {
    Box::pin(search.map_ok(|finding| finding.map(|output| Box::new(output) as Box<Value>)))
}

/// What a check comes to that looks for nothing, and why.
fn without_search<'a>(why: &'static str) -> Polling<'a, Search<Box<Value>>> {
    Box::pin(ready(unfindable(why)))
}

/// What was written by another operation, or is read with the reader of another service.
fn of_another_operation<'a, T: Send + 'a>(
    operation: &'static str,
) -> Polling<'a, Result<T, ReadError>> {
    let why = format!("the reader, the input or the output is not that of {operation}");
    Box::pin(ready(Err(ReadError::fatal(why))))
}
