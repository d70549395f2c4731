//! The sections of a brief that looks back: what came of the goals, what was done, what the
//! customer says, what goes wrong.

use std::cmp::Reverse;

use grounding::{BriefSpec, Citation, Claim, ClaimOrigin, Ledger, SourceKind, Utterance};

use super::alike::Gist;
use super::forms::claim_of;
use super::reads::{Reader, Tells};
use super::records::{Records, shares};
use super::sentence::Sentence;
use super::statement::{is_quotable, without_opening};
use super::{is_told, looks_back, recorded_risks, shown};
use crate::draft::{Assignment, SectionAnswer};

/// A sentence that is to be told in a section.
pub(super) struct Candidate<'a> {
    pub(super) sentence: Sentence<'a>,
    pub(super) tells: Tells<'a>,
    rank: usize,
    /// Where else the same is said, best first.
    pub(super) also: Vec<Utterance<'a>>,
}

/// The claims of one section, the strongest first.
pub(super) fn claims(assignment: Assignment<'_>) -> Vec<Claim> {
    let room = assignment.section.max_claims.saturating_sub(assignment.known.len());
    let mut claims = recorded_risks(assignment);
    claims.retain(|claim| !is_cited(assignment, &claim.citations));
    let candidates = collapsed(candidates(assignment));
    let best = candidates.first().map_or(0, |it| it.rank);
    let telling = candidates.iter().filter(|it| it.rank * 2 >= best);
    claims.extend(telling.filter_map(|it| claim_of(assignment, it)).take(room));
    claims.truncate(room);
    claims
}

/// Leaves out what an earlier section of a brief that looks back says already. What a model wrote is
/// left as it is.
pub(crate) fn without_repeats(
    brief: &BriefSpec,
    ledger: &Ledger,
    mut answers: Vec<SectionAnswer>,
) -> Vec<SectionAnswer> {
    if !looks_back(brief) {
        return answers;
    }
    let mut said: Vec<(Vec<Citation>, Gist)> = Vec::new();
    for answer in &mut answers {
        answer.claims.retain(|claim| {
            let gist = Gist::of(ledger, quoted(claim));
            let known = |(citations, known): &(Vec<Citation>, Gist)| {
                shares(citations, &claim.citations) || known.is_like(&gist)
            };
            let repeats = claim.origin == ClaimOrigin::Extractive && said.iter().any(known);
            if !repeats {
                said.push((claim.citations.clone(), gist));
            }
            !repeats
        });
    }
    answers
}

fn quoted(claim: &Claim) -> &str {
    claim.citations.first().map_or(&claim.text, |citation| &citation.quote)
}

fn is_cited(assignment: Assignment<'_>, citations: &[Citation]) -> bool {
    let mut told = assignment.known.iter().chain(assignment.elsewhere);
    told.any(|claim| shares(&claim.citations, citations))
}

/// The sentences that belong to the section and are not told from records, best first.
fn candidates(assignment: Assignment<'_>) -> Vec<Candidate<'_>> {
    let reader = Reader::new(assignment.ledger);
    let as_of = assignment.ledger.view.as_of;
    let records = Records::of(assignment);
    let mut found: Vec<Candidate<'_>> = shown(assignment)
        .into_iter()
        .map(|(_, said)| without_opening(said))
        .filter(|said| !matches!(said.source.kind, SourceKind::Risk | SourceKind::PlaybookTask))
        .filter(|said| is_quotable(said) && !is_told(assignment, said))
        .filter_map(|said| {
            let sentence = reader.read(said);
            let (tells, strength) = reader.belongs(assignment.brief, assignment.section, &sentence)?;
            let rank = sentence.rank(strength, as_of);
            (!records.say(&sentence, tells)).then_some(Candidate {
                sentence,
                tells,
                rank,
                also: Vec::new(),
            })
        })
        .collect();
    found.sort_by(|left, right| key(left).cmp(&key(right)));
    found
}

/// The strongest first, then the newest.
fn key<'c>(it: &'c Candidate<'_>) -> impl Ord + use<'c> {
    let said = &it.sentence.said;
    (
        place(it.tells),
        Reverse(it.rank),
        Reverse(said.source.occurred_at),
        &said.source.id,
        said.span,
    )
}

/// Value stands before all else, and what was gained before what is hoped for.
fn place(tells: Tells<'_>) -> u8 {
    match tells {
        Tells::Gain(_) => 0,
        Tells::Hope(_) => 1,
        _ => 2,
    }
}

/// One candidate for all that say the same.
fn collapsed(candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let mut kept: Vec<Candidate<'_>> = Vec::new();
    for candidate in candidates {
        let same = |known: &&mut Candidate<'_>| {
            let alike = known.sentence.gist.is_like(&candidate.sentence.gist);
            alike && place(known.tells) == place(candidate.tells)
        };
        match kept.iter_mut().find(same) {
            Some(known) => known.also.push(candidate.sentence.said),
            None => kept.push(candidate),
        }
    }
    kept
}
