//! Series, crossings and portfolios (SC-5, SC-6, SC-7).

use super::*;

/// Approved scorecards of one account, each with its tickets, mood and growth, a quarter apart.
fn approved(assessed: &[(&str, &str, &str)]) -> (Vec<Scorecard>, Vec<Vec<Alert>>) {
    let (mut cards, mut alerts): (Vec<Scorecard>, _) = (Vec::new(), Vec::new());
    for (at, (tickets, mood, growth)) in assessed.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap();
        let mut log = Log::begin_on(number, DAY + (90 * i64::from(number - 1)).days());
        log.filled(tickets, mood, growth).submitted();
        let earlier: Vec<&Scorecard> = cards.iter().collect();
        alerts.push(log.approved(&earlier));
        cards.push(log.card);
    }
    (cards, alerts)
}

/// SC-5: three scorecards make a series with what has changed from one to the next, and none of them
/// has changed by it.
#[test]
fn three_scorecards_are_a_series_with_what_has_changed() {
    let (cards, _) = approved(&[("0", "good", "yes"), ("2", "mixed", "yes"), ("2", "good", "no")]);
    let of = series(&cards, date(2027, 12, 31));
    let [one] = of.as_slice() else { panic!("{of:?}") };
    let totals: Vec<(u32, Option<Decimal>, Level, Option<Decimal>)> = one
        .assessments
        .iter()
        .map(|it| (it.number, it.total, it.level, it.change))
        .collect();
    let tenths = |number: i64| Some(Decimal::new(number, 1).normalize());
    assert_eq!(
        totals,
        [
            (1, tenths(840), Level::Green, None),
            (2, tenths(710), Level::Amber, tenths(-130)),
            (3, tenths(580), Level::Amber, tenths(-130)),
        ]
    );
    let support: Vec<Option<Decimal>> = one.assessments.iter().map(|it| it.dimensions[0].change).collect();
    assert_eq!(support, [None, tenths(-433), tenths(166)]);
    // What is approved later than the day is not there yet.
    assert_eq!(series(&cards, date(2027, 6, 1))[0].assessments.len(), 2);
    assert_eq!(series(&cards, date(2027, 3, 2)), []);
    insta::assert_snapshot!(render_series("Tallow Mills", &of, prints::STYLE), @"
    Pulse · Tallow Mills                                                       pulse

    3 March 2027, number 1
      ✔ total 84 green, approved by Sunniva (scorecard card-1)
      ✔ Measuring customer success 77.1 green
      ✔ Measuring internal business success 100 green
          - Support 100 green
          - Value 60 amber
          - Growth 100 green

    1 June 2027, number 2
      ~ total 71 amber (-13), approved by Sunniva (scorecard card-2)
      ~ Measuring customer success 58.6 amber (-18.5)
      ✔ Measuring internal business success 100 green (unchanged)
          - Support 56.7 amber (-43.3)

    30 August 2027, number 3
      ~ total 58 amber (-13), approved by Sunniva (scorecard card-3)
      ~ Measuring customer success 65.7 amber (+7.1)
      ! Measuring internal business success 40 red (-60)
          - Support 73.3 amber (+16.6)
          - Growth 40 red (-60)
    ");
}

/// SC-7: a function is told once for each time that its dimension comes down to the level, and not
/// again while it stays there.
#[test]
fn a_function_is_alerted_once_for_each_crossing() {
    let (_, alerts) = approved(&[
        ("0", "good", "yes"),
        ("9", "bad", "yes"),
        ("9", "bad", "yes"),
        ("0", "good", "yes"),
        ("9", "bad", "yes"),
    ]);
    let support = |was: Option<Level>| Alert {
        dimension: "support".to_owned(),
        function: "support".to_owned(),
        level: Level::Red,
        score: Decimal::ZERO,
        was,
    };
    let value = Alert {
        dimension: "value".to_owned(),
        function: "product".to_owned(),
        level: Level::Amber,
        score: 60.into(),
        was: None,
    };
    let green = Some(Level::Green);
    let expected = [vec![value], vec![support(green)], vec![], vec![], vec![support(green)]];
    assert_eq!(alerts, expected);
}

/// SC-7: an assessment that says nothing of a dimension makes the same trouble no news.
#[test]
fn a_gap_is_no_crossing() {
    let (mut cards, _) = approved(&[("9", "bad", "yes")]);
    let mut silent = Log::begin_on(2, DAY + 90.days());
    silent.filled("0", "good", "yes");
    silent.does(&rep(), |card, signer| {
        card.not_applicable(signer, "tickets", "no tickets here")
    });
    silent.does(&rep(), |card, signer| {
        card.not_applicable(signer, "mood", "nobody was asked")
    });
    let first: Vec<&Scorecard> = cards.iter().collect();
    assert_eq!(silent.submitted().approved(&first), []);
    cards.push(silent.card);
    let mut again = Log::begin_on(3, DAY + 180.days());
    let both: Vec<&Scorecard> = cards.iter().collect();
    assert_eq!(again.filled("9", "bad", "yes").submitted().approved(&both), []);
}

/// SC-6: the newest scorecards of all accounts, the lowest first, and who has none.
#[test]
fn a_portfolio_is_the_newest_scorecard_of_each_account() {
    let (mut cards, _) = approved(&[("0", "good", "yes"), ("9", "bad", "no")]);
    let mut other = Log::begin();
    other.card.started.account = AccountId::new("umber-mills");
    other.filled("0", "good", "yes").submitted().approved(&[]);
    cards.push(other.card);
    let account = |id: &str, name: &str| Account {
        id: AccountId::new(id),
        name: name.to_owned(),
        aliases: Vec::new(),
    };
    let accounts = [
        account("tallow-mills", "Tallow Mills"),
        account("umber-mills", "Umber Mills"),
        account("ochre-mills", "Ochre Mills"),
    ];
    let of = portfolio(&cards, &accounts, date(2027, 6, 30));
    let [one] = of.as_slice() else { panic!("{of:?}") };
    let counts = LevelCounts {
        green: 1,
        red: 1,
        ..LevelCounts::default()
    };
    assert_eq!(
        (one.levels, one.without.as_slice()),
        (counts, ["ochre-mills".to_owned()].as_slice())
    );
    insta::assert_snapshot!(render_portfolio(&of, prints::STYLE), @"
    Pulse                                                         as of 30 June 2027
    2 accounts, mean 60; 1 red, 1 green

    Accounts
      ! Tallow Mills: red in Support, Growth; assessed again on      36 (-48)  red
        2027-08-30
      ✔ Umber Mills; to be assessed again since 2027-06-01           84        green

    Dimensions
      ! Support: 1 red, 1 green
      ~ Value: 2 amber
      ! Growth: 1 red, 1 green

    Without a scorecard
      · ochre-mills
    ");
    assert_eq!(portfolio(&cards, &accounts, date(2027, 3, 2)), []);
    insta::assert_snapshot!(render_portfolio(&[], prints::STYLE), @"no scorecard was approved yet; `vouch scorecard new ACCOUNT` begins one");
}
