//! What one section's drafter is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use grounding::{ActivityCut, ClaimKind, Ledger, SectionSpec, Source, SourceId, SourceKind, Span};
use jiff::civil::Date;
use retrieval::index::{
    AccountSearch, Explanation, Hit, IndexError, Passage, Query, estimate_tokens, passages, select,
};

/// The passages that one section's drafter is shown, best first, or, where not all fit, the newest
/// customer-success activities last; a model is told their numbers,
/// which begin at 1.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    /// The passages.
    pub passages: Vec<DossierPassage>,
    /// What was left out of the customer-success activities; none if they all fitted.
    pub activities: Option<ActivityCut>,
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

/// The words of more goals than this would drown a section's own.
const MOST_GOALS: usize = 8;

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
    budget_tokens: usize,
    from: Option<Date>,
) -> Result<Dossier, IndexError> {
    let query = Query {
        kinds: section.sources.to_vec(),
        limit: MOST_HITS,
        ..Query::new(question(section, ledger), ledger.view.as_of)
    };
    let mut hits: Vec<Hit> = search.search(&query)?;
    // What has no date may still be of use; what is older than the matter is not.
    hits.retain(|hit| from.is_none_or(|from| hit.date.is_none_or(|date| date >= from)));
    let sources = ledger.shared();
    hits.extend(rest(&hits, &sources, section, from));
    let hits: Vec<Hit> = hits.iter().flat_map(|hit| without_orders(hit, ledger)).collect();
    let (shown, activities) = choose(&hits, &sources, budget_tokens);
    let by_id: BTreeMap<&SourceId, &Arc<Source>> = sources.iter().map(|source| (&source.id, source)).collect();
    let passages = shown
        .iter()
        .filter_map(|hit| {
            Some(DossierPassage {
                source: Arc::clone(by_id.get(&hit.passage.source)?),
                span: hit.passage.span,
            })
        })
        .collect();
    Ok(Dossier { passages, activities })
}

/// A hit without what stands beside orders to whoever drafts: a model may do what evidence tells it
/// to, so nothing of that is shown to one. What is left of the passage is shown in pieces.
fn without_orders(hit: &Hit, ledger: &Ledger) -> Vec<Hit> {
    let mut pieces = vec![hit.passage.span];
    for order in ledger.orders(&hit.passage.source) {
        let around = |piece: Span| {
            let before = Span::new(piece.start, order.tainted.start.clamp(piece.start, piece.end));
            let after = Span::new(order.tainted.end.clamp(piece.start, piece.end), piece.end);
            [before, after]
        };
        let meets = |piece: Span| order.tainted.start < piece.end && piece.start < order.tainted.end;
        pieces = pieces
            .into_iter()
            .flat_map(|piece| {
                if meets(piece) {
                    around(piece).to_vec()
                } else {
                    vec![piece]
                }
            })
            .collect();
    }
    let text = ledger.source(&hit.passage.source).map(|source| source.text.as_str());
    let says_something = |piece: &Span| {
        text.and_then(|text| text.get(piece.range()))
            .is_none_or(|words| !words.trim().is_empty())
    };
    let pieces = pieces.into_iter().filter(says_something);
    pieces
        .map(|span| {
            let mut piece = hit.clone();
            piece.passage.span = span;
            piece
        })
        .collect()
}

/// What a section asks of the evidence: its own words and, where it tells of value, what the
/// account's open goals are called and measured by.
fn question(section: &SectionSpec, ledger: &Ledger) -> String {
    let mut words = vec![section.query];
    let holds_value = |kind: &ClaimKind| matches!(kind, ClaimKind::Outcome | ClaimKind::Benefit);
    if section.claims.iter().any(holds_value) {
        for goal in ledger.goals().iter().filter(|goal| goal.is_open()).take(MOST_GOALS) {
            words.push(&goal.record.name);
            words.extend(goal.kpis.iter().map(|(_, kpi)| kpi.metric.as_str()));
        }
    }
    words.join(", ")
}

/// Chooses what fits the budget. Where not everything does, customer-success activities come
/// after all other evidence and newest first, up to the first that does not fit: so a reader can
/// be told the day from which they were used.
fn choose(hits: &[Hit], sources: &[Arc<Source>], budget_tokens: usize) -> (Vec<Hit>, Option<ActivityCut>) {
    let all = select(hits, sources, budget_tokens);
    if all.left_out == 0 {
        return (all.shown, None);
    }
    let (mut activities, others): (Vec<Hit>, Vec<Hit>) =
        hits.iter().cloned().partition(|hit| hit.kind == SourceKind::Activity);
    let mut shown = select(&others, sources, budget_tokens).shown;
    activities.sort_by(|left, right| (right.date, &left.passage).cmp(&(left.date, &right.passage)));
    let texts: BTreeMap<(&SourceId, u32), &str> = sources
        .iter()
        .map(|source| ((&source.id, source.revision), source.text.as_str()))
        .collect();
    let tokens = |hit: &Hit| {
        let text = texts.get(&(&hit.passage.source, hit.passage.revision))?;
        text.get(hit.passage.span.range()).map(estimate_tokens)
    };
    let mut left = budget_tokens.saturating_sub(shown.iter().filter_map(tokens).sum());
    let mut oldest = None;
    let mut cut = None;
    for hit in activities {
        // What the run may not see is neither shown nor left out.
        let Some(tokens) = tokens(&hit) else { continue };
        if tokens > left {
            cut = Some(oldest.map_or(ActivityCut::NoneShown, ActivityCut::Since));
            break;
        }
        left -= tokens;
        oldest = Some(hit.date.or(oldest.flatten()));
        shown.push(hit);
    }
    (shown, cut)
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

#[cfg(test)]
mod tests;
