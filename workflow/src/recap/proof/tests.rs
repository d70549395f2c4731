//! What limits a claim of value, as the evidence has it.

use grounding::{
    Affiliation, Audience, Author, Caveat, Citation, Claim, ClaimKind, ClaimOrigin, Code, Diagnostic, Ledger, Source,
    SourceId, SourceKind, Span, Standing, Verdict, VerifiedClaim,
};
use jiff::civil::date;

use super::super::facts::testing::{goal, kpi, ledger, ledger_on, measure, prose, risk, said, ticket};
use super::{frame, rows};
use crate::thresholds::Thresholds;

const NOTE: &str = "Our on-time deliveries went from 71% in January to 93% in June.";

/// A claim that the customer gained something, for the goal of that number.
fn gained(goal: u8, text: &str, cited: &[(&str, &str)]) -> Claim {
    Claim {
        id: "c1".to_owned(),
        text: text.to_owned(),
        kind: ClaimKind::Outcome,
        standing: Standing::ProvenOutcome,
        goal_id: Some(format!("plan:objective/{goal}")),
        audience: Audience::Internal,
        citations: cited
            .iter()
            .map(|(id, quote)| Citation::new(SourceId::raw(*id), *quote))
            .collect(),
        origin: ClaimOrigin::Model,
        parent: None,
    }
}

