//! Reading text: folding for quotes, words, sentences, figures, dates.

mod dates;
mod figures;
mod fold;
mod hidden;
mod markup;
mod reading;
mod roots;
mod sentences;
mod words;

pub(crate) use dates::Times;
pub use dates::{DateMention, Precision, find_dates, find_days, find_months, find_quarters, says_when};
pub(crate) use figures::find_figures_beside;
pub use figures::{Figure, Unit, find_figures, find_unreadable, unit_in_name};
pub use fold::{Folded, Match};
pub use hidden::hidden;
pub use markup::find_markup;
pub(crate) use reading::{Reading, Token};
pub use roots::root;
pub use sentences::sentences;
pub use words::{Word, content_stems, content_words, is_stop_word, one_line, printable, stem, words};
pub(crate) use words::{lowered, stem_of};
