#!/usr/bin/env bash
# What postcond costs to compile and to link, beside the SDK crates that it wraps. Prints a table.
#
#   benches/compile_cost.sh [RUNS]
#
# CPU time is that of rustc, debug, cold and not incremental: the median of RUNS (3) runs, in each of which both SDK
# crates, the run time and the library are compiled one after the other. What an operation adds to a
# program is the difference in text between programs that call ten operations and one: by postcond, less
# by the SDK alone, and less by the SDK with the reads that postcond makes.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$work/target

cat >"$work/rustc" <<'WRAPPER'
#!/usr/bin/env bash
rustc=$1
shift
name=
for ((i = 1; i <= $#; i++)); do
    [ "${!i}" = --crate-name ] && j=$((i + 1)) && name=${!j}
done
TIMEFORMAT="$name %U %S"
{ time "$rustc" "$@" 1>&3 2>&4; } 3>&1 4>&2 2>>"$TIMES"
WRAPPER
chmod +x "$work/rustc"

# The CPU time of a crate in the last run.
seconds() {
    awk -v crate="$1" '$1 == crate { sum += $2 + $3 } END { print sum + 0 }' "$TIMES"
}

median() {
    sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

measure_compile_time() {
    local run crate
    for ((run = 0; run < runs; run++)); do
        export TIMES=$work/times.$run
        : >"$TIMES"
        ((run == 0)) || cargo clean -q -p aws-sdk-ssm -p aws-sdk-secretsmanager -p postcond-runtime -p postcond
        RUSTC_WRAPPER=$work/rustc cargo build -q --locked -j 1 -p postcond
        for crate in aws_sdk_ssm aws_sdk_secretsmanager postcond_runtime postcond; do
            seconds "$crate" >>"$work/$crate"
        done
    done
    for crate in aws_sdk_ssm aws_sdk_secretsmanager postcond_runtime postcond; do
        median <"$work/$crate" >"$work/$crate.median"
    done
    paste "$work"/{aws_sdk_ssm,aws_sdk_secretsmanager,postcond_runtime,postcond}.median | awk '{
        printf "| CPU time: SDK crates, run time, library, s | %.1f, %.1f, %.1f |\n", $1 + $2, $3, $4
        printf "| of that of the SDK crates | %.2f |\n", ($3 + $4) / ($1 + $2)
    }'
}

# Ten operations, and what a program that reads them back by hand calls besides.
calls=(
    'put_parameter().name("/a").value("v")' 'delete_parameter().name("/a")'
    'add_tags_to_resource().resource_id("/a")' 'remove_tags_from_resource().resource_id("/a")'
    'label_parameter_version().name("/a")' 'create_document().name("d")'
    'delete_document().name("d")' 'create_activation().iam_role("r")'
    'create_maintenance_window().name("w")' 'delete_maintenance_window().window_id("w")'
)
reads=(
    'get_parameter() get_parameters() list_tags_for_resource()' '' '' '' ''
    'describe_document()' '' 'describe_activations()'
    'get_maintenance_window() describe_maintenance_windows()' ''
)

# A program that makes calls, by the SDK's client or postcond's.
program() {
    local name=$1 client=$2 call
    shift 2
    mkdir -p "$work/programs/src/bin"
    {
        printf '#[tokio::main(flavor = "current_thread")]\nasync fn main() {\n'
        printf '    let conf = postcond::ssm::sdk::Config::builder().behavior_version_latest().build();\n'
        printf '    let client = %s;\n' "$client"
        for call in "$@"; do
            printf '    println!("{}", client.%s.send().await.is_ok());\n' "$call"
        done
        printf '}\n'
    } >"$work/programs/src/bin/$name.rs"
}

text() {
    size "$work/target/debug/$1" | awk 'NR == 2 { print $1 }'
}

# What nine more operations add to a program, in KB an operation, beyond what they add to the baseline's.
added() {
    awk -v a="$(text ours_10)" -v b="$(text ours_1)" -v c="$(text "$1_10")" -v d="$(text "$1_1")" \
        'BEGIN { printf "%.1f", ((a - b) - (c - d)) / 9 / 1000 }'
}

measure_programs() {
    local sdk='postcond::ssm::sdk::Client::from_conf(conf)'
    local ours='postcond::ssm::ConsistentSsmClient::from_conf(conf)'
    program sdk_1 "$sdk" "${calls[0]}"
    program sdk_10 "$sdk" "${calls[@]}"
    # Unquoted: the reads of an operation are words.
    program by_hand_1 "$sdk" "${calls[0]}" ${reads[0]}
    program by_hand_10 "$sdk" "${calls[@]}" ${reads[*]}
    program ours_1 "$ours" "${calls[0]}"
    program ours_10 "$ours" "${calls[@]}"
    program waits_10 "$ours.enforcing_sdk_client()" "${calls[@]}"
    cat >"$work/programs/Cargo.toml" <<TOML
[package]
name = "programs"
edition = "2024"
[dependencies]
postcond = { path = "$PWD/postcond" }
tokio = { version = "1", features = ["macros", "rt"] }
[profile.dev]
debug = "line-tables-only"
[workspace]
TOML
    cp Cargo.lock "$work/programs/"
    export TIMES=$work/times.programs
    RUSTC_WRAPPER=$work/rustc cargo build -q -j 1 --manifest-path "$work/programs/Cargo.toml"
    printf '| CPU time of a program of ten calls: SDK, library, SDK client that waits, s | %s, %s, %s |\n' \
        "$(seconds sdk_10)" "$(seconds ours_10)" "$(seconds waits_10)"
    printf '| its text, MB | %s |\n' \
        "$(for it in sdk_10 ours_10 waits_10; do text $it; done | awk '{ printf "%s%.1f", NR > 1 ? ", " : "", $1 / 1e6 }')"
    printf '| text that one operation adds, beside the mutation alone by the SDK, KB | %s |\n' "$(added sdk)"
    printf '| the same, beside the mutation and its reads by the SDK, KB | %s |\n' "$(added by_hand)"
}

# What each service adds, and what else is not on by default. One run each.
measure_features() {
    local features crate
    printf '\n| features | its SDK crates, s | run time and library, s | library, MB |\n|---|---|---|---|\n'
    for features in ssm secretsmanager iam ssm,secretsmanager ssm,secretsmanager,iam; do
        export TIMES=$work/times.$features
        : >"$TIMES"
        cargo clean -q -p aws-sdk-iam -p aws-sdk-secretsmanager -p aws-sdk-ssm -p postcond-runtime -p postcond
        RUSTC_WRAPPER=$work/rustc cargo build -q --locked -j 1 -p postcond --no-default-features --features "$features"
        for crate in aws_sdk_ssm aws_sdk_secretsmanager aws_sdk_iam postcond_runtime postcond; do
            seconds "$crate"
        done | paste -sd' ' | awk -v features="${features//,/, }" \
            -v size="$(stat -c %s "$work"/target/debug/deps/libpostcond-*.rlib)" \
            '{ printf "| %s | %.1f | %.1f | %.1f |\n", features, $1 + $2 + $3, $4 + $5, size / 1e6 }'
    done
}

printf '| | |\n|---|---|\n'
measure_compile_time
stat -c %s "$work"/target/debug/deps/libpostcond-*.rlib | awk '{ printf "| library, MB | %.1f |\n", $1 / 1e6 }'
cat "$work"/target/debug/build/postcond-*/out/*.rs | awk 'END { printf "| generated lines | %d |\n", NR }'
measure_programs
measure_features
