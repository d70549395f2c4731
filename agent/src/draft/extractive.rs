//! The drafter without a model: it lifts sentences and records into claims, and says whose they
//! are.
//!
//! A handoff looks ahead, and takes what its sections' words point at. A recap and a summary look
//! back: [`recount`] reads what each sentence tells, so that it stands in one section only.

mod alike;
mod forms;
mod moved;
mod promises;
mod reads;
mod records;
mod recount;
mod sentence;
mod statement;
#[cfg(test)]
mod tests;
mod told;

use grounding::text::one_line;
use grounding::{BriefSpec, Claim, ClaimKind, Commitment, SectionSpec, SourceKind, Standing, Utterance, lexicon};

use super::{Assignment, SectionAnswer};
pub(crate) use recount::without_repeats;
use statement::is_statement;
use told::{lifted, told};
use workflow::cite_span;

pub(super) fn draft(assignment: Assignment<'_>) -> SectionAnswer {
    let mut claims = Vec::new();
    if looks_back(assignment.brief) {
        claims = recount::claims(assignment);
    } else if assignment.section.claims.contains(&ClaimKind::Promise) {
        claims.extend(promises::promises(assignment));
        if claims.is_empty() {
            claims.extend(promises::terms(assignment));
        }
    } else {
        claims.extend(recorded_risks(assignment));
        claims.extend(sentences(assignment));
    }
    let promises = claims.iter().filter(|it| it.kind == ClaimKind::Promise).count();
    claims.truncate(assignment.section.max_claims.max(promises));
    SectionAnswer {
        claims,
        ..SectionAnswer::default()
    }
}

/// Whether a brief tells what a customer gained.
fn looks_back(brief: &BriefSpec) -> bool {
    let of_value = |kind: &ClaimKind| matches!(kind, ClaimKind::Outcome | ClaimKind::Benefit);
    brief.sections.iter().any(|section| section.claims.iter().any(of_value))
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
