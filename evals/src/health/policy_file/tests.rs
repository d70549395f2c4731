use jiff::civil::date;
use workflow::health::{CriterionOrigin, Limits, OwnCriterion, SegmentWeights, SignalName};

use super::*;

/// A policy that says something under every key.
fn policy() -> HealthPolicy {
    let mut policy = HealthPolicy {
        name: "fitted 2026-06-30".to_owned(),
        segments: vec![SegmentWeights {
            segment: "3".to_owned(),
            weights: [(SignalName::Usage, Decimal::new(125, 1))].into(),
        }],
        criteria: vec![OwnCriterion {
            account: "12".to_owned(),
            reading: "usage_change".to_owned(),
            limits: Limits::new(-5, -20),
            why: "agreed \"in writing\"".to_owned(),
        }],
        high_value: Some(Decimal::from(50_000)),
        ..HealthPolicy::default()
    };
    policy.limits.insert("days_overdue".to_owned(), Limits::new(0, 30));
    policy
}

const PROPOSED: &str = "outcomes.csv, 90 days before each outcome";

#[test]
fn a_proposal_reads_back_whole_once_it_is_accepted() {
    let text = propose(&policy(), PROPOSED).unwrap();
    assert_eq!(
        read(&text).unwrap_err().to_string(),
        "it is only proposed (outcomes.csv, 90 days before each outcome); somebody must accept it with `vouch fit \
         accept FILE`"
    );
    let (accepted, file) = accept(&text, "omar", date(2026, 7, 1)).unwrap();
    assert_eq!(read(&accepted).unwrap(), policy());
    assert_eq!(file.accepted, PolicyFile::parse(&accepted).unwrap().accepted);
    assert_eq!(file.policy.limits("12", "usage_change", Limits::new(0, 1)).1, {
        CriterionOrigin::Settings("agreed \"in writing\"".to_owned())
    });
    assert_eq!(
        accept(&accepted, "sven", date(2026, 7, 2)).unwrap_err().to_string(),
        "`omar` accepted it on 2026-07-01 already"
    );
}

#[test]
fn what_was_changed_after_it_was_accepted_is_refused() {
    let (accepted, _) = accept(&propose(&policy(), PROPOSED).unwrap(), "omar", date(2026, 7, 1)).unwrap();
    let changed = accepted.replace("usage = 20\n", "usage = 21\n");
    assert_ne!(changed, accepted);
    let refused = "it was changed after `omar` had accepted it on 2026-07-01; take `[accepted]` out and have it \
                   accepted again with `vouch fit accept FILE`";
    assert_eq!(read(&changed).unwrap_err().to_string(), refused);
    // Taking out that it was proposed doesn't help while it says who accepted it.
    let (head, rest) = accepted.split_once("proposed = ").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    assert_eq!(read(&format!("{head}{rest}")).unwrap_err().to_string(), refused);
    // What it is laid out like is nobody's decision.
    let spaced = accepted.replace("usage = 20\n", "# the log-ins\nusage   =   20\n");
    assert_eq!(read(&spaced).unwrap(), policy());
}

#[test]
fn what_a_person_wrote_is_used_as_it_is() {
    let written = read("name = \"ours\"\n[weights]\nusage = 2.5\nsupport = 1\n").unwrap();
    let weights = [
        (SignalName::Usage, Decimal::new(25, 1)),
        (SignalName::Support, Decimal::ONE),
    ];
    let expected = HealthPolicy {
        name: "ours".to_owned(),
        weights: weights.into(),
        ..HealthPolicy::default()
    };
    assert_eq!(written, expected);
    assert_eq!(
        accept("name = \"ours\"", "omar", date(2026, 7, 1))
            .unwrap_err()
            .to_string(),
        "it is no proposal: it doesn't say what it was `proposed` from, so it can be used as it is"
    );
    assert!(matches!(read("colour = \"red\""), Err(PolicyFileError::Form(_))));
    assert!(matches!(
        read("[weights]\nusage = -1"),
        Err(PolicyFileError::Unusable(_))
    ));
}

#[test]
fn a_proposal_is_written_as_a_person_would_write_it() {
    let text = propose(&HealthPolicy::default(), PROPOSED).unwrap();
    insta::assert_snapshot!(text, @r#"
    # How the health of accounts is scored. Only a proposal, until somebody accepts it:
    # vouch fit accept FILE

    name = "built-in"
    proposed = "outcomes.csv, 90 days before each outcome"
    engagement_factor = 1.5
    goal_factor = 1.5
    least_known_percent = 50
    material_points = 10
    snapshot_days = 30

    [freshness]
    billing = 365
    milestones = 120
    talks = 90
    usage = 30

    [levels]
    amber = 40
    green = 70

    [renewal]
    within_days = 90

    [renewal.factors]
    billing = 1.5
    milestones = 1.5
    relationship = 1.5

    [weights]
    adoption = 15
    billing = 10
    milestones = 15
    relationship = 15
    sentiment = 10
    support = 15
    usage = 20
    "#);
}
