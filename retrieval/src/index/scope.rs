//! The passages that a search is about, and what they have between them.

use std::collections::BTreeMap;

use grounding::{AccountId, SourceKind};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::query::Query;
use super::schema::{DAY, Fields, KIND, TEXT_TERMS, TITLE_TERMS};
use super::stored::{day, kind_of};

/// A passage of the account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) segment: u32,
    pub(super) document: DocId,
    pub(super) day: Option<i64>,
    pub(super) kind: SourceKind,
    /// Whether the query asks for passages of its kind and date.
    pub(super) wanted: bool,
}

/// An account's passages as of a day, in the engine's order.
///
/// It gives the BM25 statistics over these passages and nothing else. The engine's own counts
/// would take in other accounts, and deleted passages until it purges them.
pub(super) struct Scope {
    pub(super) candidates: Vec<Candidate>,
    text: Field,
    text_terms: u64,
    title_terms: u64,
    /// In how many of the passages each term that was looked up stands.
    passages_with: BTreeMap<Term, u64>,
}

/// A passage that has a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// The passage's place among the scope's.
    pub(super) candidate: usize,
    pub(super) frequency: u32,
    /// The length of the field, as the engine keeps it.
    pub(super) norm: u8,
}

impl Scope {
    pub(super) fn of(
        searcher: &Searcher,
        fields: &Fields,
        account: &AccountId,
        query: &Query,
    ) -> tantivy::Result<Self> {
        let mut scope = Self {
            candidates: Vec::new(),
            text: fields.text,
            text_terms: 0,
            title_terms: 0,
            passages_with: BTreeMap::new(),
        };
        let account = Term::from_field_text(fields.account, account.as_str());
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            scope.add(segment, reader, &account, query)?;
        }
        Ok(scope)
    }

    fn add(&mut self, segment: u32, reader: &SegmentReader, account: &Term, query: &Query) -> tantivy::Result<()> {
        let postings = reader
            .inverted_index(account.field())?
            .read_postings(account, IndexRecordOption::Basic)?;
        let Some(mut postings) = postings else { return Ok(()) };
        let columns = reader.fast_fields();
        let (days, kinds) = (columns.i64(DAY)?, columns.str(KIND)?);
        let (text_terms, title_terms) = (columns.u64(TEXT_TERMS)?, columns.u64(TITLE_TERMS)?);
        let (last, first) = (query.not_after.map(day), query.not_before.map(day));
        let mut known_kinds = BTreeMap::new();

        let mut document = postings.doc();
        while document != TERMINATED {
            let day = days.first(document);
            let is_later = day.zip(last).is_some_and(|(day, last)| day > last);
            if !reader.is_deleted(document) && !is_later {
                let kind = kinds.as_ref().and_then(|kinds| {
                    let ordinal = kinds.term_ords(document).next()?;
                    *known_kinds.entry(ordinal).or_insert_with(|| {
                        let mut name = String::new();
                        kinds.ord_to_str(ordinal, &mut name).ok()?;
                        kind_of(&name)
                    })
                });
                let Some(kind) = kind else {
                    return Err(tantivy::TantivyError::SchemaError(
                        "a passage without a kind".to_owned(),
                    ));
                };
                let is_asked_for = query.kinds.is_empty() || query.kinds.contains(&kind);
                let is_recent = first.is_none_or(|first| day.is_some_and(|day| day >= first));
                let wanted = is_asked_for && is_recent;
                self.candidates.push(Candidate {
                    segment,
                    document,
                    day,
                    kind,
                    wanted,
                });
                self.text_terms += text_terms.first(document).unwrap_or(0);
                self.title_terms += title_terms.first(document).unwrap_or(0);
            }
            document = postings.advance();
        }
        Ok(())
    }

    /// The passages that have the term, in the scope's order.
    pub(super) fn matches(&mut self, searcher: &Searcher, term: &Term) -> tantivy::Result<Vec<Match>> {
        let mut matches = Vec::new();
        let mut from = 0;
        for of_segment in self.candidates.chunk_by(|left, right| left.segment == right.segment) {
            let Some(first) = of_segment.first() else { continue };
            let reader = searcher.segment_reader(first.segment);
            let norms = reader.get_fieldnorms_reader(term.field())?;
            let postings = reader
                .inverted_index(term.field())?
                .read_postings(term, IndexRecordOption::WithFreqs)?;
            if let Some(postings) = postings {
                intersect(of_segment, from, postings, &norms, &mut matches);
            }
            from += of_segment.len();
        }
        self.passages_with.insert(term.clone(), matches.len() as u64);
        Ok(matches)
    }
}

fn intersect(
    candidates: &[Candidate],
    from: usize,
    mut postings: impl Postings,
    norms: &FieldNormReader,
    matches: &mut Vec<Match>,
) {
    for (candidate, place) in candidates.iter().zip(from..) {
        if postings.doc() < candidate.document {
            postings.seek(candidate.document);
        }
        if postings.doc() == candidate.document {
            matches.push(Match {
                candidate: place,
                frequency: postings.term_freq(),
                norm: norms.fieldnorm_id(candidate.document),
            });
        }
    }
}

impl Bm25StatisticsProvider for Scope {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Ok(if field == self.text {
            self.text_terms
        } else {
            self.title_terms
        })
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.candidates.len() as u64)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.passages_with.get(term).copied().unwrap_or(0))
    }
}
