//! Reads that look for a write, rather than for its change, in the shape in which the loop takes checks.

use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::{Check, Condition, Mutation, Operation, ReaderOf, Search, Witness, unfindable};

/// A look for a write that was not answered, or was refused, by way of a check of the call.
pub(crate) trait Look<O: Mutation>: Send + Sync {
    /// Whether it says nothing if it fails.
    const BEST_EFFORT: bool;

    /// The check that knows how to look.
    fn condition(&self) -> &dyn Condition<O>;

    /// As it appears in evidence and errors.
    fn name(&self) -> &'static str;

    /// Looks once, and judges what was found.
    fn look(
        &self,
        reader: &ReaderOf<O>,
        input: &O::Input,
        witness: &Witness,
    ) -> impl Future<Output = Check> + Send;
}

/// A look as a check: one of a mutation without an output.
pub(crate) struct AsCondition<L>(pub(crate) L);

/// To the loop, looking for a write is confirming a mutation without an output.
pub(crate) struct Sought<O>(PhantomData<fn() -> O>);

impl<O: Mutation> Operation for Sought<O> {
    type Service = O::Service;
    type Input = O::Input;
    type Output = ();
    const NAME: &'static str = O::NAME;
}

impl<O: Mutation> Mutation for Sought<O> {
    fn built_in() -> &'static [&'static dyn Condition<Self>] {
        &[]
    }

    fn resource(input: &Self::Input) -> Option<String> {
        O::resource(input)
    }

    fn without_secrets(input: &Self::Input) -> Self::Input {
        O::without_secrets(input)
    }
}

impl<O: Mutation, L: Look<O>> Condition<Sought<O>> for AsCondition<L> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn reads(&self) -> &'static [&'static str] {
        self.0.condition().reads()
    }

    fn deadline(&self) -> Option<Duration> {
        self.0.condition().deadline()
    }

    fn poll_timeout(&self) -> Option<Duration> {
        self.0.condition().poll_timeout()
    }

    fn is_best_effort(&self) -> bool {
        L::BEST_EFFORT
    }

    fn found_by(&self) -> Option<&'static str> {
        None
    }

    fn refused_with(&self) -> &'static [&'static str] {
        &[]
    }

    fn changed_by(&self) -> Option<&'static str> {
        None
    }

    fn check<'a>(
        &'a self,
        reader: &'a ReaderOf<O>,
        input: &'a O::Input,
        (): &'a (),
        witness: &'a Witness,
    ) -> BoxFuture<'a, Check> {
        Box::pin(self.0.look(reader, input, witness))
    }

    fn find<'a>(
        &'a self,
        _: &'a ReaderOf<O>,
        _: &'a O::Input,
        _: &'a Witness,
    ) -> BoxFuture<'a, Search<()>> {
        Box::pin(async { unfindable("a look is not looked for") })
    }

    fn find_refused<'a>(
        &'a self,
        _: &'a ReaderOf<O>,
        _: &'a O::Input,
        _: &'a Witness,
    ) -> BoxFuture<'a, Search<()>> {
        Box::pin(async { unfindable("a look is not looked for") })
    }
}
