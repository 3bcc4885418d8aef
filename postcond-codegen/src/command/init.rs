//! `postcond-codegen init`: writes what a client of one's own begins with. What is there stays as it is; what is
//! new in the model is added to it.

mod report;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use postcond_codegen::{Draft, Source};
use serde_json::Value;

use super::Failure;

/// What a build script needs in order to generate.
const USES: &str = "use postcond_codegen::{Generator, SdkSources, Source};";

/// What is said of a file that has been added to.
const NEW: &str = "has the operations that are new";

pub(crate) fn command() -> Command {
    let path = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    Command::new("init")
        .about(
            "Writes an overlay that guesses which operations read, a build script, a module, and checks \
             where the model shows how to read back. Files that exist are not changed, except that the \
             overlay and the stubs get operations that are new",
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
    check_module(service)?;
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

/// That `service` can be the name of a module, and of its file.
fn check_module(service: &str) -> Result<(), Failure> {
    let is_module =
        |name: &str| !name.starts_with("r#") && syn::parse_str::<syn::Ident>(name).is_ok();
    if is_module(service) {
        return Ok(());
    }
    let words = service.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let other = words.join("_").to_lowercase();
    // A keyword is none with anything after it.
    let other = [other.clone(), format!("{other}_service")];
    let other = other
        .iter()
        .find(|it| !it.starts_with('_') && is_module(it));
    let advice = other.map_or_else(String::new, |it| format!("; try `{it}`"));
    Err(format!("`{service}` is no name of a Rust module{advice}").into())
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
        self.has_model()?;
        let checks = PathBuf::from("src").join(service);
        let model = Source::file(self.directory.join(&self.model));
        let overlay = self.overlay_source();
        let draft = || {
            let draft = Draft::new(&model, format!("crate::{service}"))?;
            match &overlay {
                Some(overlay) => draft.with_overlay(overlay),
                None => Ok(draft),
            }
        };
        // What is wrong with the overlay is found before anything is written.
        let first = draft()?;
        first.overlay(overlay.as_ref())?;
        let directory = self.directory.join(&checks);
        fs::create_dir_all(&directory)
            .map_err(|error| format!("{} cannot be made: {error}", directory.display()))?;
        let first = first.with_checks(&self.directory.join(&checks))?;
        let modules = self.write_checks(&first, &checks)?;
        // What has just been written are checks, too.
        let draft = draft()?.with_checks(&self.directory.join(&checks))?;
        self.write_stubs(&checks.join("pending.rs"), &draft)?;
        self.write_overlay(&draft)?;
        self.write_new(
            &PathBuf::from(format!("src/{service}.rs")),
            &self.module(&modules),
        )?;
        let is_new = !self.directory.join("build.rs").exists();
        self.write_new(Path::new("build.rs"), &self.build_script())?;
        let build_script = fs::read_to_string(self.directory.join("build.rs")).unwrap_or_default();
        self.say_what_is_left(&modules, &draft.sdk_crate());
        self.say_what_the_module_lacks(&modules);
        self.say_what_has_changed(&draft);
        if !is_new && !build_script.contains(&format!("/{service}.rs")) {
            self.say_what_to_add_to_the_build_script();
        }
        Ok(())
    }

    /// Nothing, if there is a model to begin with.
    fn has_model(&self) -> Result<(), Failure> {
        let (file, model) = (self.directory.join(&self.model), self.model.display());
        if file.exists() {
            return Ok(());
        }
        let file = file.display();
        Err(format!(
            "{file}: there is no model: write it with `postcond-codegen model NAME --botocore WHEEL --output \
             {model}`, where NAME is what botocore calls the service; `pip download --no-deps botocore` gets the \
             wheel"
        )
        .into())
    }

    /// What can be drafted, where there is no such file yet; returns the modules that there are.
    fn write_checks(&mut self, draft: &Draft, checks: &Path) -> Result<Vec<&'static str>, Failure> {
        let mut modules = Vec::new();
        for (name, source) in [
            ("gone", draft.gone()),
            ("lifecycle", draft.lifecycle()),
            ("tags", draft.tags()),
        ] {
            let file = checks.join(format!("{name}.rs"));
            if let Some(source) = source {
                self.write_new(&file, &source)?;
            }
            if self.directory.join(file).exists() {
                modules.push(name);
            }
        }
        Ok(modules)
    }

    /// From the directory.
    fn overlay(&self) -> PathBuf {
        self.model.with_extension("overlay.json")
    }

    fn overlay_source(&self) -> Option<Source> {
        let file = self.directory.join(self.overlay());
        file.exists().then(|| Source::file(file))
    }

    /// What is said in the overlay stays; operations of which nothing is said are added.
    fn write_overlay(&mut self, draft: &Draft) -> Result<(), Failure> {
        let relative = self.overlay();
        let file = self.directory.join(&relative);
        let overlay = draft.overlay(self.overlay_source().as_ref())?;
        let before = fs::read_to_string(&file).ok();
        let json = |text: &str| serde_json::from_str::<Value>(text).ok();
        let said = match &before {
            Some(before) if json(before) == json(&overlay) => "is as it was",
            Some(_) => NEW,
            None => "is written",
        };
        if said == "is as it was" {
            self.say(&relative, said);
            return Ok(());
        }
        self.write_file(&relative, &overlay, said)
    }

    /// What is in the file stays; stubs of operations of which nothing is decided are added.
    fn write_stubs(&mut self, relative: &Path, draft: &Draft) -> Result<(), Failure> {
        let file = self.directory.join(relative);
        let Some(new) = draft.new_stubs().filter(|_| file.exists()) else {
            return self.write_new(relative, &draft.stubs());
        };
        let before = fs::read_to_string(&file)
            .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        let before = before.trim_end();
        self.write_file(relative, &format!("{before}\n{new}"), NEW)
    }

    fn write_new(&mut self, relative: &Path, text: &str) -> Result<(), Failure> {
        if self.directory.join(relative).exists() {
            self.say(relative, "is as it was");
            return Ok(());
        }
        self.write_file(relative, text, "is written")
    }

    fn write_file(&mut self, relative: &Path, text: &str, said: &str) -> Result<(), Failure> {
        let file = self.directory.join(relative);
        fs::write(&file, text)
            .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        self.say(relative, said);
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
        format!(
            "//! Generates the client.\n\n{USES}\n\n\
             fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{}    Ok(())\n}}\n",
            self.generation()
        )
    }

    /// The lines of a build script that generate the client.
    fn generation(&self) -> String {
        let service = self.service;
        let (model, overlay) = (portable(&self.model), portable(&self.overlay()));
        let watched =
            |path: &str| format!("{:?}", escaped(&format!("cargo::rerun-if-changed={path}")));
        let (watched_model, watched_overlay) = (watched(&model), watched(&overlay));
        format!(
            r#"    println!({watched_model});
    println!({watched_overlay});
    println!("cargo::rerun-if-changed=src/{service}");
    let generated = Generator::new(Source::file({model:?}))
        .overlay(Source::file({overlay:?}))
        .checks("src/{service}", "crate::{service}")
        .sdk_sources(SdkSources::of_build_script())
        .generate()?;
    for warning in generated.warnings() {{
        println!("cargo::warning={{warning}}");
    }}
    let file = format!("{{}}/{service}.rs", std::env::var("OUT_DIR")?);
    std::fs::write(file, generated.source())?;
"#
        )
    }
}

/// The path as every system takes it: what is a build script's is built on others, too.
fn portable(path: &Path) -> String {
    path.display()
        .to_string()
        .replace(std::path::MAIN_SEPARATOR, "/")
}

/// As it stands in a format string.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
