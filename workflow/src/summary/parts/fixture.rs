//! A hand-made account, and drafts of it, for the tests of this folder.

mod records;

use std::sync::Arc;

use grounding::{
    Account, AccountId, Audience, Citation, Claim, ClaimKind, Draft, DraftSection, Ledger, Policy, Source, SourceId,
    Span, Standing, Verification, VerifiedClaim, View, verify,
};
use jiff::civil::{Date, date};

use crate::account::fact;
use crate::cite::{cite_field, cite_span};
use crate::definition::{Basis, Drafted, Prepared, Request};
use crate::summary::spec::BUSINESS_REVIEW;

pub(in crate::summary) use records::{call, contact, goal, health, invoice, kpi, row, ticket, written};

pub(in crate::summary) const AS_OF: Date = date(2026, 6, 30);

pub(in crate::summary) fn ledger(sources: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("acme"),
        name: "Acme".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: AS_OF,
        audience: Audience::Internal,
    };
    Ledger::new(account, view, sources.into_iter().map(Arc::new).collect())
}

/// The lines of a record, by field.
pub(in crate::summary) fn lines(ledger: &Ledger, id: &str, fields: &[&str]) -> Vec<Citation> {
    let source = ledger.source(&SourceId::raw(id)).unwrap();
    fields.iter().map(|name| cite_field(source, name)).collect()
}

/// Words of a source.
pub(in crate::summary) fn words(ledger: &Ledger, id: &str, words: &str) -> Citation {
    let source = ledger.source(&SourceId::raw(id)).unwrap();
    let start = source.text.find(words).unwrap();
    cite_span(source, Span::new(start, start + words.len()))
}

pub(in crate::summary) fn risk(text: &str, citations: Vec<Citation>) -> Claim {
    Claim {
        kind: ClaimKind::Risk,
        ..fact(text.to_owned(), citations)
    }
}

pub(in crate::summary) fn outcome(text: &str, goal: &str, citations: Vec<Citation>) -> Claim {
    Claim {
        kind: ClaimKind::Outcome,
        standing: Standing::ProvenOutcome,
        goal_id: Some(format!("plan:objective/{goal}")),
        ..fact(text.to_owned(), citations)
    }
}

/// A draft of these sections; claims are named in order.
pub(in crate::summary) fn draft(ledger: &Ledger, sections: &[(&str, Vec<Claim>)]) -> Draft {
    let mut draft = Draft {
        kind: "summary".to_owned(),
        spec: Some(&BUSINESS_REVIEW),
        ..Draft::new(ledger.account.id.clone(), Vec::new())
    };
    for (id, claims) in sections {
        let mut section = DraftSection {
            id: (*id).to_owned(),
            origin: BUSINESS_REVIEW.section(id).map(|spec| spec.origin),
            ..DraftSection::default()
        };
        for claim in claims {
            let id = format!("c{}", draft.claims.len() + 1);
            section.claims.push(id.clone());
            draft.claims.push(Claim { id, ..claim.clone() });
        }
        draft.sections.push(section);
    }
    draft
}

/// What the verifier makes of a draft.
pub(in crate::summary) fn judged(ledger: &Ledger, draft: &Draft) -> Verification {
    verify(ledger, draft, &Policy::default())
}

/// A draft and its verification as what follows from it reads them.
pub(in crate::summary) fn drafted<'a>(draft: &'a Draft, verification: &'a Verification) -> Drafted<'a> {
    Drafted {
        verification,
        questions: &draft.questions,
        sections: &draft.sections,
    }
}

/// What the derived sections of a draft may draw on, if all of its claims were accepted.
pub(in crate::summary) fn basis<'a>(draft: &Draft, verification: &'a Verification) -> Basis<'a> {
    let sections = draft.sections.iter().map(|section| {
        let claims = verification
            .claims
            .iter()
            .filter(|it| section.claims.contains(&it.claim.id));
        let claims: Vec<&VerifiedClaim> = claims.inspect(|it| accepted(it)).collect();
        (BUSINESS_REVIEW.section(&section.id).unwrap(), claims)
    });
    Basis {
        sections: sections.collect(),
    }
}

/// Asserts that the verifier has nothing against a claim but who must look at it.
pub(in crate::summary) fn accepted(verified: &VerifiedClaim) {
    let found: Vec<String> = verified
        .diagnostics
        .iter()
        .map(|it| format!("{}: {}", it.code, it.message))
        .collect();
    let verdict = verified.verdict;
    assert_eq!(
        verdict,
        grounding::Verdict::Accepted,
        "{}: {found:#?}",
        verified.claim.text
    );
}

/// Nothing but a request.
pub(in crate::summary) fn prepared() -> Prepared {
    Prepared {
        trigger: None,
        inputs: Vec::new(),
        records: Vec::new(),
        questions: Vec::new(),
        stops: Vec::new(),
        request: Request::default(),
        evidence_from: None,
    }
}
