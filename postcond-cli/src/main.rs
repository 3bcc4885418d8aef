//! `postcond`: what clients of postcond know, at a terminal.
//!
//! A subcommand is a file, with a folder of its name for what it takes.

mod exit_codes;
mod history;
mod look;
mod printable;
mod receipts;
mod wait;

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Command;

/// As of a command that is called wrongly.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = command().get_matches();
    let done = match arguments.subcommand() {
        Some(("history", arguments)) => history::run(arguments).map(|()| ExitCode::SUCCESS),
        Some(("look", arguments)) => look::run(arguments).map(ExitCode::from),
        Some(("wait", arguments)) => wait::run(arguments).map(ExitCode::from),
        _ => return ExitCode::from(USAGE),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

fn command() -> Command {
    Command::new("postcond")
        .about("Read your writes on AWS: waits for the writes of receipts, and shows what clients have learned")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(history::command())
        .subcommand(look::command())
        .subcommand(wait::command())
}

/// An error and what has led to it, in a line.
fn with_causes(error: &dyn Error) -> String {
    let (mut told, mut cause) = (error.to_string(), error.source());
    while let Some(error) = cause {
        told = format!("{told}: {error}");
        cause = error.source();
    }
    told
}

/// What has led to an error and to all that it is the cause of: those between name layers of the HTTP client, say.
fn root<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    let mut root = error;
    while let Some(cause) = root.source() {
        root = cause;
    }
    root
}

/// To the microsecond.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e6
}

/// Writes this to the standard output, or to nobody: who has stopped reading wants to know no more.
fn say(what: impl Display) -> io::Result<()> {
    let mut to = io::stdout().lock();
    match write!(to, "{what}").and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        said => said,
    }
}
