//! Searching one account's passages.

use std::collections::BTreeMap;
use std::path::PathBuf;

use grounding::{AccountId, SourceKind};
use jiff::civil::Date;
use serde::Serialize;
use tantivy::query::Bm25Weight;
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use super::analysis::query_terms;
use super::duplicates::Fingerprint;
use super::recency::recency_factor;
use super::schema::Fields;
use super::scope::{Candidate, Scope};
use super::stored::{date_of, passage};
use super::{IndexError, Passage, Query};

/// What a term in the title counts, against one in the text.
const TITLE_WEIGHT: f32 = 0.3;

/// A search that can find passages of one account and no other. It keeps seeing the index as
/// it was when it was asked for, so that all searches of one run see the same.
pub struct AccountSearch {
    pub(super) root: PathBuf,
    pub(super) account: AccountId,
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
}

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// What kind of source it is of.
    pub kind: SourceKind,
    /// The source's date.
    pub date: Option<Date>,
    /// How well it answers; comparable only within one search.
    pub score: f32,
    /// Why it has that score.
    pub explanation: Explanation,
}

/// Why a hit has its score: the sum of its terms' scores, times the recency factor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// What each matching term adds: those in the text, then those in the title, sorted.
    pub terms: Vec<TermScore>,
    /// What recency multiplies it by.
    pub recency: f32,
    /// How many near-duplicates that answer no better were left out in its favour.
    pub collapsed: usize,
}

/// What one term adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermScore {
    /// The term as it is indexed: a stem.
    pub term: String,
    /// Where it stands.
    pub matched: Matched,
    /// Its BM25 score.
    pub score: f32,
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// In the passage.
    Text,
    /// In its source's title.
    Title,
}

impl AccountSearch {
    /// The account that is searched.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The passages that answer best, best first; equals by source id and place. Of passages
    /// that say the same in nearly the same words only the best is returned, which of two that
    /// are otherwise equal is the newer.
    pub fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError> {
        let ranked = self.rank(query).map_err(IndexError::engine(&self.root))?;
        let mut kept: Vec<(Hit, Fingerprint)> = Vec::new();
        // Documents are fetched only as far as the limit needs, but never part of a tie, whose
        // order they decide.
        for tied in ranked.chunk_by(|left, right| left.score.total_cmp(&right.score).is_eq()) {
            let mut hits = tied
                .iter()
                .map(|ranked| self.fetch(ranked))
                .collect::<Result<Vec<_>, _>>()?;
            hits.sort_by(|(left, _), (right, _)| left.passage.cmp(&right.passage));
            for (hit, text) in hits {
                let fingerprint = Fingerprint::of(&text);
                if let Some((better, _)) = kept.iter_mut().find(|(_, other)| other.is_like(&fingerprint)) {
                    better.explanation.collapsed += 1;
                } else if kept.len() < query.limit {
                    kept.push((hit, fingerprint));
                } else {
                    return Ok(kept.into_iter().map(|(hit, _)| hit).collect());
                }
            }
        }
        Ok(kept.into_iter().map(|(hit, _)| hit).collect())
    }

    /// The passages that have any of the terms, best first.
    fn rank(&self, query: &Query) -> tantivy::Result<Vec<Ranked>> {
        let terms = query_terms(&query.text);
        let mut scope = Scope::of(&self.searcher, &self.fields, &self.account, query)?;
        let mut scores: BTreeMap<usize, Vec<TermScore>> = BTreeMap::new();
        for matched in [Matched::Text, Matched::Title] {
            let (field, share) = match matched {
                Matched::Text => (self.fields.text, 1.0),
                Matched::Title => (self.fields.title, TITLE_WEIGHT),
            };
            for text in &terms {
                let term = Term::from_field_text(field, text);
                let matches = scope.matches(&self.searcher, &term)?;
                if matches.is_empty() {
                    continue;
                }
                let weight = Bm25Weight::for_terms(&scope, &[term])?.boost_by(share);
                for found in matches.iter().filter(|found| scope.candidates[found.candidate].wanted) {
                    scores.entry(found.candidate).or_default().push(TermScore {
                        term: text.clone(),
                        matched,
                        score: weight.score(found.norm, found.frequency),
                    });
                }
            }
        }
        let rank = |(candidate, terms): (usize, Vec<TermScore>)| {
            let candidate = scope.candidates[candidate];
            let date = candidate.day.and_then(date_of);
            let recency = recency_factor(date, query.as_of);
            // Added in the order of the terms, which is always the same: so is the sum, then.
            let score = terms.iter().map(|term| term.score).sum::<f32>() * recency;
            let explanation = Explanation {
                terms,
                recency,
                collapsed: 0,
            };
            Ranked {
                candidate,
                date,
                score,
                explanation,
            }
        };
        let mut ranked: Vec<Ranked> = scores.into_iter().map(rank).collect();
        ranked.sort_by(|left, right| right.score.total_cmp(&left.score));
        Ok(ranked)
    }

    fn fetch(&self, ranked: &Ranked) -> Result<(Hit, String), IndexError> {
        let address = DocAddress::new(ranked.candidate.segment, ranked.candidate.document);
        let document: TantivyDocument = self.searcher.doc(address).map_err(IndexError::engine(&self.root))?;
        let Some((passage, text)) = passage(&self.fields, &document) else {
            return Err(IndexError::unreadable(&self.root, "a passage lacks a field"));
        };
        let hit = Hit {
            passage,
            kind: ranked.candidate.kind,
            date: ranked.date,
            score: ranked.score,
            explanation: ranked.explanation.clone(),
        };
        Ok((hit, text))
    }
}

/// A passage with its score, before it is fetched.
struct Ranked {
    candidate: Candidate,
    date: Option<Date>,
    score: f32,
    explanation: Explanation,
}
