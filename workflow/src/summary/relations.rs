//! The strength of the relationship (AS-6).

#[cfg(test)]
mod tests;
mod told;

use grounding::text::{sentences, words};
use grounding::{Affiliation, Attendee, Author, Citation, Claim, Contact, Cue, Record, Source, SourceKind, lexicon};

use super::facts::Facts;
use crate::account::Person;
use crate::brief::Indicator;
use crate::definition::Drafted;

pub(super) use told::told;

/// A positive indicator of the relationship, the one that says most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// An executive of the customer takes part.
    ExecutiveEngagement,
    /// Somebody at the customer says a good word.
    ConstructiveSentiment,
    /// Both sides work on it together.
    ActiveCollaboration,
}

impl Sign {
    /// All of them, the one that says most first.
    const ALL: [Self; 3] = [
        Self::ExecutiveEngagement,
        Self::ConstructiveSentiment,
        Self::ActiveCollaboration,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::ExecutiveEngagement => "executive_engagement",
            Self::ConstructiveSentiment => "constructive_sentiment",
            Self::ActiveCollaboration => "active_collaboration",
        }
    }
}

/// The three indicators, each present only where a claim on the relationship cites an activity of
/// the window that shows it.
pub(super) fn indicators(drafted: &Drafted<'_>, facts: &Facts<'_>) -> Vec<Indicator> {
    let said = drafted.said_in("relational_health");
    // They are listed as the document names them: collaboration, executives, sentiment.
    let listed = [
        Sign::ActiveCollaboration,
        Sign::ExecutiveEngagement,
        Sign::ConstructiveSentiment,
    ];
    let told = listed.map(|sign| {
        let showing = said.iter().filter(|it| shows(facts, &it.claim, sign));
        let claims: Vec<String> = showing.map(|it| it.claim.id.clone()).collect();
        Indicator {
            name: sign.name().to_owned(),
            present: !claims.is_empty(),
            claims,
        }
    });
    told.to_vec()
}

/// The indicator that a claim's citations show, the one that says most; none where they show none.
pub(super) fn sign_of(facts: &Facts<'_>, claim: &Claim) -> Option<Sign> {
    Sign::ALL.into_iter().find(|sign| shows(facts, claim, *sign))
}

fn shows(facts: &Facts<'_>, claim: &Claim, sign: Sign) -> bool {
    let mut seen = claim.citations.iter().filter_map(|it| Seen::of(facts, it));
    seen.any(|seen| match sign {
        Sign::ExecutiveEngagement => seen.has_executive(facts),
        Sign::ConstructiveSentiment => seen.is_praise(),
        Sign::ActiveCollaboration => seen.is_joint(facts),
    })
}

/// What a citation points at, where it is something that people did in the window.
struct Seen<'a> {
    source: &'a Source,
    /// Who wrote or said the words cited.
    author: Option<&'a Author>,
    quote: &'a str,
}

impl<'a> Seen<'a> {
    fn of(facts: &Facts<'a>, citation: &'a Citation) -> Option<Self> {
        let source = facts.ledger.source(&citation.source_id)?;
        let in_window = source.occurred_at.is_some_and(|day| facts.is_recent(day));
        in_window.then(|| Self {
            source,
            author: citation.start.and_then(|start| source.author_at(start)),
            quote: &citation.quote,
        })
    }

