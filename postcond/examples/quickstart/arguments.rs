//! The command line.

use std::ffi::OsString;

use lexopt::Arg::Long;
use lexopt::ValueExt;

pub(crate) const HELP: &str = "\
Runs one script twice, with the SDK's clients and with postcond's, and shows every read that was
stale or wrong, how long each write waited and how many read-backs it took.

Usage: cargo run --example quickstart [-- OPTION]

  (none)              on a simulated, eventually consistent AWS: no account, no network
  --endpoint-url URL  on any HTTP endpoint, with credentials that mean nothing (moto, LocalStack)
  --aws               in the account of the default credentials: writes a few parameters and secrets
                      under a random name prefix and deletes them again
  --help              this text

Exits with 0 if no read was wrong under the consistent clients.
";

pub(crate) enum Arguments {
    Help,
    Run(Target),
}

/// Where the script runs.
pub(crate) enum Target {
    Simulator,
    Endpoint(String),
    Aws,
}

pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, lexopt::Error> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let mut target = Target::Simulator;
    while let Some(argument) = parser.next()? {
        target = match argument {
            Long("help") => return Ok(Arguments::Help),
            Long("endpoint-url") => Target::Endpoint(parser.value()?.string()?),
            Long("aws") => Target::Aws,
            other => return Err(other.unexpected()),
        };
    }
    Ok(Arguments::Run(target))
}
