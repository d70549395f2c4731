//! Who matters at an account.

use grounding::{Affiliation, Attendee, Contact, Ledger, Sale, Source, SourceId, lexicon};

use crate::brief::Stakeholder;
use crate::cite::{cite_span, cite_value};

/// Somebody at the customer.
pub(crate) struct Person<'a> {
    pub(crate) source: &'a Source,
    pub(crate) contact: &'a Contact,
    /// Whether they can sponsor: by their role, their title or their signature.
    pub(crate) sponsor: bool,
    /// The calls and meetings that they were on, oldest first.
    pub(crate) calls: Vec<&'a Source>,
}

impl Person<'_> {
    /// Whether somebody who was at a call is this person.
    pub(crate) fn is(&self, attendee: &Attendee) -> bool {
        same_person(
            self.contact,
            &attendee.name,
            attendee.email.as_deref(),
            attendee.affiliation,
        )
    }
}

/// The customer's people as the CRM has them: those who decide first, then those who take part
/// most.
pub(crate) fn people<'a>(ledger: &'a Ledger, sale: &Sale<'a>) -> Vec<Person<'a>> {
    let signature = sale
        .scope
        .as_ref()
        .map(|scope| signature_lines(&scope.source.text))
        .unwrap_or_default();
    let mut people: Vec<Person<'a>> = ledger
        .contacts()
        .map(|(source, contact)| {
            let by_role = contact
                .role
                .as_deref()
                .is_some_and(|role| lexicon::executives().is_in(role));
            let by_title = lexicon::executives().is_in(&contact.title);
            let signed = !contact.name.is_empty() && signature.contains(&contact.name);
            let mut calls: Vec<&Source> = ledger
                .meetings()
                .filter(|(_, meeting)| {
                    meeting
                        .attendees
                        .iter()
                        .any(|it| same_person(contact, &it.name, it.email.as_deref(), it.affiliation))
                })
                .map(|(source, _)| source)
                .collect();
            calls.sort_by_key(|call| (call.occurred_at, &call.id));
            Person {
                source,
                contact,
                sponsor: by_role || by_title || signed,
                calls,
            }
        })
        .collect();
    // Those who decide first, then those who take part most.
    people.sort_by(|left, right| {
        let rank = |person: &Person<'_>| (!person.sponsor, std::cmp::Reverse(person.calls.len()));
        (rank(left), &left.contact.name).cmp(&(rank(right), &right.contact.name))
    });
    people
}

/// An address is one person; without one, a name on the customer's side is.
fn same_person(contact: &Contact, name: &str, email: Option<&str>, affiliation: Affiliation) -> bool {
    match (&contact.email, email) {
        (Some(left), Some(right)) => left == right,
        _ => !name.is_empty() && name == contact.name && affiliation != Affiliation::Vendor,
    }
}

/// Whether a line of an order form is one that somebody signs.
pub(crate) fn signs(line: &str) -> bool {
    let mut words = grounding::text::words(line).map(|word| word.text.to_lowercase());
    words.any(|word| {
        matches!(
            word.as_str(),
            "sign" | "signs" | "signed" | "signature" | "signatures" | "signatory" | "signatories"
        )
    })
}

/// The lines of an order form on which the customer signs.
fn signature_lines(text: &str) -> String {
    text.lines().filter(|line| signs(line)).collect::<Vec<_>>().join("\n")
}

/// Who matters on both sides: the customer's people, those of theirs on calls whom the CRM doesn't
/// know, and our own.
pub(crate) fn stakeholders(ledger: &Ledger, sale: &Sale<'_>, people: &[Person<'_>]) -> Vec<Stakeholder> {
    let mut found: Vec<Stakeholder> = people.iter().map(customer).collect();
    found.extend(unrecorded(ledger, people));
    let ae = sale.deal.and_then(|(_, deal)| deal.owner.clone());
    let owner = ledger.account_owner().map(ToOwned::to_owned);
    for (id, part) in [(ae, "AE"), (owner, "account owner")] {
        let Some(id) = id else { continue };
        let Some(source) = ledger.source(&SourceId::raw(&id)) else {
            continue;
        };
        let name = ledger.person(&id);
        found.push(Stakeholder {
            citations: vec![cite_value(source, &name)],
            name,
            role: part.to_owned(),
            side: "vendor".to_owned(),
            sponsor: false,
            engaged: true,
            calls: 0,
            last_call: None,
        });
    }
    found
}

/// The customer's people who were on a call and whom the CRM doesn't know.
fn unrecorded(ledger: &Ledger, people: &[Person<'_>]) -> Vec<Stakeholder> {
    let mut found: Vec<Stakeholder> = Vec::new();
    let mut meetings: Vec<_> = ledger.meetings().collect();
    meetings.sort_by_key(|(source, _)| (source.occurred_at, &source.id));
    for (source, meeting) in meetings {
        let theirs = meeting
            .attendees
            .iter()
            .filter(|it| it.affiliation == Affiliation::Customer && !it.name.is_empty());
        for attendee in theirs.filter(|it| people.iter().all(|person| !person.is(it))) {
            if let Some(known) = found.iter_mut().find(|known| known.name == attendee.name) {
                known.calls += 1;
                known.last_call = source.occurred_at.or(known.last_call);
                continue;
            }
            let turn = source.authors.iter().find(|author| author.name == attendee.name);
            found.push(Stakeholder {
                name: attendee.name.clone(),
                role: if attendee.title.is_empty() {
                    "not in the CRM".to_owned()
                } else {
                    attendee.title.clone()
                },
                side: "customer".to_owned(),
                sponsor: grounding::lexicon::executives().is_in(&attendee.title),
                engaged: true,
                calls: 1,
                last_call: source.occurred_at,
                citations: turn.map(|turn| cite_span(source, turn.span)).into_iter().collect(),
            });
        }
    }
    found
}

fn customer(person: &Person<'_>) -> Stakeholder {
    let contact = person.contact;
    Stakeholder {
        name: contact.name.clone(),
        role: contact
            .role
            .clone()
            .filter(|role| !role.is_empty())
            .unwrap_or_else(|| contact.title.clone()),
        side: "customer".to_owned(),
        sponsor: person.sponsor,
        engaged: !person.calls.is_empty(),
        calls: person.calls.len(),
        last_call: person.calls.last().and_then(|call| call.occurred_at),
        citations: vec![cite_value(person.source, &contact.name)],
    }
}
