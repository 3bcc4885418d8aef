//! Writes a corpus for each target, from the models and tests of this project.
//!
//! ```text
//! cargo run --no-default-features --example seeds
//! ```

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use postcond_fuzz::SEPARATOR;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use serde_json::{Map, Value, json};

type Done = Result<(), Box<dyn Error>>;

/// A corpus while it is written.
struct Corpus {
    folder: PathBuf,
    seeds: usize,
}

fn main() -> Done {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    goldens(&root)?;
    attributes(&root)?;
    let files = ["postcond-runtime/tests/configuration.rs"];
    literals(&root, "configured_policy", &files, str::to_owned)?;
    let files = ["postcond-runtime/src/compare/policies/tests.rs"];
    literals(&root, "policy_documents", &files, |text| {
        let policy = format!(r#"{{"Version":"2012-10-17","Statement":[{text}]}}"#);
        format!("[{policy},{policy}]")
    })?;
    served(&root)
}

impl Corpus {
    fn of(target: &str) -> Result<Self, Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(target);
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, seeds: 0 })
    }

    fn add(&mut self, seed: &str) -> Done {
        let file = self.folder.join(format!("seed-{:04}", self.seeds));
        self.seeds += 1;
        Ok(fs::write(file, seed)?)
    }
}

/// Each form of the golden tests with its overlay, and each operation of the real models by itself.
fn goldens(root: &Path) -> Done {
    let mut corpus = Corpus::of("model")?;
    let goldens = root.join("tests/goldens/models");
    let read = |path: PathBuf| -> Result<Value, Box<dyn Error>> {
        Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
    };
    for entry in fs::read_dir(&goldens)? {
        let name = entry?.file_name().into_string().unwrap_or_default();
        let Some(form) = name.strip_suffix(".json").filter(|it| !it.contains('.')) else {
            continue;
        };
        let overlay = goldens.join(format!("{form}.overlay.json"));
        let default = goldens.join("default.overlay.json");
        let overlay = read(if overlay.exists() { overlay } else { default })?;
        let model = read(goldens.join(&name))?;
        corpus.add(&json!({"model": model, "overlay": overlay}).to_string())?;
    }
    for service in ["ssm", "secretsmanager"] {
        let model = read(root.join(format!("models/{service}.json")))?;
        let overlay = read(root.join(format!("models/{service}.overlay.json")))?;
        for (name, _) in shapes(&model, "operation") {
            corpus.add(&alone(&model, &overlay, name).to_string())?;
        }
    }
    Ok(())
}

fn shapes<'a>(model: &'a Value, kind: &'a str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let shapes = model["shapes"].as_object().into_iter().flatten();
    shapes.filter(move |(_, shape)| shape["type"] == kind)
}

/// The service with one operation, the shapes that this leads to, and what the overlay says of them. A mutation
/// waits for its check: the sources of the checks are no part of an input.
fn alone(model: &Value, overlay: &Value, operation: &str) -> Value {
    let mut wanted = vec![operation.to_owned()];
    let mut found = Map::new();
    while let Some(name) = wanted.pop() {
        let shape = &model["shapes"][&name];
        if shape.is_object() && !found.contains_key(&name) {
            targets(shape, &mut wanted);
            found.insert(name, shape.clone());
        }
    }
    for (name, service) in shapes(model, "service") {
        let mut service = service.clone();
        service["operations"] = json!([{"target": operation}]);
        found.insert(name.clone(), service);
    }
    let mut applied = Map::new();
    for name in found.keys() {
        if let Some(apply) = overlay["shapes"].get(name) {
            applied.insert(name.clone(), apply.clone());
        }
    }
    let apply = applied.entry(operation.to_owned());
    let apply = apply.or_insert_with(|| json!({"type": "apply", "traits": {}}));
    let classified = ["smithy.api#readonly", "postcond.api#unobservable"];
    if !classified
        .iter()
        .any(|it| apply["traits"].get(*it).is_some())
    {
        apply["traits"]["postcond.api#pending"] = json!({});
    }
    json!({
        "model": {"smithy": "2.0", "shapes": found},
        "overlay": {"smithy": "2.0", "shapes": applied},
    })
}

fn targets(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Array(items) => items.iter().for_each(|it| targets(it, found)),
        Value::Object(members) => {
            found.extend(
                members
                    .get("target")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            members.values().for_each(|it| targets(it, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Each use of the attribute: in the cases of its tests, and on the built-in checks.
fn attributes(root: &Path) -> Done {
    let mut corpus = Corpus::of("attribute")?;
    let folders = [
        "tests/ui/cases/fail",
        "tests/ui/cases/pass",
        "postcond/src/ssm",
    ];
    for folder in folders {
        let Ok(entries) = fs::read_dir(root.join(folder)) else {
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "rs")
                && let Ok(file) = syn::parse_file(&fs::read_to_string(&path)?)
            {
                for item in file.items {
                    with_attribute(item, &mut corpus)?;
                }
            }
        }
    }
    Ok(())
}

fn with_attribute(item: syn::Item, corpus: &mut Corpus) -> Done {
    let syn::Item::Fn(mut function) = item else {
        return Ok(());
    };
    let is_ours = |it: &syn::Attribute| it.path().is_ident("post_condition");
    let Some(place) = function.attrs.iter().position(is_ours) else {
        return Ok(());
    };
    if let syn::Meta::List(list) = function.attrs.remove(place).meta {
        corpus.add(&format!(
            "{}{SEPARATOR}{}",
            list.tokens,
            function.to_token_stream()
        ))?;
    }
    Ok(())
}

/// Each text in these files of Rust.
fn literals(root: &Path, target: &str, files: &[&str], form: fn(&str) -> String) -> Done {
    let mut corpus = Corpus::of(target)?;
    for text in texts(root, files)? {
        corpus.add(&form(&text))?;
    }
    Ok(())
}

fn texts(root: &Path, files: &[&str]) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut found = BTreeSet::new();
    for file in files {
        let tokens: TokenStream = fs::read_to_string(root.join(file))?.parse()?;
        texts_in(tokens, &mut found);
    }
    Ok(found)
}

fn texts_in(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => texts_in(group.stream(), found),
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                found.extend(text.map(|it| it.value()));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// Settings of each form, requests of each kind, and the texts of the tests of `serve` as either.
fn served(root: &Path) -> Done {
    const SETTINGS: &str = include_str!("serve.toml");
    const REQUESTS: &str = include_str!("serve.requests");
    let mut corpus = Corpus::of("serve")?;
    let requests: Vec<&str> = REQUESTS.trim_end().split(SEPARATOR).collect();
    // One form of each: a key that is there twice is refused.
    let name = |line: &str| line.split_once(' ').map(|(name, _)| name.to_owned());
    let mut all: Vec<&str> = SETTINGS.lines().collect();
    all.dedup_by_key(|line| name(line));
    corpus.add(&[&all.join("\n"), REQUESTS].join(SEPARATOR))?;
    for setting in SETTINGS.lines() {
        corpus.add(&[setting, requests[0], requests[1]].join(SEPARATOR))?;
    }
    for request in &requests {
        corpus.add(&["", requests[0], *request].join(SEPARATOR))?;
    }
    let files = [
        "postcond-sim/tests/serve/control.rs",
        "postcond-sim/tests/serve/messages.rs",
        "postcond-sim/tests/serve/sockets.rs",
    ];
    for text in texts(root, &files)? {
        corpus.add(&text)?;
        let control = format!("PUT /_postcond/faults\n{text}");
        corpus.add(&["", requests[0], &control].join(SEPARATOR))?;
    }
    Ok(())
}
