//! What may be set, on the command line and in a file.

use std::fmt;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::{Table, Value};

use super::settings::{Given, OPTIONS, Problems, Setting, Settings};
use super::spelling::unknown;

/// What nobody is to take it for.
const LIMITS: &str = "No signature and no right is checked, nothing is encrypted, and no rotation function is called. \
                      What it cannot do it refuses where that would change an answer: the README has a list.";

pub(crate) fn command() -> Command {
    let flags = OPTIONS.iter().map(|setting| {
        let action = match setting.repeats {
            true => ArgAction::Append,
            false => ArgAction::Set,
        };
        Arg::new(setting.name)
            .long(setting.name)
            .value_name(setting.value)
            .help(setting.help)
            .action(action)
    });
    let config = Arg::new("config")
        .long("config")
        .value_name("FILE")
        .help("The same settings in TOML; a flag takes the place of what the file has of its name");
    let serve = Command::new("serve")
        .about("Serves Amazon SSM, AWS Secrets Manager and AWS IAM on loopback until SIGINT or SIGTERM")
        .after_help(LIMITS)
        .args(flags)
        .arg(config);
    Command::new("postcond-sim")
        .about("An eventually consistent AWS, for tests")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(serve)
}

/// All values, from flags and from the file that they name.
pub(crate) fn given(arguments: &ArgMatches) -> Result<Vec<Given>, Problems> {
    let mut given: Vec<Given> = OPTIONS.iter().flat_map(|it| flags(it, arguments)).collect();
    let Some(file) = arguments.get_one::<String>("config") else {
        return Ok(given);
    };
    let in_file = in_file(Path::new(file)).map_err(|problems| {
        // So that what is wrong with the flags is told with it.
        let of_flags = Settings::parse(&given).err();
        Problems([of_flags.unwrap_or_default().0, problems].concat())
    })?;
    let is_flag = |it: &Given| {
        given
            .iter()
            .any(|flag| flag.setting.name == it.setting.name)
    };
    let added: Vec<Given> = in_file.into_iter().filter(|it| !is_flag(it)).collect();
    given.extend(added);
    Ok(given)
}

fn flags(setting: &'static Setting, arguments: &ArgMatches) -> impl Iterator<Item = Given> {
    let values = arguments.get_many::<String>(setting.name);
    values.into_iter().flatten().map(move |text| Given {
        setting,
        text: text.clone(),
        file: None,
    })
}

fn in_file(file: &Path) -> Result<Vec<Given>, Vec<String>> {
    let told = |problem: &dyn fmt::Display| vec![format!("{}: {problem}", file.display())];
    let text = std::fs::read_to_string(file).map_err(|error| told(&error))?;
    in_text(&text, file)
}

/// What the text of a file sets.
pub(crate) fn in_text(text: &str, file: &Path) -> Result<Vec<Given>, Vec<String>> {
    let told = |problem: &dyn fmt::Display| vec![format!("{}: {problem}", file.display())];
    let table: Table = text
        .parse()
        .map_err(|error: toml::de::Error| told(&format!("{error}{}", hint(text, &error))))?;
    let (mut given, mut problems) = (Vec::new(), Vec::new());
    for (name, value) in table {
        match of_table(&name, value) {
            Ok((setting, texts)) => given.extend(texts.into_iter().map(|text| Given {
                setting,
                text,
                file: Some(file.to_owned()),
            })),
            Err(problem) => problems.extend(told(&problem)),
        }
    }
    if problems.is_empty() {
        Ok(given)
    } else {
        Err(problems)
    }
}

/// What is to be done about text that stands without quotes.
fn hint(text: &str, error: &toml::de::Error) -> String {
    let line = error.span().and_then(|at| {
        let start = text.get(..at.start)?.rfind('\n').map_or(0, |end| end + 1);
        text.get(start..)?.lines().next()
    });
    let unquoted = line.and_then(|line| {
        let (name, value) = line.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        let is_bare = value.starts_with(|first: char| first.is_ascii_alphabetic())
            && !value.contains(['"', '\\', '#']);
        is_bare.then(|| format!("text takes quotes: {name} = \"{value}\""))
    });
    unquoted.unwrap_or_default()
}

/// The setting of this name, with its value as text, or several if it repeats.
fn of_table(name: &str, value: Value) -> Result<(&'static Setting, Vec<String>), String> {
    let setting = OPTIONS.iter().find(|it| it.name == name);
    let setting = setting.ok_or_else(|| {
        let known = OPTIONS.iter().map(|it| it.name);
        unknown("setting", name, known)
    })?;
    let values = match value {
        Value::Array(values) if setting.repeats => values,
        Value::Array(_) => return Err(format!("{name} takes one value, not a list")),
        value => vec![value],
    };
    let texts: Option<Vec<String>> = values.into_iter().map(text).collect();
    let texts = texts.ok_or_else(|| format!("{name} takes {}", kind(setting)))?;
    Ok((setting, texts))
}

/// What a file has for the value of a setting.
fn kind(setting: &Setting) -> &'static str {
    match (setting.value, setting.repeats) {
        ("PORT" | "NUMBER" | "BYTES", _) => "a number",
        ("DATE", _) => "a date",
        (_, true) => "text, or a list of texts",
        (_, false) => "text",
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Datetime(date) => Some(date.to_string()),
        Value::Boolean(_) | Value::Array(_) | Value::Table(_) => None,
    }
}
