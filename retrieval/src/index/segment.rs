//! What searches read of the index's segments, opened once for all of them.

use std::sync::Arc;

use grounding::SourceKind;
use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{InvertedIndexReader, Searcher, SegmentReader, Term};

use super::language::Language;
use super::schema::{DAY, Fields, KIND, LANGUAGE, PLACE};
use super::stored::kind_of;

/// Far more kinds than there are: a damaged file may tell of any number.
const MOST_KINDS: usize = 1_000;

/// A view of one commit.
#[derive(Clone)]
pub(super) struct View {
    pub(super) searcher: Searcher,
    pub(super) segments: Arc<[Segment]>,
}

/// One segment, opened.
pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    pub(super) days: Column<i64>,
    pub(super) places: Column<u64>,
    pub(super) text_norms: FieldNormReader,
    pub(super) title_norms: FieldNormReader,
    languages: Column<u64>,
    kinds: Option<StrColumn>,
    /// The kinds by their number in this segment.
    kind_names: Vec<Option<SourceKind>>,
    accounts: Arc<InvertedIndexReader>,
    texts: Arc<InvertedIndexReader>,
    titles: Arc<InvertedIndexReader>,
}

impl View {
    pub(super) fn of(searcher: Searcher, fields: &Fields) -> tantivy::Result<Self> {
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| Segment::open(reader, fields))
            .collect::<tantivy::Result<_>>()?;
        Ok(Self { searcher, segments })
    }
}

impl Segment {
    fn open(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let kinds = columns.str(KIND)?;
        let mut kind_names = Vec::new();
        if let Some(kinds) = &kinds {
            if kinds.num_terms() > MOST_KINDS {
                return Err(tantivy::TantivyError::SchemaError(
                    "more kinds than there are".to_owned(),
                ));
            }
            for number in 0..kinds.num_terms() as u64 {
                let mut name = String::new();
                kinds.ord_to_str(number, &mut name)?;
                kind_names.push(kind_of(&name));
            }
        }
        Ok(Self {
            days: columns.i64(DAY)?,
            places: columns.u64(PLACE)?,
            languages: columns.u64(LANGUAGE)?,
            text_norms: reader.get_fieldnorms_reader(fields.text)?,
            title_norms: reader.get_fieldnorms_reader(fields.title)?,
            accounts: reader.inverted_index(fields.account)?,
            texts: reader.inverted_index(fields.text)?,
            titles: reader.inverted_index(fields.title)?,
            kinds,
            kind_names,
            reader: reader.clone(),
        })
    }

    pub(super) fn of_account(&self, account: &Term) -> tantivy::Result<Option<SegmentPostings>> {
        Ok(self.accounts.read_postings(account, IndexRecordOption::Basic)?)
    }

    pub(super) fn with_term(&self, term: &Term, in_title: bool) -> tantivy::Result<Option<SegmentPostings>> {
        let index = if in_title { &self.titles } else { &self.texts };
        Ok(index.read_postings(term, IndexRecordOption::WithFreqs)?)
    }

    /// The kind and the language of a passage; none where the index is damaged.
    pub(super) fn kind(&self, document: u32) -> Option<(SourceKind, Language)> {
        let number = self.kinds.as_ref()?.term_ords(document).next()?;
        let kind = *self.kind_names.get(usize::try_from(number).ok()?)?;
        let language = self.languages.first(document)?;
        Some((kind?, Language::from_code(u8::try_from(language).ok()?)?))
    }
}
