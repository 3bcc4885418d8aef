//! Every service that botocore describes, and every one of which AWS's own model is at hand, generated: from its
//! model, derived as ours are, and an overlay that guesses which operations read.
//!
//! `models/botocore.sh DIRECTORY` unpacks the descriptions, `POSTCOND_BOTOCORE=DIRECTORY` names them.
//! `POSTCOND_ASTS=DIRECTORY` names a directory of AWS's own models, in whatever directories in it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use postcond_codegen::{Counts, Draft, Generated, Generator, Source, draft_overlay, models};
use quote::ToTokens;
use serde_json::Value;
use syn::{ImplItem, Item, ItemMod};

/// How a method of all builders of mutations is noted, and how one of each is.
const OF_ALL: &str = "MutationBuilder < O >::";
const OF_EACH: &str = "super :: MutationBuilder < super :: op ::";

/// The directories of the services in `botocore`, in order.
///
/// # Errors
/// If the directory cannot be read.
pub fn services(botocore: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(botocore)?;
    let mut services = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    services.sort();
    Ok(services)
}

/// AWS's own models: the JSON files in `directory` and in the directories in it, in order.
///
/// # Errors
/// If a directory cannot be read.
pub fn asts(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut asts = Vec::new();
    for entry in services(directory)? {
        if entry.is_dir() {
            asts.extend(self::asts(&entry)?);
        } else if entry.extension().is_some_and(|it| it == "json") {
            asts.push(entry);
        }
    }
    Ok(asts)
}

/// What `of_one` makes of each service.
///
/// # Panics
/// With what is wrong with any of them.
pub fn of_each<T: Send>(services: &[PathBuf], of_one: fn(&Path) -> Result<T, String>) -> Vec<T> {
    let left = Mutex::new(services.iter());
    let made = Mutex::new((Vec::new(), Vec::new()));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(service) = next else { break };
                    let one = of_one(service);
                    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
                    match one {
                        Ok(it) => made.0.push(it),
                        Err(error) => made.1.push(format!("{}: {error}", service.display())),
                    }
                }
            });
        }
    });
    let (made, failures) = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    made
}

/// Generates the client of the service in `directory`, and looks at what was written.
///
/// # Errors
/// What is wrong with the model, or with what was made of it.
pub fn generate(directory: &Path) -> Result<Counts, String> {
    let expected = operations(&directory.join("service-2.json"))?;
    looked_at(model(directory)?, expected)
}

/// Generates the client of the service whose model AWS has in `file`, and looks at what was written.
///
/// # Errors
/// What is wrong with the model, or with what was made of it.
pub fn generate_ast(file: &Path) -> Result<Counts, String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let shapes = json.get("shapes").and_then(Value::as_object);
    let shapes = shapes.into_iter().flat_map(serde_json::Map::values);
    let operations = shapes.filter(|it| it["type"] == "operation");
    looked_at(ast(file)?, operations.count())
}

fn looked_at(model: String, expected: usize) -> Result<Counts, String> {
    let generated = generated(model).map_err(|errors| errors.to_string())?;
    let operations = generated.counts().operations;
    if operations != expected {
        return Err(format!("{operations} operations of {expected}"));
    }
    parse(&generated)?;
    Ok(generated.counts())
}

/// What is drafted for a service.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Drafted {
    /// The operations of which the overlay says why they are not what they sound like.
    pub deceptive: usize,
    /// The checks.
    pub checks: usize,
    /// Those of them that follow from the lifecycles of resources.
    pub derived: usize,
    /// The mutations of resources that have a read, from which such checks could follow.
    pub of_resources: usize,
    /// The operations that the model marks as reads.
    pub marked: usize,
    /// Those of them that are guessed to read by this mark alone.
    pub marked_alone: usize,
}

/// Drafts the overlay and the checks of the service in `directory`.
///
/// # Errors
/// What is wrong with the model, or a draft that is no Rust.
pub fn draft(directory: &Path) -> Result<Drafted, String> {
    drafted(model(directory)?)
}

/// Drafts the overlay and the checks of the service whose model AWS has in `file`.
///
/// # Errors
/// What is wrong with the model, or a draft that is no Rust.
pub fn draft_ast(file: &Path) -> Result<Drafted, String> {
    drafted(ast(file)?)
}

fn drafted(model: String) -> Result<Drafted, String> {
    let of_resources = of_resources(&model)?;
    let marked = marked(&model)?;
    let model = Source::embedded("model.json", model);
    let draft = Draft::new(&model, "crate::service").map_err(|errors| errors.to_string())?;
    let overlay = draft.overlay(None).map_err(|errors| errors.to_string())?;
    let overlay: Value = serde_json::from_str(&overlay).map_err(|error| error.to_string())?;
    let shapes = overlay.get("shapes").and_then(Value::as_object);
    let shapes = shapes.into_iter().flat_map(serde_json::Map::values);
    let why = shapes.filter_map(|shape| shape["traits"].get("smithy.api#documentation"));
    let why: Vec<&str> = why.filter_map(Value::as_str).collect();
    let marked_alone = why.iter().filter(|it| it.contains("and its name does not"));
    let mut drafted = Drafted {
        deceptive: why.len(),
        of_resources,
        marked,
        marked_alone: marked_alone.count(),
        ..Drafted::default()
    };
    drafted.derived = checks(draft.lifecycle())?;
    drafted.checks = drafted.derived + checks(draft.gone())? + checks(draft.tags())?;
    Ok(drafted)
}

