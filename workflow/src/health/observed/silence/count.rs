//! How many attempts a sentence tells of.

use super::read::Read;

/// What attempts are called, without the ending of several.
const ATTEMPTS: [&str; 14] = [
    "mail",
    "email",
    "message",
    "call",
    "attempt",
    "voicemail",
    "reminder",
    "invitation",
    "invite",
    "letter",
    "nudge",
    "ping",
    "note",
    "time",
];

/// Words that may stand between their number and them.
const BETWEEN: [&str; 18] = [
    "unanswered",
    "unreturned",
    "last",
    "latest",
    "previous",
    "recent",
    "earlier",
    "more",
    "further",
    "separate",
    "of",
    "my",
    "our",
    "the",
    "these",
    "follow",
    "up",
    "phone",
];

const NUMBERS: [(&str, usize); 18] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("2nd", 2),
    ("3rd", 3),
    ("4th", 4),
    ("5th", 5),
    ("both", 2),
];

/// A larger number counts no attempts.
const LARGEST: usize = 20;

impl Read {
    /// The largest number of attempts that it names: `two unanswered mails`, `third attempt`, `called
    /// twice`. One where it names none.
    pub(super) fn attempts(&self) -> usize {
        let named = (0..self.len()).filter_map(|at| match self.text(at) {
            "twice" => Some(2),
            "thrice" => Some(3),
            text => number(text).filter(|_| self.counts_attempts(at)),
        });
        named.max().unwrap_or(1)
    }

    fn counts_attempts(&self, at: usize) -> bool {
        let next = (at + 1..self.len()).find(|place| !self.is_any(*place, &BETWEEN));
        next.is_some_and(|place| {
            let text = self.text(place);
            ATTEMPTS.contains(&text.strip_suffix('s').unwrap_or(text))
        })
    }
}

fn number(text: &str) -> Option<usize> {
    let word = NUMBERS
        .iter()
        .find(|(word, _)| *word == text)
        .map(|(_, number)| *number);
    word.or_else(|| text.parse().ok()).filter(|number| *number <= LARGEST)
}
