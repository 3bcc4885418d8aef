#!/usr/bin/env bash
# Unpacks the descriptions of services from the release of botocore that botocore.txt pins.
#   models/botocore.sh DIRECTORY [SERVICE...]
# writes DIRECTORY/SERVICE/service-2.json, and paginators-1.json where there is one; without SERVICE, of
# all services. Needs python3 with pip.
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
if (($# == 0)); then
    echo "usage: $0 DIRECTORY [SERVICE...]" >&2
    exit 2
fi

work="$(mktemp -d)"
trap 'rm -rf -- "$work"' EXIT

python3 -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary=:all: \
    --requirement "$here/botocore.txt" --dest "$work"

python3 - "$work" "$@" <<'PYTHON'
import gzip, pathlib, sys, zipfile

work, directory, wanted = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
(wheel,) = work.glob("botocore-*.whl")
with zipfile.ZipFile(wheel) as archive:
    files = {name.removesuffix(".gz"): name for name in archive.namelist()}
    versions = {}
    for name in files:
        parts = name.split("/")
        if parts[:2] == ["botocore", "data"] and parts[4:] == ["service-2.json"]:
            versions.setdefault(parts[2], []).append(parts[3])
    for service in wanted or versions:
        # A service may ship several API versions; they are dates, so the greatest is the newest.
        root = f"botocore/data/{service}/{max(versions[service])}/"
        (directory / service).mkdir(parents=True, exist_ok=True)
        for file in ("service-2.json", "paginators-1.json"):
            if name := files.get(root + file):
                data = archive.read(name)
                data = gzip.decompress(data) if name.endswith(".gz") else data
                (directory / service / file).write_bytes(data)
PYTHON