    /// The customer's people at the call or meeting.
    fn guests(&self) -> impl Iterator<Item = &'a Attendee> {
        let meeting = match &self.source.record {
            Some(Record::Meeting(meeting)) => Some(meeting),
            _ => None,
        };
        let all = meeting.into_iter().flat_map(|meeting| &meeting.attendees);
        all.filter(|it| it.affiliation == Affiliation::Customer)
    }

    fn by_customer(&self) -> Option<&'a Author> {
        self.author.filter(|it| it.affiliation == Affiliation::Customer)
    }

    /// The customer's people whom one of our notes names, in a sentence that says that they did
    /// take part.
    fn named<'p>(&self, people: &'p [Person<'a>]) -> impl Iterator<Item = &'p Person<'a>> {
        let ours = matches!(
            self.source.kind,
            SourceKind::Activity | SourceKind::Task | SourceKind::Note
        );
        let plain: Vec<&'a str> = sentences(self.quote)
            .into_iter()
            .map(|span| &self.quote[span.range()])
            .filter(|text| ours && !leaves_open(text))
            .collect();
        people.iter().filter(move |person| {
            let name = person.contact.name.as_str();
            !name.is_empty() && plain.iter().any(|text| text.contains(name))
        })
    }

    fn has_executive(&self, facts: &Facts<'a>) -> bool {
        let at_call = self
            .guests()
            .any(|guest| is_executive(guest) || facts.people.iter().any(|it| it.sponsor && it.is(guest)));
        let wrote = || {
            let author = self.by_customer();
            author.is_some_and(|author| {
                facts
                    .people
                    .iter()
                    .any(|it| it.sponsor && is_author(it.contact, author))
            })
        };
        // That a note of ours names an executive shows that they took part only where it says so.
        let named = || Cue::Engagement.phrases().is_in(self.quote) && self.named(&facts.people).any(|it| it.sponsor);
        at_call || wrote() || named()
    }

    /// A good word of the customer's own. What the vendor says of itself is no praise.
    fn is_praise(&self) -> bool {
        let mut said = sentences(self.quote).into_iter().map(|span| &self.quote[span.range()]);
        self.by_customer().is_some() && said.any(praises)
    }

    /// Joint work: a call or a meeting with them, a mail or a message of theirs, a note of what was
    /// done with one of them. A ticket of theirs is a question to support.
    fn is_joint(&self, facts: &Facts<'a>) -> bool {
        let met = self.guests().next().is_some();
        let wrote = matches!(self.source.kind, SourceKind::Mail | SourceKind::Message) && self.by_customer().is_some();
        met || wrote || self.named(&facts.people).next().is_some()
    }
}

/// The good words among those that tell how content somebody is, in the forms that praise.
const GOOD_WORDS: [&str; 34] = [
    "happy",
    "glad",
    "pleased",
    "delighted",
    "thrilled",
    "satisfied",
    "impressed",
    "impressive",
    "grateful",
    "appreciate",
    "appreciated",
    "love",
    "enjoy",
    "great",
    "excellent",
    "outstanding",
    "fantastic",
    "wonderful",
    "superb",
    "brilliant",
    "helpful",
    "reliable",
    "smooth",
    "smoothly",
    "easier",
    "intuitive",
    "pleasant",
    "recommend",
    "praise",
    "proud",
    "responsive",
    "thanks",
    "kudos",
    "pleasure",
];

/// Whether a sentence praises: it has a good word, is neither a courtesy nor about a risk, and
/// leaves nothing open.
fn praises(text: &str) -> bool {
    let good = words(text).any(|word| GOOD_WORDS.contains(&word.text.to_lowercase().as_str()));
    let spoilt = lexicon::small_talk().is_in(text) || lexicon::risks().is_in(text) || lexicon::worsening().is_in(text);
    good && Cue::Praise.phrases().is_in(text) && !spoilt && !leaves_open(text)
}

/// Whether a sentence asks, denies or says that something is still to come.
fn leaves_open(text: &str) -> bool {
    let denied = lexicon::negations().is_in(text) || lexicon::denials().is_in(text);
    denied || lexicon::pending().is_in(text) || text.trim_end().ends_with('?')
}

fn is_executive(guest: &Attendee) -> bool {
    lexicon::executives().is_in(&guest.title)
}

/// An address is one person; without one, a name is.
fn is_author(contact: &Contact, author: &Author) -> bool {
    match (&contact.email, &author.email) {
        (Some(left), Some(right)) => left == right,
        _ => !contact.name.is_empty() && contact.name == author.name,
    }
}
