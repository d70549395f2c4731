//! The verifier: every rule over every claim, every finding reported.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::align::{Aligned, Cited};
use crate::bound::{Bound, bind};
use crate::fault::{Fault, faults};
use crate::rules::Check;
use crate::support::{Support, support};
use crate::text::{Folded, Reading, one_line};
use crate::{
    Author, Citation, Claim, ClaimKind, Code, Diagnostic, Draft, DraftSection, Goal, Held, Ledger, Lookup, Origin,
    Policy, Route, Rule, Sale, Severity, Source, SourceId, Span, Standing, Verdict, Withheld, quote,
};

/// What the verifier found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The claims, in the draft's order.
    pub claims: Vec<VerifiedClaim>,
    /// Findings about the draft as a whole, by code.
    pub diagnostics: Vec<Diagnostic>,
}

/// A claim after the verifier has seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedClaim {
    /// The claim; each citation that was found holds the source's own words and their place.
    pub claim: Claim,
    /// What was decided.
    pub verdict: Verdict,
    /// The standing that is left to it.
    pub standing: Standing,
    /// Who must look, sorted.
    pub routes: Vec<Route>,
    /// Every finding, by code and place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Judges a draft. Never fails and never stops at the first finding: bad input is a finding.
/// The same ledger, draft and policy give the same verification, byte for byte.
pub fn verify(ledger: &Ledger, draft: &Draft, policy: &Policy) -> Verification {
    let each = draft.claims.iter();
    let mut claims: Vec<VerifiedClaim> = each.map(|claim| judge(ledger, claim, policy, &mut |_| {})).collect();
    // Backwards, because a derived claim (V707) goes by what the later rules left of the claims
    // that it draws on.
    for rule in Rule::all().iter().rev() {
        if let Check::InDraft(check) = rule.check {
            for (at, finding) in check(&DraftCase::new(ledger, draft, &claims)) {
                if let Some(claim) = claims.get_mut(at) {
                    claim.add(settle(rule, policy, vec![finding]));
                }
            }
        }
    }
    let case = DraftCase::new(ledger, draft, &claims);
    let mut diagnostics = Vec::new();
    for rule in Rule::all() {
        if let Check::Draft(check) = rule.check {
            let found = settle(rule, policy, check(&case));
            diagnostics.extend(found.into_iter().map(|finding| decided(ledger, finding)));
        }
    }
    Verification { claims, diagnostics }
}

/// A finding about the draft that a person has settled holds nothing up any more. It stays, with
/// what was decided, so that both sides can still be read.
fn decided(ledger: &Ledger, mut finding: Diagnostic) -> Diagnostic {
    let decision = ledger.decided(&finding.about, &finding.citations());
    if let Some((source, decision)) = decision {
        let by = source.author().map_or("somebody", |author| author.name.as_str());
        finding.severity = finding.severity.min(Severity::Warn);
        finding.message = format!("{}; {by} decided: {}", finding.message, one_line(&decision.answer));
        finding.help = None;
        finding.settled_by = Some(source.id.clone());
    }
    finding
}

/// Judges one claim on its own, without the rules that ask about the draft around it.
pub fn verify_claim(ledger: &Ledger, claim: &Claim, policy: &Policy) -> VerifiedClaim {
    judge(ledger, claim, policy, &mut |_| {})
}

/// Judges one claim as [`verify_claim`] does, and tells how far it is: `None` once its citations
/// are looked up, then the code of each rule once that rule has looked at it. Whichever rule first
/// asks for something that is looked up once is charged with it. For measuring where time goes.
pub fn profile(ledger: &Ledger, claim: &Claim, policy: &Policy, after: &mut dyn FnMut(Option<Code>)) -> VerifiedClaim {
    judge(ledger, claim, policy, after)
}

impl VerifiedClaim {
    /// Whether it may stay in the brief, as it is or once somebody has looked at it.
    pub(crate) fn is_said(&self) -> bool {
        self.verdict != Verdict::Rejected
    }

