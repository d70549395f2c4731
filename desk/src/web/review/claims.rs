//! A claim as a reviewer sees it: its words, how far they may be trusted, the goal it serves, what
//! the verifier found, and what people said.

use std::ops::Range;

use grounding::{Citation, Claim, ClaimOrigin, Code, Diagnostic, LabelPlace, Ledger, Route, Severity, SourceId};
use workflow::brief::{Brief, BriefClaim, RejectedClaim};
use workflow::people::{Person, Role};
use workflow::run::{Run, Signer};

use super::marks::MarkView;
use super::pieces::{Piece, cut};
use crate::service::review::edit::Trial;
use crate::web::words::sentence;

/// A claim as a reviewer sees it.
pub(crate) struct ClaimView {
    pub(crate) id: String,
    /// Its words; those that a finding points at have the finding's number.
    pub(crate) pieces: Vec<Piece>,
    /// Its words as they are edited.
    pub(crate) text: String,
    pub(crate) mark: MarkView,
    /// The goal it serves, in the customer's words; empty where it serves none.
    pub(crate) goal: String,
    /// The sources that it rests on.
    pub(crate) sources: usize,
    /// Who must look, in words; empty where nobody must.
    pub(crate) routes: String,
    pub(crate) findings: Vec<FindingView>,
    /// Whether it waits for a person.
    pub(crate) waits: bool,
    /// Whether whoever looks may accept or reject it.
    pub(crate) mine: bool,
    /// What somebody made of it; empty where nobody has yet.
    pub(crate) judged: String,
    pub(crate) comments: Vec<Remark>,
    /// Whether a person has put it into these words.
    pub(crate) edited: bool,
}

/// What somebody said.
pub(crate) struct Remark {
    pub(crate) name: String,
    pub(crate) when: String,
    pub(crate) text: String,
}

/// What the verifier found, in words.
pub(crate) struct FindingView {
    /// Its number within the claim, from 1.
    pub(crate) number: usize,
    pub(crate) code: Code,
    pub(crate) mark: MarkView,
    pub(crate) message: String,
    /// What may be said or done instead.
    pub(crate) help: String,
    /// The words of the claim that it points at, with what is to be seen there.
    pub(crate) words: Vec<(String, String)>,
    /// The words of sources that it points at: the source, the words, what is to be seen there.
    pub(crate) sources: Vec<(SourceId, String, String)>,
}

/// A claim that may not be said.
pub(crate) struct RejectedView {
    pub(crate) section: String,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) findings: Vec<FindingView>,
    /// The words that it points at.
    pub(crate) citations: Vec<Citation>,
}

/// What stands behind the claims of a brief while they are shown.
#[derive(Clone, Copy)]
pub(crate) struct Showing<'a> {
    pub(crate) run: &'a Run,
    pub(crate) brief: &'a Brief,
    pub(crate) ledger: &'a Ledger,
    pub(crate) signer: Option<&'a Signer<'a>>,
}

