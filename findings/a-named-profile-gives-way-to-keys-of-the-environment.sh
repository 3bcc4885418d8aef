#!/usr/bin/env bash
# aws-config 1.13.0: who names a profile in code (`profile_name`) gets the keys of the environment all the same where
# there are some, also if there is no profile of that name; nothing is said of it. AWS's command line and boto3 take the
# profile that they are told, and fail without it. An AWS_ENDPOINT_URL that is no URL is passed over as quietly:
# `endpoint_url()` is then `None`, though it is said in the environment.
#
# Here the profile does not exist, and the environment has a key and `nonsense` for an endpoint. Seen: `key: FROMENV`,
# `endpoint: None`. Fails if that changes. Takes a Rust toolchain with a C compiler, and a minute or two to compile.
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
aws-config = { version = "=1.13.0", default-features = false, features = ["default-https-client", "rt-tokio"] }
aws-credential-types = "1"
tokio = { version = "1", features = ["macros", "rt"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use aws_config::BehaviorVersion;
use aws_credential_types::provider::ProvideCredentials;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let config = aws_config::defaults(BehaviorVersion::latest());
    let config = config.profile_name("there-is-none").region("us-east-1").load().await;
    let provider = config.credentials_provider().expect("a provider");
    let credentials = provider.provide_credentials().await;
    let key = credentials.map(|it| it.access_key_id().to_owned());
    println!("key: {}", key.unwrap_or_else(|error| error.to_string()));
    println!("endpoint: {:?}", config.endpoint_url());
}
RUST
seen=$(env -i PATH="$PATH" HOME="$HOME" CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}" \
    AWS_CONFIG_FILE="$folder/none" AWS_SHARED_CREDENTIALS_FILE="$folder/none" \
    AWS_ACCESS_KEY_ID=FROMENV AWS_SECRET_ACCESS_KEY=secret AWS_ENDPOINT_URL=nonsense \
    cargo run --quiet --manifest-path "$folder/Cargo.toml")
printf '%s\n' "$seen"
[ "$seen" = 'key: FROMENV
endpoint: None' ]
