//! `postcond wait`: until the writes of receipts show, as long as the calls themselves would have waited.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use postcond::Receipt;

use crate::receipts::{self, Clients, Progress, Source, State, Verdict, exit};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

pub(crate) fn command() -> Command {
    let timeout = Arg::new("timeout")
        .long("timeout")
        .value_name("DURATION")
        .value_parser(humantime::parse_duration)
        .help("Waits no longer than this, as in 90s or 5m, and looks once more then; without it, as long as the calls would have");
    let command = Command::new("wait")
        .about("Waits until the writes of receipts show")
        .arg(
            receipts::receipt_argument()
                .action(ArgAction::Append)
                .num_args(1..),
        )
        .arg(timeout);
    receipts::with_options(command).after_help(exit::help())
}

/// The exit code.
pub(crate) fn run(arguments: &ArgMatches) -> Result<u8> {
    receipts::runtime()?.block_on(wait(arguments))
}

async fn wait(arguments: &ArgMatches) -> Result<u8> {
    let mut states = Vec::new();
    let mut taken = Vec::new();
    for source in Source::of(arguments) {
        match source.receipt() {
            Ok(receipt) => taken.push((source, receipt)),
            Err(why) => {
                let verdict = Verdict::unusable(&source, None, why);
                verdict.tell(arguments)?;
                states.push(verdict.state());
            }
        }
    }
    if !taken.is_empty() {
        states.extend(wait_for(&taken, arguments).await?);
    }
    Ok(exit::code(&states, arguments))
}

/// Tells the verdict of each as soon as it is there.
async fn wait_for(taken: &[(Source, Receipt)], arguments: &ArgMatches) -> Result<Vec<State>> {
    let clients = Clients::from_environment(arguments).await?;
    let timeout = arguments.get_one::<Duration>("timeout").copied();
    let progress = Progress::start(taken.iter().map(|(_, receipt)| receipt), timeout);
    let waiting = taken
        .iter()
        .map(|(source, receipt)| confirm(&clients, source, receipt, timeout));
    let mut waiting: FuturesUnordered<_> = waiting.collect();
    let mut states = Vec::new();
    while let Some(verdict) = progress.during(waiting.next()).await {
        states.push(verdict.state());
        progress.above(|| verdict.tell(arguments))?;
        progress.decided(states.len());
    }
    Ok(states)
}

async fn confirm(
    clients: &Clients,
    source: &Source,
    receipt: &Receipt,
    timeout: Option<Duration>,
) -> Verdict {
    match timeout {
        None => clients.confirm(source, receipt).await,
        Some(limit) => clients.confirm_within(source, receipt, limit).await,
    }
}
