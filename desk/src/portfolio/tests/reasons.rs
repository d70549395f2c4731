use serde_json::json;

use super::super::reason::Told;
use super::fixture::{health_brief, signal};

const NUMBERS_ONLY: &str = "neither sentiment nor the relationship is known, so the score rests on numbers alone";

#[test]
fn the_reason_is_one_short_sentence() {
    let mixed = [
        signal("usage", "amber", "declining"),
        signal("support", "red", "flat"),
        signal("relationship", "green", "declining"),
        signal("milestones", "green", "improving"),
    ];
    let calm = [signal("usage", "green", "flat"), signal("support", "amber", "flat")];
    let all = [
        "usage",
        "adoption",
        "support",
        "sentiment",
        "billing",
        "relationship",
        "milestones",
    ];
    let all = all.map(|name| signal(name, "red", "declining"));
    let cases = [
        health_brief("declining", None, &mixed),
        health_brief("improving", None, &mixed),
        health_brief("flat", None, &mixed),
        health_brief("improving", None, &calm),
        health_brief("no prior", Some(NUMBERS_ONLY), &calm),
        health_brief("no prior", None, &calm[..1]),
        health_brief("declining", None, &all),
    ];
    let told = cases.map(|brief| Told::of(&brief.to_string()).reason.unwrap());
    assert!(told.iter().all(|it| it.len() <= 91), "{told:?}");
    insta::assert_snapshot!(told.join("\n"), @"
        usage and the relationship are declining
        milestones are improving
        support is red
        support is amber
        neither sentiment nor the relationship is known, so the score rests on numbers alone
        every known signal is green
        usage, adoption, support, sentiment, billing, the relationship and milestones are declining
        ");
}

#[test]
fn a_brief_that_tells_nothing_of_health_has_no_reason() {
    let changed = Told::of(&health_brief("flat", None, &[]).to_string()).change;
    assert_eq!(changed.as_deref(), Some("-12"));
    let told = [json!({"kind": "recap"}).to_string(), "no brief".to_owned()].map(|it| Told::of(&it));
    assert_eq!(told, [Told::default(), Told::default()]);
}
