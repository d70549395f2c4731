//! Whether a sentence says that somebody answered.

use super::phrases::{
    ANSWERS, BREAKS, COMPOUNDS, CUTS, DENIES, DENIES_NEXT, EXCUSED, EXCUSES, FROM_THEM, MACHINES, NO_NAMES, OPEN, OURS,
    PAST, QUESTIONS, SILENT, THEIRS, UNWELCOME,
};
use super::read::Read;

/// How far before a word of answering what denies it may stand.
const FAR: usize = 7;
/// How far where it denies only what follows it closely.
const NEAR: usize = 4;
/// How far a word looks for those that belong to it.
const BESIDE: usize = 3;

impl Read {
    /// Whether it says that nobody answered, or that somebody did, by what it says last; none where
    /// it says neither.
    pub(super) fn is_silence(&self) -> Option<bool> {
        (0..self.len()).rev().find_map(|at| self.is_silence_at(at))
    }

    fn is_silence_at(&self, at: usize) -> Option<bool> {
        if let Some(end) = self.end_of(&SILENT, at) {
            let is_told = !self.is_turned(at) && !self.is_condition(at) && !self.is_of_another(at, end);
            return is_told.then_some(true);
        }
        let end = self.end_of(&ANSWERS, at)?;
        if self.is_address(at) || self.is_compound(end) || self.is_condition(at) {
            return None;
        }
        let Some(denied) = self.denied_from(at) else {
            let broken = self.end_of(&BREAKS, at)?;
            return self.is_answered(at, broken).then_some(false);
        };
        let is_unwanted = self.is_excused(denied, at, end) || self.is_order(denied);
        let is_good = self.has_any(denied..at, &UNWELCOME);
        if is_unwanted || is_good || self.is_no_talk(denied, at, end) || self.is_ours(denied, at) {
            return None;
        }
        Some(!self.is_over(end))
    }

    /// Where the negation stands that denies this word.
    fn denied_from(&self, at: usize) -> Option<usize> {
        let near = self.back_from(at).take(FAR);
        let mut near = near.take_while(|place| !self.is_any(*place, &CUTS));
        let denied = near.find(|place| {
            let next = self.text(place + 1);
            match self.text(*place) {
                // `Yet to answer` denies; `yet` alone was denied before.
                "yet" => next == "to",
                "no" => next == "one" || at - place <= NEAR,
                text => DENIES.contains(&text) || (at - place <= NEAR && DENIES_NEXT.contains(&text)),
            }
        })?;
        // Who never fails to answer does.
        let is_double = self.base(denied) == "fail" && self.has_any(denied.saturating_sub(2)..denied, &DENIES);
        (!is_double).then_some(denied)
    }

    /// Whether what says by itself that nobody answered is denied: `is no longer unresponsive`.
    fn is_turned(&self, at: usize) -> bool {
        let mut near = self.back_from(at).take(BESIDE);
        near.any(|place| {
            let no_longer = self.text(place) == "no" && self.text(place + 1) == "longer";
            no_longer || self.is_any(place, &DENIES)
        })
    }

    /// Whether it is only supposed: `if nobody answers`.
    fn is_condition(&self, at: usize) -> bool {
        let supposes = |place: usize| match self.text(place) {
            "if" | "unless" | "whether" => true,
            "case" => place > 0 && self.text(place - 1) == "in",
            _ => false,
        };
        let first = self.back_from(at).last().unwrap_or(at);
        self.text(first) == "should" || self.back_from(at).any(supposes)
    }

    /// Whether what stands here without an answer is something else: a question, our own reply.
    fn is_of_another(&self, at: usize, end: usize) -> bool {
        let before = at.saturating_sub(BESIDE)..at;
        match self.text(at) {
            "voicemail" | "voicemails" | "voice" => self.text(end) == "from" || self.has_any(before, &["us", "me"]),
            "unanswered" => self.has_any(end..end + 2, &QUESTIONS),
            text if text.starts_with("await") || text.starts_with("wait") => {
                let inside = ["support", "engineering", "legal", "finance", "product", "procurement"];
                self.has_any(at..end, &["our", "my", "us", "me"])
                    || self.has_any(before, &THEIRS)
                    || self.has_any(end..end + BESIDE, &inside)
            }
            _ => self.is_compound(end),
        }
    }

