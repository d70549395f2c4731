//! Which capitalised words are names, and of what.

use std::collections::BTreeSet;

use grounding::text::words;
use grounding::{Ledger, Span};

use super::text::is_name_in;

/// Words with a capital that name no person and no thing.
const CALENDAR: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words of names that are words of any sentence too.
const COMMON: [&str; 12] = [
    "the", "and", "of", "for", "group", "dental", "port", "support", "team", "customer", "system", "textiles",
];

/// The names that the evidence knows, word by word.
#[derive(Debug, Default)]
pub(super) struct Names {
    people: BTreeSet<String>,
    companies: BTreeSet<String>,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A person.
    Person,
    /// A company.
    Company,
    /// Something else.
    Product,
}

impl Names {
    /// The names of the ledgers' accounts and of all who wrote or are recorded in them.
    pub(super) fn of<'a>(ledgers: impl Iterator<Item = &'a Ledger>) -> Self {
        let mut names = Self::default();
        for ledger in ledgers {
            add(&mut names.companies, &ledger.account.name);
            let authors = ledger
                .sources()
                .flat_map(|source| source.authors.iter().map(|it| &it.name));
            let contacts = ledger.contacts().map(|(_, contact)| &contact.name);
            let users = ledger.users().map(|(_, user)| &user.name);
            for name in authors.chain(contacts).chain(users) {
                add(&mut names.people, name);
            }
        }
        names
    }

    /// Whether a word belongs to a name, or is one of the calendar.
    pub(super) fn is_name(&self, word: &str) -> bool {
        let bare = bare(word);
        self.people.contains(bare) || self.companies.contains(bare) || is_calendar(bare)
    }

    /// What a run of words names.
    pub(super) fn kind(&self, run: &str) -> Named {
        let any = |of: &BTreeSet<String>| words(run).any(|word| of.contains(bare(word.text)));
        if any(&self.people) {
            Named::Person
        } else if any(&self.companies) || words(run).count() > 1 {
            Named::Company
        } else {
            Named::Product
        }
    }

    /// The names of a text: runs of one to three capitalised words that aren't capitalised for
    /// standing first, and that the evidence or a quote knows.
    pub(super) fn runs(&self, text: &str, quotes: &[&str]) -> Vec<Span> {
        let mut found: Vec<(Span, usize)> = Vec::new();
        let mut open = false;
        for word in words(text) {
            let name = bare(word.text);
            let place = Span::new(word.span.start, word.span.start + name.len());
            let known = self.is_name(name) || quotes.iter().any(|quote| is_name_in(quote, name));
            let first = begins_sentence(text, place.start);
            let told = known || (!first && quotes.iter().any(|quote| quote.contains(name)));
            if !(is_capitalised(name) && told && !is_calendar(name)) {
                open = false;
                continue;
            }
            match found.last_mut() {
                Some((run, count)) if open && &text[run.end..place.start] == " " => {
                    run.end = place.end;
                    *count += 1;
                }
                _ => found.push((place, 1)),
            }
            // A possessive ends the name.
            open = name.len() == word.text.len();
        }
        let hyphened = |run: Span| text[..run.start].ends_with('-') || text[run.end..].starts_with('-');
        found
            .into_iter()
            .filter(|(run, count)| *count <= 3 && !hyphened(*run))
            .map(|(run, _)| run)
            .collect()
    }
}

fn add(to: &mut BTreeSet<String>, name: &str) {
    let parts = words(name).map(|word| bare(word.text));
    let named = parts.filter(|word| is_capitalised(word) && !COMMON.contains(&word.to_lowercase().as_str()));
    to.extend(named.map(str::to_owned));
}

/// Without the mark of the genitive.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("\u{2019}s"))
        .unwrap_or(word)
}

/// A capital and then small letters: no acronym, no code.
fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
        && word.chars().skip(1).any(char::is_lowercase)
}

fn is_calendar(word: &str) -> bool {
    CALENDAR.contains(&word.to_lowercase().as_str())
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '\u{201C}', '('])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_runs_that_the_evidence_knows() {
        let names = Names {
            people: ["Marta", "Quill"].map(str::to_owned).into(),
            companies: BTreeSet::new(),
        };
        let runs = |text: &str, quotes: &[&str]| -> Vec<String> {
            let found = names.runs(text, quotes);
            found.into_iter().map(|run| text[run.range()].to_owned()).collect()
        };
        assert_eq!(
            runs(
                "In May Marta Quill's team chose Molarline.",
                &["They chose Molarline in May."]
            ),
            ["Marta Quill", "Molarline"]
        );
        assert_eq!(
            runs("Notice is due, and the CRM has it.", &["Notice, says the CRM"]),
            [""; 0]
        );
        assert_eq!(names.kind("Marta Quill"), Named::Person);
        assert_eq!(names.kind("Molarline"), Named::Product);
    }
}
