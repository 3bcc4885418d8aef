//! The build script that `init` writes, or finds.

use std::fs;

use super::begun;

#[test]
fn what_a_build_script_that_is_there_lacks_is_said() {
    let dir = begun("lacking");
    let said = dir.said(&["init", "sfn"]);
    assert!(!said.contains("add to its `main`"), "{said}");
    dir.write("build.rs", b"fn main() {}\n");
    let said = dir.said(&["init", "sfn"]);
    assert_eq!(dir.read("build.rs"), "fn main() {}\n");
    let (_, lines) = said.split_once("add to its `main`").unwrap();
    for line in [
        "use postcond_codegen::{Generator, SdkSources, Source};",
        ".checks(\"src/sfn\", \"crate::sfn\")",
        "std::fs::write(file, generated.source())?;",
    ] {
        assert!(lines.contains(line), "{line}: {said}");
    }
}

#[test]
fn the_build_script_is_run_again_when_a_model_of_any_name_changes() {
    let dir = begun("elsewhere");
    dir.write("other/states.json", dir.read("models/sfn.json").as_bytes());
    fs::remove_file(dir.0.join("build.rs")).unwrap();
    dir.said(&["init", "sfn", "--model", "other/states.json"]);
    let build_script = dir.read("build.rs");
    syn::parse_file(&build_script).unwrap();
    for file in ["other/states.json", "other/states.overlay.json", "src/sfn"] {
        let line = format!("println!(\"cargo::rerun-if-changed={file}\");");
        assert!(build_script.contains(&line), "{build_script}");
    }
}

/// What a path may have, and a literal or a format string may not.
#[cfg(unix)]
#[test]
fn a_build_script_has_paths_as_they_are() {
    let dir = begun("escaped");
    let path = r#"odd "{models}\dir/sfn.json"#;
    dir.write(path, dir.read("models/sfn.json").as_bytes());
    fs::remove_file(dir.0.join("build.rs")).unwrap();
    dir.said(&["init", "sfn", "--model", path]);
    let build_script = dir.read("build.rs");
    syn::parse_file(&build_script).unwrap();
    for line in [
        r#"println!("cargo::rerun-if-changed=odd \"{{models}}\\dir/sfn.json");"#,
        r#"Source::file("odd \"{models}\\dir/sfn.json")"#,
        r#"Source::file("odd \"{models}\\dir/sfn.overlay.json")"#,
    ] {
        assert!(build_script.contains(line), "{line}: {build_script}");
    }
}
