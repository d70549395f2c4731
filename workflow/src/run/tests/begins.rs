//! What a run begins with, as its brief has it.

use std::collections::BTreeMap;

use grounding::{Audience, Citation, Claim, ClaimKind, ClaimOrigin, Question, Route, Standing, Verdict};

use super::story::{BEGAN, KICKOFF, quote, subject};
use crate::brief::{Brief, BriefClaim, Counts, CustomerCopy, ModelUse, Parts, Reason, RunState, TaskItem};
use crate::definition::definition;
use crate::people::Person;
use crate::run::{Casting, ClosedBy, Started, Subject, start};

/// A brief with a task for the AE and one for the CSM, and nothing else.
pub(super) fn brief() -> Brief {
    let task = |id: &str, owner: Route| TaskItem {
        id: id.to_owned(),
        title: format!("Do {id}"),
        owner,
        due: None,
        stop: false,
        due_from: None,
        closed_by: ClosedBy::Hand,
    };
    Brief {
        schema: "vouch.brief/1".to_owned(),
        id: "0123456789abcdef".to_owned(),
        kind: "handoff".to_owned(),
        edition: String::new(),
        account_id: "northwind".to_owned(),
        account_name: "Northwind".to_owned(),
        as_of: BEGAN,
        trigger: None,
        state: RunState::InReview,
        reasons: Vec::new(),
        customer_copy: CustomerCopy {
            allowed: true,
            why: String::new(),
        },
        inputs: Vec::new(),
        sections: Vec::new(),
        claims: Vec::new(),
        health: None,
        parts: Parts {
            dates: BTreeMap::from([("kickoff".to_owned(), KICKOFF)]),
            ..Parts::default()
        },
        rejected: Vec::new(),
        diagnostics: Vec::new(),
        questions: Vec::new(),
        tasks: vec![task("t1", Route::Ae), task("t2", Route::Csm)],
        flags: Vec::new(),
        gates: Vec::new(),
        counts: Counts::default(),
        model: ModelUse::default(),
        digest: String::new(),
    }
}

/// The run of a brief, by these people.
pub(super) fn begun(brief: &Brief, people: &[Person]) -> Started {
    start(definition("handoff").unwrap(), brief, Casting { people, number: 1 })
}

/// HO-14: what is asked and why a brief is paused is for people to decide, each thing once; CS may
/// answer what is asked of the AE.
#[test]
fn questions_and_reasons_are_to_be_decided() {
    let weeks = quote("gong:call/77", "four weeks");
    let reason = |name: &str, citations: &[Citation]| Reason {
        code: "V601".to_owned(),
        message: format!("What of {name}?"),
        citations: citations.to_vec(),
        about: format!("about {name}"),
        to: vec![Route::Ae],
    };
    let question = |name: &str, citations: &[Citation]| Question {
        id: name.to_owned(),
        text: format!("What of {name}?"),
        about: format!("about {name}"),
        to: Route::Ae,
        citations: citations.to_vec(),
    };
    let mut brief = brief();
    brief.state = RunState::Paused;
    // The first reason has the words of the second question, the second is about the first one.
    let other = quote("gong:call/77", "with the export");
    brief.reasons = vec![
        reason("r1", std::slice::from_ref(&weeks)),
        reason("q1", &[]),
        reason("r3", std::slice::from_ref(&other)),
    ];
    brief.questions = vec![question("q1", &[]), question("q2", std::slice::from_ref(&weeks))];
    let asked = |name: &str, citations: &[Citation]| Subject {
        citations: citations.to_vec(),
        ..subject(name, "question", &[Route::Ae, Route::Csm])
    };
    let expected = [
        asked("q1", &[]),
        asked("q2", &[weeks]),
        Subject {
            citations: vec![other],
            ..subject("r3", "V601", &[Route::Ae])
        },
    ];
    assert_eq!(begun(&brief, &[]).open, expected);
    brief.state = RunState::InReview;
    assert_eq!(begun(&brief, &[]).open, expected[..2]);
}

/// Whoever a question is routed to answers it alone; only what is asked of the AE is for the CSM
/// too.
#[test]
fn a_question_is_for_the_role_it_is_routed_to() {
    let asked_of = |to: Route| {
        let mut brief = brief();
        brief.questions = vec![Question {
            id: "q1".to_owned(),
            text: "What of q1?".to_owned(),
            about: "about q1".to_owned(),
            to,
            citations: Vec::new(),
        }];
        begun(&brief, &[]).open
    };
    let others = [Route::AccountOwner, Route::Csm, Route::Supervisor, Route::CsOperations];
    for to in others {
        assert_eq!(asked_of(to), [subject("q1", "question", &[to])]);
    }
    assert_eq!(
        asked_of(Route::Ae),
        [subject("q1", "question", &[Route::Ae, Route::Csm])]
    );
}

/// SC-9: a run is due on the date that its kind is due by, and knows which one that is.
#[test]
fn a_run_is_due_by_a_date_of_its_own() {
    let due = |brief: &Brief| {
        let started = begun(brief, &[]);
        (started.due, started.due_by)
    };
    assert_eq!(due(&brief()), (Some(KICKOFF), "kickoff".to_owned()));
    let mut dateless = brief();
    dateless.parts.dates.clear();
    assert_eq!(due(&dateless), (None, "kickoff".to_owned()));
}

/// VR-65: each source has its system, and a run knows the systems of those that its claims cite.
#[test]
fn a_run_knows_the_systems_of_its_sources() {
    let claim = |id: &str, sources: &[&str]| BriefClaim {
        claim: Claim {
            id: id.to_owned(),
            text: format!("Claim {id}."),
            kind: ClaimKind::default(),
            standing: Standing::default(),
            goal_id: None,
            audience: Audience::Internal,
            citations: sources.iter().map(|source| quote(source, "as he says")).collect(),
            origin: ClaimOrigin::default(),
            parent: None,
        },
        figures: Vec::new(),
        verdict: Verdict::Accepted,
        routes: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut cited = brief();
    cited.claims = vec![
        claim("c1", &["salesforce:opportunity/9", "gong:call/77"]),
        claim("c2", &["gong:call/77", "gong:call/78"]),
        claim("c3", &[]),
    ];
    let started = begun(&cited, &[]);
    assert_eq!(started.systems, ["gong", "salesforce"]);
    assert_eq!(started.sources_cited, 3);
    assert_eq!(begun(&brief(), &[]).systems, Vec::<String>::new());
}
