//! Personal data and secrets by their form: mail addresses, telephone numbers, numbers of cards
//! and bank accounts, passwords and keys.
//!
//! Names are no secrets here: a brief speaks of people. What is only known by its meaning, such as
//! somebody's health, is the matter of rule V606.

use crate::Span;

/// What kind of private thing words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrivateKind {
    /// A mail address.
    Mail,
    /// A telephone number.
    Phone,
    /// The number of a payment card or a bank account.
    Account,
    /// A password, a token or a key.
    Secret,
}

impl PrivateKind {
    /// The kind in words, for a person and for a model.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Mail => "mail address",
            Self::Phone => "phone number",
            Self::Account => "account number",
            Self::Secret => "secret",
        }
    }
}

/// Private words in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Private {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub kind: PrivateKind,
}

/// Every private thing of the text, in order and without overlap.
pub fn find_private(text: &str) -> Vec<Private> {
    let mut found: Vec<Private> = Vec::new();
    let each = [
        (PrivateKind::Secret, secrets(text)),
        (PrivateKind::Mail, mail_addresses(text)),
        (PrivateKind::Account, account_numbers(text)),
        (PrivateKind::Phone, phone_numbers(text)),
    ];
    for (kind, spans) in each {
        for span in spans {
            if found
                .iter()
                .all(|it| span.end <= it.span.start || it.span.end <= span.start)
            {
                found.push(Private { span, kind });
            }
        }
    }
    found.sort_by_key(|it| it.span.start);
    found
}

fn mail_addresses(text: &str) -> Vec<Span> {
    let is_local = |it: char| it.is_alphanumeric() || matches!(it, '.' | '_' | '%' | '+' | '-');
    let is_domain = |it: char| it.is_alphanumeric() || matches!(it, '.' | '-');
    text.match_indices('@')
        .filter_map(|(at, _)| {
            let start = text[..at].trim_end_matches(is_local).len();
            let after = &text[at + 1..];
            let domain = &after[..after.find(|it| !is_domain(it)).unwrap_or(after.len())];
            let domain = domain.trim_end_matches(['.', '-']);
            let top = domain.rsplit_once('.')?.1;
            let is_address = start < at && top.len() >= 2 && top.chars().all(char::is_alphabetic);
            is_address.then(|| Span::new(start, at + 1 + domain.len()))
        })
        .collect()
}

/// Numbers that are written to be dialled: with a `+`, a trunk `0` or an area code in brackets.
/// Others could be amounts, dates or ids.
fn phone_numbers(text: &str) -> Vec<Span> {
    const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, ' ' | '-' | '.' | '(' | ')' | '/');
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(['+', '0', '(']) {
        let start = from + at;
        let before = text[..start].chars().next_back();
        let lead = text[start..].chars().next().map_or(1, char::len_utf8);
        let run = text[start + lead..]
            .find(|it| !is_part(it))
            .map_or(text.len(), |end| start + lead + end);
        let number = text[start..run].trim_end_matches(|it: char| !it.is_ascii_digit());
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let is_grouped = number.chars().any(|it| matches!(it, ' ' | '(' | '/' | '-'));
        let stands_alone = !before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '.' | ',' | '-' | ':' | '/'))
            && !text[start + number.len()..].starts_with(char::is_alphanumeric);
        let is_phone = DIGITS.contains(&digits) && stands_alone && (number.starts_with('+') || is_grouped);
        if is_phone {
            found.push(Span::new(start, start + number.len()));
            from = start + number.len();
        } else {
            from = start + lead;
        }
    }
    found
}

