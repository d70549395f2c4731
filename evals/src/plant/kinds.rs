//! The kinds of errors and of paraphrases.

use grounding::{Severity, VerifiedClaim};

use super::base::{Base, Edit};
use super::{evidence, figures, numbers, paraphrase, period, wording};

/// What was done to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One figure is another.
    Number,
    /// A figure has another unit.
    Unit,
    /// A month, a quarter, a year or a day is another.
    Period,
    /// A name is another.
    Name,
    /// It says no instead of yes, or yes instead of no.
    Polarity,
    /// What went up goes down, or the other way.
    Direction,
    /// A word is its opposite.
    Antonym,
    /// A part is the whole.
    Quantifier,
    /// A cause is given that nobody named.
    Cause,
    /// A doubt is left out.
    HedgeRemoved,
    /// Something is added that nobody said.
    Tail,
    /// A quote is cited from another source of the account.
    SourceSwapped,
    /// A quote is cited from another account's source.
    AccountSwapped,
    /// One word of a quote is another.
    QuoteAltered,
    /// A quote is put together of two pieces.
    QuoteSpliced,
    /// It serves another goal.
    GoalSwapped,
    /// A figure that follows from others is off by one.
    DerivedOffByOne,
    /// A paraphrase: the sentence is put into a frame.
    Frame,
    /// A paraphrase: a word is one that means the same.
    Synonym,
    /// A paraphrase: a number is written in another way.
    NumberForm,
    /// A paraphrase: a date is written in another way.
    DateForm,
}

struct Row {
    kind: Kind,
    name: &'static str,
    codes: &'static [u16],
    make: fn(&Base<'_>) -> Option<Edit>,
}

const fn row(kind: Kind, name: &'static str, codes: &'static [u16], make: fn(&Base<'_>) -> Option<Edit>) -> Row {
    Row {
        kind,
        name,
        codes,
        make,
    }
}

/// The kinds in the order of [`Kind`], each with the codes that were mapped to it beforehand:
/// caught means rejected or demoted by a finding of one of these codes. Paraphrases have none.
static KINDS: [Row; 21] = [
    row(Kind::Number, "number", &[301, 302, 305, 307], figures::number),
    row(Kind::Unit, "unit", &[301, 303, 305], figures::unit),
    row(Kind::Period, "period", &[301, 304], period::period),
    row(Kind::Name, "name", &[401, 111], wording::name),
    row(Kind::Polarity, "polarity", &[402], wording::polarity),
    row(Kind::Direction, "direction", &[403, 404], wording::direction),
    row(Kind::Antonym, "antonym", &[402, 403, 404], wording::antonym),
    row(Kind::Quantifier, "quantifier", &[405], wording::quantifier),
    row(Kind::Cause, "cause", &[406, 407], wording::cause),
    row(
        Kind::HedgeRemoved,
        "hedge removed",
        &[405, 501, 506],
        wording::hedge_removed,
    ),
    row(Kind::Tail, "tail", &[401, 406, 407], wording::tail),
    row(Kind::SourceSwapped, "source swapped", &[104], evidence::source_swapped),
    row(
        Kind::AccountSwapped,
        "account swapped",
        &[102, 103],
        evidence::account_swapped,
    ),
    row(Kind::QuoteAltered, "quote altered", &[104], evidence::quote_altered),
    row(
        Kind::QuoteSpliced,
        "quote spliced",
        &[104, 106],
        evidence::quote_spliced,
    ),
    row(
        Kind::GoalSwapped,
        "goal swapped",
        &[202, 203, 204, 206],
        evidence::goal_swapped,
    ),
    row(
        Kind::DerivedOffByOne,
        "derived off by one",
        &[301, 305, 307],
        figures::derived_off_by_one,
    ),
    row(Kind::Frame, "frame", &[], paraphrase::frame),
    row(Kind::Synonym, "synonym", &[], paraphrase::synonym),
    row(Kind::NumberForm, "number form", &[], numbers::number_form),
    row(Kind::DateForm, "date form", &[], paraphrase::date_form),
];

impl Kind {
    /// All kinds, errors first.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|row| row.kind)
    }

    /// Its name, as reports have it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether nothing is wrong with it.
    pub fn is_paraphrase(self) -> bool {
        self.codes().is_empty()
    }

    /// The numbers of the codes that ought to find it.
    pub fn codes(self) -> &'static [u16] {
        self.row().codes
    }

    /// Whether a finding that rejects or demotes is one of those that ought to find it.
    pub(super) fn is_found_in(self, found: &VerifiedClaim) -> bool {
        found.diagnostics.iter().any(|finding| {
            let counts = matches!(finding.severity, Severity::Deny | Severity::Demote);
            counts && self.codes().contains(&finding.code.0)
        })
    }

    /// The claim with that done to it; none where it has no place for it.
    pub(super) fn make(self, base: &Base<'_>) -> Option<Edit> {
        (self.row().make)(base)
    }

    fn row(self) -> &'static Row {
        &KINDS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds() {
        for (at, kind) in Kind::all().enumerate() {
            assert_eq!(kind as usize, at, "{}", kind.name());
        }
        assert_eq!(Kind::all().filter(|kind| kind.is_paraphrase()).count(), 4);
    }
}
