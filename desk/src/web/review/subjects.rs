//! What waits for a person's word: why a run is paused, what two sources say differently, what
//! nobody has answered.

use grounding::{Citation, Source, SourceId};
use workflow::brief::{Brief, RunState};
use workflow::run::{Run, Signer, Subject};

use super::claims::named;
use crate::web::words::sentence;

/// Something that somebody decides.
pub(crate) struct SubjectView {
    /// Its name in the run, such as `r1`.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Who decides, in words.
    pub(crate) to: String,
    /// The words it is about, each with its number from 1.
    pub(crate) quotes: Vec<QuoteView>,
    /// Whether the answer says which of the quotes holds.
    pub(crate) chooses: bool,
    /// Whether whoever looks may decide it.
    pub(crate) mine: bool,
}

/// How a question ends that is answered by saying that its words hold, as a terminal has it.
const ON_A_TERMINAL: &str = " Decide with `--holds 1` if it does.";

/// Words that a decision is about.
pub(crate) struct QuoteView {
    pub(crate) number: usize,
    pub(crate) source: SourceId,
    pub(crate) words: String,
    /// Who said them, where and when, in words.
    pub(crate) about: String,
}

/// Something that was decided.
pub(crate) struct DecidedView {
    pub(crate) text: String,
    pub(crate) answer: String,
    pub(crate) by: String,
    pub(crate) when: String,
    pub(crate) source: SourceId,
}

/// What waits for a person's word.
pub(crate) struct SubjectsView {
    /// What holds the run up.
    pub(crate) holding: Vec<SubjectView>,
    /// What can be answered beside the review.
    pub(crate) others: Vec<SubjectView>,
    /// Why it stands where it stands, where nobody can decide that: a stop, a failure.
    pub(crate) told: Vec<String>,
    pub(crate) decided: Vec<DecidedView>,
}

impl SubjectsView {
    /// What waits for a word about the run.
    pub(crate) fn of<'s>(
        run: &Run,
        brief: &Brief,
        signer: Option<&Signer<'_>>,
        source: &dyn Fn(&SourceId) -> Option<&'s Source>,
    ) -> Self {
        let is_paused = run.state.word() == RunState::Paused;
        let holds_up = |subject: &Subject| is_paused && brief.reasons.iter().any(|reason| subject.settles(reason));
        let (holding, others): (Vec<Subject>, Vec<Subject>) = run.undecided().into_iter().partition(holds_up);
        let view = |subject: &Subject| SubjectView {
            name: subject.name.clone(),
            text: sentence(subject.text.trim_end_matches(ON_A_TERMINAL)),
            chooses: subject.citations.len() > 1 || subject.text.ends_with(ON_A_TERMINAL),
            to: named(&subject.to),
            quotes: subject
                .citations
                .iter()
                .enumerate()
                .map(|(at, it)| quote(at + 1, it, source))
                .collect(),
            mine: signer.is_some_and(|signer| is_theirs(run, subject, signer)),
        };
        let decided = run.decisions.iter().map(|(_, it)| &it.subject);
        let asked: Vec<&Subject> = holding.iter().chain(decided).collect();
        let told = brief
            .reasons
            .iter()
            .filter(|reason| !asked.iter().any(|subject| subject.settles(reason)));
        let told = told.map(|reason| sentence(&reason.message));
        Self {
            told: told.collect(),
            holding: holding.iter().map(view).collect(),
            others: others.iter().map(view).collect(),
            decided: run
                .decisions
                .iter()
                .map(|(signed, it)| DecidedView {
                    text: sentence(&it.subject.text),
                    answer: it.answer.clone(),
                    by: signed.name.clone(),
                    when: signed.day.to_string(),
                    source: it.source_id.clone(),
                })
                .collect(),
        }
    }

    /// Whether the run goes on only once somebody has decided, or not at all.
    pub(crate) fn hold_it_up(&self) -> bool {
        !self.holding.is_empty() || !self.told.is_empty()
    }

    /// Whether nothing waits and nothing was decided.
    pub(crate) fn is_empty(&self) -> bool {
        self.holding.is_empty() && self.others.is_empty() && self.told.is_empty() && self.decided.is_empty()
    }
}

fn is_theirs(run: &Run, subject: &Subject, signer: &Signer<'_>) -> bool {
    let mut roles = subject.to.iter().map(|route| (*route).into());
    subject.to.is_empty() || roles.any(|role| signer.person.holds(role, Some(run.account())))
}

fn quote<'s>(number: usize, citation: &Citation, source: &dyn Fn(&SourceId) -> Option<&'s Source>) -> QuoteView {
    let found = source(&citation.source_id);
    let author = found.and_then(|source| {
        source
            .author_at(citation.start.unwrap_or_default())
            .or_else(|| source.author())
    });
    let mut about: Vec<String> = Vec::new();
    about.extend(author.filter(|it| !it.name.is_empty()).map(|it| it.name.clone()));
    about.extend(found.map(|source| source.kind.noun().to_owned()));
    about.extend(found.and_then(|source| source.occurred_at).map(|date| date.to_string()));
    QuoteView {
        number,
        source: citation.source_id.clone(),
        words: citation.quote.clone(),
        about: about.join(" \u{b7} "),
    }
}
