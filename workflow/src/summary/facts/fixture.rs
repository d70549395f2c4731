//! A dairy's account, built by hand, and what the verifier makes of claims about it.

mod crm;
mod dairy;
mod delivery;

use std::sync::Arc;

use grounding::{
    Account, AccountId, Audience, Draft, DraftSection, Ledger, Place, Policy, Record, RecordText, Source, SourceId,
    SourceKind, State, Verdict, View, Visibility, verify,
};
use jiff::civil::{Date, date};

use crate::definition::{Request, SectionDraft};
use crate::summary::BUSINESS_REVIEW;

pub(in crate::summary) use crm::{contact, deal, invoice, order_form, owned_by, task, ticket, user};
pub(in crate::summary) use dairy::dairy;
pub(in crate::summary) use delivery::{activity, call, goal, health, kpi, measured_kpi, milestone, project, risk};

pub(in crate::summary) const AS_OF: Date = date(2026, 6, 30);

pub(in crate::summary) fn ledger(sources: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("brackwater-dairies"),
        name: "Brackwater Dairies".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: AS_OF,
        audience: Audience::Internal,
    };
    Ledger::new(account, view, sources.into_iter().map(Arc::new).collect())
}

/// A source that is prose.
pub(in crate::summary) fn prose(id: &str, kind: SourceKind, day: Date, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: (kind != SourceKind::User).then(|| AccountId::new("brackwater-dairies")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(day),
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// A source that is a record, with a line for each field; its title is the first field's value.
pub(in crate::summary) fn record(
    id: &str,
    kind: SourceKind,
    day: Date,
    fields: &[(&str, &str)],
    record: Option<Record>,
) -> Source {
    let text = fields
        .iter()
        .fold(RecordText::new(), |text, (name, value)| text.field(name, value));
    let (text, spans) = text.finish();
    Source {
        title: fields[0].1.to_owned(),
        fields: spans,
        record,
        ..prose(id, kind, day, &text)
    }
}

/// What the verifier has against these claims, in a business review; nothing where it accepts each.
pub(in crate::summary) fn against(ledger: &Ledger, drafts: &[SectionDraft]) -> Vec<String> {
    let mut claims = Vec::new();
    let mut sections = Vec::new();
    for draft in drafts {
        let spec = BUSINESS_REVIEW.section(draft.section).unwrap();
        let mut ids = Vec::new();
        for claim in &draft.claims {
            assert!(
                spec.claims.contains(&claim.kind) || spec.claims.is_empty(),
                "{}: {}",
                spec.id,
                claim.text
            );
            let id = format!("c{}", claims.len() + 1);
            ids.push(id.clone());
            claims.push(grounding::Claim { id, ..claim.clone() });
        }
        sections.push(DraftSection {
            id: draft.section.to_owned(),
            origin: Some(spec.origin),
            claims: ids,
            ..DraftSection::default()
        });
    }
    let draft = Draft {
        kind: "summary".to_owned(),
        spec: Some(&BUSINESS_REVIEW),
        sections,
        ..Draft::new(ledger.account.id.clone(), claims)
    };
    let verified = verify(ledger, &draft, &Policy::default()).claims.into_iter();
    let found = verified.filter(|it| it.verdict != Verdict::Accepted).map(|it| {
        let why: Vec<String> = it
            .diagnostics
            .iter()
            .map(|why| format!("{} {}", why.code, why.message))
            .collect();
        format!("{}: {}", it.claim.text, why.join("; "))
    });
    found.collect()
}

/// The texts of a section's claims.
pub(in crate::summary) fn texts(drafts: &[SectionDraft], section: &str) -> String {
    let own = drafts.iter().filter(|draft| draft.section == section);
    let texts: Vec<&str> = own
        .flat_map(|draft| &draft.claims)
        .map(|claim| claim.text.as_str())
        .collect();
    texts.join("\n")
}

/// A request as nobody configured it.
pub(in crate::summary) fn request() -> Request {
    Request::default()
}
