//! Whether one of our records says that nobody answered.
//!
//! People write it in many ways: `no reply yet`, `hasn't got back to us`, `left a voicemail`. So a
//! sentence is read by the base forms of its words. Of a record the last word on it counts: `no
//! reply for a week; Dana called back today` says that she answered.

mod count;
mod judge;
mod phrases;
mod read;
#[cfg(test)]
mod tests;

use grounding::Span;
use grounding::text::sentences;

use read::Read;

/// What a record says of whether somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// Nothing.
    Untold,
    /// That nobody did, so many times: in this sentence.
    Kept {
        /// The sentence.
        span: Span,
        /// How many attempts it says nobody answered; one where it gives no number.
        attempts: usize,
    },
    /// That somebody did.
    Broken,
}

/// More attempts than these are not told apart.
const MOST_ATTEMPTS: usize = 10;

/// What a text says of whether somebody answered, by the last of its sentences that says anything.
pub(super) fn silence(text: &str) -> Silence {
    if !may_say(text) {
        return Silence::Untold;
    }
    let mut last = Silence::Untold;
    for span in sentences(text) {
        let sentence = &text[span.range()];
        // Whoever asks doesn't know.
        if sentence.trim_end().ends_with('?') || !may_say(sentence) {
            continue;
        }
        let read = Read::of(sentence);
        match read.is_silence() {
            Some(true) => {
                let before = match last {
                    Silence::Kept { attempts, .. } => attempts,
                    Silence::Untold | Silence::Broken => 1,
                };
                let attempts = read.attempts().clamp(before, MOST_ATTEMPTS);
                last = Silence::Kept { span, attempts };
            }
            Some(false) => last = Silence::Broken,
            None => {}
        }
    }
    last
}

/// Whether a text has a word without which it can't say anything of it: most have none, and need no
/// closer look.
fn may_say(text: &str) -> bool {
    let lower = text.to_lowercase();
    phrases::HINTS.iter().any(|hint| lower.contains(hint))
}
