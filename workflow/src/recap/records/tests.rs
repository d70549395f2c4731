use grounding::{AccountId, BriefSpec, Claim, Draft, DraftSection, Policy, Source, SourceKind, Verdict, verify};
use jiff::civil::date;

use super::super::facts::Facts;
use super::super::facts::testing::{busy, goal, judged, kpi, ledger, measure, milestone, prose, row, survey};
use super::super::{FIRST, SPEC};
use super::{delivered, feedback, records};
use crate::account::{kpis, told_goal_state, told_kpi, told_usage};
use crate::definition::Request;

/// The record claims of the sections that a version shows, as a person reads them, after the rules
/// on the draft as a whole.
fn told(sources: Vec<Source>, spec: &'static BriefSpec) -> String {
    let ledger = ledger(sources);
    let request = Request::default();
    let all = records(&Facts::read(&ledger, &request));
    let mut draft = Draft {
        kind: spec.kind.to_owned(),
        spec: Some(spec),
        ..Draft::new(AccountId::new("larch"), Vec::new())
    };
    for section in spec
        .sections
        .iter()
        .filter_map(|it| all.iter().find(|draft| draft.section == it.id))
    {
        let from = draft.claims.len();
        draft
            .claims
            .extend(section.claims.iter().enumerate().map(|(at, claim)| Claim {
                id: format!("c{}", from + at + 1),
                ..claim.clone()
            }));
        draft.sections.push(DraftSection {
            id: section.section.to_owned(),
            claims: draft.claims[from..].iter().map(|it| it.id.clone()).collect(),
            ..DraftSection::default()
        });
    }
    let found = verify(&ledger, &draft, &Policy::default());
    let mut lines = Vec::new();
    for section in &draft.sections {
        lines.push(format!("{}:", section.id));
        for it in found.claims.iter().filter(|it| section.claims.contains(&it.claim.id)) {
            lines.push(format!("  {:?}/{:?}: {}", it.claim.kind, it.standing, it.claim.text));
            if it.verdict != Verdict::Accepted {
                let why: Vec<String> = it
                    .diagnostics
                    .iter()
                    .map(|it| format!("{} {}", it.code, it.message))
                    .collect();
                lines.push(format!("    {:?}: {}", it.verdict, why.join("; ")));
            }
        }
    }
    lines.join("\n")
}

