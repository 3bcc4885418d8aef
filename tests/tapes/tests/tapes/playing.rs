//! Plays a tape through the clients.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond_tapes::{Replay, Tape};

use crate::calls::{Clients, Verdict};

/// How a session went.
#[derive(Debug)]
pub(crate) struct Played {
    /// What is wrong with it: a write that was not confirmed, or a request that is not on the tape.
    pub(crate) problems: Vec<String>,
    /// How many writes there were.
    pub(crate) writes: usize,
    /// How many of the tape's requests were asked, and how many reads more often than recorded.
    pub(crate) answered: usize,
    pub(crate) repeated: usize,
    /// How long the clients took.
    pub(crate) took: Duration,
}

fn clients(replay: &Replay) -> Clients {
    let credentials = Credentials::new("AKIDREPLAY", "replay", None, None, "replay");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .time_source(SharedTimeSource::new(replay.clone()))
        .retry_config(RetryConfig::standard())
        .http_client(SharedHttpClient::new(replay.clone()))
        .build();
    Clients {
        ssm: ConsistentSsmClient::new(&config),
        secrets: ConsistentSecretsManagerClient::new(&config),
    }
}

/// Makes every write of the tape again, when it was made, and lets the client read it back from the tape.
pub(crate) async fn played(tape: Tape) -> Played {
    let began = tokio::time::Instant::now();
    let replay = Replay::of(tape);
    let clients = clients(&replay);
    let (mut problems, mut writes) = (Vec::new(), 0);
    while let Some(write) = replay.next_write().cloned() {
        replay.until(&write).await;
        writes += 1;
        let verdict = clients.make(&write).await;
        let was_asked = replay.next_write() != Some(&write);
        let answer = replay.last_answer_to(&write.operation);
        let has_landed = answer.is_some_and(postcond_tapes::Exchange::has_succeeded);
        let is_right = match &verdict {
            Ok(Verdict::Confirmed) => has_landed,
            Ok(Verdict::Refused(_)) => was_asked && !has_landed,
            Ok(Verdict::Unconfirmed(_)) | Err(_) => false,
        };
        if !is_right {
            problems.push(format!("write {writes}, {}: {verdict:?}", write.name()));
        }
        if !was_asked {
            // All that follows would fail likewise.
            break;
        }
    }
    problems.splice(0..0, replay.problems());
    Played {
        problems,
        writes,
        answered: replay.answered(),
        repeated: replay.repeated(),
        took: began.elapsed(),
    }
}
