//! A simulator that runs, receipts of writes to it, and the command.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
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

pub(crate) const LONG: Duration = Duration::from_secs(60);
pub(crate) const SHORT: Duration = Duration::from_millis(200);

/// A running simulator, and a folder for receipts of writes to it.
pub(crate) struct World {
    process: Child,
    url: String,
    pub(crate) folder: TempDir,
}

impl Drop for World {
    fn drop(&mut self) {
        // An error means that it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl World {
    pub(crate) fn with(settings: &[&str]) -> Self {
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

    pub(crate) fn config(&self) -> SdkConfig {
        let credentials = Credentials::new("test", "test", None, None, "test");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .endpoint_url(&self.url)
            .region(Region::new("us-east-1"))
            .build()
    }

    pub(crate) fn client(&self, deadline: Duration) -> ConsistentSsmClient {
        let policy = Policy::builder().deadline(deadline).build().unwrap();
        let client = ConsistentSsmClient::builder(sdk::Client::new(&self.config()));
        client.policy(policy).build()
    }

    /// The receipt of a parameter that was just written, in a file.
    pub(crate) fn put(&self, name: &str, deadline: Duration) -> PathBuf {
        let put = async |ssm: ConsistentSsmClient, scope: &Scope| {
            let put = ssm
                .put_parameter()
                .name(name)
                .value("on")
                .r#type(ParameterType::String);
            let put = put.r#type(ParameterType::String);
            let _ = put.send_in(scope).await.unwrap();
        };
        self.receipt(&name.replace('/', "_"), deadline, put)
    }

    /// The receipt of a write that this makes, in a file of this name.
    pub(crate) fn receipt(
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
    pub(crate) fn receipts(&self, names: &[&str], write: impl AsyncFnOnce(&Scope)) -> Vec<PathBuf> {
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
    pub(crate) fn calls(&self, operation: &str) -> u64 {
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

    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn postcond(&self, arguments: &[&str], receipts: &[&Path]) -> Output {
        self.command(arguments).args(receipts).output().unwrap()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
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
pub(crate) fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}
