//! What each kind of object says.

use std::collections::BTreeSet;

use grounding::{
    AccountRecord, Affiliation, Alias, AliasSystem, Contact, Deal, Record, State, Task, Ticket, Value, ValueRole,
    Visibility,
};

use super::super::directory::{AccountRef, Authority, Identity};
use super::super::id_map::host;
use super::super::people::{PersonFact, domain, email};
use super::object::Object;
use super::record::{ObjectDraft, Properties};

impl ObjectDraft {
    pub(super) fn company(&mut self, properties: &Properties<'_>) {
        let name = properties.first(&["name", "domain"]);
        let source = &mut self.draft.source;
        source.title.clone_from(&name);
        source.record = Some(Record::Account(AccountRecord {
            name: name.clone(),
            owner: None,
        }));
        let id = self.key.1.clone();
        // An archived company is often the copy that was merged into another: it names nobody.
        if source.state != State::Live || name.is_empty() {
            self.draft.account = AccountRef::CrmIfKnown(id);
            return;
        }
        self.draft.account = AccountRef::Crm(vec![id.clone()]);
        let domains = format!(
            "{};{};{}",
            properties.text("domain"),
            properties.text("hs_additional_domains"),
            properties.text("website")
        );
        let domains: BTreeSet<String> = domains.split([';', ',', ' ']).filter_map(host).collect();
        let mut aliases = vec![Alias {
            system: AliasSystem::Crm,
            value: id,
        }];
        aliases.extend(domains.into_iter().map(|value| Alias {
            system: AliasSystem::Domain,
            value,
        }));
        self.identity = Some(Identity {
            authority: Authority::Crm,
            slug: None,
            name,
            aliases,
        });
    }

    pub(super) fn contact(&mut self, properties: &Properties<'_>) {
        let name = format!("{} {}", properties.text("firstname"), properties.text("lastname"));
        let address = email(&properties.text("email"));
        let name = match name.trim() {
            "" => address.clone().unwrap_or_default(),
            name => name.to_owned(),
        };
        self.domains
            .extend(address.as_deref().and_then(domain).map(str::to_owned));
        let company = properties.text("associatedcompanyid");
        if !company.is_empty() {
            self.links.push((self.key.clone(), (Object::Company, company)));
        }
        let source = &mut self.draft.source;
        source.visibility = Visibility::Shareable;
        source.title.clone_from(&name);
        let title = properties.text("jobtitle");
        source.record = Some(Record::Contact(Contact {
            name: name.clone(),
            title: title.clone(),
            email: address.clone(),
            role: Some(properties.text("hs_buying_role")).filter(|role| !role.is_empty()),
        }));
        if source.state == State::Live {
            let companies = self.links.iter().filter(|(_, (object, _))| *object == Object::Company);
            let companies: Vec<String> = companies.map(|(_, (_, id))| id.clone()).collect();
            self.person = Some(PersonFact {
                name,
                email: address,
                title,
                affiliation: Affiliation::Customer,
                account: AccountRef::CrmOrDomains(companies, self.domains.clone()),
            });
        }
    }

    pub(super) fn deal(&mut self, properties: &Properties<'_>) -> Result<(), String> {
        let stage = properties.text("dealstage");
        let folded = stage.to_lowercase().replace([' ', '_', '-'], "");
        let won = properties.flag("hs_is_closed_won").unwrap_or(folded == "closedwon");
        let closed = properties
            .flag("hs_is_closed")
            .unwrap_or(won || folded.starts_with("closed"));
        let close_date = properties.day("closedate")?;
        let amount = properties.text("amount").parse().ok();
        let currency = properties.text("deal_currency_code");
        let source = &mut self.draft.source;
        source.title = properties.text("dealname");
        if let Some(value) = amount
            && let Some(field) = source.fields.iter().find(|it| it.name == "amount")
        {
            source.values.push(Value {
                span: field.span,
                metric: "amount".to_owned(),
                value,
                unit: currency.clone(),
                period: close_date,
                role: ValueRole::Amount,
            });
        }
        source.record = Some(Record::Deal(Deal {
            name: source.title.clone(),
            stage,
            won,
            closed,
            close_date,
            amount,
            currency,
            owner: None,
        }));
        Ok(())
    }

    pub(super) fn ticket(&mut self, properties: &Properties<'_>) {
        let stage = properties.text("hs_pipeline_stage").to_lowercase();
        // 4 is `Closed` of the pipeline that every portal begins with.
        let closed = !properties.text("closed_date").is_empty()
            || properties.flag("hs_is_closed").unwrap_or(false)
            || matches!(stage.as_str(), "4" | "closed" | "resolved" | "solved");
        let source = &mut self.draft.source;
        source.title = properties.text("subject");
        source.record = Some(Record::Ticket(Ticket {
            subject: source.title.clone(),
            open: !closed,
            escalated: properties.text("hs_ticket_priority").eq_ignore_ascii_case("urgent")
                || stage.contains("escalat"),
        }));
    }

    /// A call, mail, meeting or to-do. One that is still to come is as old as its record.
    pub(super) fn engagement(&mut self, properties: &Properties<'_>) -> Result<(), String> {
        let date = match properties.day("hs_timestamp")? {
            Some(day) => Some(day),
            None => properties.day("hs_meeting_start_time")?,
        };
        let state = properties.first(&["hs_task_status", "hs_meeting_outcome", "hs_call_status"]);
        let completed = match self.key.0 {
            Object::Task | Object::Meeting => state.eq_ignore_ascii_case("completed"),
            _ => !state.eq_ignore_ascii_case("queued"),
        };
        let source = &mut self.draft.source;
        source.title = properties.first(&[
            "hs_task_subject",
            "hs_call_title",
            "hs_email_subject",
            "hs_meeting_title",
        ]);
        if completed && date.is_some() {
            source.occurred_at = date;
        }
        source.record = Some(Record::Task(Task {
            subject: source.title.clone(),
            completed,
            date,
            owner: None,
        }));
        if self.key.0 == Object::Email {
            let from = email(&properties.text("hs_email_from_email"));
            let incoming = properties.text("hs_email_direction") == "INCOMING_EMAIL";
            let others = if incoming {
                from.iter().cloned().collect()
            } else {
                let to = properties.text("hs_email_to_email");
                to.split([';', ',']).filter_map(email).collect::<Vec<_>>()
            };
            self.domains
                .extend(others.iter().filter_map(|it| domain(it)).map(str::to_owned));
            self.sender = from.filter(|_| incoming);
        }
        Ok(())
    }
}
