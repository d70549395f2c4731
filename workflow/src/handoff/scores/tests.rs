use std::sync::Arc;

use grounding::{
    Account, AccountId, Affiliation, Audience, Author, Citation, Claim, ClaimKind, ClaimOrigin, Deal, DraftSection,
    Ledger, Place, Record, Source, SourceId, SourceKind, Span, Standing, State, Topic, Verdict, Verification,
    VerifiedClaim, View, Visibility,
};
use jiff::civil::{Date, date};

use super::*;
use crate::handoff::parts::parts;

const SIGNED: Date = date(2026, 6, 12);

/// A score as a person checks it.
fn told(score: &Score) -> String {
    format!(
        "{} {}: {}, with {}",
        score.name,
        score.value,
        score.formula,
        score.terms.join(", ")
    )
}

fn input(status: InputStatus) -> Input {
    Input {
        name: String::new(),
        status,
        newest: None,
        sources: 0,
        note: String::new(),
    }
}

fn promise(topic: Topic, scope: ScopeRelation, quote: &str) -> ChecklistItem {
    ChecklistItem {
        topic,
        said_by: "Rhea".to_owned(),
        said_on: None,
        said_in: "call".to_owned(),
        promise: Citation::new(SourceId::raw("gong:call/1"), quote),
        scope,
        clause: None,
        routes: Vec::new(),
    }
}

