//! What may be set, on the command line and in a file.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::{Table, Value};

use super::settings::{Draft, OPTIONS};
use super::spelling::unknown;

/// One thing that may be set, under the same name in a flag and in a file.
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    /// What stands for its value where it is explained.
    pub(crate) value: &'static str,
    pub(crate) help: &'static str,
    /// Whether it may be given several times.
    pub(crate) repeats: bool,
    /// Reads a value.
    pub(crate) read: fn(&mut Draft, &str) -> Result<(), String>,
}

/// A value as it was given.
pub(crate) struct Given {
    pub(crate) setting: &'static Setting,
    pub(crate) text: String,
    /// None for the command line.
    file: Option<PathBuf>,
}

/// All that is wrong with what was given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems(pub(crate) Vec<String>);

impl Given {
    /// With where it stands, and what is wrong with it.
    pub(crate) fn problem(&self, what: &str) -> String {
        let Self { setting, text, .. } = self;
        match &self.file {
            None => format!("--{} {text}: {what}", setting.name),
            Some(file) => format!("{}: {} = {text}: {what}", file.display(), setting.name),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0[..] {
            [one] => write!(f, "{one}"),
            several => {
                write!(f, "{} problems", several.len())?;
                several.iter().try_for_each(|it| write!(f, "\n  {it}"))
            }
        }
    }
}

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
        .about("Serves Amazon SSM and AWS Secrets Manager on loopback until SIGINT or SIGTERM")
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
        let of_flags = super::settings::Settings::parse(&given).err();
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
        .map_err(|error: toml::de::Error| told(&error))?;
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

/// The setting of this name, with its value as text, or several if it repeats.
fn of_table(name: &str, value: Value) -> Result<(&'static Setting, Vec<String>), String> {
    let setting = OPTIONS.iter().find(|it| it.name == name);
    let setting = setting.ok_or_else(|| {
        let known = OPTIONS.iter().map(|it| it.name);
        unknown("setting", name, known)
    })?;
    let values = match value {
        Value::Array(values) if setting.repeats => values,
        value => vec![value],
    };
    let texts: Option<Vec<String>> = values.into_iter().map(text).collect();
    let texts = texts.ok_or_else(|| format!("{name} takes text, a number or a date"))?;
    Ok((setting, texts))
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
