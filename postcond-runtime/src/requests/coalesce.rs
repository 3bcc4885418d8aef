//! Reads that are due together become one request, where the service has one for several: a data loader
//! under the reader. Equal requests of all other reads are shared further down, see
//! [`crate::requests::single_flight`].
//!
//! The reader's loaders are used by polls of checks while several checks of a client are open; a read
//! outside a poll, and that of a lone check, is sent as it is. The first to ask opens a batch and the
//! others join it, until it is full or a moment has passed and the read budget lets it through. Who
//! asks for the same shares one answer. A request that is on its way is never joined: its answer may
//! be from before the write that is being confirmed.
//!
//! Where the service denies a batch, its requests are read singly for a while: see [`refusals`].
//!
//! No member is waited for and no task is spawned: any member that is polled drives the request,
//! so that each of them may be dropped at any time.

mod answers;
mod refusals;

use std::collections::HashMap;
use std::fmt::{Debug, Formatter, Write};
use std::hash::{DefaultHasher, Hasher};
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

use crate::contract::batch::{Batch, Coalesced};
use crate::contract::operation::ReaderOf;
use crate::requests::sharing::{Terms, unshared};
use crate::sdk::recorder;
use crate::sdk::recorder::Reads;
use crate::sdk::transmission;

use answers::{Answered, Answers, Sent, outcome};
use refusals::Refusals;

/// How long a request waits for others to join. With several checks open, polls are due in the same
/// millisecond or not at all: this is as fine as tokio's clock is.
pub(crate) const GATHERING: Duration = Duration::from_millis(1);

/// Makes one request of those of one read operation that are due together.
pub struct Loader<O: Coalesced>(Arc<Mutex<State<O>>>);

type Answering<O> = Shared<BoxFuture<'static, Arc<Answered<O>>>>;

struct State<O: Coalesced> {
    /// Requests that have not been sent yet, by digest.
    waiting: HashMap<u64, Place<O>>,
    /// The batch that the next request joins, if it fits.
    filling: Option<Place<O>>,
    /// Which requests may not be batched for now.
    refusals: Refusals,
}

/// A place in a batch. It keeps nothing alive: if all members are dropped, so is the batch.
struct Place<O: Coalesced> {
    batch: Arc<Gathering<O>>,
    answering: WeakShared<BoxFuture<'static, Arc<Answered<O>>>>,
    index: usize,
}

/// A batch that has not been sent yet.
struct Gathering<O: Coalesced> {
    requests: Mutex<Vec<O::Request>>,
    full: Notify,
    transmitted: Arc<OnceLock<Instant>>,
}

impl<O: Coalesced> Clone for Place<O> {
    fn clone(&self) -> Self {
        Self {
            batch: Arc::clone(&self.batch),
            answering: self.answering.clone(),
            index: self.index,
        }
    }
}

/// Without the requests.
impl<O: Coalesced> Debug for Loader<O> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Loader")
            .field("operation", &O::NAME)
            .finish_non_exhaustive()
    }
}

impl<O: Coalesced> Clone for Loader<O> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<O: Coalesced> Default for Loader<O> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(State {
            waiting: HashMap::new(),
            filling: None,
            refusals: Refusals::default(),
        })))
    }
}

impl<O: Coalesced> Loader<O> {
    /// The answer to `request`: shared if the current poll shares its reads, else that of `alone`.
    pub fn load(
        &self,
        reader: &ReaderOf<O>,
        request: &O::Request,
        alone: impl FnOnce() -> BoxFuture<'static, Sent<O>>,
    ) -> BoxFuture<'static, Sent<O>>
    where
        ReaderOf<O>: Clone,
    {
        match Terms::current() {
            // Without the SDK's future, which is large.
            Some(terms) => Box::pin(shared(self.clone(), reader.clone(), request.clone(), terms)),
            None => alone(),
        }
    }

    /// A place in a batch that has not been sent yet.
    fn join(&self, reader: &ReaderOf<O>, request: &O::Request, terms: &Terms) -> Joined<O>
    where
        ReaderOf<O>: Clone,
    {
        let digest = digest(request);
        let mut state = self.0.lock();
        let joined = state
            .equal(digest, request)
            .or_else(|| state.room(digest, request));
        joined.unwrap_or_else(|| {
            let (answering, batch) = self.open(reader, request, terms);
            state.add(digest, request, &answering, &batch);
            (answering, batch, 0)
        })
    }

    /// A new batch, of this request alone.
    fn open(
        &self,
        reader: &ReaderOf<O>,
        request: &O::Request,
        terms: &Terms,
    ) -> (Answering<O>, Arc<Gathering<O>>)
    where
        ReaderOf<O>: Clone,
    {
        let batch = Arc::new(Gathering {
            requests: Mutex::new(vec![request.clone()]),
            full: Notify::new(),
            transmitted: Arc::default(),
        });
        let open = OpenBatch {
            state: Arc::clone(&self.0),
            batch: Arc::clone(&batch),
        };
        let answer = answer(open, reader.clone(), terms.clone());
        (answer.boxed().shared(), batch)
    }
}

impl<O: Coalesced> State<O> {
    /// Whether `request` may be sent together with these others.
    fn fits(&self, digest: u64, others: &[O::Request], request: &O::Request) -> bool {
        others.len() < O::Batch::LARGEST
            && O::Batch::fits(others, request)
            && self.refusals.permit(digest, Instant::now())
    }

    /// The place of an equal request that has not been sent yet.
    fn equal(&self, digest: u64, request: &O::Request) -> Option<Joined<O>> {
        let place = self.waiting.get(&digest)?;
        if place.batch.requests.lock().get(place.index) != Some(request) {
            return None;
        }
        let answering = place.answering.upgrade()?;
        Some((answering, Arc::clone(&place.batch), place.index))
    }

