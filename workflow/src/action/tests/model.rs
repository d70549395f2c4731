//! Random commands by random people, beside a model that is small enough to be read at a glance.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

/// Every case begins with the same proposal.
static BEGUN: LazyLock<Log> = LazyLock::new(Log::begin);

/// What somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Approve { digest: Named, checks: Vec<Check> },
    Reject { reason: &'static str },
    Execute,
}

/// How somebody names a digest.
#[derive(Debug, Clone, Copy)]
enum Named {
    Whole,
    Beginning(usize),
    Another,
}

/// Where the model stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Proposed,
    Approved,
    Rejected,
    Executed,
}

impl Stand {
    fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Executed => "executed",
        }
    }
}

/// Everybody: of the account, of another one, and one who was put out. The first one proposes.
fn people() -> Vec<Person> {
    let own = Role::ALL.map(|role| person(&format!("a-{role}"), role, "tallow-mills"));
    let foreign = Role::ALL.map(|role| person(&format!("b-{role}"), role, "other-mills"));
    let gone = Person {
        active: false,
        ..person("gone", Role::AccountOwner, "tallow-mills")
    };
    let proposer = person("odile", Role::Csm, "tallow-mills");
    std::iter::once(proposer)
        .chain(own)
        .chain(foreign)
        .chain([gone])
        .collect()
}

/// Where the model stands after a command; none where it is refused.
fn step(stand: Stand, who: &Person, tried: &Try) -> Option<Stand> {
    let login = who.login.as_str();
    let owns = login == "a-account_owner";
    match tried {
        Try::Approve { digest, checks } => {
            let named = match digest {
                Named::Whole => true,
                Named::Beginning(digits) => *digits >= 8,
                Named::Another => false,
            };
            (owns && stand == Stand::Proposed && named && checks.len() == 5).then_some(Stand::Approved)
        }
        Try::Reject { reason } => {
            let open = matches!(stand, Stand::Proposed | Stand::Approved);
            ((owns || login == "odile") && open && !reason.is_empty()).then_some(Stand::Rejected)
        }
        Try::Execute => {
            let may = owns || matches!(login, "odile" | "a-csm" | "a-ae");
            (may && stand == Stand::Approved).then_some(Stand::Executed)
        }
    }
}

fn carry_out(action: &Action, who: &Person, tried: &Try) -> Result<ActionEvent, ActionRefusal> {
    let signer = signer(who);
    match tried {
        Try::Approve { digest, checks } => {
            let named = match digest {
                Named::Whole => action.digest.clone(),
                Named::Beginning(digits) => action.digest["sha256:".len()..][..*digits].to_owned(),
                Named::Another => Proposed::digest(&asked(ActionKind::Outreach, "Another.", &[])),
            };
            action.approve(&signer, &named, checks, "")
        }
        Try::Reject { reason } => action.reject(&signer, reason),
        Try::Execute => action.execute(&signer),
    }
}

fn tries() -> impl Strategy<Value = Try> {
    let named = prop_oneof![
        4 => Just(Named::Whole),
        2 => (0_usize..=64).prop_map(Named::Beginning),
        1 => Just(Named::Another),
    ];
    let checks = prop_oneof![
        3 => Just(Check::ALL.to_vec()),
        1 => subsequence(Check::ALL.to_vec(), 0..=5),
    ];
    prop_oneof![
        4 => (named, checks).prop_map(|(digest, checks)| Try::Approve { digest, checks }),
        1 => select(vec!["", "too soon"]).prop_map(|reason| Try::Reject { reason }),
        3 => Just(Try::Execute),
    ]
}

/// Mostly those who may do something, so that the runs get somewhere.
fn anybody() -> impl Strategy<Value = Person> {
    let may = people()
        .into_iter()
        .filter(|it| matches!(it.login.as_str(), "odile" | "a-account_owner" | "a-ae"));
    prop_oneof![
        2 => select(may.collect::<Vec<_>>()),
        1 => select(people()),
    ]
}

/// Nothing is written beside the sources; a case that fails is shown whole.
fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_action_goes_where_the_model_goes(commands in vec((anybody(), tries()), 0..12)) {
        let mut log = BEGUN.clone();
        let mut action = log.action();
        let mut stand = Stand::Proposed;
        for (who, tried) in &commands {
            let went = carry_out(&action, who, tried);
            let expected = step(stand, who, tried);
            prop_assert_eq!(went.is_ok(), expected.is_some(), "{:?} by {}: {:?}", tried, &who.login, went);
            if let (Ok(event), Some(next)) = (went, expected) {
                action.apply(&signer(who).signed, &event).unwrap();
                log.add(who, event);
                stand = next;
            }
            prop_assert_eq!(action.state.word(), stand.word());
        }
        prop_assert_eq!(log.action(), action);
    }

    #[test]
    fn no_shuffled_log_has_an_execution_without_the_owners_approval(
        picked in vec(0_usize..4, 0..8),
    ) {
        let (csm, owner) = (person("odile", Role::Csm, "tallow-mills"), owner());
        let mut log = BEGUN.clone();
        let action = log.action();
        let approved = approve(&action, &owner).unwrap();
        let executed = ActionEvent::Executed { digest: action.digest.clone() };
        let rejected = ActionEvent::Rejected { reason: "too soon".to_owned() };
        let proposed = log.events[0].1.clone();
        for at in picked {
            let event = [&approved, &executed, &rejected, &proposed][at].clone();
            let who = if at == 0 { &owner } else { &csm };
            log.add(who, event);
        }
        let events = log.events.iter().map(|(signed, event)| (signed, event));
        if let Ok(action) = Action::replay("a1", events)
            && let ActionState::Executed(done) = &action.state
        {
            prop_assert_eq!(done.approved.signed.by.as_deref(), Some("berit"));
            prop_assert_eq!(&log.events[1].1, &approved);
            prop_assert_eq!(&log.events[2].1, &executed);
            prop_assert_eq!(log.events.len(), 3);
        }
    }
}
