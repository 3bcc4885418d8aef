#!/usr/bin/env bash
# aws-sdk-secretsmanager 1.125.0: `config_override` takes a builder, and the obvious way to one is
# `client.config().to_builder()`, with what is to differ set on it. The interceptors in it are added to those of
# the client, not put in their place, although they are the same: each of them runs twice for that call. One
# that counts, signs or adds to a header does it twice.
#
# Seen: `plain: 1`, `overridden: 2`. Fails if that changes. Takes a Rust toolchain with a C compiler, and some
# minutes to compile.
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
aws-smithy-runtime-api = { version = "=1.20.0", features = ["client"] }
aws-smithy-types = "=1.9.3"
tokio = { version = "=1.54.1", features = ["macros", "rt", "time"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_credential_types::Credentials;
use aws_sdk_secretsmanager::config::{BehaviorVersion, Config, Region};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

static INTERCEPTED: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug)]
struct Counts;

#[dyn_dispatch_hint]
impl Intercept for Counts {
    fn name(&self) -> &'static str {
        "Counts"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        INTERCEPTED.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

#[derive(Debug)]
struct Answers;

impl HttpConnector for Answers {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = 200_u16.try_into().expect("a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from("{}"))))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "fixed"))
        .interceptor(Counts)
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Answers)));
    let client = aws_sdk_secretsmanager::Client::from_conf(config.build());
    client.list_secrets().send().await.expect("answered");
    println!("plain: {}", INTERCEPTED.swap(0, Ordering::Relaxed));
    let elsewhere = client.config().to_builder().region(Region::new("eu-west-1"));
    let call = client.list_secrets().customize().config_override(elsewhere);
    call.send().await.expect("answered");
    println!("overridden: {}", INTERCEPTED.load(Ordering::Relaxed));
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'plain: 1\noverridden: 2')" ]
