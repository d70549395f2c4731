//! Who is who: which side a person speaks for, and by what address they are known.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, Affiliation, Attendee};
use serde::{Deserialize, Serialize};

use super::directory::{AccountRef, Directory};

/// What one record says of a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PersonFact {
    pub(super) name: String,
    /// In lowercase.
    pub(super) email: Option<String>,
    pub(super) title: String,
    pub(super) affiliation: Affiliation,
    /// The customer they work for.
    pub(super) account: AccountRef,
}

/// A person of the batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) title: String,
    pub(super) affiliation: Affiliation,
    account: Option<AccountId>,
}

impl Person {
    /// The customer they work for, where anybody says.
    pub(super) fn account(&self) -> Option<&AccountId> {
        self.account.as_ref()
    }
}

/// Everybody the batch names.
#[derive(Debug, Default)]
pub(super) struct People {
    by_email: BTreeMap<String, Person>,
    by_name: BTreeMap<String, Vec<Person>>,
    vendor_domains: BTreeSet<String>,
}

impl People {
    /// Makes people of what is said of them; an address is one person.
    pub(super) fn new(facts: Vec<PersonFact>, directory: &Directory, crm_parents: &BTreeMap<String, String>) -> Self {
        let mut people = Self::default();
        let mut customer_domains = BTreeSet::new();
        for fact in facts {
            let person = Person {
                name: fact.name,
                title: fact.title,
                affiliation: fact.affiliation,
                account: directory.resolve(&fact.account, crm_parents).ok().flatten(),
                email: fact.email.clone(),
            };
            if let Some(domain) = fact.email.as_deref().and_then(domain) {
                match person.affiliation {
                    Affiliation::Vendor => people.vendor_domains.insert(domain.to_owned()),
                    Affiliation::Customer => customer_domains.insert(domain.to_owned()),
                    Affiliation::Unknown => false,
                };
            }
            people.add(person);
        }
        // A mail provider's domain says nothing.
        people
            .vendor_domains
            .retain(|domain| !customer_domains.contains(domain));
        people
    }

    /// The one person by that name at the vendor or at the account; none if there are several.
    pub(super) fn named(&self, name: &str, account: Option<&AccountId>) -> Option<&Person> {
        let mut fitting = self.by_name.get(&fold(name))?.iter().filter(|it| {
            it.affiliation != Affiliation::Customer || it.account.is_none() || it.account.as_ref() == account
        });
        let first = fitting.next()?;
        fitting
            .all(|it| it.affiliation == first.affiliation && (it.email == first.email || it.email.is_none()))
            .then_some(first)
    }

    /// The person with that address.
    pub(super) fn with_email(&self, email: &str) -> Option<&Person> {
        self.by_email.get(email)
    }

    /// Which side an address belongs to, by its owner or else by its domain.
    pub(super) fn side_of(&self, email: &str, account: Option<&AccountId>, directory: &Directory) -> Affiliation {
        if let Some(person) = self
            .by_email
            .get(email)
            .filter(|it| it.affiliation != Affiliation::Unknown)
        {
            return person.affiliation;
        }
        let Some(domain) = domain(email) else {
            return Affiliation::Unknown;
        };
        let of_account = account
            .and_then(|account| directory.get(account))
            .is_some_and(|account| {
                account
                    .domains()
                    .any(|it| it == domain || domain.strip_suffix(it).is_some_and(|rest| rest.ends_with('.')))
            });
        if of_account {
            Affiliation::Customer
        } else if self.vendor_domains.contains(domain) {
            Affiliation::Vendor
        } else {
            Affiliation::Unknown
        }
    }

    fn add(&mut self, person: Person) {
        if let Some(email) = &person.email {
            let known = self.by_email.entry(email.clone()).or_insert_with(|| person.clone());
            if known.affiliation == Affiliation::Unknown {
                *known = person.clone();
            } else if known.title.is_empty() {
                known.title.clone_from(&person.title);
            }
        }
        let same_name = self.by_name.entry(fold(&person.name)).or_default();
        if !person.name.trim().is_empty() && !same_name.contains(&person) {
            // Somebody who is known without an address adds nothing to one who has it.
            if person.affiliation != Affiliation::Unknown {
                same_name.push(person);
                same_name.sort_by_key(|it| it.email.is_none());
            }
        }
    }
}

/// An address in the form that people are told apart by.
pub(super) fn email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    email.contains('@').then_some(email)
}

/// The domain of an address.
pub(super) fn domain(email: &str) -> Option<&str> {
    email
        .rsplit_once('@')
        .map(|(_, domain)| domain)
        .filter(|it| !it.is_empty())
}

/// Finds the participant whose name or address fits the name of a speaker.
pub(super) fn participant<'a>(speaker: &str, attendees: &'a [Attendee]) -> Option<&'a Attendee> {
    let name = fold(speaker);
    let letters: String = name.chars().filter(|it| it.is_alphanumeric()).collect();
    if letters.is_empty() {
        return None;
    }
    let initial_and_last: Option<String> = name
        .split_once(' ')
        .and_then(|(first, last)| Some(format!("{}{}", first.chars().next()?, last.replace(' ', ""))));
    let mut fitting = attendees.iter().filter(|attendee| {
        let local = attendee
            .email
            .as_deref()
            .and_then(|it| it.split('@').next())
            .unwrap_or("");
        let local: String = local.chars().filter(|it| it.is_alphanumeric()).collect();
        fold(&attendee.name) == name || local == letters || initial_and_last.as_ref().is_some_and(|it| *it == local)
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// A name without case and without what tools append in brackets: `Ada Byrne (Orrin)`.
fn fold(name: &str) -> String {
    let name = name.split(['(', '|', '[']).next().unwrap_or(name);
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attendee(name: &str, email: &str) -> Attendee {
        Attendee {
            name: name.to_owned(),
            email: Some(email.to_owned()),
            title: String::new(),
            affiliation: Affiliation::Unknown,
        }
    }

    #[test]
    fn a_speaker_is_one_of_the_participants_or_nobody() {
        let attendees = [
            attendee("", "ada.byrne@orrin.example"),
            attendee("", "tlund@vendor.example"),
            attendee("Mo Ito", "m@orrin.example"),
            attendee("Mo Ito", "mo@vendor.example"),
        ];
        let email = |name: &str| participant(name, &attendees).and_then(|it| it.email.as_deref());
        assert_eq!(email("Ada Byrne (Orrin)"), Some("ada.byrne@orrin.example"));
        assert_eq!(email("Tove Lund"), Some("tlund@vendor.example"));
        assert_eq!(email("Mo Ito"), None);
    }
}