/// HO-37: completeness. `100 × (6 + 1 ÷ 2) ÷ 8 = 81.25`.
#[test]
fn a_stale_input_counts_one_half() {
    use InputStatus::{Missing, Present, Stale};
    let inputs = [Present, Present, Present, Present, Present, Present, Stale, Missing].map(input);
    insta::assert_snapshot!(told(&completeness(&inputs)), @"
    completeness 81: 100 × (present + stale ÷ 2) ÷ inputs, with present = 6, stale = 1, inputs = 8
    ");
    let value = |statuses: &[InputStatus]| {
        let inputs: Vec<Input> = statuses.iter().copied().map(input).collect();
        completeness(&inputs).value
    };
    assert_eq!(
        [value(&[Present]), value(&[Stale]), value(&[Missing]), value(&[])],
        [100, 50, 0, 0]
    );
}

/// HO-37: promise risk. `100 × (1 + 1 ÷ 2) ÷ 4 = 37.5`, and no promise is no risk.
#[test]
fn a_promise_in_conflict_counts_twice_one_that_is_not_signed() {
    use ScopeRelation::{Conflicts, InScope, NoSignedScope, NotInScope};
    let risk = |relations: &[ScopeRelation]| {
        let promises: Vec<ChecklistItem> = relations.iter().map(|it| promise(Topic::Scope, *it, "")).collect();
        promise_risk(&promises)
    };
    insta::assert_snapshot!(told(&risk(&[Conflicts, NotInScope, InScope, InScope])), @"
    promise_risk 38: 100 × (conflicting + unsigned ÷ 2) ÷ promises; 0 where nothing was promised, with conflicting = 1, unsigned = 1, promises = 4
    ");
    let values = [&[][..], &[Conflicts], &[NoSignedScope, NoSignedScope]].map(|it| risk(it).value);
    assert_eq!(values, [0, 100, 50]);
}

/// HO-37: implementation complexity. `10 × 2 + 15 × 1 + 5 × 4 + 10 × 1 = 65`; each kind of work stops
/// at its cap.
#[test]
fn each_kind_of_work_counts_up_to_its_cap() {
    let work = |integrations, custom, requirements, data_to_migrate| Work {
        integrations,
        custom,
        requirements,
        data_to_migrate,
    };
    insta::assert_snapshot!(told(&implementation_complexity(&work(2, 1, 5, true))), @"
    implementation_complexity 65: 10 × integrations (at most 4) + 15 × custom work (at most 2) + 5 × requirements (at most 4) + 10 × data to migrate (0 or 1), with integrations = 2, custom work = 1, requirements = 5, data to migrate = 1
    ");
    let values = [work(0, 0, 0, false), work(9, 0, 0, false), work(9, 9, 9, true)];
    assert_eq!(values.map(|it| implementation_complexity(&it).value), [0, 40, 100]);
}

/// HO-37: stakeholder coverage. Sponsor, technical and finance are known, and the finance director
/// was on a call: `10 × 3 + 10 × 1 = 40`.
#[test]
fn whoever_is_known_and_was_on_a_call_covers_a_part() {
    let seats = [
        Seat::new("Chief Executive", true, false),
        Seat::new("Decision Maker, Finance Director", false, true),
        Seat::new("IT Operations Lead", false, false),
    ];
    insta::assert_snapshot!(told(&stakeholder_coverage(&seats)), @"
    stakeholder_coverage 40: 10 × parts known + 10 × parts engaged, with parts known = 3 (sponsor, technical, finance), parts engaged = 1 (finance)
    ");
    let nobody = stakeholder_coverage(&[]);
    assert_eq!(
        (nobody.value, nobody.terms),
        (0, vec!["parts known = 0".to_owned(), "parts engaged = 0".to_owned()])
    );
}

#[test]
fn one_person_may_play_several_parts_and_everybody_else_uses_it() {
    let parts = |called: &str, sponsor: bool| {
        let seat = Seat::new(called, sponsor, false);
        PARTS.into_iter().filter(|part| seat.plays(part)).collect::<Vec<_>>()
    };
    assert_eq!(parts("Executive Sponsor CFO", true), ["sponsor", "finance"]);
    assert_eq!(parts("Champion Head of Data", false), ["champion", "technical"]);
    assert_eq!(parts("Clinic manager", false), ["user"]);
    assert_eq!(parts("End User Systems Engineer", false), ["technical", "user"]);
    // A unit is no IT, and a credit is none either.
    assert_eq!(parts("Unit lead, credits", false), ["user"]);
}

/// HO-37: first-value clarity. `25 × 1 + 25 × 1 ÷ 2 + 25 × 1 + 25 × 0 = 62.5`.
#[test]
fn first_value_is_clear_by_quarters() {
    let signs = Signs {
        explicit: true,
        date: true,
        metric: false,
        measurable: 1,
        goals: 2,
    };
    insta::assert_snapshot!(told(&first_value_clarity(&signs)), @"
    first_value_clarity 63: 25 × explicit + 25 × measurable goals ÷ goals + 25 × date + 25 × metric, with explicit = 1, measurable goals = 1, goals = 2, date = 1, metric = 0
    ");
    let nothing = Signs {
        explicit: false,
        date: false,
        metric: false,
        measurable: 0,
        goals: 0,
    };
    assert_eq!(first_value_clarity(&nothing).value, 0);
}

fn source(id: &str, kind: SourceKind, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("acme")),
        kind,
        title: String::new(),
        authors: vec![Author {
            span: Span::new(0, text.len()),
            name: "Rhea".to_owned(),
            email: None,
            affiliation: Affiliation::Vendor,
        }],
        occurred_at: Some(SIGNED),
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

fn ledger(form: &str, note: &str) -> Ledger {
    let deal = Deal {
        name: "Acme: rollout".to_owned(),
        stage: "Closed Won".to_owned(),
        won: true,
        closed: true,
        close_date: Some(SIGNED),
        amount: None,
        currency: String::new(),
        owner: None,
    };
    let sources = [
        Source {
            record: Some(Record::Deal(deal)),
            ..source("crm:opportunity/1", SourceKind::Opportunity, "Acme: rollout")
        },
        source("contract:order-form/acme", SourceKind::OrderForm, form),
        source("note:file/1", SourceKind::Note, note),
    ];
    let account = Account {
        id: AccountId::new("acme"),
        name: "Acme".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: date(2026, 6, 30),
        audience: Audience::Internal,
    };
    Ledger::new(account, view, sources.into_iter().map(Arc::new).collect())
}

/// A verified claim that a user needs something.
fn requirement(id: &str, verdict: Verdict) -> VerifiedClaim {
    VerifiedClaim {
        claim: Claim {
            id: id.to_owned(),
            text: "Dispatchers need a shared queue.".to_owned(),
            kind: ClaimKind::Requirement,
            standing: Standing::Fact,
            goal_id: None,
            audience: Audience::Internal,
            citations: Vec::new(),
            origin: ClaimOrigin::Model,
            parent: None,
        },
        verdict,
        standing: Standing::Fact,
        routes: Vec::new(),
        diagnostics: Vec::new(),
    }
}

/// The scores of a handoff whose draft has two requirements, one of them rejected.
fn scored(form: &str, note: &str) -> String {
    let ledger = ledger(form, note);
    let facts = Facts::read(&ledger);
    let verification = Verification {
        claims: vec![
            requirement("c1", Verdict::Accepted),
            requirement("c2", Verdict::Rejected),
        ],
        diagnostics: Vec::new(),
    };
    let sections = [DraftSection {
        id: "requirements".to_owned(),
        claims: vec!["c1".to_owned(), "c2".to_owned()],
        ..DraftSection::default()
    }];
    let drafted = Drafted {
        verification: &verification,
        questions: &[],
        sections: &sections,
    };
    let inputs = [input(InputStatus::Present)];
    let all = scores(&facts, &parts(&facts, &[]), &inputs, &drafted);
    let told: Vec<String> = all
        .iter()
        .map(|it| format!("{} {}: {}", it.name, it.value, it.terms.join(", ")))
        .collect();
    told.join("\n")
}

/// HO-37: all five are read from the records: what was signed, what was promised beside it, what was
/// said of first value.
#[test]
fn a_handoff_has_all_five_scores() {
    let form = "# Order form 7\n\n- Subscription: Beacon Desk, 40 seats\n- Integrations included: Ledgerly sync, \
                Payhub and Mapwell\n- Custom work: none\n\nSigned for Customer: Omar Reyes, Chief Executive\n";
    let note = "We promised to build a bespoke export for them. The old tickets must be migrated before go-live. \
                First value is reached once 30 drivers close their rounds in the app, by 31 August 2026.";
    insta::assert_snapshot!(scored(form, note), @"
    completeness 100: present = 1, stale = 0, inputs = 1
    promise_risk 100: conflicting = 1, unsigned = 0, promises = 1
    implementation_complexity 60: integrations = 3, custom work = 1, requirements = 1, data to migrate = 1
    stakeholder_coverage 0: parts known = 0, parts engaged = 0
    first_value_clarity 75: explicit = 1, measurable goals = 0, goals = 0, date = 1, metric = 1
    ");
    insta::assert_snapshot!(scored("# Order form 8\n\n- Subscription: Beacon Desk\n- Integrations: none\n", "No data migration is needed."), @"
    completeness 100: present = 1, stale = 0, inputs = 1
    promise_risk 0: conflicting = 0, unsigned = 0, promises = 0
    implementation_complexity 5: integrations = 0, custom work = 0, requirements = 1, data to migrate = 0
    stakeholder_coverage 0: parts known = 0, parts engaged = 0
    first_value_clarity 0: explicit = 0, measurable goals = 0, goals = 0, date = 0, metric = 0
    ");
}
