//! Finds the `#[post_condition]` functions among a service's sources.

use std::fs;
use std::path::{Path, PathBuf};

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, ItemFn, Lit, Meta, MetaNameValue, Token, Visibility};

use crate::error::{Collector, Error, Errors};

/// A `#[post_condition]` function.
#[derive(Clone, Debug)]
pub(crate) struct ScannedCheck {
    /// The file it is in.
    pub(crate) file: String,
    /// Its path, as in `crate::ssm::parameters::version_is_visible`.
    pub(crate) path: String,
    /// Its name.
    pub(crate) name: String,
    /// The mutation whose effect it establishes.
    pub(crate) op: String,
    /// The reads that it calls.
    pub(crate) reads: Vec<String>,
    /// The read that answers many such checks at once.
    pub(crate) batched: Option<String>,
    /// Its deadline in seconds, if it has one of its own.
    pub(crate) deadline: Option<u64>,
    /// Whether a call succeeds although it was not met in time.
    pub(crate) best_effort: bool,
    /// Whether only a call that asks for it waits for it.
    pub(crate) on_request: bool,
    /// Whether it can look up a write that was not answered.
    pub(crate) can_find: bool,
    /// The first paragraph of its documentation.
    pub(crate) establishes: String,
}

impl ScannedCheck {
    pub(crate) fn error(&self, message: impl Into<String>) -> Error {
        Error::on(&self.file, self.name.as_str(), message)
    }
}

/// The checks in the files of `directory`, which is the module `module`.
pub(crate) fn scan(directory: &Path, module: &str) -> Result<Vec<ScannedCheck>, Errors> {
    let mut errors = Collector::default();
    let mut checks = Vec::new();
    scan_directory(directory, module, &mut checks, &mut errors);
    errors.finish(checks)
}

fn scan_directory(
    directory: &Path,
    module: &str,
    checks: &mut Vec<ScannedCheck>,
    errors: &mut Collector,
) {
    let Some(paths) = errors.take(sorted_entries(directory)) else {
        return;
    };
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let submodule = match &*stem {
            "mod" => module.to_owned(),
            stem => format!("{module}::{stem}"),
        };
        if path.is_dir() {
            scan_directory(&path, &submodule, checks, errors);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let in_file = scan_file(&path, &submodule, errors);
            checks.extend(errors.take(in_file).into_iter().flatten());
        }
    }
}

fn sorted_entries(directory: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |error: std::io::Error| {
        let file = directory.display().to_string();
        Error::new(&file, format!("cannot be read: {error}"))
    };
    let entries = fs::read_dir(directory).map_err(unreadable)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    // The order of a directory differs between machines; that of generated code must not.
    paths.sort();
    Ok(paths)
}

fn scan_file(
    path: &Path,
    module: &str,
    errors: &mut Collector,
) -> Result<Vec<ScannedCheck>, Error> {
    let file = path.display().to_string();
    let text = fs::read_to_string(path)
        .map_err(|error| Error::new(&file, format!("cannot be read: {error}")))?;
    let parsed =
        syn::parse_file(&text).map_err(|error| Error::new(&file, not_rust(&text, &error)))?;
    let functions = parsed.items.iter().filter_map(|item| match item {
        syn::Item::Fn(function) => Some(function),
        _ => None,
    });
    let mut checks = Vec::new();
    for function in functions {
        for attribute in &function.attrs {
            if is_post_condition(attribute) {
                checks.extend(errors.take_all(scanned(&file, module, function, attribute)));
            }
        }
    }
    Ok(checks)
}

/// What is wrong, and where. An error of `syn` has no place outside of a macro.
fn not_rust(text: &str, error: &syn::Error) -> String {
    let is_rust = |lines: &usize| syn::parse_file(&lines_of(text, *lines)).is_ok();
    let good = (0..=text.lines().count()).rev().find(is_rust);
    let good = good.unwrap_or_default();
    format!("is not Rust: {error}, in what begins in line {}", good + 1)
}

fn lines_of(text: &str, number: usize) -> String {
    text.lines()
        .take(number)
        .map(|line| format!("{line}\n"))
        .collect()
}

fn is_post_condition(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| segment.ident == "post_condition")
}

/// Reads what the generator needs; the macro itself judges the rest.
fn scanned(
    file: &str,
    module: &str,
    function: &ItemFn,
    attribute: &Attribute,
) -> Result<ScannedCheck, Errors> {
    let name = function.sig.ident.to_string();
    let arguments = attribute
        .parse_args_with(Punctuated::<MetaNameValue, Token![,]>::parse_terminated)
        .map_err(|error| Error::on(file, &*name, format!("#[post_condition]: {error}")))?;
    let value = |key: &str| {
        let argument = arguments.iter().find(|it| it.path.is_ident(key));
        argument.map(|argument| &argument.value)
    };
    let check = ScannedCheck {
        file: file.to_owned(),
        path: format!("{module}::{name}"),
        name,
        op: value("op").and_then(operation).unwrap_or_default(),
        reads: value("reads").map(operations).unwrap_or_default(),
        batched: value("batched").and_then(operation),
        deadline: value("deadline").and_then(seconds),
        best_effort: value("best_effort").is_some_and(is_true),
        on_request: value("on_request").is_some_and(is_true),
        can_find: value("found_by").is_some(),
        establishes: first_paragraph(&function.attrs),
    };
    complete(check, &function.vis)
}

/// What the macro does not ask for, and a built-in check must say.
fn complete(check: ScannedCheck, visibility: &Visibility) -> Result<ScannedCheck, Errors> {
    let mut errors = Collector::default();
    let is_public = matches!(visibility, Visibility::Public(_));
    for (is_wrong, message) in [
        (
            check.op.is_empty(),
            r#"#[post_condition] has no op = "...""#,
        ),
        (
            check.reads.is_empty(),
            "names none of its reads: `reads = [\"...\"]` names each that the check makes",
        ),
        (
            check.establishes.is_empty(),
            "a built-in check says in its documentation what it establishes",
        ),
        (
            check.on_request && !is_public,
            "is offered on request, so it must be `pub`: programs name it",
        ),
    ] {
        if is_wrong {
            errors.push(check.error(message));
        }
    }
    errors.finish(check)
}

fn seconds(value: &Expr) -> Option<u64> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Int(seconds),
            ..
        }) => seconds.base10_parse().ok(),
        _ => None,
    }
}

/// The name of an operation: the attribute takes it with quotes and without.
fn operation(value: &Expr) -> Option<String> {
    match value {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        other => string(other),
    }
}

fn operations(value: &Expr) -> Vec<String> {
    match value {
        Expr::Array(array) => array.elems.iter().filter_map(operation).collect(),
        _ => Vec::new(),
    }
}

fn is_true(value: &Expr) -> bool {
    matches!(value, Expr::Lit(ExprLit { lit: Lit::Bool(flag), .. }) if flag.value)
}

fn string(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn first_paragraph(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => string(&meta.value),
            _ => None,
        });
    let lines = lines.map(|line| line.trim().to_owned());
    let paragraph: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ")
}
