//! Which words of a quote a claim speaks of.
//!
//! A claim is held against each quote apart, sentence by sentence: for each sentence of the
//! claim, the one of the quote that shares the most content with it. What contradicts it there
//! contradicts it, whatever another quote says beside it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::bound::{Bound, bind_cited};
use crate::lexicon::{antonyms_of, related_to};
use crate::text::{Reading, Token};
use crate::verify::Proof;
use crate::{Source, SourceKind, Span};

/// A quote, read together with the rest of the sentences that it was taken from: what was left
/// out of a sentence may deny or doubt what was quoted.
#[derive(Debug)]
pub(crate) struct Cited<'a> {
    pub(crate) proof: Proof<'a>,
    pub(crate) reading: Reading<'a>,
    /// Where the reading's text begins in the source's.
    offset: usize,
    /// The reading's words, by root.
    by_root: Vec<usize>,
    /// Those of its words that the relation tables have, by number.
    by_id: Vec<usize>,
    bound: OnceCell<Vec<Bound>>,
    /// Its words that only say who speaks: the `Ana Reyes:` before a turn.
    speaker: Vec<usize>,
}

/// No more places of one word are looked at.
const MOST_PLACES: usize = 64;
/// Nor are more figures of a quote than that compared with each of the claim's.
const MOST_FIGURES: usize = 256;

impl<'a> Cited<'a> {
    pub(crate) fn new(proof: Proof<'a>, as_of: jiff::civil::Date) -> Self {
        let stretch = whole_sentences(proof.source, proof.span);
        let written = proof.source.occurred_at.unwrap_or(as_of);
        let reading = Reading::new(&proof.source.text[stretch.range()], written);
        let words = &reading.words;
        let mut by_root: Vec<usize> = (0..words.len()).collect();
        by_root.sort_by(|left, right| words[*left].root.cmp(&words[*right].root));
        let mut by_id: Vec<usize> = (0..words.len()).filter(|at| words[*at].id.is_some()).collect();
        by_id.sort_by_key(|at| words[*at].id);
        let speaker = speaker_labels(proof, &reading);
        Self {
            proof,
            reading,
            offset: stretch.start,
            by_root,
            by_id,
            bound: OnceCell::new(),
            speaker,
        }
    }

    /// Its figures, bound by its words and by the record's fields.
    pub(crate) fn bound(&self) -> &[Bound] {
        self.bound.get_or_init(|| bind_cited(self))
    }

    /// Whether a word only says who speaks.
    fn is_label(&self, word: usize) -> bool {
        self.speaker.binary_search(&word).is_ok()
    }

    /// A place of the reading, in the source's text.
    pub(crate) fn in_source(&self, span: Span) -> Span {
        Span::new(self.offset + span.start, self.offset + span.end)
    }

    /// Whether a place of the reading was quoted itself.
    pub(crate) fn is_quoted(&self, span: Span) -> bool {
        self.proof.span.overlaps(self.in_source(span))
    }

    /// The places of the same word, in any form; not all of them where there are very many.
    pub(crate) fn same(&self, token: &Token) -> impl Iterator<Item = usize> + '_ {
        let words = &self.reading.words;
        let start = self.by_root.partition_point(|at| words[*at].root < token.root);
        let root = token.root.clone();
        let places = self.by_root[start..].iter().copied().take(MOST_PLACES);
        places.take_while(move |at| words[*at].root == root)
    }

    /// The places of words that can stand for it.
    pub(crate) fn related(&self, token: &Token) -> Vec<usize> {
        let ids = token.id.map(related_to).unwrap_or_default();
        ids.iter().flat_map(|id| self.with_id(*id)).collect()
    }

    /// The places of words that mean its opposite.
    pub(crate) fn opposed(&self, token: &Token) -> Vec<usize> {
        let ids = token.id.map(antonyms_of).unwrap_or_default();
        ids.iter().flat_map(|id| self.with_id(*id)).collect()
    }

    fn with_id(&self, id: crate::lexicon::WordId) -> impl Iterator<Item = usize> + '_ {
        let words = &self.reading.words;
        let start = self.by_id.partition_point(|at| words[*at].id < Some(id));
        let places = self.by_id[start..].iter().copied().take(MOST_PLACES);
        places.take_while(move |at| words[*at].id == Some(id))
    }

    /// The sentence of the quote that shares the most content with a sentence of the claim.
    pub(crate) fn align(&self, claim: &Reading<'_>, sentence: usize) -> Option<Aligned> {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut weight = 0.0;
        let start = claim.words.partition_point(|word| word.sentence < sentence);
        for (offset, token) in claim.sentence(sentence).iter().enumerate() {
            if !token.content {
                continue;
            }
            let said = start + offset;
            // Who speaks is known, and says nothing of which of the speaker's sentences is meant.
            let mut places = self.same(token).peekable();
            if places.peek().is_some() && places.all(|found| self.is_label(found)) {
                continue;
            }
            weight += 1.0;
            let same = self
                .same(token)
                .filter(|found| !self.is_label(*found))
                .map(|found| Pair {
                    said,
                    found,
                    same: true,
                });
            pairs.extend(same);
            let related = self.related(token).into_iter();
            pairs.extend(related.map(|found| Pair {
                said,
                found,
                same: false,
            }));
        }
        // Figures and dates are the surest sign that two sentences speak of the same.
        let figures = claim.figures_in(claim.sentences[sentence]).iter();
        let shared_figures: Vec<usize> = figures
            .flat_map(|figure| {
                let known = self.reading.figures().iter().take(MOST_FIGURES);
                known.filter(|it| figure.same_as(it)).take(MOST_PLACES)
            })
            .map(|figure| self.reading.sentences.partition_point(|it| it.end <= figure.span.start))
            .collect();
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        let mut seen: Vec<(usize, usize)> = pairs
            .iter()
            .map(|pair| (pair.said, self.reading.words[pair.found].sentence))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        for (_, passage) in &seen {
            *scores.entry(*passage).or_default() += 1.0;
        }
        for passage in shared_figures {
            *scores.entry(passage).or_default() += 1.0;
        }
        let mut best: Option<(usize, f64)> = None;
        for (passage, score) in scores {
            if score > best.map_or(0.0, |(_, most)| most) {
                best = Some((passage, score));
            }
        }
        let (passage, _) = best?;
        pairs.retain(|pair| self.reading.words[pair.found].sentence == passage);
        let mut told: Vec<usize> = pairs.iter().map(|pair| pair.said).collect();
        told.dedup();
        #[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
        let share = if weight > 0.0 { told.len() as f64 / weight } else { 0.0 };
        let of_passage = self
            .reading
            .sentence(passage)
            .iter()
            .filter(|word| word.content && word.lower != "none")
            .count();
        Some(Aligned {
            passage,
            pairs,
            share,
            of_passage,
        })
    }
}

