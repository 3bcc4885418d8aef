#!/usr/bin/env bash
# Compiles the generated clients of services that are hard to generate against their SDK crates.
#   tests/sdk-crates/check.sh [SERVICE...]     all without SERVICE; their names are the features
# Takes minutes for all: most of it for the SDK crates. Needs cargo, and python3 with pip.
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf -- "$work"' EXIT

features=(--all-features)
if (($#)); then
    features=(--features "$*")
fi
export POSTCOND_BOTOCORE="${POSTCOND_BOTOCORE:-$work}"
[ -d "$POSTCOND_BOTOCORE/s3" ] || "$here/../../models/botocore.sh" "$POSTCOND_BOTOCORE"
# The workspace's own: what both need is compiled once.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$here/../../target}"
cargo check --locked --manifest-path "$here/Cargo.toml" "${features[@]}"
