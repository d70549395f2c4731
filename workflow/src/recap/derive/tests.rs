use grounding::{AccountId, Claim, Draft, DraftSection, Ledger, Origin, Policy, Verdict, Verification, verify};

use super::super::facts::Facts;
use super::super::facts::testing::{busy, ledger};
use super::super::records::records;
use super::super::{SPEC, derive};
use crate::brief::{Input, Trigger};
use crate::definition::{Basis, Prepared, Request};

/// The draft of what records tell, with its claims named.
fn drafted(ledger: &Ledger) -> Draft {
    let request = Request::default();
    let told = records(&Facts::read(ledger, &request));
    let mut draft = Draft {
        kind: SPEC.kind.to_owned(),
        spec: Some(&SPEC),
        ..Draft::new(AccountId::new("larch"), Vec::new())
    };
    for section in told.into_iter().filter(|it| SPEC.section(it.section).is_some()) {
        add(&mut draft, section.section, section.claims);
    }
    draft
}

fn add(draft: &mut Draft, section: &str, claims: Vec<Claim>) {
    let from = draft.claims.len();
    draft
        .claims
        .extend(claims.into_iter().enumerate().map(|(at, claim)| Claim {
            id: format!("c{}", from + at + 1),
            ..claim
        }));
    draft.sections.push(DraftSection {
        id: section.to_owned(),
        claims: draft.claims[from..].iter().map(|it| it.id.clone()).collect(),
        ..DraftSection::default()
    });
}

fn basis<'a>(draft: &Draft, found: &'a Verification) -> Basis<'a> {
    let sections = SPEC.sections.iter().filter(|section| section.origin != Origin::Derived);
    let of = |id: &str| {
        let ids = draft.sections.iter().filter(|it| it.id == id).flat_map(|it| &it.claims);
        let claims = ids.filter_map(|id| found.claims.iter().find(|it| it.claim.id == *id));
        claims.filter(|it| it.verdict == Verdict::Accepted).collect()
    };
    Basis {
        sections: sections.map(|section| (section, of(section.id))).collect(),
    }
}

fn prepared() -> Prepared {
    Prepared {
        trigger: None::<Trigger>,
        inputs: Vec::<Input>::new(),
        records: Vec::new(),
        questions: Vec::new(),
        stops: Vec::new(),
        request: Request::default(),
        evidence_from: None,
    }
}

#[test]
fn the_strongest_changes_and_what_is_open_are_told_again() {
    let ledger = ledger(busy());
    let mut draft = drafted(&ledger);
    let found = verify(&ledger, &draft, &Policy::default());
    let derived = derive::derive(&ledger, &prepared(), &basis(&draft, &found));
    for section in derived {
        add(&mut draft, section.section, section.claims);
    }
    let found = verify(&ledger, &draft, &Policy::default());
    let mut lines = Vec::new();
    for section in draft
        .sections
        .iter()
        .filter(|it| matches!(it.id.as_str(), "changed" | "open"))
    {
        lines.push(format!("{}:", section.id));
        let own = found.claims.iter().filter(|it| section.claims.contains(&it.claim.id));
        lines.extend(own.map(|it| format!("  {:?} {:?}: {}", it.verdict, it.standing, it.claim.text)));
    }
    insta::assert_snapshot!(lines.join("\n"), @"
    changed:
      Accepted ProvenOutcome: On-time deliveries rose from 71% (January 2026) to 93% (12 June 2026), past the target of 90%; Ada Byrne says so too.
      Accepted ProvenOutcome: Active drivers rose from 24 drivers (January 2026) to 62 drivers (12 June 2026); the target is 80 drivers.
      Accepted Activity: The milestone “Scanner link accepted” of the project “Depot rollout” was completed on 28 April 2026; it was due on 21 April 2026.
    open:
      Accepted Fact: The ticket `Scanner drops orders` is open (priority urgent).
      Accepted Fact: The goal `Cut rewash rate to 2%` is off track; its owner is Tove Lund.
      Accepted Fact: “Plan routes in under 20 minutes”, due 31 May 2026: on hold.
      Accepted Fact: An open risk: The depot manager leaves in August (rated high); it has no owner on record.
    ");
}

#[test]
fn nothing_is_derived_from_nothing() {
    let ledger = ledger(Vec::new());
    let derived = derive::derive(&ledger, &prepared(), &Basis { sections: Vec::new() });
    let claims: Vec<(&str, usize)> = derived.iter().map(|it| (it.section, it.claims.len())).collect();
    assert_eq!(claims, [("changed", 0), ("open", 0)]);
}
