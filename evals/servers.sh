#!/usr/bin/env bash
# Runs the client against servers that others wrote, and says what came of each fault.
#
#     evals/servers.sh [SERVER[/FAULT]]
#
# Each server is installed into a folder of its own under target/servers and listens on loopback
# only; one that can't be installed is passed over with a line. Nothing of this runs in CI: it
# needs the registries and, for the real models, minutes.
#
# VOUCH             the program; target/release/vouch by default
# VOUCH_MODEL_GGUF  a model's file; without it the two servers of llama.cpp are passed over
#
# Each fault has one right outcome. The exit code is 1 if another came out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wanted=${1:-}
vouch=${VOUCH:-target/release/vouch}
model_file=${VOUCH_MODEL_GGUF:-}
servers=target/servers
answer='{"claims": [], "questions": []}'

for tool in "$vouch" curl jq python3; do
    if ! command -v "$tool" >/dev/null; then
        printf '%s is not there\n' "$tool" >&2
        exit 2
    fi
done
mkdir -p "$servers"
work=$(mktemp -d)
running=
wrong=0
lines=0
trap 'stop; rm -rf "$work"' EXIT

# Ends the server that was started last.
stop() {
    [[ -n $running ]] || return 0
    kill "$running" 2>/dev/null || true
    wait "$running" 2>/dev/null || true
    running=
}

