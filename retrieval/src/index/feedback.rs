//! Asking again with the words that the best answers have in common.
//!
//! Pseudo-relevance feedback after Lavrenko and Croft's relevance models, in the form known as
//! RM3 (Abdul-Jaleel et al., TREC 2004). It finds what is said in other words; it is only used
//! among pieces by themselves, since for turns of conversations no gain was measured, and only
//! reorders what has at least one of the question's own words.

use std::collections::BTreeMap;

use super::language::Language;

/// So many of the best answers are looked at.
pub(super) const ANSWERS: usize = 5;

/// So many of their words are taken over.
const WORDS: usize = 12;

/// What all of these words together count, against the question's own.
const SHARE: f32 = 0.667;

/// One of the best answers.
pub(super) struct Answer {
    pub(super) score: f32,
    pub(super) language: Language,
    /// How often each telling word stands in it.
    pub(super) terms: BTreeMap<String, u32>,
}

/// A word that the best answers share.
pub(super) struct Shared {
    pub(super) term: String,
    pub(super) languages: Vec<Language>,
    pub(super) weight: f32,
}

/// The words that at least two of the answers have, most telling first; with weights for a
/// question of so many words.
pub(super) fn shared_terms(answers: &[Answer], asked: usize) -> Vec<Shared> {
    let mut terms: BTreeMap<&str, (f32, usize, Vec<Language>)> = BTreeMap::new();
    let mut seen: Vec<&BTreeMap<String, u32>> = Vec::new();
    for answer in answers {
        // The same note logged twice is one answer.
        if seen.contains(&&answer.terms) {
            continue;
        }
        seen.push(&answer.terms);
        let length: u32 = answer.terms.values().sum();
        for (term, &times) in &answer.terms {
            let (weight, having, languages) = terms.entry(term).or_default();
            *weight += answer.score * ratio(times, length);
            *having += 1;
            if !languages.contains(&answer.language) {
                languages.push(answer.language);
            }
        }
    }
    let mut shared: Vec<Shared> = terms
        .into_iter()
        .filter(|(_, (_, having, _))| *having > 1)
        .map(|(term, (weight, _, languages))| Shared {
            term: term.to_owned(),
            languages,
            weight,
        })
        .collect();
    // A stable sort: equals stay in the order of the alphabet.
    shared.sort_by(|left, right| right.weight.total_cmp(&left.weight));
    shared.truncate(WORDS);
    let all: f32 = shared.iter().map(|it| it.weight).sum();
    let scale = SHARE * ratio(u32::try_from(asked).unwrap_or(u32::MAX), 1) / all;
    for word in &mut shared {
        word.weight *= scale;
    }
    shared
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more than seven digits")]
fn ratio(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}
