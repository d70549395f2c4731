//! A scorecard as a terminal shows it.

use super::*;
use crate::brief::TextStyle;

/// What the tests print in.
pub(super) const STYLE: TextStyle = TextStyle {
    color: false,
    width: 80,
    claim_ids: false,
};

#[test]
fn a_scorecard_that_is_being_filled() {
    let mut log = Log::begin();
    log.fills("visited_on", "2027-03-03")
        .finishes("visit")
        .fills("tickets", "4");
    log.does(&rep(), |card, signer| {
        card.not_applicable(signer, "mood", "nobody was asked")
    });
    insta::assert_snapshot!(render_scorecard(&log.card, date(2027, 3, 9), STYLE), @"
    Pulse · Tallow Mills                                                        open
    scorecard card-1, number 1 by the template pulse 1
    begun by Odile on 3 March 2027, due on 15 March 2027
    representative Odile, supervisor Sunniva

    Scores
      ! Total: (70 × 0) / 70 = 0                                          0  red
      ! Measuring customer success: (10 × 0) / 10 = 0                     0  red
      · Measuring internal business success: nothing counts               –  unknown
      ! Support: (10 × 0) / 10 = 0                                        0  red
      · Value: nothing counts                                             –  unknown
      · Growth: nothing counts                                            –  unknown

    Measuring customer success
      The customer
      ✔ visited_on: When were they visited? 3 March 2027
      ✔ tickets: How many tickets are open? 4 tickets [0 points, red]
      · mood: How do they feel? not applicable: nobody was asked
      ? stage: How far are they? moving (by the records; confirm or correct)
          - plan:kpi/1: “Now: 6.4”
      · concerns: What worries them? no answer, and none is required
      · again_on: When is it assessed again? no answer, and none is required

    Measuring internal business success
      Our side
      · sponsor: Who speaks for them? no answer, and none is required
      ? growth: Do they grow with us? (to fill: an option: `yes`, `no`)

    Tasks
      ✔ visit: Visit them (representative Odile, stop) done by Odile on 3 March 2027
      · customer: Measure their health (representative Odile, stop) overdue since 8
        March 2027
      · file: File the figures (representative Odile) no date yet
      · ours: Measure our health (representative Odile, stop) by 15 March 2027
      · review: Review it (supervisor Sunniva) by 15 March 2027
    ");
    insta::assert_snapshot!(render_scorecard_line(&log.card, date(2027, 3, 9)), @"
    card-1  tallow-mills · pulse 1  0 red
        open  overdue since 2027-03-08
    ");
}

#[test]
fn a_scorecard_that_was_approved_after_a_rejection() {
    let mut log = Log::begin();
    log.filled("4", "bad", "yes");
    log.does(&rep(), |card, signer| {
        card.correct(signer, "stage", "agreed", "the count was wrong", &[])
    });
    log.does(&rep(), |card, signer| {
        card.set_score(signer, "growth", "30", "they froze their budget")
    });
    let copy = Attachment {
        file: "figures.csv".to_owned(),
        digest: format!("sha256:{}", "0123456789abcdef".repeat(4)),
    };
    log.does(&rep(), |card, signer| card.attach(signer, copy.clone()));
    log.does(&rep(), |card, signer| card.finish(signer, "file", "in the drive"))
        .submitted();
    log.does(&boss(), |card, signer| card.reject(signer, Some("Which tickets?")));
    log.finishes("visit")
        .finishes("customer")
        .finishes("ours")
        .submitted()
        .approved(&[]);
    insta::assert_snapshot!(render_scorecard(&log.card, date(2027, 3, 9), STYLE), @"
    Pulse · Tallow Mills                                                    approved
    scorecard card-1, number 1 by the template pulse 1
    begun by Odile on 3 March 2027, due on 15 March 2027
    representative Odile, supervisor Sunniva
    approved by Sunniva on 3 March 2027 — fine
    assessed again on 1 June 2027

    Scores
      ! Total: (70 × 11.4 + 30 × 30) / 100 = 17                            17    red
      ! Measuring customer success: (15 × 0 + 20 × 20) / 35 = 11.4         11.4  red
      ! Measuring internal business success: (10 × 30) / 10 = 30           30    red
      ! Support: (10 × 0 + 5 × 0) / 15 = 0                                 0     red
      ! Value: (20 × 20) / 20 = 20                                         20    red
      ! Growth: set to 30; the answers give (10 × 100) / 10 = 100 (Odile:  30    red
        they froze their budget)

    Measuring customer success
      The customer
      ✔ visited_on: When were they visited? 3 March 2027
      ✔ tickets: How many tickets are open? 4 tickets [0 points, red]
      ✔ mood: How do they feel? Bad, by their own words [0 points, red]
      ✔ stage: How far are they? agreed (corrected from moving: the count was wrong)
        [20 points, red]
          - plan:kpi/1: “Now: 6.4”
      · concerns: What worries them? no answer, and none is required
      · again_on: When is it assessed again? no answer, and none is required

    Measuring internal business success
      Our side
      · sponsor: Who speaks for them? no answer, and none is required
      ✔ growth: Do they grow with us? yes [100 points, green]

    Tasks
      ✔ visit: Visit them (representative Odile, stop) done by Odile on 3 March 2027
      ✔ customer: Measure their health (representative Odile, stop) done by Odile on
        3 March 2027
      ✔ file: File the figures (representative Odile) done by Odile on 3 March 2027
        — in the drive
      ✔ ours: Measure our health (representative Odile, stop) done by Odile on 3
        March 2027
      ✔ review: Review it (supervisor Sunniva) done by Sunniva on 3 March 2027

    Copies
      · figures.csv, Odile on 3 March 2027
          - sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

    Rejected
      ! Sunniva on 3 March 2027 — Which tickets?

    Alerted
      ! support is told: Support is red (0), for the first time
      ! product is told: Value is red (20), for the first time
    ");
    insta::assert_snapshot!(render_scorecard_line(&log.card, date(2027, 3, 9)), @"
    card-1  tallow-mills · pulse 1  17 red
        approved  assessed again on 2027-06-01
    ");
}

/// Nothing is wider than a terminal.
#[test]
fn every_line_fits_eighty_columns() {
    let mut log = Log::begin();
    log.filled("4", "bad", "yes").submitted().approved(&[]);
    let card = render_scorecard(&log.card, DAY, STYLE);
    let wide: Vec<&str> = card.lines().filter(|line| line.chars().count() > 80).collect();
    assert_eq!(wide, Vec::<&str>::new());
}