    /// A new place in the batch that is being filled.
    fn room(&mut self, digest: u64, request: &O::Request) -> Option<Joined<O>> {
        let place = self.filling.as_ref()?;
        let batch = Arc::clone(&place.batch);
        let mut requests = batch.requests.lock();
        if !self.fits(digest, &requests, request) {
            return None;
        }
        // Last, so that it is never dropped here: with the last of its members goes its place.
        let answering = place.answering.upgrade()?;
        let index = requests.len();
        requests.push(request.clone());
        let is_full = requests.len() == O::Batch::LARGEST;
        drop(requests);
        let place = Place {
            index,
            ..place.clone()
        };
        self.waiting.insert(digest, place);
        if is_full {
            batch.full.notify_one();
            self.filling = None;
        }
        Some((answering, batch, index))
    }

    /// Lets others join a new batch.
    fn add(
        &mut self,
        digest: u64,
        first: &O::Request,
        answering: &Answering<O>,
        batch: &Arc<Gathering<O>>,
    ) {
        // `None` only once it has been answered, and it has not been polled yet.
        let Some(answering) = answering.downgrade() else {
            return;
        };
        let place = Place {
            batch: Arc::clone(batch),
            answering,
            index: 0,
        };
        if self.fits(digest, &[], first) {
            self.filling = Some(place.clone());
        }
        self.waiting.insert(digest, place);
    }

    /// What is to be sent; no read can join any more.
    fn close(&mut self, batch: &Arc<Gathering<O>>) -> Vec<O::Request> {
        let is_its = |place: &Place<O>| Arc::ptr_eq(&place.batch, batch);
        self.filling.take_if(|place| is_its(place));
        let requests = std::mem::take(&mut *batch.requests.lock());
        for digest in requests.iter().map(digest) {
            // Requests of the same digest that are not equal have taken each other's place.
            if self.waiting.get(&digest).is_some_and(is_its) {
                self.waiting.remove(&digest);
            }
        }
        requests
    }
}

type Joined<O> = (Answering<O>, Arc<Gathering<O>>, usize);

/// The answer to a request that is shared.
async fn shared<O: Coalesced>(
    loader: Loader<O>,
    reader: ReaderOf<O>,
    request: O::Request,
    terms: Terms,
) -> Sent<O>
where
    ReaderOf<O>: Clone,
{
    let (answering, batch, index) = loader.join(&reader, &request, &terms);
    let answered = terms.wait_for(&batch.transmitted, answering).await;
    recorder::note_shared(&answered.reads, O::NAME);
    if let Some(answer) = answered.to(index) {
        return answer;
    }
    Box::pin(singly::<O>(reader, request, terms)).await
}

/// The answer to a request that a batch had none for.
async fn singly<O: Coalesced>(reader: ReaderOf<O>, request: O::Request, terms: Terms) -> Sent<O> {
    let transmitted = Arc::default();
    let admission = terms
        .wait_for(&transmitted, terms.budget.admit(false))
        .await;
    let began = Instant::now();
    let sending = unshared(O::send(&reader, request));
    let sending = transmission::for_sharers(&transmitted, sending);
    let sending = pin!(recorder::record(sending));
    let (answer, reads) = admission.run(sending).await;
    recorder::note_shared(&reads, O::NAME);
    terms.budget.answered(outcome(&answer), began);
    answer
}

/// A batch that can be joined, until it is sent or all of its members have gone.
struct OpenBatch<O: Coalesced> {
    state: Arc<Mutex<State<O>>>,
    batch: Arc<Gathering<O>>,
}

impl<O: Coalesced> Drop for OpenBatch<O> {
    fn drop(&mut self) {
        self.state.lock().close(&self.batch);
    }
}

/// Gathers a batch, sends it and takes down its reads.
async fn answer<O: Coalesced>(
    open: OpenBatch<O>,
    reader: ReaderOf<O>,
    terms: Terms,
) -> Arc<Answered<O>> {
    let (state, batch) = (&open.state, &open.batch);
    let _ = timeout(GATHERING, batch.full.notified()).await;
    // A read that comes while the budget keeps the batch waiting can still join it.
    let admission = terms.budget.admit(terms.is_first).await;
    let requests = state.lock().close(batch);
    let began = Instant::now();
    let digests: Vec<u64> = requests.iter().map(digest).collect();
    let is_batch = requests.len() > 1;
    // It may have been refused to others since this one was opened.
    if is_batch && !state.lock().refusals.admit(began) {
        drop(admission);
        let _ = batch.transmitted.set(began);
        let (answers, reads) = (Answers::Singly { is_denied: false }, Reads::default());
        return Arc::new(Answered { answers, reads });
    }
    let sending = answers::send::<O>(&reader, requests, &terms.budget, began);
    let sending = transmission::for_sharers(&batch.transmitted, unshared(sending));
    let sending = pin!(recorder::record(sending));
    let (answers, reads) = admission.run(sending).await;
    let answered = Answered { answers, reads };
    if is_batch {
        answered.note(&mut state.lock().refusals, &digests, began);
    }
    Arc::new(answered)
}

/// Equal requests have equal digests. What the SDK's debug form leaves out is compared afterwards.
fn digest(request: &impl Debug) -> u64 {
    struct Digest(DefaultHasher);

    impl Write for Digest {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }

    let mut digest = Digest(DefaultHasher::new());
    // A hasher takes everything.
    let _ = write!(digest, "{request:?}");
    digest.0.finish()
}

#[cfg(test)]
mod tests;
