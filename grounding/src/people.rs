//! The people whom an account's evidence knows.

use std::collections::BTreeSet;

use crate::text::words;
use crate::{Affiliation, Ledger, Record};

/// Everybody whom a ledger's evidence names as a contact, a user, an attendee or an author.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// Full names in lowercase.
    all: BTreeSet<String>,
    /// Full names of the customer's people.
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
                Some(Record::Contact(contact)) => people.add(&contact.name, Affiliation::Customer),
                Some(Record::User(user)) => {
                    people.add(&user.name, Affiliation::Vendor);
                    people.add_vendor(user.email.as_deref());
                }
                Some(Record::Meeting(meeting)) => {
                    for attendee in &meeting.attendees {
                        people.add(&attendee.name, attendee.affiliation);
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
        self.all.insert(name.to_lowercase());
        if affiliation == Affiliation::Customer {
            self.customers.insert(name.to_owned());
        }
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
        let has = |known: &String| {
            let own: Vec<&str> = known.split_whitespace().collect();
            wanted.iter().all(|part| own.contains(&part.trim_end_matches("'s")))
        };
        !wanted.is_empty() && self.all.iter().any(has)
    }
}
