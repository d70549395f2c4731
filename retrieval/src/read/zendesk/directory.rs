//! Organisations, which name accounts, and users, who write comments. Neither is evidence.

use grounding::{Affiliation, Alias, AliasSystem};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::directory::{AccountRef, Authority, Identity};
use super::super::id_map::host;
use super::super::json::{list_or_null, text, typed};
use super::super::outcome::{Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::people::{PersonFact, email};
use super::super::salesforce::ids;
use super::super::{Format, Quarantined};

/// An end user or an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct DeskUser {
    pub(in super::super) name: String,
    pub(in super::super) email: Option<String>,
    pub(in super::super) affiliation: Affiliation,
    /// The id of their organisation; may be empty.
    pub(in super::super) organization: String,
}

/// What a file tells of organisations and users.
#[derive(Debug, Default)]
pub(super) struct Directory {
    pub(super) organizations: Vec<Identity>,
    pub(super) users: Vec<(String, DeskUser)>,
    pub(super) bad: Vec<Quarantined>,
}

impl Directory {
    /// Adds what a list of organisations tells.
    pub(super) fn add_organizations(&mut self, part: &Part<'_>) {
        for (index, raw) in part.records.iter().enumerate() {
            match typed::<Organization>(raw) {
                Ok(organization) => self.organizations.push(organization.identity()),
                Err(reason) => self.refuse(part.at(index), reason, raw),
            }
        }
    }

    /// Adds what a list of users tells.
    pub(super) fn add_users(&mut self, part: &Part<'_>) {
        for (index, raw) in part.records.iter().enumerate() {
            match typed::<User>(raw) {
                Ok(user) => self.users.push((user.id.clone(), user.desk_user())),
                Err(reason) => self.refuse(part.at(index), reason, raw),
            }
        }
    }

    /// Passes it on to the other files.
    pub(super) fn announce(&self, facts: &mut Facts) {
        facts.identities.extend(self.organizations.iter().cloned());
        for (id, user) in &self.users {
            facts.people.push(PersonFact {
                name: user.name.clone(),
                email: user.email.clone(),
                title: String::new(),
                affiliation: user.affiliation,
                account: AccountRef::HelpDesk(user.organization.clone()),
            });
            facts.shared.desk_users.insert(id.clone(), user.clone());
        }
    }

    fn refuse(&mut self, at: String, reason: String, raw: &RawValue) {
        self.bad.push(Quarantined {
            at,
            reason,
            raw: raw.get().as_bytes().to_owned(),
        });
    }
}

impl Export for Directory {
    fn announce(&self, facts: &mut Facts) {
        Self::announce(self, facts);
    }

    fn records(self: Box<Self>, _batch: &Batch, _sink: &mut Sink) {}
}

/// Takes an export of organisations apart.
pub(in super::super) fn parse_organizations(part: &Part<'_>, _file: &ExportFile<'_>) -> Parsed {
    let mut directory = Directory::default();
    directory.add_organizations(part);
    let bad = std::mem::take(&mut directory.bad);
    Parsed::new(Format::ZendeskOrganizations, part.records.len(), bad, directory)
        .with_note("names accounts; holds no evidence")
}

/// Takes an export of users apart.
pub(in super::super) fn parse_users(part: &Part<'_>, _file: &ExportFile<'_>) -> Parsed {
    let mut directory = Directory::default();
    directory.add_users(part);
    let bad = std::mem::take(&mut directory.bad);
    Parsed::new(Format::ZendeskUsers, part.records.len(), bad, directory).with_note("names people; holds no evidence")
}

#[derive(Deserialize)]
struct Organization {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    external_id: String,
    #[serde(default, deserialize_with = "list_or_null")]
    domain_names: Vec<String>,
}

impl Organization {
    fn identity(self) -> Identity {
        let mut aliases = vec![Alias {
            system: AliasSystem::Tickets,
            value: self.id,
        }];
        if ids::is_account(&self.external_id) {
            aliases.push(Alias {
                system: AliasSystem::Crm,
                value: ids::full(&self.external_id),
            });
        }
        aliases.extend(
            self.domain_names
                .iter()
                .filter_map(|name| host(name))
                .map(|value| Alias {
                    system: AliasSystem::Domain,
                    value,
                }),
        );
        Identity {
            authority: Authority::HelpDesk,
            slug: None,
            name: self.name,
            aliases,
        }
    }
}

#[derive(Deserialize)]
struct User {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    email: String,
    #[serde(default, deserialize_with = "text")]
    role: String,
    #[serde(default, deserialize_with = "text")]
    organization_id: String,
}

impl User {
    fn desk_user(self) -> DeskUser {
        let affiliation = match self.role.to_lowercase().as_str() {
            "agent" | "admin" => Affiliation::Vendor,
            "end-user" | "end_user" => Affiliation::Customer,
            _ if !self.organization_id.is_empty() => Affiliation::Customer,
            _ => Affiliation::Unknown,
        };
        DeskUser {
            name: self.name,
            email: email(&self.email),
            affiliation,
            organization: self.organization_id,
        }
    }
}
