//! Which histories are shown.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use postcond_runtime::{HistoryFile, LagHistory, StoredHistory};

use super::Result;
use crate::printable::printable;

/// What is asked for.
pub(crate) enum Wanted {
    File(PathBuf),
    InCache {
        service: Option<String>,
        region: Option<String>,
    },
}

/// A history, and where it is.
pub(crate) struct FoundHistory {
    pub(crate) path: PathBuf,
    pub(crate) stored: StoredHistory,
    /// What a client begins with that is built now: what is too old, say, it ignores.
    pub(crate) counted: LagHistory,
}

impl FoundHistory {
    fn new(path: PathBuf, stored: StoredHistory) -> Self {
        let mut counted = LagHistory::default();
        counted.merge(stored.lags.clone(), SystemTime::now());
        Self {
            path,
            stored,
            counted,
        }
    }
}

/// At least one history, or a reason why there is none.
pub(crate) struct Found {
    pub(crate) histories: Vec<FoundHistory>,
    /// What is wrong with the others, if there are any.
    pub(crate) unreadable: Option<String>,
}

impl Wanted {
    /// All that is asked for.
    pub(crate) fn find(&self) -> Result<Found> {
        match self {
            Self::File(path) => {
                let stored = HistoryFile::read(path);
                let stored = stored.map_err(|problem| printable(&problem.to_string()))?;
                let stored = stored.ok_or_else(|| nothing_in(path))?;
                Ok(Found {
                    histories: vec![FoundHistory::new(path.clone(), stored)],
                    unreadable: None,
                })
            }
            Self::InCache { .. } => self.in_folder(&HistoryFile::cache_folder()?),
        }
    }

    fn in_folder(&self, folder: &Path) -> Result<Found> {
        let (mut histories, mut problems) = (Vec::new(), Vec::new());
        for path in files_in(folder)? {
            match HistoryFile::read(&path) {
                Ok(Some(stored)) if self.includes(&stored) => {
                    histories.push(FoundHistory::new(path, stored));
                }
                Ok(_) => {}
                Err(problem) => problems.push(printable(&problem.to_string())),
            }
        }
        let unreadable = (!problems.is_empty()).then(|| problems.join("\n       "));
        match unreadable {
            Some(why) if histories.is_empty() => Err(why.into()),
            None if histories.is_empty() => Err(self.nothing_in_cache(folder).into()),
            unreadable => Ok(Found {
                histories,
                unreadable,
            }),
        }
    }

    fn includes(&self, stored: &StoredHistory) -> bool {
        match self {
            Self::File(_) => true,
            Self::InCache { service, region } => {
                let service = service.as_deref();
                let region = region.as_deref();
                service.is_none_or(|it| it == stored.key.service())
                    && region.is_none_or(|it| Some(it) == stored.key.region())
            }
        }
    }

    fn nothing_in_cache(&self, folder: &Path) -> String {
        let what = match self {
            Self::File(_)
            | Self::InCache {
                service: None,
                region: None,
            } => String::new(),
            Self::InCache { service, region } => {
                let parts = [
                    service.as_ref().map(|it| format!(" of {it}")),
                    region.as_ref().map(|it| format!(" in {it}")),
                ];
                parts.into_iter().flatten().collect()
            }
        };
        format!(
            "there is no history{what} in {}; a client keeps one there that is built with \
             `.history(History::in_cache())`",
            shown(folder)
        )
    }
}

fn nothing_in(path: &Path) -> String {
    format!("{}: there is no such file, or it is empty", shown(path))
}

/// A path as a terminal may show it.
pub(crate) fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// The histories in a folder, in the order of their names. None if it is not there.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| format!("{}: {error}", shown(folder)))?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    Ok(paths)
}
