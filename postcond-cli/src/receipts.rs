//! What the commands that take receipts have in common.
//!
//! - `source` says where a receipt is read from;
//! - `configuration` has the credentials and the endpoint, and says what is wrong with them;
//! - `clients` are those of the services and regions that receipts are of;
//! - `unanswered` notes why their requests are not answered;
//! - `verdict` is what came of a receipt, `words` has it for people and `json` for programs;
//! - `exit` is the code that a script sees;
//! - `progress` is what a terminal shows meanwhile.

mod clients;
mod configuration;
pub(crate) mod exit;
mod json;
mod progress;
mod source;
mod unanswered;
mod verdict;
mod words;

use std::ffi::OsString;
use std::io;

use clap::{Arg, ArgAction, Command, value_parser};
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
        // Of a path, no encoding is asked.
        .value_parser(value_parser!(OsString))
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
            .value_parser(configuration::endpoint)
            .help("Where to read back in place of AWS, as in http://127.0.0.1:4566"),
        text("confirmations", "N")
            .value_parser(value_parser!(u32).range(1..=1_000))
            .default_value("1")
            .help(
                "How many reads in a row must see the change, as the writer's policy may ask for",
            ),
        flag("strict").help("Counts as unconfirmed what is accepted without a proof"),
        flag("json").help("Prints a line of JSON for each receipt; times are in seconds"),
    ])
}

pub(crate) fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}
