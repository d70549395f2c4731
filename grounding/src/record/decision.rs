//! What a person decided.

use serde::{Deserialize, Serialize};

use crate::{
    AccountId, Affiliation, Author, Citation, Place, Record, RecordText, Source, SourceId, SourceKind, Span, State,
    Visibility,
};

/// A person's answer to a question, or their resolution of a conflict.
///
/// It is evidence like any other: it has an author, a day and a text that can be cited. What it
/// covers is settled, and the words on both sides stay on record. It is the vendor's own word, so
/// it never proves that the customer gained anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The rule's code or the word of what was decided, such as `V706` or `goal_vague`.
    pub code: String,
    /// What it is about: a topic, a goal, a source, the subject of a question.
    pub about: String,
    /// The answer, in the person's words.
    pub answer: String,
    /// The words that gave rise to it; a conflict between exactly these is settled.
    pub covers: Vec<Citation>,
    /// Which of them holds; none where the answer names neither.
    pub holds: Option<Citation>,
}

impl Decision {
    /// Whether it settles what these words give rise to.
    pub fn settles(&self, citations: &[Citation]) -> bool {
        let covered = |citation: &Citation| {
            self.covers
                .iter()
                .any(|it| it.source_id == citation.source_id && it.quote == citation.quote)
        };
        !citations.is_empty() && citations.iter().all(covered)
    }

    /// The decision as a source: what was asked, the answer, who gave it, as what and when.
    pub fn into_source(
        self,
        id: SourceId,
        account: AccountId,
        asked: &str,
        by: (&str, &str),
        on: jiff::civil::Date,
    ) -> Source {
        let (name, role) = by;
        let (text, fields) = RecordText::new()
            .field("asked", asked)
            .field("answer", &self.answer)
            .field("decided by", &format!("{name}, {role}"))
            .field("decided on", &on.to_string())
            .finish();
        Source {
            id,
            revision: 0,
            account: Some(account),
            kind: SourceKind::Decision,
            title: self.answer.clone(),
            authors: vec![Author {
                span: Span::new(0, text.len()),
                name: name.to_owned(),
                email: None,
                affiliation: Affiliation::Vendor,
            }],
            occurred_at: Some(on),
            visibility: Visibility::Internal,
            state: State::Live,
            text,
            fields,
            values: Vec::new(),
            record: Some(Record::Decision(self)),
            origin: Place::default(),
        }
    }
}
