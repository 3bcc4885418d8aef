#!/usr/bin/env bash
# Changes the code in one place after the other, and tells which changes no test notices.
#
#   tests/mutants.sh PART [ARGUMENT...]
#
# PART is one of those below. ARGUMENTs go to cargo-mutants: `--shard 0/8` for an eighth, `--file NAME` for a file,
# `--list` to see them. What an earlier run has seen caught is not tried again, so a run that was stopped goes on
# where it was; delete target/mutants/PART to begin anew. Shards are then those of what is left: for a sample that is
# spread over the part, give `--shard 0/10 --sharding round-robin` to a first run. Needs cargo-mutants 27.1:
# `cargo install cargo-mutants --version 27.1.0 --locked`. It is no part of the gate: it takes hours.
#
# tests/mutants.md has what was tried, and why the mutants that are left are no fault of the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:?"usage: tests/mutants.sh compare|policy|runtime|codegen|macros [ARGUMENT...]"}
shift

# One folder for the copies that are built, so that what is not changed is compiled once.
export CARGO_TARGET_DIR="$PWD/target/mutants/build" CARGO_INCREMENTAL=0
mkdir -p target/mutants
mutants() {
    cargo mutants --iterate --gitignore true --output "target/mutants/$part" --colors never --no-shuffle "$@"
}

case $part in
    compare) mutants --package postcond-runtime --cargo-arg=--lib --file 'postcond-runtime/src/compare/**' "$@" -- compare ;;
    policy) mutants --package postcond-runtime --features serde --cargo-arg=--lib --cargo-arg=--test=configuration --file 'postcond-runtime/src/policy/**' "$@" ;;
    runtime) mutants --package postcond-runtime --cargo-arg=--lib "$@" ;;
    # The time-out is given: that of cargo-mutants is a multiple of the crate's own tests, which take no time.
    codegen) mutants --timeout 300 --package postcond-codegen --test-package postcond-codegen,postcond-golden-tests --cargo-arg=--tests "$@" ;;
    # The cases of tests/ui are expanded by the tests of the crate, without a compiler.
    macros) mutants --package postcond-macros --cargo-arg=--lib "$@" ;;
    *)
        echo "tests/mutants.sh: $part is no part: compare, policy, runtime, codegen or macros" >&2
        exit 2
        ;;
esac
