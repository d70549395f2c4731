//! The drafter without a model: it lifts sentences and records into claims, and says whose they
//! are.

mod told;

use grounding::text::{content_words, one_line};
use grounding::{
    Claim, ClaimKind, Commitment, Relation, SectionSpec, SignedScope, SourceKind, Standing, Utterance, lexicon,
};

use super::{Assignment, SectionAnswer};
use told::{lifted, told};
use workflow::cite_span;

pub(super) fn draft(assignment: Assignment<'_>) -> SectionAnswer {
    let mut claims = Vec::new();
    if assignment.section.claims.contains(&ClaimKind::Promise) {
        claims.extend(promises(assignment));
        if claims.is_empty() {
            claims.extend(terms(assignment));
        }
    } else {
        claims.extend(recorded_risks(assignment));
        claims.extend(sentences(assignment));
    }
    claims.truncate(
        assignment
            .section
            .max_claims
            .max(claims.iter().filter(|it| it.kind == ClaimKind::Promise).count()),
    );
    SectionAnswer {
        claims,
        ..SectionAnswer::default()
    }
}

/// The sentences of the dossier, each with the rank of its passage, best first.
fn shown(assignment: Assignment<'_>) -> Vec<(usize, Utterance<'_>)> {
    let passages = assignment.dossier.passages.iter().enumerate();
    passages
        .flat_map(|(rank, passage)| {
            let within = Utterance::of(&passage.source)
                .into_iter()
                .filter(|said| passage.span.contains(said.span) && said.is_evidence(assignment.ledger));
            within.map(move |said| (rank, said))
        })
        .collect()
}

/// What was promised, each beside what the order form has on the same point.
fn promises(assignment: Assignment<'_>) -> Vec<Claim> {
    let scope = SignedScope::of(assignment.ledger);
    let mut commitments: Vec<Commitment<'_>> = shown(assignment)
        .into_iter()
        .filter_map(|(_, said)| Commitment::read(said))
        .collect();
    commitments.sort_by_key(|it| {
        (
            it.utterance.source.occurred_at,
            it.utterance.source.id.clone(),
            it.utterance.span,
        )
    });
    commitments
        .iter()
        .map(|commitment| {
            let mut claim = Claim {
                kind: ClaimKind::Promise,
                ..told(assignment.ledger, &commitment.utterance)
            };
            let Some(scope) = &scope else { return claim };
            let (stands, clause) = match commitment.relation(scope).1 {
                Relation::Within(clause) => ("the order form has it", Some(clause)),
                Relation::Conflicts(clause) => ("the order form says otherwise", Some(clause)),
                Relation::Silent => ("not in the order form", None),
            };
            let clause_words = clause
                .map(|span| format!(": \u{201C}{}\u{201D}", one_line(scope.words(span))))
                .unwrap_or_default();
            claim.text.push_str(&format!(" \u{2014} {stands}{clause_words}."));
            claim.citations.extend(clause.map(|span| cite_span(scope.source, span)));
            claim
        })
        .collect()
}

/// The clauses of the order form that promises are held against.
fn terms(assignment: Assignment<'_>) -> Vec<Claim> {
    let Some(scope) = SignedScope::of(assignment.ledger) else {
        return Vec::new();
    };
    let labelled = scope
        .clauses
        .iter()
        .filter(|clause| clause.topic.is_some() && !scope.words(clause.label).is_empty());
    labelled
        .map(|clause| {
            let text = format!(
                "The order form sets {}: {}.",
                one_line(scope.words(clause.label)).to_lowercase(),
                one_line(scope.words(clause.value)).trim_end_matches('.')
            );
            lifted(text, ClaimKind::Fact, vec![cite_span(scope.source, clause.span)])
        })
        .collect()
}

fn recorded_risks(assignment: Assignment<'_>) -> Vec<Claim> {
    if !assignment.section.sources.contains(&SourceKind::Risk) {
        return Vec::new();
    }
    let open = assignment.ledger.risks().filter(|(_, risk)| risk.open);
    open.map(|(source, risk)| {
        // That nobody owns it is a finding (V704) and a flag; the record's words don't say so.
        let text = format!("{} (open risk on record).", risk.title.trim_end_matches('.'));
        let title = source
            .fields
            .iter()
            .find(|field| source.text[field.span.range()].trim() == risk.title.trim());
        let citation = title.map_or_else(
            || cite_span(source, grounding::Span::new(0, source.text.len())),
            |field| workflow::cite_field(source, &field.name),
        );
        lifted(text, ClaimKind::Risk, vec![citation])
    })
    .collect()
}

