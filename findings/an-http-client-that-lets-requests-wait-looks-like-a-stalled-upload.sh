#!/usr/bin/env bash
# aws-smithy-runtime 1.16.2, with aws-sdk-secretsmanager 1.125.0: an HTTP client that lets a request wait
# before it sends it, for a limit on the rate say, makes the call fail although no time-out is set. The
# stalled stream protection, which is on by default, takes a request whose body nobody has begun to read for
# an upload that has stalled: by default its 5 s of grace are all that such a client has. Without the
# protection of uploads the same call succeeds.
#
# Seen: `default: a throughput of 0 B/s, long before the answer`, `uploads unprotected: sent`. Fails if that
# changes. Takes a Rust toolchain with a C compiler, and some minutes to compile.
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
aws-sdk-secretsmanager = { version = "=1.125.0", default-features = false, features = ["rt-tokio"] }
aws-smithy-runtime = "=1.16.2"
aws-smithy-runtime-api = { version = "=1.20.0", features = ["client"] }
aws-smithy-types = "=1.9.3"
tokio = { version = "=1.54.1", features = ["macros", "rt", "time"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::time::{Duration, Instant};

use aws_credential_types::Credentials;
use aws_sdk_secretsmanager::config::retry::RetryConfig;
use aws_sdk_secretsmanager::config::timeout::TimeoutConfig;
use aws_sdk_secretsmanager::config::{
    BehaviorVersion, Config, Region, StalledStreamProtectionConfig,
};
use aws_sdk_secretsmanager::error::DisplayErrorContext;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

#[derive(Debug)]
struct Patient;

impl HttpConnector for Patient {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(async move {
            tokio::time::sleep(Duration::from_secs(20)).await;
            drop(request);
            let status = 200_u16.try_into().expect("a status");
            Ok(HttpResponse::new(status, SdkBody::from("{}")))
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let unprotected = StalledStreamProtectionConfig::enabled().upload_enabled(false);
    let protections = [("default", None), ("uploads unprotected", Some(unprotected.build()))];
    for (name, protection) in protections {
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "fixed"))
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::disabled())
            .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Patient)));
        if let Some(protection) = protection {
            config = config.stalled_stream_protection(protection);
        }
        let client = aws_sdk_secretsmanager::Client::from_conf(config.build());
        let began = Instant::now();
        let sent = client.list_secrets().send().await;
        let is_early = began.elapsed() < Duration::from_secs(10);
        match sent.map_err(|error| DisplayErrorContext(error).to_string()) {
            Ok(_) => println!("{name}: sent"),
            Err(words) if is_early && words.contains("throughput of 0 B/s was observed") => {
                println!("{name}: a throughput of 0 B/s, long before the answer");
            }
            Err(words) => println!("{name}: {words}"),
        }
    }
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'default: a throughput of 0 B/s, long before the answer\nuploads unprotected: sent')" ]
