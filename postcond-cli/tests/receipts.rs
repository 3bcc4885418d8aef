//! `postcond look` and `postcond wait`, as they are called, against a simulator over HTTP.
//!
//! It is the program `postcond-sim`: `cargo test --workspace` builds it, and `cargo build -p postcond-sim`.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::config::{Credentials, SharedCredentialsProvider};
use postcond::ssm::sdk::{self, types::ParameterType};
use postcond::{Policy, Scope};
use serde_json::Value;
use tempfile::TempDir;

/// A running simulator, and a folder for receipts of writes to it.
struct World {
    process: Child,
    url: String,
    folder: TempDir,
}

impl Drop for World {
    fn drop(&mut self) {
        // An error means that it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl World {
    fn with(settings: &[&str]) -> Self {
        let mut process = Command::new(simulator())
            .args(["serve", "--port", "0"])
            .args(settings)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on ").unwrap();
        Self {
            url: url.to_owned(),
            process,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn client(&self, deadline: Duration) -> ConsistentSsmClient {
        let credentials = Credentials::new("test", "test", None, None, "test");
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .endpoint_url(&self.url)
            .region(Region::new("us-east-1"))
            .build();
        let policy = Policy::builder().deadline(deadline).build().unwrap();
        let client = ConsistentSsmClient::builder(sdk::Client::new(&config));
        client.policy(policy).build()
    }

    /// The receipt of a parameter that was just written, in a file.
    fn put(&self, name: &str, deadline: Duration) -> PathBuf {
        let put = async |ssm: ConsistentSsmClient, scope: &Scope| {
            let put = ssm.put_parameter().name(name).value("on");
            let put = put.r#type(ParameterType::String);
            let _ = put.send_in(scope).await.unwrap();
        };
        self.receipt(&name.replace('/', "_"), deadline, put)
    }

    /// The receipt of a write that this makes, in a file of this name.
    fn receipt(
        &self,
        name: &str,
        deadline: Duration,
        write: impl AsyncFnOnce(ConsistentSsmClient, &Scope),
    ) -> PathBuf {
        let client = self.client(deadline);
        let receipt = async {
            let scope = Scope::new();
            write(client, &scope).await;
            scope.into_receipts().remove(0).to_json()
        };
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().build().unwrap();
        self.file(name, &runtime.block_on(receipt))
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn postcond(&self, arguments: &[&str], receipts: &[&Path]) -> Output {
        self.command(arguments).args(receipts).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postcond"));
        command
            .args(arguments)
            .env_clear()
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_ENDPOINT_URL", &self.url);
        command
    }
}

/// Where cargo has put it: beside the folder that this test is in.
fn simulator() -> PathBuf {
    let beside = Path::new(env!("CARGO_BIN_EXE_postcond"));
    let path = beside.with_file_name(format!("postcond-sim{}", std::env::consts::EXE_SUFFIX));
    let found = path.is_file();
    assert!(
        found,
        "{path:?} is not there: `cargo build -p postcond-sim`"
    );
    path
}

/// The exit code, the standard output and the standard error.
fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(200);

#[test]
fn what_does_not_show_yet_is_pending_until_it_is_waited_for() {
    let world = World::with(&["--lag", "fixed:4s"]);
    let receipt = world.put("/app/db", LONG);

    let look = world.postcond(&["look", "--json"], &[&receipt]);
    assert_eq!(look.status.code(), Some(4), "{look:?}");
    let looked = json(&look);
    assert_eq!(looked["state"], "pending", "{looked}");
    assert_eq!(looked["operation"], "PutParameter");
    assert!(looked["next_look_in"].as_f64().unwrap() > 0.0, "{looked}");
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

#[test]
fn a_timeout_leaves_a_write_pending() {
    let world = World::with(&["--lag", "never"]);
    let receipt = world.put("/app/db", LONG);
    let (code, stdout, _) = told(&world.postcond(&["wait", "--timeout", "300ms"], &[&receipt]));
    assert_eq!(code, 4, "{stdout}");
    assert!(
        stdout.contains("pending: PutParameter of /app/db: not confirmed within 300ms"),
        "{stdout}"
    );
}

#[test]
fn who_may_not_read_is_told_which_right_is_missing() {
    let world = World::with(&["--fault", "reads=denied@100%"]);
    let receipt = world.put("/app/db", LONG);
    for command in ["look", "wait"] {
        let (code, stdout, _) = told(&world.postcond(&[command], &[&receipt]));
        assert_eq!(code, 3, "{command}: {stdout}");
        assert!(stdout.contains("ssm:GetParameter"), "{command}: {stdout}");
    }
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

#[test]
fn who_names_no_receipt_is_told_how_to() {
    let world = World::with(&[]);
    let (code, _, stderr) = told(&world.postcond(&["wait"], &[]));
    assert_eq!(code, 2);
    assert!(stderr.contains("<RECEIPT>"), "{stderr}");
    let (code, stdout, _) = told(&world.postcond(&["look", "--help"], &[]));
    assert_eq!(code, 0);
    assert!(stdout.contains("4  pending"), "{stdout}");
}
