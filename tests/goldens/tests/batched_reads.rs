//! Reads of which several become one: what the overlay may say of them, and what becomes of it.

use std::fs;
use std::path::Path;

use postcond_golden_tests::tiny::{assert_errors, generator, model, operation, overlay, service};
use serde_json::{Value, json};

const CHECK: &str = r#"
    /// The thing is there.
    #[post_condition(service = "golden", op = "PutThing", reads = ["GetThing"])]
    async fn is_there() -> Check {}
"#;

/// A read that is batched like this.
fn batched(how: &Value) -> Value {
    json!({"smithy.api#readonly": {}, "postcond.api#coalesced": how})
}

#[test]
fn declarations_that_make_no_sense() {
    let pending = || json!({"postcond.api#pending": {}});
    let no_path = json!({"batch": "no path"});
    let not_a_read = json!({"batch": "crate::Batch", "reads": "PutThing"});
    for (what, get, put, expected) in [
        (
            "a mutation",
            batched(&json!({"batch": "crate::Batch"})),
            json!({"postcond.api#pending": {}, "postcond.api#coalesced": {"batch": "crate::Batch"}}),
            "PutThing: has postcond.api#coalesced: only reads can be batched",
        ),
        (
            "no path",
            batched(&no_path),
            pending(),
            "GetThing: has postcond.api#coalesced: its batch is `no path`, which is no path",
        ),
        (
            "no batch",
            batched(&json!({"reads": "GetThing"})),
            pending(),
            "GetThing: has postcond.api#coalesced: missing field `batch`",
        ),
        (
            "not a read",
            batched(&not_a_read),
            pending(),
            "GetThing: has postcond.api#coalesced: its batch reads PutThing, which is not a read",
        ),
        (
            "unknown key",
            batched(&json!({"batches": "crate::Batch"})),
            pending(),
            "GetThing: has postcond.api#coalesced: unknown field `batches`",
        ),
    ] {
        let traits = json!({"GetThing": get, "PutThing": put});
        let expected = format!("overlay.json: test#{expected}");
        assert_errors(
            what,
            &generator(&model(&json!({})), &overlay(&traits)),
            &[&expected],
        );
    }
}

/// The generated source, `PutThing` being checked like this and `GetThing` batched by `GetThings`.
fn generated(row: &str, check: &str) -> String {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("batched_reads")
        .join(row);
    fs::create_dir_all(&directory).expect("the target directory is writable");
    fs::write(directory.join("things.rs"), check).expect("the target directory is writable");
    let names = ["GetThing", "GetThings", "ListThings", "PutThing"];
    let mut shapes = json!({"Golden": service(&names)});
    for name in names {
        shapes[name] = operation("PutThingRequest");
    }
    let read = json!({"smithy.api#readonly": {}});
    let traits = json!({
        "GetThing": batched(&json!({"batch": "crate::Batch", "reads": "GetThings"})),
        "GetThings": &read,
        "ListThings": read,
    });
    let generator = generator(&model(&shapes), &overlay(&traits));
    let generated = generator.checks(&directory, "crate::golden").generate();
    generated
        .unwrap_or_else(|errors| panic!("{row}: {errors}"))
        .operations()
        .to_owned()
}

/// Who may not use it is read back one by one: it is documented, and not required.
#[test]
fn the_right_to_read_several_at_once_is_optional() {
    let optional = r#".optional_iam_actions(&["golden:GetThings"])"#;
    let documented = "with `GetThings`, if `golden:GetThings` is granted as well.";
    let together = r#"reads = ["GetThing", "ListThings"]"#;
    let with_batch = r#"reads = ["GetThing", "GetThings"]"#;
    for (row, reads, is_batched) in [
        ("batched", r#"reads = ["GetThing"]"#, true),
        ("in-part", together, true),
        // Not optional: the check itself makes that read.
        ("batch-itself", with_batch, false),
        ("not-batched", r#"reads = ["ListThings"]"#, false),
    ] {
        let source = generated(row, &CHECK.replace(r#"reads = ["GetThing"]"#, reads));
        let said = [optional, documented].map(|it| source.contains(it));
        assert_eq!(said, [is_batched; 2], "{row}: {source}");
    }
}
