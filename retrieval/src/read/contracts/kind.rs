//! What kind of contract a text is, if it is one.

use grounding::SourceKind;

use super::super::Format;

/// How many of the first lines with words may be the title.
const TITLE_LINES: usize = 6;

/// How many characters a title may have.
const LONGEST_TITLE: usize = 120;

/// How many different words of the law make a contract of a text with a fitting title.
const FEW: usize = 3;

/// How many do so without one.
const MANY: usize = 6;

const ORDER_TITLES: [&str; 8] = [
    "order form",
    "sales order",
    "service order",
    "order schedule",
    "statement of work",
    "statement of services",
    "work order",
    "subscription order",
];
const NDA_TITLES: [&str; 6] = [
    "non-disclosure",
    "nondisclosure",
    "non disclosure",
    "confidentiality agreement",
    "confidential disclosure",
    "secrecy agreement",
];
const AGREEMENT_TITLES: [&str; 5] = [
    "agreement",
    "terms of service",
    "terms and conditions",
    "standard terms",
    "master terms",
];
/// What an order form speaks of.
const ORDER_WORDS: [&str; 11] = [
    "subscription",
    "fee",
    "fees",
    "term",
    "customer",
    "provider",
    "signed",
    "signature",
    "seats",
    "deliverables",
    "scope",
];
/// What an agreement speaks of.
const LEGAL_WORDS: [&str; 18] = [
    "shall",
    "party",
    "parties",
    "agreement",
    "hereby",
    "hereunder",
    "herein",
    "hereinafter",
    "liability",
    "liable",
    "indemnify",
    "termination",
    "terminate",
    "governing",
    "warranties",
    "confidential",
    "provider",
    "customer",
];

/// A kind of contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    OrderForm,
    Msa,
    Nda,
}

impl Kind {
    /// The kind's name in source ids.
    pub(super) fn object(self) -> &'static str {
        match self {
            Self::OrderForm => "order-form",
            Self::Msa => "msa",
            Self::Nda => "nda",
        }
    }

    pub(super) fn format(self) -> Format {
        match self {
            Self::OrderForm => Format::OrderForm,
            Self::Msa => Format::Msa,
            Self::Nda => Format::Nda,
        }
    }

    pub(super) fn source_kind(self) -> SourceKind {
        match self {
            Self::OrderForm => SourceKind::OrderForm,
            Self::Msa => SourceKind::Msa,
            Self::Nda => SourceKind::Nda,
        }
    }
}

/// Tells the kind by the title, else by the vocabulary and, between two kinds, by the file's
/// name.
pub(super) fn of(text: &str, file_name: &str) -> Option<Kind> {
    if is_mail(text) || text.trim_start().starts_with('{') {
        return None;
    }
    let title: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| line.chars().any(char::is_alphabetic))
        .take(TITLE_LINES)
        .map(|line| {
            // A paragraph is no title, though it counts as a line.
            let is_title = line.chars().count() <= LONGEST_TITLE;
            if is_title { line.to_lowercase() } else { String::new() }
        })
        .collect();
    let words: Vec<String> = text
        .split(|it: char| !it.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let different = |vocabulary: &[&str]| {
        vocabulary
            .iter()
            .filter(|known| words.iter().any(|word| word == **known))
            .count()
    };
    let entitled = |titles: &[&str]| {
        title
            .iter()
            .position(|line| titles.iter().any(|title| line.contains(title)))
    };

    let sworn = words
        .iter()
        .filter(|word| matches!(word.as_str(), "shall" | "will" | "agreement" | "hereby"))
        .count();
    let legal = if sworn < FEW { 0 } else { different(&LEGAL_WORDS) };
    // The highest line decides: an order form may mention the agreement it falls under.
    let order = entitled(&ORDER_TITLES).filter(|line| !title[*line].ends_with(['.', ';']));
    let candidates = [
        (order, Kind::OrderForm, different(&ORDER_WORDS)),
        (entitled(&NDA_TITLES), Kind::Nda, legal),
        (entitled(&AGREEMENT_TITLES), Kind::Msa, legal),
    ];
    let by_title = candidates
        .into_iter()
        .filter(|(_, _, vocabulary)| *vocabulary >= FEW)
        .filter_map(|(line, kind, _)| Some((line?, kind)))
        // Of titles in one line the first of the list is the more telling.
        .min_by_key(|(line, _)| *line);
    if let Some((_, kind)) = by_title {
        return Some(kind);
    }

    if legal < MANY {
        return None;
    }
    let secrets = words.iter().filter(|word| *word == "confidential").count();
    let name = file_name.to_lowercase();
    Some(if name.contains("nda") || secrets * 100 > words.len() {
        Kind::Nda
    } else {
        Kind::Msa
    })
}

/// Whether the text is a mail message, which may speak of contracts without being one.
fn is_mail(text: &str) -> bool {
    let headers = [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "received",
    ];
    let found = text
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| {
            line.split_once(':')
                .is_some_and(|(name, _)| headers.contains(&name.to_lowercase().as_str()))
        })
        .count();
    found >= 2 || (found >= 1 && text.starts_with("From "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talk_of_contracts_is_no_contract() {
        for text in [
            "The customer signed the order form; fees are due.\n",
            "# Minutes\n\nWe spoke of the agreement and of liability, of the customer and the provider.\n",
            "From: a@b.example\nSubject: order form\n\nThe order form names fees, a term and a customer.\n",
        ] {
            assert_eq!(of(text, "msa.txt"), None, "{text}");
        }
    }

    #[test]
    fn vocabulary_tells_without_a_title() {
        let text = "1. Scope\n2. Recipient\n3. Purpose\n4. Term\n5. Remedies\n6. Notices\nThe parties hereby agree that each party \
            shall keep confidential what is confidential. The recipient shall be liable. Termination of this agreement \
            shall not end what is confidential herein.";
        assert_eq!(of(text, "annex.txt"), Some(Kind::Nda));
    }
}
