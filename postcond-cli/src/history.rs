//! `postcond history show`: what was learned of a service's lags, as a table and as pictures.
//!
//! - `found` says which histories are shown;
//! - `shown` is what is shown of each;
//! - `table`, `bars`, `svg` and `json` are the forms in which it is.

mod bars;
mod durations;
mod found;
mod json;
mod shown;
mod svg;
mod table;

use std::path::PathBuf;
use std::time::SystemTime;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use self::found::Wanted;
use self::shown::ShownHistory;
use crate::{USAGE, exit_codes, say};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const CODES: [(u8, &str); 3] = [
    (0, "all that was asked for is shown"),
    (
        1,
        "there is nothing to show or to draw, or a history cannot be read: the others are shown",
    ),
    (USAGE, "a wrong call of the command"),
];

pub(crate) fn command() -> Command {
    let file = Arg::new("file")
        .long("file")
        .value_name("PATH")
        .value_parser(value_parser!(PathBuf))
        .conflicts_with_all(["service", "region"])
        .help("The history in this file; without it, those in the user's cache");
    let service = Arg::new("service")
        .long("service")
        .value_name("NAME")
        .help("Only those of this service, as in ssm");
    let region = Arg::new("region")
        .long("region")
        .value_name("NAME")
        .help("Only those of this region, as in us-east-1");
    let json = Arg::new("json")
        .long("json")
        .action(ArgAction::SetTrue)
        .help("Prints JSON instead of tables and bars; times are in seconds");
    let svg = Arg::new("svg")
        .long("svg")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help("Draws the lags into this file, too, if enough is known of any");
    let show = Command::new("show")
        .about("Shows how long changes have taken to show, by operation and check")
        .args([file, service, region, json, svg])
        .after_help(exit_codes::help(&CODES));
    Command::new("history")
        .about("What clients have learned of a service's lags")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(show)
}

pub(crate) fn run(arguments: &ArgMatches) -> Result<()> {
    match arguments.subcommand() {
        Some(("show", arguments)) => show(arguments),
        _ => Err("there is no such command; see --help".into()),
    }
}

fn show(arguments: &ArgMatches) -> Result<()> {
    let text = |name| arguments.get_one::<String>(name).cloned();
    let wanted = match arguments.get_one::<PathBuf>("file") {
        Some(path) => Wanted::File(path.clone()),
        None => Wanted::InCache {
            service: text("service"),
            region: text("region"),
        },
    };
    let found = wanted.find()?;
    let now = SystemTime::now();
    let shown: Vec<ShownHistory<'_>> = found.histories.iter().map(ShownHistory::of).collect();
    if arguments.get_flag("json") {
        say(format_args!("{:#}\n", json::of(&shown)))?;
    } else {
        for history in &shown {
            say(table::of(history, now))?;
            say(bars::of(history))?;
        }
    }
    if let Some(path) = arguments.get_one::<PathBuf>("svg") {
        svg::draw(&shown, path)?;
    }
    found.unreadable.map_or(Ok(()), |why| Err(why.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_the_codes_that_the_help_has() {
        exit_codes::assert_in_readme(&CODES);
    }
}