/// The words of `Ana Reyes:` where Ana Reyes is who said what follows, by number.
fn speaker_labels(proof: Proof<'_>, reading: &Reading<'_>) -> Vec<usize> {
    let Some(author) = proof.author().filter(|author| !author.name.is_empty()) else {
        return Vec::new();
    };
    let label = |at: usize| reading.text[at + author.name.len()..].starts_with(':');
    let places = reading.text.match_indices(author.name.as_str());
    let places: Vec<Span> = places
        .filter(|(at, _)| label(*at))
        .map(|(at, name)| Span::new(at, at + name.len()))
        .collect();
    let words = reading.words.iter().enumerate();
    words
        .filter(|(_, word)| places.iter().any(|place| place.contains(word.span)))
        .map(|(at, _)| at)
        .collect()
}

/// How a sentence of a claim lies beside a sentence of a quote.
#[derive(Debug)]
pub(crate) struct Aligned {
    /// The sentence of the quote, by number.
    pub(crate) passage: usize,
    /// The words they share, by place in the claim.
    pub(crate) pairs: Vec<Pair>,
    /// The share of the claim's content words that stand there, 0 to 1.
    pub(crate) share: f64,
    /// How many content words the sentence of the quote has.
    of_passage: usize,
}

/// A word of a claim and a word of a quote that says the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    /// The claim's, by number.
    pub(crate) said: usize,
    /// The quote's, by number.
    pub(crate) found: usize,
    /// Whether they are forms of one word, rather than words that can stand for each other.
    pub(crate) same: bool,
}

impl Aligned {
    /// Whether the two speak of the same thing, so that a difference is a contradiction.
    pub(crate) fn speaks_of_the_same(&self) -> bool {
        const LEAST_SHARE: f64 = 0.5;
        let mut told: Vec<usize> = self.pairs.iter().map(|pair| pair.said).collect();
        told.dedup();
        // A line of a contract (`Discount: none`) has no more words than that.
        let whole_line = self.of_passage <= SHORT_LINE && told.len() * 2 >= self.of_passage && !told.is_empty();
        (told.len() >= 2 && self.share >= LEAST_SHARE) || whole_line
    }
}

/// A line with so few content words is one label and one value.
const SHORT_LINE: usize = 3;

/// So far from a quote the rest of its sentence is looked for, in bytes.
const SENTENCE_BYTES: usize = 400;

/// A quote and the rest of the sentences that it begins and ends in. A record's fields are not
/// sentences: what was not cited of them stays out.
fn whole_sentences(source: &Source, quote: Span) -> Span {
    let text = source.text.as_str();
    if !source.fields.is_empty() && !matches!(source.kind, SourceKind::Task | SourceKind::Activity) {
        return quote;
    }
    let bounds = source
        .author_at(quote.start)
        .map_or(Span::new(0, text.len()), |author| author.span);
    let bounds = if bounds.contains(quote) { bounds } else { quote };
    let field = source
        .fields
        .iter()
        .find(|field| field.span.contains(quote))
        .map_or(bounds, |field| field.span);
    let ends = |before: &str, after: &str| {
        before.ends_with('\n') || (before.ends_with(['.', '!', '?']) && after.starts_with(char::is_whitespace))
    };
    let from = field.start.max(quote.start.saturating_sub(SENTENCE_BYTES));
    let places = |range: std::ops::Range<usize>| range.filter(|at| text.is_char_boundary(*at));
    let start = places(from..quote.start + 1)
        .rev()
        .find(|at| *at == field.start || (*at > 0 && ends(&text[field.start..*at], &text[*at..])))
        .unwrap_or(quote.start);
    let to = field.end.min(quote.end + SENTENCE_BYTES);
    let closed = text[quote.range()].trim_end().ends_with(['.', '!', '?']);
    let end = if closed {
        quote.end
    } else {
        places(quote.end..to + 1)
            .find(|at| {
                *at == field.end
                    || text[*at..].starts_with('\n')
                    || (*at > quote.start && ends(&text[..*at], &text[*at..]))
            })
            .unwrap_or(quote.end)
    };
    Span::new(start, end.max(quote.end))
}
