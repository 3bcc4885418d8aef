//! Many writes: sent at once, confirmed together.
//!
//! | decided here | in |
//! |---|---|
//! | how many writes are under way | this file |
//! | what a write is, whatever its operation | [`scoped_write`], [`handle`] |
//! | what it takes to read one back | [`unsettled_call`] |
//! | which are outstanding, and in which order they came | [`register`] |
//! | which later write stands in for which facts of an earlier one | [`overlap`] |
//! | how read-backs are shared by all who wait | [`reading`] |
//! | what settling comes to | [`settling`], [`outcome`], [`settlement`], [`progress`] |
//!
//! How each is sent is decided in [`sending`](crate::sending), how it is confirmed in
//! [`confirm`](crate::confirm). Above it there is only [`enforcing`](crate::enforcing), which does not name it.

mod handle;
mod outcome;
mod overlap;
mod progress;
mod reading;
mod register;
mod scoped_write;
mod settlement;
mod settling;
mod unsettled_call;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use parking_lot::Mutex;
use tokio::sync::Semaphore;

use crate::confirm::call::{Call, CallOptions};
use crate::confirm::consistency::Consistency;
use crate::contract::operation::{Mutation, ReaderOf};
use crate::contract::value::Value;
use crate::policy::policy_error::{PolicyError, Problems};
#[cfg(feature = "receipts")]
use crate::receipt::statement::Receipt;
use crate::report::telemetry;
use crate::requests::concurrency_limit::ConcurrencyLimit;
use crate::sending::admission::Admission;
use crate::sending::indeterminate::{Unresolved, UnresolvedAny};
use crate::sending::send::{Outgoing, Repeat, Request, Sending};

use register::Register;
use scoped_write::{Order, ScopedWrite};
use unsettled_call::UnsettledCall;

pub use handle::Handle;
pub use outcome::{SettledWrite, SupersededFact, WriteOutcome};
pub use progress::Progress;
pub use settlement::{Settlement, UnconfirmedWrites, WriteCounts};

/// Writes that are sent at once and confirmed together: a deployment pays for one wait, not for one
/// per write.
///
/// A builder's `send_in` sends its write now and hands back a [`Handle`] with the output, without
/// waiting for a read-back; [`settle`](Self::settle) waits for all that are outstanding and says
/// what became of each. Writes of any number of clients and services may share a scope. It is used
/// by reference, from as many tasks as there are, and again after it was settled.
///
/// ```text
/// let scope = Scope::new();
/// for (name, value) in parameters {
///     ssm.put_parameter().name(name).value(value).overwrite(true).send_in(&scope).await?;
/// }
/// scope.settle().await.into_result()?;
/// // A read-back has seen all of them.
/// ```
///
/// # Two writes to the same resource
/// What a later write overwrites of an earlier one's is not read back, provided that a read-back has
/// seen the later one: after put and delete of a parameter, the parameter's absence is looked for and
/// nothing else, and the settlement says that the put was [superseded](WriteOutcome::Superseded), with all that
/// the call would have waited for. Where only a part of it is overwritten, such as one of several tags,
/// the rest is still confirmed, and [`SettledWrite::superseded`] says which part is not.
///
/// A later write that is not confirmed itself stands in for nothing, whether it ran out of time, was
/// denied, cannot be read back or waits for no check: then the earlier one is read back, within its own
/// deadline, of which enough for that is kept. An earlier write may be found overwritten then, and not
/// confirmed.
///
/// That holds among the writes of one client and its clones, and only where the later one was sent
/// after the earlier one had returned: of two that overlapped it is not known which came last, so both
/// stand. A call whose configuration was overridden may go elsewhere and conflicts with none.
///
/// Where both together leave things as they were, as put and delete of a new parameter do, reads
/// cannot tell a copy that has seen both from one that has seen neither yet: the later write is
/// confirmed by either. Settle in between where that matters.
///
/// # If it is dropped
/// The outputs are in the handles. What is outstanding is not read back any more: a warning names how
/// many writes that were, and of which operations.
pub struct Scope {
    /// A permit for each write that may be under way.
    writes_in_flight: ConcurrencyLimit,
    deadline: Option<Duration>,
    register: Mutex<Register>,
}

