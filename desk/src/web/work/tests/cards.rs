//! What a scorecard waits for, from whom.

use workflow::people::{Person, Role};
use workflow::scorecard::Scorecard;

use crate::web::scorecards::tests::{act, begun, fill, person, signer};
use crate::web::work::cards::waiting;

fn told(card: &Scorecard, person: &Person) -> String {
    let waits = waiting(card, &signer(person, 90));
    waits.map_or("nothing".to_owned(), |it| {
        let due = it.due.map(|date| date.to_string()).unwrap_or_default();
        format!("{due} {}: {} at {}", it.what, it.to_do, it.address)
    })
}

#[test]
fn a_scorecard_waits_for_whoever_comes_next() {
    let (csm, other) = (person("cora", Role::Csm), person("carl", Role::Csm));
    let supervisor = person("sven", Role::Supervisor);
    let mut card = begun(1);
    let mut lines = Vec::new();
    let mut look = |card: &Scorecard| {
        let each = [&csm, &other, &supervisor].map(|person| format!("{}: {}", person.login, told(card, person)));
        lines.push(each.join("\n"));
    };
    look(&card);
    fill(&mut card, &signer(&csm, 10), "60");
    look(&card);
    act(&mut card, &signer(&csm, 11), Scorecard::submit);
    look(&card);
    act(&mut card, &signer(&supervisor, 12), |it, by| {
        it.reject(by, Some("count again"))
    });
    look(&card);
    insta::assert_snapshot!(lines.join("\n\n"), @"
    cora: 2026-06-02 Small scorecard 1: Ask them at /scorecards/card1#tasks
    carl: nothing
    sven: nothing

    cora: 2026-06-11 Small scorecard 1: Send it to its supervisor's review at /scorecards/card1#review
    carl: nothing
    sven: nothing

    cora: nothing
    carl: nothing
    sven: 2026-06-11 Small scorecard 1: Approve or reject it at /scorecards/card1#review

    cora: 2026-06-02 Small scorecard 1: Ask them, after it was rejected at /scorecards/card1#tasks
    carl: nothing
    sven: nothing
    ");
}