fn of_facts(sources: Vec<Source>, tell: fn(&Facts<'_>) -> Vec<Claim>) -> String {
    let ledger = ledger(sources);
    let request = Request::default();
    let claims = tell(&Facts::read(&ledger, &request));
    judged(&ledger, &claims)
}

/// VR-13, VR-15
#[test]
fn every_claim_of_the_full_recap_is_borne_out() {
    insta::assert_snapshot!(told(busy(), &SPEC), @"");
}

#[test]
fn the_first_version_says_nothing_twice() {
    insta::assert_snapshot!(told(busy(), &FIRST), @"");
}

#[test]
fn a_kpi_is_told_by_the_way_it_went() {
    let metric = |unit| ("repair time", unit);
    let cases = [
        (metric("h"), "On track", ["9.10", "6", "7.5"]),
        (metric("h"), "On track", ["9", "6", "6"]),
        (metric("%"), "On track", ["20", "35", "20"]),
        (metric("h"), "At risk", ["9", "6", "8"]),
        (metric("h"), "On track", ["9", "6", "11"]),
        (metric("days"), "On track", ["9", "", "11"]),
        (metric(""), "Planned", ["9", "6", ""]),
        (metric("h"), "Planned", ["", "6", ""]),
    ];
    let told: Vec<String> = cases
        .into_iter()
        .map(|(metric, status, figures)| {
            let name = "Get vans back on the road";
            let ledger = ledger(vec![goal(1, name, "On track", ""), kpi(1, metric, status, figures)]);
            let claims: Vec<Claim> = kpis(&ledger).iter().filter_map(told_kpi).collect();
            judged(&ledger, &claims)
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"");
}

#[test]
fn a_goal_stands_where_its_system_says() {
    let goals = [
        goal(1, "Print labels in colour.", "At Risk", "2026-08-31"),
        goal(2, "Scan at the door", "in_progress", ""),
        goal(3, "Know every van", "", "2026-08-31"),
        goal(4, "Fold towels by machine", "Wobbly", "2026-08-31"),
    ];
    let ledger = ledger(goals.into());
    let claims: Vec<Claim> = ledger
        .goals()
        .iter()
        .filter_map(|goal| told_goal_state(&ledger, goal))
        .collect();
    insta::assert_snapshot!(judged(&ledger, &claims), @"");
}

/// VR-78: an account without product usage has the metrics of its dashboards told.
#[test]
fn figures_over_time_are_told_without_praise_unless_they_are_a_goal() {
    let on = |month, value| measure("site_visits", "", date(2026, month, 28), value);
    let part = |day, value: i64| {
        let mut source = measure("site_visits", "", day, value);
        let figure = value.to_string();
        let fields = [("site", "Lyon"), ("figure", figure.as_str())];
        let Some(grounding::Record::Measure(mut measure)) = source.record.take() else {
            return source;
        };
        measure.series = grounding::SourceId::raw("usage:series/larch/site_visits/Lyon");
        let id = format!("usage:row/larch/{day}/site_visits/Lyon");
        row(
            &id,
            SourceKind::Metric,
            day,
            &fields,
            grounding::Record::Measure(measure),
        )
    };
    let sources = vec![
        goal(1, "Fewer parcels lost", "On track", "2026-12-31"),
        kpi(1, ("the lost parcels", "parcels"), "On track", ["40", "10", "22"]),
        measure("lost_parcels", "", date(2025, 9, 30), 38),
        measure("lost_parcels", "", date(2026, 1, 30), 40),
        measure("lost_parcels", "", date(2026, 6, 15), 19),
        on(2, 1200),
        on(5, 1200),
        part(date(2026, 2, 28), 300),
        part(date(2026, 5, 28), 410),
        measure("load_time", "s", date(2026, 2, 10), 4),
        measure("load_time", "s", date(2026, 6, 10), 3),
        measure("open_rate", "%", date(2026, 6, 10), 31),
    ];
    let ledger = ledger(sources);
    insta::assert_snapshot!(judged(&ledger, &told_usage(&ledger)), @"");
}

#[test]
fn what_was_completed_within_a_year_is_told_newest_first() {
    let task = |id: &str, name: &str, state: &str, day| {
        let text = grounding::RecordText::new().field("Name", name).field("State", state);
        let (text, fields) = text.field("Finished", "2026-05-04").finish();
        Source {
            title: name.to_owned(),
            fields,
            ..prose(id, SourceKind::PlaybookTask, day, &text)
        }
    };
    let day = date(2026, 5, 4);
    let sources = vec![
        milestone(1, "Depot north live", date(2026, 3, 12), Some(date(2026, 3, 12))),
        milestone(2, "Depot south live", date(2026, 6, 15), Some(date(2026, 6, 18))),
        milestone(3, "Kickoff held", date(2025, 3, 1), Some(date(2025, 3, 1))),
        task("plan:task/1", "Train the drivers", "Done", day),
        task("plan:task/2", "Train the drivers", "Done", day),
        task("plan:task/3", "Train the planners", "In progress", day),
    ];
    insta::assert_snapshot!(of_facts(sources, delivered::delivered), @"");
}

#[test]
fn the_newest_answers_are_told_in_the_customers_words() {
    let long = "The app is quick. ".repeat(30);
    let sources = vec![
        survey(
            1,
            date(2026, 5, 24),
            "ada@larch.example",
            9,
            "The routes are right now.",
        ),
        survey(2, date(2026, 5, 20), "nobody@larch.example", 3, ""),
        survey(3, date(2026, 4, 2), "", 6, "Too many clicks."),
        survey(4, date(2026, 3, 2), "Cleo Marsh", 8, &long),
        survey(5, date(2025, 3, 2), "Cleo Marsh", 2, "Slow."),
    ];
    insta::assert_snapshot!(of_facts(sources, feedback::feedback), @"");
}
