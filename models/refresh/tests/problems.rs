//! Everything that is wrong with a model is reported at once, with the file and the shape it is in.

#![allow(
    clippy::unwrap_used,
    reason = "what a test calls may panic as the test does"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use postcond_models_refresh::{Source, refresh};

/// A directory of its own per test, gone when the test is over.
struct Dir(PathBuf);

impl Dir {
    fn new(test: &str) -> Self {
        let dir =
            std::env::temp_dir().join(format!("postcond-models-{test}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// The problems, one per line, without the directory.
    fn problems(&self, source: &Source) -> Vec<String> {
        let text = refresh(source).unwrap_err().to_string();
        let prefix = format!("{}/", self.0.display());
        text.lines().map(|line| line.replace(&prefix, "")).collect()
    }

    fn botocore(&self, service: &str, paginators: &str) -> Vec<String> {
        self.problems(&Source::Botocore {
            service: self.file("service-2.json", service).into(),
            paginators: Some(self.file("paginators-1.json", paginators).into()),
        })
    }

    fn smithy(&self, model: &str) -> Vec<String> {
        self.problems(&Source::Smithy {
            model: self.file("model.json", model).into(),
        })
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const NO_PAGES: &str = r#"{"pagination": {}}"#;

#[test]
fn missing_files() {
    let dir = Dir::new("missing");
    let problems = dir.problems(&Source::Botocore {
        service: dir.0.join("service-2.json").into(),
        paginators: Some(dir.0.join("paginators-1.json").into()),
    });
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems[0].starts_with("service-2.json: cannot be read: "),
        "{problems:?}"
    );
    assert!(
        problems[1].starts_with("paginators-1.json: cannot be read: "),
        "{problems:?}"
    );
}

#[test]
fn not_json() {
    let dir = Dir::new("not-json");
    let problems = dir.botocore("{", "<html>");
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems[0].starts_with("service-2.json: is not JSON: "),
        "{problems:?}"
    );
    assert!(
        problems[1].starts_with("paginators-1.json: is not JSON: "),
        "{problems:?}"
    );
}

#[test]
fn json_of_another_kind() {
    let dir = Dir::new("other-json");
    assert_eq!(
        dir.botocore("[]", NO_PAGES),
        ["service-2.json: is not a service of botocore: it has no metadata.serviceId"]
    );
    assert_eq!(dir.smithy("[]"), ["model.json: is not a Smithy 2 model"]);
    assert_eq!(
        dir.smithy(r#"{"smithy": "2.0", "shapes": 3}"#),
        ["model.json: has 0 services instead of one"]
    );
}

#[test]
fn everything_wrong_with_a_botocore_service() {
    let dir = Dir::new("botocore");
    let service = r#"{
        "metadata": {"serviceId": "Tiny", "protocol": "json", "targetPrefix": "Tiny"},
        "operations": {"Put": {"input": {"shape": "PutRequest"}, "errors": [{"shape": "Gone"}], "output": {}}},
        "shapes": {
            "PutRequest": {"type": "structure", "required": ["Ghost"], "members": {"A": {"shape": "Nowhere"}, "B": {}}},
            "Things": {"type": "list"},
            "Odd": {"type": "quaternion"},
            "Typeless": {}
        }
    }"#;
    let pages = r#"{"pagination": {"List": {"input_token": "A", "output_token": "A"}}}"#;
    assert_eq!(
        dir.botocore(service, pages),
        [
            "service-2.json: com.amazonaws.tiny#PutRequest$B: names no shape",
            "service-2.json: com.amazonaws.tiny#PutRequest: requires Ghost, which is no member",
            "service-2.json: com.amazonaws.tiny#Things$member: names no shape",
            "service-2.json: com.amazonaws.tiny#Put$output: names no shape",
            "paginators-1.json: List: paginates an operation that does not exist",
            "service-2.json: com.amazonaws.tiny#Odd: unknown shape type \"quaternion\"",
            "service-2.json: com.amazonaws.tiny#Typeless: has no type",
            "service-2.json: com.amazonaws.tiny#Put: refers to com.amazonaws.tiny#Gone, which does not exist",
            "service-2.json: com.amazonaws.tiny#PutRequest$A: refers to com.amazonaws.tiny#Nowhere, which does not exist",
        ]
    );
}

#[test]
fn two_shapes_of_one_name() {
    let dir = Dir::new("two-shapes");
    let service = r#"{
        "metadata": {"serviceId": "Tiny"},
        "operations": {"Put": {"input": {"shape": "PutShape"}}},
        "shapes": {
            "Put": {"type": "structure", "members": {}},
            "PutShape": {"type": "structure", "members": {}}
        }
    }"#;
    assert_eq!(
        dir.botocore(service, NO_PAGES),
        [
            "service-2.json: com.amazonaws.tiny#PutShape: is the name of two shapes, one of which is called like an operation"
        ]
    );
}

#[test]
fn everything_wrong_with_an_ast() {
    let dir = Dir::new("smithy");
    let model = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "version": "1"},
        "a#Put": {"type": "operation", "input": {"target": "a#Missing"}, "output": {"target": "smithy.api#Unit"}},
        "a#Odd": {"type": "quaternion"},
        "a#Map": {"type": "map", "key": {"target": "smithy.api#String"}},
        "a#Mixed": {"type": "structure", "members": {}, "mixins": [{"target": "a#Mixin"}]}
    }}"#;
    assert_eq!(
        dir.smithy(model),
        [
            "model.json: a#Odd: unknown shape type \"quaternion\"",
            "model.json: a#Map$value: has no target",
            "model.json: a#Mixed: has mixins: flatten the model first",
            "model.json: a#Put$input: refers to a#Missing, which does not exist",
        ]
    );
}

