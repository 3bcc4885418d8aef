//! `postcond look` and `postcond wait`, as they are called, against a simulator over HTTP.
//!
//! It is the program `postcond-sim`: `cargo test --workspace` builds it, and `cargo build -p postcond-sim`.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use postcond::iam::{self, ConsistentIamClient};
use postcond::secretsmanager::{self, ConsistentSecretsManagerClient};
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

    fn config(&self) -> SdkConfig {
        let credentials = Credentials::new("test", "test", None, None, "test");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .endpoint_url(&self.url)
            .region(Region::new("us-east-1"))
            .build()
    }

    fn client(&self, deadline: Duration) -> ConsistentSsmClient {
        let policy = Policy::builder().deadline(deadline).build().unwrap();
        let client = ConsistentSsmClient::builder(sdk::Client::new(&self.config()));
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
        self.receipts(&[name], async |scope| write(client, scope).await)
            .remove(0)
    }

    /// The receipts of the writes that this makes, in files of these names.
    fn receipts(&self, names: &[&str], write: impl AsyncFnOnce(&Scope)) -> Vec<PathBuf> {
        let receipts = async {
            let scope = Scope::new();
            write(&scope).await;
            scope.into_receipts()
        };
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let receipts = runtime.enable_all().build().unwrap().block_on(receipts);
        assert_eq!(receipts.len(), names.len());
        let named = names.iter().zip(&receipts);
        named
            .map(|(name, it)| self.file(name, &it.to_json()))
            .collect()
    }

    /// How often the simulator was asked for this.
    fn calls(&self, operation: &str) -> u64 {
        let address = self.url.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let request = "GET /_postcond/statistics HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let statistics: Value = serde_json::from_str(body).unwrap();
        statistics["operations"][operation]["calls"]
            .as_u64()
            .unwrap_or(0)
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
            .env("AWS_CONFIG_FILE", self.folder.path().join("config"))
            .env(
                "AWS_SHARED_CREDENTIALS_FILE",
                self.folder.path().join("credentials"),
            )
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
            let put = ssm.put_parameter().name(*name).value("on");
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

/// A script that rolls back what is unconfirmed does not roll back what nobody has looked at.
fn assert_unknown(output: &Output, words: &[&str]) {
    let (code, stdout, stderr) = told(output);
    assert_eq!(code, 1, "{stdout}{stderr}");
    assert!(
        stdout.contains(": unknown: PutParameter of /app/db: "),
        "{stdout}"
    );
    for words in words {
        assert!(stdout.contains(words), "{words} is not in {stdout}");
    }
    // What only a program can do that has a policy.
    for advice in ["olicy's", "DeniedRead", "unconfirmed()"] {
        assert!(!stdout.contains(advice), "{stdout}");
    }
}

#[test]
fn who_may_not_read_is_told_which_right_is_missing() {
    let world = World::with(&["--fault", "reads=denied@100%"]);
    let receipt = world.put("/app/db", LONG);
    for command in ["look", "wait"] {
        let output = world.postcond(&[command], &[&receipt]);
        assert_unknown(
            &output,
            &[
                "may not read (AccessDeniedException)",
                r#""ssm:GetParameter""#,
            ],
        );
    }
}

#[test]
fn without_credentials_nothing_is_known_of_a_write() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    world.file("config", "[profile empty]\nregion = us-east-1\n");
    let rows: [(&[&str], bool, &[&str]); 3] = [
        (
            &[],
            false,
            &["there are no credentials: no credentials found in chain"],
        ),
        (
            &["--profile", "nowhere"],
            true,
            &[
                "there are no credentials of profile `nowhere`: profile `nowhere` was not defined",
                "not defined",
            ],
        ),
        (
            &["--profile", "empty"],
            true,
            &["there are no credentials of profile `empty`: none are configured"],
        ),
    ];
    for (options, has_environment, words) in rows {
        for command in ["look", "wait"] {
            let mut command = world.command(&[&[command], options].concat());
            if !has_environment {
                command
                    .env_remove("AWS_ACCESS_KEY_ID")
                    .env_remove("AWS_SECRET_ACCESS_KEY");
            }
            assert_unknown(&command.arg(&receipt).output().unwrap(), words);
        }
    }
}

#[test]
fn a_profile_may_give_the_credentials() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", LONG);
    world.file(
        "credentials",
        "[here]\naws_access_key_id = a\naws_secret_access_key = b\n",
    );
    let output = world.postcond(&["look", "--profile", "here"], &[&receipt]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn with_expired_credentials_nothing_is_known_of_a_write() {
    let world = World::with(&["--script", "GetParameter=400:ExpiredTokenException@always"]);
    let receipt = world.put("/app/db", LONG);
    for command in ["look", "wait"] {
        let output = world.postcond(&[command], &[&receipt]);
        assert_unknown(
            &output,
            &[
                "no valid credentials",
                "ExpiredTokenException",
                "Renew them",
            ],
        );
    }
}

#[test]
fn without_a_connection_nothing_is_known_of_a_write() {
    let world = World::with(&[]);
    let receipt = world.put("/app/db", SHORT);
    // Nobody listens there any more.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let rows: [(&str, &[&str]); 3] = [
        (&closed, &[&closed, "onnection refused"]),
        (
            "http://nowhere.invalid",
            &["http://nowhere.invalid: failed to lookup address"],
        ),
        ("nonsense", &["endpoint must contain scheme"]),
    ];
    for (url, words) in rows {
        for command in ["look", "wait"] {
            let mut command = world.command(&[command]);
            let output = command.env("AWS_ENDPOINT_URL", url).arg(&receipt).output();
            assert_unknown(&output.unwrap(), words);
        }
    }
    let output = world.postcond(&["look", "--endpoint-url", "nonsense"], &[&receipt]);
    let (code, _, stderr) = told(&output);
    assert_eq!(code, 2, "{stderr}");
    assert!(stderr.contains("--endpoint-url <URL>"), "{stderr}");
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
