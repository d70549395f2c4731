use jiff::civil::date;
use workflow::health::Level;

use super::*;
use crate::health::outcomes::Outcome;
use crate::health::render_fit;
use crate::health::replay::Case;

/// A case whose signals had these points.
fn case(number: u32, churned: bool, points: &[(SignalName, f64)]) -> Case {
    let past = Past {
        day: date(2026, 3, 31),
        segment: None,
        score: Some(if churned { 40 + number % 5 } else { 50 + number % 20 }),
        level: Level::Amber,
        level_of_score: Level::Amber,
        caps: Vec::new(),
        points: points.iter().copied().collect(),
        worst: String::new(),
        later_records: 0,
        later_observations: 0,
        leaks: Vec::new(),
    };
    Case {
        account: grounding::AccountId::new(format!("account-{number}")),
        outcome: if churned { Outcome::Churned } else { Outcome::Renewed },
        date: date(2026, 6, 29),
        before: [(90, past)].into(),
    }
}

/// Forty cases, of which ten churned. Usage was low where they did, support somewhat lower; more points in billing
/// went with churn, adoption is known of five alone, and milestones are the same everywhere.
fn cases() -> Vec<Case> {
    let points = |number: u32, churned: bool| {
        let usage = if churned { 5 + number } else { 55 + number };
        let support = if churned { 50 + number } else { 60 + number % 30 };
        let billing = if churned { 100 } else { 60 + number % 40 };
        let mut points = vec![
            (SignalName::Usage, f64::from(usage)),
            (SignalName::Support, f64::from(support)),
            (SignalName::Billing, f64::from(billing)),
            (SignalName::Milestones, 100.0),
        ];
        if number.is_multiple_of(8) {
            points.push((SignalName::Adoption, f64::from(number)));
        }
        if number == 7 {
            points.retain(|(name, _)| *name != SignalName::Support);
        }
        points
    };
    (0..40)
        .map(|number: u32| {
            let churned = number.is_multiple_of(4);
            case(number, churned, &points(number, churned))
        })
        .collect()
}

fn fit(cases: Vec<Case>) -> Result<Fit, FitError> {
    let replayed = Replayed {
        cases,
        unknown_accounts: Vec::new(),
    };
    Fit::of("outcomes.csv", &HealthPolicy::default(), 90, 1.0, &replayed)
}

fn signal(fit: &Fit, name: SignalName) -> &FittedSignal {
    fit.signals.iter().find(|signal| signal.name == name).unwrap()
}

/// HS-31: weights follow what goes with the outcomes; what can't be fitted keeps its share.
#[test]
fn weights_follow_the_effects_and_the_rest_keeps_its_share() {
    let fit = fit(cases()).unwrap();
    assert_eq!((fit.cases, fit.known, fit.churned, fit.folds), (40, 40, 10, 5));
    let proposed: BTreeMap<SignalName, u32> = fit.signals.iter().map(|it| (it.name, it.proposed.unwrap())).collect();
    assert_eq!(proposed.values().sum::<u32>(), 100);
    // Adoption, sentiment, relationship and milestones have 15, 10, 15 and 15 of 100, and are not fitted.
    let kept = [
        (SignalName::Adoption, 15),
        (SignalName::Sentiment, 10),
        (SignalName::Relationship, 15),
        (SignalName::Milestones, 15),
    ];
    for (name, weight) in kept {
        assert_eq!((proposed[&name], signal(&fit, name).effect), (weight, None), "{name:?}");
    }
    assert_eq!(
        signal(&fit, SignalName::Adoption).kept,
        "known of 5 cases, fewer than 10: it keeps its share"
    );
    assert_eq!(
        signal(&fit, SignalName::Milestones).kept,
        "the same in all cases: it keeps its share"
    );
    // More points in billing went with churn, so it gets nothing.
    let billing = signal(&fit, SignalName::Billing);
    assert!(
        billing.effect.unwrap() < 0.0 && billing.proposed == Some(0),
        "{billing:?}"
    );
    let (usage, support) = (signal(&fit, SignalName::Usage), signal(&fit, SignalName::Support));
    assert!(usage.effect.unwrap() > support.effect.unwrap(), "{usage:?} {support:?}");
    assert_eq!((support.known, support.missing), (39, 1));
    // Usage alone tells them apart but for few.
    assert!(fit.auc.unwrap().value > 0.9 && fit.brier.unwrap() < fit.brier_of_share.unwrap());
    let proposal = fit.proposal(&HealthPolicy::default(), "fitted").unwrap();
    assert_eq!(proposal.name, "fitted");
    assert_eq!(
        proposal.weights[&SignalName::Usage],
        Decimal::from(usage.proposed.unwrap())
    );
    assert_eq!(proposal.levels, HealthPolicy::default().levels);
}