    /// Adds what the rules about its draft found.
    fn add(&mut self, findings: Vec<Diagnostic>) {
        for finding in &findings {
            let verdict = match finding.severity {
                Severity::Deny => Verdict::Rejected,
                Severity::Review => Verdict::NeedsReview,
                Severity::Demote => Verdict::Demoted,
                Severity::Warn | Severity::Allow => Verdict::Accepted,
            };
            self.verdict = self.verdict.max(verdict);
            if let (Severity::Demote, Some(leaves)) = (finding.severity, finding.leaves) {
                self.standing = self.standing.max(leaves);
            }
            self.routes.extend_from_slice(&finding.routes);
        }
        self.routes.sort_unstable();
        self.routes.dedup();
        self.diagnostics.extend(findings);
        self.diagnostics.sort_by_key(|finding| finding.code);
    }
}

fn judge(ledger: &Ledger, claim: &Claim, policy: &Policy, after: &mut dyn FnMut(Option<Code>)) -> VerifiedClaim {
    let case = ClaimCase::new(ledger, claim, policy);
    after(None);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for rule in Rule::all() {
        if let Check::Claim(check) = rule.check {
            let mut findings = settle(rule, policy, check(&case));
            findings.sort_by_key(|finding| finding.labels.first().map(|label| label.span));
            diagnostics.extend(findings);
            after(Some(rule.code));
        }
    }
    let worst = diagnostics.iter().map(|finding| finding.severity).max();
    let verdict = match worst {
        Some(Severity::Deny) => Verdict::Rejected,
        Some(Severity::Review) => Verdict::NeedsReview,
        Some(Severity::Demote) => Verdict::Demoted,
        Some(Severity::Warn | Severity::Allow) | None => Verdict::Accepted,
    };
    let left = diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Demote)
        .filter_map(|finding| finding.leaves);
    let standing = left.chain([claim.standing]).max().unwrap_or(claim.standing);
    let routes: BTreeSet<Route> = diagnostics
        .iter()
        .flat_map(|finding| finding.routes.iter().copied())
        .collect();
    VerifiedClaim {
        claim: case.with_own_words(),
        verdict,
        standing,
        routes: routes.into_iter().collect(),
        diagnostics,
    }
}

fn settle(rule: &'static Rule, policy: &Policy, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let severity = policy.severity(rule);
    if severity == Severity::Allow {
        return Vec::new();
    }
    findings
        .into_iter()
        .map(|finding| Diagnostic {
            code: rule.code,
            severity,
            ..finding
        })
        .collect()
}

/// A claim with all that the rules ask about it, looked up once.
pub(crate) struct ClaimCase<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) claim: &'a Claim,
    pub(crate) policy: &'a Policy,
    pub(crate) quotes: Vec<Quoted<'a>>,
    said: OnceCell<Reading<'a>>,
    cited: OnceCell<Vec<Cited<'a>>>,
    aligned: OnceCell<Vec<Beside>>,
    support: OnceCell<Vec<Support>>,
    faults: OnceCell<Vec<Fault>>,
    bound: OnceCell<Vec<Bound>>,
}

/// A citation, looked up.
pub(crate) struct Quoted<'a> {
    pub(crate) citation: &'a Citation,
    pub(crate) lookup: Lookup<'a>,
    pub(crate) found: quote::Found,
}

impl<'a> ClaimCase<'a> {
    fn new(ledger: &'a Ledger, claim: &'a Claim, policy: &'a Policy) -> Self {
        let quotes = claim
            .citations
            .iter()
            .map(|citation| {
                let lookup = ledger.lookup(&citation.source_id, claim.audience);
                let mut quoted = Quoted {
                    citation,
                    lookup,
                    found: quote::Found::Nowhere,
                };
                if let Some(held) = quoted.held() {
                    quoted.found = quote::find(held, &Folded::new(&citation.quote));
                }
                quoted
            })
            .collect();
        Self {
            ledger,
            claim,
            policy,
            quotes,
            said: OnceCell::new(),
            cited: OnceCell::new(),
            aligned: OnceCell::new(),
            support: OnceCell::new(),
            faults: OnceCell::new(),
            bound: OnceCell::new(),
        }
    }

