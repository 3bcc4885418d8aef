//! Where a receipt is read from.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::PathBuf;

use clap::ArgMatches;
use postcond::Receipt;

use super::SOURCES;

pub(crate) enum Source {
    StandardInput,
    File(PathBuf),
}

impl Source {
    /// Those that are named.
    pub(crate) fn of(arguments: &ArgMatches) -> impl Iterator<Item = Self> {
        let names = arguments.get_many::<OsString>(SOURCES);
        names.into_iter().flatten().map(|name| match name {
            name if name == "-" => Self::StandardInput,
            path => Self::File(path.into()),
        })
    }

    /// The receipt, or why there is none.
    pub(crate) fn receipt(&self) -> Result<Receipt, String> {
        let text = match self {
            Self::StandardInput => io::read_to_string(io::stdin()),
            Self::File(path) => std::fs::read_to_string(path),
        };
        let text = text.map_err(|error| format!("the receipt cannot be read: {error}"))?;
        text.parse().map_err(|unusable| format!("{unusable}"))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("-"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}
