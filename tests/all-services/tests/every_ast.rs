//! No service is left out of AWS's own models, either, and none of what they say of resources.
//!
//! They are too many to be fetched by a gate: `POSTCOND_ASTS` names the directory that they are in.

use std::env;
use std::path::{Path, PathBuf};

use postcond_all_services_tests::{asts, draft_ast, generate_ast, of_each};

fn every_ast() -> Vec<PathBuf> {
    let directory = env::var("POSTCOND_ASTS").expect("POSTCOND_ASTS is set");
    let asts = asts(Path::new(&directory)).expect("a directory of models");
    assert!(!asts.is_empty(), "{directory} has no models");
    asts
}

#[test]
#[ignore = "needs POSTCOND_ASTS, a directory of AWS's own models"]
fn every_ast_is_generated() {
    let counts = of_each(&every_ast(), generate_ast);
    let operations: usize = counts.iter().map(|it| it.operations).sum();
    println!("{} services, {operations} operations", counts.len());
}

#[test]
#[ignore = "needs POSTCOND_ASTS, a directory of AWS's own models"]
fn every_ast_is_drafted() {
    let drafted = of_each(&every_ast(), draft_ast);
    let with_lifecycle = drafted.iter().filter(|it| it.of_resources > 0);
    let of_resources: usize = drafted.iter().map(|it| it.of_resources).sum();
    let derived: usize = drafted.iter().map(|it| it.derived).sum();
    let checks: usize = drafted.iter().map(|it| it.checks).sum();
    println!(
        "{} services, {} of which have resources that are read back: {derived} of their {of_resources} mutations \
         have a derived check, and {} more are guessed",
        drafted.len(),
        with_lifecycle.count(),
        checks - derived
    );
    let marking = drafted.iter().filter(|it| it.marked > 0);
    let marked: usize = drafted.iter().map(|it| it.marked).sum();
    let marked_alone: usize = drafted.iter().map(|it| it.marked_alone).sum();
    println!(
        "{} services mark {marked} operations as reads: {marked_alone} of them are guessed by that alone",
        marking.count()
    );
    // What is derived is not so rare that a rule could be lost unnoticed.
    assert!(derived * 2 >= of_resources, "{derived} of {of_resources}");
}
