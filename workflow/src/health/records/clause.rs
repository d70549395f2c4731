//! What records show, as a part of a sentence.

use grounding::{Citation, Claim, ClaimKind};

use crate::account::fact;

/// Something that records show, so that a claim can say it alone, or beside something else.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// The words, without a capital at the beginning (unless a name stands there) and without a
    /// full stop.
    pub(super) text: String,
    /// What a claim of its own adds, such as by how much a figure went down; often nothing.
    pub(super) aside: String,
    /// The words of the records that show it.
    pub(super) citations: Vec<Citation>,
}

impl Clause {
    pub(super) fn new(text: impl Into<String>, citations: Vec<Citation>) -> Self {
        Self {
            text: text.into(),
            aside: String::new(),
            citations,
        }
    }

    /// The clause as a claim of its own.
    pub(super) fn told(&self, kind: ClaimKind) -> Claim {
        Claim {
            kind,
            ..fact(
                sentence(&format!("{}{}", self.text, self.aside)),
                self.citations.clone(),
            )
        }
    }

    /// Words that lead up to the clause, as one claim: `Find out with Ada Byrne where use went down:
    /// sign-ins stood at 12 on 3 May 2026.`
    pub(super) fn after(&self, lead: &str, mut cited: Vec<Citation>, kind: ClaimKind) -> Claim {
        cited.extend(self.citations.iter().cloned());
        Claim {
            kind,
            ..fact(sentence(&format!("{lead}{}{}", self.text, self.aside)), cited)
        }
    }
}

/// A clause as a sentence: with a capital, and with a full stop unless it ends in a quote that has
/// one.
pub(super) fn sentence(clause: &str) -> String {
    let clause = clause.trim();
    let mut letters = clause.chars();
    let first: String = letters.next().map(|it| it.to_uppercase().collect()).unwrap_or_default();
    let within = clause.trim_end_matches(['\u{201D}', '"']);
    let stop = if within.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_clause_becomes_a_sentence() {
        let told = [
            "the goal “Scan at the door” is on hold",
            "Ada Byrne wrote on 3 May 2026: “It is slow.”",
            "",
        ];
        assert_eq!(
            told.map(sentence),
            [
                "The goal “Scan at the door” is on hold.",
                "Ada Byrne wrote on 3 May 2026: “It is slow.”",
                ".",
            ]
        );
    }
}
