#!/usr/bin/env bash
# aws-runtime 1.10.2, with aws-sdk-secretsmanager 1.125.0: the SDK measures how far the service's clock is from
# the host's by the middle between handing a request to the HTTP client and its answer. An HTTP client that
# lets requests wait for their turn before it sends them, for a limit on the rate say, moves that middle: both
# clocks are right here, one request waits for 8 s, and the next one is signed for a time about 4 s ahead. A
# wait of ten minutes would make signatures that the service refuses.
#
# Seen: `the first: dated as it was sent`, `the next: dated half of the wait ahead`. Fails if that changes.
# Takes a Rust toolchain with a C compiler, and some minutes to compile.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"

[dependencies]
aws-credential-types = { version = "=1.3.1", features = ["hardcoded-credentials"] }
aws-runtime = { version = "=1.10.2", default-features = false }
aws-sdk-secretsmanager = { version = "=1.125.0", default-features = false, features = ["rt-tokio"] }
aws-smithy-runtime-api = { version = "=1.20.0", features = ["client"] }
aws-smithy-types = "=1.9.3"
tokio = { version = "=1.54.1", features = ["macros", "rt", "time"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sdk_secretsmanager::config::{
    BehaviorVersion, Config, Region, StalledStreamProtectionConfig,
};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;

static SENT: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug)]
struct Queue;

/// The time of a signature, as in `20240131T235959Z`.
fn signed_for(request: &HttpRequest) -> i64 {
    let it = request.headers().get("x-amz-date").expect("signed");
    let (date, time) = (&it[..8], &it[9..15]);
    let text = format!(
        "{}-{}-{}T{}:{}:{}Z",
        &date[..4], &date[4..6], &date[6..], &time[..2], &time[2..4], &time[4..]
    );
    DateTime::from_str(&text, Format::DateTime).expect("a date").secs()
}

impl HttpConnector for Queue {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let ahead = signed_for(&request) - DateTime::from(SystemTime::now()).secs();
        let (name, wait) = match SENT.fetch_add(1, Ordering::Relaxed) {
            0 => ("first", 8),
            _ => ("next", 0),
        };
        match ahead {
            -1..=1 => println!("the {name}: dated as it was sent"),
            3..=5 => println!("the {name}: dated half of the wait ahead"),
            _ => println!("the {name}: dated {ahead} s ahead"),
        }
        HttpConnectorFuture::new(async move {
            tokio::time::sleep(Duration::from_secs(wait)).await;
            // The service answers at once, and its clock is that of the host.
            let status = 200_u16.try_into().expect("a status");
            let mut response = HttpResponse::new(status, SdkBody::from("{}"));
            let now = DateTime::from(SystemTime::now()).fmt(Format::HttpDate);
            response.headers_mut().insert("date", now.expect("a date"));
            Ok(response)
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "fixed"))
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Queue)));
    let client = aws_sdk_secretsmanager::Client::from_conf(config.build());
    for _ in 0..2 {
        client.list_secrets().send().await.expect("answered");
    }
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'the first: dated as it was sent\nthe next: dated half of the wait ahead')" ]
