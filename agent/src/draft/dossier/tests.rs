//! What is shown where a section's evidence is more than its budget (AS-22 to AS-26).

use grounding::{
    Account, AccountId, Audience, ClaimKind, GoalRecord, GoalStatus, Origin, Place, Record, State, View, Visibility,
};
use jiff::ToSpan as _;
use jiff::civil::date;
use retrieval::index::{Change, Index};

use super::*;

const AS_OF: Date = date(2026, 6, 30);

const SECTION: SectionSpec = SectionSpec {
    id: "risks",
    title: "What could go wrong",
    origin: Origin::Model,
    feeders: &[],
    inputs: &[],
    query: "kiln",
    sources: &[SourceKind::Note, SourceKind::Activity],
    claims: &[],
    cues: &[],
    budget_tokens: 0,
    max_claims: 6,
    prompt: "",
    likely_in: "",
};

fn source(kind: SourceKind, id: &str, day: Option<Date>, text: &str) -> Source {
    Source {
        id: SourceId::new("plans", "entry", id),
        revision: 1,
        account: Some(AccountId::new("orrin")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: day,
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// An activity of ten tokens.
fn activity(id: &str, day: Option<Date>) -> Source {
    source(
        SourceKind::Activity,
        id,
        day,
        &format!("{id:_<5} looked at the kiln again today"),
    )
}

/// A note of ten tokens.
fn note(id: &str) -> Source {
    source(
        SourceKind::Note,
        id,
        Some(date(2026, 1, 1)),
        &format!("{id:_<5} wrote of the other oven today"),
    )
}

/// Gathers dossiers of the sections from the sources: the ids shown, the tokens they take and
/// what was cut.
fn gathered(sources: &[Source], sections: &[SectionSpec]) -> Vec<(Vec<String>, usize, Option<ActivityCut>)> {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path()).unwrap();
    let sources: Vec<Arc<Source>> = sources.iter().cloned().map(Arc::new).collect();
    let changes: Vec<Change> = sources.iter().cloned().map(Change::Put).collect();
    index.apply(&changes, 1).unwrap();
    let account = Account {
        id: AccountId::new("orrin"),
        name: "Orrin Mills".to_owned(),
        aliases: Vec::new(),
    };
    let search = index.account(&account.id).unwrap();
    let view = View {
        as_of: AS_OF,
        audience: Audience::Internal,
    };
    let ledger = Ledger::new(account, view, sources);
    let told = |section| {
        let dossier = gather(&search, &ledger, section, section.budget_tokens, None).unwrap();
        let id = |it: &DossierPassage| it.source.id.as_str().trim_start_matches("plans:entry/").to_owned();
        let tokens = dossier.passages.iter().map(|it| estimate_tokens(it.text())).sum();
        (dossier.passages.iter().map(id).collect(), tokens, dossier.activities)
    };
    sections.iter().map(told).collect()
}

fn of_tokens(budget_tokens: usize) -> SectionSpec {
    SectionSpec {
        budget_tokens,
        ..SECTION
    }
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|&id| id.to_owned()).collect()
}

/// AS-23, AS-24: other evidence comes first, then the newest activities, of one day those with
/// the lower ids, undated ones last; where all fit, what bears most on the section comes first.
#[test]
fn as_23_as_24_the_newest_activities_are_shown_and_the_day_is_told() {
    let day = |day| Some(date(2026, 6, day));
    let sources = [
        activity("old", day(1)),
        activity("tie-b", day(5)),
        activity("tie-a", day(5)),
        activity("tie-c", day(5)),
        activity("new", day(9)),
        activity("when", None),
        note("note"),
    ];
    let since = |of| Some(ActivityCut::Since(day(of)));
    let expected = [
        (ids(&["note"]), 10, Some(ActivityCut::NoneShown)),
        (ids(&["note", "new"]), 20, since(9)),
        (ids(&["note", "new", "tie-a"]), 30, since(5)),
        (ids(&["note", "new", "tie-a", "tie-b"]), 40, since(5)),
        (ids(&["note", "new", "tie-a", "tie-b", "tie-c"]), 50, since(5)),
        (ids(&["note", "new", "tie-a", "tie-b", "tie-c", "old"]), 60, since(1)),
        (
            ids(&["new", "old", "tie-a", "tie-b", "tie-c", "when", "note"]),
            70,
            None,
        ),
    ];
    let budgets = [19, 29, 30, 40, 50, 60, 70].map(of_tokens);
    assert_eq!(gathered(&sources, &budgets), expected);
    let mut reversed = sources;
    reversed.reverse();
    assert_eq!(gathered(&reversed, &budgets), expected);
}

/// AS-23: the first activity that does not fit ends the list, though an older one would fit.
#[test]
fn as_23_no_older_activity_takes_the_place_of_one_that_does_not_fit() {
    let long = format!("the kiln {}", "was hot ".repeat(20));
    let sources = [
        activity("new", Some(date(2026, 6, 9))),
        source(SourceKind::Activity, "long", Some(date(2026, 6, 8)), &long),
        activity("old", Some(date(2026, 6, 7))),
    ];
    let since = Some(ActivityCut::Since(Some(date(2026, 6, 9))));
    assert_eq!(gathered(&sources, &[of_tokens(25)]), [(ids(&["new"]), 10, since)]);
}

/// AS-25, AS-26: a section whose other evidence takes all the room shows no activities; another
/// section, and one that has no activities to show, say nothing.
#[test]
fn as_25_as_26_only_the_section_that_is_full_is_cut() {
    let sources = [activity("new", Some(date(2026, 6, 9))), note("one"), note("two")];
    let sections = [
        of_tokens(20),
        SectionSpec {
            sources: &[SourceKind::Activity],
            ..of_tokens(20)
        },
        SectionSpec {
            sources: &[SourceKind::Note],
            ..of_tokens(10)
        },
    ];
    let expected = [
        (ids(&["one", "two"]), 20, Some(ActivityCut::NoneShown)),
        (ids(&["new"]), 10, None),
        (ids(&["one"]), 10, None),
    ];
    assert_eq!(gathered(&sources, &sections), expected);
}

/// AS-22: an account of 20 000 activities, ten of each day.
#[test]
fn as_22_twenty_thousand_activities_fit_the_budget() {
    let day = |age: i32| AS_OF.checked_sub(age.days()).unwrap();
    let sources: Vec<Source> = (0..20_000)
        .map(|index| activity(&format!("{index:05}"), Some(day(index / 10))))
        .collect();
    let newest: Vec<String> = (0..600).map(|index| format!("{index:05}")).collect();
    let expected = (newest, 6_000, Some(ActivityCut::Since(Some(day(59)))));
    assert_eq!(gathered(&sources, &[of_tokens(6_005)]), [expected]);
}

#[test]
fn a_section_drafted_from_goals_asks_for_what_they_are_called() {
    let goal = |id: &str, name: &str, status| Source {
        record: Some(Record::Goal(GoalRecord {
            name: name.to_owned(),
            description: String::new(),
            status,
            owner: None,
            due: None,
        })),
        ..source(SourceKind::Objective, id, None, name)
    };
    let sources = [
        goal("1", "Cut the scrap", GoalStatus::OnTrack),
        goal("2", "Hire a smith", GoalStatus::Closed),
    ];
    let account = Account {
        id: AccountId::new("orrin"),
        name: String::new(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: AS_OF,
        audience: Audience::Internal,
    };
    let ledger = Ledger::new(account, view, sources.into_iter().map(Arc::new).collect());
    let of_goals = SectionSpec {
        claims: &[ClaimKind::Outcome],
        ..SECTION
    };
    let asked = [&SECTION, &of_goals].map(|section| question(section, &ledger));
    assert_eq!(asked, ["kiln", "kiln, Cut the scrap"]);
}
