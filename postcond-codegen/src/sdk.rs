//! What the SDK crate has: its sources are read as far as their form says it.

mod cargo;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::names;

/// Setters of a configuration that most SDK crates have: some endpoints have no dual stack, and what is not
/// released any more lacks what is newer.
const SETTINGS: &[&str] = &["set_disable_clock_skew_correction", "set_use_dual_stack"];

/// Where the sources of the SDK crate are that a client is generated for.
#[derive(Clone, Debug)]
pub struct SdkSources(Place);

#[derive(Clone, Debug)]
enum Place {
    /// The crate whose build script this is depends on them.
    BuildScript,
    Directory(PathBuf),
}

impl SdkSources {
    /// In a build script: those of the SDK crate that its crate depends on, as `Cargo.lock` says.
    ///
    /// Cargo is told to run the build script again when `Cargo.lock` changes.
    #[must_use]
    pub fn of_build_script() -> Self {
        Self(Place::BuildScript)
    }

    /// Those in a directory, which has the crate's `Cargo.toml`.
    #[must_use]
    pub fn in_directory(directory: impl Into<PathBuf>) -> Self {
        Self(Place::Directory(directory.into()))
    }

    /// What the SDK crate `path`, as in `::aws_sdk_ssm`, has; or why that cannot be found out.
    pub(crate) fn read(&self, path: &str) -> Result<Sdk, String> {
        let directory = match &self.0 {
            Place::Directory(directory) => directory.clone(),
            Place::BuildScript => {
                let name = path.trim_start_matches(':');
                cargo::directory_of(name)?
            }
        };
        Sdk::in_directory(directory)
    }
}

/// What an SDK crate has of its service.
#[derive(Debug)]
pub(crate) struct Sdk {
    /// `aws-sdk-ssm 1.133.0`, for messages.
    pub(crate) name: String,
    /// `src/operation` of the crate.
    directory: PathBuf,
    /// The modules of its operations.
    pub(crate) operations: BTreeSet<String>,
    missing_settings: Vec<&'static str>,
}

impl Sdk {
    fn in_directory(root: PathBuf) -> Result<Self, String> {
        let manifest = root.join("Cargo.toml");
        let text = read(&manifest)?;
        let value = |key: &str| {
            let lines = text.lines().filter_map(|line| line.split_once(" = "));
            let mut values = lines.filter(|(found, _)| *found == key);
            values.next().map(|(_, value)| value.trim_matches('"'))
        };
        let name = value("name").ok_or_else(|| format!("{} has no name", manifest.display()))?;
        let version = value("version").unwrap_or_default();
        let directory = root.join("src").join("operation");
        let operations = modules(&directory)?;
        if operations.is_empty() {
            return Err(format!("{} has no operations", directory.display()));
        }
        Ok(Self {
            name: format!("{name} {version}").trim_end().to_owned(),
            missing_settings: missing_settings(&root.join("src").join("config.rs")),
            directory,
            operations,
        })
    }

    /// The setters of a configuration that it does not have, of those that only most SDK crates have.
    pub(crate) fn missing_settings(&self) -> impl Iterator<Item = &'static str> {
        self.missing_settings.iter().copied()
    }

    /// The members of the input of the operation in `module`, in snake case.
    pub(crate) fn input(&self, module: &str) -> Result<BTreeSet<String>, String> {
        let builders = read(&self.directory.join(module).join("builders.rs"))?;
        Ok(members(&builders))
    }

    /// What the output of the operation in `module` has.
    pub(crate) fn output(&self, module: &str) -> Result<Output, String> {
        let directory = self.directory.join(module);
        let files = entries(&directory)?;
        let is_output = |name: &&String| name.ends_with("_output.rs");
        let Some(file) = files.iter().find(is_output) else {
            return Ok(Output::default());
        };
        let output = read(&directory.join(file))?;
        Ok(Output {
            accessors: functions(&output).map(str::to_owned).collect(),
            members: members(&output),
        })
    }

    /// Whether the operation in `module` has an error of this type.
    pub(crate) fn has_error(&self, module: &str, variant: &str) -> bool {
        let operation = read(&self.directory.join(format!("{module}.rs")));
        let variant = format!(" {variant}(crate::types::error::");
        operation.is_ok_and(|text| text.contains(&variant))
    }

    /// Whether the operation in `module` has a paginator.
    pub(crate) fn has_paginator(&self, module: &str) -> bool {
        let paginator = self.directory.join(module).join("paginator.rs");
        paginator.is_file()
    }
}

/// What an output of an SDK crate has.
#[derive(Debug, Default)]
pub(crate) struct Output {
    /// Its methods, and those of its builder.
    pub(crate) accessors: BTreeSet<String>,
    /// In snake case.
    pub(crate) members: BTreeSet<String>,
}

/// None if the source is not there: that it is in another place says nothing of what it has.
fn missing_settings(config: &Path) -> Vec<&'static str> {
    let Ok(source) = fs::read_to_string(config) else {
        return Vec::new();
    };
    let found: BTreeSet<&str> = functions(&source).collect();
    let missing = SETTINGS.iter().filter(|it| !found.contains(**it));
    missing.copied().collect()
}

/// The modules of a directory that are files in it.
fn modules(directory: &Path) -> Result<BTreeSet<String>, String> {
    let files = entries(directory)?.into_iter();
    let modules = files.filter_map(|file| file.strip_suffix(".rs").map(str::to_owned));
    Ok(modules.collect())
}

fn entries(directory: &Path) -> Result<Vec<String>, String> {
    let unreadable = |error| format!("{} cannot be read: {error}", directory.display());
    let entries = fs::read_dir(directory).map_err(unreadable)?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names.collect::<Result<_, _>>().map_err(unreadable)
}

/// The members that the builders in a source have: each has a setter and a getter. A setter alone may be
/// that of a single value: a member `setAsDefault` has `set_as_default`, and no `get_as_default`.
fn members(source: &str) -> BTreeSet<String> {
    let functions: BTreeSet<&str> = functions(source).collect();
    let members = functions
        .iter()
        .filter_map(|name| name.strip_prefix("set_"));
    let members = members.filter(|name| functions.contains(&*names::get(name)));
    members.map(str::to_owned).collect()
}

/// The names of the public functions in a source, without what escapes them. Parsing it for them would
/// take a hundred times as long, and the SDK is generated: each of them begins a line.
fn functions(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let name = line.trim_start().strip_prefix("pub fn ")?;
        let end = name.find(['(', '<'])?;
        Some(name[..end].trim_start_matches("r#"))
    })
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))
}

/// A name of a member or an operation as [`Sdk`] has it, from that in generated code.
pub(crate) fn unescaped(method: &str) -> &str {
    method.trim_start_matches("r#")
}

/// The module of the operation `wire`.
pub(crate) fn module(wire: &str) -> String {
    names::module(&names::snake(wire))
}
