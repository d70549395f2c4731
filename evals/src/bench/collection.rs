//! A labelled set as accounts with units and questions.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, Place, Source, SourceId, SourceKind, Span, State, Visibility};
use jiff::civil::date;
use retrieval::index::{Query, Rebuild};

use super::BenchError;

/// So many units are looked at.
pub(super) const DEEP: usize = 10;

/// Texts among which one is looked for, and nothing else: a meeting, a contract, a collection.
#[derive(Default)]
pub(super) struct Collection {
    /// A source, and its units in it.
    pub(super) sources: Vec<(Source, Vec<Unit>)>,
    pub(super) questions: Vec<Question>,
}

/// What is to be found: a turn, a clause, an abstract.
pub(super) struct Unit {
    /// Its number in the set.
    pub(super) number: usize,
    pub(super) span: Span,
}

/// A question and its answers.
pub(super) struct Question {
    pub(super) text: String,
    /// The units that answer it; never empty.
    pub(super) relevant: BTreeSet<usize>,
    /// The groups it is reported under.
    pub(super) groups: Vec<String>,
}

/// A question's answers, and what was found.
pub(super) struct Answered {
    pub(super) groups: Vec<String>,
    pub(super) relevant: BTreeSet<usize>,
    /// The units found, best first, at most [`DEEP`].
    pub(super) found: Vec<usize>,
}

/// A source of an account, as no vendor exports it.
pub(super) fn source(name: &str, kind: SourceKind, title: &str, text: String) -> Source {
    Source {
        id: SourceId::new("bench", "text", name),
        revision: 1,
        account: None,
        kind,
        title: title.to_owned(),
        authors: Vec::new(),
        occurred_at: None,
        visibility: Visibility::Internal,
        state: State::Live,
        text,
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// Asks every question of its collection.
pub(super) fn answer(collections: Vec<Collection>) -> Result<Vec<Answered>, BenchError> {
    let folder = tempfile::tempdir().map_err(|source| BenchError::Io {
        path: std::env::temp_dir(),
        source,
    })?;
    let mut rebuild = Rebuild::start(folder.path())?;
    let mut numbers: Vec<BTreeMap<(SourceId, usize), usize>> = Vec::new();
    let mut questions = Vec::new();
    for (account, collection) in collections.into_iter().enumerate() {
        let mut number_of = BTreeMap::new();
        for (mut source, units) in collection.sources {
            source.account = Some(account_id(account));
            let spans: Vec<Span> = units.iter().map(|unit| unit.span).collect();
            rebuild.add_cut(&source, &spans)?;
            for unit in units {
                number_of.insert((source.id.clone(), unit.span.start), unit.number);
            }
        }
        numbers.push(number_of);
        questions.extend(collection.questions.into_iter().map(|question| (account, question)));
    }
    let index = rebuild.finish(1)?;
    let mut answered = Vec::with_capacity(questions.len());
    for (account, question) in questions {
        let query = Query {
            limit: DEEP,
            not_after: None,
            diverse: false,
            ..Query::new(question.text, date(2000, 1, 1))
        };
        let hits = index.account(&account_id(account))?.search(&query)?;
        let number = |hit: retrieval::index::Hit| {
            let passage = hit.passage;
            numbers[account].get(&(passage.source, passage.span.start)).copied()
        };
        answered.push(Answered {
            groups: question.groups,
            relevant: question.relevant,
            found: hits.into_iter().filter_map(number).collect(),
        });
    }
    Ok(answered)
}

fn account_id(number: usize) -> AccountId {
    AccountId::new(format!("account-{number}"))
}
