//! Every service that botocore describes, generated: from its model, derived as ours are, and an overlay
//! that guesses which operations read.
//!
//! `models/botocore.sh DIRECTORY` unpacks the descriptions, `POSTCOND_BOTOCORE=DIRECTORY` names them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use postcond_codegen::{Counts, Generated, Generator, Source, draft_overlay, models};
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

/// Generates the client of the service in `directory`, and looks at what was written.
///
/// # Errors
/// What is wrong with the model, or with what was made of it.
pub fn generate(directory: &Path) -> Result<Counts, String> {
    let service = directory.join("service-2.json");
    let paginators = Some(directory.join("paginators-1.json")).filter(|it| it.exists());
    let expected = operations(&service)?;
    let model = models::refresh(&models::Source::Botocore {
        service: service.into(),
        paginators: paginators.map(Into::into),
    });
    let model = model.map_err(|problems| problems.to_string())?;
    let generated = generated(model).map_err(|errors| errors.to_string())?;
    let operations = generated.counts().operations;
    if operations != expected {
        return Err(format!("{operations} operations of {expected}"));
    }
    parse(&generated)?;
    Ok(generated.counts())
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
