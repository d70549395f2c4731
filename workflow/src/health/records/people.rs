//! Whom a next action is for, and with whom it is done.

use grounding::{Citation, Record, Source, SourceId};

use crate::account::Person;
use crate::cite::cite_value;
use crate::health::facts::Facts;

/// Somebody at the customer who knows how the product is used: an administrator or a champion, else
/// who was on the most calls and can't sponsor, else anybody.
pub(super) fn user<'f, 'a>(facts: &'f Facts<'a>) -> Option<&'f Person<'a>> {
    const WORDS: [&str; 2] = ["admin", "champion"];
    let knows = |person: &&Person<'_>| {
        let role = person.contact.role.as_deref().unwrap_or_default();
        let known = format!("{role} {}", person.contact.title).to_lowercase();
        WORDS.into_iter().any(|word| known.contains(word))
    };
    let named = || {
        facts
            .people
            .iter()
            .filter(|person| !person.contact.name.trim().is_empty())
    };
    let met = || {
        named()
            .filter(|person| !person.sponsor)
            .max_by_key(|person| person.calls.len())
    };
    named().find(knows).or_else(met).or_else(|| named().next())
}

/// Who can sponsor or champion at the customer, and isn't among those who gave no answer; else who
/// is.
pub(super) fn reachable<'f, 'a>(facts: &'f Facts<'a>, tried: &[&Person<'_>]) -> Option<&'f Person<'a>> {
    let named = || {
        facts
            .people
            .iter()
            .filter(|person| !person.contact.name.trim().is_empty())
    };
    let is_new = |person: &&Person<'_>| tried.iter().all(|it| it.contact.name != person.contact.name);
    named().find(is_new).or_else(|| named().next())
}

/// The words that name somebody on record.
pub(super) fn cite_person(person: &Person<'_>) -> Citation {
    cite_value(person.source, &person.contact.name)
}

/// Who a record says answers for what it records, with the words that name them: the owner of a
/// goal, of a milestone's project.
pub(super) fn owner_of(facts: &Facts<'_>, source: &Source) -> Option<(String, Vec<Citation>)> {
    let (holder, owner) = match source.record.as_ref()? {
        Record::Goal(goal) => (source, &goal.owner),
        Record::Milestone(milestone) => {
            let mut projects = facts.ledger.projects();
            let (holder, project) = projects.find(|(it, _)| it.id == milestone.project)?;
            (holder, &project.owner)
        }
        _ => return None,
    };
    let owner = owner.as_deref().map(str::trim).filter(|owner| !owner.is_empty())?;
    let name = facts.ledger.person(owner);
    let mut citations = vec![cite_value(holder, owner)];
    if name != owner {
        citations.push(cite_value(facts.ledger.source(&SourceId::raw(owner))?, &name));
    }
    Some((name, citations))
}
