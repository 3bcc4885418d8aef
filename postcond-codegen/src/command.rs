//! The command: models of services, and what a client of one's own begins with.

mod init;
mod model;
mod packed;

use std::process::ExitCode;

use clap::Command;

/// What goes wrong, in a text or several lines of it.
pub(crate) type Failure = Box<dyn std::error::Error>;

pub(crate) fn main() -> ExitCode {
    let matches = command().get_matches();
    let done = match matches.subcommand() {
        Some(("model", arguments)) => model::run(arguments),
        Some(("init", arguments)) => init::run(arguments),
        _ => Err("say what to do: see --help".into()),
    };
    match done {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Command {
    Command::new("postcond-codegen")
        .about("Begins a consistent client of an AWS service")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .subcommand(model::command())
        .subcommand(init::command())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound() {
        super::command().debug_assert();
    }
}
