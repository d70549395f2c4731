#!/usr/bin/env python3
"""Writes antonyms.txt, synonyms.txt, common_words.txt and the machine-made part of rising.txt,
falling.txt, improving.txt, worsening.txt and uncertain.txt.

From WordNet 3.0 (Debian's package `wordnet-base`). How often a sense occurs in WordNet's tagged
texts decides what is kept: words that never occur there, and rare senses of those that do, make
pairs that no reader of business English would think of.

    python3 grounding/data/build/wordnet.py [--wordnet DIR]
"""
import argparse
import collections
import pathlib
import re

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
HEAD = "# Source: WordNet 3.0, (c) Princeton University, see WORDNET-LICENSE; made by build/wordnet.py."
# No contradictions in business prose, though WordNet opposes them.
NOT_OPPOSED = [
    {"man", "woman"}, {"boy", "girl"}, {"he", "she"}, {"mother", "father"}, {"brother", "sister"}, {"son", "daughter"},
    {"husband", "wife"}, {"male", "female"}, {"day", "night"}, {"civilian", "military"}, {"left", "right"},
    {"teacher", "student"}, {"question", "answer"}, {"ask", "answer"}, {"right", "wrong"}, {"old", "new"},
    {"white", "black"}, {"north", "south"}, {"east", "west"}, {"king", "queen"}, {"buyer", "seller"},
    {"come", "go"}, {"take", "bring"}, {"give", "take"}, {"work", "idle"}, {"start", "end"}, {"begin", "end"},
    {"first", "second"}, {"good", "ill"}, {"general", "special"}, {"individual", "common"}, {"natural", "sharp"},
    {"better", "well"}, {"well", "badly"}, {"hit", "miss"}, {"get", "leave"}, {"be", "differ"}, {"home", "away"},
    {"make", "break"}, {"one", "zero"}, {"personal", "impersonal"}, {"back", "front"}, {"set", "rise"},
    {"follow", "precede"}, {"show", "hide"}, {"stay", "move"}, {"keep", "lose"}, {"hold", "let"}, {"need", "obviate"},
    {"see", "ignore"}, {"present", "past"}, {"now", "then"}, {"here", "there"}, {"this", "that"}, {"major", "minor"},
    {"long", "short"}, {"use", "disuse"}, {"call", "put"}, {"open", "close"}, {"live", "recorded"},
]


class WordNet:
    def __init__(self, folder):
        self.synsets = {}
        self.senses = collections.defaultdict(list)  # (lemma, part) -> offsets, most frequent first
        self.counts = {}
        # Lemmas that are written with a small letter in one of their senses.
        self.small = set()
        # A lemma stands in several synsets: which of its senses is how frequent is told by keys.
        count = {}
        for line in (folder / "cntlist.rev").read_text().splitlines():
            key, _, times = line.split()
            count[key] = int(times)
        for short, part in PARTS.items():
            for line in (folder / f"data.{part}").read_text().splitlines():
                if not line.startswith(" "):
                    self.read_synset(short, line, count)
            for line in (folder / f"index.{part}").read_text().splitlines():
                if line.startswith(" "):
                    continue
                fields = line.split()
                many = int(fields[2])
                self.senses[fields[0], short] = [(short, int(it)) for it in fields[-many:]]

    def read_synset(self, short, line, count):
        data = line.split(" | ")[0].split()
        offset, lexfile, kind, many = int(data[0]), data[1], data[2], int(data[3], 16)
        words = []
        for at in range(many):
            written = re.sub(r"\(.*\)$", "", data[4 + 2 * at])
            word = written.lower()
            if written == word:
                self.small.add(word)
            words.append((word, data[5 + 2 * at]))
        at = 4 + 2 * many
        pointers = []
        for _ in range(int(data[at])):
            symbol, target, part, place = data[at + 1 : at + 5]
            part = "a" if part == "s" else part
            pointers.append((symbol, (part, int(target)), int(place[:2], 16), int(place[2:], 16)))
            at += 4
        self.synsets[short, offset] = {"words": [word for word, _ in words], "pointers": pointers, "kind": kind}
        number = {"n": 1, "v": 2, "a": 3, "r": 4, "s": 5}[kind]
        head = ""
        for word, lex in words:
            prefix = f"{word}%{number}:{lexfile}:{int(lex, 16):02d}:"
            times = count.get(prefix + ":", 0)
            if kind == "s":
                times = sum(it for key, it in ((k, count[k]) for k in self.by_prefix(count, prefix)))
            self.counts[word, (short, offset)] = times
        del head

    prefixes = None

    def by_prefix(self, count, prefix):
        if WordNet.prefixes is None:
            WordNet.prefixes = collections.defaultdict(list)
            for key in count:
                if "%5:" in key:
                    WordNet.prefixes[":".join(key.split(":")[:3]) + ":"].append(key)
        return WordNet.prefixes.get(prefix, [])

    def total(self, lemma):
        return sum(self.counts.get((lemma, it), 0) for part in PARTS for it in self.senses.get((lemma, part), []))

    def main_senses(self, lemma, part):
        """The most frequent senses, up to four fifths of the lemma's occurrences and at most three."""
        senses = self.senses.get((lemma, part), [])
        whole = sum(self.counts.get((lemma, it), 0) for it in senses)
        kept, seen = [], 0
        for sense in senses[:3]:
            kept.append(sense)
            seen += self.counts.get((lemma, sense), 0)
            if seen >= 0.8 * whole:
                break
        return kept


