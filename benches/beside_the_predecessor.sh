#!/usr/bin/env bash
# boto3, boto3-post-conditions and postcond against the same lags, those of `postcond-sim serve`: stale reads,
# how long a write takes, reads per write. Prints a table for each lag.
#
#   benches/beside_the_predecessor.sh [ROUNDS]
#
# A round overwrites a parameter and reads it. Before each way the server is reset, so that its writes have the
# same lags. Installs boto3 and the predecessor from PyPI in a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-20}
work=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

python3 -m venv "$work/python"
"$work/python/bin/pip" install -q boto3==1.44.8 retry
# It declares an older Python than there is.
"$work/python/bin/pip" install -q --ignore-requires-python --no-deps boto3-post-conditions==0.3.0
cargo build -q -p postcond-sim -p postcond --bin postcond-sim --example rounds
target=${CARGO_TARGET_DIR:-target}/debug

cat >"$work/rounds.py" <<'PYTHON'
import sys
import time

import boto3

ssm = boto3.client("ssm")
if sys.argv[1] == "predecessor":
    from boto3_post_conditions import PostConditionEnforcer

    PostConditionEnforcer.register(ssm)
reader = boto3.client("ssm")
rounds, stale, took = int(sys.argv[2]), 0, 0.0
for value in map(str, range(rounds)):
    began = time.monotonic()
    ssm.put_parameter(Name="/rounds", Value=value, Type="String", Overwrite=True)
    took += time.monotonic() - began
    try:
        seen = reader.get_parameter(Name="/rounds")["Parameter"]["Value"]
    except reader.exceptions.ParameterNotFound:
        seen = None
    stale += seen != value
print(f"{stale} of {rounds} reads stale, {took / rounds:.3f} s a write")
PYTHON

export AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=secret AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1

# The reads that the server has had, in all.
reads() {
    curl -s "$AWS_ENDPOINT_URL/_postcond/statistics" | python3 -c 'import json, sys; print(json.load(sys.stdin)["total"]["reads"])'
}

row() {
    local name=$1 before after came
    shift
    curl -s -o "$work/reset" -X POST "$AWS_ENDPOINT_URL/_postcond/reset"
    before=$(reads)
    came=$("$@")
    after=$(reads)
    # One read a round is the program's own.
    awk -v name="$name" -v came="$came" -v n="$((after - before - rounds))" -v rounds="$rounds" \
        'BEGIN { printf "| %s | %s | %.1f |\n", name, came, n / rounds }'
}

for lag in fixed:300ms log-normal:300ms:1; do
    "$target/postcond-sim" serve --port 0 --lag "$lag" --seed 7 >"$work/serve" &
    server=$!
    for _ in $(seq 50); do grep -q listening "$work/serve" && break || sleep 0.1; done
    AWS_ENDPOINT_URL=$(sed -n 's/^listening on //p' "$work/serve")
    export AWS_ENDPOINT_URL
    printf '\nLag: %s\n\n| | came to | read-backs a write |\n|---|---|---|\n' "$lag"
    row 'boto3' "$work/python/bin/python" "$work/rounds.py" plain "$rounds"
    row 'boto3-post-conditions' "$work/python/bin/python" "$work/rounds.py" predecessor "$rounds"
    row 'the SDK for Rust' "$target/examples/rounds" sdk "$rounds"
    row 'postcond' "$target/examples/rounds" postcond "$rounds"
    row 'an SDK client that waits' "$target/examples/rounds" enforcing "$rounds"
    kill "$server"
    wait "$server" || true
done
