//! A brief that comes out of the store, held against the evidence of today.

use grounding::{Account, Audience, Claim, Draft, DraftSection, Evidence, Ledger, Policy, Verdict, View, verify};
use workflow::brief::{Brief, Reason};
use workflow::{Definition, Drafted, Request};

use super::cited;

/// A brief that comes out of the store.
#[derive(Debug)]
pub enum Loaded {
    /// The evidence of today bears it out as it stands.
    Current(Ledger),
    /// It doesn't, so the brief may be read, and nothing may be decided on it.
    Archived(Ledger, Vec<Change>),
}

/// What is different since a brief was verified.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A claim is judged more strictly.
    Claim {
        /// The claim.
        id: String,
        /// Its text.
        text: String,
        /// What the verifier decided then.
        then: Verdict,
        /// What it decides now.
        now: Verdict,
        /// Why, in its words.
        why: String,
    },
    /// People would have to answer first.
    Reason(Reason),
}

impl Change {
    /// The change in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Claim { id, text, why, .. } => {
                format!("claim `{id}` (\u{201C}{text}\u{201D}) no longer stands: {why}")
            }
            Self::Reason(reason) => format!("{}: {}", reason.code, reason.message),
        }
    }
}

impl Loaded {
    /// The evidence it was held against.
    pub fn ledger(&self) -> &Ledger {
        match self {
            Self::Current(ledger) | Self::Archived(ledger, _) => ledger,
        }
    }

    /// What is different; empty where nothing is.
    pub fn changes(&self) -> &[Change] {
        match self {
            Self::Current(_) => &[],
            Self::Archived(_, changes) => changes,
        }
    }
}

/// Verifies a stored brief again, against the evidence as of `view`. What the verifier judges more
/// mildly than then is no change: the brief says no more than it did.
///
/// # Errors
///
/// Fails where the evidence can't be read.
pub async fn recheck<E: Evidence>(
    evidence: &E,
    account: &Account,
    definition: &'static Definition,
    brief: &Brief,
    policy: &Policy,
    (request, view): (&Request, View),
) -> Result<Loaded, E::Error> {
    let mut ledger = Ledger::gather(evidence, account, view).await?;
    let draft = redraft(&ledger, definition, brief);
    let ids: Vec<_> = cited(&draft.claims).collect();
    ledger.trace(evidence, ids).await?;
    let verification = verify(&ledger, &draft, policy);
    let request = Request {
        trigger: brief.trigger.clone(),
        edition: definition.edition_of(brief),
        ..request.clone()
    };
    let prepared = (definition.prepare)(&ledger, &request);
    let drafted = Drafted {
        verification: &verification,
        questions: &draft.questions,
        sections: &draft.sections,
    };
    let reasons = (definition.finish)(&ledger, &prepared, &drafted).reasons;
    let claims = verification.claims.iter().zip(&brief.claims);
    let worse = claims.filter(|(now, then)| now.verdict > then.verdict || now.standing > then.claim.standing);
    let mut changes: Vec<Change> = worse
        .map(|(now, then)| Change::Claim {
            id: now.claim.id.clone(),
            text: now.claim.text.clone(),
            then: then.verdict,
            now: now.verdict,
            why: now
                .diagnostics
                .iter()
                .max_by_key(|finding| finding.severity)
                .map(|finding| format!("{} ({})", finding.message, finding.code))
                .unwrap_or_default(),
        })
        .collect();
    changes.extend(
        reasons
            .into_iter()
            .filter(|reason| {
                !brief
                    .reasons
                    .iter()
                    .any(|it| it.code == reason.code && it.about == reason.about)
            })
            .map(Change::Reason),
    );
    Ok(if changes.is_empty() {
        Loaded::Current(ledger)
    } else {
        Loaded::Archived(ledger, changes)
    })
}

/// The claims of a brief that the evidence bears out for the customer's eyes too: cited to what
/// may be shared, and accepted when the customer is the reader.
///
/// # Errors
///
/// Fails where the evidence can't be read.
pub async fn for_customer<E: Evidence>(
    evidence: &E,
    account: &Account,
    claims: impl IntoIterator<Item = &Claim>,
    policy: &Policy,
    as_of: jiff::civil::Date,
) -> Result<Vec<String>, E::Error> {
    let view = View {
        as_of,
        audience: Audience::Customer,
    };
    let mut ledger = Ledger::gather(evidence, account, view).await?;
    let claims: Vec<Claim> = claims
        .into_iter()
        .map(|claim| Claim {
            audience: Audience::Customer,
            ..claim.clone()
        })
        .collect();
    let ids: Vec<_> = cited(&claims).collect();
    ledger.trace(evidence, ids).await?;
    let verification = verify(&ledger, &Draft::new(account.id.clone(), claims), policy);
    let may = verification
        .claims
        .into_iter()
        .filter(|it| matches!(it.verdict, Verdict::Accepted | Verdict::Demoted));
    Ok(may.map(|it| it.claim.id).collect())
}

/// The draft that a brief was made of, as far as it may be read.
pub(super) fn redraft(ledger: &Ledger, definition: &'static Definition, brief: &Brief) -> Draft {
    let spec = definition.spec_of(brief);
    let sections = brief.sections.iter().map(|section| DraftSection {
        id: section.id.clone(),
        origin: spec.section(&section.id).map(|it| it.origin),
        notice: section.notice.clone(),
        claims: section.claims.clone(),
        ..DraftSection::default()
    });
    let claims: Vec<Claim> = brief.claims.iter().map(|claim| claim.claim.clone()).collect();
    let frame = (definition.frame)(ledger, &claims);
    Draft {
        kind: brief.kind.clone(),
        spec: Some(spec),
        sections: sections.collect(),
        questions: brief.questions.clone(),
        caveats: frame.caveats,
        goal_rows: frame.goal_rows,
        ..Draft::new(ledger.account.id.clone(), claims)
    }
}
