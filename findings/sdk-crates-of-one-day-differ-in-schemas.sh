#!/usr/bin/env bash
# Every SDK crate of AWS for Rust depends on aws-smithy-schema by now, but only some have run-time schemas:
# aws-sdk-ssm 1.133.0 and aws-sdk-kinesis 1.130.0 do, aws-sdk-secretsmanager 1.125.0 and aws-sdk-sts 1.124.0, of the
# same weeks, do not. `GetParameterInput::SCHEMA` lists the members of an input with their traits, so that a program
# can leave out of a log what is sensitive; code that is written so for SSM does not compile for Secrets Manager.
#
# Seen: `ssm: com.amazonaws.ssm.synthetic#GetParameterInput`, `secretsmanager: no SCHEMA`. Fails if that changes.
# Takes a Rust toolchain with a C compiler, and some minutes to compile.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/src/bin"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"

[dependencies]
aws-sdk-secretsmanager = { version = "=1.125.0", default-features = false }
aws-sdk-ssm = { version = "=1.133.0", default-features = false }
TOML
program() {
    cat >"$folder/src/bin/$1.rs" <<RUST
use aws_sdk_$1::operation::$2::$3;

fn main() {
    println!("$1: {}", $3::SCHEMA.shape_id().as_str());
}
RUST
}
program ssm get_parameter GetParameterInput
program secretsmanager get_secret_value GetSecretValueInput
cd "$folder"
ssm=$(cargo run --quiet --bin ssm)
secretsmanager=$(cargo run --quiet --bin secretsmanager 2>&1) || true
case $secretsmanager in
    *'no associated item named `SCHEMA`'*) secretsmanager='secretsmanager: no SCHEMA' ;;
esac
seen=$(printf '%s\n%s' "$ssm" "$secretsmanager")
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'ssm: com.amazonaws.ssm.synthetic#GetParameterInput\nsecretsmanager: no SCHEMA')" ]
