//! Where a history is kept: the trait, and memory.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use aws_smithy_runtime_api::box_error::BoxError;
use futures_util::future::{BoxFuture, ready};
use parking_lot::Mutex;

use crate::history::key::HistoryKey;
use crate::timing::lag_history::LagHistory;

/// Keeps what clients have learned, for other processes and later ones.
///
/// The futures borrow nothing, so that work can go on without the client. When the last clone of a client is
/// dropped with something unsaved, [`merge`](Self::merge) is called, and its future is given to the runtime, if
/// there is one: work that begins with the call, not with the first poll, has a better chance to come to its end.
///
/// With the feature `history`, `StoredHistory` has an example of one over a bucket or a table.
pub trait HistoryStore: fmt::Debug + Send + Sync {
    /// What is kept of `key`: nothing, if nothing was saved yet.
    ///
    /// A client waits for this once, after its first write, for no longer than a second.
    ///
    /// # Errors
    /// If what is kept cannot be read. The client does without then, and warns once.
    fn load(&self, key: &HistoryKey) -> BoxFuture<'static, Result<LagHistory, BoxError>>;

    /// Adds this to what is kept of `key`, with [`LagHistory::merge`]. What was merged before may be merged
    /// again, and counts once.
    ///
    /// # Errors
    /// If it is not certain that it was kept. The client merges it again then, with what it learns next.
    fn merge(
        &self,
        key: &HistoryKey,
        added: LagHistory,
        now: SystemTime,
    ) -> BoxFuture<'static, Result<(), BoxError>>;

    /// Where it is kept, for warnings: a path, or the name of a table.
    fn location(&self, key: &HistoryKey) -> String;
}

/// Why a history could not be saved.
#[derive(Debug)]
pub struct HistoryError(pub(crate) BoxError);

impl fmt::Display for HistoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was learned of lags could not be saved")
    }
}

impl Error for HistoryError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

/// Keeps histories in memory: for tests, and for the clients of one process. Clones share what they keep.
#[derive(Clone, Debug, Default)]
pub struct HistoryInMemory(Arc<Mutex<HashMap<HistoryKey, LagHistory>>>);

impl HistoryInMemory {
    /// What is kept, by what it is of.
    #[must_use]
    pub fn histories(&self) -> Vec<(HistoryKey, LagHistory)> {
        let kept = self.0.lock();
        kept.iter()
            .map(|(key, lags)| (key.clone(), lags.clone()))
            .collect()
    }
}

impl HistoryStore for HistoryInMemory {
    fn load(&self, key: &HistoryKey) -> BoxFuture<'static, Result<LagHistory, BoxError>> {
        let known = self.0.lock().get(key).cloned();
        Box::pin(ready(Ok(known.unwrap_or_default())))
    }

    fn merge(
        &self,
        key: &HistoryKey,
        added: LagHistory,
        now: SystemTime,
    ) -> BoxFuture<'static, Result<(), BoxError>> {
        let mut kept = self.0.lock();
        kept.entry(key.clone()).or_default().merge(added, now);
        Box::pin(ready(Ok(())))
    }

    fn location(&self, key: &HistoryKey) -> String {
        format!("memory, {}", key.name())
    }
}
