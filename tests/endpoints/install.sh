#!/bin/sh
# Installs the servers of `requirements.txt` for the tests of this package, and prints the folder that has them
# as the last line.
#
#   tests/endpoints/install.sh [DIRECTORY]
#
# DIRECTORY becomes a virtual environment; the default is .venv in the workspace root. Needs python3
# with venv and pip. Does nothing if the pinned versions are there already. Standard output holds the
# path alone:
#
#   export POSTCOND_ENDPOINTS="$(tests/endpoints/install.sh)"
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
requirements=$here/requirements.txt
venv=${1:-$here/../../.venv}
mkdir -p -- "$venv"
venv=$(CDPATH= cd -- "$venv" && pwd)

# Virtual environments cannot be moved, so the record of what is installed names the place, too.
record=$venv/postcond-endpoints.installed
wanted=$(printf '%s\n' "$venv" && cat -- "$requirements")

if [ ! -x "$venv/bin/moto_server" ] || [ "$(cat -- "$record" 2>/dev/null)" != "$wanted" ]; then
    rm -f -- "$record"
    python3 -m venv -- "$venv" >&2
    "$venv/bin/python" -m pip install --disable-pip-version-check --quiet \
        --requirement "$requirements" >&2
    printf '%s\n' "$wanted" >"$record"
fi
printf '%s\n' "$venv/bin"
