//! The words by which people say that nobody answered.
//!
//! A phrase is found in any form of its words, with a few small words between them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::read::base;

/// Phrases by the base form of their first word: of each the base forms of the others.
pub(super) type Phrases = BTreeMap<String, Vec<Vec<String>>>;

/// Beginnings of words without one of which a text needs no closer look.
pub(super) const HINTS: [&str; 41] = [
    "repl",
    "respon",
    "answer",
    "acknowl",
    "react",
    "feedback",
    "no word",
    "any word",
    "a word",
    "no news",
    "any news",
    "back",
    "hear",
    "return",
    "pick",
    "reach",
    "get hold",
    "got hold",
    "get through",
    "got through",
    "show",
    "turn up",
    "turned up",
    "voice",
    "silen",
    "quiet",
    "dark",
    "cold",
    "ghost",
    "radar",
    "lost touch",
    "lose touch",
    "lost contact",
    "losing touch",
    "ignor",
    "rang",
    "in vain",
    "answerphone",
    "us up",
    "me up",
    "nothing from",
];

/// What says by itself that nobody answered.
pub(super) static SILENT: LazyLock<Phrases> = LazyLock::new(|| {
    phrases(&[
        "go silent",
        "go quiet",
        "go dark",
        "go cold",
        "fall silent",
        "fall quiet",
        "stay silent",
        "stay quiet",
        "remain silent",
        "remain quiet",
        "keep silent",
        "keep quiet",
        "be silent since",
        "be quiet since",
        "radio silence",
        "total silence",
        "complete silence",
        "nothing but silence",
        "silence since",
        "silence from",
        "ghost us",
        "ghost me",
        "be ghosted",
        "unresponsive",
        "non responsive",
        "nonresponsive",
        "unreachable",
        "voicemail",
        "voice mail",
        "answering machine",
        "answerphone",
        "ring out",
        "unreturned",
        "unanswered",
        "unacknowledged",
        "stop reply",
        "stop respond",
        "stop answer",
        "stop return",
        "stop write back",
        "stop pick up",
        "cease to reply",
        "cease to respond",
        "quit reply",
        "quit respond",
        "quit answer",
        "no show",
        "stand us up",
        "lose touch",
        "lose contact",
        "off the radar",
        "ignore our mail",
        "ignore our email",
        "ignore our message",
        "ignore our call",
        "ignore our invitation",
        "ignore my mail",
        "ignore my email",
        "ignore my message",
        "ignore my call",
        "in vain",
        "hear nothing",
        "nothing back",
        "nothing from them",
        "await reply",
        "await response",
        "await answer",
        "await feedback",
        "wait for reply",
        "wait for response",
        "wait for answer",
        "wait for feedback",
        "wait for them to reply",
        "wait for them to respond",
        "wait on reply",
        "wait on response",
        "wait to hear",
    ])
});

/// What somebody does who answers. Beside a negation it says that nobody did.
pub(super) static ANSWERS: LazyLock<Phrases> = LazyLock::new(|| {
    phrases(&[
        "reply",
        "respond",
        "response",
        "answer",
        "react",
        "reaction",
        "acknowledge",
        "acknowledgement",
        "feedback",
        "callback",
        "word from",
        "word back",
        "word yet",
        "word since",
        "news from",
        "news yet",
        "news since",
        "get back to",
        "come back to us",
        "come back to me",
        "come back with",
        "call back",
        "ring back",
        "write back",
        "mail back",
        "hear back",
        "hear from",
        "hear anything",
        "return call",
        "return mail",
        "return email",
        "return message",
        "return voicemail",
        "pick up",
        "reach",
        "get hold",
        "get through",
        "show up",
        "turn up for",
        "turn up to",
        "turn up at",
        "turn up again",
    ])
});

/// The same where somebody did: what can't be said of anything but people.
pub(super) static BREAKS: LazyLock<Phrases> = LazyLock::new(|| {
    phrases(&[
        "reply",
        "respond",
        "answer",
        "acknowledge",
        "get back to",
        "come back to us",
        "come back to me",
        "come back with",
        "call back",
        "ring back",
        "write back",
        "mail back",
        "hear back",
        "hear from",
        "return call",
        "return mail",
        "return email",
        "return message",
        "get hold",
    ])
});

/// The forms of their first words that tell of what happened.
pub(super) const PAST: [&str; 12] = [
    "replied",
    "responded",
    "answered",
    "acknowledged",
    "got",
    "gotten",
    "came",
    "called",
    "rang",
    "wrote",
    "heard",
    "returned",
];

