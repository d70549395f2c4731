//! What a brief belongs with.

use insta::assert_snapshot;
use serde_json::json;

use super::story::{BEGAN, Story, digest, signed, started};
use super::who::{cem, max, oda, sol};
use crate::brief::{RunState, TextStyle};
use crate::people::Person;
use crate::run::{Relation, Run, RunEvent, Started, render_standing};

fn links(story: &mut Story, person: &Person, relation: Relation, target: &str) {
    story
        .act(person, |run, signer| run.link(signer, relation, target))
        .unwrap();
}

/// HO-35: a handoff and an implementation handoff refer to one another, by id and by the digest of
/// the text that there was, and each stays a document of its own.
#[test]
fn a_brief_is_linked_with_another_document() {
    let mut story = Story::begin(started());
    let before = story.run.head();
    links(&mut story, &cem(), Relation::ImplementationHandoff, " jira:epic/12 ");
    story.edited(&cem(), 2);
    links(&mut story, &oda(), Relation::HealthChange, "run-7");
    let linked = |relation: Relation, target: &str, text: u32| RunEvent::Linked {
        relation,
        target: target.to_owned(),
        digest: digest(text),
    };
    let log = [
        (
            signed(&cem(), 1),
            linked(Relation::ImplementationHandoff, "jira:epic/12", 1),
        ),
        (signed(&oda(), 3), linked(Relation::HealthChange, "run-7", 2)),
    ];
    assert_eq!([story.log[1].clone(), story.log[3].clone()], log);
    let expected = [
        (
            signed(&cem(), 1),
            Relation::ImplementationHandoff,
            "jira:epic/12".to_owned(),
        ),
        (signed(&oda(), 3), Relation::HealthChange, "run-7".to_owned()),
    ];
    assert_eq!(story.run.links, expected);
    assert_eq!((before.digest, story.run.head().digest), (digest(1), digest(2)));
}

/// VR-73: a link to a renewal packet overwrites nothing of the brief, wherever it stands.
#[test]
fn a_link_changes_nothing_but_the_links() {
    for state in [RunState::InReview, RunState::Paused, RunState::Failed] {
        let mut story = Story::begin(Started { state, ..started() });
        let before = story.run.clone();
        links(&mut story, &cem(), Relation::RenewalPacket, "rp-7");
        let linked = (signed(&cem(), 1), Relation::RenewalPacket, "rp-7".to_owned());
        let expected = Run {
            steps: 2,
            links: vec![linked],
            ..before
        };
        assert_eq!(story.run, expected);
    }
}

#[test]
fn a_link_that_is_refused() {
    let story = Story::begin(started());
    let heard = |person: &Person, target: &str| {
        story.refused(person, |run, signer| run.link(signer, Relation::RenewalPacket, target))
    };
    assert_snapshot!(heard(&cem(), " \n"), @"a link has a target");
    assert_snapshot!(heard(&cem(), " run-1 "), @"a brief is not linked with itself");
    assert_snapshot!(heard(&max(), "rp-7"), @"`max` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
}

/// A relation has one word, on the command line and in the log.
#[test]
fn relations_are_read_as_people_write_them() {
    for relation in Relation::ALL {
        assert_eq!(serde_json::to_value(relation).unwrap(), json!(relation.word()));
        let typed = format!(" {} ", relation.word().replace('_', "-").to_uppercase());
        assert_eq!(typed.parse(), Ok(relation));
    }
    assert_snapshot!("friend".parse::<Relation>().unwrap_err(), @"`friend` is no relation; take one of `implementation_handoff`, `renewal_packet`, `business_review`, `expansion_signal`, `case_study_candidate`, `health_change`");
}

/// Whoever looks at a run sees what belongs with it.
#[test]
fn a_link_is_shown() {
    let mut story = Story::begin(started());
    links(&mut story, &sol(), Relation::CaseStudyCandidate, "cs-4");
    let style = TextStyle {
        color: false,
        width: 80,
        claim_ids: false,
    };
    assert_snapshot!(render_standing(&story.run, BEGAN, style), @"
    Run run-1 · version 1                                                  in review
    digest 900a4469df00ccbf

    Approvals
      ? AE Ada Lund: not yet
      ? CSM Cem Aksoy: not yet
        each answers for `scope` (the scope is what was signed), `timing` (the dates
        can be kept)

    Belongs with
      · case study candidate: cs-4
    ");
}
