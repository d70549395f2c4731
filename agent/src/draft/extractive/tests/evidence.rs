//! A small account for tests: a tannery that dries hides in ovens.

use std::sync::Arc;

use grounding::{
    Account, AccountId, Affiliation, Audience, Author, Claim, Contact, GoalRecord, GoalStatus, Kpi, Ledger, Place,
    Policy, Record, RecordText, SectionSpec, Source, SourceId, SourceKind, Span, Standing, State, Ticket, Verdict,
    View, Visibility, verify_claim,
};
use jiff::civil::{Date, date};
use tokio::time::Instant;
use workflow::{recap, summary};

use crate::draft::{Assignment, Dossier, DossierPassage};

pub(super) const AS_OF: Date = date(2026, 6, 30);

/// A source without anything but a text.
pub(super) fn prose(kind: SourceKind, id: &str, day: Date, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("orrin")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(day),
        visibility: Visibility::Shareable,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// A source of which one person said everything: Ines Kolar of the customer's side, or Bram Oduya of
/// ours.
pub(super) fn said(side: Affiliation, source: Source) -> Source {
    let name = match side {
        Affiliation::Customer => "Ines Kolar",
        Affiliation::Vendor => "Bram Oduya",
        Affiliation::Unknown => "Weekly Digest",
    };
    let author = Author {
        span: Span::new(0, source.text.len()),
        name: name.to_owned(),
        email: None,
        affiliation: side,
    };
    Source {
        authors: vec![author],
        ..source
    }
}

/// A mail of the customer's.
pub(super) fn mail(id: &str, day: Date, text: &str) -> Source {
    said(Affiliation::Customer, prose(SourceKind::Mail, id, day, text))
}

/// A customer-success activity that one of ours logged.
pub(super) fn activity(id: &str, day: Date, text: &str) -> Source {
    said(Affiliation::Vendor, prose(SourceKind::Activity, id, day, text))
}

fn record(kind: SourceKind, id: &str, title: &str, record: Record, fields: &[(&str, &str)]) -> Source {
    let text = fields
        .iter()
        .fold(RecordText::new(), |text, (name, value)| text.field(name, value));
    let (text, fields) = text.finish();
    Source {
        title: title.to_owned(),
        fields,
        record: Some(record),
        occurred_at: None,
        ..prose(kind, id, AS_OF, &text)
    }
}

/// A goal with a KPI, and Ines Kolar, who runs the ovens.
pub(super) fn records() -> Vec<Source> {
    let goal = |id: &str, name: &str| {
        let it = GoalRecord {
            name: name.to_owned(),
            description: String::new(),
            status: GoalStatus::OnTrack,
            owner: None,
            due: None,
        };
        let fields = [("name", name), ("status", "On Track")];
        record(SourceKind::Objective, id, name, Record::Goal(it), &fields)
    };
    let kpi = |id: &str, goal: &str, metric: &str, unit: &str, from: i64, to: i64| {
        let it = Kpi {
            goal: SourceId::raw(goal),
            metric: metric.to_owned(),
            unit: unit.to_owned(),
            baseline: Some(from.into()),
            target: Some(to.into()),
            current: None,
            current_date: None,
            status: GoalStatus::OnTrack,
            due: None,
        };
        let fields = [("metric", metric), ("baseline", "as measured in January")];
        record(SourceKind::Kpi, id, metric, Record::Kpi(it), &fields)
    };
    let ines = Contact {
        name: "Ines Kolar".to_owned(),
        title: "Head of Drying".to_owned(),
        email: None,
        role: None,
    };
    vec![
        goal(
            "plan:objective/G1",
            "Bring oven idle time from 12 h down to 5 h by December 2026",
        ),
        kpi("plan:kpi/K1", "plan:objective/G1", "oven idle time", "h", 12, 5),
        goal(
            "plan:objective/G2",
            "Raise hides graded first class to 70% by December 2026",
        ),
        kpi(
            "plan:kpi/K2",
            "plan:objective/G2",
            "share of first class hides",
            "%",
            55,
            70,
        ),
        record(
            SourceKind::Contact,
            "crm:contact/C1",
            "Ines Kolar",
            Record::Contact(ines),
            &[("name", "Ines Kolar"), ("title", "Head of Drying")],
        ),
    ]
}

/// A comment on a ticket, and the ticket.
pub(super) fn comment(subject: &str, day: Date, text: &str) -> Vec<Source> {
    let it = Ticket {
        subject: subject.to_owned(),
        open: true,
        escalated: false,
    };
    let fields = [("subject", subject), ("status", "open")];
    let comment = said(
        Affiliation::Customer,
        prose(SourceKind::Comment, "desk:comment/1", day, text),
    );
    vec![
        record(
            SourceKind::Ticket,
            "desk:ticket/1",
            subject,
            Record::Ticket(it),
            &fields,
        ),
        Source {
            title: subject.to_owned(),
            ..comment
        },
    ]
}

pub(super) fn ledger(said: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("orrin"),
        name: "Orrin Tannery".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: AS_OF,
        audience: Audience::Internal,
    };
    let sources = records().into_iter().chain(said).map(Arc::new);
    Ledger::new(account, view, sources.collect())
}

/// What is drafted for a section of a recap or a summary from all of that: its kind, its standing, its goal,
/// its sentence and where else it is said, claim by claim.
pub(super) fn drafted(kind: &str, section: &str, evidence: Vec<Source>) -> Vec<String> {
    drafted_beside(kind, section, evidence, &[])
}

/// The same where the section says something from records already.
pub(super) fn drafted_beside(kind: &str, section: &str, evidence: Vec<Source>, known: &[Claim]) -> Vec<String> {
    let brief = if kind == "recap" { &recap::SPEC } else { &summary::SPEC };
    let ledger = ledger(evidence);
    let section: &'static SectionSpec = brief.section(section).unwrap();
    let passages = ledger.shared().into_iter().map(|source| DossierPassage {
        span: Span::new(0, source.text.len()),
        source,
    });
    let dossier = Dossier {
        passages: passages
            .filter(|it| section.sources.contains(&it.source.kind))
            .collect(),
        activities: None,
    };
    let assignment = Assignment {
        brief,
        section,
        ledger: &ledger,
        dossier: &dossier,
        known,
        elsewhere: &[],
        deadline: Instant::now(),
        round: 0,
    };
    let claims = super::super::draft(assignment).claims;
    let told = claims.iter().map(|claim| {
        let verified = verify_claim(&ledger, claim, &Policy::default());
        assert_ne!(verified.verdict, Verdict::Rejected, "{claim:?}");
        let standing = match claim.standing {
            Standing::ProvenOutcome => "proven ",
            Standing::LikelyBenefit => "likely ",
            Standing::Activity => "done ",
            Standing::Fact => "",
        };
        let goal = claim
            .goal_id
            .as_deref()
            .map(|id| format!("for {} ", id.trim_start_matches("plan:objective/")));
        let cited: Vec<&str> = claim.citations.iter().map(|it| it.source_id.as_str()).collect();
        format!(
            "{:?} {standing}{}({}): {}",
            claim.kind,
            goal.unwrap_or_default(),
            cited.join(", "),
            claim.text
        )
    });
    told.collect()
}
