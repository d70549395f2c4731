//! Sentences told as somebody's.

use grounding::text::one_line;
use grounding::{Audience, Citation, Claim, ClaimKind, ClaimOrigin, Ledger, SourceKind, Standing, Utterance};
use workflow::{cite_span, long_date};

/// A sentence with who said it, in what part, and when: `Ada Byrne (Head of Operations) said on
/// 6 May 2026: "..."`.
pub(super) fn told(ledger: &Ledger, said: &Utterance<'_>) -> Claim {
    let spoken = matches!(said.source.kind, SourceKind::Call | SourceKind::Transcript);
    let when = said
        .source
        .occurred_at
        .map(|date| format!(" on {}", long_date(date)))
        .unwrap_or_default();
    let words = one_line(said.text().trim_start_matches(['-', '*', ' ']));
    let text = match said.author.filter(|author| !author.name.is_empty()) {
        Some(author) => {
            let title = title_of(ledger, &author.name)
                .map(|title| format!(" ({title})"))
                .unwrap_or_default();
            let verb = if spoken { "said" } else { "noted" };
            format!("{}{title} {verb}{when}: \u{201C}{words}\u{201D}", author.name)
        }
        None => format!(
            "The {}{} says: \u{201C}{words}\u{201D}",
            said.source.kind.noun(),
            when.replace(" on ", " of ")
        ),
    };
    lifted(text, ClaimKind::Fact, vec![cite_span(said.source, said.span)])
}

fn title_of(ledger: &Ledger, name: &str) -> Option<String> {
    let contact = ledger
        .contacts()
        .find(|(_, it)| it.name == name)
        .map(|(_, it)| it.title.clone());
    let user = || {
        ledger
            .users()
            .find(|(_, it)| it.name == name)
            .map(|(_, it)| it.title.clone())
    };
    contact.or_else(user).filter(|title| !title.trim().is_empty())
}

pub(super) fn lifted(text: String, kind: ClaimKind, citations: Vec<Citation>) -> Claim {
    Claim {
        id: String::new(),
        text,
        kind,
        standing: Standing::Fact,
        goal_id: None,
        audience: Audience::Internal,
        citations,
        origin: ClaimOrigin::Extractive,
        parent: None,
    }
}
