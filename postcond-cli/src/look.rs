//! `postcond look`: whether the write of a receipt shows, with one poll.

use clap::{ArgMatches, Command};

use crate::receipts::{self, Clients, Source, Verdict, exit};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

pub(crate) fn command() -> Command {
    let command = Command::new("look")
        .about("Looks once whether the write of a receipt shows")
        .arg(receipts::receipt_argument());
    receipts::with_options(command).after_help(exit::help())
}

/// The exit code.
pub(crate) fn run(arguments: &ArgMatches) -> Result<u8> {
    let source = Source::of(arguments).next().ok_or("no receipt is named")?;
    let runtime = receipts::runtime()?;
    let verdict = runtime.block_on(async {
        let verdict = match source.receipt() {
            Err(why) => Verdict::unusable(&source, None, why),
            Ok(receipt) => {
                let clients = Clients::from_environment(arguments).await?;
                clients.look(&source, &receipt).await
            }
        };
        Result::Ok(verdict)
    })?;
    verdict.tell(arguments)?;
    Ok(exit::code(&[verdict.state()], arguments))
}
