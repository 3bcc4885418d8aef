//! Recording a session against the simulator, and playing back what was recorded.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use parking_lot::Mutex;
use postcond::secretsmanager::{ConsistentSecretsManagerClient, sdk as secrets_sdk};
use postcond::ssm::sdk::types::ParameterType;
use postcond::ssm::{ConsistentSsmClient, sdk as ssm_sdk};
use postcond_sim::{Answer, Lag, Simulator};
use postcond_tapes::{Recording, Tape};

use crate::playing::played;

pub(crate) const KEY: &str = "AKIAQ3EGRSCTLWB7XNUV";
pub(crate) const SECRET_KEY: &str = "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";
pub(crate) const TOKEN: &str = "IQoJb3JpZ2luX2VjEMn";

/// What a recording is written to.
#[derive(Clone, Default)]
pub(crate) struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().clone()).unwrap()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Clients of a simulator whose requests are recorded.
pub(crate) struct Recorded {
    pub(crate) ssm: ConsistentSsmClient,
    pub(crate) secrets: ConsistentSecretsManagerClient,
    pub(crate) recording: Recording,
    pub(crate) written: Written,
}

impl Recorded {
    pub(crate) fn on(sim: &Simulator) -> Self {
        let written = Written::default();
        let recording = Recording::to(written.clone());
        let credentials = Credentials::new(KEY, SECRET_KEY, Some(TOKEN.to_owned()), None, "test");
        let credentials = SharedCredentialsProvider::new(credentials);
        let config: SdkConfig = sim
            .sdk_config()
            .into_builder()
            .credentials_provider(credentials)
            .build();
        let ssm = ssm_sdk::config::Builder::from(&config).interceptor(recording.clone());
        let ssm = ssm_sdk::Client::from_conf(ssm.build());
        let secrets = secrets_sdk::config::Builder::from(&config).interceptor(recording.clone());
        let secrets = secrets_sdk::Client::from_conf(secrets.build());
        Self {
            ssm: ConsistentSsmClient::builder(ssm).build(),
            secrets: ConsistentSecretsManagerClient::builder(secrets).build(),
            recording,
            written,
        }
    }

    pub(crate) async fn put(&self, value: &str) {
        let put = self
            .ssm
            .put_parameter()
            .name("/a")
            .value(value)
            .r#type(ParameterType::String);
        put.overwrite(true).send().await.unwrap();
    }
}

fn lagging() -> Simulator {
    let lag = Lag::fixed(Duration::from_millis(300));
    Simulator::builder().lag(lag).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn what_was_recorded_behind_a_lag_is_confirmed_when_it_is_played() {
    let recorded = Recorded::on(&lagging());
    recorded.put("v1").await;
    recorded.put("v2").await;
    let label = recorded
        .ssm
        .label_parameter_version()
        .name("/a")
        .labels("live");
    label.send().await.unwrap();
    let create = recorded
        .secrets
        .create_secret()
        .name("app")
        .secret_string("v1");
    create.send().await.unwrap();
    let put = recorded.secrets.put_secret_value().secret_id("app");
    put.secret_binary(secrets_sdk::primitives::Blob::new("v2"))
        .send()
        .await
        .unwrap();
    let delete = recorded.secrets.delete_secret().secret_id("app");
    delete
        .force_delete_without_recovery(true)
        .send()
        .await
        .unwrap();
    recorded
        .ssm
        .delete_parameter()
        .name("/a")
        .send()
        .await
        .unwrap();

    let tape = Tape::parse(&recorded.written.text()).unwrap();
    let requests = tape.exchanges().len();
    assert_eq!(recorded.recording.finish().unwrap(), requests);
    assert!(
        requests > 2 * 7,
        "some were read back more than once: {requests}"
    );
    let played = played(tape).await;
    assert_eq!(played.problems, [""; 0]);
    assert_eq!(played.writes, 7);
}

#[tokio::test(start_paused = true)]
async fn what_was_refused_and_what_was_tried_again_is_played_likewise() {
    let sim = lagging();
    let recorded = Recorded::on(&sim);
    sim.script("PutParameter").answer(Answer::throttled());
    recorded.put("v1").await;
    let put = recorded
        .ssm
        .put_parameter()
        .name("/a")
        .value("v2")
        .r#type(ParameterType::String)
        .send();
    assert!(put.await.is_err(), "it is there already");
    let tape = Tape::parse(&recorded.written.text()).unwrap();
    let puts = tape
        .exchanges()
        .iter()
        .filter(|it| it.name() == "PutParameter");
    let statuses: Vec<_> = puts.map(|put| put.status).collect();
    assert_eq!(statuses, [Some(400), Some(200), Some(400)]);
    let played = played(tape).await;
    assert_eq!(played.problems, [""; 0]);
    assert_eq!(played.writes, 2, "a call, and one that is refused");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_without_an_answer_is_on_the_tape_too() {
    let sim = lagging();
    let recorded = Recorded::on(&sim);
    sim.script("PutParameter").answer(Answer::reset());
    recorded.put("v1").await;
    let tape = Tape::parse(&recorded.written.text()).unwrap();
    assert_eq!(tape.exchanges()[0].status, None);
    let played = played(tape).await;
    assert_eq!(played.problems, [""; 0]);
    assert_eq!(played.writes, 1);
}

/// A writer whose disk is full.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_tape_that_cannot_be_written_fails_at_the_end_and_no_call_before() {
    let config = lagging().sdk_config();
    let recording = Recording::to(Full);
    let config = ssm_sdk::config::Builder::from(&config).interceptor(recording.clone());
    let ssm = ConsistentSsmClient::builder(ssm_sdk::Client::from_conf(config.build())).build();
    ssm.put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .send()
        .await
        .unwrap();
    assert_eq!(
        recording.finish().unwrap_err().kind(),
        io::ErrorKind::StorageFull
    );
}