impl Scope {
    /// How many writes may be under way at once by default: 10.
    ///
    /// A loop of thousands of `send_in` under a `join_all` would otherwise send them all in the same
    /// instant, and get most of them throttled: a service allows an account so many writes per second,
    /// some no more than a handful. Ten under way are enough to hide the round trip: at 20 ms they make
    /// up to 500 writes per second. It is a limit on how many there are at once, not on a rate; the
    /// rate is about this number divided by the round trip. What the service throttles all the same
    /// is sent again within its deadline, and slows the others of its operation.
    ///
    /// A write is under way until it is answered, however long that takes. A program may hold calls
    /// that it does not poll, as the consumer of a `buffer_unordered` does while it is busy, and send
    /// another meanwhile: each that has been answered, or timed out, and is then not polled for 250 ms
    /// lets one more pass.
    pub const DEFAULT_CONCURRENT_WRITES: usize = 10;

    /// A scope with the default limit on concurrent writes and without a deadline of its own.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Self::DEFAULT_CONCURRENT_WRITES, None)
    }

    /// A scope that decides more.
    #[must_use]
    pub fn builder() -> ScopeBuilder {
        ScopeBuilder::default()
    }

    fn with(concurrent_writes: usize, deadline: Option<Duration>) -> Self {
        Self {
            writes_in_flight: ConcurrencyLimit::new(concurrent_writes),
            deadline,
            register: Mutex::default(),
        }
    }

    /// How many writes are outstanding: sent, answered, and not settled.
    #[must_use]
    pub fn outstanding(&self) -> usize {
        self.register.lock().outstanding().len()
    }

    /// What it takes to confirm the outstanding writes elsewhere, in the order in which they returned: for a
    /// settlement that another process finishes. The scope is left without them, so that dropping it is no
    /// warning.
    ///
    /// A write that later ones have superseded has none: theirs stand for it, which holds as long as
    /// they are confirmed. Nor has one that [`Evidence::receipt`](crate::Evidence::receipt) has none of,
    /// which is warned of.
    #[cfg(feature = "receipts")]
    #[must_use]
    pub fn into_receipts(self) -> Vec<Receipt> {
        let mut receipts = Vec::new();
        let writes = self.register.lock().outstanding();
        for write in writes {
            let is_superseded = write.is_wholly(write.overlaps().len());
            let receipt = write.receipt();
            if is_superseded || receipt.is_some() {
                self.register.lock().hand_over(&write);
            }
            receipts.extend(receipt);
        }
        receipts
    }

    /// Sends a write once there are few enough under way, and takes it down as outstanding. This is
    /// what a generated builder's `send_in` calls; `send` is made when it is time to send, since the
    /// SDK's futures are large.
    ///
    /// A write that the service throttles is sent again, within the scope's deadline or that of its
    /// policy, and slows down the others of its operation and client. One that is refused because an
    /// earlier write has not settled is sent again as [`RefusedWrite`](crate::RefusedWrite) says. While it
    /// waits for that, it does not count as under way; then it goes before those that were asked for later.
    /// Its deadline holds for all of that.
    ///
    /// A write that was not answered is looked up first where [`AmbiguousWrite::ReadBack`] applies;
    /// found, it is confirmed with the others.
    ///
    /// # Errors
    /// That of the write, at once: then nothing is outstanding.
    ///
    /// [`AmbiguousWrite::ReadBack`]: crate::AmbiguousWrite::ReadBack
    #[doc(hidden)]
    pub async fn send<O, B, S>(
        &self,
        consistency: &Arc<Consistency>,
        reader: &ReaderOf<O>,
        mut call: CallOptions<O>,
        request: B,
        again: Repeat<B>,
        send: S,
    ) -> Result<Handle<O>, Unresolved<SdkError<O::Error, HttpResponse>, O::Output>>
    where
        O: Mutation,
        B: Send + Sync,
        S: Fn(B) -> Sending<O> + Send,
    {
        if let Some(deadline) = self.deadline {
            call.call.set_deadline(deadline);
        }
        let mut request = Request::<O, B, S>::new(request, again, send);
        let reader = Arc::new(reader.clone());
        // Boxed: it is the same for all operations.
        let outgoing = request.outgoing(&call.call);
        let sending = self.send_any(consistency, reader, call.call, outgoing);
        match Box::pin(sending).await {
            Ok((write, output)) => Ok(Handle::new(write, output)),
            Err(unresolved) => Err(unresolved.restored()),
        }
    }

    /// [`send`](Self::send), whatever the operation.
    async fn send_any(
        &self,
        consistency: &Arc<Consistency>,
        reader: Arc<Value>,
        call: Call,
        mut outgoing: Outgoing<'_>,
    ) -> Result<(Arc<ScopedWrite>, Arc<Value>), UnresolvedAny> {
        let permit = self.writes_in_flight.acquire().await;
        let sent = self.register.lock().tick();
        // What goes elsewhere is throttled there.
        let rate = match call.customization.is_none() {
            true => consistency
                .shared
                .write_rates
                .of(outgoing.mutation.names().name),
            false => Arc::default(),
        };
        let admission = Some(Admission::new(permit, rate));
        let sending = consistency.send_until_taken(&call, &mut outgoing, admission);
        let answered = Box::pin(sending).await;
        let landed = consistency.landed(reader, &call, answered).await?;
        Ok(self.add(sent, UnsettledCall::new(consistency, call, landed)))
    }

    /// Takes down a write that has landed.
    fn add(&self, sent: u64, read_back: UnsettledCall) -> (Arc<ScopedWrite>, Arc<Value>) {
        let output = read_back.output();
        let mut register = self.register.lock();
        let order = Order {
            sent,
            returned: register.tick(),
        };
        let write = Arc::new(ScopedWrite::new(order, read_back));
        register.add(Arc::clone(&write));
        (write, output)
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope")
            .field("deadline", &self.deadline)
            .field("outstanding", &self.outstanding())
            .finish_non_exhaustive()
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        let outstanding = self.register.lock().outstanding();
        if !outstanding.is_empty() {
            telemetry::dropped(outstanding.iter().map(|write| write.name().operation));
        }
    }
}

