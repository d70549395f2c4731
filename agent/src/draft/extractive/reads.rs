//! What a sentence tells, for a brief that looks back.

use grounding::text::{find_dates, words};
use grounding::{
    Affiliation, BriefSpec, ClaimKind, Goal, Ledger, Origin, SectionSpec, SourceKind, Span, Utterance, lexicon,
};
use jiff::civil::Date;
use workflow::Thresholds;

use super::alike::Gist;
use super::moved::{figures, fits};
use super::sentence::{Sentence, Sign, hopes};

/// What a sentence tells, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tells<'a> {
    /// What the customer gained towards a goal, in their words and with a figure.
    Gain(&'a Goal),
    /// What somebody hopes or expects to gain towards a goal.
    Hope(&'a Goal),
    /// What the customer asks for beyond what they bought.
    Request,
    /// What was done.
    Work,
    /// How content the customer is.
    Opinion,
    /// Who takes part, and how people work together.
    Teamwork,
    /// What goes wrong, could go wrong or is open.
    Trouble,
}

/// Reads the sentences of one account.
pub(super) struct Reader<'a> {
    ledger: &'a Ledger,
    /// The names of the people at the customer, word by word.
    names: Vec<&'a str>,
    since: Date,
}

impl<'a> Reader<'a> {
    pub(super) fn new(ledger: &'a Ledger) -> Self {
        let names = ledger.contacts().flat_map(|(_, it)| it.name.split_whitespace());
        Self {
            ledger,
            names: names.filter(|name| name.chars().count() > 2).collect(),
            since: Thresholds::default().window_start(ledger.view.as_of),
        }
    }

    pub(super) fn read(&self, said: Utterance<'a>) -> Sentence<'a> {
        let text = said.text();
        let names_them = words(text).any(|word| self.names.contains(&word.text));
        let of_theirs = said.affiliation() == Affiliation::Customer;
        let reported = matches!(
            said.source.kind,
            SourceKind::Note | SourceKind::Task | SourceKind::Activity
        ) && names_them
            && lexicon::reporting().is_in(text);
        let shows = [
            (Sign::Figure, !figures(text).is_empty()),
            (Sign::Theirs, of_theirs || reported),
            (Sign::NamesThem, names_them),
            (Sign::Hopes, hopes(text)),
            (Sign::Denies, denies(text)),
            (Sign::Offering, lexicon::offering().is_in(text)),
            (
                Sign::Recent,
                said.source.occurred_at.is_none_or(|date| date >= self.since),
            ),
        ];
        Sentence {
            gist: Gist::of(self.ledger, text),
            goal: self.goal_of(text),
            signs: shows
                .into_iter()
                .filter_map(|(sign, shown)| shown.then_some(sign))
                .collect(),
            said,
        }
    }

    /// The goal that a text speaks of, where its figures may be of that goal.
    fn goal_of(&self, text: &str) -> Option<&'a Goal> {
        let goal = self.ledger.goal_addressed_by(text)?;
        (figures(text).is_empty() || fits(text, goal)).then_some(goal)
    }

    /// What a sentence tells in the section where it belongs, and how strongly: none where it tells
    /// nothing that the section is for, or more in another section of the brief.
    pub(super) fn belongs(
        &self,
        brief: &BriefSpec,
        section: &SectionSpec,
        sentence: &Sentence<'a>,
    ) -> Option<(Tells<'a>, usize)> {
        let drafted = brief.sections.iter().filter(|it| it.origin == Origin::Model);
        let mut best: Option<(&str, (Tells<'a>, usize))> = None;
        for each in drafted {
            let Some(told) = self.tells(each, sentence) else {
                continue;
            };
            if best.is_none_or(|(_, (_, known))| told.1 > known) {
                best = Some((each.id, told));
            }
        }
        best.filter(|(id, _)| *id == section.id).map(|(_, told)| told)
    }

    /// What a sentence tells in a section, by what the section holds and looks for.
    fn tells(&self, section: &SectionSpec, sentence: &Sentence<'a>) -> Option<(Tells<'a>, usize)> {
        if !section.sources.contains(&sentence.said.source.kind) {
            return None;
        }
        let holds = |kind: ClaimKind| section.claims.contains(&kind);
        let value = [
            sentence.gain().filter(|_| holds(ClaimKind::Outcome)),
            self.hope(sentence).filter(|_| holds(ClaimKind::Benefit)),
        ];
        let by_cue = section.cues.iter().filter_map(|cue| sentence.by_cue(section, *cue));
        value
            .into_iter()
            .flatten()
            .chain(by_cue)
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    fn hope(&self, sentence: &Sentence<'a>) -> Option<(Tells<'a>, usize)> {
        const ASKS: [&str; 4] = ["asked", "asks", "wonders", "wondered"];
        let text = sentence.said.text();
        let goal = sentence.goal.filter(|goal| goal.is_open())?;
        let dates = find_dates(text);
        let to_come = dates.is_empty() || dates.iter().any(|it| it.date > self.ledger.view.as_of);
        let asks = words(text).any(|word| ASKS.contains(&word.text));
        // What only comes about if the goal is reached is no hope of reaching it.
        let condition = text.split_once(", ").filter(|(first, _)| first.starts_with("If "));
        let of_goal = condition.is_none_or(|(_, then)| self.ledger.goal_addressed_by(then).is_some());
        // What our own people say in a call or a mail is a pledge of theirs.
        let minuted = matches!(
            sentence.said.source.kind,
            SourceKind::Note | SourceKind::Task | SourceKind::Activity
        );
        let told = sentence.has(Sign::Hopes)
            && (sentence.has(Sign::Theirs) || minuted)
            && !sentence.has(Sign::Denies)
            && to_come
            && sentence.has(Sign::Recent)
            && of_goal
            && !asks;
        told.then_some((Tells::Hope(goal), 9))
    }
}

/// Whether a text denies something. A `too` that ends a clause says `as well`, and denies nothing.
fn denies(text: &str) -> bool {
    let ends_clause = |end: usize| {
        text[end..]
            .chars()
            .next()
            .is_none_or(|next| next.is_ascii_punctuation())
    };
    let is_denial = |span: &Span| !(text[span.range()].eq_ignore_ascii_case("too") && ends_clause(span.end));
    lexicon::negations().is_in(text) || lexicon::denials().find_all(text).iter().any(is_denial)
}
