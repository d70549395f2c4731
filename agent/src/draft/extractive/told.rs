//! Sentences told as somebody's, or as they stand.

use grounding::text::{find_dates, find_figures, one_line, words};
use grounding::{
    Audience, Citation, Claim, ClaimKind, ClaimOrigin, Goal, Ledger, SourceKind, Span, Standing, Utterance,
};
use workflow::{cite_field, cite_span, long_date};

/// A sentence with who said it, in what part, and when: `Ada Byrne (Head of Operations) said on
/// 6 May 2026: "..."`.
pub(super) fn told(ledger: &Ledger, said: &Utterance<'_>) -> Claim {
    let when = said
        .source
        .occurred_at
        .map(|date| format!(" on {}", long_date(date)))
        .unwrap_or_default();
    let words = one_line(said.text().trim_start_matches(['-', '*', ' ']));
    let text = match speaker(ledger, said) {
        Some(speaker) => format!("{speaker} {}{when}: \u{201C}{words}\u{201D}", verb(said.source.kind)),
        None => format!(
            "The {}{} says: \u{201C}{words}\u{201D}",
            said.source.kind.noun(),
            when.replace(" on ", " of ")
        ),
    };
    lifted(text, ClaimKind::Fact, vec![cite_span(said.source, said.span)])
}

/// The same with the subject of the ticket that it stands in. None where it stands in no ticket, or
/// the subject is none that a reader could use.
pub(super) fn told_of_ticket(ledger: &Ledger, said: &Utterance<'_>) -> Option<Claim> {
    if !has_subject(said) {
        return None;
    }
    let subject = said.source.title.trim();
    let (ticket, _) = ledger.tickets().find(|(_, it)| it.subject.trim() == subject)?;
    let field = ticket
        .fields
        .iter()
        .find(|field| ticket.text[field.span.range()].trim() == subject)?;
    let claim = told(ledger, said);
    let (who, words) = claim.text.split_once(": \u{201C}")?;
    let text = format!("{who}, on the ticket `{subject}`: \u{201C}{words}");
    let mut citations = claim.citations;
    citations.push(cite_field(ticket, &field.name));
    Some(lifted(text, ClaimKind::Fact, citations))
}

/// Whether it stands in a ticket whose subject says what the ticket is about: short, whole, without
/// handles and tags.
pub(super) fn has_subject(said: &Utterance<'_>) -> bool {
    const MOST_WORDS: usize = 8;
    let subject = said.source.title.trim();
    said.source.kind == SourceKind::Comment
        && (2..=MOST_WORDS).contains(&subject.split_whitespace().count())
        && !subject.contains(['@', '#', '\u{2026}', '?', '`'])
        && !subject.contains("...")
}

fn verb(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Call | SourceKind::Transcript => "said",
        SourceKind::Mail | SourceKind::Message | SourceKind::Comment | SourceKind::Survey => "wrote",
        _ => "noted",
    }
}

/// Who said it: the name, and the title where it is known.
fn speaker(ledger: &Ledger, said: &Utterance<'_>) -> Option<String> {
    let author = said.author.filter(|author| !author.name.is_empty())?;
    let title = title_of(ledger, &author.name)
        .map(|title| format!(" ({title})"))
        .unwrap_or_default();
    Some(format!("{}{title}", author.name))
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

/// A sentence as it stands, where a reader needs nobody's name to understand it: it speaks of
/// nobody as `we` or `you`, and gives its day or is given the day of its source. None where only a
/// quotation would do.
pub(super) fn plainly(said: &Utterance<'_>) -> Option<String> {
    const OF_SPEAKER: [&str; 22] = [
        "i", "we", "my", "our", "ours", "us", "me", "mine", "you", "your", "yours", "i'm", "we're", "we've", "i've",
        "we'll", "i'll", "you're", "he", "she", "they", "it",
    ];
    let text = one_line(said.text());
    let spoken = matches!(said.source.kind, SourceKind::Call | SourceKind::Transcript);
    let of_speaker = words(&text).any(|word| OF_SPEAKER.contains(&word.text.to_lowercase().as_str()));
    if spoken || of_speaker || text.contains(['"', '\u{201C}']) {
        return None;
    }
    let text = format!("{}.", text.trim_end_matches(['.', '!']));
    if !find_dates(&text).is_empty() {
        return Some(text);
    }
    let date = said.source.occurred_at?;
    Some(format!("On {}: {text}", long_date(date)))
}

/// A move that somebody tells, in our words: `The error rate went from 9% in January 2026 to 6% in May 2026, as
/// Ada Byrne (Head of Operations) said on 6 May 2026.` None unless the sentence names the metric in
/// full and gives two figures of one unit, each with its month, the earlier first.
pub(super) fn restated(ledger: &Ledger, said: &Utterance<'_>, goal: &Goal) -> Option<String> {
    let text = said.text();
    let lower = text.to_lowercase();
    let (_, kpi) = goal
        .kpis
        .iter()
        .find(|(_, kpi)| !kpi.metric.trim().is_empty() && lower.contains(&kpi.metric.to_lowercase()))?;
    let dates = find_dates(text);
    let of_date = |span: Span| dates.iter().any(|date| date.span.overlaps(span));
    let figures: Vec<_> = find_figures(text)
        .into_iter()
        .filter(|figure| !of_date(figure.span) && !figure.is_year())
        .collect();
    let ([before, after], [then, since]) = (figures.as_slice(), dates.as_slice()) else {
        return None;
    };
    let in_order = [before.span, then.span, after.span, since.span].is_sorted_by_key(|span| span.start);
    if !in_order || then.date >= since.date || before.unit != after.unit {
        return None;
    }
    let speaker = speaker(ledger, said)?;
    let when = said.source.occurred_at?;
    let metric = capital(kpi.metric.trim());
    let amount = |figure: Span| with_unit(text, figure, &kpi.unit);
    Some(format!(
        "{metric} went from {} in {} to {} in {}, as {speaker} {} on {}.",
        amount(before.span),
        &text[then.span.range()],
        amount(after.span),
        &text[since.span.range()],
        verb(said.source.kind),
        long_date(when),
    ))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A figure with the word of its unit, where that stands behind it.
fn with_unit<'a>(text: &'a str, figure: Span, unit: &str) -> &'a str {
    let rest = &text[figure.end..];
    let unit = unit.trim();
    let behind = !unit.is_empty() && rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(unit));
    &text[figure.start..if behind {
        figure.end + 1 + unit.len()
    } else {
        figure.end
    }]
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
