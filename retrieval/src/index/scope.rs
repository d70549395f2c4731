//! The passages that a search is about, and what they have between them.

use std::collections::BTreeSet;

use grounding::{AccountId, SourceKind};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::language::Language;
use super::query::Query;
use super::schema::Fields;
use super::segment::{Segment, View};
use super::shape::Shape;
use super::stored::day;

/// A passage of the account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) segment: u32,
    pub(super) document: DocId,
    pub(super) day: Option<i64>,
    pub(super) kind: SourceKind,
    pub(super) language: Language,
    /// Its number among its source's passages.
    pub(super) place: u64,
    /// How many terms it has, and its title, as the engine keeps it: exact up to 40, then
    /// rounded down by at most an eighth.
    pub(super) length: u32,
    pub(super) title_length: u32,
    /// Whether the query asks for passages of its kind and date.
    pub(super) wanted: bool,
}

impl Candidate {
    pub(super) fn shape(&self) -> Shape {
        Shape::of(self.kind)
    }

    /// Tells sources apart: where the first of its source's passages is kept.
    pub(super) fn source(&self) -> (u32, u64) {
        (self.segment, u64::from(self.document).saturating_sub(self.place))
    }
}

/// An account's passages as of a day, in the engine's order.
///
/// All that scores are reckoned from is counted over these passages and nothing else. The
/// engine's own counts would take in other accounts, and deleted passages until it purges them.
pub(super) struct Scope {
    pub(super) candidates: Vec<Candidate>,
    /// The languages that they are in.
    pub(super) languages: BTreeSet<Language>,
    /// Where each segment's candidates begin.
    starts: Vec<usize>,
}

/// A passage that has a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// The passage's place among the scope's.
    pub(super) candidate: usize,
    pub(super) frequency: u32,
}

impl Scope {
    pub(super) fn of(view: &View, fields: &Fields, account: &AccountId, query: &Query) -> tantivy::Result<Self> {
        let mut scope = Self {
            candidates: Vec::new(),
            languages: BTreeSet::new(),
            starts: Vec::with_capacity(view.segments.len()),
        };
        let account = Term::from_field_text(fields.account, account.as_str());
        for (number, segment) in (0..).zip(view.segments.iter()) {
            scope.starts.push(scope.candidates.len());
            if let Some(postings) = segment.of_account(&account)? {
                scope.add(number, segment, postings, query)?;
            }
        }
        Ok(scope)
    }

    fn add(
        &mut self,
        number: u32,
        segment: &Segment,
        mut postings: SegmentPostings,
        query: &Query,
    ) -> tantivy::Result<()> {
        let (last, first) = (query.not_after.map(day), query.not_before.map(day));
        let mut document = postings.doc();
        while document != TERMINATED {
            let day = segment.days.first(document);
            let is_later = day.zip(last).is_some_and(|(day, last)| day > last);
            if !is_later && !segment.reader.is_deleted(document) {
                let Some((kind, language)) = segment.kind(document) else {
                    let error = "a passage without a kind".to_owned();
                    return Err(tantivy::TantivyError::SchemaError(error));
                };
                let is_asked_for = query.kinds.is_empty() || query.kinds.contains(&kind);
                let is_recent = first.is_none_or(|first| day.is_some_and(|day| day >= first));
                self.languages.insert(language);
                self.candidates.push(Candidate {
                    segment: number,
                    document,
                    day,
                    kind,
                    language,
                    place: segment.places.first(document).unwrap_or(0),
                    length: length(&segment.text_norms, document),
                    title_length: length(&segment.title_norms, document),
                    wanted: is_asked_for && is_recent,
                });
            }
            document = postings.advance();
        }
        Ok(())
    }

    /// The passages in one of the languages that have the term, in the scope's order.
    pub(super) fn matches(
        &self,
        view: &View,
        term: &Term,
        in_title: bool,
        languages: &[Language],
    ) -> tantivy::Result<Vec<Match>> {
        let mut matches = Vec::new();
        let ends = self.starts.iter().copied().skip(1).chain([self.candidates.len()]);
        for ((segment, &from), to) in view.segments.iter().zip(&self.starts).zip(ends) {
            if from == to {
                continue;
            }
            if let Some(postings) = segment.with_term(term, in_title)? {
                intersect(&self.candidates[from..to], from, postings, &mut matches);
            }
        }
        if self.languages.iter().any(|language| !languages.contains(language)) {
            matches.retain(|found| languages.contains(&self.candidates[found.candidate].language));
        }
        Ok(matches)
    }

    /// The passages that stand before and behind this one in its source.
    pub(super) fn neighbours(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let source = self.candidates[at].source();
        let sides = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
        sides.filter(move |&side| self.candidates.get(side).is_some_and(|it| it.source() == source))
    }
}

fn length(norms: &FieldNormReader, document: DocId) -> u32 {
    FieldNormReader::id_to_fieldnorm(norms.fieldnorm_id(document))
}

/// Walks both lists at once, each leaping to where the other stands.
fn intersect(candidates: &[Candidate], from: usize, mut postings: SegmentPostings, matches: &mut Vec<Match>) {
    let mut at = 0;
    while let Some(candidate) = candidates.get(at) {
        if postings.doc() < candidate.document {
            postings.seek(candidate.document);
        }
        let document = postings.doc();
        if document == TERMINATED {
            return;
        }
        if document == candidate.document {
            matches.push(Match {
                candidate: from + at,
                frequency: postings.term_freq(),
            });
            at += 1;
        } else {
            at += candidates[at..].partition_point(|candidate| candidate.document < document);
        }
    }
}
