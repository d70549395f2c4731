//! Who matters at the account, on both sides: who can sponsor, who was never on a call.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use grounding::{Affiliation, Ledger};
use jiff::civil::Date;
use workflow::brief::Stakeholder;
use workflow::people::Person;

use super::{Head, Tab, opened, records};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "web/accounts/people.html")]
struct PeoplePage {
    frame: Frame,
    head: Head,
    customer: Vec<PersonView>,
    vendor: Vec<PersonView>,
    desk: Vec<DeskView>,
}

/// Somebody at the customer or at the vendor.
struct PersonView {
    name: String,
    /// Their role or job title; empty where nobody says.
    role: String,
    sponsor: bool,
    calls: usize,
    /// Their last call; empty where they were on none, or it has no date.
    last: String,
    /// Their record; empty where there is none.
    source: String,
}

/// Somebody who has a part in the account here at the desk.
struct DeskView {
    name: String,
    roles: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let opened = opened(&app, &visitor, &name, Tab::People).await?;
    let ledger = visitor.service(&app).ledger(&opened.account).await?;
    let people = app.workspace.store.people().await.map_err(anyhow::Error::from)?;
    let (customer, known): (Vec<Stakeholder>, Vec<Stakeholder>) = records::people(&ledger)
        .into_iter()
        .partition(|it| it.side == "customer");
    page(&PeoplePage {
        customer: customer.into_iter().map(PersonView::of).collect(),
        vendor: vendor(known, &ledger),
        desk: desk(&people, &opened.head.id),
        head: opened.head,
        frame: opened.frame,
    })
}

impl PersonView {
    fn of(person: Stakeholder) -> Self {
        let source = person.citations.first().map(|it| it.source_id.to_string());
        Self {
            name: person.name,
            role: person.role,
            sponsor: person.sponsor,
            calls: person.calls,
            last: person.last_call.map(|day| day.to_string()).unwrap_or_default(),
            source: source.unwrap_or_default(),
        }
    }
}

/// The vendor's people: those whom the records name for a part, with their calls, and whoever else
/// of them was on a call.
fn vendor(known: Vec<Stakeholder>, ledger: &Ledger) -> Vec<PersonView> {
    let mut on_calls = on_calls(ledger);
    let mut found: Vec<PersonView> = Vec::new();
    for person in known {
        // Somebody may have several parts.
        if let Some(before) = found.iter_mut().find(|it| it.name == person.name) {
            before.role = format!("{}, {}", before.role, person.role);
            continue;
        }
        let (calls, last, _) = on_calls.remove(&person.name).unwrap_or_default();
        found.push(PersonView {
            calls,
            last: last.map(|day| day.to_string()).unwrap_or_default(),
            ..PersonView::of(person)
        });
    }
    let others = on_calls.into_iter().map(|(name, (calls, last, title))| PersonView {
        name,
        role: title,
        sponsor: false,
        calls,
        last: last.map(|day| day.to_string()).unwrap_or_default(),
        source: String::new(),
    });
    found.extend(others);
    found
}

/// On how many calls each of the vendor's people was, the day of the last, and their title there.
fn on_calls(ledger: &Ledger) -> BTreeMap<String, (usize, Option<Date>, String)> {
    let mut found: BTreeMap<String, (usize, Option<Date>, String)> = BTreeMap::new();
    for (source, meeting) in ledger.meetings() {
        let ours = meeting
            .attendees
            .iter()
            .filter(|it| it.affiliation == Affiliation::Vendor);
        for attendee in ours.filter(|it| !it.name.is_empty()) {
            let (calls, last, title) = found.entry(attendee.name.clone()).or_default();
            *calls += 1;
            *last = (*last).max(source.occurred_at);
            if title.is_empty() {
                title.clone_from(&attendee.title);
            }
        }
    }
    found
}

/// Who has which part in the account at the desk. Whoever has one in all accounts has it in this.
fn desk(people: &[Person], account: &str) -> Vec<DeskView> {
    let account = grounding::AccountId::new(account);
    let active = people.iter().filter(|person| person.active);
    let views = active.map(|person| DeskView {
        name: person.name.clone(),
        roles: person
            .roles(Some(&account))
            .iter()
            .map(|role| role.noun())
            .collect::<Vec<_>>()
            .join(", "),
    });
    views.filter(|view| !view.roles.is_empty()).collect()
}
