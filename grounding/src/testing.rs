//! Small evidence for tests.

use jiff::civil::{Date, date};

use crate::{
    Account, AccountId, Affiliation, Audience, Author, BriefSpec, Citation, Claim, ClaimKind, ClaimOrigin, Diagnostic,
    Draft, DraftSection, GoalRecord, GoalStatus, Kpi, Ledger, Measure, Origin, Place, Policy, Question, Record,
    RecordText, RenderStyle, Route, Rule, SectionSpec, Severity, Source, SourceId, SourceKind, Span, Standing, State,
    Value, ValueRole, Verdict, VerifiedClaim, View, Visibility, render, verify,
};

/// The day all test evidence is read on.
pub(crate) const AS_OF: Date = date(2026, 6, 30);

pub(crate) fn prose(id: &str, kind: SourceKind, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("acme")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(date(2026, 6, 1)),
        visibility: Visibility::Shareable,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// A call in which one person says everything.
pub(crate) fn said_by(id: &str, affiliation: Affiliation, text: &str) -> Source {
    let name = match affiliation {
        Affiliation::Vendor => "Rhea",
        _ => "Omar",
    };
    let text = format!("{name}: {text}");
    let author = Author {
        span: Span::new(0, text.len()),
        name: name.to_owned(),
        email: None,
        affiliation,
    };
    Source {
        authors: vec![author],
        ..prose(id, SourceKind::Call, &text)
    }
}

pub(crate) fn goal(id: &str, name: &str, status: GoalStatus) -> Source {
    let (text, fields) = RecordText::new()
        .field("id", id)
        .field("name", name)
        .field("status", &format!("{status:?}"))
        .finish();
    let record = GoalRecord {
        name: name.to_owned(),
        description: String::new(),
        status,
        owner: None,
        due: None,
    };
    Source {
        fields,
        title: name.to_owned(),
        record: Some(Record::Goal(record)),
        ..prose(&format!("plan:objective/{id}"), SourceKind::Objective, &text)
    }
}

pub(crate) fn kpi(id: &str, goal: &str, metric: &str, [baseline, target, current]: [i64; 3]) -> Source {
    let text = RecordText::new()
        .field("metric", metric)
        .field("baseline", &baseline.to_string());
    let (text, fields) = text
        .field("target", &target.to_string())
        .field("current", &current.to_string())
        .finish();
    let record = Kpi {
        goal: SourceId::new("plan", "objective", goal),
        metric: metric.to_owned(),
        unit: "h".to_owned(),
        baseline: Some(baseline.into()),
        target: Some(target.into()),
        current: Some(current.into()),
        current_date: Some(date(2026, 5, 31)),
        status: GoalStatus::OnTrack,
        due: Some(date(2026, 12, 31)),
    };
    let value = |name: &str, role: ValueRole, number: i64| Value {
        span: fields
            .iter()
            .find(|field| field.name == name)
            .expect("the field exists")
            .span,
        metric: metric.to_owned(),
        value: number.into(),
        unit: "h".to_owned(),
        period: (role == ValueRole::Current).then_some(date(2026, 5, 31)),
        role,
    };
    let values = vec![
        value("baseline", ValueRole::Baseline, baseline),
        value("target", ValueRole::Target, target),
        value("current", ValueRole::Current, current),
    ];
    Source {
        values,
        fields,
        record: Some(Record::Kpi(record)),
        ..prose(&format!("plan:kpi/{id}"), SourceKind::Kpi, &text)
    }
}

/// A figure of a metric on a day.
pub(crate) fn measure(id: &str, kind: SourceKind, metric: &str, value: i64, date: &str) -> Source {
    let day: Date = date.parse().expect("a date");
    let text = RecordText::new().field("date", date).field("metric", metric);
    let (text, fields) = text.field("value", &value.to_string()).finish();
    let value = Value {
        span: fields[2].span,
        metric: metric.to_owned(),
        value: value.into(),
        unit: String::new(),
        period: Some(day),
        role: ValueRole::Current,
    };
    let record = Measure {
        metric: metric.to_owned(),
        unit: String::new(),
        value: value.value,
        date: day,
        series: SourceId::raw(format!("usage:series/acme/{metric}")),
    };
    Source {
        title: metric.to_owned(),
        occurred_at: Some(day),
        values: vec![value],
        fields,
        record: (kind != SourceKind::Snapshot).then_some(Record::Measure(record)),
        ..prose(id, kind, &text)
    }
}

pub(crate) fn ledger(sources: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("acme"),
        name: "Acme Ltd".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: AS_OF,
        audience: Audience::Internal,
    };
    let mut ledger = Ledger::new(account, view, Vec::new());
    let (own, foreign): (Vec<Source>, Vec<Source>) = sources
        .into_iter()
        .partition(|source| source.account.as_ref().is_none_or(|it| *it == ledger.account.id));
    ledger = Ledger::new(ledger.account, view, own.into_iter().map(std::sync::Arc::new).collect());
    ledger.note_elsewhere(foreign.into_iter().map(|source| (source.id, source.account)));
    ledger
}

pub(crate) fn claim(text: &str, citations: &[(&str, &str)]) -> Claim {
    Claim {
        id: "c1".to_owned(),
        text: text.to_owned(),
        kind: ClaimKind::Fact,
        standing: Standing::Fact,
        goal_id: None,
        audience: Audience::Internal,
        citations: citations
            .iter()
            .map(|(id, quote)| Citation::new(SourceId::raw(*id), *quote))
            .collect(),
        origin: ClaimOrigin::Model,
        parent: None,
    }
}

