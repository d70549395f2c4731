//! Rows of labelled sets, judged as the product judges a claim.
//!
//! The evidence of a row is an account with nothing else in it. The statement is cut into
//! sentences; each becomes a claim that states a fact to the vendor's own people and cites what
//! the row gives as its evidence.
//!
//! # What counts as blocked
//!
//! A row is blocked where one of its claims is rejected, or where a finding of the families that
//! ask about the source, the figures, the wording or the standing (V1, V3, V4, V5) lowers it or
//! sends it to a person. Routing (V6) never counts: that a supervisor must see a price says
//! nothing about whether the price is right. The codes of a row are those of the findings of
//! these families that do more than warn, and of whatever rejects.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use grounding::text::sentences;
use grounding::{
    Account, AccountId, Audience, Citation, Claim, ClaimKind, ClaimOrigin, Code, Draft, Ledger, Place, Policy,
    Severity, Source, SourceId, SourceKind, Span, Standing, State, Verdict, VerifiedClaim, View, Visibility, verify,
};
use jiff::civil::date;

use super::measure::{Case, Group, Report};
use crate::{float, ratio, round};

/// The families whose findings block: source, figures, wording, standing.
const BLOCKING: [u16; 4] = [1, 3, 4, 5];

/// Codes that say that the evidence speaks against the claim, rather than not of it.
const CONFLICTS: [u16; 11] = [301, 302, 303, 304, 305, 306, 307, 402, 403, 404, 405];

/// The evidence of a row or of several, ready to be asked.
pub(super) struct Judge {
    ledger: Ledger,
    policy: Policy,
}

/// What the verifier made of a row.
pub(super) struct Judged {
    /// Whether it would not be said as it is.
    pub(super) blocked: bool,
    /// What speaks against it.
    pub(super) codes: BTreeSet<Code>,
    /// Its claims, each with the place of its sentence in the row's text.
    pub(super) claims: Vec<(Span, VerifiedClaim)>,
}

/// How a statement stands to its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// The evidence bears it out.
    Agrees,
    /// The evidence speaks against it.
    Conflicts,
    /// The evidence doesn't say.
    Silent,
}

/// A row with two possible answers, judged.
pub(super) struct Outcome {
    /// The row's name in its file.
    pub(super) id: String,
    /// What it states.
    pub(super) text: String,
    /// Whether it should be blocked.
    pub(super) bad: bool,
    /// The groups it is reported under.
    pub(super) groups: Vec<String>,
    pub(super) judged: Judged,
}

