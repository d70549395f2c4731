#!/usr/bin/env bash
# Measures the verifier on every labelled set that is there, and its speed, and prints the tables
# of docs/benchmarks.md with the machine and the date.
#
#     evals/measure.sh DATA
#
# DATA holds a folder for each published set (`summedits`, `wice`, `fool-me-twice`, `scitab`,
# `infotabs`, `contractnli`, `tatqa`) and, if there is one, `tenant` with `exports` and claims. A set that is
# missing is passed over with a line. The tenant of `fixtures/unseen` is always measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

data=${1:?"usage: evals/measure.sh DATA"}
cargo build --release --quiet -p desk
vouch=target/release/vouch
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf 'Measured on %s, %s cores, %s, at %s.\n' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(date +%F)" "$(git rev-parse --short HEAD)"

# One set's table in a fence, under its name.
table() {
    local title=$1
    shift
    printf '\n### %s\n\n```text\n' "$title"
    "$vouch" --as-of 2026-06-30 evals bench "$@"
    printf '```\n'
}

# Claims and planted errors of one tenant.
tenant() {
    local name=$1 exports=$2 claims=$3 part=$4
    if [[ ! -f $claims ]]; then
        printf '\n%s: `%s` is not there; passed over\n' "$name" "$claims"
        return
    fi
    local store=$work/${exports//\//_}
    [[ -d $store ]] || "$vouch" --data "$store" ingest "$exports" >"$work/ingest.log" 2>&1 || true
    table "$name: claims" claims --data "$claims" --store "$store"
    table "$name: planted errors, $part words" planted --data "$claims" --store "$store" --part "$part"
}

tenant 'Unseen tenant, looked at' fixtures/unseen/exports fixtures/unseen/claims_dev.jsonl dev
tenant 'Unseen tenant, looked at, second author' fixtures/unseen/exports fixtures/unseen/claims_more.jsonl dev
tenant 'Unseen tenant, never looked at' fixtures/unseen/exports fixtures/unseen/claims_final.jsonl final
tenant 'Tenant' "$data/tenant/exports" "$data/tenant/claims.jsonl" dev
tenant 'Tenant, words never looked at' "$data/tenant/exports" "$data/tenant/claims.jsonl" final
tenant 'Tenant, labelled by others' "$data/tenant/exports" "$data/tenant/claims_thirdparty.jsonl" dev

for set in summedits wice fool-me-twice scitab infotabs contractnli-relation tatqa; do
    folder=$data/${set%-relation}
    if [[ -d $folder ]]; then
        table "$set" "$set" --data "$folder"
    else
        printf '\n%s: `%s` is not there; passed over\n' "$set" "$folder"
    fi
done

printf '\n### Speed\n\n'
cargo run --release --quiet -p evals --example speed
