//! Who was in touch with whom.

use grounding::{Affiliation, Attendee, Author, Contact, Ledger, Meeting, Record, Source, SourceKind, Task, lexicon};
use jiff::civil::Date;

use super::silence::{Silence, silence};
use super::voices::own_words;
use super::{Touch, TouchKind};
use crate::account::Person;

/// A moment at which the two sides were in touch, or we tried to be, and how many attempts it stands
/// for: one, but where a record says that several went unanswered.
pub(super) struct Told<'a> {
    touch: Touch<'a>,
    attempts: usize,
}

/// What a source tells of it; none where it tells nothing, or not of when.
pub(super) fn told<'a>(ledger: &Ledger, people: &[Person<'_>], source: &'a Source) -> Option<Told<'a>> {
    let touch = touch(ledger, people, source)?;
    let attempts = match touch.kind {
        TouchKind::Unanswered => unanswered(ledger, source),
        TouchKind::Met | TouchKind::Heard | TouchKind::Tried => 1,
    };
    Some(Told { touch, attempts })
}

/// The touches in the order of their days. A record that speaks of three attempts stands for those
/// of them that no record before it tells of, since somebody of the customer's was last in touch.
pub(super) fn in_order(mut told: Vec<Told<'_>>) -> Vec<Touch<'_>> {
    told.sort_by_key(|it| it.touch.date);
    let mut touches = Vec::with_capacity(told.len());
    let mut open = 0;
    for Told { touch, attempts } in told {
        match touch.kind {
            TouchKind::Met | TouchKind::Heard if !touch.is_support => open = 0,
            TouchKind::Unanswered => {
                let more = attempts.saturating_sub(open).max(1);
                touches.extend(std::iter::repeat_n(touch.clone(), more - 1));
                open += more;
            }
            TouchKind::Met | TouchKind::Heard | TouchKind::Tried => {}
        }
        touches.push(touch);
    }
    touches
}

fn touch<'a>(ledger: &Ledger, people: &[Person<'_>], source: &'a Source) -> Option<Touch<'a>> {
    let at = |date: Date, kind: TouchKind, with_sponsor: bool| Touch {
        date,
        kind,
        with_sponsor,
        is_support: matches!(source.kind, SourceKind::Comment | SourceKind::Ticket | SourceKind::Case),
        source: Some(source),
    };
    let day = source.occurred_at;
    match (&source.record, source.kind) {
        (Some(Record::Meeting(meeting)), _) => {
            let with_sponsor = met(people, source, meeting)?;
            Some(at(day?, TouchKind::Met, with_sponsor))
        }
        (_, SourceKind::Mail) => {
            let sender = *own_words(source).first()?;
            match sender.affiliation {
                Affiliation::Customer => Some(at(day?, TouchKind::Heard, is_sponsor(people, sender))),
                Affiliation::Vendor => Some(at(day?, TouchKind::Tried, false)),
                Affiliation::Unknown => None,
            }
        }
        (_, SourceKind::Message | SourceKind::Comment | SourceKind::Ticket | SourceKind::Case) => {
            let author = source.author().filter(|it| it.affiliation == Affiliation::Customer)?;
            Some(at(day?, TouchKind::Heard, is_sponsor(people, author)))
        }
        (record, SourceKind::Task | SourceKind::Note | SourceKind::Activity) => {
            let task = match record {
                Some(Record::Task(task)) => Some(task),
                _ => None,
            };
            let by_customer = source.author().filter(|it| it.affiliation == Affiliation::Customer);
            if let Some(author) = by_customer {
                // A mail of the customer's that the CRM logged; what they noted is no touch.
                task?;
                return Some(at(day?, TouchKind::Heard, is_sponsor(people, author)));
            }
            let done = task.filter(|task| task.completed);
            let date = done.and_then(|task| done_on(task, ledger.view.as_of)).or(day)?;
            if is_recent(ledger, date) && unanswered(ledger, source) > 0 {
                return Some(at(date, TouchKind::Unanswered, false));
            }
            done.map(|_| at(date, TouchKind::Tried, false))
        }
        _ => None,
    }
}

/// The day on which a task was done, if that was by the day of the ledger.
fn done_on(task: &Task, as_of: Date) -> Option<Date> {
    task.date.filter(|date| *date <= as_of)
}

/// So long ago nobody waits for an answer any more. Systems hold many thousand old activities, and
/// reading all of them would take longer than everything else.
const WAITED_DAYS: i32 = 366;

fn is_recent(ledger: &Ledger, date: Date) -> bool {
    (ledger.view.as_of - date).get_days() <= WAITED_DAYS
}

/// Whether somebody of the customer's was at a meeting, and if so whether one of them can sponsor.
fn met(people: &[Person<'_>], source: &Source, meeting: &Meeting) -> Option<bool> {
    let guests = meeting.attendees.iter();
    let guests: Vec<&Attendee> = guests.filter(|it| it.affiliation == Affiliation::Customer).collect();
    let spoke = source
        .authors
        .iter()
        .filter(|it| it.affiliation == Affiliation::Customer);
    let spoke: Vec<&Author> = spoke.collect();
    if guests.is_empty() && spoke.is_empty() {
        return None;
    }
    let by_seat = guests.iter().any(|guest| {
        let known = people.iter().find(|person| person.is(guest));
        known.map_or_else(|| lexicon::executives().is_in(&guest.title), |person| person.sponsor)
    });
    Some(by_seat || spoke.iter().any(|author| is_sponsor(people, author)))
}

fn is_sponsor(people: &[Person<'_>], author: &Author) -> bool {
    people.iter().any(|it| it.sponsor && is_author(it.contact, author))
}

/// An address is one person; without one, a name is.
fn is_author(contact: &Contact, author: &Author) -> bool {
    match (&contact.email, &author.email) {
        (Some(left), Some(right)) => left == right,
        _ => !contact.name.is_empty() && contact.name == author.name,
    }
}

/// How many attempts a record of ours says that nobody answered, in words that stand beside no order
/// to whoever drafts.
fn unanswered(ledger: &Ledger, source: &Source) -> usize {
    match silence(&source.text) {
        Silence::Kept { span, attempts } if ledger.order_beside(&source.id, span).is_none() => attempts,
        Silence::Kept { .. } | Silence::Untold | Silence::Broken => 0,
    }
}
