use rust_decimal::Decimal;

use super::*;
use crate::health::by_hand::{TODAY, all, nothing, read};
use crate::health::observed::Profile;
use crate::health::policy::SegmentWeights;

fn score(signals: &[Signal<'_>], observed: &Observed<'_>, policy: &HealthPolicy) -> Score {
    Score::of(signals, observed, policy, TODAY)
}

/// The score of nothing but these signals, of an account that nothing else is known of.
fn plain(given: &[Signal<'static>]) -> Score {
    score(&all(given), &nothing(), &HealthPolicy::default())
}

/// A signal with so many points, whatever it was read off.
fn with_points(reading: &'static str, points: &str) -> Signal<'static> {
    Signal {
        points: Some(points.parse().unwrap()),
        ..read(reading, 0)
    }
}

fn only(weights: &[(SignalName, i64)]) -> HealthPolicy {
    let weight = |name: SignalName| weights.iter().find(|it| it.0 == name).map_or(0, |it| it.1);
    HealthPolicy {
        weights: SignalName::ALL.map(|name| (name, Decimal::from(weight(name)))).into(),
        ..HealthPolicy::default()
    }
}

#[test]
fn the_mean_is_what_one_reckons_by_hand() {
    let known = [
        read("usage_change", 0),
        read("seats_used", 60),
        read("oldest_ticket", 37),
        read("missed_milestones", 1),
    ];
    let score = plain(&known);
    // 20 × 100 + 15 × 100 + 15 × 50 + 15 × 50 = 5000, by 20 + 15 + 15 + 15 = 65.
    insta::assert_snapshot!(
        score.formula(),
        @"
    (usage 20 × 100 + adoption 15 × 100 + support 15 × 50 + milestones 15 × 50) / 65 = 76.9, rounded 77; left out as unknown: sentiment, billing, relationship
    "
    );
    assert_eq!((score.value, score.level), (Some(Decimal::from(77)), Level::Green));
    assert_eq!(score.unknown, "");
}

#[test]
fn the_first_version_goes_by_its_five_signals() {
    let known = [
        read("usage_change", 0),
        read("oldest_ticket", 37),
        read("missed_milestones", 2),
    ];
    let mut signals = all(&known);
    signals.retain(|signal| SignalName::FIRST.contains(&signal.name));
    let observed = Observed {
        profile: Profile {
            renewal: Some(TODAY),
            ..Profile::default()
        },
        ..nothing()
    };
    let score = score(&signals, &observed, &HealthPolicy::default());
    insta::assert_snapshot!(
        score.formula(),
        @"
    (usage 20 × 100 + support 15 × 50 + milestones 15 × 1.5 × 0) / 57.5 = 47.8, rounded 48; left out as unknown: sentiment, relationship
    "
    );
    assert_eq!(score.level, Level::Amber);
}

#[test]
fn a_tie_is_rounded_up_and_has_the_better_level() {
    use SignalName::{Adoption, Usage};
    let policy = only(&[(Usage, 1), (Adoption, 1)]);
    let of = |adoption: &str| {
        let known = [read("usage_change", 0), with_points("seats_used", adoption)];
        let score = score(&all(&known), &nothing(), &policy);
        (score.value.unwrap().to_string(), score.level)
    };
    assert_eq!(of("39"), ("70".to_owned(), Level::Green), "69.5");
    assert_eq!(of("38.8"), ("69".to_owned(), Level::Amber), "69.4");
    assert_eq!(of("40"), ("70".to_owned(), Level::Green), "70");
}

#[test]
fn as_many_decimals_are_shown_as_it_takes_to_see_the_rounding() {
    let shown = |mean: &str, value: i64| rounding(mean.parse().unwrap(), Decimal::from(value));
    let all = [
        shown("48.00", 48),
        shown("69.5", 70),
        shown("47.46", 47),
        shown("47.4996", 47),
        shown("47.04", 47),
    ];
    let expected = [
        "48",
        "69.5, rounded 70",
        "47.46, rounded 47",
        "47.4996, rounded 47",
        "about 47",
    ];
    assert_eq!(all, expected);
}

#[test]
fn without_usage_and_adoption_there_is_no_score() {
    let rest = [
        read("oldest_ticket", 0),
        read("tone", 20),
        read("days_overdue", 0),
        read("unanswered", 0),
        read("missed_milestones", 0),
    ];
    let score = plain(&rest);
    assert_eq!((score.value, score.level), (None, Level::Unknown));
    insta::assert_snapshot!(
        score.formula(),
        @"no score: neither usage nor adoption is known; left out as unknown: usage, adoption"
    );
    let first = Score::of(&rest, &nothing(), &HealthPolicy::default(), TODAY);
    assert_eq!(first.unknown, "usage is not known");
}

#[test]
fn half_of_the_weight_must_be_known() {
    let half = [
        read("usage_change", 0),
        read("seats_used", 60),
        read("oldest_ticket", 0),
    ];
    assert_eq!(plain(&half).value, Some(Decimal::ONE_HUNDRED));
    assert_eq!(
        plain(&half[..2]).unknown,
        "only 35% of the weight belongs to known signals, and 50% must"
    );
    let policy = HealthPolicy {
        least_known_percent: Decimal::new(3501, 2),
        ..HealthPolicy::default()
    };
    let score = score(&all(&half[..2]), &nothing(), &policy);
    assert_eq!(
        score.unknown,
        "only 35% of the weight belongs to known signals, and 35.01% must"
    );
}

#[test]
fn what_has_no_weight_gives_no_score() {
    let usage = [read("usage_change", 0)];
    let of = |policy: &HealthPolicy| score(&all(&usage), &nothing(), policy);
    let none = of(&only(&[]));
    assert_eq!((none.value, none.level), (None, Level::Unknown));
    assert_eq!(none.unknown, "every signal has the weight 0");
    let elsewhere = HealthPolicy {
        least_known_percent: Decimal::ZERO,
        ..only(&[(SignalName::Billing, 10)])
    };
    assert_eq!(of(&elsewhere).unknown, "every known signal has the weight 0");
}

#[test]
fn numbers_beyond_reckoning_give_no_score() {
    let mut policy = HealthPolicy::default();
    policy.weights.insert(SignalName::Usage, Decimal::MAX);
    let large = score(&all(&[read("usage_change", 0)]), &nothing(), &policy);
    assert_eq!(large.unknown, "the policy's weights are too large to reckon with");

    // Nothing but the factor makes it too large, and the points are none.
    let known = [read("missed_milestones", 2), read("usage_change", 0)];
    let mut policy = only(&[]);
    policy.weights.insert(SignalName::Milestones, Decimal::MAX);
    let observed = Observed {
        profile: Profile {
            renewal: Some(TODAY),
            ..Profile::default()
        },
        ..nothing()
    };
    let large = score(&all(&known), &observed, &policy);
    assert_eq!(large.unknown, "the policy's weights are too large to reckon with");
    assert_eq!(large.terms.last().map(|term| term.weight), Some(Decimal::MAX));
}

#[test]
fn a_segment_has_weights_of_its_own() {
    let policy = HealthPolicy {
        segments: vec![SegmentWeights {
            segment: "Enterprise".to_owned(),
            weights: [
                (SignalName::Usage, Decimal::from(50)),
                (SignalName::Support, Decimal::ZERO),
            ]
            .into(),
        }],
        ..HealthPolicy::default()
    };
    let of = |segment: &str| {
        let observed = Observed {
            profile: Profile {
                segment: Some(segment.to_owned()),
                ..Profile::default()
            },
            ..nothing()
        };
        let known = [
            read("usage_change", 0),
            read("seats_used", 10),
            read("oldest_ticket", 90),
        ];
        score(&all(&known), &observed, &policy).formula()
    };
    insta::assert_snapshot!(
        of("enterprise"),
        @"
    (usage 50 × 100 + adoption 15 × 0 + support 0 × 0) / 65 = 76.9, rounded 77; left out as unknown: sentiment, billing, relationship, milestones
    "
    );
    insta::assert_snapshot!(
        of("mid-market"),
        @"
    (usage 20 × 100 + adoption 15 × 0 + support 15 × 0) / 50 = 40; left out as unknown: sentiment, billing, relationship, milestones
    "
    );
}