/// How many checks a draft has.
fn checks(source: Option<String>) -> Result<usize, String> {
    let Some(source) = source else { return Ok(0) };
    let file = syn::parse_file(&source).map_err(|error| format!("{error}: {source}"))?;
    let functions = file.items.iter().filter_map(|item| match item {
        Item::Fn(function) => Some(function),
        _ => None,
    });
    // What checks call is no check.
    Ok(functions.filter(|it| it.sig.asyncness.is_some()).count())
}

fn of_resources(model: &str) -> Result<usize, String> {
    let shapes = shapes(model)?;
    let resources = shapes.iter();
    let resources = resources.filter(|it| it["type"] == "resource" && it.get("read").is_some());
    let mutations = |it: &Value| {
        let phases = ["create", "put", "update", "delete"].iter();
        phases.filter(|phase| it.get(**phase).is_some()).count()
    };
    Ok(resources.map(mutations).sum())
}

fn marked(model: &str) -> Result<usize, String> {
    let shapes = shapes(model)?;
    let operations = shapes.iter().filter(|it| it["type"] == "operation");
    let marked = operations.filter(|it| it["traits"].get("smithy.api#readonly").is_some());
    Ok(marked.count())
}

fn shapes(model: &str) -> Result<Vec<Value>, String> {
    let mut json: Value = serde_json::from_str(model).map_err(|error| error.to_string())?;
    match json["shapes"].take() {
        Value::Object(shapes) => Ok(shapes.into_iter().map(|(_, shape)| shape).collect()),
        _ => Err("no shapes".to_owned()),
    }
}

/// Whether the service in `directory` speaks a protocol that the simulator speaks, too.
///
/// # Errors
/// What is wrong with the model.
pub fn is_simulated(directory: &Path) -> Result<bool, String> {
    let shapes = shapes(&model(directory)?)?;
    let mut services = shapes.iter().filter(|it| it["type"] == "service");
    let spoken = ["awsJson1_0", "awsJson1_1", "awsQuery"];
    let spoken = spoken.map(|it| format!("aws.protocols#{it}"));
    Ok(services.any(|it| spoken.iter().any(|name| it["traits"].get(name).is_some())))
}

fn ast(file: &Path) -> Result<String, String> {
    let model = models::refresh(&models::Source::Smithy {
        model: file.to_owned().into(),
    });
    model.map_err(|problems| problems.to_string())
}

fn model(directory: &Path) -> Result<String, String> {
    let paginators = Some(directory.join("paginators-1.json")).filter(|it| it.exists());
    let model = models::refresh(&models::Source::Botocore {
        service: directory.join("service-2.json").into(),
        paginators: paginators.map(Into::into),
    });
    model.map_err(|problems| problems.to_string())
}

/// How many operations botocore describes.
fn operations(service: &Path) -> Result<usize, String> {
    let text = fs::read_to_string(service).map_err(|error| error.to_string())?;
    let json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let operations = json.get("operations").and_then(Value::as_object);
    operations
        .map(serde_json::Map::len)
        .ok_or_else(|| "no operations".to_owned())
}

fn generated(model: String) -> Result<Generated, postcond_codegen::Errors> {
    let model = Source::embedded("model.json", model);
    let overlay = draft_overlay(&model)?;
    Generator::new(model)
        .receipts(true)
        .overlay(Source::embedded("overlay.json", overlay))
        .generate()
}

/// What was written is Rust, and no type has two methods of one name.
fn parse(generated: &Generated) -> Result<(), String> {
    let file = syn::parse_file(&generated.source()).map_err(|error| error.to_string())?;
    syn::parse_file(generated.surface()).map_err(|error| error.to_string())?;
    let mut seen = BTreeSet::new();
    let mut twice = Vec::new();
    note_methods(&file.items, &mut seen, &mut twice);
    // What every builder has, each has.
    let of_all: Vec<String> = seen
        .iter()
        .filter_map(|it| it.strip_prefix(OF_ALL))
        .map(str::to_owned)
        .collect();
    twice.extend(
        seen.iter()
            .filter(|it| {
                let method = it.strip_prefix(OF_EACH).and_then(|it| it.rsplit_once("::"));
                method.is_some_and(|(_, method)| of_all.iter().any(|it| it == method))
            })
            .cloned(),
    );
    match twice.is_empty() {
        true => Ok(()),
        false => Err(format!("written twice: {}", twice.join(", "))),
    }
}

/// Notes each method of each type, and which were known.
fn note_methods(items: &[Item], seen: &mut BTreeSet<String>, twice: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Mod(ItemMod {
                content: Some((_, items)),
                ..
            }) => note_methods(items, seen, twice),
            Item::Impl(of_type) if of_type.trait_.is_none() => {
                let name = type_name(&of_type.self_ty);
                let methods = of_type.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                    _ => None,
                });
                for method in methods {
                    let method = format!("{name}::{method}");
                    if !seen.insert(method.clone()) {
                        twice.push(method);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Operations have builders that differ in their arguments alone.
fn type_name(ty: &syn::Type) -> String {
    ty.to_token_stream().to_string()
}
