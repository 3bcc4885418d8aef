//! Which histories are shown.

use std::io;
use std::path::{Path, PathBuf};

use postcond_runtime::{HistoryFile, StoredHistory};

use super::Result;

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
                let stored = HistoryFile::read(path)?;
                let stored = stored.ok_or_else(|| nothing_in(path))?;
                let path = path.clone();
                Ok(Found {
                    histories: vec![FoundHistory { path, stored }],
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
                    histories.push(FoundHistory { path, stored });
                }
                Ok(_) => {}
                Err(problem) => problems.push(problem.to_string()),
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
            folder.display()
        )
    }
}

fn nothing_in(path: &Path) -> String {
    format!("{}: there is no such file, or it is empty", path.display())
}

/// The histories in a folder, in the order of their names. None if it is not there.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| format!("{}: {error}", folder.display()))?,
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
