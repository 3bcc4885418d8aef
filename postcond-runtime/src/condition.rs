//! What a check is.

use std::future::Future;
use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::{Check, InputOf, Mutation, OutputOf, ReaderOf, Search, Witness, unfindable};

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
    /// with their IAM actions, and requests are shared only if each of these can be, see
    /// [`Service::COALESCED`](crate::Service::COALESCED).
    const READS: &'static [&'static str];
    /// The read that can answer many such checks at once, where the service has one. It is for the
    /// [dispatch table](crate::CheckInfo::batched): the reader shares requests whatever it says, see
    /// [`Loader`](crate::Loader).
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
        async { unfindable("nothing tells this write from somebody else's") }
    }

    /// Looks once whether a call that was refused with one of [`REFUSED_WITH`](Self::REFUSED_WITH) has
    /// changed something all the same. Where it [has](crate::found), the error of the call says so.
    fn find_refused(
        &self,
        _reader: &ReaderOf<Self::Operation>,
        _input: &InputOf<Self::Operation>,
        _witness: &Witness,
    ) -> impl Future<Output = Search<OutputOf<Self::Operation>>> + Send {
        async { unfindable("a refusal changes nothing") }
    }
}

/// A [`PostCondition`] whose type has been forgotten, so that clients can hold several.
///
/// Implemented for every `PostCondition`; not meant to be implemented by hand.
pub trait Condition<O: Mutation>: Send + Sync {
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
    /// [`PostCondition::check`].
    fn check<'a>(
        &'a self,
        reader: &'a ReaderOf<O>,
        input: &'a O::Input,
        output: &'a O::Output,
        witness: &'a Witness,
    ) -> BoxFuture<'a, Check>;
    /// [`PostCondition::find`].
    fn find<'a>(
        &'a self,
        reader: &'a ReaderOf<O>,
        input: &'a O::Input,
        witness: &'a Witness,
    ) -> BoxFuture<'a, Search<O::Output>>;
    /// [`PostCondition::find_refused`].
    fn find_refused<'a>(
        &'a self,
        reader: &'a ReaderOf<O>,
        input: &'a O::Input,
        witness: &'a Witness,
    ) -> BoxFuture<'a, Search<O::Output>>;
}

impl<O: Mutation, P: PostCondition<Operation = O>> Condition<O> for P {
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
        reader: &'a ReaderOf<O>,
        input: &'a O::Input,
        output: &'a O::Output,
        witness: &'a Witness,
    ) -> BoxFuture<'a, Check> {
        Box::pin(PostCondition::check(self, reader, input, output, witness))
    }

    fn find<'a>(
        &'a self,
        reader: &'a ReaderOf<O>,
        input: &'a O::Input,
        witness: &'a Witness,
    ) -> BoxFuture<'a, Search<O::Output>> {
        Box::pin(PostCondition::find(self, reader, input, witness))
    }

    fn find_refused<'a>(
        &'a self,
        reader: &'a ReaderOf<O>,
        input: &'a O::Input,
        witness: &'a Witness,
    ) -> BoxFuture<'a, Search<O::Output>> {
        Box::pin(PostCondition::find_refused(self, reader, input, witness))
    }
}
