"""How long fuzzy matching takes on the texts that the example `speed` judges.

    cargo run --release -p evals --example speed -- --dump texts.jsonl
    python3 -m pip install rapidfuzz
    python3 evals/examples/speed_peer.py texts.jsonl

It scores each quote against the text it is cited from and does nothing else: no figures, no
denials, no names, none of what a rule asks.
"""

import json
import statistics
import sys
import time

ROUNDS = 5


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: speed_peer.py FILE")
    try:
        import rapidfuzz
        from rapidfuzz import fuzz
    except ImportError:
        sys.exit("rapidfuzz is not installed: python3 -m pip install rapidfuzz")
    with open(sys.argv[1], encoding="utf-8") as file:
        pairs = [(line["quote"], line["text"]) for line in map(json.loads, file)]
    if not pairs:
        sys.exit("the file holds no quotes")

    times = []
    scores = []
    for _ in range(ROUNDS):
        begun = time.perf_counter_ns()
        scores = [fuzz.partial_ratio(quote, text) for quote, text in pairs]
        times.append(time.perf_counter_ns() - begun)
    took = statistics.median(times)

    exact = sum(quote in text for quote, text in pairs)
    alike = sum(score >= 90 for score in scores)
    print(f"rapidfuzz {rapidfuzz.__version__}, {len(pairs)} quotes, one core")
    print("| what | per second | ns each |")
    print("| --- | ---: | ---: |")
    print(f"| quotes, `partial_ratio` | {len(pairs) * 10**9 // int(took)} | {int(took) // len(pairs)} |")
    print(f"{exact} quotes stand there as written, {alike} score 90 or more")


main()
