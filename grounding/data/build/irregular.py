#!/usr/bin/env python3
"""Writes irregular.txt: irregular forms of common verbs, nouns and adjectives.

From WordNet 3.0's exception lists (Debian's package `wordnet-base`); a form is kept where its
base form occurs in WordNet's tagged texts, so that rare words don't fill the table.

    python3 grounding/data/build/irregular.py [--wordnet DIR]
"""
import argparse
import pathlib

# Forms that are more often words of their own than forms of another.
LEFT_OUT = {"found", "ground", "bore", "bound", "felt", "lay", "wound", "saw", "ridden", "best", "better", "worse",
            "worst", "further", "more", "most", "less", "least", "left", "lit", "rent", "rose-coloured", "data", "media",
            "does", "number", "cost", "bid", "set", "thought", "thoughts", "outdid"}
# What WordNet leaves out.
ADDED = {"left": "leave", "found": "find", "saw": "see", "felt": "feel", "thought": "think"}


def tagged(folder, part):
    words = set()
    for line in (folder / f"index.{part}").read_text().splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        pointers = int(fields[3])
        if int(fields[5 + pointers]) > 0:
            words.add(fields[0])
    return words


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", default="/usr/share/wordnet", type=pathlib.Path)
    folder = parser.parse_args().wordnet
    forms = {}
    for part in ("verb", "noun", "adj"):
        known = tagged(folder, part)
        for line in (folder / f"{part}.exc").read_text().splitlines():
            form, base = line.split()[:2]
            if base in known and form.isalpha() and base.isalpha() and form != base and form not in LEFT_OUT:
                forms.setdefault(form, base)
    forms.update(ADDED)
    head = [
        "# Irregular forms and their base forms.",
        "# Source: WordNet 3.0, (c) Princeton University, see WORDNET-LICENSE; made by build/irregular.py.",
        "# A line is `form: base`.",
    ]
    out = pathlib.Path(__file__).parent.parent / "irregular.txt"
    out.write_text("\n".join(head + [f"{form}: {base}" for form, base in sorted(forms.items())]) + "\n")


main()
