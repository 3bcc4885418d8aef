# What the gate and the release have in common: stages with their times, and tools that are installed if they are missing.

stages=()

# Runs a stage and notes its time.
stage() {
    local name=$1 started=$SECONDS
    shift
    printf '\n=== %s\n' "$name"
    "$@"
    stages+=("$(printf '%5d s  %s' $((SECONDS - started)) "$name")")
    printf -- '--- %s: %d s\n' "$name" $((SECONDS - started))
}

# Installs Debian's packages for those of the given commands that are missing: `command=package`.
install_missing() {
    local packages=() entry
    for entry in "$@"; do
        command -v "${entry%%=*}" >/dev/null || packages+=("${entry##*=}")
    done
    if ((${#packages[@]})); then
        apt-get update -q
        apt-get install -y -q "${packages[@]}"
    fi
}

# Each stage that has run, with its time.
passed() {
    printf '\n=== passed\n'
    printf '%s\n' "${stages[@]}"
}
