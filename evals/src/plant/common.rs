//! Common words that claims are changed at, beside those of the planting file.

/// Common verbs of a change, up and down, told in the past.
pub(super) const MOVED: [(&str, bool); 14] = [
    ("rose", true),
    ("grew", true),
    ("climbed", true),
    ("increased", true),
    ("went up", true),
    ("jumped", true),
    ("fell", false),
    ("shrank", false),
    ("decreased", false),
    ("dropped", false),
    ("declined", false),
    ("went down", false),
    ("came down", false),
    ("slipped", false),
];

/// Common words of a direction beside a figure, and their opposites.
pub(super) const TURNED: [(&str, &str); 14] = [
    ("up from", "down from"),
    ("down from", "up from"),
    ("up by", "down by"),
    ("down by", "up by"),
    ("down to", "up to"),
    ("above", "below"),
    ("below", "above"),
    ("higher", "lower"),
    ("lower", "higher"),
    ("more than", "fewer than"),
    ("fewer than", "more than"),
    ("less than", "more than"),
    ("more", "fewer"),
    ("fewer", "more"),
];

/// Common words of a part: whether `of the` goes with them.
pub(super) const PARTS: [(&str, bool); 15] = [
    ("some of the", true),
    ("most of the", true),
    ("many of the", true),
    ("several of the", true),
    ("a few of the", true),
    ("half of the", true),
    ("half the", true),
    ("a couple of the", true),
    ("a couple of", false),
    ("a few", false),
    ("several", false),
    ("many", false),
    ("most", false),
    ("some", false),
    ("numerous", false),
];

/// Words of doubt, and what is left of them.
pub(super) const DOUBTS: [(&str, &str); 12] = [
    ("is expected to", "will"),
    ("are expected to", "will"),
    ("is likely to", "will"),
    ("are likely to", "will"),
    ("should", "will"),
    ("may", "will"),
    ("might", "will"),
    ("could", "will"),
    ("would", "will"),
    ("probably", ""),
    ("perhaps", ""),
    ("possibly", ""),
];

/// Words that make a figure vague.
pub(super) const VAGUE: [&str; 3] = ["about", "around", "roughly"];

/// Verbs after which `not` may be put.
pub(super) const AUXILIARIES: [&str; 10] = ["is", "are", "was", "were", "will", "can", "has", "have", "had", "must"];

/// Past participles that don't end as others do.
pub(super) const PARTICIPLES: [&str; 28] = [
    "been", "had", "gone", "done", "made", "found", "come", "become", "grown", "risen", "fallen", "seen", "taken",
    "given", "left", "kept", "held", "lost", "set", "sent", "shown", "met", "run", "begun", "brought", "built", "told",
    "said",
];

/// Words of denial, and what is left without it.
pub(super) const NEGATED: [(&str, &str); 20] = [
    ("cannot", "can"),
    ("can't", "can"),
    ("won't", "will"),
    ("isn't", "is"),
    ("aren't", "are"),
    ("wasn't", "was"),
    ("weren't", "were"),
    ("hasn't", "has"),
    ("haven't", "have"),
    ("hadn't", "had"),
    ("doesn't", "does"),
    ("didn't", "did"),
    ("don't", "do"),
    ("nobody", "somebody"),
    ("no one", "someone"),
    ("none", "some"),
    ("never", ""),
    ("not", ""),
    ("no", "some"),
    ("without", "with"),
];
