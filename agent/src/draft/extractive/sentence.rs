//! A sentence, read for what it may tell.

use grounding::text::{find_dates, words};
use grounding::{Affiliation, Cue, Goal, SectionSpec, SourceKind, Utterance, lexicon};
use jiff::civil::Date;

use super::alike::Gist;
use super::moved::{gives_both, is_towards, tells_move};
use super::reads::Tells;
use super::told::has_subject;

/// A sentence, read.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    pub(super) said: Utterance<'a>,
    pub(super) gist: Gist,
    /// The goal that it speaks of, open or not.
    pub(super) goal: Option<&'a Goal>,
    /// What else it shows.
    pub(super) signs: Vec<Sign>,
}

/// Something that a sentence shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A figure that belongs to no date.
    Figure,
    /// It is the customer's, or tells what the customer said.
    Theirs,
    /// It names somebody at the customer.
    NamesThem,
    /// It hopes, plans or estimates.
    Hopes,
    /// It denies something.
    Denies,
    /// It speaks of what a vendor gives a customer.
    Offering,
    /// It was said in the months that a brief looks back.
    Recent,
}

impl<'a> Sentence<'a> {
    pub(super) fn has(&self, sign: Sign) -> bool {
        self.signs.contains(&sign)
    }

    /// What the customer gained towards an open goal: a figure of theirs moved, and not away from it.
    pub(super) fn gain(&self) -> Option<(Tells<'a>, usize)> {
        let text = self.said.text();
        let goal = self.goal.filter(|goal| goal.is_open())?;
        let denied = self.has(Sign::Denies) && !gives_both(text);
        let told = self.has(Sign::Theirs) && tells_move(text) && !self.falls_back() && !self.has(Sign::Hopes);
        (told && !denied).then_some((Tells::Gain(goal), 12))
    }

    /// How high it ranks among what a section may say: what it tells, then a figure, a goal, the
    /// customer's own words, somebody's name, and how new it is.
    pub(super) fn rank(&self, strength: usize, as_of: Date) -> usize {
        let age = self.said.source.occurred_at.map(|date| (as_of - date).get_days());
        let newness = match age {
            Some(..=30) => 2,
            Some(31..=90) => 1,
            _ => 0,
        };
        strength
            + 2 * usize::from(self.has(Sign::Figure))
            + 2 * usize::from(self.goal.is_some())
            + 2 * usize::from(self.is_said_by_them())
            + usize::from(self.has(Sign::NamesThem))
            + newness
    }

    /// Whether a figure of a goal moved the wrong way.
    fn falls_back(&self) -> bool {
        let text = self.said.text();
        tells_move(text) && self.goal.is_some_and(|goal| is_towards(text, goal) == Some(false))
    }

    /// What it tells by a cue of a section, and how strongly.
    pub(super) fn by_cue(&self, section: &SectionSpec, cue: Cue) -> Option<(Tells<'a>, usize)> {
        let marks = cue.phrases().find_all(self.said.text()).len();
        // What moved towards a goal is value, and told as that or not at all.
        let of_value = self.goal.is_some() && self.has(Sign::Figure);
        let marked = marks > 0;
        let (told, strength, is_so) = match cue {
            // What was gained or is hoped for is told by goal.
            Cue::Result | Cue::Hope => return None,
            Cue::Interest => (Tells::Request, 8, marked && self.is_request()),
            Cue::Delivered => (Tells::Work, 5 + marks.min(2), marked && self.is_work() && !of_value),
            Cue::Praise => return self.opinion(section).filter(|_| !of_value),
            Cue::Engagement => (
                Tells::Teamwork,
                4 + marks.min(3),
                marked && self.is_teamwork() && !self.has(Sign::Figure),
            ),
            Cue::Risk if self.falls_back() && self.has(Sign::Recent) => (Tells::Trouble, 9, self.has(Sign::Theirs)),
            Cue::Risk if self.complaints() > 0 && self.is_opinion() => {
                (Tells::Trouble, 5 + (marks + self.complaints()).min(3), !of_value)
            }
            _ => (Tells::Trouble, 3 + 2 * marks.min(3), marked && self.is_trouble()),
        };
        is_so.then_some((told, strength))
    }

    fn is_said_by_them(&self) -> bool {
        self.said.affiliation() == Affiliation::Customer
    }

    fn is_spoken(&self) -> bool {
        matches!(self.said.source.kind, SourceKind::Call | SourceKind::Transcript)
    }

    /// What the customer says of what they have: praise, a complaint, and what changed for them
    /// without a goal. Where a section tells how people get on, only praise: the rest is for others.
    fn opinion(&self, section: &SectionSpec) -> Option<(Tells<'a>, usize)> {
        let text = self.said.text();
        let alone = !section.cues.contains(&Cue::Engagement);
        let change = gives_both(text) && self.goal.is_none() && self.is_said_by_them();
        let marks = match self.complaints() {
            0 if change && alone && self.has(Sign::Recent) && !self.has(Sign::Hopes) => {
                return Some((Tells::Opinion, 8));
            }
            0 => lexicon::praise().find_all(text).len(),
            complaints if alone => complaints + 1,
            _ => 0,
        };
        (marks > 0 && self.is_opinion()).then_some((Tells::Opinion, 5 + marks.min(3)))
    }