/// The caveats as lines: whose, the text, and the words that show it.
fn told(ledger: &Ledger, claims: &[Claim]) -> String {
    let caveats = frame(ledger, claims).caveats.unwrap_or_default();
    let line = |caveat: Caveat| {
        let whose = caveat.claim.unwrap_or_else(|| "all".to_owned());
        let shown: Vec<String> = caveat
            .citations
            .iter()
            .map(|it| format!("[{}]", it.quote.replace('\n', " / ")))
            .collect();
        format!("{whose}: {} {}", caveat.text, shown.join(" "))
            .trim_end()
            .to_owned()
    };
    caveats.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn reached() -> Vec<Source> {
    vec![
        goal(1, "Raise on-time deliveries to 90%", "In progress", "2026-12-31"),
        kpi(1, ("on-time deliveries", "%"), "In progress", ["71", "90", "93"]),
        said("call:note/3", SourceKind::Note, date(2026, 6, 11), NOTE),
    ]
}

fn from_both() -> Claim {
    let cited = [("plan:kpi/1", "Now: 93"), ("call:note/3", NOTE)];
    gained(1, "On-time deliveries rose from 71% to 93%.", &cited)
}

/// VR-14: each claim of value has a caveat, or says that none was found.
#[test]
fn a_claim_without_a_caveat_says_so() {
    let mut sources = reached();
    insta::assert_snapshot!(told(&ledger(sources.clone()), &[from_both()]), @"c1: it was measured only once since the baseline, on 12 June 2026 [Wanted: 90 / Now: 93]");
    sources.push(measure("on-time deliveries", "%", date(2026, 5, 12), 88));
    assert_eq!(told(&ledger(sources.clone()), &[from_both()]), "c1: no caveat found");
    // What says nothing of value needs none.
    let fact = Claim {
        kind: ClaimKind::Fact,
        standing: Standing::Fact,
        ..from_both()
    };
    assert_eq!(told(&ledger(sources), &[fact]), "");
}

/// VR-14: a measurement that is more than 45 days old says how old it is.
#[test]
fn an_old_measurement_is_a_caveat() {
    let mut sources = reached();
    sources.push(measure("on-time deliveries", "%", date(2026, 5, 12), 88));
    let on = |day| told(&ledger_on(day, sources.clone()), &[from_both()]);
    assert_eq!(on(date(2026, 7, 27)), "c1: no caveat found");
    insta::assert_snapshot!(on(date(2026, 7, 28)), @"c1: it was last measured 46 days ago, on 12 June 2026 [Wanted: 90 / Now: 93]");
}

/// VR-14: how far it is to the target, and where the success plan has it behind.
#[test]
fn a_target_that_is_not_reached_is_a_caveat() {
    let with = |figures: [&str; 3], status: &str| {
        let sources = vec![
            goal(2, "Get 80 drivers onto the app", "In progress", "2026-09-30"),
            kpi(2, ("active drivers", "drivers"), status, figures),
            measure("active_drivers", "", date(2026, 6, 22), 66),
        ];
        let cited = [
            ("plan:kpi/2", "Now: 62"),
            ("usage:series/larch/active_drivers", "last: 66"),
        ];
        told(&ledger(sources), &[gained(2, "Active drivers rose.", &cited)])
    };
    insta::assert_snapshot!(with(["24", "80", "62"], "In progress"), @"c1: the target of 80 drivers is not reached: 67.9% of the way is done [Taken: 2026-01-31 / Wanted: 80]");
    insta::assert_snapshot!(with(["0", "10000", "9999"], "In progress"), @"c1: the target of 10000 drivers is not reached: 99.9% of the way is done [Wanted: 10000]");
    insta::assert_snapshot!(with(["24", "80", "20"], "At risk"), @"
    c1: the target of 80 drivers is not reached, and no part of the way to it is done [Taken: 2026-01-31 / Wanted: 80]
    c1: the success plan has it off track [State: At risk]
    ");
}

/// VR-14: a word is not a measurement, and it says whose word it is.
#[test]
fn what_nothing_measures_says_whose_word_it_is() {
    let ours = |id: &str, text: &str| {
        let author = Author {
            span: Span::new(0, text.len()),
            name: "Tove Lund".to_owned(),
            email: None,
            affiliation: Affiliation::Vendor,
        };
        Source {
            authors: vec![author],
            ..prose(id, SourceKind::Note, date(2026, 6, 1), text)
        }
    };
    let estimate = "Route planning should take about 20 minutes by autumn.";
    let word = "Route planning takes 20 minutes now.";
    let sources = vec![
        goal(4, "Plan routes in under 20 minutes", "In progress", "2026-12-31"),
        kpi(4, ("route planning time", "minutes"), "In progress", ["45", "20", ""]),
        said("call:note/1", SourceKind::Note, date(2026, 6, 1), estimate),
        said("call:note/2", SourceKind::Note, date(2026, 6, 2), word),
        ours("call:note/3", word),
    ];
    let ledger = ledger(sources);
    let with = |cited: &[(&str, &str)]| {
        let told = told(&ledger, &[gained(4, "Route planning takes 20 minutes.", cited)]);
        let texts = told.lines().filter_map(|line| line.split(" [").next());
        texts.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(with(&[("call:note/1", estimate)]), @"
    c1: nothing was measured since the baseline
    c1: it is the customer's own estimate
    c1: it rests on a single source
    ");
    insta::assert_snapshot!(with(&[("call:note/2", word)]), @"
    c1: nothing was measured since the baseline
    c1: only the customer's word bears it out
    c1: it rests on a single source
    ");
    insta::assert_snapshot!(with(&[("call:note/3", word)]), @"
    c1: nothing was measured since the baseline
    c1: only our own people's word bears it out
    c1: it rests on a single source
    ");
    insta::assert_snapshot!(with(&[("call:note/2", word), ("call:note/3", word)]), @"
    c1: nothing was measured since the baseline
    c1: no record cited measures it
    ");
}

/// VR-14: words of the quote that speak of a part are a caveat, and so is an open issue about it.
#[test]
fn a_part_and_an_open_issue_are_caveats() {
    let mut sources = reached();
    sources.push(measure("on-time deliveries", "%", date(2026, 5, 12), 88));
    let parts = [
        "Deliveries in the pilot went from 71% to 93%.",
        "At two of the three depots it went from 71% to 93%.",
        "All of it went from 71% to 93%.",
    ];
    let notes = parts.iter().zip(5..);
    sources.extend(notes.map(|(text, at)| said(&format!("call:note/{at}"), SourceKind::Note, date(2026, 6, 1), text)));
    let with = |sources: &[Source], id: &str, quote: &str| {
        let cited = [("plan:kpi/1", "Now: 93"), (id, quote)];
        told(
            &ledger(sources.to_vec()),
            &[gained(1, "On-time deliveries rose to 93%.", &cited)],
        )
    };
    insta::assert_snapshot!(with(&sources, "call:note/5", parts[0]), @"c1: it may hold for a part only: “pilot” [Deliveries in the pilot went from 71% to 93%.]");
    insta::assert_snapshot!(with(&sources, "call:note/6", parts[1]), @"c1: it may hold for a part only: “two of three” [At two of the three depots it went from 71% to 93%.]");
    assert_eq!(with(&sources, "call:note/7", parts[2]), "c1: no caveat found");
    sources.push(ticket("On-time deliveries are counted twice", false));
    sources.push(risk("Nobody can check the on-time deliveries in August", "u7"));
    insta::assert_snapshot!(with(&sources, "call:note/7", parts[2]), @"
    c1: the ticket `On-time deliveries are counted twice` is open and speaks of it [subject: On-time deliveries are counted twice]
    c1: the recorded risk `Nobody can check the on-time deliveries in August` is open and speaks of it [What: Nobody can check the on-time deliveries in August]
    ");
}

/// VR-22: what is escalated and open stands against the whole recap, and each goal that was not
/// given up has a row.
#[test]
fn the_frame_has_the_escalations_and_the_goals() {
    let sources = vec![
        goal(1, "Raise on-time deliveries to 90%", "In progress", "2026-12-31"),
        goal(5, "Print labels in color", "Cancelled", "2026-08-31"),
        ticket("Scanner drops orders", true),
    ];
    let ledger = ledger(sources);
    assert_eq!(frame(&ledger, &[]).goal_rows, [SourceId::raw("plan:objective/1")]);
    insta::assert_snapshot!(told(&ledger, &[]), @"all: the ticket `Scanner drops orders` is open and escalated [subject: Scanner drops orders]");
}

/// VR-14: each claim of value that may be said has its sources and its caveats, with what the
/// verifier found to be disputed.
#[test]
fn proof_has_a_row_for_each_claim_that_may_be_said() {
    let mut sources = reached();
    sources.push(measure("on-time deliveries", "%", date(2026, 5, 12), 88));
    let disputed = Diagnostic {
        code: Code(306),
        ..Diagnostic::new("another source says 88%")
    };
    let verified = |id: &str, verdict: Verdict, standing: Standing, diagnostics: &[Diagnostic]| VerifiedClaim {
        claim: Claim {
            id: id.to_owned(),
            ..from_both()
        },
        verdict,
        standing,
        routes: Vec::new(),
        diagnostics: diagnostics.to_vec(),
    };
    let proven = Standing::ProvenOutcome;
    let claims = [
        verified("c1", Verdict::Accepted, proven, &[]),
        verified("c2", Verdict::NeedsReview, proven, &[disputed]),
        verified("c3", Verdict::Demoted, Standing::LikelyBenefit, &[]),
        verified("c4", Verdict::Demoted, Standing::Activity, &[]),
        verified("c5", Verdict::Rejected, proven, &[]),
    ];
    let rows = rows(&ledger(sources), &Thresholds::default(), &claims);
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let sources: Vec<&str> = row.sources.iter().map(SourceId::as_str).collect();
            let caveats: Vec<&str> = row.caveats.iter().map(|it| it.text.as_str()).collect();
            format!("{} by {}: {}", row.claim, sources.join(", "), caveats.join("; "))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    c1 by call:note/3, plan:kpi/1: no caveat found
    c2 by call:note/3, plan:kpi/1: another source says 88%
    c3 by call:note/3, plan:kpi/1: no caveat found
    ");
}
