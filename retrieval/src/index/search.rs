//! Searching one account's passages.

use std::path::PathBuf;

use grounding::{AccountId, SourceKind};
use jiff::civil::Date;
use serde::Serialize;
use tantivy::{DocAddress, TantivyDocument};

use super::analysis::{query_terms, telling_terms};
use super::diversity::{Diversity, Verdict};
use super::feedback::{ANSWERS, Answer, shared_terms};
use super::language::Language;
use super::recency::recency_factor;
use super::schema::Fields;
use super::scope::{Candidate, Scope};
use super::score::{Matched, Scores};
use super::segment::View;
use super::shape::Shape;
use super::stored::{Stored, date_of, stored};
use super::{IndexError, Passage, Query};

/// A search that can find passages of one account and no other. It keeps seeing the index as
/// it was when it was asked for, so that all searches of one run see the same.
pub struct AccountSearch {
    pub(super) root: PathBuf,
    pub(super) account: AccountId,
    pub(super) fields: Fields,
    pub(super) view: View,
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

/// Why a hit has its score: the sum of its terms' scores and of what stands beside it, times
/// the recency factor.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Explanation {
    /// What each matching term adds: those in the text, then those in the title, then those
    /// that the best answers share; the first two sorted, the last by weight.
    pub terms: Vec<TermScore>,
    /// What the passages before and behind it lend a stretch of a conversation or a contract.
    pub context: f32,
    /// What recency multiplies it by.
    pub recency: f32,
    /// What says nearly the same, or is another point of the same metric, and was left out in
    /// its favour since it answers no better.
    pub collapsed: Vec<Passage>,
    /// Whether it stands behind what answers less well because enough of its source was there.
    pub held_back: bool,
}

/// What one term adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermScore {
    /// The term as it is indexed: a stem.
    pub term: String,
    /// Where it stands, and why it counts.
    pub matched: Matched,
    /// Its BM25 score.
    pub score: f32,
}

impl AccountSearch {
    /// The account that is searched.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The passages that answer best, best first; equals by source id and place. Unless the
    /// query wants everything, only the best of passages that say the same in nearly the same
    /// words is returned, which of two that are otherwise equal is the newer, and what goes
    /// beyond a few passages of one source stands at the end.
    pub fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError> {
        let found = self.find(query).map_err(IndexError::engine(&self.root))?;
        let mut chosen = Diversity::new(query.limit, query.diverse);
        // Documents are fetched only as far as the limit needs, but never part of a tie, whose
        // order they decide.
        for tied in found
            .ranked
            .chunk_by(|left, right| left.score.total_cmp(&right.score).is_eq())
        {
            let mut hits = tied
                .iter()
                .map(|ranked| Ok((ranked, self.fetch(&ranked.candidate)?)))
                .collect::<Result<Vec<_>, IndexError>>()?;
            hits.sort_by(|(_, left), (_, right)| left.passage.cmp(&right.passage));
            for (ranked, stored) in hits {
                let source = ranked.candidate.source();
                if chosen.offer(stored, source, |passage| found.hit(ranked, passage)) == Verdict::Full {
                    return Ok(chosen.hits());
                }
            }
        }
        Ok(chosen.hits())
    }

