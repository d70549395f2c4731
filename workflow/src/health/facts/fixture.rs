//! A small account whose systems call everything by names of their own, and what follows from it.

mod records;

use std::sync::Arc;

use grounding::{
    Account, AccountId, AccountRecord, Audience, Claim, Contact, Draft, DraftSection, Ledger, Policy, Record, Source,
    SourceKind, User, View, verify,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::brief::Trigger;
use crate::definition::{Drafted, Finished, Request, SectionDraft};
use crate::health::HEALTH;

pub(in crate::health) use records::{
    call, decision, goal, invoice, mail, measure, milestone, own_snapshot, prose, renewal, row, said, snapshot, survey,
    ticket,
};

/// The day that the tests speak of, a Tuesday of the 27th week.
pub(in crate::health) const AS_OF: Date = date(2026, 6, 30);

/// So many days before [`AS_OF`]; after it where negative.
pub(in crate::health) fn ago(days: i32) -> Date {
    AS_OF.checked_sub(days.days()).unwrap()
}

/// A ledger of these sources and of the account, its owner and somebody at the customer.
pub(in crate::health) fn ledger_on(as_of: Date, sources: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("alder"),
        name: "Alder Bakeries".to_owned(),
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
pub(in crate::health) fn ledger(sources: Vec<Source>) -> Ledger {
    ledger_on(AS_OF, sources)
}

fn people() -> Vec<Source> {
    let day = date(2025, 11, 3);
    let account = Record::Account(AccountRecord {
        name: "Alder Bakeries".to_owned(),
        owner: Some("u3".to_owned()),
    });
    let user = Record::User(User {
        name: "Mara Quist".to_owned(),
        title: "Customer success manager".to_owned(),
        email: Some("mara@quill.example".to_owned()),
    });
    let contact = Record::Contact(Contact {
        name: "Ines Roth".to_owned(),
        title: "Head of production".to_owned(),
        email: Some("ines@alder.example".to_owned()),
        role: None,
    });
    let mara = [("Full name", "Mara Quist"), ("Job", "Customer success manager")];
    let ines = [
        ("Full name", "Ines Roth"),
        ("Job", "Head of production"),
        ("Mail", "ines@alder.example"),
    ];
    let called = [("Called", "Alder Bakeries"), ("Kept by", "u3")];
    vec![
        row("crm:account/1", SourceKind::Account, day, &called, account),
        Source {
            account: None,
            ..row("u3", SourceKind::User, day, &mara, user)
        },
        row("crm:contact/1", SourceKind::Contact, day, &ines, contact),
    ]
}

/// An account of which every signal can be read, and every one is green.
pub(in crate::health) fn well() -> Vec<Source> {
    let weeks = (0..20).flat_map(|week| {
        let day = ago(week * 7 + 1);
        [
            measure("weekly_logins", "", day, 100),
            measure("adoption_rate", "%", day, 80),
        ]
    });
    let mut sources: Vec<Source> = weeks.collect();
    sources.extend([
        ticket(1, ago(40), "Labels print slowly", false, false),
        survey(1, ago(12), 9, "The plan for the ovens is clear now."),
        invoice(1, ago(45), Some(ago(15)), false),
        call(1, ago(9), "We went through the plan for the ovens."),
        milestone(1, "First bakery live", ago(60), Some(ago(61))),
        goal(1, "Waste less dough", "On track", date(2026, 12, 31)),
        snapshot(ago(20), 88, "Green"),
    ]);
    sources
}

/// The same, with these records beside or instead of those of the same id.
pub(in crate::health) fn well_but(changed: impl IntoIterator<Item = Source>) -> Ledger {
    let changed: Vec<Source> = changed.into_iter().collect();
    let mut sources = well();
    sources.retain(|it| changed.iter().all(|new| new.id != it.id));
    sources.extend(changed);
    ledger(sources)
}

/// A request of that trigger, as a person writes it; without one for an empty text.
pub(in crate::health) fn asked(trigger: &str) -> Request {
    Request {
        trigger: (!trigger.is_empty()).then(|| Trigger::written(trigger)),
        ..Request::default()
    }
}

/// What follows from the claims that are computed from records alone.
pub(in crate::health) fn finished(ledger: &Ledger, request: &Request) -> Finished {
    let prepared = (HEALTH.prepare)(ledger, request);
    let draft = draft(ledger, request, &prepared.records);
    let verification = verify(ledger, &draft, &Policy::default());
    let drafted = Drafted {
        verification: &verification,
        questions: &prepared.questions,
        sections: &draft.sections,
    };
    (HEALTH.finish)(ledger, &prepared, &drafted)
}

/// A draft of the sections of the edition that are among these.
pub(in crate::health) fn draft(ledger: &Ledger, request: &Request, sections: &[SectionDraft]) -> Draft {
    let spec = HEALTH.edition(request.edition).unwrap();
    let mut draft = Draft {
        kind: spec.kind.to_owned(),
        spec: Some(spec),
        ..Draft::new(ledger.account.id.clone(), Vec::new())
    };
    for shown in spec.sections {
        let own = sections.iter().filter(|it| it.section == shown.id);
        let mut section = DraftSection {
            id: shown.id.to_owned(),
            origin: Some(shown.origin),
            ..DraftSection::default()
        };
        for claim in own.flat_map(|it| &it.claims) {
            let id = format!("c{}", draft.claims.len() + 1);
            section.claims.push(id.clone());
            draft.claims.push(Claim { id, ..claim.clone() });
        }
        draft.sections.push(section);
    }
    draft
}
