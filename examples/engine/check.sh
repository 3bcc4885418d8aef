#!/usr/bin/env bash
# Writes in one process, waiting in two workers of a job queue, of which one is killed: fails if a write is lost, is
# decided twice, or is reported unconfirmed without a cause.
#   examples/engine/check.sh [sqlite] [postgres]     SQLite alone without any
# `postgres` starts a server of its own in a folder of its own, and needs Debian's package `postgresql`, which root may
# install: it does, where there is no server. Needs cargo and a C compiler.
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
root="$here/../.."
work="$(mktemp -d)"
# The workspace's own: what both need is compiled once.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$root/target}"

# A server does not run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

end() {
    [ ! -f "$work/data/postmaster.pid" ] || as_server "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null
    rm -rf -- "$work"
}
trap end EXIT

# Prints the folder of the newest PostgreSQL that is installed.
postgres_programs() {
    find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1 | xargs -r dirname
}

# Listens on a socket in the folder alone, so that no port can be in the way.
start_postgres() {
    if [ -z "$(postgres_programs)" ]; then
        DEBIAN_FRONTEND=noninteractive apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q postgresql
    fi
    bin="$(postgres_programs)"
    [ "$(id -u)" != 0 ] || chown postgres "$work"
    as_server "$bin/initdb" -D "$work/data" --auth=trust --username=postgres >/dev/null
    as_server "$bin/pg_ctl" -D "$work/data" -l "$work/log" -w start \
        -o "-c listen_addresses='' -c unix_socket_directories='$work'" >/dev/null
    "$bin/psql" --version
}

cargo build --locked --manifest-path "$root/Cargo.toml" -p postcond-sim
cargo build --locked --manifest-path "$here/Cargo.toml" --all-features
engine="$CARGO_TARGET_DIR/debug/postcond-engine-example"

for backend in "${@:-sqlite}"; do
    case $backend in
    sqlite) "$engine" run ;;
    postgres)
        start_postgres
        "$engine" run --backend postgres --url "postgres://postgres@localhost/postgres?host=$work"
        ;;
    *)
        echo "$backend is neither sqlite nor postgres" >&2
        exit 2
        ;;
    esac
done
