#!/usr/bin/env bash
# aws-smithy-runtime 1.16.2, with aws-sdk-secretsmanager 1.125.0: switching a client's retries off also cuts
# the time that its credentials get to load. The identity cache derives its load time-out from the retry
# configuration: a provider that takes 8 s is waited for with the standard three attempts, and fails every
# call with `RetryConfig::disabled()`.
#
# Seen: `standard: sent`, `disabled: failed after 6.2 s`. Fails if that changes. Takes a Rust toolchain with
# a C compiler, and some minutes to compile.
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
aws-credential-types = "=1.3.1"
aws-sdk-secretsmanager = { version = "=1.125.0", default-features = false, features = ["rt-tokio"] }
aws-smithy-http-client = { version = "=1.5.2", features = ["test-util"] }
aws-smithy-runtime = "=1.16.2"
http = "=1.5.0"
tokio = { version = "=1.54.1", features = ["macros", "rt", "time", "test-util"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_secretsmanager::config::retry::RetryConfig;
use aws_sdk_secretsmanager::config::{BehaviorVersion, Config, Region};
use aws_smithy_http_client::test_util::infallible_client_fn;

#[derive(Debug)]
struct Slow;

impl ProvideCredentials for Slow {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            tokio::time::sleep(Duration::from_secs(8)).await;
            Ok(Credentials::new("AKIDEXAMPLE", "secret", None, None, "slow"))
        })
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let retries = [
        ("standard", RetryConfig::standard()),
        ("disabled", RetryConfig::disabled()),
    ];
    for (name, retries) in retries {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Slow)
            .retry_config(retries)
            .http_client(infallible_client_fn(|_| http::Response::new("{}")))
            .build();
        let client = aws_sdk_secretsmanager::Client::from_conf(config);
        let began = tokio::time::Instant::now();
        match client.list_secrets().send().await {
            Ok(_) => println!("{name}: sent"),
            Err(_) => println!("{name}: failed after {:.1} s", began.elapsed().as_secs_f64()),
        }
    }
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'standard: sent\ndisabled: failed after 6.2 s')" ]
