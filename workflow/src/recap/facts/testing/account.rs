//! The account itself, and something of everything.

use std::sync::Arc;

use grounding::{
    Account, AccountId, AccountRecord, Audience, Claim, Contact, Ledger, Policy, Project, Record, Source, SourceKind,
    User, Verdict, View, verify_claim,
};
use jiff::civil::{Date, date};

use super::{AS_OF, goal, health, invoice, kpi, measure, milestone, renewal, risk, row, said, survey, ticket};

/// Who belongs to every ledger: the account, its owner, somebody at the customer, a project.
fn people() -> Vec<Source> {
    let day = date(2025, 12, 1);
    let account = Record::Account(AccountRecord {
        name: "Larch Laundries".to_owned(),
        owner: Some("u7".to_owned()),
    });
    let user = Record::User(User {
        name: "Tove Lund".to_owned(),
        title: "Customer success manager".to_owned(),
        email: Some("tove@quill.example".to_owned()),
    });
    let contact = Record::Contact(Contact {
        name: "Ada Byrne".to_owned(),
        title: "Head of operations".to_owned(),
        email: Some("ada@larch.example".to_owned()),
        role: None,
    });
    let project = Record::Project(Project {
        name: "Depot rollout".to_owned(),
        onboarding: false,
        deal: None,
        owner: Some("Tove Lund".to_owned()),
        created: Some(day),
    });
    let tove = row(
        "u7",
        SourceKind::User,
        day,
        &[("Full name", "Tove Lund"), ("Job", "Customer success manager")],
        user,
    );
    vec![
        row(
            "crm:account/1",
            SourceKind::Account,
            day,
            &[("Called", "Larch Laundries"), ("Kept by", "u7")],
            account,
        ),
        Source { account: None, ..tove },
        row(
            "crm:contact/1",
            SourceKind::Contact,
            day,
            &[
                ("Full name", "Ada Byrne"),
                ("Job", "Head of operations"),
                ("Mail", "ada@larch.example"),
            ],
            contact,
        ),
        row(
            "project:project/1",
            SourceKind::Project,
            day,
            &[("Project", "Depot rollout"), ("Run by", "Tove Lund")],
            project,
        ),
    ]
}

/// A ledger of these sources and of who belongs to every one.
pub(in super::super::super) fn ledger_on(as_of: Date, sources: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("larch"),
        name: "Larch Laundries".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of,
        audience: Audience::Internal,
    };
    let all = people().into_iter().chain(sources).map(Arc::new);
    Ledger::new(account, view, all.collect())
}

/// A ledger of these sources as of [`AS_OF`].
pub(in super::super::super) fn ledger(sources: Vec<Source>) -> Ledger {
    ledger_on(AS_OF, sources)
}

/// An account with something of everything.
pub(in super::super::super) fn busy() -> Vec<Source> {
    vec![
        goal(1, "Raise on-time deliveries to 90%", "Achieved", "2026-06-30"),
        kpi(1, ("on-time deliveries", "%"), "Achieved", ["71", "90", "93"]),
        goal(2, "Get 80 drivers onto the app", "In progress", "2026-09-30"),
        kpi(2, ("active drivers", "drivers"), "In progress", ["24", "80", "62"]),
        goal(3, "Cut rewash rate to 2%", "At risk", "2026-12-31"),
        kpi(3, ("rewash rate", "%"), "At risk", ["5", "2", "6.5"]),
        goal(4, "Plan routes in under 20 minutes", "On hold", "2026-05-31"),
        kpi(4, ("route planning time", "minutes"), "New", ["45", "20", ""]),
        goal(5, "Print labels in colour", "Cancelled", "2026-08-31"),
        measure("active_drivers", "", date(2025, 11, 3), 20),
        measure("active_drivers", "", date(2026, 1, 26), 24),
        measure("active_drivers", "", date(2026, 6, 22), 66),
        measure("routes_planned", "", date(2026, 1, 26), 310),
        measure("routes_planned", "", date(2026, 6, 22), 290),
        milestone(1, "Depot north live", date(2026, 3, 12), Some(date(2026, 3, 12))),
        milestone(2, "Scanner link accepted", date(2026, 4, 21), Some(date(2026, 4, 28))),
        milestone(3, "Depot south live", date(2026, 6, 15), None),
        ticket("Scanner drops orders", true),
        risk("The depot manager leaves in August", ""),
        invoice(date(2026, 6, 10)),
        survey(
            1,
            date(2026, 5, 24),
            "ada@larch.example",
            9,
            "On-time deliveries are at 93% since the new routes.",
        ),
        survey(2, date(2026, 5, 2), "", 6, ""),
        health(date(2026, 3, 31), 81, "Green"),
        health(date(2026, 5, 31), 74, "Yellow"),
        renewal(date(2026, 9, 15)),
        said(
            "call:note/3",
            SourceKind::Note,
            date(2026, 6, 11),
            "Our on-time deliveries went from 71% in January to 93% in June.",
        ),
    ]
}

/// The claims as a person reads them, each with its kind and the standing that the verifier leaves
/// it, and with the findings where it isn't accepted.
pub(in super::super::super) fn judged(ledger: &Ledger, claims: &[Claim]) -> String {
    let judge = |claim: &Claim| {
        let found = verify_claim(ledger, claim, &Policy::default());
        let mut told = format!("{:?}/{:?}: {}", claim.kind, found.standing, claim.text);
        if found.verdict != Verdict::Accepted {
            let findings = found.diagnostics.iter().map(|it| format!("{} {}", it.code, it.message));
            let findings: Vec<String> = findings.collect();
            told.push_str(&format!("\n  {:?}: {}", found.verdict, findings.join("; ")));
        }
        told
    };
    claims.iter().map(judge).collect::<Vec<_>>().join("\n")
}
