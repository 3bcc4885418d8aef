//! `postcond-codegen init`: writes what a client of one's own begins with. What is there stays as it is.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use postcond_codegen::{Draft, Source};
use serde_json::Value;

use super::Failure;

pub(crate) fn command() -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    Command::new("init")
        .about(
            "Writes an overlay that guesses which operations read, a build script, a module, and checks \
             where the model shows how to read back. What is there stays as it is",
        )
        .arg(
            Arg::new("service")
                .required(true)
                .help("The module of the client, as in `sfn`"),
        )
        .arg(
            path("model")
                .long("model")
                .value_name("FILE")
                .help("The model, within the directory. Default: models/SERVICE.json"),
        )
        .arg(
            path("directory")
                .long("directory")
                .value_name("DIRECTORY")
                .default_value(".")
                .help("The crate that the client is to be in"),
        )
}

pub(crate) fn run(arguments: &ArgMatches) -> Result<String, Failure> {
    let service: &String = arguments.get_one("service").ok_or("no service")?;
    let directory: &PathBuf = arguments.get_one("directory").ok_or("no directory")?;
    let default = || PathBuf::from("models").join(format!("{service}.json"));
    let model = arguments.get_one::<PathBuf>("model").cloned();
    let mut beginning = Beginning {
        service,
        directory,
        model: model.unwrap_or_else(default),
        report: String::new(),
    };
    beginning.write()?;
    Ok(beginning.report)
}

struct Beginning<'a> {
    service: &'a str,
    directory: &'a Path,
    /// From the directory.
    model: PathBuf,
    report: String,
}

impl Beginning<'_> {
    fn write(&mut self) -> Result<(), Failure> {
        let service = self.service;
        let checks = PathBuf::from("src").join(service);
        let model = Source::file(self.directory.join(&self.model));
        let draft = || Draft::new(&model, format!("crate::{service}"));
        let first = draft()?;
        fs::create_dir_all(self.directory.join(&checks))?;
        let first = first.with_checks(&self.directory.join(&checks))?;
        let mut modules = Vec::new();
        for (name, source) in [("gone", first.gone()), ("tags", first.tags())] {
            let file = checks.join(format!("{name}.rs"));
            if let Some(source) = source {
                self.write_new(&file, &source)?;
            }
            if self.directory.join(file).exists() {
                modules.push(name);
            }
        }
        // What has just been written are checks, too.
        let draft = draft()?.with_checks(&self.directory.join(&checks))?;
        self.write_new(&checks.join("pending.rs"), &draft.stubs())?;
        self.write_overlay(&draft)?;
        self.write_new(
            &PathBuf::from(format!("src/{service}.rs")),
            &self.module(&modules),
        )?;
        self.write_new(Path::new("build.rs"), &self.build_script())?;
        self.say_what_is_left();
        Ok(())
    }

    /// What is said in the overlay stays; operations of which nothing is said are added.
    fn write_overlay(&mut self, draft: &Draft) -> Result<(), Failure> {
        let relative = self.model.with_extension("overlay.json");
        let file = self.directory.join(&relative);
        let existing = file.exists().then(|| Source::file(&file));
        let overlay = draft.overlay(existing.as_ref())?;
        let before = fs::read_to_string(&file).ok();
        let json = |text: &str| serde_json::from_str::<Value>(text).ok();
        let said = match &before {
            Some(before) if json(before) == json(&overlay) => "is as it was",
            Some(_) => "has the operations that are new",
            None => "is written",
        };
        if said != "is as it was" {
            fs::write(&file, overlay)?;
        }
        self.say(&relative, said);
        Ok(())
    }

    fn write_new(&mut self, relative: &Path, text: &str) -> Result<(), Failure> {
        let file = self.directory.join(relative);
        if file.exists() {
            self.say(relative, "is as it was");
            return Ok(());
        }
        fs::write(&file, text)
            .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        self.say(relative, "is written");
        Ok(())
    }

    fn say(&mut self, file: &Path, what: &str) {
        // A `String` takes whatever is written to it.
        let _ = writeln!(self.report, "{} {what}", file.display());
    }

    fn module(&self, checks: &[&str]) -> String {
        let service = self.service;
        let modules = checks.iter().map(|name| format!("mod {name};\n"));
        let modules: String = modules.collect();
        format!(
            "//! A client whose mutating calls return once a read-back has confirmed the change.\n\n\
             {modules}\ninclude!(concat!(env!(\"OUT_DIR\"), \"/{service}.rs\"));\n"
        )
    }

    fn build_script(&self) -> String {
        let (service, model) = (self.service, self.model.display());
        let overlay = self.model.with_extension("overlay.json");
        let overlay = overlay.display();
        format!(
            r#"//! Generates the client.

use postcond_codegen::{{Generator, SdkSources, Source}};

fn main() -> Result<(), Box<dyn std::error::Error>> {{
    println!("cargo::rerun-if-changed=models");
    println!("cargo::rerun-if-changed=src/{service}");
    let generated = Generator::new(Source::file("{model}"))
        .overlay(Source::file("{overlay}"))
        .checks("src/{service}", "crate::{service}")
        .sdk_sources(SdkSources::of_build_script())
        .generate()?;
    for warning in generated.warnings() {{
        println!("cargo::warning={{warning}}");
    }}
    let file = format!("{{}}/{service}.rs", std::env::var("OUT_DIR")?);
    Ok(std::fs::write(file, generated.source())?)
}}
"#
        )
    }

    fn say_what_is_left(&mut self) {
        let service = self.service;
        let version = env!("CARGO_PKG_VERSION");
        let _ = write!(
            self.report,
            "\nTo do:\n\
             - in Cargo.toml, depend on the SDK crate and on `postcond = {{ version = \"{version}\", \
             default-features = false }}`, and to build on `postcond-codegen = \"{version}\"`\n\
             - declare `mod {service};`\n\
             - in the overlay, look at each operation that is `postcond.api#guessed`: if it changes nothing, \
             take that mark off, else make it `postcond.api#pending`\n\
             - write the checks that you need: src/{service}/pending.rs has their signatures\n"
        );
    }
}
