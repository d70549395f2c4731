//! Why something can't be done to a scorecard now, in the words of its questions and tasks.

use workflow::scorecard::{Scorecard, ScorecardRefusal};

use crate::web::words::{denied, sentence};

/// Why something can't be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Why {
    /// The reason, and what to do.
    pub(crate) text: String,
    /// The field to begin with; empty where it is no question of fields.
    pub(crate) field: String,
}

impl Why {
    /// The reason behind a refusal.
    pub(crate) fn of(card: &Scorecard, refusal: &ScorecardRefusal) -> Self {
        let plain = |text: String| Self {
            text,
            field: String::new(),
        };
        match refusal {
            ScorecardRefusal::Waiting { empty, unconfirmed, .. } => Self {
                text: waiting(empty.len(), unconfirmed.len()),
                field: first(card, empty, unconfirmed),
            },
            ScorecardRefusal::StopTask { title, .. } => plain(format!("First: {title}.")),
            ScorecardRefusal::Review(_) => plain("It is done once the supervisor approves the scorecard.".to_owned()),
            ScorecardRefusal::NoCopy(_) => {
                plain("It takes a copy of what the figures come from; attach one below.".to_owned())
            }
            ScorecardRefusal::Unassigned(part) => plain(format!(
                "Nobody is the {} yet; name somebody under People.",
                part.noun()
            )),
            ScorecardRefusal::Denied(refused) => plain(denied(refused)),
            other => plain(sentence(&other.to_string())),
        }
    }
}

fn waiting(empty: usize, unconfirmed: usize) -> String {
    let answers = match empty {
        0 => None,
        1 => Some("one question has no answer".to_owned()),
        count => Some(format!("{count} questions have no answer")),
    };
    let confirmations = match unconfirmed {
        0 => None,
        1 => Some("one answer of the records is not confirmed".to_owned()),
        count => Some(format!("{count} answers of the records are not confirmed")),
    };
    let told: Vec<String> = answers.into_iter().chain(confirmations).collect();
    sentence(&told.join(", and "))
}

/// The first field that waits, in the order of the template.
fn first(card: &Scorecard, empty: &[String], unconfirmed: &[String]) -> String {
    let mut fields = card.template().fields().map(|(_, field)| &field.id);
    let waits = |id: &&String| empty.contains(id) || unconfirmed.contains(id);
    fields.find(waits).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_counted_in_words() {
        let told = [(1, 0), (0, 1), (3, 2)].map(|(empty, unconfirmed)| waiting(empty, unconfirmed));
        assert_eq!(
            told,
            [
                "One question has no answer.",
                "One answer of the records is not confirmed.",
                "3 questions have no answer, and 2 answers of the records are not confirmed.",
            ]
        );
    }
}
