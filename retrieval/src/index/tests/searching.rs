//! What is found, and in which order.

use super::super::{Explanation, Matched, Passage, Selected, TermScore, estimate_tokens, select};
use super::*;
use grounding::Span;

fn index(sources: &[Source]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::rebuild(&folder.path().join("index"), arcs(sources), 1).unwrap();
    (folder, index)
}

#[test]
fn what_must_not_be_found_is_not_there() {
    let text = "the zeppelin migration";
    let sources = [
        source("live", "larch", text),
        Source {
            visibility: Visibility::Shareable,
            ..source("shareable", "larch", "zeppelins again, and more of it")
        },
        Source {
            visibility: Visibility::Restricted,
            ..source("restricted", "larch", text)
        },
        Source {
            state: State::Deleted,
            ..source("deleted", "larch", text)
        },
        Source {
            state: State::Test,
            ..source("test", "larch", text)
        },
        Source {
            state: State::Superseded,
            ..source("superseded", "larch", text)
        },
        source("tenant", "", text),
        source("other", "alder", text),
    ];
    let (_folder, index) = index(&sources);
    assert_eq!(index.stats().unwrap().passages, 3);
    assert_eq!(found(&search(&index, "larch", "Zeppelin")), ["live", "shareable"]);
    assert_eq!(found(&search(&index, "alder", "zeppelin")), ["other"]);
    for question in [
        "",
        "?",
        "balloon",
        "*",
        "account:larch",
        "source:note",
        "kind:note OR text:*",
    ] {
        assert_eq!(
            found(&search(&index, "larch", question)),
            Vec::<&str>::new(),
            "{question}"
        );
    }
    assert_eq!(found(&search(&index, "lar", "zeppelin")), Vec::<&str>::new());
}

