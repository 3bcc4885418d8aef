//! Histories in files, which several processes read and write at once.
//!
//! A file is replaced by renaming a new one that is on the disk already: who reads it finds the old one or the new
//! one, whenever a process is killed. Who replaces it holds an advisory lock, on a file beside it, since the file
//! itself becomes another. The system lets go of the lock of a process that is killed. The new file has one
//! name, so that what a killed process leaves behind is what the next one overwrites.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use aws_smithy_runtime_api::box_error::BoxError;
use etcetera::BaseStrategy;
use futures_util::future::{BoxFuture, ready};
use tokio::runtime::Handle;

use crate::history::json::StoredHistory;
use crate::history::key::HistoryKey;
use crate::history::store::HistoryStore;
use crate::report::telemetry;
use crate::timing::lag_history::LagHistory;

/// A file that is larger is none of ours: 256 checks of 1,024 writes take 12 MiB.
const LARGEST: u64 = 16 << 20;
/// For how long the lock of another process is waited for. It is held for some milliseconds; one that holds it
/// for longer has been stopped, and must not stop others.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// How often the lock is tried for.
const BETWEEN_TRIES: std::ops::Range<u64> = 1..10;

/// Keeps histories in files, in JSON. Any number of processes may share them, and be killed at any moment:
/// a file is whole at all times.
///
/// Beside a file are one that is locked while it is written, with `.lock` at the end of its name, and for a
/// moment the new one, with `.new`. A file that is no history, too large, or written by a newer version is left
/// as it is, and nothing is saved.
#[derive(Clone, Debug)]
pub struct HistoryFile {
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Folder(PathBuf),
    /// There is none, for this reason.
    Nowhere(String),
}

/// Why a file could not be read or written.
#[derive(Clone, Debug)]
pub struct HistoryFileError {
    path: PathBuf,
    source: Arc<dyn Error + Send + Sync>,
}

impl HistoryFileError {
    fn new(path: &Path, source: impl Into<BoxError>) -> Self {
        Self {
            path: path.to_owned(),
            source: Arc::from(source.into()),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// With its cause, since that is what a reader can do something about.
impl fmt::Display for HistoryFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.source)
    }
}

impl Error for HistoryFileError {}

impl HistoryFile {
    /// In this file, which is made with the folders above it if it is not there. A history is of one service,
    /// region and kind of endpoint: clients of others ignore it, with a warning.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            place: Place::File(path.into()),
        }
    }

    /// In this folder, which is made if it is not there, in one file for each service, region, kind of endpoint
    /// and account.
    pub fn in_folder(path: impl Into<PathBuf>) -> Self {
        Self {
            place: Place::Folder(path.into()),
        }
    }

    /// In the folder `postcond` of the user's cache: below `$XDG_CACHE_HOME`, by default `~/.cache`, and on Windows
    /// below `%LOCALAPPDATA%`. Where there is no home, nothing is kept, and a client warns of it.
    #[must_use]
    pub fn in_cache() -> Self {
        match Self::cache_folder() {
            Ok(folder) => Self::in_folder(folder),
            Err(why) => Self {
                place: Place::Nowhere(why.to_string()),
            },
        }
    }

    /// The folder of [`in_cache`](Self::in_cache).
    ///
    /// # Errors
    /// If there is no home.
    pub fn cache_folder() -> io::Result<PathBuf> {
        let base = etcetera::choose_base_strategy();
        let base = base.map_err(|error| io::Error::new(io::ErrorKind::NotFound, error))?;
        Ok(base.cache_dir().join("postcond"))
    }

    /// Reads a file. `None` if it is not there, or empty.
    ///
    /// # Errors
    /// If it cannot be read, or is no history.
    pub fn read(path: &Path) -> Result<Option<StoredHistory>, HistoryFileError> {
        let failed = |error: BoxError| HistoryFileError::new(path, error);
        let text = match read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|error| failed(error.into()))?,
        };
        if text.is_empty() {
            return Ok(None);
        }
        let stored = StoredHistory::from_json(&text).map_err(|error| failed(error.into()))?;
        Ok(Some(stored))
    }

    fn path(&self, key: &HistoryKey) -> Result<PathBuf, BoxError> {
        match &self.place {
            Place::File(path) => Ok(path.clone()),
            Place::Folder(folder) => Ok(folder.join(key.name() + ".json")),
            Place::Nowhere(why) => Err(why.clone().into()),
        }
    }
}

