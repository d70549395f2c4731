//! The people whom an account's evidence knows.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{stem, words};
use crate::{Affiliation, Ledger, Record};

/// Everybody whom a ledger's evidence names as a contact, a user, an attendee or an author.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// The words of each full name, in lowercase.
    all: BTreeSet<Vec<String>>,
    /// The job titles that records give somebody, by the words of the name.
    titles: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// Every word of those names.
    parts: BTreeSet<String>,
    /// The stems of the words of the names of the customer's people.
    pub(crate) customers: BTreeSet<String>,
    /// What the vendor is called, by the domains that its people write from.
    pub(crate) vendor_names: BTreeSet<String>,
}

impl People {
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let mut people = Self::default();
        for source in ledger.sources() {
            for author in &source.authors {
                people.add(&author.name, author.affiliation);
                if author.affiliation == Affiliation::Vendor {
                    people.add_vendor(author.email.as_deref());
                }
            }
            match &source.record {
                Some(Record::Contact(contact)) => {
                    people.add(&contact.name, Affiliation::Customer);
                    people.add_title(&contact.name, &contact.title);
                }
                Some(Record::User(user)) => {
                    people.add(&user.name, Affiliation::Vendor);
                    people.add_title(&user.name, &user.title);
                    people.add_vendor(user.email.as_deref());
                }
                Some(Record::Meeting(meeting)) => {
                    for attendee in &meeting.attendees {
                        people.add(&attendee.name, attendee.affiliation);
                        people.add_title(&attendee.name, &attendee.title);
                    }
                }
                _ => {}
            }
        }
        people
    }

    fn add(&mut self, name: &str, affiliation: Affiliation) {
        if name.trim().is_empty() || name.contains('@') {
            return;
        }
        let own = name_words(name);
        self.parts.extend(own.iter().cloned());
        self.all.insert(own);
        if affiliation == Affiliation::Customer {
            let parts = words(name).map(|word| stem(word.text)).filter(|part| part.len() > 2);
            self.customers.extend(parts);
        }
    }

    fn add_title(&mut self, name: &str, title: &str) {
        if !title.trim().is_empty() && !name.trim().is_empty() {
            self.titles
                .entry(name_words(name))
                .or_default()
                .insert(title.to_owned());
        }
    }

    /// The job titles of everybody whose whole name is among the words, which are in lowercase.
    pub(crate) fn titles_of<'a>(&'a self, told: &'a BTreeSet<&str>) -> impl Iterator<Item = &'a str> {
        let named = move |name: &Vec<String>| name.iter().all(|part| told.contains(part.as_str()));
        let people = self.titles.iter().filter(move |(name, _)| named(name));
        people.flat_map(|(_, titles)| titles.iter().map(String::as_str))
    }

    fn add_vendor(&mut self, email: Option<&str>) {
        let domain = email.and_then(|email| email.split_once('@')).map(|(_, domain)| domain);
        if let Some(name) = domain.and_then(|domain| domain.split('.').next()) {
            self.vendor_names.extend(name.split(['-', '_']).map(str::to_owned));
        }
    }

    /// Whether somebody goes by all the words of a name (`Ana`, `Ana Reyes`).
    pub(crate) fn knows(&self, name: &str) -> bool {
        let wanted: Vec<String> = words(name).map(|word| word.text.to_lowercase()).collect();
        let bare = |part: &str| part.trim_end_matches("'s").to_owned();
        if wanted.is_empty() || !wanted.iter().all(|part| self.parts.contains(&bare(part))) {
            return false;
        }
        let has = |own: &Vec<String>| wanted.iter().all(|part| own.contains(&bare(part)));
        self.all.iter().any(has)
    }
}

fn name_words(name: &str) -> Vec<String> {
    name.to_lowercase().split_whitespace().map(str::to_owned).collect()
}
