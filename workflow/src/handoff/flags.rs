//! What somebody should look at (HO-3, HO-11, HO-12, HO-41).

use grounding::text::{content_stems, one_line};
use grounding::{Affiliation, ClaimKind, Code, Relation, Route, Topic, Verdict, Verification, lexicon};

use super::facts::Facts;
use super::tasks::is_open;
use crate::account::orders;
use crate::brief::Flag;
use crate::cite::{cite_span, cite_value};
use crate::definition::Prepared;
use crate::trigger::asked_by_hand;

/// A handoff that begins with fewer days to kickoff than this begins late (HO-41).
const LATE_DAYS: i64 = 10;

/// Everything to look at, each with the days that are left until kickoff.
pub(super) fn flags(facts: &Facts<'_>, prepared: &Prepared, verification: &Verification) -> Vec<Flag> {
    let mut found = promises(facts);
    found.extend(absent_sponsors(facts));
    for finding in verification
        .diagnostics
        .iter()
        .filter(|it| is_open(it, Code::OWNERLESS_RISK))
    {
        found.push(Flag::new(
            "ownerless_risk",
            finding.message.clone(),
            &[Route::Csm],
            finding.citations(),
        ));
    }
    found.extend(orders(facts.ledger));
    found.extend(open_points(facts));
    found.extend(told_twice(facts, verification));
    found.extend(late(facts));
    found.extend(asked_by_hand(prepared, Route::Csm));
    for flag in &mut found {
        flag.days_to_kickoff = facts.days_to_kickoff();
    }
    found
}

/// Each promise, for its owners to review (HO-11).
fn promises(facts: &Facts<'_>) -> Vec<Flag> {
    let told = facts.sale.commitments.iter().map(|commitment| {
        let said = commitment.utterance;
        let relation = facts.sale.scope.as_ref().map(|scope| commitment.relation(scope));
        let (topic, stands) = match relation {
            Some((topic, Relation::Within(_))) => (topic, "the order form covers it"),
            Some((topic, Relation::Conflicts(_))) => (topic, "the order form says otherwise"),
            Some((topic, Relation::Silent)) => (topic, "the order form is silent"),
            None => (commitment.topics[0], "there is no order form"),
        };
        let who = said.author.map_or("sales", |author| author.name.as_str());
        let message = format!("{who}: \u{201C}{}\u{201D} \u{2014} {stands}", one_line(said.text()));
        let citation = cite_span(said.source, said.span);
        Flag::new(flag_kind(topic), message, &[Route::Ae, Route::Csm], vec![citation])
    });
    told.collect()
}

/// The people who can sponsor, where none of them was ever on a call (HO-5).
fn absent_sponsors(facts: &Facts<'_>) -> Vec<Flag> {
    let absent = facts.absent_sponsors().into_iter().map(|person| {
        let message = format!(
            "{} ({}) has not been on a recorded call",
            person.contact.name, person.contact.title
        );
        let citation = cite_value(person.source, &person.contact.name);
        Flag::new("sponsor_not_engaged", message, &[Route::Ae], vec![citation])
    });
    absent.collect()
}

/// What the talks say has not come or is not settled.
fn open_points(facts: &Facts<'_>) -> Vec<Flag> {
    let open = |text: &str| lexicon::pending().is_in(text) && !lexicon::small_talk().is_in(text);
    let mut found: Vec<Flag> = Vec::new();
    // What a customer says of their own work is a need or a pain; what is open between us, our
    // own people note.
    let noted = facts
        .said(open)
        .into_iter()
        .filter(|said| said.affiliation() != Affiliation::Customer);
    for said in noted {
        let message = one_line(said.text());
        if found.iter().all(|known| known.message != message) {
            found.push(Flag::new(
                "missing_evidence",
                message,
                &[Route::Ae],
                vec![cite_span(said.source, said.span)],
            ));
        }
    }
    found
}

/// What is told both as a goal of the buyer and as something that the users need (HO-12).
fn told_twice(facts: &Facts<'_>, verification: &Verification) -> Vec<Flag> {
    let needs = verification
        .claims
        .iter()
        .filter(|it| it.claim.kind == ClaimKind::Requirement && it.verdict != Verdict::Rejected);
    let mut found = Vec::new();
    for need in needs {
        let told = content_stems(&need.claim.text);
        for goal in &facts.goals {
            let terms = content_stems(&goal.record.name);
            let shared = terms.iter().filter(|term| told.contains(term)).count();
            if !terms.is_empty() && shared * 5 >= terms.len() * 4 {
                let message = format!(
                    "\u{201C}{}\u{201D} is told as a goal of the buyer and as a need of the users",
                    goal.record.name
                );
                found.push(Flag::new(
                    "context",
                    message,
                    &[Route::Csm],
                    need.claim.citations.clone(),
                ));
            }
        }
    }
    found
}

/// A handoff that begins late leaves CS no time for what it inherits (HO-41).
fn late(facts: &Facts<'_>) -> Option<Flag> {
    let days = facts.days_to_kickoff().filter(|days| *days < LATE_DAYS)?;
    let message = match days {
        0 => "the kickoff is today".to_owned(),
        1 => "only one day is left until kickoff".to_owned(),
        2.. => format!("only {days} days are left until kickoff"),
        _ => format!("the kickoff was {} days ago", -days),
    };
    let citations = facts.kickoff.iter().map(|it| it.citation.clone()).collect();
    Some(Flag::new("timing_risk", message, &[Route::Csm], citations))
}

fn flag_kind(topic: Topic) -> &'static str {
    match topic {
        Topic::CustomPromise => "custom_promise",
        Topic::Timeline => "timeline",
        Topic::Discount => "discount",
        Topic::Integration => "integration",
        Topic::Scope => "scope",
    }
}