# Whether the server is wanted, or this fault of it.
is_wanted() {
    local server=$1 fault=${2:-}
    [[ -z $wanted || $wanted == "$server" || $wanted == "$server/$fault" || (-z $fault && $wanted == "$server"/*) ]]
}

skip() {
    lines=$((lines + 1))
    printf '%-17s skipped: %s\n' "$1" "$2"
}

# Installs a package of PyPI into a virtual environment named after the server.
pip_install() {
    local server=$1 package=$2 folder=$servers/$1
    [[ -f $folder/installed ]] && return
    python3 -m venv "$folder" &&
        "$folder/bin/pip" install --quiet --disable-pip-version-check "$package" >"$work/install.log" 2>&1 &&
        touch "$folder/installed" && return
    skip "$server" "$package can't be installed"
    return 1
}

# Installs a package of npm into a folder named after the server.
npm_install() {
    local server=$1 package=$2 folder=$servers/$1
    [[ -f $folder/installed ]] && return
    npm install --silent --no-audit --no-fund --prefix "$folder" "$package" >"$work/install.log" 2>&1 &&
        touch "$folder/installed" && return
    skip "$server" "$package can't be installed"
    return 1
}

# Starts a server, and waits a minute at most until the path is there.
start() {
    local server=$1 port=$2 path=$3
    shift 3
    if curl --silent --output /dev/null "http://127.0.0.1:$port/"; then
        skip "$server" "something else listens on port $port"
        return 1
    fi
    "$@" >"$work/server.log" 2>&1 &
    running=$!
    for ((tenth = 0; tenth < 600; tenth++)); do
        if curl --silent --fail --output /dev/null "http://127.0.0.1:$port$path"; then
            return 0
        fi
        kill -0 "$running" 2>/dev/null || break
        sleep 0.1
    done
    stop
    skip "$server" 'it does not start'
    return 1
}

# How many requests the server got so far; the servers of real models keep no count.
asked() {
    case $1 in
        llmock) curl --silent "http://127.0.0.1:$2/_llmock/requests" | jq '.count' ;;
        aimock) curl --silent "http://127.0.0.1:$2/__aimock/journal" | jq 'length' ;;
        mock-llm) grep --count '^POST /v1/chat/completions' "$work/server.log" || true ;;
        *) printf -- - ;;
    esac
}

# Drafts a brief by the server and prints one line: what came out, and whether that is right.
#
# The right outcome is `EXIT STATE REASON`, where a brief that went well has the reason `-`; with
# `any`, a real model decides it. A brief that failed must have no claims.
try() {
    local server=$1 fault=$2 port=$3 model=$4 right=$5 deadline=${6:-60}
    is_wanted "$server" "$fault" || return 0
    printf '[model]\nbase_url = "http://127.0.0.1:%s/v1"\nname = "%s"\ndeadline_seconds = %s\n' \
        "$port" "$model" "$deadline" >"$work/vouch.toml"
    local before code=0 state reason claims sent verdict=ok
    before=$(asked "$server" "$port")
    "$vouch" --as-of 2026-06-30 --config "$work/vouch.toml" handoff northwind \
        --from fixtures/accounts --format json >"$work/brief.json" 2>"$work/errors.log" || code=$?
    sent=$(asked "$server" "$port")
    [[ $sent == - ]] || sent=$((sent - before))
    read -r state reason claims < <(
        jq -r '"\(.state) \(.reasons[0].code // "-") \(.claims | length)"' "$work/brief.json" || true
    ) || true
    state=${state:-none}
    if [[ $right == any ]]; then
        [[ $state == in_review || $state == failed ]] || verdict='WRONG, should be in_review or failed'
        sent=$(jq '.model.requests' "$work/brief.json")
    elif [[ "$code $state $reason" != "$right" ]]; then
        verdict="WRONG, should be $right"
    fi
    if [[ $state == failed && $claims != 0 ]]; then
        verdict='WRONG, half-written'
    fi
    [[ $verdict == ok ]] || wrong=1
    lines=$((lines + 1))
    printf '%-17s %-15s exit %s  %-10s %-18s %3s requests  %s\n' \
        "$server" "$fault" "$code" "$state" "$reason" "$sent" "$verdict"
}

# --- llmock (PyPI): errors, pauses, odd answers; it judges its clients ---

# Queues behaviors, has a brief drafted, and prints what the server thinks of its client.
llmock() {
    local fault=$1 right=$2 behaviors=$3 deadline=${4:-60} at=http://127.0.0.1:8201/_llmock
    is_wanted llmock "$fault" || return 0
    curl --silent --output /dev/null --request POST "$at/reset"
    curl --silent --output /dev/null --request POST --data "{\"behaviors\": [$behaviors]}" "$at/scenario"
    try llmock "$fault" 8201 llmock "$right" "$deadline"
    # Shown, and not counted: what it would have a client do is its authors' opinion.
    curl --silent "$at/verdict" | jq -r '
        "\(.errors) errors, \(.warnings) warnings" as $counts
        | if .findings == [] then "PASS" else "\($counts): " + ([.findings[].title] | unique | join(" ")) end
        | "                  verdict of llmock: " + .'
}

run_llmock() {
    pip_install llmock llmock==0.2.2 || return 0
    start llmock 8201 /_llmock/requests \
        "$servers/llmock/bin/llmock" serve --host 127.0.0.1 --port 8201 --log-level warning || return 0
    local good
    good=$(jq --null-input --arg text "$answer" '{type: "reply", text: $text, times: null}')
    llmock none '0 in_review -' "$good"
    llmock 429-twice '0 in_review -' '{"type": "fail", "status": 429, "retry_after": 1, "times": 2}, '"$good"
    llmock 429-always '2 failed model_unreachable' '{"type": "fail", "status": 429, "retry_after": 1, "times": null}'
    llmock 429-an-hour '2 failed budget_spent' '{"type": "fail", "status": 429, "retry_after": 3600, "times": null}' 20
    llmock 500-twice '0 in_review -' '{"type": "fail", "status": 500, "times": 2}, '"$good"
    llmock 500-always '2 failed model_unreachable' '{"type": "fail", "status": 500, "times": null}'
    llmock 401 '2 failed model_unreachable' '{"type": "fail", "status": 401, "times": null}'
    llmock 404 '2 failed model_unreachable' '{"type": "fail", "status": 404, "times": null}'
    llmock slow '2 failed budget_spent' '{"type": "delay", "seconds": 30, "times": null}, '"$good" 5
    llmock prose '2 failed model_malformed' '{"type": "reply", "text": "Here is what I found.", "times": null}'
    llmock half-json '2 failed model_malformed' '{"type": "reply", "text": "{\"claims\": [{", "times": null}'
    llmock length '2 failed model_cut_off' \
        '{"type": "reply", "text": "{\"claims\": [{", "finish_reason": "length", "times": null}'
    llmock filter '2 failed model_refused' \
        '{"type": "reply", "text": "", "finish_reason": "content_filter", "times": null}'
    stop
}

# --- @dwmkerr/mock-llm (npm): what comes is no answer, or an odd one ---

run_mock_llm() {
    npm_install mock-llm @dwmkerr/mock-llm@0.1.29 || return 0
    start mock-llm 8202 /health env HOST=127.0.0.1 PORT=8202 \
        "$servers/mock-llm/node_modules/.bin/mock-llm" --config evals/servers/mock-llm.yaml || return 0
    # The model's name picks the rule.
    local fault
    for fault in none no-usage fenced; do
        try mock-llm "$fault" 8202 "$fault" '0 in_review -'
    done
    for fault in refusal one-refusal filter; do
        try mock-llm "$fault" 8202 "$fault" '2 failed model_refused'
    done
    try mock-llm length 8202 length '2 failed model_cut_off'
    for fault in no-choices no-reason unknown-reason prose another-shape; do
        try mock-llm "$fault" 8202 "$fault" '2 failed model_malformed'
    done
    for fault in window error-200; do
        try mock-llm "$fault" 8202 "$fault" '2 failed model_unreachable'
    done
    stop
}

# --- @copilotkit/aimock (npm): bodies that are no JSON, dropped connections ---

aimock() {
    local fault=$1 right=$2 chaos=$3
    curl --silent --output /dev/null --request POST --data "$chaos" http://127.0.0.1:8203/__aimock/chaos
    try aimock "$fault" 8203 aimock "$right"
}

run_aimock() {
    npm_install aimock @copilotkit/aimock@1.43.0 || return 0
    mkdir -p "$work/answers"
    # Every question of ours has these words.
    jq --null-input --arg text "$answer" \
        '{fixtures: [{match: {userMessage: "Section: "}, response: {content: $text}}]}' >"$work/answers/answer.json"
    start aimock 8203 /__aimock/journal "$servers/aimock/node_modules/.bin/llmock" \
        --host 127.0.0.1 --port 8203 --fixtures "$work/answers" --log-level warn || return 0
    aimock none '0 in_review -' '{}'
    aimock malformed '2 failed model_malformed' '{"malformedRate": 1}'
    aimock disconnect '2 failed model_unreachable' '{"disconnectRate": 1}'
    aimock drop '2 failed model_unreachable' '{"dropRate": 1}'
    aimock rate-limit '2 failed model_unreachable' '{"rateLimitRate": 1}'
    stop
}

# --- Servers of real models: the brief is what the model makes of it ---

# Serves the model by llama.cpp's own server, in a window of so many tokens.
llama_cpp() {
    local fault=$1 window=$2 right=$3
    is_wanted llama.cpp "$fault" || return 0
    start llama.cpp 8204 /health "$servers/llama.cpp/bin/python" -c '
import sys, time
import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = 8204
params.n_ctx = int(sys.argv[2])
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.n_parallel = 1
params.n_gpu_layers = 0
params.use_jinja = True
server = xllamacpp.Server(params)
while True:
    time.sleep(3600)
' "$model_file" "$window" || return 0
    try llama.cpp "$fault" 8204 model "$right" 1800
    stop
}

run_llama_cpp() {
    pip_install llama.cpp xllamacpp==2026.10.11549 || return 0
    llama_cpp window 512 '2 failed model_unreachable'
    llama_cpp none 8192 any
}

run_llama_cpp_python() {
    pip_install llama-cpp-python 'llama-cpp-python[server]==0.3.36' || return 0
    start llama-cpp-python 8205 /v1/models "$servers/llama-cpp-python/bin/python" -m llama_cpp.server \
        --model "$model_file" --host 127.0.0.1 --port 8205 --n_ctx 8192 --n_threads 1 || return 0
    try llama-cpp-python none 8205 model any 1800
    stop
}

if is_wanted llmock; then run_llmock; fi
if is_wanted mock-llm; then run_mock_llm; fi
if is_wanted aimock; then run_aimock; fi
for server in llama.cpp llama-cpp-python; do
    is_wanted "$server" || continue
    if [[ ! -f $model_file ]]; then
        skip "$server" "VOUCH_MODEL_GGUF names no model's file"
    elif [[ $server == llama.cpp ]]; then
        run_llama_cpp
    else
        run_llama_cpp_python
    fi
done
if ((lines == 0)); then
    printf 'there is no server or fault %s\n' "$wanted" >&2
    exit 2
fi
exit "$wrong"
