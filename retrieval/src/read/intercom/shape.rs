//! The fields of a conversation.

use serde::Deserialize;

use super::super::json::{list_or_null, text};
use super::super::people::email;

/// A conversation's own fields.
#[derive(Deserialize)]
pub(super) struct ConversationJson {
    #[serde(deserialize_with = "text")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) title: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) state: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) priority: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) created_at: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) updated_at: String,
    #[serde(default)]
    contacts: Option<ContactsJson>,
    #[serde(default)]
    tags: Option<TagsJson>,
    #[serde(default)]
    company: Option<CompanyJson>,
    #[serde(default)]
    companies: Option<CompaniesJson>,
}

impl ConversationJson {
    /// Whether somebody marked it as urgent.
    pub(super) fn is_escalated(&self) -> bool {
        let tagged = self
            .tags
            .iter()
            .flat_map(|it| &it.tags)
            .any(|it| it.name.to_lowercase().contains("escalat"));
        tagged || self.priority.eq_ignore_ascii_case("priority")
    }

    /// The addresses of its contacts; most exports give only their ids.
    pub(super) fn contacts(&self) -> impl Iterator<Item = String> {
        let listed = self.contacts.iter().flat_map(|it| &it.contacts);
        listed.filter_map(|it| email(&it.email))
    }

    /// What the companies are called, the ids that the vendor gave them first.
    pub(super) fn companies(&self) -> Vec<String> {
        let listed = self.companies.iter().flat_map(|it| &it.companies);
        let companies: Vec<&CompanyJson> = self.company.iter().chain(listed).collect();
        let names = companies
            .iter()
            .map(|it| &it.company_id)
            .chain(companies.iter().map(|it| &it.name));
        names.filter(|it| !it.is_empty()).cloned().collect()
    }
}

#[derive(Deserialize, Default)]
struct ContactsJson {
    #[serde(default, deserialize_with = "list_or_null")]
    contacts: Vec<ContactJson>,
}

#[derive(Deserialize)]
struct ContactJson {
    #[serde(default, deserialize_with = "text")]
    email: String,
}

#[derive(Deserialize, Default)]
struct TagsJson {
    #[serde(default, deserialize_with = "list_or_null")]
    tags: Vec<TagJson>,
}

#[derive(Deserialize)]
struct TagJson {
    #[serde(default, deserialize_with = "text")]
    name: String,
}

#[derive(Deserialize)]
struct CompaniesJson {
    #[serde(default, deserialize_with = "list_or_null")]
    companies: Vec<CompanyJson>,
}

#[derive(Deserialize)]
struct CompanyJson {
    #[serde(default, deserialize_with = "text")]
    company_id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
}
