//! Scoring an account's passages.

use tantivy::Term;

use super::language::Language;
use super::schema::Fields;
use super::scope::{Match, Scope};
use super::segment::View;
use super::shape::{Saturation, Shape, USUAL};

/// What a term in the title counts, against one in the text.
const TITLE_WEIGHT: f32 = 0.3;

/// What the passages before and behind a stretch lend it of their own scores.
const CONTEXT_WEIGHT: f32 = 0.1;

/// Scores over a scope's passages, and what each term added to them.
pub(super) struct Scores {
    /// For each passage the sum of what its terms added, in the order in which they were added.
    pub(super) own: Vec<f32>,
    added: Vec<Added>,
    /// How much a passage's length counts against it: BM25's `k1 * (1 - b + b * length / average)`.
    text_malus: Vec<f32>,
    title_malus: Vec<f32>,
}

/// What one term added, and where.
pub(super) struct Added {
    pub(super) term: String,
    pub(super) matched: Matched,
    /// Passages in the scope's order, with what it added.
    scores: Vec<(usize, f32)>,
}

/// Why a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// It was asked for and stands in the passage.
    Text,
    /// It was asked for and stands in its source's title.
    Title,
    /// It was not asked for, but the passages that answer best have it in common, and this one
    /// has it as well.
    Feedback,
}

impl Scores {
    pub(super) fn new(scope: &Scope) -> Self {
        let of = |shape| {
            let lengths = scope.candidates.iter().filter(move |it| it.shape() == shape);
            average(lengths.map(|it| it.length))
        };
        let (stretch, piece) = (of(Shape::Stretch), of(Shape::Piece));
        let title = average(scope.candidates.iter().map(|it| it.title_length));
        let text_malus = scope.candidates.iter().map(|it| {
            let average = if it.shape() == Shape::Stretch { stretch } else { piece };
            malus(it.shape().saturation(), it.length, average)
        });
        Self {
            own: vec![0.0; scope.candidates.len()],
            added: Vec::new(),
            text_malus: text_malus.collect(),
            title_malus: scope
                .candidates
                .iter()
                .map(|it| malus(USUAL, it.title_length, title))
                .collect(),
        }
    }

    /// Adds what a term brings to the passages in these languages, times `weight`.
    pub(super) fn add(
        &mut self,
        view: &View,
        fields: &Fields,
        scope: &Scope,
        (term, languages): (&str, &[Language]),
        matched: Matched,
        weight: f32,
    ) -> tantivy::Result<()> {
        let in_title = matched == Matched::Title;
        let field = if in_title { fields.title } else { fields.text };
        let matches = scope.matches(view, &Term::from_field_text(field, term), in_title, languages)?;
        if matches.is_empty() {
            return Ok(());
        }
        let share = if in_title { TITLE_WEIGHT } else { 1.0 };
        let rarity = rarity(matches.len(), scope.candidates.len()) * share * weight;
        let counts = |found: &Match| {
            let candidate = &scope.candidates[found.candidate];
            // Feedback only reorders what was found by the question's own words.
            let is_found =
                matched != Matched::Feedback || (candidate.shape() == Shape::Piece && self.own[found.candidate] > 0.0);
            is_found.then(|| {
                let (k1, malus) = if in_title {
                    (USUAL.k1, self.title_malus[found.candidate])
                } else {
                    (candidate.shape().saturation().k1, self.text_malus[found.candidate])
                };
                let frequency = float(found.frequency);
                (found.candidate, rarity * frequency * (k1 + 1.0) / (frequency + malus))
            })
        };
        let scores: Vec<(usize, f32)> = matches.iter().filter_map(counts).collect();
        for &(candidate, score) in &scores {
            self.own[candidate] += score;
        }
        self.added.push(Added {
            term: term.to_owned(),
            matched,
            scores,
        });
        Ok(())
    }

    /// What the passages beside it lend a passage of a conversation or a contract.
    pub(super) fn context(&self, scope: &Scope, candidate: usize) -> f32 {
        match scope.candidates[candidate].shape() {
            Shape::Stretch => CONTEXT_WEIGHT * scope.neighbours(candidate).map(|beside| self.own[beside]).sum::<f32>(),
            Shape::Piece => 0.0,
        }
    }

    /// What each term added to a passage, in the order in which they were added.
    pub(super) fn told(&self, candidate: usize) -> impl Iterator<Item = (&str, Matched, f32)> {
        self.added.iter().filter_map(move |added| {
            let at = added.scores.binary_search_by_key(&candidate, |(at, _)| *at).ok()?;
            Some((added.term.as_str(), added.matched, added.scores[at].1))
        })
    }
}

/// How telling a term is that so many of the passages have: BM25's inverse document frequency.
fn rarity(having: usize, all: usize) -> f32 {
    let (having, all) = (count(having), count(all));
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

fn malus(saturation: Saturation, length: u32, average: f32) -> f32 {
    saturation.k1 * (1.0 - saturation.b + saturation.b * float(length) / average)
}

/// The average length; 1 where there is none, which nothing is divided by then.
fn average(lengths: impl Iterator<Item = u32>) -> f32 {
    let (mut sum, mut number) = (0_u64, 0_usize);
    for length in lengths {
        sum += u64::from(length);
        number += 1;
    }
    if sum == 0 {
        1.0
    } else {
        count(usize::try_from(sum).unwrap_or(usize::MAX)) / count(number)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more than seven digits")]
fn count(number: usize) -> f32 {
    number as f32
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more than seven digits")]
fn float(number: u32) -> f32 {
    number as f32
}