/// A sentence with fewer content words says too little on its own.
const LEAST_CONTENT_WORDS: usize = 4;
/// A longer sentence is no sentence but a paragraph that nobody would put into a brief.
const MOST_WORDS: usize = 60;

/// The sentences that the section's cues point at, the most telling first.
fn sentences(assignment: Assignment<'_>) -> Vec<Claim> {
    let mut ranked: Vec<(usize, usize, Utterance<'_>)> = shown(assignment)
        .into_iter()
        .filter(|(_, said)| said.source.kind != SourceKind::Risk)
        .filter(|(_, said)| is_statement(said) && Commitment::read(*said).is_none() && !is_told(assignment, said))
        .filter_map(|(rank, said)| Some((weight(assignment, &said)?, rank, said)))
        .collect();
    ranked.sort_by(|left, right| {
        (std::cmp::Reverse(left.0), left.1, &left.2.source.id, left.2.span).cmp(&(
            std::cmp::Reverse(right.0),
            right.1,
            &right.2.source.id,
            right.2.span,
        ))
    });
    let mut claims: Vec<Claim> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let kind = assignment.section.claims.first().copied().unwrap_or_default();
    let best = ranked.first().map_or(0, |(weight, ..)| *weight);
    for (_, _, said) in ranked.into_iter().filter(|(weight, ..)| weight * 3 >= best) {
        let words = one_line(said.text()).to_lowercase();
        // The same sentence in three calls is one reason.
        if !seen.contains(&words) {
            seen.push(words);
            claims.push(Claim {
                kind,
                standing: Standing::Fact,
                ..told(assignment.ledger, &said)
            });
        }
    }
    claims
}

/// Whether a sentence only repeats a goal, or when first value is reached: what success means is
/// told from records.
fn is_told(assignment: Assignment<'_>, said: &Utterance<'_>) -> bool {
    let text = one_line(said.text());
    let repeats = assignment
        .ledger
        .goals()
        .iter()
        .any(|goal| text.contains(goal.record.name.trim_end_matches('.')));
    repeats || lexicon::first_value().is_in(&text)
}

/// Whether a sentence says something about the account that can stand on its own.
fn is_statement(said: &Utterance<'_>) -> bool {
    const FILLERS: [&str; 11] = ["uh", "um", "uhm", "hmm", "mm", "er", "erm", "oh", "ah", "yeah", "gonna"];
    let text = said.text();
    let filled = grounding::text::words(text).any(|word| FILLERS.contains(&word.text.to_lowercase().as_str()));
    let long_enough =
        content_words(text).count() >= LEAST_CONTENT_WORDS && text.split_whitespace().count() <= MOST_WORDS;
    let whole = text.chars().next().is_some_and(|first| !first.is_lowercase());
    let heading = text.starts_with(['#', '|', '>']) || text.trim_end().ends_with(':');
    long_enough && whole && !heading && !filled && !text.trim_end().ends_with('?') && !lexicon::small_talk().is_in(text)
}

/// How much a sentence matters to the section; nothing if none of its cues is in it, or if it
/// matters more to another section of the brief, where it will be told.
fn weight(assignment: Assignment<'_>, said: &Utterance<'_>) -> Option<usize> {
    let text = said.text();
    let of = |section: &SectionSpec| {
        section
            .cues
            .iter()
            .map(|cue| cue.phrases().find_all(text).len())
            .sum::<usize>()
    };
    let own = of(assignment.section);
    let before = assignment
        .brief
        .sections
        .iter()
        .take_while(|it| it.id != assignment.section.id)
        .map(of)
        .max();
    let after = assignment
        .brief
        .sections
        .iter()
        .skip_while(|it| it.id != assignment.section.id)
        .skip(1)
        .map(of)
        .max();
    let belongs = own > 0 && before.is_none_or(|before| before < own) && after.is_none_or(|after| after <= own);
    let theirs = usize::from(said.affiliation() == grounding::Affiliation::Customer);
    belongs.then_some(own + theirs)
}
