#!/usr/bin/env bash
# localstack-core 2026.3.0 from PyPI declares `Requires-Python: >=3.10`, so that pip takes it on Python 3.10 and
# 3.11 rather than the last release that runs there. Its modules are written with the type parameters of Python
# 3.12: the one that holds the state of every service is a syntax error. Started, it only says that it has found
# no component plugins.
#
# Seen, on Python 3.11.7: `Requires-Python: >=3.10`, `localstack.services.stores: SyntaxError`. Fails if that
# changes. Takes Python 3.10 or 3.11, with venv.
set -euo pipefail
for python in python3.11 python3.10 python3; do
    case $("$python" -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null || true) in
        '3 10' | '3 11') break ;;
    esac
    python=
done
[ -n "$python" ] || {
    echo 'this takes Python 3.10 or 3.11' >&2
    exit 1
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps localstack-core==2026.3.0
seen=$("$folder/venv/bin/python" <<'PYTHON'
import importlib
from importlib.metadata import metadata

print("Requires-Python:", metadata("localstack-core")["Requires-Python"])
name = "localstack.services.stores"
try:
    importlib.import_module(name)
    print(f"{name}: imported")
except Exception as error:
    print(f"{name}: {type(error).__name__}")
PYTHON
)
printf '%s\n' "$seen"
[ "$seen" = "$(printf 'Requires-Python: >=3.10\nlocalstack.services.stores: SyntaxError')" ]