/// Where a key is repeated, the source is ambiguous, in whichever form it is.
#[test]
fn repeated_keys() {
    let dir = Dir::new("repeated");
    let service = r#"{
        "metadata": {"serviceId": "Tiny", "serviceId": "Tiny", "protocol": "json"},
        "operations": {"Put": {"idempotent": true, "idempotent": false}},
        "shapes": {"A": {"type": "string"}, "A": {"type": "blob"}}
    }"#;
    let pages =
        r#"{"pagination": {"Put": {"limit_key": "A", "limit_key": "B"}}, "pagination": {}}"#;
    assert_eq!(
        dir.botocore(service, pages),
        [
            "service-2.json: serviceId: is in `metadata` twice",
            "service-2.json: Put: has the key `idempotent` twice",
            "service-2.json: A: is in `shapes` twice",
            "paginators-1.json: Put: has the key `limit_key` twice",
            "paginators-1.json: has the key `pagination` twice",
        ]
    );
    let model = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service"},
        "a#P": {"type": "string", "traits": {"smithy.api#sensitive": {}, "smithy.api#sensitive": {}}},
        "a#P": {"type": "quaternion"}
    }}"#;
    assert_eq!(
        dir.smithy(model),
        [
            "model.json: a#P: has the key `smithy.api#sensitive` at `/traits` twice",
            "model.json: a#P: is in `shapes` twice",
            "model.json: a#P: unknown shape type \"quaternion\"",
        ]
    );
}

/// What is reduced to its presence must not be a denial, what is no object has no entries to keep, and
/// what an overlay says would be gone with the next refresh.
#[test]
fn values_that_would_be_lost() {
    let dir = Dir::new("lost");
    let model = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "errors": {}, "operations": {}, "resources": 3},
        "a#E": {"type": "string", "traits": {"smithy.api#enum": "no"}},
        "a#I": {"type": "structure", "members": {
            "A": {"target": "smithy.api#String", "traits": {"smithy.api#required": false}},
            "B": {"target": "smithy.api#String", "traits": 7},
            "C": {"target": "smithy.api#String", "traits": {"postcond.api#secret": {}}}
        }},
        "a#L": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#sparse": true}},
        "a#M": {"type": "structure", "members": []}
    }}"#;
    assert_eq!(
        dir.smithy(model),
        [
            "model.json: a#S: has `errors: {}`, which must be a list",
            "model.json: a#S: has `operations: {}`, which must be a list",
            "model.json: a#S: has `resources: 3`, which must be a list",
            "model.json: a#E: has `smithy.api#enum: \"no\"`, which must be a list",
            "model.json: a#I$A: has `smithy.api#required: false`, which must be an object",
            "model.json: a#I$B: has `traits: 7`, which must be an object",
            "model.json: a#I$C: has postcond.api#secret, which belongs in the overlay",
            "model.json: a#L: has `smithy.api#sparse: true`, which must be an object",
            "model.json: a#M: has `members: []`, which must be an object",
        ]
    );
}

#[test]
fn what_is_met_again_is_reported_once() {
    let dir = Dir::new("again");
    let model = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service"},
        "a#Put": {"type": "operation", "errors": [{"target": "a#Gone"}, {"target": "a#Gone"}, {}, {}]}
    }}"#;
    assert_eq!(
        dir.smithy(model),
        [
            "model.json: a#Put: has no target",
            "model.json: a#Put: refers to a#Gone, which does not exist",
        ]
    );
}

#[test]
fn the_command_fails_with_the_problems_and_writes_nothing() {
    let dir = Dir::new("command");
    let model = dir.file("model.json", "{}");
    let output = dir.0.join("out.json");
    let run = |arguments: &[&std::ffi::OsStr]| {
        Command::new(env!("CARGO_BIN_EXE_postcond-models-refresh"))
            .args(arguments)
            .output()
            .unwrap()
    };
    let failed = run(&["smithy".as_ref(), model.as_os_str(), output.as_os_str()]);
    assert_eq!(failed.status.code(), Some(1));
    let message = String::from_utf8(failed.stderr).unwrap();
    assert_eq!(
        message,
        format!("{}: is not a Smithy 2 model\n", model.display())
    );
    assert!(!output.exists());
    assert_eq!(run(&["smithy".as_ref()]).status.code(), Some(2));
}