    /// The claim, read.
    pub(crate) fn said(&self) -> &Reading<'a> {
        self.said
            .get_or_init(|| Reading::new(&self.claim.text, self.ledger.view.as_of))
    }

    /// The quotes that stand in usable evidence, read.
    pub(crate) fn cited(&self) -> &[Cited<'a>] {
        self.cited.get_or_init(|| {
            let as_of = self.ledger.view.as_of;
            // The same words cited twice prove no more than once.
            let mut seen: BTreeSet<(&SourceId, Span)> = BTreeSet::new();
            let proofs = self
                .proofs()
                .filter(|proof| seen.insert((&proof.source.id, proof.span)));
            proofs.map(|proof| Cited::new(proof, as_of)).collect()
        })
    }

    /// The claim's figures with what they are figures of.
    pub(crate) fn bound(&self) -> &[Bound] {
        self.bound.get_or_init(|| bind(self.said()))
    }

    /// What holds each word of the claim, by its place.
    pub(crate) fn support(&self) -> &[Support] {
        self.support.get_or_init(|| support(self))
    }

    /// What is wrong with the claim's figures and dates, in order.
    pub(crate) fn faults(&self) -> &[Fault] {
        self.faults.get_or_init(|| faults(self))
    }

    /// Each sentence of the claim beside the sentence of each quote that is nearest to it.
    pub(crate) fn aligned(&self) -> impl Iterator<Item = (&Beside, &Cited<'a>)> {
        let aligned = self.aligned.get_or_init(|| {
            let said = self.said();
            (0..said.sentences.len())
                .flat_map(|sentence| {
                    let cited = self.cited().iter().enumerate();
                    cited.filter_map(move |(quote, cited)| {
                        let aligned = cited.align(said, sentence)?;
                        Some(Beside {
                            quote,
                            sentence,
                            aligned,
                        })
                    })
                })
                .collect()
        });
        aligned.iter().map(|beside| (beside, &self.cited()[beside.quote]))
    }

    /// One sentence of the claim beside the sentence of each quote that is nearest to it.
    pub(crate) fn aligned_in(&self, sentence: usize) -> impl Iterator<Item = (&Beside, &Cited<'a>)> {
        // They are in the order of the claim's sentences.
        let all = self
            .aligned()
            .next()
            .and(self.aligned.get())
            .map_or(&[][..], Vec::as_slice);
        let start = all.partition_point(|it| it.sentence < sentence);
        let end = start + all[start..].partition_point(|it| it.sentence == sentence);
        all[start..end]
            .iter()
            .map(|beside| (beside, &self.cited()[beside.quote]))
    }

    /// The quotes that stand in evidence that may be used.
    pub(crate) fn proofs(&self) -> impl Iterator<Item = Proof<'a>> {
        self.quotes
            .iter()
            .filter_map(|quoted| match (quoted.lookup, quoted.found) {
                (Lookup::Live(held), quote::Found::At(span)) => Some(Proof {
                    source: &held.source,
                    span,
                }),
                _ => None,
            })
    }

    /// The goal that the claim names, if it is one of the account's.
    pub(crate) fn goal(&self) -> Option<&'a Goal> {
        self.ledger.goal(self.claim.goal_id.as_deref()?)
    }

    /// The whole claim, for a label.
    pub(crate) fn whole(&self) -> Span {
        Span::new(0, self.claim.text.len())
    }

    fn with_own_words(&self) -> Claim {
        let mut claim = self.claim.clone();
        for (citation, quoted) in claim.citations.iter_mut().zip(&self.quotes) {
            if let (Some(held), quote::Found::At(span)) = (quoted.held(), quoted.found) {
                *citation = Citation {
                    source_id: citation.source_id.clone(),
                    quote: held.source.text[span.range()].to_owned(),
                    start: Some(span.start),
                    end: Some(span.end),
                };
            }
        }
        claim
    }
}

/// A sentence of the claim beside a quote.
pub(crate) struct Beside {
    quote: usize,
    /// The claim's sentence, by number.
    pub(crate) sentence: usize,
    pub(crate) aligned: Aligned,
}

