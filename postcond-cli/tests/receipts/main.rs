//! `postcond look` and `postcond wait`, as they are called, against a simulator over HTTP.
//!
//! It is the program `postcond-sim`: `cargo test --workspace` builds it, and `cargo build -p postcond-sim`.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

mod unknown;
mod world;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use postcond::iam::{self, ConsistentIamClient};
use postcond::secretsmanager::{self, ConsistentSecretsManagerClient};
use postcond::ssm::sdk::types::ParameterType;
use serde_json::Value;

use world::{LONG, SHORT, World, json, told};

#[test]
fn what_does_not_show_yet_is_pending_until_it_is_waited_for() {
    let world = World::with(&["--lag", "fixed:4s"]);
    let receipt = world.put("/app/db", LONG);

    let look = world.postcond(&["look", "--json"], &[&receipt]);
    assert_eq!(look.status.code(), Some(4), "{look:?}");
    let looked = json(&look);
    assert_eq!(looked["state"], "pending", "{looked}");
    assert_eq!(looked["operation"], "PutParameter");
    assert!(
        looked["next_look_in_seconds"].as_f64().unwrap() > 0.0,
        "{looked}"
    );
    assert_eq!(
        looked["evidence"]["polls"][0]["outcome"], "pending",
        "{looked}"
    );

    let (code, stdout, stderr) = told(&world.postcond(&["wait"], &[&receipt]));
    assert_eq!((code, &*stderr), (0, ""), "{stdout}");
    let expected = format!(
        "{}: confirmed: PutParameter of /app/db, seen ",
        receipt.display()
    );
    assert!(stdout.starts_with(&expected), "{stdout}");

    let look = world.postcond(&["look", "--json"], &[&receipt]);
    assert_eq!(look.status.code(), Some(0), "{look:?}");
    assert_eq!(json(&look)["cause"], Value::Null);
}

#[test]
fn what_never_shows_is_unconfirmed_at_the_deadline_of_the_call() {
    let world = World::with(&["--lag", "never"]);
    let receipt = world.put("/app/db", SHORT);
    let (code, stdout, _) = told(&world.postcond(&["wait"], &[&receipt]));
    assert_eq!(code, 3, "{stdout}");
    assert!(
        stdout.contains("unconfirmed: PutParameter of /app/db: `version_and_tags_are_visible`"),
        "{stdout}"
    );
    let look = world.postcond(&["look", "--json"], &[&receipt]);
    assert_eq!(look.status.code(), Some(3), "{look:?}");
    assert_eq!(json(&look)["state"], "unconfirmed");
}

/// What it has waited for in vain, of which check and by which read.
#[test]
fn a_timeout_leaves_a_write_pending_and_says_what_was_last_seen() {
    let world = World::with(&["--lag", "never"]);
    let receipt = world.put("/app/db", LONG);
    let expected = "not confirmed within 300ms; last seen: `version_and_tags_are_visible`: /app/db is not found \
                    (GetParameter: HTTP 400 ParameterNotFound)";
    let (code, stdout, _) = told(&world.postcond(&["wait", "--timeout", "300ms"], &[&receipt]));
    assert_eq!(code, 4, "{stdout}");
    let told = format!("pending: PutParameter of /app/db: {expected}; look again in ");
    assert!(stdout.contains(&told), "{stdout}");

    let json = json(&world.postcond(&["wait", "--timeout", "300ms", "--json"], &[&receipt]));
    assert_eq!(json["cause"], expected, "{json}");
    assert_eq!(json["evidence"]["polls"][0]["outcome"], "pending", "{json}");
}

/// What shows while the last look is made is confirmed.
#[test]
fn a_timeout_that_is_over_when_it_shows_is_no_timeout() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    let (code, stdout, _) = told(&world.postcond(&["wait", "--timeout", "0s"], &[&receipt]));
    assert_eq!(code, 0, "{stdout}");
}