/// Small words that may stand between those of a phrase.
pub(super) const FILLERS: [&str; 36] = [
    "us",
    "me",
    "our",
    "my",
    "the",
    "a",
    "an",
    "any",
    "all",
    "of",
    "their",
    "her",
    "his",
    "it",
    "very",
    "quite",
    "rather",
    "completely",
    "totally",
    "entirely",
    "pretty",
    "so",
    "even",
    "single",
    "yet",
    "still",
    "on",
    "to",
    "from",
    "first",
    "last",
    "clear",
    "few",
    "two",
    "customer",
    "client",
];

/// Words that deny what follows them, from anywhere in the clause.
pub(super) const DENIES: [&str; 6] = ["not", "never", "nobody", "none", "neither", "nothing"];

/// Words that deny what follows them closely.
pub(super) const DENIES_NEXT: [&str; 9] = [
    "no", "without", "zero", "fail", "failed", "fails", "failing", "unable", "yet",
];

/// Between a negation and what it denies these begin something else.
pub(super) const CUTS: [&str; 16] = [
    "and", "but", "so", "because", "that", "who", "which", "whether", "if", "when", "then", "while", "although",
    "since", "only", "just",
];

/// Words before an answer by which a text says that none was wanted.
pub(super) const EXCUSES: [&str; 13] = [
    "need", "needs", "needed", "require", "required", "requires", "expect", "expected", "must", "supposed", "obliged",
    "asked", "wanted",
];

/// Words after it that say so.
pub(super) const EXCUSED: [&str; 6] = ["needed", "required", "necessary", "expected", "requested", "wanted"];

/// Things that remain without an answer although people talk.
pub(super) const QUESTIONS: [&str; 18] = [
    "question",
    "questions",
    "ticket",
    "tickets",
    "point",
    "points",
    "item",
    "items",
    "query",
    "queries",
    "survey",
    "surveys",
    "case",
    "cases",
    "issue",
    "issues",
    "request",
    "requests",
];

/// Things that may fail to respond, and are nobody.
pub(super) const MACHINES: [&str; 18] = [
    "system",
    "server",
    "api",
    "app",
    "application",
    "page",
    "button",
    "tool",
    "platform",
    "integration",
    "service",
    "site",
    "website",
    "screen",
    "endpoint",
    "database",
    "sync",
    "connector",
];

/// After `response`, `dark` and `reach` these make another thing of it.
pub(super) const COMPOUNDS: [&str; 24] = [
    "time",
    "times",
    "plan",
    "plans",
    "team",
    "rate",
    "rates",
    "code",
    "codes",
    "sla",
    "page",
    "header",
    "data",
    "mode",
    "theme",
    "install",
    "launch",
    "target",
    "targets",
    "goal",
    "goals",
    "agreement",
    "consensus",
    "out",
];

/// Before a word of answering these make good news of the lack of it.
pub(super) const UNWELCOME: [&str; 7] = [
    "negative",
    "bad",
    "critical",
    "adverse",
    "error",
    "automatic",
    "automated",
];

/// Words that tell that an answer is still to come, or only wished for.
pub(super) const OPEN: [&str; 14] = [
    "to", "will", "would", "should", "could", "can", "may", "might", "until", "till", "once", "when", "before",
    "unless",
];

/// Who is meant where the answer is ours to give.
pub(super) const OURS: [&str; 5] = ["we", "i", "vendor", "support", "engineering"];

/// Who is meant where it is theirs.
pub(super) const THEIRS: [&str; 12] = [
    "they", "he", "she", "customer", "client", "nobody", "contact", "sponsor", "champion", "anybody", "who", "team",
];

/// Verbs by which we say what came from them.
pub(super) const FROM_THEM: [&str; 13] = [
    "hear", "heard", "hearing", "reach", "reached", "get", "got", "gotten", "receive", "received", "had", "have",
    "seen",
];

/// Words that begin a sentence with a capital letter and are no names.
pub(super) const NO_NAMES: [&str; 16] = [
    "finally",
    "also",
    "then",
    "today",
    "yesterday",
    "later",
    "just",
    "have",
    "has",
    "had",
    "did",
    "and",
    "but",
    "still",
    "already",
    "now",
];

fn phrases(phrases: &[&str]) -> Phrases {
    let mut table = Phrases::new();
    for phrase in phrases {
        let mut words = phrase.split(' ').map(base);
        if let Some(first) = words.next() {
            table.entry(first).or_default().push(words.collect());
        }
    }
    table
}
