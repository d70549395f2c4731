//! What the AE should be asked (HO-2, HO-3, HO-10, HO-15).

use grounding::text::one_line;
use grounding::{Question, Relation, Route};

use super::facts::{FIRST_VALUE, Facts, SENSITIVE};
use crate::brief::{Input, InputStatus};
use crate::cite::{cite_span, cite_value};

/// The questions that the records give rise to, the most pressing first.
pub(super) fn questions(facts: &Facts<'_>, inputs: &[Input]) -> Vec<Question> {
    let mut asked = conflicts(facts);
    asked.extend(first_value(facts));
    asked.extend(vague_goals(facts));
    asked.extend(sensitive_promises(facts));
    asked.extend(unsigned_promises(facts));
    asked.extend(sponsors(facts));
    asked.extend(open_points(facts));
    asked.extend(missing_inputs(inputs));
    asked.retain(|question| !facts.ledger.is_settled(&question.about, &question.citations));
    for (at, question) in asked.iter_mut().enumerate() {
        question.id = format!("q{}", at + 1);
    }
    asked
}

fn question(about: &str, text: String) -> Question {
    Question {
        id: String::new(),
        text,
        about: about.to_owned(),
        to: Route::Ae,
        citations: Vec::new(),
    }
}

/// One question for each topic on which the talks and the order form disagree.
fn conflicts(facts: &Facts<'_>) -> Vec<Question> {
    let mut asked: Vec<Question> = Vec::new();
    for (commitment, topic, scope, clause) in facts.sale.conflicts() {
        let about = format!("{}_conflict", topic_name(topic));
        let said = cite_span(commitment.utterance.source, commitment.utterance.span);
        if let Some(known) = asked.iter_mut().find(|question| question.about == about) {
            known.citations.push(said);
            continue;
        }
        let text = format!(
            "On {}, we said \u{201C}{}\u{201D}, and the order form says \u{201C}{}\u{201D}: which holds?",
            topic.noun(),
            one_line(commitment.utterance.text()),
            one_line(scope.words(clause)),
        );
        asked.push(Question {
            citations: vec![said, cite_span(scope.source, clause)],
            ..question(&about, text)
        });
    }
    asked
}

fn topic_name(topic: grounding::Topic) -> &'static str {
    match topic {
        grounding::Topic::CustomPromise => "custom_promise",
        other => other.noun(),
    }
}

fn first_value(facts: &Facts<'_>) -> Option<Question> {
    if facts.first_value_is_explicit() {
        return None;
    }
    let text =
        "What is the first result that the customer will call a success, how is it measured, and by when?".to_owned();
    let citations = facts
        .first_value_open
        .iter()
        .map(|said| cite_span(said.source, said.span))
        .collect();
    Some(Question {
        citations,
        ..question(FIRST_VALUE, text)
    })
}

fn vague_goals(facts: &Facts<'_>) -> Vec<Question> {
    facts
        .goals
        .iter()
        .filter_map(|goal| {
            let missing: Vec<&str> = goal.missing().into_iter().map(grounding::Missing::noun).collect();
            let source = facts.ledger.source(&goal.id).filter(|_| !missing.is_empty())?;
            let text = format!(
                "\u{201C}{}\u{201D} has no {}: what will the customer measure, how much is enough, and by when?",
                goal.record.name,
                missing.join(", no ")
            );
            Some(Question {
                citations: vec![cite_value(source, &goal.record.name)],
                ..question("goal_vague", text)
            })
        })
        .collect()
}

/// Promises that nobody passes on before their owner has said so (HO-23).
fn sensitive_promises(facts: &Facts<'_>) -> Vec<Question> {
    let sensitive = facts.sensitive().into_iter().map(|commitment| {
        let said = commitment.utterance;
        let text = format!(
            "We said \u{201C}{}\u{201D}, which touches law, security, money back or the roadmap: does it hold?",
            one_line(said.text())
        );
        Question {
            to: Route::AccountOwner,
            citations: vec![cite_span(said.source, said.span)],
            ..question(SENSITIVE, text)
        }
    });
    sensitive.collect()
}

/// Promises on which the order form is silent: somebody must say whether they were sold.
fn unsigned_promises(facts: &Facts<'_>) -> Vec<Question> {
    let Some(scope) = &facts.sale.scope else {
        return Vec::new();
    };
    let sensitive: Vec<_> = facts
        .sensitive()
        .into_iter()
        .map(|it| (&it.utterance.source.id, it.utterance.span))
        .collect();
    let silent = facts
        .sale
        .commitments
        .iter()
        .filter(|commitment| !sensitive.contains(&(&commitment.utterance.source.id, commitment.utterance.span)))
        .filter_map(|commitment| match commitment.relation(scope) {
            (topic, Relation::Silent) => Some((commitment, topic)),
            _ => None,
        });
    // What is agreed about first value is the customer's aim, and no term of the order form.
    let silent = silent.filter(|(commitment, _)| !grounding::lexicon::first_value().is_in(commitment.utterance.text()));
    silent
        .map(|(commitment, topic)| {
            let said = commitment.utterance;
            let text = format!(
                "We said \u{201C}{}\u{201D}; the order form is silent on it. Was it sold?",
                one_line(said.text())
            );
            let about = format!("{}_not_in_order_form", topic_name(topic));
            Question {
                citations: vec![cite_span(said.source, said.span)],
                ..question(&about, text)
            }
        })
        .collect()
}

fn sponsors(facts: &Facts<'_>) -> Vec<Question> {
    facts
        .absent_sponsors()
        .into_iter()
        .take(1)
        .map(|person| {
            let text = format!(
                "{} ({}) was never on a recorded call: who brings them in before kickoff?",
                person.contact.name, person.contact.title
            );
            Question {
                citations: vec![cite_value(person.source, &person.contact.name)],
                ..question("sponsor_not_engaged", text)
            }
        })
        .collect()
}

/// What the notes say has not come or is not settled, beside what is asked already.
fn open_points(facts: &Facts<'_>) -> Vec<Question> {
    use grounding::lexicon::{first_value, pending, setup, small_talk};
    let open = facts.said(|text| {
        pending().is_in(text) && setup().is_in(text) && !first_value().is_in(text) && !small_talk().is_in(text)
    });
    let mut asked: Vec<Question> = Vec::new();
    for said in open {
        let text = format!(
            "\u{201C}{}\u{201D} \u{2014} has this been settled since, and who sees to it?",
            one_line(said.text())
        );
        if asked.iter().all(|question| question.text != text) {
            asked.push(Question {
                citations: vec![cite_span(said.source, said.span)],
                ..question("open_point", text)
            });
        }
    }
    asked
}

fn missing_inputs(inputs: &[Input]) -> Vec<Question> {
    let missing = inputs.iter().filter(|input| input.status == InputStatus::Missing);
    missing
        .filter_map(|input| {
            let text = match input.name.as_str() {
                "deal_notes" => "Where are the notes and recordings of the talks that led to this deal?",
                "signed_scope" => "Where is the signed order form?",
                "goals" => "What does the customer want to reach, in numbers and by when?",
                "stakeholders" => "Who decides, who uses it and who runs it at the customer?",
                "implementation" => "What does the setup need from the customer: data, access, people?",
                "risks" => "Which risks, objections and sensitive points did the talks bring up?",
                "kickoff_and_first_value" if input.note.contains("kickoff") => "When is the kickoff?",
                _ => return None,
            };
            Some(question(&format!("{}_missing", input.name), text.to_owned()))
        })
        .collect()
}
