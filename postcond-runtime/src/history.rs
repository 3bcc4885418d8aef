//! What clients have learned, for other processes and later ones: where it is kept, and when.
//!
//! | decided here | in |
//! |---|---|
//! | what a history is of | [`key`] |
//! | where it is kept | [`store`], and with the feature `history` [`file`] |
//! | its form in a file | with the feature `history` [`json`] |
//! | when it is loaded and saved | [`keeper`] |
//!
//! What is learned, and how two histories become one, is decided in [`timing`](crate::timing), below it; that there
//! is something to be learned in [`confirm`](crate::confirm), above.

#[cfg(feature = "history")]
pub(crate) mod file;
#[cfg(feature = "history")]
pub(crate) mod json;
pub(crate) mod keeper;
pub(crate) mod key;
pub(crate) mod store;

#[cfg(feature = "history")]
use std::path::PathBuf;
use std::sync::Arc;

use aws_smithy_async::time::{SharedTimeSource, SystemTimeSource, TimeSource};

#[cfg(feature = "history")]
use crate::history::file::HistoryFile;
use crate::history::store::HistoryStore;

/// Where a client keeps what it learns of a service's lags, so that a process of a few writes begins with what
/// others have learned.
///
/// It is given to the builder of a client, as in `ConsistentSsmClient::builder(...).history(history)`. With the
/// feature `history`, it can be a file, or one for each service and region in a folder, such as the user's cache.
/// Elsewhere, it is what implements [`HistoryStore`].
///
/// **What is in it**: operations, names of checks, lags, how long polls took, and when that was. No value, no name
/// of a resource, no id; an account is part of a file's name if it is named.
///
/// **When it is loaded**: after the first write of the client, while the change is on its way, within a second.
/// What cannot be read is ignored, with one warning; the client goes by what it learns itself. Only
/// [`Schedule::learned`](crate::Schedule::learned), the default, uses and fills it.
///
/// **When it is saved**: ten seconds after something was learned, with all that was learned meanwhile, and when the
/// client's `save_history` is called, which returns once it is saved. If a process is killed, it loses what it has
/// not saved. When the last clone of a client is dropped, saving is begun and not waited for: a file will be
/// written if the client is dropped within a runtime of tokio's that is then dropped as usual, for that waits for
/// what it has begun; after `process::exit`, `shutdown_background` or with a store of one's own it may not be.
///
/// A client that is dropped outside a runtime writes a file at once, and warns if that fails.
///
/// Calls with a configuration of their own are not learned from: they may go elsewhere. Nor are receipts, whose writes
/// are dated by other machines' clocks: a client that only confirms or looks at them neither loads a history nor saves
/// one.
#[derive(Clone, Debug)]
pub struct History {
    pub(crate) store: Arc<dyn HistoryStore>,
    pub(crate) account: Option<String>,
    pub(crate) clock: SharedTimeSource,
}

impl History {
    /// Kept by a store of one's own.
    pub fn new(store: impl HistoryStore + 'static) -> Self {
        Self {
            store: Arc::new(store),
            account: None,
            clock: SharedTimeSource::new(SystemTimeSource::new()),
        }
    }

    /// Kept in this file, which is of one service and region: see [`HistoryFile::at`].
    #[cfg(feature = "history")]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::new(HistoryFile::at(path))
    }

    /// Kept in this folder: a file for each service, region, kind of endpoint and account.
    #[cfg(feature = "history")]
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self::new(HistoryFile::in_folder(path))
    }

    /// Kept in the folder `postcond` of the user's cache: see [`HistoryFile::in_cache`].
    ///
    /// ```
    /// use postcond_runtime::History;
    ///
    /// let shared = History::in_cache();
    /// // Lags may differ between accounts. Which one it is no call tells.
    /// let of_one_account = History::in_cache().account("123456789012");
    /// let of_this_program = History::file("/var/lib/app/lags.json");
    /// # let _ = (shared, of_one_account, of_this_program);
    /// ```
    #[cfg(feature = "history")]
    #[must_use]
    pub fn in_cache() -> Self {
        Self::new(HistoryFile::in_cache())
    }

    /// The account that the client's calls are made in, if what is learned in one is not to be used in another.
    #[must_use]
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// The clock by which what is learned is dated and ages: the system's by default.
    #[must_use]
    pub fn time_source(mut self, clock: impl TimeSource + 'static) -> Self {
        self.clock = SharedTimeSource::new(clock);
        self
    }
}