#[test]
fn receipts_of_one_service_share_their_reads() {
    let world = World::with(&["--lag", "fixed:1s"]);
    let names: Vec<String> = (0..40).map(|number| format!("p{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let ssm = world.client(LONG);
    let receipts = world.receipts(&names, async |scope| {
        for name in &names {
            let put = ssm
                .put_parameter()
                .name(*name)
                .value("on")
                .r#type(ParameterType::String);
            let put = put.r#type(ParameterType::String);
            let _ = put.send_in(scope).await.unwrap();
        }
    });
    let receipts: Vec<&Path> = receipts.iter().map(PathBuf::as_path).collect();
    let (code, stdout, _) = told(&world.postcond(&["wait"], &receipts));
    assert_eq!((code, stdout.lines().count()), (0, 40), "{stdout}");
    let [single, batches] = ["ssm:GetParameter", "ssm:GetParameters"].map(|it| world.calls(it));
    assert!(batches > 0, "{single} reads, and no batch");
    assert!(
        single + batches < 40,
        "{single} reads and {batches} batches"
    );
}

#[test]
fn each_built_in_service_has_its_client() {
    let world = World::with(&[]);
    let config = world.config();
    let secret = world.receipts(&["secret"], async |scope| {
        let client = secretsmanager::sdk::Client::new(&config);
        let client = ConsistentSecretsManagerClient::builder(client).build();
        let create = client.create_secret().name("db").secret_string("on");
        let _ = create.send_in(scope).await.unwrap();
    });
    let user = world.receipts(&["user"], async |scope| {
        let client = ConsistentIamClient::builder(iam::sdk::Client::new(&config)).build();
        let _ = client
            .create_user()
            .user_name("ada")
            .send_in(scope)
            .await
            .unwrap();
    });
    let parameter = world.put("/app/db", LONG);
    let (code, stdout, _) = told(&world.postcond(&["wait"], &[&secret[0], &user[0], &parameter]));
    assert_eq!(code, 0, "{stdout}");
    for write in [
        "CreateSecret of db",
        "CreateUser of ada",
        "PutParameter of /app/db",
    ] {
        assert!(
            stdout.contains(&format!("confirmed: {write}, seen ")),
            "{stdout}"
        );
    }
}

#[test]
fn a_writer_may_ask_for_more_confirmations() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    for (asked, polls) in [("1", 1), ("3", 3)] {
        for command in ["look", "wait"] {
            let arguments = [command, "--json", "--confirmations", asked];
            let confirmed = json(&world.postcond(&arguments, &[&receipt]));
            assert_eq!(confirmed["state"], "confirmed", "{confirmed}");
            assert_eq!(
                confirmed["evidence"]["polls_made"], polls,
                "{command}: {confirmed}"
            );
        }
    }
    let (code, _, stderr) = told(&world.postcond(&["wait", "--confirmations", "0"], &[&receipt]));
    assert_eq!(code, 2, "{stderr}");
}

#[test]
fn what_is_accepted_without_a_proof_is_told_apart() {
    let world = World::with(&[]);
    // A description is sensitive to SSM, so that the receipt has none to compare.
    let receipt = world.receipt("window", LONG, async |ssm, scope| {
        let create = ssm
            .create_maintenance_window()
            .name("nightly")
            .schedule("rate(1 day)");
        let create = create
            .duration(2)
            .cutoff(1)
            .allow_unassociated_targets(true);
        let window = create.send().await.unwrap().window_id;
        let update = ssm.update_maintenance_window().set_window_id(window);
        let update = update.description("for the nightly");
        let _ = update.send_in(scope).await.unwrap();
    });
    let (code, stdout, _) = told(&world.postcond(&["wait"], &[&receipt]));
    assert_eq!(code, 0, "{stdout}");
    assert!(
        stdout.contains("accepted: UpdateMaintenanceWindow"),
        "{stdout}"
    );
    assert!(stdout.contains("Description"), "{stdout}");
    let strict = world.postcond(&["look", "--strict", "--json"], &[&receipt]);
    assert_eq!(strict.status.code(), Some(3), "{strict:?}");
    assert_eq!(json(&strict)["state"], "accepted");
}

#[test]
fn a_receipt_may_come_from_the_standard_input() {
    let world = World::with(&[]);
    let receipt = std::fs::read(world.put("/app/db", LONG)).unwrap();
    let mut command = world.command(&["wait", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut waiting = command.spawn().unwrap();
    waiting.stdin.take().unwrap().write_all(&receipt).unwrap();
    let (code, stdout, _) = told(&waiting.wait_with_output().unwrap());
    assert_eq!(code, 0);
    assert!(
        stdout.starts_with("-: confirmed: PutParameter of /app/db"),
        "{stdout}"
    );
}

#[test]
fn what_is_no_receipt_of_this_place_is_refused() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    let text = std::fs::read_to_string(&receipt).unwrap();
    let garbage = world.file("garbage", "no receipt");
    let cut_off = world.file("cut_off", &text[..text.len() / 2]);
    let changed = world.file("changed", &text.replace("/app/db", "/app/dc"));
    let missing = world.folder.path().join("missing");
    let none: &[&str] = &[];
    let rows = [
        (
            &garbage,
            none,
            "it is not JSON, or is cut off (at line 1, column ",
        ),
        (
            &cut_off,
            none,
            "it is not JSON, or is cut off (at line 1, column ",
        ),
        (&changed, none, "its digest differs or is missing"),
        (&missing, none, "the receipt cannot be read: "),
        (
            &receipt,
            &["--region", "eu-west-1"],
            "it is of us-east-1, and this client is of eu-west-1",
        ),
    ];
    for (receipt, options, why) in rows {
        for command in ["look", "wait"] {
            let output = world.postcond(&[&[command], options].concat(), &[receipt]);
            let (code, stdout, stderr) = told(&output);
            assert_eq!((code, &*stdout), (5, ""), "{receipt:?}: {stderr}");
            assert!(stderr.contains(why), "{receipt:?}: {stderr}");
        }
    }
}

#[test]
fn a_receipt_of_a_stand_in_is_not_looked_for_at_aws() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    let mut command = world.command(&["look"]);
    let output = command
        .env_remove("AWS_ENDPOINT_URL")
        .arg(&receipt)
        .output()
        .unwrap();
    let (code, _, stderr) = told(&output);
    assert_eq!(code, 5, "{stderr}");
}

#[test]
fn of_several_receipts_each_is_told_and_the_worst_decides() {
    let world = World::with(&["--lag", "fixed:100ms"]);
    let (one, other) = (world.put("/app/one", LONG), world.put("/app/other", LONG));
    let garbage = world.file("garbage", "no receipt");
    let output = world.postcond(&["wait", "--json"], &[&one, &garbage, &other]);
    assert_eq!(output.status.code(), Some(5), "{output:?}");
    let lines = String::from_utf8(output.stdout).unwrap();
    let verdicts = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let mut states: Vec<String> = verdicts
        .map(|verdict: Value| format!("{} {}", verdict["resource"], verdict["state"]))
        .collect();
    states.sort();
    let expected = [
        r#""/app/one" "confirmed""#,
        r#""/app/other" "confirmed""#,
        r#"null "unusable""#,
    ];
    assert_eq!(states, expected);

    let both = world.postcond(&["wait"], &[&one, &other]);
    assert_eq!(both.status.code(), Some(0), "{both:?}");
}

/// A name may hold what a terminal obeys, and one in an old encoding names a file all the same.
#[cfg(unix)]
#[test]
fn a_file_may_have_any_name() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    for (name, told_as) in [
        (&b"a\n\x1b[2J"[..], r"a\n\u{1b}[2J: confirmed"),
        (b"\xe9", "\u{fffd}: confirmed"),
    ] {
        let path = world.folder.path().join(OsStr::from_bytes(name));
        std::fs::copy(&receipt, &path).unwrap();
        let (code, stdout, stderr) = told(&world.postcond(&["look"], &[&path]));
        assert_eq!(code, 0, "{stderr}");
        assert!(stdout.contains(told_as), "{stdout}");
        assert_eq!(stdout.lines().count(), 1, "{stdout}");
    }
}

#[test]
fn who_names_no_receipt_is_told_how_to() {
    let world = World::with(&[]);
    let (code, _, stderr) = told(&world.postcond(&["wait"], &[]));
    assert_eq!(code, 2);
    assert!(stderr.contains("<RECEIPT>"), "{stderr}");
}

#[test]
fn both_commands_have_the_same_exit_codes() {
    let world = World::with(&[]);
    let [look, wait] = ["look", "wait"].map(|command| {
        let (code, help, _) = told(&world.postcond(&[command, "--help"], &[]));
        assert_eq!(code, 0);
        let (_, codes) = help.split_once("Exit codes:").unwrap();
        codes.to_owned()
    });
    assert_eq!(look, wait);
    assert!(
        look.contains("1  unknown: ") && look.contains("4  pending: "),
        "{look}"
    );
}
