//! What the commands that take receipts have in common.
//!
//! - `source` says where a receipt is read from;
//! - `clients` are those of the services and regions that receipts are of;
//! - `verdict` is what came of a receipt, for people and for programs;
//! - `exit` is the code that a script sees;
//! - `progress` is what a terminal shows meanwhile.

mod clients;
pub(crate) mod exit;
mod progress;
mod source;
mod verdict;

use std::io;

use clap::{Arg, ArgAction, Command};
use tokio::runtime::{Builder, Runtime};

pub(crate) use clients::Clients;
pub(crate) use progress::Progress;
pub(crate) use source::Source;
pub(crate) use verdict::{State, Verdict};

const SOURCES: &str = "receipt";

pub(crate) fn receipt_argument() -> Arg {
    Arg::new(SOURCES)
        .value_name("RECEIPT")
        .required(true)
        .help("The file that a receipt is in; - for the standard input")
}

/// The command with the options that all have.
pub(crate) fn with_options(command: Command) -> Command {
    let text =
        |name: &'static str, value: &'static str| Arg::new(name).long(name).value_name(value);
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    command.args([
        text("profile", "NAME")
            .help("The profile of the AWS configuration; without it, the environment's"),
        text("region", "NAME").help("Takes receipts of this region alone; without it, of any"),
        text("endpoint-url", "URL")
            .help("Where to read back in place of AWS, as in http://127.0.0.1:4566"),
        flag("strict").help("Counts as unconfirmed what is accepted without a proof"),
        flag("json").help("Prints a line of JSON for each receipt; times are in seconds"),
    ])
}

pub(crate) fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}
