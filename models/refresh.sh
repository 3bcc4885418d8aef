#!/usr/bin/env bash
# Makes iam.json, secretsmanager.json and ssm.json from the release of botocore that botocore.txt pins.
#   models/refresh.sh           writes the files
#   models/refresh.sh --check   writes nothing; fails with a diff if the files differ from what it would write
# Needs cargo, and python3 with pip.
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
services=(iam secretsmanager ssm)

check=false
case "$#:${1-}" in
    0:) ;;
    1:--check) check=true ;;
    *) echo "usage: $0 [--check]" >&2; exit 2 ;;
esac

work="$(mktemp -d)"
trap 'rm -rf -- "$work"' EXIT

"$here/botocore.sh" "$work" "${services[@]}"

# Everything is made before anything is replaced: a failure leaves the files as they were.
for service in "${services[@]}"; do
    cargo run --quiet --locked --manifest-path "$here/refresh/Cargo.toml" -- botocore \
        "$work/$service/service-2.json" "$work/$service/paginators-1.json" "$work/$service.json"
done

status=0
for service in "${services[@]}"; do
    if "$check"; then
        diff -u "$here/$service.json" "$work/$service.json" || status=1
    else
        cp -- "$work/$service.json" "$here/$service.json"
    fi
done
exit "$status"
