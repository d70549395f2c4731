//! The sections of a brief that looks back: what came of the goals, what was done, what the
//! customer says, what goes wrong.

use std::cmp::Reverse;

use grounding::text::find_dates;
use grounding::{
    BriefSpec, Citation, Claim, ClaimKind, ClaimOrigin, Ledger, Policy, SourceKind, Standing, Utterance, Verdict,
    lexicon, verify_claim,
};
use workflow::{cite_span, summary};

use super::alike::Gist;
use super::reads::{Reader, Tells};
use super::sentence::Sentence;
use super::statement::is_quotable;
use super::told::{lifted, plainly, restated, told, told_of_ticket};
use super::{is_told, looks_back, recorded_risks, shown};
use crate::draft::{Assignment, SectionAnswer};

/// More sources for one claim help nobody.
const MOST_CITATIONS: usize = 3;

/// A sentence that is to be told in a section.
struct Candidate<'a> {
    sentence: Sentence<'a>,
    tells: Tells<'a>,
    rank: usize,
    /// Where else the same is said, best first.
    also: Vec<Utterance<'a>>,
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

fn shares(one: &[Citation], other: &[Citation]) -> bool {
    one.iter().any(|citation| other.iter().any(|it| it.overlaps(citation)))
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
        .map(|(_, said)| said)
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

/// A claim of a candidate, in the first form that our own rules let stand; none where none does.
fn claim_of(assignment: Assignment<'_>, candidate: &Candidate<'_>) -> Option<Claim> {
    let ledger = assignment.ledger;
    let said = &candidate.sentence.said;
    let (kind, standing, goal) = match candidate.tells {
        Tells::Gain(goal) => (ClaimKind::Outcome, Standing::ProvenOutcome, Some(goal)),
        Tells::Hope(goal) => (ClaimKind::Benefit, Standing::LikelyBenefit, Some(goal)),
        Tells::Request => (ClaimKind::Expansion, Standing::Fact, None),
        Tells::Work => (ClaimKind::Activity, Standing::Activity, None),
        Tells::Opinion | Tells::Teamwork => (ClaimKind::Fact, Standing::Fact, None),
        Tells::Trouble => (ClaimKind::Risk, Standing::Fact, None),
    };
    let mark = mark(assignment, candidate);
    let of_kind = |claim: Claim| Claim {
        text: format!("{}{mark}", claim.text),
        kind,
        standing,
        goal_id: goal.map(|goal| goal.id.to_string()),
        audience: ledger.view.audience,
        ..claim
    };
    let quoted = told(ledger, said);
    let own = match candidate.tells {
        Tells::Gain(goal) => restated(ledger, said, goal).map(|text| Claim { text, ..quoted.clone() }),
        Tells::Work | Tells::Teamwork => as_it_stands(candidate),
        _ => told_of_ticket(ledger, said),
    };
    let everywhere = std::iter::once(said).chain(&candidate.also);
    let everywhere: Vec<Citation> = everywhere.map(|said| cite_span(said.source, said.span)).collect();
    let forms = own.into_iter().chain(std::iter::once(quoted)).flat_map(|claim| {
        let mut borne_out = claim.clone();
        let further = everywhere.iter().filter(|it| !claim.citations.contains(it));
        let room = MOST_CITATIONS.saturating_sub(claim.citations.len());
        borne_out.citations.extend(further.take(room).cloned());
        [of_kind(borne_out), of_kind(claim)]
    });
    let stands = |claim: &Claim| {
        let verified = verify_claim(ledger, claim, &Policy::default());
        verified.verdict != Verdict::Rejected && verified.standing == claim.standing
    };
    forms.into_iter().find(stands)
}

/// A summary tells risks of today from those that may come (AS-7).
fn mark(assignment: Assignment<'_>, candidate: &Candidate<'_>) -> &'static str {
    let marked = assignment.brief.kind == summary::SPEC.kind && candidate.tells == Tells::Trouble;
    let text = candidate.sentence.said.text();
    let may_come = candidate.sentence.hopes || lexicon::possible().is_in(text) || lexicon::future().is_in(text);
    match (marked, may_come) {
        (false, _) => "",
        (true, true) => " (possible)",
        (true, false) => " (current)",
    }
}

/// Work and meetings as the record has them, where one of the sentences that tell of them needs no
/// name beside it: one that gives its own day before others.
fn as_it_stands(candidate: &Candidate<'_>) -> Option<Claim> {
    let mut plain: Vec<(bool, String, &Utterance<'_>)> = std::iter::once(&candidate.sentence.said)
        .chain(&candidate.also)
        .filter_map(|said| {
            let text = plainly(said)?;
            Some((find_dates(said.text()).is_empty(), text, said))
        })
        .collect();
    plain.sort_by_key(|(undated, ..)| *undated);
    let (_, text, said) = plain.into_iter().next()?;
    Some(lifted(
        text,
        ClaimKind::Activity,
        vec![cite_span(said.source, said.span)],
    ))
}

/// What the brief says from records.
struct Records<'a> {
    ledger: &'a Ledger,
    claims: Vec<(&'a Claim, Gist)>,
}

impl<'a> Records<'a> {
    fn of(assignment: Assignment<'a>) -> Self {
        let claims = assignment.known.iter().chain(assignment.elsewhere);
        Self {
            ledger: assignment.ledger,
            claims: claims
                .map(|claim| (claim, Gist::of(assignment.ledger, &claim.text)))
                .collect(),
        }
    }

    /// Whether the brief says from records what a sentence tells: the same words are cited, the
    /// figures of a gain stand in a measured one, or most of the words are the same.
    fn say(&self, sentence: &Sentence<'_>, tells: Tells<'_>) -> bool {
        let own = [cite_span(sentence.said.source, sentence.said.span)];
        let mut claims = self.claims.iter();
        claims.any(|(claim, gist)| {
            let same = match tells {
                Tells::Gain(_) => self.is_measured(claim) && sentence.gist.is_held_by(gist),
                // A goal and a hope share most of their words, and are two things.
                Tells::Hope(_) => claim.standing == Standing::LikelyBenefit && sentence.gist.is_like(gist),
                _ => sentence.gist.is_like(gist),
            };
            same || shares(&claim.citations, &own)
        })
    }

    /// Whether a claim tells what was measured, rather than what was wished for.
    fn is_measured(&self, claim: &Claim) -> bool {
        let measures = |kind| {
            matches!(
                kind,
                SourceKind::Kpi | SourceKind::Usage | SourceKind::Series | SourceKind::Metric
            )
        };
        let mut cited = claim
            .citations
            .iter()
            .filter_map(|it| self.ledger.source(&it.source_id));
        claim.is_value() || cited.any(|source| measures(source.kind))
    }
}
