//! Scores, as anybody can do them by hand.

use super::*;

fn formulas(card: &Scorecard) -> String {
    let scores = card.scores();
    let dimensions = scores
        .dimensions
        .iter()
        .map(|it| (it.id.clone(), &it.formula, it.level));
    let halves = scores
        .halves
        .iter()
        .map(|it| (it.half.word().to_owned(), &it.formula, it.level));
    let total = std::iter::once(("total".to_owned(), &scores.total.formula, scores.total.level));
    let lines = dimensions.chain(halves).chain(total);
    let lines: Vec<String> = lines
        .map(|(id, formula, level)| format!("{id} {}: {formula}", level.word()))
        .collect();
    lines.join("\n")
}

#[test]
fn each_score_is_a_mean_with_its_weights() {
    let mut log = Log::begin();
    insta::assert_snapshot!(formulas(&log.card), @"
    support unknown: nothing counts
    value unknown: nothing counts
    growth unknown: nothing counts
    customer unknown: nothing counts
    internal unknown: nothing counts
    total unknown: nothing counts
    ");
    log.filled("2", "mixed", "yes");
    insta::assert_snapshot!(formulas(&log.card), @"
    support amber: (10 × 60 + 5 × 50) / 15 = 56.7
    value amber: (20 × 60) / 20 = 60
    growth green: (10 × 100) / 10 = 100
    customer amber: (15 × 56.7 + 20 × 60) / 35 = 58.6
    internal green: (10 × 100) / 10 = 100
    total amber: (70 × 58.6 + 30 × 100) / 100 = 71
    ");
}

/// SC-4: what is not applicable is in neither sum, of its dimension, its half and the total.
#[test]
fn what_does_not_apply_leaves_the_denominator() {
    let mut log = Log::begin();
    log.filled("2", "mixed", "yes");
    let mut without = log.clone();
    without.does(&rep(), |card, signer| {
        card.not_applicable(signer, "mood", "nobody was asked")
    });
    without.does(&rep(), |card, signer| {
        card.not_applicable(signer, "growth", "they can't grow")
    });
    insta::assert_snapshot!(formulas(&without.card), @"
    support amber: (10 × 60) / 10 = 60
    value amber: (20 × 60) / 20 = 60
    growth unknown: nothing counts
    customer amber: (10 × 60 + 20 × 60) / 30 = 60
    internal unknown: nothing counts
    total amber: (70 × 60) / 70 = 60
    ");
    insta::assert_snapshot!(
        told(&log.tries(&rep(), |card, signer| card.not_applicable(signer, "mood", " ")).unwrap_err()),
        @"say why it says nothing of this account"
    );
}

/// SC-4: a score that somebody set counts in place of the answers, with the reason; never without.
#[test]
fn a_score_that_was_set_counts_in_place_of_the_answers() {
    let mut log = Log::begin();
    log.filled("2", "mixed", "yes");
    log.does(&rep(), |card, signer| {
        card.set_score(signer, "support", "20", "they told us by phone")
    });
    insta::assert_snapshot!(formulas(&log.card), @"
    support red: set to 20; the answers give (10 × 60 + 5 × 50) / 15 = 56.7
    value amber: (20 × 60) / 20 = 60
    growth green: (10 × 100) / 10 = 100
    customer red: (15 × 20 + 20 × 60) / 35 = 42.9
    internal green: (10 × 100) / 10 = 100
    total amber: (70 × 42.9 + 30 × 100) / 100 = 60
    ");
    let set = log
        .card
        .scores()
        .dimension("support")
        .unwrap()
        .overridden
        .clone()
        .unwrap();
    assert_eq!(
        (set.by.as_str(), set.reason.as_str()),
        ("Odile", "they told us by phone")
    );
    log.does(&rep(), |card, signer| {
        card.set_score(signer, "support", "none", "it was a mistake")
    });
    assert_eq!(
        log.card.scores().dimension("support").unwrap().score,
        Some(Decimal::new(567, 1))
    );

    let refused = |dimension: &str, score: &str, reason: &str| {
        told(
            &log.tries(&rep(), |card, signer| card.set_score(signer, dimension, score, reason))
                .unwrap_err(),
        )
    };
    let all = [
        refused("support", "20", " "),
        refused("support", "101", "because"),
        refused("support", "low", "because"),
        refused("suport", "20", "because"),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    setting a score takes a reason: say what the answers don't show
    `101` is no score; take a number from 0 to 100, or `none` to go by the answers again
    `low` is no score; take a number from 0 to 100, or `none` to go by the answers again
    this scorecard has no dimension `suport`; it has `support`, `value`, `growth`
    ");
}

/// What the records say counts only once somebody stands by it.
#[test]
fn what_nobody_has_confirmed_is_not_scored() {
    let mut log = Log::begin();
    assert_eq!(log.card.scores().dimension("value").unwrap().score, None);
    log.does(&rep(), |card, signer| {
        card.correct(signer, "stage", "reached", "the last count came in", &[])
    });
    assert_eq!(
        log.card.scores().dimension("value").unwrap().score,
        Some(Decimal::ONE_HUNDRED)
    );
}
