//! What one section's drafter is shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use grounding::{Ledger, SectionSpec, Source, Span};
use jiff::civil::Date;
use retrieval::index::{AccountSearch, Explanation, Hit, IndexError, Passage, Query, passages, select};

/// The passages that one section's drafter is shown, best first; a model is told their numbers,
/// which begin at 1.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// The passages.
    pub passages: Vec<DossierPassage>,
    /// How many were left out for want of room.
    pub left_out: usize,
    /// The day of the oldest one shown, where older ones were left out.
    pub oldest_shown: Option<Date>,
}

/// A passage that a drafter is shown.
#[derive(Debug, Clone)]
pub struct DossierPassage {
    /// Its source.
    pub source: Arc<Source>,
    /// Its place in the source's text.
    pub span: Span,
}

impl DossierPassage {
    /// The passage itself.
    pub fn text(&self) -> &str {
        &self.source.text[self.span.range()]
    }
}

/// More hits than this are not looked at; a budget of tokens ends long before.
const MOST_HITS: usize = 400;

/// Gathers a section's dossier: one search, within the account, the run's day and the section's
/// budget. What room is left is filled with the section's other evidence, newest first.
///
/// # Errors
///
/// Fails where the index can't be searched.
pub fn gather(
    search: &AccountSearch,
    ledger: &Ledger,
    section: &SectionSpec,
    from: Option<Date>,
) -> Result<Dossier, IndexError> {
    let query = Query {
        kinds: section.sources.to_vec(),
        limit: MOST_HITS,
        ..Query::new(section.query, ledger.view.as_of)
    };
    let mut hits: Vec<Hit> = search.search(&query)?;
    // What has no date may still be of use; what is older than the matter is not.
    hits.retain(|hit| from.is_none_or(|from| hit.date.is_none_or(|date| date >= from)));
    let sources = ledger.shared();
    hits.extend(rest(&hits, &sources, section, from));
    let selected = select(&hits, &sources, section.budget_tokens);
    let find = |hit: &Hit| sources.iter().find(|source| source.id == hit.passage.source).cloned();
    let passages = selected
        .shown
        .iter()
        .filter_map(|hit| {
            Some(DossierPassage {
                source: find(hit)?,
                span: hit.passage.span,
            })
        })
        .collect();
    // Only where all that was left out is older can it be said from which day evidence was used.
    let is_shown = |hit: &&Hit| selected.shown.iter().any(|shown| shown.passage == hit.passage);
    let newest_left_out = hits
        .iter()
        .filter(|hit| !is_shown(hit))
        .map(|hit| hit.date)
        .max()
        .flatten();
    let oldest_shown = selected
        .oldest_shown
        .filter(|oldest| selected.left_out > 0 && newest_left_out.is_none_or(|date| date < *oldest));
    Ok(Dossier {
        passages,
        left_out: selected.left_out,
        oldest_shown,
    })
}

/// The passages that the search didn't find, newest first: where there is room for them, a
/// reader of the evidence sees more than a search for certain words does.
fn rest(hits: &[Hit], sources: &[Arc<Source>], section: &SectionSpec, from: Option<Date>) -> Vec<Hit> {
    let found: BTreeSet<&Passage> = hits.iter().map(|hit| &hit.passage).collect();
    let in_time = |source: &Source| from.is_none_or(|from| source.occurred_at.is_none_or(|date| date >= from));
    let mut others: Vec<&Source> = sources
        .iter()
        .map(AsRef::as_ref)
        .filter(|source| source.account.is_some() && section.sources.contains(&source.kind) && in_time(source))
        .collect();
    others.sort_by(|left, right| (right.occurred_at, &left.id).cmp(&(left.occurred_at, &right.id)));
    let mut seen = BTreeSet::new();
    let all = others
        .into_iter()
        .flat_map(|source| passages(source).into_iter().map(move |passage| (source, passage)));
    all.filter(|(source, passage)| !found.contains(passage) && seen.insert(&source.text[passage.span.range()]))
        .map(|(source, passage)| Hit {
            kind: source.kind,
            date: source.occurred_at,
            score: 0.0,
            explanation: Explanation {
                recency: 1.0,
                ..Explanation::default()
            },
            passage,
        })
        .collect()
}