def plain(word):
    return re.fullmatch(r"[a-z]{2,}", word) is not None


def antonyms(net):
    pairs = set()
    for (part, offset), synset in net.synsets.items():
        for symbol, target, own, theirs in synset["pointers"]:
            if symbol != "!" or not own:
                continue
            one, other = synset["words"][own - 1], net.synsets[target]["words"][theirs - 1]
            # Words that mean the same as the two contradict each other too: `accept` and `decline`.
            here, there = main_words(net, (part, offset)), main_words(net, target)
            pairs |= {frozenset((left, right)) for left in here for right in there if one in here or other in there}
            if plain(one) and plain(other) and (net.total(one) and net.total(other) or net.total(one) + net.total(other) > 3):
                pairs.add(frozenset((one, other)))
    # What derives from opposed words is opposed: approval and rejection, as approve and reject.
    derived = set()
    for pair in list(pairs):
        if len(pair) < 2:
            continue
        one, other = sorted(pair)
        for left in derivations(net, one):
            for right in derivations(net, other):
                if left[1] == right[1] and left[0] != right[0] and plain(left[0]) and plain(right[0]):
                    if net.total(left[0]) and net.total(right[0]) and left[0][-3:] == right[0][-3:]:
                        derived.add(frozenset((left[0], right[0])))
    # A frequent adjective is opposed to the opposite of the head that it is like.
    for (part, offset), synset in list(net.synsets.items()):
        if part != "a":
            continue
        for symbol, target, own, theirs in synset["pointers"]:
            if symbol != "!":
                continue
            head, opposed = synset["words"][own - 1], net.synsets[target]
            for likeness, satellite, _, _ in opposed["pointers"]:
                if likeness != "&":
                    continue
                for word in net.synsets[satellite]["words"]:
                    first = net.senses.get((word, "a"), [None])[0]
                    if plain(word) and first == satellite and net.total(word) > 4 and net.total(head) > 4:
                        derived.add(frozenset((head, word)))
    pairs |= derived
    excluded = [frozenset(it) for it in NOT_OPPOSED]
    out = collections.defaultdict(set)
    for pair in pairs:
        if len(pair) == 2 and pair not in excluded and not share_synset(net, *pair):
            one, other = pair
            out[one].add(other)
            out[other].add(one)
    return out


def main_words(net, sense):
    """The words of a synset that mean it most of the time."""
    part = sense[0]
    return {word for word in net.synsets[sense]["words"] if plain(word) and sense in net.main_senses(word, part)[:2] and net.total(word) > 2}


def share_synset(net, one, other):
    senses = {it for part in PARTS for it in net.senses.get((one, part), [])}
    return any(it in senses for part in PARTS for it in net.senses.get((other, part), []))


def derivations(net, lemma):
    found = set()
    for part in PARTS:
        for sense in net.main_senses(lemma, part):
            synset = net.synsets[sense]
            for symbol, target, own, theirs in synset["pointers"]:
                if symbol in "+\\" and own and synset["words"][own - 1] == lemma and theirs:
                    found.add((net.synsets[target]["words"][theirs - 1], target[0]))
    return found


def depth(net, sense, seen=0):
    up = [target for symbol, target, _, _ in net.synsets[sense]["pointers"] if symbol in "@"]
    return 1 + depth(net, up[0], seen + 1) if up and seen < 20 else 0


def synonyms(net):
    out = {}
    for lemma in sorted({lemma for lemma, _ in net.senses}):
        if not plain(lemma) or len(lemma) < 3 or not net.total(lemma):
            continue
        found = set()
        for part in PARTS:
            for sense in net.main_senses(lemma, part):
                if not net.counts.get((lemma, sense), 0):
                    continue
                synset = net.synsets[sense]
                # A word for which this sense is a rare one would not be read as this.
                found |= {it for it in synset["words"] if sense in net.main_senses(it, part)}
                if part in "nv":
                    for symbol, target, _, _ in synset["pointers"]:
                        if symbol == "@" and depth(net, target) >= (5 if part == "n" else 1):
                            first = net.synsets[target]["words"]
                            found |= {it for it in first if target in net.main_senses(it, part)[:1]}
                if part == "a":
                    for symbol, target, _, _ in synset["pointers"]:
                        if symbol == "&":
                            found |= {it for it in net.synsets[target]["words"] if target in net.main_senses(it, "a")[:1] and net.total(it) > 1}
        found |= {word for word, _ in derivations(net, lemma) if net.total(word)}
        found = {it for it in found if plain(it) and it != lemma and (net.total(it) or len(found) < 4)}
        if found:
            out[lemma] = found
    return out


