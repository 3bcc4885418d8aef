//! When a client loads its history, and when it saves what it has learned.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::runtime::Handle;
use tokio::sync::OnceCell;
use tokio::time::{sleep, timeout};

use crate::history::History;
use crate::history::key::HistoryKey;
use crate::history::store::HistoryError;
use crate::report::telemetry;
use crate::sdk::destination::Destination;
use crate::timing::concurrent_checks::ConcurrentChecks;
use crate::timing::history::Key;
use crate::timing::lag_history::{Dated, LagHistory, micros_since_1970};
use crate::timing::observation::Observation;

/// For how long a client waits for its history. A file takes a millisecond, a table or a bucket of AWS some
/// tens; meanwhile the change that was written is on its way.
const LOAD_PATIENCE: Duration = Duration::from_secs(1);
/// What was learned is saved so long after it was learned, with all that was learned meanwhile: what a process
/// loses that is killed. A save takes milliseconds.
const SAVED_AFTER: Duration = Duration::from_secs(10);

/// Keeps what one client and its clones learn.
#[derive(Debug)]
pub(crate) struct Keeper {
    history: History,
    /// Known with the first write.
    key: OnceLock<HistoryKey>,
    loaded: OnceCell<()>,
    unsaved: Mutex<Unsaved>,
    /// One save at a time: what is being saved is not saved again.
    saving: tokio::sync::Mutex<()>,
    has_warned: AtomicBool,
}

/// What was learned since it was saved for the last time.
#[derive(Debug, Default)]
struct Unsaved {
    lags: LagHistory,
    /// The date of the latest: no two have the same, so that none is taken for another.
    latest: u64,
    /// Whether there is a task that will save it.
    is_due: bool,
}

impl Keeper {
    pub(crate) fn new(history: History) -> Arc<Self> {
        Arc::new(Self {
            history,
            key: OnceLock::new(),
            loaded: OnceCell::new(),
            unsaved: Mutex::default(),
            saving: tokio::sync::Mutex::default(),
            has_warned: AtomicBool::new(false),
        })
    }

    /// Loads what is kept, once, for checks that are not open yet. Whether a write that went `to` this place is one
    /// of this history: of those of a client that go elsewhere, nothing is kept.
    pub(crate) async fn load(
        &self,
        service: &str,
        to: &Destination,
        checks: &ConcurrentChecks,
        patience: Duration,
    ) -> bool {
        let account = self.history.account.as_deref();
        let Some(key) = HistoryKey::of(service, to, account) else {
            return false;
        };
        let own = self.key.get_or_init(|| key.clone());
        if *own != key {
            return false;
        }
        let load = || async {
            let loading = self.history.store.load(own);
            match timeout(patience.min(LOAD_PATIENCE), loading).await {
                Ok(Ok(stored)) => {
                    let mut known = LagHistory::default();
                    known.merge(stored, self.history.clock.now());
                    checks.begin_with(known);
                }
                Ok(Err(error)) => self.warn(&error),
                Err(_elapsed) => self.warn(&"it took too long to load"),
            }
        };
        // Boxed: it happens once.
        Box::pin(self.loaded.get_or_init(load)).await;
        true
    }

    /// Notes what was learned, to be saved soon.
    pub(crate) fn note(self: &Arc<Self>, check: Key, observation: Observation) {
        let mut unsaved = self.unsaved.lock();
        let now = micros_since_1970(self.history.clock.now());
        let at = now.max(unsaved.latest.saturating_add(1));
        unsaved.latest = at;
        unsaved.lags.add(check, Dated { at, observation });
        if !unsaved.is_due
            && let Ok(runtime) = Handle::try_current()
        {
            unsaved.is_due = true;
            runtime.spawn(save_later(Arc::downgrade(self)));
        }
    }

    /// Saves what was learned since it was saved last.
    pub(crate) async fn save(&self) -> Result<(), HistoryError> {
        let _one = self.saving.lock().await;
        let unsaved = self.unsaved.lock().lags.clone();
        let Some(key) = self.key.get().filter(|_| !unsaved.is_empty()) else {
            return Ok(());
        };
        let now = self.history.clock.now();
        let merging = self.history.store.merge(key, unsaved.clone(), now);
        // If this is dropped here, or fails, it is saved once more, and counts once.
        merging.await.map_err(HistoryError)?;
        self.unsaved.lock().lags.take_out(&unsaved);
        Ok(())
    }

    /// Says once that the history is of no use.
    fn warn(&self, error: &dyn std::fmt::Display) {
        if !self.has_warned.swap(true, Ordering::Relaxed) {
            let location = self.key.get().map(|key| self.history.store.location(key));
            telemetry::history_ignored(&location.unwrap_or_default(), error);
        }
    }
}

/// Saves once enough may have come together.
async fn save_later(keeper: Weak<Keeper>) {
    sleep(SAVED_AFTER).await;
    let Some(keeper) = keeper.upgrade() else {
        return;
    };
    keeper.unsaved.lock().is_due = false;
    if let Err(HistoryError(error)) = keeper.save().await {
        keeper.warn(&error);
    }
}

/// The last clone of the client is gone. Nothing may wait here; see [`History`] for what comes of it.
impl Drop for Keeper {
    fn drop(&mut self) {
        let unsaved = std::mem::take(&mut self.unsaved.get_mut().lags);
        let Some(key) = self.key.get().filter(|_| !unsaved.is_empty()) else {
            return;
        };
        let now = self.history.clock.now();
        let location = self.history.store.location(key);
        let merging = self.history.store.merge(key, unsaved, now);
        let has_warned = self.has_warned.load(Ordering::Relaxed);
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = merging.await
                    && !has_warned
                {
                    telemetry::history_ignored(&location, &error);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests;