impl<'a> Quoted<'a> {
    /// The account's own source, usable or not; never one whose words the reader may not see.
    pub(crate) fn held(&self) -> Option<&'a Held> {
        match self.lookup {
            Lookup::Live(held) | Lookup::Withheld(Withheld::Deleted | Withheld::Test, held) => Some(held),
            Lookup::Withheld(Withheld::Restricted | Withheld::InternalOnly, _)
            | Lookup::OtherAccount(_)
            | Lookup::Unknown => None,
        }
    }
}

/// A quote that stands in usable evidence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Proof<'a> {
    pub(crate) source: &'a Source,
    pub(crate) span: Span,
}

impl<'a> Proof<'a> {
    /// The quote in the source's own words.
    pub(crate) fn text(self) -> &'a str {
        &self.source.text[self.span.range()]
    }

    /// Who said or wrote it.
    pub(crate) fn author(self) -> Option<&'a Author> {
        self.source.author_at(self.span.start)
    }

    /// Whether it is something said or written, rather than a record's fields.
    pub(crate) fn is_statement(self) -> bool {
        use crate::SourceKind::{Activity, Challenge, Survey, Task};
        self.source.kind.is_prose() || matches!(self.source.kind, Activity | Challenge | Survey | Task)
    }
}

/// A draft with what the rules ask about it.
pub(crate) struct DraftCase<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) draft: &'a Draft,
    /// The draft's claims, in its order, as far as they are judged.
    pub(crate) claims: &'a [VerifiedClaim],
    sale: OnceLock<Sale<'a>>,
}

impl<'a> DraftCase<'a> {
    fn new(ledger: &'a Ledger, draft: &'a Draft, claims: &'a [VerifiedClaim]) -> Self {
        Self {
            ledger,
            draft,
            claims,
            sale: OnceLock::new(),
        }
    }

    /// The sale that the account's newest deal was made in; read once, where a rule asks.
    pub(crate) fn sale(&self) -> &Sale<'a> {
        self.sale.get_or_init(|| Sale::of(self.ledger))
    }

    /// The claims that may be read. What was rejected is not said, and so tells nothing.
    pub(crate) fn said(&self) -> impl Iterator<Item = &'a VerifiedClaim> {
        self.claims.iter().filter(|it| it.is_said())
    }

    /// The claims of a section, in its order, with their places in the draft.
    pub(crate) fn claims_of(&self, section: &DraftSection) -> Vec<(usize, &'a VerifiedClaim)> {
        let at = |id: &String| self.claims.iter().position(|it| it.claim.id == *id);
        let places = section.claims.iter().filter_map(at);
        places.map(|at| (at, &self.claims[at])).collect()
    }

    /// The sections that hold a claim.
    pub(crate) fn sections_of(&self, claim: &Claim) -> Vec<&'a DraftSection> {
        let sections = self.draft.sections.iter();
        sections.filter(|section| section.claims.contains(&claim.id)).collect()
    }

    /// Where a section's claims come from: as the draft says, else as its definition does.
    pub(crate) fn origin(&self, section: &DraftSection) -> Option<Origin> {
        let defined = || Some(self.draft.spec?.section(&section.id)?.origin);
        section.origin.or_else(defined)
    }

    /// Whether the brief is of a kind that reports what could go wrong.
    pub(crate) fn reports_risks(&self) -> bool {
        match self.draft.spec {
            Some(spec) => spec.sections.iter().any(|it| it.claims.contains(&ClaimKind::Risk)),
            None => matches!(self.draft.kind.as_str(), "recap" | "summary"),
        }
    }

    /// Whether a source is pointed at by a claim of which `counts` holds, or by a caveat.
    pub(crate) fn cites(&self, source: &SourceId, counts: impl Fn(&VerifiedClaim) -> bool) -> bool {
        let of_claims = self.said().filter(|it| counts(it)).flat_map(|it| &it.claim.citations);
        let of_caveats = self.draft.caveats.iter().flatten().flat_map(|it| &it.citations);
        of_claims
            .chain(of_caveats)
            .any(|citation| citation.source_id == *source)
    }
}