impl HistoryStore for HistoryFile {
    fn load(&self, key: &HistoryKey) -> BoxFuture<'static, Result<LagHistory, BoxError>> {
        let (path, key) = (self.path(key), key.clone());
        off_the_runtime(move || read_of(&path?, &key))
    }

    fn merge(
        &self,
        key: &HistoryKey,
        added: LagHistory,
        now: SystemTime,
    ) -> BoxFuture<'static, Result<(), BoxError>> {
        let (location, path, key) = (self.location(key), self.path(key), key.clone());
        off_the_runtime(move || {
            let merged = path.and_then(|path| merge(&path, key, added, now));
            // Outside a runtime nobody may be there to be told: the last clone of a client is being dropped.
            if let (Err(error), Err(_)) = (&merged, Handle::try_current()) {
                telemetry::history_ignored(&location, error);
            }
            merged
        })
    }

    fn location(&self, key: &HistoryKey) -> String {
        let path = self.path(key);
        path.map_or_else(|why| why.to_string(), |path| path.display().to_string())
    }
}

/// Works where waiting for a disk keeps no task waiting. It begins at once, whether the future is polled or not.
fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BoxError> + Send + 'static,
) -> BoxFuture<'static, Result<T, BoxError>> {
    let Ok(runtime) = Handle::try_current() else {
        return Box::pin(ready(work()));
    };
    let working = runtime.spawn_blocking(work);
    Box::pin(async move {
        match working.await {
            Ok(result) => result,
            Err(error) => Err(error.into()),
        }
    })
}

fn read_of(path: &Path, key: &HistoryKey) -> Result<LagHistory, BoxError> {
    let Some(stored) = HistoryFile::read(path)? else {
        return Ok(LagHistory::default());
    };
    let of_key = stored.of(key);
    Ok(of_key.map_err(|error| HistoryFileError::new(path, error))?)
}

/// All that is in a file, if that is not too much.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    // Opening a pipe would wait for somebody to write to it.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut text = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut text)?;
    if text.len() as u64 > LARGEST {
        return Err(io::Error::other(format!(
            "it is larger than {} MiB, and no history of postcond",
            LARGEST >> 20
        )));
    }
    Ok(text)
}

/// Adds this to what the file has, and to what others have added meanwhile.
fn merge(path: &Path, key: HistoryKey, added: LagHistory, now: SystemTime) -> Result<(), BoxError> {
    let failed = |error: io::Error| HistoryFileError::new(path, error);
    make_folder_of(path).map_err(failed)?;
    let _lock = lock(&beside(path, ".lock"), LOCK_PATIENCE).map_err(failed)?;
    let mut lags = read_of(path, &key)?;
    lags.merge(added, now);
    replace(path, &StoredHistory::new(key, lags).to_json()).map_err(failed)?;
    Ok(())
}

fn make_folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            io::Error::other(format!("{} is not a folder", folder.display()))
        }
        _ => error,
    })
}

/// The lock, until it is dropped.
fn lock(path: &Path, patience: Duration) -> io::Result<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if began.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(fastrand::u64(BETWEEN_TRIES)));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("another process holds the lock {}", path.display()),
                ));
            }
        }
    }
}

/// Puts a new file in its place. The lock is held.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    let mut file = File::create(&new)?;
    file.write_all(text)?;
    // Otherwise the name may be on the disk before what it names, and an empty file be left by a crash.
    file.sync_all()?;
    std::fs::rename(&new, path)
}

/// The path with this at the end of its name.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut path = OsString::from(path);
    path.push(end);
    PathBuf::from(path)
}

#[cfg(test)]
mod tests;