impl Showing<'_> {
    /// A claim of the brief.
    pub(crate) fn claim(self, claim: &BriefClaim) -> ClaimView {
        let run = self.run;
        let id = &claim.claim.id;
        let routes = run.to_judge.get(id).unwrap_or(&claim.routes);
        let judged = run.judged.get(id);
        let comments = run.comments.iter().filter(|(_, _, about)| about.as_ref() == Some(id));
        let findings: Vec<FindingView> = findings(&claim.claim, &claim.diagnostics);
        ClaimView {
            id: id.clone(),
            pieces: marked(&claim.claim, &claim.diagnostics),
            text: claim.claim.text.clone(),
            mark: MarkView::of(self.brief, &run.judged, claim),
            goal: self.goal(&claim.claim),
            sources: distinct(&claim.claim.citations),
            routes: named(routes),
            waits: run.to_judge.contains_key(id) && judged.is_none(),
            mine: self.is_mine(id, routes),
            judged: judged.map_or_else(String::new, |it| {
                let word = if it.accepted { "Accepted" } else { "Rejected" };
                format!("{word} by {} on {}: {}", it.signed.name, it.signed.day, it.reason)
            }),
            comments: comments
                .map(|(signed, text, _)| Remark {
                    name: signed.name.clone(),
                    when: signed.day.to_string(),
                    text: text.clone(),
                })
                .collect(),
            edited: claim.claim.origin == ClaimOrigin::Human,
            findings,
        }
    }

    /// A claim that may not be said.
    pub(crate) fn rejected(self, rejected: &RejectedClaim) -> RejectedView {
        let title = self.brief.sections.iter().find(|it| it.id == rejected.section);
        RejectedView {
            section: title.map_or_else(|| rejected.section.clone(), |it| it.title.clone()),
            pieces: marked(&rejected.claim, &rejected.diagnostics),
            findings: findings(&rejected.claim, &rejected.diagnostics),
            citations: rejected.claim.citations.clone(),
        }
    }

    /// The goal that a claim serves, in the customer's words.
    fn goal(self, claim: &Claim) -> String {
        let Some(id) = &claim.goal_id else { return String::new() };
        let goal = self.ledger.goals().iter().find(|goal| goal.id.as_str() == id);
        goal.map_or_else(|| id.clone(), |goal| goal.record.name.clone())
    }

    fn is_mine(self, id: &str, routes: &[Route]) -> bool {
        let Some(signer) = self.signer else { return false };
        let holds = |person: &Person, role: Role| person.holds(role, Some(self.run.account()));
        let theirs = if routes.is_empty() {
            self.run.started.plan.roles().any(|role| holds(signer.person, role))
        } else {
            routes.iter().any(|route| holds(signer.person, Role::from(*route)))
        };
        theirs && self.run.to_judge.contains_key(id)
    }
}

/// What a claim in words that somebody tries would come to.
pub(crate) fn tried(trial: &Trial) -> (MarkView, Vec<Piece>, Vec<FindingView>, String) {
    let verified = &trial.claim;
    (
        MarkView::tried(verified.verdict, verified.standing),
        marked(&verified.claim, &verified.diagnostics),
        findings(&verified.claim, &verified.diagnostics),
        named(&verified.routes),
    )
}

/// Roles in words: `the CSM and the account owner`.
pub(crate) fn named(routes: &[Route]) -> String {
    let nouns: Vec<String> = routes
        .iter()
        .map(|route| match Role::from(*route) {
            Role::CsOperations => Role::CsOperations.noun().to_owned(),
            role => format!("the {}", role.noun()),
        })
        .collect();
    nouns.join(" and ")
}

/// What is worth a reviewer's eyes: what a claim is demoted, sent to a person or refused for, and
/// its caveats.
fn findings(claim: &Claim, diagnostics: &[Diagnostic]) -> Vec<FindingView> {
    let told = diagnostics.iter().filter(|it| it.severity != Severity::Allow);
    told.enumerate()
        .map(|(at, it)| {
            let of_claim = it.labels.iter().filter(|label| label.place == LabelPlace::Claim);
            let sources = it.labels.iter().filter_map(|label| match &label.place {
                LabelPlace::Source(id) => Some((id.clone(), label.quote.clone(), label.text.clone())),
                LabelPlace::Claim => None,
            });
            FindingView {
                number: at + 1,
                code: it.code,
                mark: MarkView::finding(it.severity),
                message: sentence(&it.message),
                help: it.help.as_deref().map(sentence).unwrap_or_default(),
                words: of_claim
                    .filter_map(|label| Some((claim.text.get(label.span.range())?.to_owned(), label.text.clone())))
                    .collect(),
                sources: sources.collect(),
            }
        })
        .collect()
}

/// The words of a claim; those that a finding points at have the finding's number.
fn marked(claim: &Claim, diagnostics: &[Diagnostic]) -> Vec<Piece> {
    let told = diagnostics.iter().filter(|it| it.severity != Severity::Allow);
    let marks: Vec<(Range<usize>, usize)> = told
        .enumerate()
        .flat_map(|(at, it)| {
            let of_claim = it.labels.iter().filter(|label| label.place == LabelPlace::Claim);
            of_claim.map(move |label| (label.span.range(), at + 1))
        })
        .collect();
    cut(&claim.text, &marks)
}

fn distinct(citations: &[Citation]) -> usize {
    let mut ids: Vec<&SourceId> = citations.iter().map(|it| &it.source_id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}
