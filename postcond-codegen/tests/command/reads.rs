//! Which operations `init` guesses to read, and what it says of each guess.

use postcond_codegen::{Generator, Source};
use serde_json::{Value, json};

use super::{Dir, begun};

/// What the overlay that `init` has written says of each operation.
fn traits(dir: &Dir) -> impl Fn(&str) -> Value {
    let overlay: Value = serde_json::from_str(&dir.read("models/sfn.overlay.json")).unwrap();
    move |name| overlay["shapes"][format!("com.amazonaws.sfn#{name}")]["traits"].clone()
}

#[test]
fn reads_are_guessed_and_marked_and_what_deceives_is_not() {
    let dir = begun("overlay");
    let traits = traits(&dir);
    let guessed = json!({"postcond.api#guessed": {}, "smithy.api#readonly": {}});
    assert_eq!(traits("DescribeThing"), guessed);
    let pending = json!({"postcond.api#pending": {}});
    assert_eq!(traits("CreateThing"), pending);
    let deceptive = traits("GetActivityTask");
    assert!(deceptive.get("postcond.api#pending").is_some());
    let why = deceptive["smithy.api#documentation"].as_str().unwrap();
    assert!(why.contains("hands the task to a worker"), "{why}");
    // A check was drafted.
    assert!(traits("DeleteThing").is_null() && traits("TagResource").is_null());
}

/// A model of AWS's own that marks these operations as reads, and has those besides.
fn marking(marked: &[&str], others: &[&str]) -> Value {
    let id = |name: &str| format!("com.amazonaws.sfn#{name}");
    let all = marked.iter().chain(others);
    let mut shapes = json!({id("Service"): {
        "type": "service",
        "version": "1",
        "operations": all.map(|name| json!({"target": id(name)})).collect::<Vec<_>>(),
        "traits": {"aws.api#service": {"sdkId": "SFN"}},
    }});
    for name in marked {
        shapes[id(name)] = json!({"type": "operation", "traits": {"smithy.api#readonly": {}}});
    }
    for name in others {
        shapes[id(name)] = json!({"type": "operation"});
    }
    json!({"smithy": "2.0", "shapes": shapes})
}

/// AWS's own models of some services mark what reads, and mark some that change something, too.
#[test]
fn what_the_model_marks_as_a_read_is_guessed_and_the_mark_says_so() {
    let dir = Dir::new("marks");
    let marked = ["GetActivityTask", "ListThings", "StartQuery"];
    let ast = marking(&marked, &["PutThing", "Query"]);
    dir.write("ast.json", ast.to_string().as_bytes());
    dir.said(&["model", "sfn", "--smithy", "ast.json"]);
    dir.said(&["init", "sfn"]);
    let traits = traits(&dir);
    let guessed = |why: &str| json!({"postcond.api#guessed": {}, "smithy.api#documentation": why, "smithy.api#readonly": {}});
    let too = "The model says that it reads, as its name does.";
    assert_eq!(traits("ListThings"), guessed(too));
    let alone = "The model says that it reads, and its name does not: look twice.";
    assert_eq!(traits("StartQuery"), guessed(alone));
    let by_name = json!({"postcond.api#guessed": {}, "smithy.api#readonly": {}});
    assert_eq!(traits("Query"), by_name);
    assert_eq!(traits("PutThing"), json!({"postcond.api#pending": {}}));
    let deceptive = traits("GetActivityTask");
    assert!(
        deceptive.get("postcond.api#pending").is_some(),
        "{deceptive}"
    );
    assert!(
        deceptive.get("smithy.api#readonly").is_none(),
        "{deceptive}"
    );

    // It is the overlay that decides: what it calls pending is no read, whatever the model says.
    let file = |name: &str| Source::file(dir.0.join(name));
    let generator =
        Generator::new(file("models/sfn.json")).overlay(file("models/sfn.overlay.json"));
    let generated = generator
        .generate()
        .unwrap_or_else(|errors| panic!("{errors}"));
    let counts = generated.counts();
    assert_eq!((counts.operations, counts.mutations), (5, 2));
}