#[test]
fn kinds_and_dates_narrow_a_search() {
    let on = |id: &str, day: Option<Date>, kind| Source {
        occurred_at: day,
        kind,
        ..source(id, "larch", &format!("renewal {id} was discussed by {id}"))
    };
    let sources = [
        on("old", Some(date(2025, 6, 30)), SourceKind::Note),
        on("new", Some(AS_OF), SourceKind::Comment),
        on("future", Some(date(2026, 7, 1)), SourceKind::Note),
        on("undated", None, SourceKind::Task),
    ];
    let (_folder, index) = index(&sources);
    let search = |change: fn(&mut Query)| {
        let mut query = Query::new("renewals", AS_OF);
        change(&mut query);
        let hits = index.account(&AccountId::new("larch")).unwrap().search(&query).unwrap();
        found(&hits).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(search(|_| {}), ["new", "old", "undated"]);
    assert_eq!(search(|query| query.limit = 1), ["new"]);
    assert_eq!(
        search(|query| query.not_after = None),
        ["future", "new", "old", "undated"]
    );
    assert_eq!(search(|query| query.not_before = Some(date(2026, 1, 1))), ["new"]);
    assert_eq!(
        search(|query| query.kinds = vec![SourceKind::Note, SourceKind::Task]),
        ["old", "undated"]
    );
    assert_eq!(index.stats().unwrap().newest, Some(date(2026, 7, 1)));
}

#[test]
fn a_hit_says_why() {
    let sources = [
        Source {
            title: "Rollout".to_owned(),
            ..source("1", "larch", "Rollouts need sign-off, said Zoë.")
        },
        source("2", "larch", "Nothing here."),
    ];
    let (_folder, index) = index(&sources);
    let mut hits = search(&index, "larch", "What about the rollout, Zoe?");
    let thousandths = |score: f32| (score * 1000.0).round() / 1000.0;
    for hit in &mut hits {
        hit.score = thousandths(hit.score);
        hit.explanation.recency = thousandths(hit.explanation.recency);
        hit.explanation
            .terms
            .iter_mut()
            .for_each(|term| term.score = thousandths(term.score));
    }
    let term = |term: &str, matched, score| TermScore {
        term: term.to_owned(),
        matched,
        score,
    };
    let expected = Hit {
        passage: Passage {
            source: sources[0].id.clone(),
            revision: 1,
            span: Span::new(0, sources[0].text.len()),
        },
        kind: SourceKind::Note,
        date: sources[0].occurred_at,
        score: 1.502,
        explanation: Explanation {
            terms: vec![
                term("rollout", Matched::Text, 0.575),
                term("zoe", Matched::Text, 0.575),
                term("rollout", Matched::Title, 0.148),
            ],
            recency: 1.157,
            ..Explanation::default()
        },
    };
    assert_eq!(hits, [expected]);
}

#[test]
fn the_best_of_near_duplicates_is_the_newest() {
    let body = words(40);
    let on = |id: &str, day: i8, text: String| Source {
        occurred_at: Some(date(2026, 3, day)),
        ..source(id, "larch", &text)
    };
    let sources = [
        on("a", 1, format!("risk {body}")),
        on("b", 9, format!("risk {body}")),
        on("c", 5, format!("risk {body} indeed")),
        on("d", 8, format!("risk {body} 40 indeed")),
        on("e", 2, "a risk of another kind".to_owned()),
    ];
    let (_folder, index) = index(&sources);
    let hits = search(&index, "larch", "risk");
    let collapsed: Vec<_> = found(&hits)
        .into_iter()
        .zip(hits.iter().map(|hit| hit.explanation.collapsed.len()))
        .collect();
    assert_eq!(collapsed, [("e", 0), ("b", 2), ("d", 0)]);
}

#[test]
fn a_budget_is_filled_best_first() {
    let sources = [
        source("1", "larch", "pilot pilot pilot pilot"),
        source("2", "larch", &format!("pilot pilot {}", words(30))),
        Source {
            occurred_at: Some(date(2026, 1, 5)),
            ..source("3", "larch", &format!("pilot {}", words(9)))
        },
        source("4", "larch", &format!("pilot, as said before {}", words(20))),
    ];
    let (_folder, index) = index(&sources);
    let hits = search(&index, "larch", "pilot");
    assert_eq!(found(&hits), ["1", "3", "2", "4"]);
    let sources = arcs(&sources);
    let tokens = |index: usize| estimate_tokens(&sources[index].text);

    let selected = select(&hits, &sources, tokens(0) + tokens(2) + tokens(3));
    let expected = Selected {
        shown: vec![hits[0].clone(), hits[1].clone(), hits[3].clone()],
        left_out: 1,
        oldest_shown: Some(date(2026, 1, 5)),
    };
    assert_eq!(selected, expected);
    // What the run may not see is not even counted.
    assert_eq!(
        select(&hits, &sources[..1], 0),
        Selected {
            left_out: 1,
            ..Selected::default()
        }
    );
}

#[test]
fn one_source_does_not_fill_the_answer() {
    let turn = |index: usize| format!("Ana: the pilot, {}", words(80).replace('w', &format!("w{index}x")));
    let call = Source {
        kind: SourceKind::Call,
        ..source("call", "larch", &(0..6).map(turn).collect::<Vec<_>>().join("\n"))
    };
    let note = source("note", "larch", &format!("on a pilot {}", words(100)));
    let (_folder, index) = index(&[call, note]);
    let hits = search(&index, "larch", "pilot");
    let told: Vec<_> = found(&hits)
        .into_iter()
        .zip(hits.iter().map(|hit| hit.explanation.held_back))
        .collect();
    let (first, held_back) = (("call", false), ("call", true));
    assert_eq!(told.iter().filter(|it| **it == first).count(), 3, "{told:?}");
    assert_eq!(told[3..].iter().filter(|it| **it == held_back).count(), 3, "{told:?}");
    assert!(told[..4].contains(&("note", false)), "{told:?}");

    let all = Query {
        diverse: false,
        ..Query::new("pilot", AS_OF)
    };
    let hits = index.account(&AccountId::new("larch")).unwrap().search(&all).unwrap();
    assert!(hits.is_sorted_by(|left, right| left.score >= right.score));
    assert_eq!(hits.len(), 7);
}

#[test]
fn the_points_of_a_metric_come_as_one() {
    let point = |id: &str, metric: &str, day: i8| Source {
        kind: SourceKind::Usage,
        title: metric.to_owned(),
        occurred_at: Some(date(2026, 3, day)),
        ..source(id, "larch", &format!("metric: {metric}\nvalue: {day}{day}\nday: {day}"))
    };
    let (_folder, index) = index(&[
        point("a", "weekly logins", 1),
        point("b", "weekly logins", 8),
        point("c", "seats with logins", 8),
    ]);
    let hits = search(&index, "larch", "logins");
    let collapsed: Vec<_> = hits.iter().map(|hit| hit.explanation.collapsed.len()).collect();
    assert_eq!((found(&hits), collapsed), (vec!["b", "c"], vec![1, 0]));
}

#[test]
fn what_the_best_answers_share_counts_as_well() {
    let sources = [
        source("1", "larch", "The rollout stalls since single sign-on fails in Lyon"),
        source("2", "larch", "Rollout: single sign-on is what holds us up"),
        source("3", "larch", "The rollout lunch was good and everyone came along"),
        source(
            "4",
            "larch",
            "About the rollout, later: single sign-on works for most now",
        ),
    ];
    let (_folder, index) = index(&sources);
    let search = |feedback| {
        let query = Query {
            feedback,
            ..Query::new("rollout stalls", AS_OF)
        };
        index.account(&AccountId::new("larch")).unwrap().search(&query).unwrap()
    };
    // Without feedback the four are told apart by their lengths alone.
    assert_eq!(found(&search(false)), ["1", "2", "3", "4"]);
    let hits = search(true);
    assert_eq!(found(&hits), ["1", "2", "4", "3"]);
    let shared: Vec<&str> = hits[2]
        .explanation
        .terms
        .iter()
        .filter(|term| term.matched == Matched::Feedback)
        .map(|term| term.term.as_str())
        .collect();
    assert_eq!(shared, ["rollout", "sign", "singl"]);
}

#[test]
fn words_are_found_in_any_of_their_forms_in_their_own_language() {
    let sources = [
        source(
            "de",
            "larch",
            "Die Verträge sind noch nicht da, und wir warten auf die Häuser.",
        ),
        source(
            "en",
            "larch",
            "We have the contracts, and the houses are as they should be.",
        ),
        source("ja", "larch", "移行の導入は来月です。"),
    ];
    let (_folder, index) = index(&sources);
    for (question, id) in [("Vertrag", "de"), ("Haus", "de"), ("contract", "en"), ("導入", "ja")] {
        assert_eq!(found(&search(&index, "larch", question)), [id], "{question}");
    }
}
