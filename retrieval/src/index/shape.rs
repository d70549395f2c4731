//! How a kind of source is scored.

use grounding::SourceKind;

/// What a source's passages are to it, which is what decides how their lengths are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A stretch of something long: of a conversation, of a contract. What is said at length is
    /// what carries, so length hardly counts against it, nor do more of the same words for it;
    /// and what stands beside it is about the same.
    Stretch,
    /// A piece by itself: a note, a mail, a record. BM25 as it is known.
    Piece,
}

/// BM25's two parameters, after Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond" (2009).
#[derive(Debug, Clone, Copy)]
pub(super) struct Saturation {
    /// How much a term still adds when it comes again; at 0 nothing.
    pub(super) k1: f32,
    /// How much length counts against a passage, from 0 to 1.
    pub(super) b: f32,
}

/// Titles, and whatever is a piece by itself.
pub(super) const USUAL: Saturation = Saturation { k1: 1.2, b: 0.75 };

/// Tuned on the train part of `QMSum`'s evidence; docs/benchmarks.md has the figures.
const OF_A_STRETCH: Saturation = Saturation { k1: 0.5, b: 0.3 };

impl Shape {
    pub(super) fn of(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Call | SourceKind::Transcript | SourceKind::OrderForm | SourceKind::Msa | SourceKind::Nda => {
                Self::Stretch
            }
            _ => Self::Piece,
        }
    }

    pub(super) fn saturation(self) -> Saturation {
        match self {
            Self::Stretch => OF_A_STRETCH,
            Self::Piece => USUAL,
        }
    }
}
