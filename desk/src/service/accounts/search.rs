//! The passages of an account that answer to words.

use grounding::{Account, Ledger, SourceKind};
use jiff::civil::Date;
use retrieval::index::{Explanation, Hit, Query, estimate_tokens};
use schemars::JsonSchema;
use serde::Serialize;
use workflow::people::Act;

use crate::service::Service;

/// What somebody looks for.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    /// In plain words.
    pub(crate) words: String,
    /// How many passages to show.
    pub(crate) limit: usize,
    /// Only these kinds of source; all where there are none.
    pub(crate) kinds: Vec<SourceKind>,
    /// Only what is dated on that day or later.
    pub(crate) since: Option<Date>,
    /// Only what is dated on that day or earlier.
    pub(crate) until: Option<Date>,
    /// Within how many tokens to say why each passage is found; none to leave that out.
    pub(crate) explained_within: Option<usize>,
}

/// A passage that was found.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct HitView {
    /// The source that it stands in.
    pub(crate) source_id: String,
    /// Where it begins in the source's text.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// The source's kind.
    pub(crate) kind: SourceKind,
    /// The source's day.
    pub(crate) date: Option<Date>,
    /// How well it answers.
    pub(crate) score: f32,
    /// Who says it; none for what is nobody's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) speakers: Vec<String>,
    /// The passage.
    pub(crate) text: String,
    /// Why it was found, where that was asked.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    pub(crate) why: Option<Why>,
}

/// Why a passage was found.
#[derive(Debug, Serialize)]
pub(crate) struct Why {
    /// What its score is made of.
    pub(crate) explanation: Explanation,
    /// What it takes of a drafter's budget.
    pub(crate) tokens: usize,
    /// Whether it no longer fits.
    pub(crate) left_out: bool,
}

impl Service<'_> {
    /// The passages of an account that answer best, as of today.
    pub(crate) async fn search(&self, account: &Account, search: Search) -> anyhow::Result<Vec<HitView>> {
        self.session.allow(Act::Read, Some(&account.id))?;
        let index = self.workspace.index().await?;
        let ledger = self.ledger(account).await?;
        let query = Query {
            limit: search.limit,
            kinds: search.kinds,
            not_before: search.since,
            not_after: Some(search.until.map_or(self.today, |until| until.min(self.today))),
            ..Query::new(search.words, self.today)
        };
        let hits = index.account(&account.id)?.search(&query)?;
        let mut budget = search.explained_within;
        let found = hits.into_iter().filter_map(|hit| view(&ledger, hit, budget.as_mut()));
        Ok(found.collect())
    }
}

fn view(ledger: &Ledger, hit: Hit, budget: Option<&mut usize>) -> Option<HitView> {
    let source = ledger.source(&hit.passage.source)?;
    let text = source.text.get(hit.passage.span.range())?.to_owned();
    let mut speakers: Vec<String> = Vec::new();
    for author in source
        .authors
        .iter()
        .filter(|author| author.span.overlaps(hit.passage.span))
    {
        if !speakers.contains(&author.name) {
            speakers.push(author.name.clone());
        }
    }
    let why = budget.map(|left| {
        let tokens = estimate_tokens(&text);
        // As a dossier is filled: what does not fit is left out and the next one is tried.
        let left_out = tokens > *left;
        if !left_out {
            *left -= tokens;
        }
        Why {
            explanation: hit.explanation,
            tokens,
            left_out,
        }
    });
    Some(HitView {
        source_id: hit.passage.source.to_string(),
        start: hit.passage.span.start,
        end: hit.passage.span.end,
        kind: hit.kind,
        date: hit.date,
        score: hit.score,
        speakers,
        text,
        why,
    })
}
