#!/usr/bin/env bash
# Prints what endpoints can confirm that the gate does not run: LocalStack and fakecloud, each under
# `Policy::for_stand_ins()` and under the default policy. `docs/stand-ins.md` has what was printed.
#
#   tests/endpoints/further_endpoints.sh [DIRECTORY]
#
# DIRECTORY keeps what is installed; without it, that is in a temporary folder, and removed. Needs Python 3.12 or
# later as python3, or as $PYTHON, and half an hour to compile fakecloud. Neither needs Docker, an account or a licence.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
folder=${1:-}
if [ -z "$folder" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' || {
    echo "LocalStack takes Python 3.12 or later, and $python is $("$python" --version): set PYTHON" >&2
    exit 1
}
if [ ! -x "$folder/localstack/bin/python" ]; then
    "$python" -m venv "$folder/localstack"
    "$folder/localstack/bin/pip" install --quiet --requirement "$here/localstack.txt"
fi
if [ ! -x "$folder/fakecloud/bin/fakecloud" ]; then
    CARGO_PROFILE_DEV_DEBUG=0 cargo install fakecloud --version 0.51.0 --debug --locked \
        --root "$folder/fakecloud" --target-dir "$folder/fakecloud-target"
    rm -rf "$folder/fakecloud-target"
fi

localstack() {
    HOME=$folder SERVICES=ssm,secretsmanager GATEWAY_LISTEN=127.0.0.1:$1 DISABLE_EVENTS=1 SKIP_SSL_CERT_DOWNLOAD=1 \
        exec "$folder/localstack/bin/python" -m localstack.runtime.main
}

fakecloud() {
    exec "$folder/fakecloud/bin/fakecloud" --addr "127.0.0.1:$1"
}

# Starts an endpoint, prints its table, and stops it: a table is of an endpoint that was just started.
table() {
    local name=$1 start=${1%%[- ]*} port server status=0
    shift
    port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    "$start" "$port" >"$folder/$start.log" 2>&1 &
    server=$!
    for _ in $(seq 240); do
        curl --silent --output /dev/null "http://127.0.0.1:$port/" && break
        kill -0 "$server" 2>/dev/null || break
        sleep 0.5
    done
    stand_ins "$@" "$name=http://127.0.0.1:$port" || status=$?
    kill "$server"
    wait "$server" || true
    return "$status"
}

stand_ins() {
    (cd "$here" && cargo run --quiet --locked -p postcond-endpoint-tests --example stand_ins -- "$@")
}

for policy in for_stand_ins default; do
    printf '\nUnder the policy %s:\n' "$policy"
    for endpoint in 'localstack-core 2026.3.0' 'fakecloud 0.51.0'; do
        printf '\n'
        case $policy in
            default) table "$endpoint" --default-policy ;;
            *) table "$endpoint" ;;
        esac
    done
done