/// Numbers in the form of a payment card or an international bank account.
fn account_numbers(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        let part = character.is_ascii_alphanumeric() || (matches!(character, ' ' | '-') && start.is_some());
        match (part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.extend(number_within(text, Span::new(from, at)));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Looks for a card's or an account's number in a run of letters, digits, blanks and dashes: four
/// groups of four digits in a row, or a country's code and check digits before groups of four.
fn number_within(text: &str, run: Span) -> Option<Span> {
    let groups: Vec<(usize, &str)> = text[run.range()]
        .split([' ', '-'])
        .scan(run.start, |at, group| {
            let start = *at;
            *at += group.len() + 1;
            Some((start, group))
        })
        .collect();
    let four = |group: &str| group.len() == 4 && group.chars().all(|it| it.is_ascii_digit());
    let iban = |group: &str| {
        group.len() >= 4
            && group.chars().take(2).all(|it| it.is_ascii_uppercase())
            && group.chars().skip(2).take(2).all(|it| it.is_ascii_digit())
    };
    let whole = |group: &str| {
        (group.len() == 16 && group.chars().all(|it| it.is_ascii_digit()))
            || (iban(group) && group.len() >= 15 && group.chars().skip(4).filter(char::is_ascii_digit).count() >= 10)
    };
    for (at, (start, group)) in groups.iter().enumerate() {
        if whole(group) {
            return Some(Span::new(*start, start + group.len()));
        }
        let Some(rest) = groups.get(at + 1..at + 4) else {
            continue;
        };
        if (four(group) || (iban(group) && group.len() == 4)) && rest.iter().all(|(_, it)| four(it)) {
            return Some(Span::new(*start, rest[2].0 + 4));
        }
    }
    None
}

/// How keys of well-known services begin.
const KEY_STARTS: [&str; 9] = [
    "sk-", "sk_live_", "ghp_", "gho_", "xoxb-", "xoxp-", "AKIA", "eyJhbGci", "glpat-",
];

/// Words after which a password or a key stands.
const SECRET_NAMES: [&str; 8] = [
    "password",
    "passwort",
    "passphrase",
    "pwd",
    "api key",
    "api_key",
    "access token",
    "secret key",
];

/// Shorter words than this are no key.
const SHORTEST_SECRET: usize = 6;

fn secrets(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = words(text)
        .filter(|word| {
            let word = &text[word.range()];
            KEY_STARTS.iter().any(|start| word.starts_with(start)) && word.len() >= 16
        })
        .collect();
    let lower = text.to_ascii_lowercase();
    for name in SECRET_NAMES {
        for (at, _) in lower.match_indices(name) {
            let after = at + name.len();
            let rest = lower[after..].trim_start();
            let told = [": ", ":", "= ", "=", "is: ", "is "]
                .iter()
                .find_map(|mark| rest.strip_prefix(mark));
            let Some(told) = told else { continue };
            let start = lower.len() - told.trim_start().len();
            let Some(word) = words(&text[start..]).next() else {
                continue;
            };
            let word = Span::new(start + word.start, start + word.end);
            let said = &text[word.range()];
            // `the password is expired` tells nobody a password.
            let is_secret = said.len() >= SHORTEST_SECRET && said.contains(|it: char| !it.is_alphabetic());
            if word.start == start && is_secret && !found.contains(&word) {
                found.push(word);
            }
        }
    }
    found.sort_by_key(|span| span.start);
    found
}

/// The stretches without white space, without the punctuation at their ends.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let marks = [
        '"', '\'', '`', '.', ',', ';', '(', ')', '<', '>', '\u{201C}', '\u{201D}',
    ];
    text.split_whitespace().filter_map(move |word| {
        let inner = word.trim_matches(marks);
        let start = inner.as_ptr().addr() - text.as_ptr().addr();
        (!inner.is_empty()).then(|| Span::new(start, start + inner.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        find_private(text)
            .iter()
            .map(|it| (it.kind.noun(), &text[it.span.range()]))
            .collect()
    }

    #[test]
    fn each_kind_is_known_by_its_form() {
        let text = "Write to ines.duarte@northwind.example, or call +44 113 496 0412 or (0113) 496-0413. \
                    Card 4111 1111 1111 1111, IBAN GB33BUKB20201555555555. The api key is sk-abc123def456ghi789, \
                    password: hunter22!";
        assert_eq!(
            found(text),
            [
                ("mail address", "ines.duarte@northwind.example"),
                ("phone number", "+44 113 496 0412"),
                ("phone number", "(0113) 496-0413"),
                ("account number", "4111 1111 1111 1111"),
                ("account number", "GB33BUKB20201555555555"),
                ("secret", "sk-abc123def456ghi789"),
                ("secret", "hunter22!"),
            ]
        );
    }

    #[test]
    fn figures_dates_ids_and_talk_of_passwords_are_not_private() {
        for text in [
            "USD 485,100.00 for 805 seats until 2027-06-15 at 10:30",
            "invoice 0068d00000No1AaAAJ of 01.02.2026, (1,240,000) and 0.000001",
            "their password is expired, password: none, the @mentions of a team",
            "7200037 and 20260630120000 and 0012345678",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
