#!/usr/bin/env bash
# How fast 200 recorded cases are replayed, each with an answer that must be JSON of the form asked
# for and hold one word; beside promptfoo and inspect-ai where they can be installed.
#
#   evals/replay_speed.sh            vouch alone
#   evals/replay_speed.sh --peers    the peers too, from npm and PyPI, into target/peers
#
# Needs python3, and npm for promptfoo. Prints a table that names the machine and the day.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo build --release --quiet
vouch=$PWD/target/release/vouch
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

# One case in two hundred: a note, the section that is drafted from it, and the word to be found.
python3 - "$work" <<'PY'
import pathlib, sys
work = pathlib.Path(sys.argv[1])
cases = ['about = "200 replayed answers"\n[defaults]\nas_of = "2026-06-30"\nsection = "why"\n']
for i in range(200):
    cases.append(f'''[[case]]
name = "note-{i:03}"
exchange = "exchanges/note-{i:03}"
[[case.source]]
id = "note:file/{i:03}"
kind = "note"
date = "2026-06-01"
author = "Ada Byrne"
text = "The desk of site w{i:03} copies every request by hand into the list."
[[case.expect.stated]]
says = ["w{i:03}"]
verdict = "accepted"
''')
(work / "suites").mkdir()
(work / "suites" / "replay.toml").write_text("\n".join(cases))
(work / "vouch.toml").write_text('[model]\nbase_url = "http://127.0.0.1:8209/v1"\nname = "mock-1"\n')
(work / "mock.py").write_text(r'''
import json, re
from http.server import BaseHTTPRequestHandler, HTTPServer
class Mock(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        quote = re.search(r"The desk of site w\d+ copies every request by hand into the list\.", asked["messages"][1]["content"]).group(0)
        claim = {"citations": [{"passage": 1, "quote": quote}], "text": quote, "kind": "fact", "standing": "fact", "goal": None, "replaces": None}
        body = json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "mock-1",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": json.dumps({"claims": [claim], "questions": []})}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 5}}).encode()
        self.send_response(200); self.send_header("content-type", "application/json"); self.send_header("content-length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, *_): pass
HTTPServer(("127.0.0.1", 8209), Mock).serve_forever()
''')
PY
python3 "$work/mock.py" &
server=$!
for _ in $(seq 50); do (: >/dev/tcp/127.0.0.1/8209) 2>/dev/null && break; sleep 0.1; done
(cd "$work" && "$vouch" --quiet evals record suites --name mock)
kill "$server"; server=

# Runs a command and prints its wall time, cases a second and largest memory of all its processes.
cat >"$work/meas.py" <<'PY'
import json, os, subprocess, sys, time
def tree(pid):
    try: children = open(f"/proc/{pid}/task/{pid}/children").read().split()
    except OSError: return []
    return [pid] + [p for child in children for p in tree(int(child))]
def memory(pid):
    try: return int(next(l for l in open(f"/proc/{pid}/status") if l.startswith("VmRSS")).split()[1]) / 1024
    except (OSError, StopIteration): return 0
name, runs, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
walls, peak, code = [], 0, 0
for _ in range(runs):
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(memory(p) for p in tree(process.pid)))
        time.sleep(0.002)
    walls.append(time.perf_counter() - begun); code = process.returncode
wall = sorted(walls)[len(walls) // 2]
print(f"| {name} | {wall * 1000:.0f} ms | {200 / wall:.0f} | {peak:.0f} MB | {code} |")
PY
printf '%s, %s cores, load %s, %s\n\n' "$(uname -srm)" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)" "$(date -I)"
printf '| | wall, median | cases/s | memory | exit |\n| --- | ---: | ---: | ---: | ---: |\n'
cd "$work"
python3 meas.py "vouch, 200 replayed cases" 9 "$vouch" --quiet evals run suites
python3 meas.py "vouch, start and end alone" 9 "$vouch" --version

if [ "${1:-}" = --peers ]; then
    peers=$OLDPWD/target/peers
    mkdir -p "$peers"
    if command -v npm >/dev/null; then
        [ -x "$peers/node_modules/.bin/promptfoo" ] || npm install --silent --prefix "$peers" promptfoo >/dev/null 2>&1 || true
    fi
    if [ -x "$peers/node_modules/.bin/promptfoo" ]; then
        python3 - <<'PY'
tests = "".join(f"  - vars: {{id: {i}, word: w{i:03}}}\n" for i in range(200))
open("promptfoo.yaml", "w").write(
    "description: echo\nprompts: ['{\"note\": {{id}}, \"answer\": \"{{word}}\"}']\nproviders:\n  - echo\n"
    "defaultTest:\n  assert:\n    - {type: is-json}\n    - {type: icontains, value: '{{word}}'}\ntests:\n" + tests)
PY
        export PROMPTFOO_DISABLE_TELEMETRY=1 PROMPTFOO_DISABLE_UPDATE=1
        python3 meas.py "promptfoo, echo" 3 "$peers/node_modules/.bin/promptfoo" eval -c promptfoo.yaml --no-cache --no-progress-bar --no-table --no-write
    else
        printf '| promptfoo | not installed | | | |\n'
    fi
    [ -x "$peers/venv/bin/inspect" ] || { python3 -m venv "$peers/venv" && "$peers/venv/bin/pip" install --quiet inspect-ai openai; } || true
    if [ -x "$peers/venv/bin/inspect" ]; then
        cat >task.py <<'PY'
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import includes
from inspect_ai.solver import generate
@task
def suite():
    return Task(dataset=MemoryDataset([Sample(id=i, input=f"note {i}", target="Default output") for i in range(200)]), solver=generate(), scorer=includes())
PY
        python3 meas.py "inspect-ai, mockllm" 3 "$peers/venv/bin/inspect" eval task.py --model mockllm/model --display none
    else
        printf '| inspect-ai | not installed | | | |\n'
    fi
fi
