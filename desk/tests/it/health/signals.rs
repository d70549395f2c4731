//! The seven signals, what each rests on, and what is missing (HS-2, HS-3, HS-12, HS-24).

use serde_json::Value;

use super::customer::{Customer, ago};
use super::{caps, claim, flags, levels, signal};
use crate::support::{each, list, text};

/// What makes another customer of a healthy one.
type Change = fn(&mut Customer);

/// The systems that a signal's records are of, each once.
fn systems(brief: &Value, name: &str) -> Vec<String> {
    let mut found: Vec<String> = list(signal(brief, name), "sources")
        .iter()
        .map(|id| id.as_str().unwrap().split('/').next().unwrap().to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// HS-2: seven signals, each green, each with records and a claim of its own that cites one of them.
#[test]
fn each_signal_has_its_own_evidence() {
    let brief = Customer::healthy().health();
    let all = [
        "usage",
        "adoption",
        "support",
        "sentiment",
        "billing",
        "relationship",
        "milestones",
    ];
    assert_eq!(each(&brief["health"], "signals", "name"), all);
    assert_eq!(levels(&brief), all.map(|name| format!("{name} green")));
    for name in all {
        let signal = signal(&brief, name);
        assert!(!list(signal, "sources").is_empty(), "{signal}");
        let ids = list(signal, "claims");
        assert!(!ids.is_empty(), "{signal}");
        let cites_own = ids.iter().any(|id| {
            let claim = claim(&brief, id.as_str().unwrap());
            let cited = list(claim, "citations").iter().map(|it| &it["source_id"]);
            cited.into_iter().any(|source| list(signal, "sources").contains(source))
        });
        assert!(cites_own, "{signal}");
    }
    assert_eq!(systems(&brief, "billing"), ["stripe:invoice"]);
    assert_eq!(systems(&brief, "support"), ["zendesk:ticket"]);
    assert!(systems(&brief, "milestones").contains(&"project:milestone".to_owned()));
    assert_eq!(
        (text(&brief["health"], "level"), &brief["health"]["score"]),
        ("green", &Value::from(100))
    );
}

/// HS-2: what nobody has recorded is unknown: neither nothing nor green.
#[test]
fn an_absent_signal_is_unknown() {
    let missing: [(&str, Change); 6] = [
        ("usage", |it| it.usage.clear()),
        ("adoption", |it| it.usage.clear()),
        ("support", |it| it.tickets.clear()),
        ("billing", |it| it.invoices.clear()),
        ("sentiment", |it| {
            it.answers.clear();
            it.mails.clear();
            it.calls.clear();
        }),
        ("relationship", |it| {
            it.mails.clear();
            it.calls.clear();
            it.tasks.clear();
        }),
    ];
    for (name, remove) in missing {
        let brief = Customer::healthy().with(remove).health();
        let signal = signal(&brief, name);
        assert_eq!(
            (text(signal, "level"), &signal["value"], &signal["points"]),
            ("unknown", &Value::Null, &Value::Null),
            "{signal}"
        );
        assert!(!list(signal, "notes").is_empty(), "{signal}");
    }
}

/// HS-2, HS-12: without use nothing can be said of the account at all.
#[test]
fn without_usage_the_account_is_unknown() {
    let brief = Customer::healthy().with(|it| it.usage.clear()).health();
    assert_eq!(
        (text(&brief["health"], "level"), &brief["health"]["score"]),
        ("unknown", &Value::Null)
    );
    assert!(flags(&brief).contains(&"usage_unknown"));
}

/// HS-3: the eight inputs, each present; each missing where its records are.
#[test]
fn the_inputs_are_listed() {
    let status = |brief: &Value| {
        let rows = list(brief, "inputs").iter();
        rows.map(|it| format!("{} {}", text(it, "name"), text(it, "status")))
            .collect::<Vec<_>>()
    };
    let names = [
        "usage",
        "adoption",
        "support_tickets",
        "sentiment",
        "billing",
        "stakeholder_engagement",
        "success_plan",
        "owner_review_rules",
    ];
    assert_eq!(
        status(&Customer::healthy().health()),
        names.map(|name| format!("{name} present"))
    );
    let bare = Customer::healthy().with(|it| {
        it.tickets.clear();
        it.invoices.clear();
        it.goals.clear();
        it.milestones.clear();
    });
    let brief = bare.health();
    let missing: Vec<String> = status(&brief)
        .into_iter()
        .filter(|it| it.ends_with("missing"))
        .collect();
    assert_eq!(
        missing,
        ["support_tickets missing", "billing missing", "success_plan missing"]
    );
}

/// HS-12, HS-24: numbers alone, however good, are no green account.
#[test]
fn numbers_alone_are_held_back() {
    let silent = Customer::healthy().with(|it| {
        it.answers.clear();
        it.mails.clear();
        it.calls.clear();
        it.tasks.clear();
    });
    let brief = silent.health();
    assert_eq!(
        (text(&brief["health"], "level"), caps(&brief)),
        ("amber", vec!["numbers_only"])
    );
    assert_eq!(brief["health"]["score"], 100);
    assert!(flags(&brief).contains(&"sentiment_unknown"));
}

/// HS-24: what people say counts beside what is counted, and the words that carry it are named.
#[test]
fn bad_words_turn_a_good_account() {
    let unhappy = Customer::healthy().with(|it| {
        it.answers = vec![(ago(5), 3, "Terrible. The labels are wrong again and nobody cares.")];
        it.mails = vec![
            (ago(4), "We are very disappointed. This is a disaster for our line."),
            (ago(11), "The new release is awful and the team hates it."),
        ];
        it.calls = vec![(ago(8), "Frankly we are angry about how badly this went.")];
    });
    let brief = unhappy.health();
    let sentiment = signal(&brief, "sentiment");
    assert_eq!(text(sentiment, "level"), "red");
    let words: Vec<&str> = list(sentiment, "words")
        .iter()
        .flat_map(|it| list(it, "words"))
        .map(|it| it.as_str().unwrap())
        .collect();
    for word in ["disappointed", "disaster", "awful"] {
        assert!(words.contains(&word), "{words:?}");
    }
    assert_eq!(text(&brief["health"], "level"), "amber");
}