    /// The passages that have any of the terms, best first.
    fn find(&self, query: &Query) -> tantivy::Result<Found> {
        let scope = Scope::of(&self.view, &self.fields, &self.account, query)?;
        let languages: Vec<Language> = scope.languages.iter().copied().collect();
        let terms = query_terms(&query.text, &languages);
        let mut scores = Scores::new(&scope);
        for matched in [Matched::Text, Matched::Title] {
            for (term, languages) in &terms {
                scores.add(&self.view, &self.fields, &scope, (term, languages), matched, 1.0)?;
            }
        }
        if query.feedback {
            let asked = terms.len() / languages.len().max(1);
            for shared in shared_terms(&self.best_answers(&scope, &scores)?, asked.max(1)) {
                let term = (shared.term.as_str(), shared.languages.as_slice());
                scores.add(&self.view, &self.fields, &scope, term, Matched::Feedback, shared.weight)?;
            }
        }
        let rank = |(at, candidate): (usize, &Candidate)| {
            let own = scores.own[at];
            (candidate.wanted && own > 0.0).then(|| {
                let date = candidate.day.and_then(date_of);
                let (context, recency) = (scores.context(&scope, at), recency_factor(date, query.as_of));
                Ranked {
                    at,
                    candidate: *candidate,
                    date,
                    context,
                    recency,
                    score: (own + context) * recency,
                }
            })
        };
        let mut ranked: Vec<Ranked> = scope.candidates.iter().enumerate().filter_map(rank).collect();
        ranked.sort_by(|left, right| right.score.total_cmp(&left.score));
        Ok(Found { scores, ranked })
    }

    /// The best pieces so far. Of pieces that answer equally well all are taken or, where that
    /// would be too many, none: which of them came first would be chance.
    fn best_answers(&self, scope: &Scope, scores: &Scores) -> tantivy::Result<Vec<Answer>> {
        let is_one = |(at, candidate): &(usize, &Candidate)| {
            candidate.wanted && candidate.shape() == Shape::Piece && scores.own[*at] > 0.0
        };
        let mut best: Vec<(f32, &Candidate)> = Vec::new();
        for (at, candidate) in scope.candidates.iter().enumerate().filter(is_one) {
            let place = best.partition_point(|(score, _)| *score >= scores.own[at]);
            best.insert(place, (scores.own[at], candidate));
            // One more is kept, to see whether the last of those wanted is tied.
            best.truncate(4 * ANSWERS);
        }
        let mut fit = best.len().min(ANSWERS);
        if let Some((next, _)) = best.get(fit) {
            fit = best[..fit].partition_point(|(score, _)| score > next);
        }
        let mut answers = Vec::with_capacity(fit);
        for (score, candidate) in &best[..fit] {
            let document: TantivyDocument = self.document(candidate)?;
            let Some(stored) = stored(&self.fields, &document) else {
                continue;
            };
            let terms = telling_terms(&stored.text, candidate.language);
            let language = candidate.language;
            answers.push((
                stored.passage,
                Answer {
                    score: *score,
                    language,
                    terms,
                },
            ));
        }
        answers.sort_by(|(left, of_left), (right, of_right)| {
            of_right.score.total_cmp(&of_left.score).then_with(|| left.cmp(right))
        });
        Ok(answers.into_iter().map(|(_, answer)| answer).collect())
    }

    fn fetch(&self, candidate: &Candidate) -> Result<Stored, IndexError> {
        let document = self.document(candidate).map_err(IndexError::engine(&self.root))?;
        stored(&self.fields, &document).ok_or_else(|| IndexError::unreadable(&self.root, "a passage lacks a field"))
    }

    fn document(&self, candidate: &Candidate) -> tantivy::Result<TantivyDocument> {
        self.view
            .searcher
            .doc(DocAddress::new(candidate.segment, candidate.document))
    }
}

/// What was found, before it is fetched.
struct Found {
    scores: Scores,
    ranked: Vec<Ranked>,
}

/// A passage with its score.
struct Ranked {
    at: usize,
    candidate: Candidate,
    date: Option<Date>,
    context: f32,
    recency: f32,
    score: f32,
}

impl Found {
    fn hit(&self, ranked: &Ranked, passage: Passage) -> Hit {
        let terms = self.scores.told(ranked.at).map(|(term, matched, score)| TermScore {
            term: term.to_owned(),
            matched,
            score,
        });
        Hit {
            passage,
            kind: ranked.candidate.kind,
            date: ranked.date,
            score: ranked.score,
            explanation: Explanation {
                terms: terms.collect(),
                context: ranked.context,
                recency: ranked.recency,
                ..Explanation::default()
            },
        }
    }
}