/// A claim that the customer gained something, for a goal.
pub(crate) fn outcome(text: &str, goal: &str, citations: &[(&str, &str)]) -> Claim {
    Claim {
        kind: ClaimKind::Outcome,
        standing: Standing::ProvenOutcome,
        goal_id: Some(format!("plan:objective/{goal}")),
        ..claim(text, citations)
    }
}

/// What the verifier makes of one claim.
pub(crate) fn verify_one(sources: Vec<Source>, claim: &Claim) -> VerifiedClaim {
    verify_with(sources, claim, &Policy::default()).1
}

pub(crate) fn verdict(sources: Vec<Source>, claim: &Claim) -> Verdict {
    verify_one(sources, claim).verdict
}

fn draft(claims: Vec<Claim>, questions: &[&str]) -> Draft {
    let questions = questions.iter().enumerate().map(|(at, text)| Question {
        id: format!("q{}", at + 1),
        text: (*text).to_owned(),
        about: String::new(),
        to: Route::Ae,
        citations: Vec::new(),
    });
    Draft {
        spec: Some(&BRIEF),
        questions: questions.collect(),
        ..Draft::new(AccountId::new("acme"), claims)
    }
}

/// A brief that reports promises.
static BRIEF: BriefSpec = BriefSpec {
    kind: "test",
    title: "Test",
    sections: &[SectionSpec {
        id: "promises",
        title: "Promises",
        origin: Origin::Model,
        feeders: &[],
        inputs: &[],
        query: "",
        sources: &[],
        claims: &[ClaimKind::Promise],
        cues: &[],
        budget_tokens: 0,
        max_claims: 0,
        prompt: "",
        likely_in: "",
    }],
};

fn verify_with(sources: Vec<Source>, claim: &Claim, policy: &Policy) -> (Ledger, VerifiedClaim) {
    let ledger = ledger(sources);
    let mut found = verify(&ledger, &draft(vec![claim.clone()], &[]), policy);
    (ledger, found.claims.remove(0))
}

/// Renders the findings of one rule on a claim, and asserts that the rule matters: with it the
/// claim fares worse, or is sent to more people, than without. The rules on other faults that the
/// claim may have as well are off for that.
pub(crate) fn check(code: &str, sources: Vec<Source>, claim: &Claim) -> String {
    let found = check_with(code, sources, claim, &Policy::default());
    assert_ne!(found, "", "{code} makes no difference");
    found
}

/// The same with settings of one's own; nothing where the rule finds nothing.
pub(crate) fn check_with(code: &str, sources: Vec<Source>, claim: &Claim, policy: &Policy) -> String {
    let rule = Rule::find(code).expect("the rule exists");
    let others = Rule::all().iter().filter(|it| it.code != rule.code);
    let alone = others.fold(policy.clone(), |policy, it| policy.with(it.code, Severity::Allow));
    let (ledger, with) = verify_with(sources.clone(), claim, &alone);
    let off = alone.with(rule.code, Severity::Allow);
    let (_, without) = verify_with(sources.clone(), claim, &off);
    if (with.verdict, &with.routes) == (without.verdict, &without.routes) {
        return String::new();
    }
    let (_, whole) = verify_with(sources, claim, policy);
    assert!(whole.verdict >= with.verdict, "{code} is covered up");
    let own: Vec<Diagnostic> = with.diagnostics.into_iter().filter(|it| it.code == rule.code).collect();
    render_all(&own, Some(claim), &ledger)
}

/// Renders the findings of one rule on a draft that only asks questions.
pub(crate) fn check_draft(code: &str, sources: Vec<Source>, questions: &[&str]) -> String {
    check_whole(code, sources, &draft(Vec::new(), questions))
}

/// A draft of a kind without a definition, with its sections: each an id, where its claims come
/// from, and their ids.
pub(crate) fn draft_of(kind: &str, claims: Vec<Claim>, sections: &[(&str, Origin, &[&str])]) -> Draft {
    let sections = sections.iter().map(|(id, origin, claims)| DraftSection {
        id: (*id).to_owned(),
        origin: Some(*origin),
        claims: claims.iter().map(|it| (*it).to_owned()).collect(),
        ..DraftSection::default()
    });
    Draft {
        kind: kind.to_owned(),
        sections: sections.collect(),
        ..Draft::new(AccountId::new("acme"), claims)
    }
}

/// Renders the findings of one rule on a draft and its claims, and asserts that they go when the
/// rule is switched off.
pub(crate) fn check_whole(code: &str, sources: Vec<Source>, draft: &Draft) -> String {
    let rule = Rule::find(code).expect("the rule exists");
    let ledger = ledger(sources);
    let own = |policy: &Policy| {
        let found = verify(&ledger, draft, policy);
        let of_claims = found.claims.into_iter().flat_map(|verified| {
            let claim = verified.claim;
            let findings = verified.diagnostics.into_iter();
            findings.map(move |finding| (finding, Some(claim.clone())))
        });
        let of_draft = found.diagnostics.into_iter().map(|finding| (finding, None));
        let found: Vec<(Diagnostic, Option<Claim>)> = of_claims
            .chain(of_draft)
            .filter(|(finding, _)| finding.code == rule.code)
            .collect();
        found
    };
    assert_eq!(own(&Policy::default().with(rule.code, Severity::Allow)), []);
    let rendered: Vec<String> = own(&Policy::default())
        .iter()
        .map(|(finding, claim)| render_all(std::slice::from_ref(finding), claim.as_ref(), &ledger))
        .collect();
    rendered.join("\n\n")
}

fn render_all(findings: &[Diagnostic], claim: Option<&Claim>, ledger: &Ledger) -> String {
    let style = RenderStyle {
        color: false,
        width: 80,
    };
    findings
        .iter()
        .map(|finding| render(finding, claim, ledger, style))
        .collect::<Vec<_>>()
        .join("\n\n")
}