def below(net, roots, levels):
    """The lemmas of synsets and of those below them, where that sense is most of the lemma's occurrences."""
    found, queue = set(), [(root, 0) for root in roots]
    while queue:
        sense, level = queue.pop()
        for word in net.synsets[sense]["words"]:
            if plain(word) and net.total(word) and net.counts.get((word, sense), 0) >= 0.6 * net.total(word):
                found.add(word)
        if level < levels:
            queue += [(target, level + 1) for symbol, target, _, _ in net.synsets[sense]["pointers"] if symbol == "~"]
    return found


def kinds_of(net, roots, levels):
    """The verbs of synsets and of those below them, where that sense is one of the verb's first three."""
    found, queue = set(), [(root, 0) for root in roots]
    while queue:
        at, level = queue.pop()
        found |= {word for word in net.synsets[at]["words"] if plain(word) and at in net.senses.get((word, at[0]), [])[:3]}
        if level < levels:
            queue += [(target, level + 1) for symbol, target, _, _ in net.synsets[at]["pointers"] if symbol == "~"]
    return found


def sense(net, lemma, part, number):
    return net.senses[lemma, part][number - 1]


def write(folder, name, what, lines):
    (folder / name).write_text("\n".join([f"# {what}", HEAD, *lines]) + "\n")
    print(name, len(lines), (folder / name).stat().st_size)


def relation(pairs):
    return [f"{word}: {' '.join(sorted(others))}" for word, others in sorted(pairs.items())]


def table(folder, name, what, words, by_hand):
    hand = (folder / "build" / f"{by_hand}").read_text().splitlines()
    left_out = {line[1:] for line in hand if line.startswith("-")}
    kept = sorted(word for word in words if word not in left_out)
    added = [line for line in hand if line and not line.startswith(("-", "#"))]
    write(folder, name, what, [*kept, "# Added by hand.", *added])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", default="/usr/share/wordnet", type=pathlib.Path)
    net = WordNet(parser.parse_args().wordnet)
    folder = pathlib.Path(__file__).parent.parent
    write(folder, "antonyms.txt", "Words that contradict each other: `word: others`.", relation(antonyms(net)))
    write(folder, "synonyms.txt", "Words that can stand for each other: `word: others`.", relation(synonyms(net)))
    common = sorted({lemma for lemma, part in net.senses if plain(lemma) and net.total(lemma) and
                     any(net.counts.get((lemma, it), 0) and net.synsets[it]["words"] for it in net.senses[lemma, part])})
    proper = names_only(net)
    write(folder, "common_words.txt", "Ordinary words of English.", [word for word in common if word not in proper and word in net.small])
    up = [sense(net, "increase", "v", 1), sense(net, "increase", "v", 2), sense(net, "increase", "n", 1), sense(net, "increase", "n", 2), sense(net, "rise", "v", 1)]
    down = [sense(net, "decrease", "v", 1), sense(net, "decrease", "v", 2), sense(net, "decrease", "n", 1), sense(net, "decrease", "n", 2)]
    table(folder, "rising.txt", "Words of going up.", below(net, up, 2), "rising.hand")
    table(folder, "falling.txt", "Words of going down.", below(net, down, 2), "falling.hand")
    rising = kinds_of(net, [sense(net, "increase", "v", 1), sense(net, "increase", "v", 2), sense(net, "rise", "v", 1)], 3)
    falling = kinds_of(net, [sense(net, "decrease", "v", 1), sense(net, "decrease", "v", 2)], 3)
    table(folder, "rising_beside.txt", "Words of going up, beside a figure.", rising - falling, "rising_beside.hand")
    table(folder, "falling_beside.txt", "Words of going down, beside a figure.", falling - rising, "falling_beside.hand")
    better = [sense(net, "improve", "v", 1), sense(net, "improve", "v", 2), sense(net, "improvement", "n", 1)]
    worse = [sense(net, "worsen", "v", 1), sense(net, "worsen", "v", 2), sense(net, "deterioration", "n", 1)]
    table(folder, "improving.txt", "Words of getting better.", below(net, better, 0), "improving.hand")
    table(folder, "worsening.txt", "Words of getting worse.", below(net, worse, 0), "worsening.hand")
    doubt = [sense(net, lemma, part, 1) for lemma, part in [
        ("expect", "v"), ("estimate", "v"), ("estimate", "n"), ("anticipate", "v"), ("forecast", "v"), ("predict", "v"), ("hope", "v"),
        ("intend", "v"), ("probable", "a"), ("possible", "a"), ("likely", "a"), ("tentative", "a"), ("approximate", "a"),
        ("approximately", "r"), ("probably", "r"), ("possibly", "r"), ("presumably", "r"), ("supposedly", "r"), ("prediction", "n"), ("expectation", "n")]]
    table(folder, "uncertain.txt", "Words of doubt, estimate, hope and plan.", below(net, doubt, 0), "uncertain.hand")


def names_only(net):
    """Lemmas that WordNet has only as instances: people, places, works."""
    found = set()
    for (lemma, part), senses in net.senses.items():
        instance = [any(symbol == "@i" for symbol, *_ in net.synsets[it]["pointers"]) for it in senses]
        others = any((lemma, other) in net.senses for other in "var") if part == "n" else True
        if part == "n" and all(instance) and not others:
            found.add(lemma)
    return found


main()