#[test]
fn too_few_cases_or_signals_are_refused_with_what_is_needed() {
    let refused = |cases: Vec<Case>| fit(cases).unwrap_err().to_string();
    let mut few = cases();
    few.truncate(19);
    assert_eq!(
        refused(few),
        "weights need at least 20 known cases, and of either outcome at least 2; there are 5 that churned and 14 that \
         renewed"
    );
    let mut one_kind = cases();
    for case in &mut one_kind {
        case.outcome = Outcome::Renewed;
    }
    assert_eq!(
        refused(one_kind),
        "weights need at least 20 known cases, and of either outcome at least 2; there are 0 that churned and 40 that \
         renewed"
    );
    let alike = (0..40)
        .map(|number| case(number, number < 10, &[(SignalName::Usage, 50.0)]))
        .collect();
    assert_eq!(
        refused(alike),
        "no signal can be fitted: none is known of at least 10 cases and differs between them"
    );
}

#[test]
fn nothing_is_proposed_where_no_signal_goes_with_the_outcomes() {
    let worse: Vec<Case> = (0..40)
        .map(|number| {
            let churned = number < 10;
            let points = if churned { 90 } else { 20 + number };
            case(number, churned, &[(SignalName::Usage, f64::from(points))])
        })
        .collect();
    let fit = fit(worse).unwrap();
    assert_eq!(
        fit.not_proposed,
        "no signal goes with the outcomes: where there were more points, no fewer churned"
    );
    assert_eq!(fit.proposal(&HealthPolicy::default(), "fitted"), None);
    assert_eq!(signal(&fit, SignalName::Usage).proposed, None);
}

#[test]
fn a_fit_reads_like_this() {
    insta::assert_snapshot!(render_fit(&fit(cases()).unwrap()), @r"
    Weights fitted to outcomes.csv, 90 days before each outcome
    beside the policy `built-in`; 40 of 40 cases known, 10 of them churned; penalty 1

    signal        known  missing  mean points  effect  present  proposed
    usage            40        0         62.0    1.90     20.0        45
    adoption          5       35         16.0       –     15.0        15
    support          39        1         71.1   -0.14     15.0         0
    sentiment         0       40            –       –     10.0        10
    billing          40        0         85.0   -1.29     10.0         0
    relationship      0       40            –       –     15.0        15
    milestones       40        0        100.0       –     15.0        15
    adoption: known of 5 cases, fewer than 10: it keeps its share
    sentiment: known of 0 cases, fewer than 10: it keeps its share
    relationship: known of 0 cases, fewer than 10: it keeps its share
    milestones: the same in all cases: it keeps its share

    Of cases that it has not seen (5 parts, each told by the others)
      AUC                           1.000 (1.000–1.000)
      AUC of the present score      1.000 (1.000–1.000)
      Brier score                   0.007
        if all were told the same   0.188
      calibration error             0.062

    probability  cases  churned    share     mean
    0.0 to 0.2      30        0    0.0 %     0.04
    0.2 to 0.4       0        0  no data  no data
    0.4 to 0.6       0        0  no data  no data
    0.6 to 0.8       2        2  100.0 %     0.73
    0.8 to 1.0       8        8  100.0 %     0.91

    Nothing is changed by this. `--out FILE` writes the proposal, `vouch backtest --policy FILE`
    tries it, and `vouch fit accept FILE` accepts it under your name.
    ");
}
