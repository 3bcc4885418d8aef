//! The command, from botocore's description to a crate's sources.
#![allow(clippy::unwrap_used)]

mod again;
mod build_script;
mod reads;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;

/// A directory that is gone when the test is over.
struct Dir(PathBuf);

impl Dir {
    fn new(test: &str) -> Self {
        let dir = format!("postcond-codegen-{test}-{}", std::process::id());
        let dir = std::env::temp_dir().join(dir);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        file
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postcond-codegen"));
        command.args(arguments).current_dir(&self.0);
        command.output().unwrap()
    }

    /// What it says when all goes well.
    fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{error}");
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// botocore's description of a service, with what checks can be drafted for.
const SERVICE: &str = r#"{
    "metadata": {"serviceId": "SFN", "endpointPrefix": "states"},
    "operations": {
        "CreateThing": {"input": {"shape": "NameRequest"}},
        "DeleteThing": {"input": {"shape": "NameRequest"}},
        "DescribeThing": {"input": {"shape": "NameRequest"}, "errors": [{"shape": "ThingNotFound"}]},
        "GetActivityTask": {"input": {"shape": "NameRequest"}},
        "ListTagsForResource": {"input": {"shape": "ArnRequest"}, "output": {"shape": "Tagged"}},
        "TagResource": {"input": {"shape": "TagRequest"}},
        "UntagResource": {"input": {"shape": "UntagRequest"}}
    },
    "shapes": {
        "Text": {"type": "string"},
        "NameRequest": {"type": "structure", "required": ["name"], "members": {"name": {"shape": "Text"}}},
        "ArnRequest": {"type": "structure", "required": ["arn"], "members": {"arn": {"shape": "Text"}}},
        "Tag": {"type": "structure", "members": {"key": {"shape": "Text"}, "value": {"shape": "Text"}}},
        "Tags": {"type": "list", "member": {"shape": "Tag"}},
        "Keys": {"type": "list", "member": {"shape": "Text"}},
        "Tagged": {"type": "structure", "members": {"tags": {"shape": "Tags"}}},
        "TagRequest": {"type": "structure", "required": ["arn", "tags"],
            "members": {"arn": {"shape": "Text"}, "tags": {"shape": "Tags"}}},
        "UntagRequest": {"type": "structure", "required": ["arn", "tagKeys"],
            "members": {"arn": {"shape": "Text"}, "tagKeys": {"shape": "Keys"}}},
        "ThingNotFound": {"type": "structure", "exception": true, "members": {}}
    }
}"#;

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A wheel of botocore's with two versions of the service.
fn wheel(file: &Path) {
    let mut wheel = zip::ZipWriter::new(fs::File::create(file).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (version, text) in [("2016-11-23", SERVICE), ("2001-01-01", "{}")] {
        let name = format!("botocore/data/stepfunctions/{version}/service-2.json.gz");
        wheel.start_file(name, options).unwrap();
        wheel.write_all(&packed(text)).unwrap();
    }
    wheel.finish().unwrap();
}

#[test]
fn a_model_is_the_same_whether_botocore_is_packed_or_installed() {
    let dir = Dir::new("model");
    wheel(&dir.0.join("botocore.whl"));
    let said = dir.said(&["model", "stepfunctions", "--botocore", "botocore.whl"]);
    assert_eq!(said, "models/stepfunctions.json is written\n");
    let of_wheel = dir.read("models/stepfunctions.json");
    assert!(of_wheel.contains("com.amazonaws.sfn#DescribeThing"));
    dir.write("data/stepfunctions/2001-01-01/service-2.json", b"{}");
    let newest = "data/stepfunctions/2016-11-23/service-2.json.gz";
    dir.write(newest, &packed(SERVICE));
    dir.said(&[
        "model",
        "stepfunctions",
        "--botocore",
        "data",
        "--output",
        "sfn.json",
    ]);
    assert_eq!(dir.read("sfn.json"), of_wheel);
    // That is an AST, as AWS's own are.
    dir.said(&["model", "sfn", "--smithy", "sfn.json"]);
    assert_eq!(dir.read("models/sfn.json"), of_wheel);
}

#[test]
#[allow(clippy::too_many_lines)]
fn what_is_wrong_with_a_source_is_said() {
    let dir = Dir::new("wrong");
    wheel(&dir.0.join("botocore.whl"));
    dir.write("data/odd/2001-01-01/service-2.json", b"{}");
    dir.write(
        "called/servicediscovery/2017-03-14/service-2.json",
        br#"{"metadata": {"serviceFullName": "AWS Cloud Map"}}"#,
    );
    fs::create_dir_all(dir.0.join("empty")).unwrap();
    dir.write("project/src/main.rs", b"fn main() {}");
    dir.write("project/tests/data/service-2.json.md", b"");
    dir.write("notes.txt", b"no archive");
    dir.write("botocore.json", SERVICE.as_bytes());
    dir.write("old.json", br#"{"smithy": "1.0", "shapes": {}}"#);
    dir.write("hollow.json", br#"{"smithy": "2.0"}"#);
    dir.write("other.json", b"{}");
    for (arguments, expected) in [
        (
            &["model", "s3", "--botocore", "botocore.whl"][..],
            "botocore.whl: has no service `s3`",
        ),
        (
            &["model", "odd", "--botocore", "data"],
            "odd/2001-01-01/service-2.json: is not a service of botocore: it has no metadata.serviceId",
        ),
        (
            &["model", "s3", "--smithy", "s3.json"],
            "s3.json: cannot be read: ",
        ),
        (
            &["model", "stepfunction", "--botocore", "botocore.whl"],
            "botocore.whl: has no service `stepfunction`: did you mean `stepfunctions`?",
        ),
        (
            &["model", "od", "--botocore", "data"],
            "data: has no service `od`: did you mean `odd`?",
        ),
        (
            &["model", "s3", "--smithy", "botocore.json"],
            "botocore.json: is no Smithy 2.0 JSON AST: it has no `smithy`, and looks like botocore's: ",
        ),
        (
            &["model", "s3", "--smithy", "other.json"],
            "other.json: is no Smithy 2.0 JSON AST: it has no `smithy`, the version",
        ),
        (
            &["model", "s3", "--smithy", "old.json"],
            "old.json: is no Smithy 2.0 JSON AST: its `smithy`, the version, is 1.0",
        ),
        (
            &["model", "s3", "--smithy", "hollow.json"],
            "hollow.json: is no Smithy 2.0 JSON AST: it has no `shapes`",
        ),
        (
            &["init", "sfn"],
            "./models/sfn.json: there is no model: write it with `postcond-codegen model NAME --botocore WHEEL \
             --output models/sfn.json`, ",
        ),
        (
            &["model", "s3", "--botocore", "other.whl"],
            "other.whl: is not there: `pip download --no-deps botocore` gets a wheel",
        ),
        (
            &["model", "s3", "--botocore", "empty"],
            "empty: is no data of botocore: give its wheel (`pip download --no-deps botocore`), or ",
        ),
        (
            &["model", "src", "--botocore", "project"],
            "project: is no data of botocore: give its wheel (`pip download --no-deps botocore`), or ",
        ),
        (
            &["model", "sfn", "--botocore", "notes.txt"],
            "notes.txt: is no data of botocore: give its wheel (`pip download --no-deps botocore`), or ",
        ),
        (
            &["model", "stepfunctions", "--smithy", "botocore.whl"],
            "botocore.whl: is no Smithy 2.0 JSON AST: it is an archive: give a wheel of botocore with --botocore",
        ),
        (
            &["model", "stepFunction", "--botocore", "botocore.whl"],
            "botocore.whl: has no service `stepFunction`: did you mean `stepfunctions`?",
        ),
        (
            &["model", "SFN", "--botocore", "botocore.whl"],
            "botocore.whl: has no service `SFN`: did you mean `stepfunctions`?",
        ),
        (
            &["model", "cloudmap", "--botocore", "called"],
            "called: has no service `cloudmap`: did you mean `servicediscovery`?",
        ),
    ] {
        let output = dir.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(error.starts_with(expected), "{arguments:?}: {error}");
    }
    assert!(!dir.0.join("models").exists());
}

/// With the model of the service where `init` looks for it.
fn begun(test: &str) -> Dir {
    let dir = Dir::new(test);
    wheel(&dir.0.join("botocore.whl"));
    let model = ["model", "stepfunctions", "--botocore", "botocore.whl"];
    dir.said(&[&model[..], &["--output", "models/sfn.json"]].concat());
    dir.said(&["init", "sfn"]);
    dir
}

#[test]
fn checks_are_drafted_where_the_model_shows_how() {
    let dir = begun("checks");
    let gone = dir.read("src/sfn/gone.rs");
    assert!(
        gone.contains("thing_is_gone") && gone.contains("is_thing_not_found"),
        "{gone}"
    );
    let tags = dir.read("src/sfn/tags.rs");
    assert!(
        tags.contains("tags_are_listed") && tags.contains("tags_are_gone"),
        "{tags}"
    );
    let stubs = dir.read("src/sfn/pending.rs");
    assert!(stubs.contains("create_thing_is_visible"), "{stubs}");
    assert!(!stubs.contains("delete_thing_is_visible"), "{stubs}");
    assert!(
        stubs.contains("add `mod pending;` to src/sfn.rs"),
        "{stubs}"
    );
    let module = dir.read("src/sfn.rs");
    assert!(module.contains("mod gone;\nmod tags;\n"), "{module}");
}

#[test]
fn what_is_drafted_is_marked_as_confirmed_by_no_one() {
    let dir = begun("marked");
    for name in ["gone", "tags"] {
        let checks = dir.read(&format!("src/sfn/{name}.rs"));
        let mark = "//! Drafted from the model, and confirmed by no one: ";
        assert!(checks.contains(mark), "{checks}");
    }
    let said = dir.said(&["init", "sfn"]);
    for name in ["gone", "tags"] {
        let mark = format!("- src/sfn/{name}.rs: drafted from the model, and confirmed by no one");
        assert!(said.contains(&mark), "{said}");
    }
}

#[test]
fn a_check_that_is_no_rust_is_told_with_its_file_and_line() {
    let dir = begun("broken");
    let file = "src/sfn/pending.rs";
    let stubs = dir.read(file);
    dir.write(
        file,
        format!("{stubs}\nfn good() {{}}\n\nfn bad(\n").as_bytes(),
    );
    let output = dir.run(&["init", "sfn"]);
    let error = String::from_utf8_lossy(&output.stderr);
    let line = stubs.lines().count() + 4;
    let end = format!(", in what begins in line {line}\n");
    assert!(
        error.starts_with("./src/sfn/pending.rs: is not Rust: "),
        "{error}"
    );
    assert!(error.ends_with(&end), "{line}: {error}");
}

#[test]
fn nothing_is_written_for_what_cannot_be_begun() {
    let dir = begun("unbegun");
    for (service, expected) in [
        (
            "my-svc",
            "`my-svc` is no name of a Rust module; try `my_svc`\n",
        ),
        ("a::b", "`a::b` is no name of a Rust module; try `a_b`\n"),
        ("../up", "`../up` is no name of a Rust module; try `up`\n"),
        (
            "type",
            "`type` is no name of a Rust module; try `type_service`\n",
        ),
    ] {
        let output = dir.run(&["init", service, "--model", "models/sfn.json"]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
        assert!(!output.status.success(), "{service}");
    }
    dir.write("models/sfn.overlay.json", b"{");
    let output = dir.run(&["init", "other", "--model", "models/sfn.json"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        error.starts_with("./models/sfn.overlay.json: is not JSON: "),
        "{error}"
    );
    assert!(!dir.0.join("src/other").exists());
}

#[test]
fn what_cannot_be_made_is_named() {
    let dir = Dir::new("unmade");
    wheel(&dir.0.join("botocore.whl"));
    let model = ["model", "stepfunctions", "--botocore", "botocore.whl"];
    dir.said(&[&model[..], &["--output", "models/sfn.json"]].concat());
    dir.write("src", b"no directory");
    let output = dir.run(&["init", "sfn"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.starts_with("./src/sfn cannot be made: "), "{error}");
}

#[test]
fn what_was_begun_is_generated() {
    let dir = begun("generated");
    let file = |name: &str| postcond_codegen::Source::file(dir.0.join(name));
    let generated = postcond_codegen::Generator::new(file("models/sfn.json"))
        .overlay(file("models/sfn.overlay.json"))
        .checks(dir.0.join("src/sfn"), "crate::sfn")
        .generate();
    let generated = generated.unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(
        (generated.counts().operations, generated.counts().checked),
        (7, 3)
    );
    let [guesses] = generated.warnings() else {
        panic!("{:?}", generated.warnings());
    };
    assert!(
        guesses.ends_with(": DescribeThing, ListTagsForResource"),
        "{guesses}"
    );
}