    fn complaints(&self) -> usize {
        let text = self.said.text();
        let praise_denied = self.has(Sign::Denies) && lexicon::praise().is_in(text);
        lexicon::complaints().find_all(text).len() + usize::from(praise_denied)
    }

    /// What support answers in a ticket is no work that anybody reports.
    fn is_work(&self) -> bool {
        let of_something = self.has(Sign::Figure) || self.has(Sign::Offering) || self.goal.is_some();
        let is_done = !self.has(Sign::Hopes) && !self.has(Sign::Denies);
        let in_ticket = self.said.source.kind == SourceKind::Comment;
        of_something && is_done && !in_ticket && !lexicon::pending().is_in(self.said.text())
    }

    /// Only what the customer says themselves of what they have from us is their opinion, and not
    /// what they weigh aloud in a meeting.
    fn is_opinion(&self) -> bool {
        let of_us = self.has(Sign::Offering) || self.goal.is_some() || self.said.source.kind == SourceKind::Survey;
        let weighs = self.is_spoken() && self.has(Sign::Hopes);
        self.is_said_by_them() && of_us && self.has(Sign::Recent) && !weighs && !self.is_of_before()
    }

    /// Whether it speaks of what they had before they bought.
    fn is_of_before(&self) -> bool {
        const BEFORE: [&str; 5] = ["current", "old", "previous", "former", "legacy"];
        const THING: [&str; 6] = ["tool", "system", "vendor", "provider", "software", "solution"];
        let lower = self.said.text().to_lowercase();
        let told: Vec<&str> = words(&lower).map(|word| word.text).collect();
        let had = told
            .windows(2)
            .any(|pair| BEFORE.contains(&pair[0]) && THING.contains(&pair[1]));
        had || lower.contains("look around") || lower.contains("looking around")
    }

    fn is_teamwork(&self) -> bool {
        // A list of names under a heading tells nothing of how people work together.
        let mut first = self.said.text().split_whitespace().take(2);
        let is_list = first.any(|word| word.ends_with(':'));
        let of_people = self.has(Sign::NamesThem) || lexicon::executives().is_in(self.said.text());
        let of_us = self.is_said_by_them() && self.has(Sign::Offering);
        (of_people || of_us) && self.has(Sign::Recent) && !is_list
    }

    /// A customer-success activity that says that they want more of what is sold.
    fn is_request(&self) -> bool {
        const THEM: [&str; 10] = [
            "customer", "client", "they", "she", "he", "their", "sponsor", "champion", "buyer", "team",
        ];
        const OF_AUTHOR: [&str; 4] = ["Asked", "Requested", "Inquired", "Enquired"];
        let text = self.said.text();
        let of_them = self.has(Sign::Theirs)
            || self.has(Sign::NamesThem)
            || words(text).any(|word| THEM.contains(&word.text.to_lowercase().as_str()));
        let is_activity = self.said.source.kind == SourceKind::Activity;
        // A note that begins with the verb tells what its author asked.
        let of_author = words(text).next().is_some_and(|word| OF_AUTHOR.contains(&word.text));
        is_activity
            && !of_author
            && of_them
            && lexicon::growth().is_in(text)
            && self.has(Sign::Recent)
            && !self.has(Sign::Denies)
    }

    fn is_trouble(&self) -> bool {
        let text = self.said.text();
        let of_account = self.has(Sign::Offering)
            || self.has(Sign::Figure)
            || self.has(Sign::NamesThem)
            || self.goal.is_some()
            || lexicon::growth().is_in(text)
            || lexicon::timeline().is_in(text)
            || lexicon::executives().is_in(text);
        // What moved is a gain or a setback, and what is no longer so is over.
        let is_over = gives_both(text) || (tells_move(text) && !self.has(Sign::Denies) && self.complaints() == 0);
        let lower = text.to_lowercase();
        let ended = ["any more", "anymore", "no longer"].iter().any(|it| lower.contains(it));
        of_account && self.has(Sign::Recent) && !is_over && !ended && !self.is_reply() && !self.is_of_before()
    }

    /// What somebody of support answers in a ticket is about the case in hand, and told with it.
    fn is_reply(&self) -> bool {
        let of_support = self.said.affiliation() == Affiliation::Vendor;
        self.said.source.kind == SourceKind::Comment && of_support && !has_subject(&self.said)
    }
}

/// Whether a sentence hopes, plans or estimates: not where a month is called May, nor where what was
/// hoped for is only what a result is measured by (`better than we expected`).
pub(super) fn hopes(text: &str) -> bool {
    const MEASURED_BY: [&str; 8] = ["than", "above", "below", "under", "beat", "exceeded", "as", "like"];
    let dates = find_dates(text);
    lexicon::hedges().find_all(text).into_iter().any(|span| {
        let of_month = &text[span.range()] == "May" || dates.iter().any(|date| date.span.overlaps(span));
        let before = text[..span.start].split_whitespace().rev().take(2);
        let is_measure = before
            .map(str::to_lowercase)
            .any(|word| MEASURED_BY.contains(&word.as_str()));
        !of_month && !is_measure
    })
}