    /// Whether the word before this place goes on into another thing: `response time`, `dark mode`,
    /// `reach the target`.
    fn is_compound(&self, end: usize) -> bool {
        let is_number = |at: usize| self.text(at).starts_with(|it: char| it.is_ascii_digit());
        let goes_on = end > 0 && self.base(end - 1) == "reach";
        let far = goes_on && (self.has_any(end..end + BESIDE, &COMPOUNDS) || (end..end + 2).any(is_number));
        self.is_any(end, &COMPOUNDS) || far
    }

    /// Whether no answer was wanted: `no reply needed`, `need not answer`.
    fn is_excused(&self, denied: usize, at: usize, end: usize) -> bool {
        let needs = |place: usize| {
            let has_to = ["have", "has", "had"].contains(&self.text(place)) && self.text(place + 1) == "to";
            has_to || self.is_any(place, &EXCUSES)
        };
        let is_needed = |place: usize| {
            let begins = place == end || ["is", "are", "was", "were"].contains(&self.text(place.saturating_sub(1)));
            begins && self.is_any(place, &EXCUSED)
        };
        (denied.saturating_sub(1)..at).any(needs) || self.on_from(end).any(is_needed)
    }

    /// Whether it tells somebody not to answer: `please do not reply`.
    fn is_order(&self, denied: usize) -> bool {
        let Some(does) = denied.checked_sub(1).filter(|at| self.text(*at) == "do") else {
            return false;
        };
        does == 0 || self.is_apart(does) || self.text(does - 1) == "please"
    }

    /// Whether it is no talk between people that lacks an answer: a question of a survey, a server.
    fn is_no_talk(&self, denied: usize, at: usize, end: usize) -> bool {
        let around = denied.saturating_sub(FAR)..end + NEAR;
        match self.base(at) {
            "answer" => self.has_any(around, &QUESTIONS),
            "respond" | "respons" | "react" | "reaction" | "return" => {
                // Whoever is named before the auxiliary verb: `the server did not respond`.
                let helps = ["do", "did", "does", "has", "have", "had", "is", "was", "could", "still"];
                let who = self.back_from(denied).find(|place| !self.is_any(*place, &helps));
                who.is_some_and(|place| self.is_any(place, &MACHINES)) || self.has_any(end..end + NEAR, &MACHINES)
            }
            _ => false,
        }
    }

    /// Whether it is we who did not answer. That we heard or received nothing is not our silence.
    fn is_ours(&self, denied: usize, at: usize) -> bool {
        let of_us = ["of", "from", "on", "in"].contains(&self.text(denied + 1))
            && self.has_any(denied + 2..(denied + 5).min(at), &["us", "team", "side", "support"]);
        let is_noun = ["no", "without", "zero"].contains(&self.text(denied)) && self.text(denied + 1) != "one";
        let from_them = self.has_any(denied..at + 1, &FROM_THEM);
        let who = std::iter::once(denied).chain(self.back_from(denied).take(FAR));
        let mut named = who.filter(|place| self.is_any(*place, &OURS) || self.is_any(*place, &THEIRS));
        let is_ours = named.next().is_some_and(|place| self.is_any(place, &OURS));
        of_us || (is_ours && !is_noun && !from_them)
    }

    /// Whether it was so only for a time: `did not reply until Monday` says that they did then.
    fn is_over(&self, end: usize) -> bool {
        let mut on = self.on_from(end).take(FAR);
        on.any(|place| {
            ["until", "till"].contains(&self.text(place)) && !self.is_any(place + 1, &["now", "today", "date"])
        })
    }

    /// Whether somebody is said to have answered: in the past, by one of them, not as a wish.
    fn is_answered(&self, at: usize, end: usize) -> bool {
        let to_us = self.base(at) == "hear" || self.text(end.saturating_sub(1)) == "hold";
        let before: Vec<usize> = self.back_from(at).take(NEAR).collect();
        let is_open = before.iter().any(|place| self.is_any(*place, &OPEN));
        let by_us = before.iter().any(|place| self.is_any(*place, &OURS));
        let by_them = before
            .iter()
            .any(|place| self.is_any(*place, &THEIRS) || self.is_name(*place, &NO_NAMES));
        self.is_any(at, &PAST) && !is_open && (to_us || (by_them && !by_us))
    }
}
