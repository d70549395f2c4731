//! What the records of calls and meetings tell of the relationship.

use grounding::text::{content_words, find_dates, find_figures, find_markup, hidden, one_line, sentences};
use grounding::{Affiliation, Attendee, Citation, Claim, Meeting, Policy, Source, Span};
use jiff::civil::Date;

use crate::account::fact;
use crate::calendar::long_date;
use crate::cite::cite_span;

use super::{Facts, is_executive};

/// So many executives are told of; who else takes part is among the stakeholders.
const MOST_EXECUTIVES: usize = 2;

/// A call or a meeting of the window at which somebody of the customer's spoke.
struct Met<'a> {
    source: &'a Source,
    day: Date,
    /// Those of the customer's people who said something, with words of theirs.
    spoke: Vec<(&'a Attendee, Citation)>,
}

/// The claims on the relationship that are computed from calls and meetings: the last of the window
/// at which each executive of the customer spoke, and the last with anybody of theirs. Who was there
/// and said nothing can't be cited, and how many there were stands in no quote.
pub(in crate::summary) fn told(facts: &Facts<'_>) -> Vec<Claim> {
    let mut met: Vec<Met<'_>> = facts
        .ledger
        .meetings()
        .filter_map(|(source, meeting)| Met::of(facts, source, meeting))
        .collect();
    met.sort_by_key(|it| std::cmp::Reverse((it.day, &it.source.id)));
    let mut claims = Vec::new();
    let mut known: Vec<&str> = Vec::new();
    let mut told_of: Vec<&Source> = Vec::new();
    for meeting in &met {
        for (guest, words) in &meeting.spoke {
            let sponsors = facts.people.iter().any(|it| it.sponsor && it.is(guest));
            let is_new = !known.contains(&guest.name.as_str()) && known.len() < MOST_EXECUTIVES;
            if is_new && (sponsors || is_executive(guest)) {
                known.push(&guest.name);
                told_of.push(meeting.source);
                claims.push(meeting.joined_by(guest, words.clone()));
            }
        }
    }
    // The last one is told of its own, unless it was just told with an executive.
    if let Some(last) = met
        .first()
        .filter(|last| told_of.iter().all(|it| it.id != last.source.id))
    {
        claims.push(last.last());
    }
    claims
}

impl<'a> Met<'a> {
    fn of(facts: &Facts<'a>, source: &'a Source, meeting: &'a Meeting) -> Option<Self> {
        let day = source.occurred_at.filter(|day| facts.is_recent(*day))?;
        let theirs = meeting
            .attendees
            .iter()
            .filter(|it| it.affiliation == Affiliation::Customer && !it.name.is_empty());
        let spoke: Vec<_> = theirs
            .filter_map(|guest| Some((guest, words_of(facts, source, &guest.name)?)))
            .collect();
        (!spoke.is_empty()).then_some(Self { source, day, spoke })
    }

    fn joined_by(&self, guest: &Attendee, words: Citation) -> Claim {
        let title = match guest.title.trim() {
            "" => String::new(),
            title => format!(" ({title})"),
        };
        let text = format!(
            "{}{title} joined {} on {}.",
            guest.name,
            self.name(),
            long_date(self.day)
        );
        fact(text, vec![words])
    }

    fn last(&self) -> Claim {
        let names: Vec<&str> = self.spoke.iter().map(|(guest, _)| guest.name.as_str()).collect();
        let names = match names.as_slice() {
            [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
            names => names.join(""),
        };
        let text = format!(
            "{names} last met with us on {}, in {}.",
            long_date(self.day),
            self.name()
        );
        fact(text, self.spoke.iter().map(|(_, words)| words.clone()).collect())
    }

    /// What the call or meeting is called. A title with a number, a date or something that no claim
    /// may hold in it is left out: nobody said it there.
    fn name(&self) -> String {
        let noun = self.source.kind.noun();
        let title = one_line(&self.source.title);
        let title = title.trim();
        let counts = !find_figures(title).is_empty() || !find_dates(title).is_empty();
        if title.is_empty() || counts || find_markup(title).is_some() || hidden(title).is_some() {
            format!("a {noun}")
        } else {
            format!("the {noun} \u{201C}{title}\u{201D}")
        }
    }
}

/// The first words of somebody in a call that are long enough to be cited and stand beside no order
/// to whoever drafts.
fn words_of(facts: &Facts<'_>, source: &Source, name: &str) -> Option<Citation> {
    let policy = Policy::default();
    let is_enough = |span: &Span| {
        let text = &source.text[span.range()];
        text.trim().chars().count() >= policy.min_quote_chars && content_words(text).count() >= policy.min_quote_words
    };
    let turns = source.authors.iter().filter(|author| author.name == name);
    let first = turns.filter_map(|turn| {
        let first = *sentences(&source.text[turn.span.range()]).first()?;
        Some(Span::new(turn.span.start + first.start, turn.span.start + first.end))
    });
    let mut usable = first.filter(|span| facts.ledger.order_beside(&source.id, *span).is_none());
    usable.find(is_enough).map(|span| cite_span(source, span))
}
