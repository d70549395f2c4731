//! What the snapshot says in short.

use grounding::{Citation, ClaimKind, ClaimOrigin, Policy, SourceId, VerifiedClaim, verify_claim};

use super::super::derive;
use super::*;
use crate::account::fact;
use crate::definition::{Basis, Prepared};
use crate::health::spec::SPEC;

/// What is said in short of these sections.
fn short(ledger: &Ledger, sections: &[(&str, Vec<&str>)]) -> Vec<Claim> {
    let told = |text: &&str| {
        let cited = Citation::new(SourceId::raw(*text), *text);
        let claim = Claim {
            kind: ClaimKind::Risk,
            ..fact((*text).to_owned(), vec![cited])
        };
        verify_claim(ledger, &claim, &Policy::default())
    };
    let judged: Vec<(&str, Vec<VerifiedClaim>)> = sections
        .iter()
        .map(|(id, texts)| (*id, texts.iter().map(told).collect()))
        .collect();
    let basis = Basis {
        sections: judged
            .iter()
            .map(|(id, claims)| (SPEC.section(id).unwrap(), claims.iter().collect()))
            .collect(),
    };
    let prepared = Prepared {
        trigger: None,
        inputs: Vec::new(),
        records: Vec::new(),
        questions: Vec::new(),
        stops: Vec::new(),
        request: Request::default(),
        evidence_from: None,
    };
    let drafts = derive(ledger, &prepared, &basis);
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].section, "in_short");
    drafts[0].claims.clone()
}

fn texts(claims: &[Claim]) -> Vec<&str> {
    claims.iter().map(|claim| claim.text.as_str()).collect()
}

/// HS-7: what decides the level, what changed, and the main risk or else the main opportunity.
#[test]
fn the_worst_the_change_and_the_main_risk_are_said_again() {
    let ledger = ledger(Vec::new());
    let condition = ("condition", vec!["Use is down.", "The plates are late."]);
    let trend = ("trend", vec!["The score fell."]);
    let opportunities = ("opportunities", vec!["Misprints fell."]);
    let with_risk = [
        condition.clone(),
        trend.clone(),
        ("risks", vec!["Use is down.", "The renewal is near."]),
        opportunities.clone(),
    ];
    let claims = short(&ledger, &with_risk);
    assert_eq!(
        texts(&claims),
        ["Use is down.", "The score fell.", "The renewal is near."]
    );
    assert!(
        claims
            .iter()
            .all(|claim| claim.origin == ClaimOrigin::Derived && claim.kind == ClaimKind::Risk)
    );
    let without = short(&ledger, &[condition.clone(), trend, opportunities]);
    assert_eq!(texts(&without), ["Use is down.", "The score fell.", "Misprints fell."]);
    let alone = short(&ledger, &[condition]);
    assert_eq!(texts(&alone), ["Use is down.", "The plates are late."]);
    assert_eq!(short(&ledger, &[]), Vec::new());
}