/// A source of the account that every row is a claim about.
pub(crate) fn document(name: &str, kind: SourceKind, text: String) -> Source {
    Source {
        id: SourceId::new("bench", "text", name),
        revision: 1,
        account: Some(AccountId::new("bench")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: None,
        visibility: Visibility::Internal,
        state: State::Live,
        text,
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

impl Judge {
    /// An account with that evidence.
    pub(super) fn new(sources: Vec<Source>) -> Self {
        let account = Account {
            id: AccountId::new("bench"),
            name: "Bench".to_owned(),
            aliases: Vec::new(),
        };
        let view = View {
            as_of: date(2026, 6, 30),
            audience: Audience::Internal,
        };
        Self {
            ledger: Ledger::new(account, view, sources.into_iter().map(Arc::new).collect()),
            policy: Policy::default(),
        }
    }

    /// Judges each sentence of the text by all of the citations.
    pub(super) fn judge(&self, text: &str, citations: &[Citation]) -> Judged {
        let spans = sentences(text);
        let claims = spans.iter().enumerate().map(|(at, span)| Claim {
            id: format!("c{}", at + 1),
            text: text[span.range()].to_owned(),
            kind: ClaimKind::Fact,
            standing: Standing::Fact,
            goal_id: None,
            audience: Audience::Internal,
            citations: citations.to_vec(),
            origin: ClaimOrigin::Model,
            parent: None,
        });
        let draft = Draft::new(self.ledger.account.id.clone(), claims.collect());
        let verified = verify(&self.ledger, &draft, &self.policy).claims;
        let codes: BTreeSet<Code> = verified.iter().flat_map(blocking).collect();
        let rejected = verified.iter().any(|claim| claim.verdict == Verdict::Rejected);
        Judged {
            blocked: rejected || !codes.is_empty(),
            codes,
            claims: spans.into_iter().zip(verified).collect(),
        }
    }
}

/// The codes of what keeps a claim from being said as it is.
fn blocking(claim: &VerifiedClaim) -> impl Iterator<Item = Code> {
    let counts = |code: Code, severity: Severity| match severity {
        Severity::Deny => true,
        Severity::Review | Severity::Demote => BLOCKING.contains(&(code.0 / 100)),
        Severity::Warn | Severity::Allow => false,
    };
    claim
        .diagnostics
        .iter()
        .filter(move |finding| counts(finding.code, finding.severity))
        .map(|finding| finding.code)
}

impl Judged {
    /// Accepted is agreement; a figure or a word that the evidence contradicts is conflict;
    /// anything else that blocks is silence.
    pub(super) fn relation(&self) -> Relation {
        if !self.blocked {
            Relation::Agrees
        } else if self.codes.iter().any(|code| CONFLICTS.contains(&code.0)) {
            Relation::Conflicts
        } else {
            Relation::Silent
        }
    }

    /// The row as a case for a person to look at.
    pub(super) fn case(&self, id: &str, text: &str, expected: &str) -> Case {
        let findings = self.claims.iter().flat_map(|(_, claim)| &claim.diagnostics);
        Case {
            id: id.to_owned(),
            claim: text.to_owned(),
            quotes: Vec::new(),
            expected: expected.to_owned(),
            found: if self.blocked { "blocked" } else { "passed" }.to_owned(),
            findings: findings
                .filter(|finding| self.codes.contains(&finding.code))
                .map(|finding| format!("{}: {}", finding.code, finding.message))
                .collect(),
        }
    }
}

/// Reports rows with two possible answers: in all, by group, and by what fired.
pub(super) fn report(set: &'static str, outcomes: &[Outcome]) -> Report {
    let whole = binary(outcomes);
    let mut members: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        for group in &outcome.groups {
            members.entry(group).or_default().push(outcome);
        }
    }
    let mut groups: BTreeMap<String, Group> = members
        .into_iter()
        .map(|(name, of)| (name.to_owned(), binary(of)))
        .collect();
    groups.extend(by_code(outcomes.iter().map(|it| (it.bad, &it.judged))));
    let wrong = outcomes.iter().filter(|it| it.bad != it.judged.blocked);
    Report {
        set,
        rows: whole.rows,
        metric: "balanced accuracy",
        value: whole.value,
        measures: whole.measures,
        groups,
        cases: wrong
            .map(|it| {
                let expected = if it.bad { "blocked" } else { "passed" };
                it.judged.case(&it.id, &it.text, expected)
            })
            .collect(),
    }
}

/// Balanced accuracy, and what it is the middle of. Where all rows have one label, the share of
/// them that is right.
pub(super) fn binary<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Group {
    let (mut good, mut bad, mut good_blocked, mut bad_blocked) = (0, 0, 0, 0);
    for outcome in outcomes {
        let blocked = usize::from(outcome.judged.blocked);
        if outcome.bad {
            bad += 1;
            bad_blocked += blocked;
        } else {
            good += 1;
            good_blocked += blocked;
        }
    }
    let rows = good + bad;
    let (caught, alarms) = (ratio(bad_blocked, bad), ratio(good_blocked, good));
    let mut measures = BTreeMap::from([("accuracy", ratio(good - good_blocked + bad_blocked, rows))]);
    let mut value = measures["accuracy"];
    if bad > 0 {
        measures.insert("caught", caught);
    }
    if good > 0 {
        measures.insert("false blocks", alarms);
    }
    if good > 0 && bad > 0 {
        value = round(f64::midpoint(caught, 1.0 - alarms));
        measures.insert("balanced accuracy", value);
    }
    Group { rows, value, measures }
}

/// How often each code spoke on rows that should be blocked and on others. The value is the
/// share of the former.
pub(super) fn by_code<'a>(rows: impl Iterator<Item = (bool, &'a Judged)>) -> BTreeMap<String, Group> {
    let mut fired: BTreeMap<Code, [usize; 2]> = BTreeMap::new();
    for (bad, judged) in rows {
        for code in &judged.codes {
            fired.entry(*code).or_default()[usize::from(bad)] += 1;
        }
    }
    let group = |(code, [good, bad]): (Code, [usize; 2])| {
        let group = Group {
            rows: good + bad,
            value: ratio(bad, good + bad),
            measures: BTreeMap::from([("on bad", float(bad)), ("on good", float(good))]),
        };
        (format!("code {code}"), group)
    };
    fired.into_iter().map(group).collect()
}