/// Builds a [`Scope`]; every figure is checked by [`build`](Self::build).
#[derive(Clone, Debug, Default)]
pub struct ScopeBuilder {
    concurrent_writes: Option<usize>,
    deadline: Option<Duration>,
}

impl ScopeBuilder {
    /// How many writes may be under way at once; more wait for their turn, in the order in which they
    /// were asked for. At least 1. Default: [`Scope::DEFAULT_CONCURRENT_WRITES`].
    #[must_use]
    pub fn concurrent_writes(mut self, writes: usize) -> Self {
        self.concurrent_writes = Some(writes);
        self
    }

    /// How long settling may take: one deadline for all writes, in place of their own, counted from
    /// when [`settle`](Scope::settle) begins. More than zero.
    ///
    /// Default: each write has its own, counted from there as well, so that settling takes no longer
    /// than the longest of them.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// The scope.
    ///
    /// # Errors
    /// Every figure that makes no sense, each with its field's name: no concurrent writes, or more
    /// than can be counted; a deadline that is zero or longer than
    /// [`Policy::LONGEST`](crate::Policy::LONGEST).
    pub fn build(self) -> Result<Scope, PolicyError> {
        let writes = self.concurrent_writes;
        let writes = writes.unwrap_or(Scope::DEFAULT_CONCURRENT_WRITES);
        let mut problems = Problems::default();
        let field = "scope.concurrent_writes";
        problems.refuse_if(writes == 0, field, "must be at least 1");
        let too_many = writes > Semaphore::MAX_PERMITS;
        problems.refuse_if(too_many, field, "must be at most usize::MAX / 8");
        problems.check_duration("scope.deadline", self.deadline);
        problems.none_or(())?;
        Ok(Scope::with(writes, self.deadline))
    }
}

#[cfg(test)]
mod tests;
