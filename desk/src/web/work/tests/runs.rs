//! What a run waits for, from whom.

use std::collections::BTreeMap;

use grounding::{AccountId, Route};
use jiff::civil::date;
use workflow::brief::{Counts, RunState};
use workflow::people::{Person, Role};
use workflow::run::{
    Anchor, Assignee, ClosedBy, Due, Judge, Plan, Run, RunEvent, SendBack, Signer, Started, Subject, Task,
};

use crate::web::scorecards::tests::{DAY, person, signer};
use crate::web::work::runs::waiting;

fn task(id: &str, title: &str, role: Role, (stop, closed_by): (bool, ClosedBy)) -> Task {
    let due = Due {
        from: Anchor::RunStart,
        days: 2,
        working_days: false,
        weekdays_only: false,
    };
    Task {
        id: id.to_owned(),
        title: title.to_owned(),
        role,
        assignee: None,
        due: Some(due),
        stop,
        closed_by,
        done: None,
    }
}

/// A handoff in review: a claim waits for the CSM, a question for the AE, whose part Ann plays.
fn run(csm: &Person) -> Run {
    let ann = Assignee {
        name: "Ann".to_owned(),
        login: Some("ann".to_owned()),
    };
    let question = Subject {
        name: "q1".to_owned(),
        code: "question".to_owned(),
        about: "kickoff".to_owned(),
        text: "when is the kickoff".to_owned(),
        citations: Vec::new(),
        to: vec![Route::Ae],
    };
    let started = Started {
        account: AccountId::new("northwind"),
        kind: "handoff".to_owned(),
        number: 1,
        trigger: None,
        as_of: DAY,
        state: RunState::InReview,
        digest: "sha256:0123456789abcdef".to_owned(),
        plan: Plan::new(&[&[Role::Ae, Role::Csm]], &[]),
        people: BTreeMap::from([(Role::Ae, ann)]),
        tasks: vec![
            task("t1", "approve it", Role::Csm, (false, ClosedBy::Approval)),
            task("t2", "answer the questions", Role::Ae, (false, ClosedBy::Answers)),
            task("t3", "call them", Role::Csm, (true, ClosedBy::Hand)),
            task("t4", "write to them.", Role::Csm, (false, ClosedBy::Hand)),
            task("t5", "send the order", Role::Ae, (false, ClosedBy::Hand)),
        ],
        dates: BTreeMap::new(),
        due: Some(date(2026, 6, 20)),
        due_by: String::new(),
        gates: Vec::new(),
        open: vec![question],
        to_judge: BTreeMap::from([("c7".to_owned(), vec![Route::Csm])]),
        sources_cited: 0,
        components: BTreeMap::new(),
        risk: 0,
        flags: Vec::new(),
        missing_inputs: Vec::new(),
        stale_inputs: Vec::new(),
        counts: Counts::default(),
        systems: Vec::new(),
        health: None,
        caveats: 0,
    };
    let event = RunEvent::Started(Box::new(started));
    Run::replay("run1", [(&signer(csm, 0).signed, &event)]).unwrap()
}

fn told(run: &Run, person: &Person) -> String {
    let waits = waiting(run, &signer(person, 90));
    let lines = waits.into_iter().map(|it| {
        let due = it.due.map(|date| date.to_string()).unwrap_or_default();
        format!("  {due} {} at {}", it.to_do, it.address)
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return format!("{}: nothing", person.login);
    }
    format!("{}\n{}", person.login, lines.join("\n"))
}

fn apply(run: &mut Run, by: &Signer<'_>, event: &RunEvent) {
    run.apply(&by.signed, event).unwrap();
}

#[test]
fn a_run_tells_each_of_its_people_what_is_theirs() {
    let csm = person("cora", Role::Csm);
    let people = [
        csm.clone(),
        person("ann", Role::Ae),
        person("abe", Role::Ae),
        person("rita", Role::Reader),
    ];
    let mut run = run(&csm);
    let look = |run: &Run| people.each_ref().map(|person| told(run, person)).join("\n");
    insta::assert_snapshot!(look(&run), @"
    cora
      2026-06-20 Judge the claim that waits for you at /runs/run1#c7
      2026-06-03 Call them at /runs/run1#tasks
    ann
      2026-06-20 Decide the question that waits for you at /runs/run1#subjects
      2026-06-20 Approve as the AE, once somebody has judged a claim at /runs/run1#approve-panel
      2026-06-03 Send the order, after: call them at /runs/run1#tasks
    abe: nothing
    rita: nothing
    ");
    let by = signer(&csm, 1);
    let judged = Judge {
        claim: "c7".to_owned(),
        accepted: true,
        reason: "it was said".to_owned(),
    };
    let event = run.judge(&by, &judged).unwrap();
    apply(&mut run, &by, &event);
    let event = run.finish_task(&by, "t3", "").unwrap();
    apply(&mut run, &by, &event);
    insta::assert_snapshot!(look(&run), @"
    cora
      2026-06-20 Approve as the CSM at /runs/run1#approve-panel
      2026-06-03 Write to them at /runs/run1#tasks
    ann
      2026-06-20 Decide the question that waits for you at /runs/run1#subjects
      2026-06-20 Approve as the AE at /runs/run1#approve-panel
      2026-06-03 Send the order at /runs/run1#tasks
    abe: nothing
    rita: nothing
    ");
    let back = SendBack {
        missing: vec!["who pays".to_owned()],
        comment: String::new(),
        material: false,
    };
    let event = run.send_back(&by, &back).unwrap();
    apply(&mut run, &by, &event);
    insta::assert_snapshot!(look(&run), @"
    cora
      2026-06-20 It was sent back: answer what is missing, or take it up again at /runs/run1#subjects
      2026-06-03 Write to them at /runs/run1#tasks
    ann
      2026-06-20 Decide 2 questions that wait for you at /runs/run1#subjects
      2026-06-20 It was sent back: answer what is missing, or take it up again at /runs/run1#subjects
      2026-06-03 Send the order at /runs/run1#tasks
    abe: nothing
    rita: nothing
    ");
}
