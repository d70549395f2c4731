//! Which parts the customer's people play in an onboarding.

use grounding::text::words;

use super::super::facts::Facts;
use crate::brief::Stakeholder;

/// The parts that an onboarding needs somebody for.
pub(super) const PARTS: [&str; 5] = ["sponsor", "champion", "technical", "user", "finance"];

const CHAMPION: [&str; 10] = [
    "champion",
    "advocate",
    "ambassador",
    "coach",
    "project lead",
    "project leader",
    "project manager",
    "project owner",
    "program manager",
    "product owner",
];

const TECHNICAL: [&str; 21] = [
    "technical",
    "technology",
    "technician",
    "it",
    "engineer",
    "engineering",
    "developer",
    "architect",
    "security",
    "system",
    "systems",
    "infrastructure",
    "integration",
    "integrations",
    "software",
    "data",
    "administrator",
    "admin",
    "cio",
    "cto",
    "ciso",
];

const FINANCE: [&str; 13] = [
    "finance",
    "financial",
    "cfo",
    "controller",
    "accountant",
    "accounting",
    "accounts payable",
    "treasurer",
    "treasury",
    "procurement",
    "purchasing",
    "billing",
    "buyer",
];

const USER: [&str; 2] = ["user", "users"];

/// Somebody at the customer, by what they are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seat {
    /// The words of their role and their title, in lowercase, each between two spaces.
    called: String,
    /// Whether they can sponsor.
    sponsor: bool,
    /// Whether they were on a recorded call or meeting.
    pub(super) engaged: bool,
}

impl Seat {
    pub(super) fn new(called: &str, sponsor: bool, engaged: bool) -> Self {
        let called: Vec<String> = words(called).map(|word| word.text.to_lowercase()).collect();
        Self {
            called: format!(" {} ", called.join(" ")),
            sponsor,
            engaged,
        }
    }

    /// Everybody at the customer: the contacts, and those on calls whom the CRM doesn't know.
    pub(super) fn all(facts: &Facts<'_>, stakeholders: &[Stakeholder]) -> Vec<Self> {
        let contacts = facts.people.iter().map(|person| {
            let role = person.contact.role.as_deref().unwrap_or_default();
            let called = format!("{role} {}", person.contact.title);
            Self::new(&called, person.sponsor, !person.calls.is_empty())
        });
        let is_contact = |name: &str| facts.people.iter().any(|it| it.contact.name == name);
        let others = stakeholders
            .iter()
            .filter(|it| it.side == "customer" && !is_contact(&it.name));
        let others = others.map(|it| Self::new(&it.role, it.sponsor, it.engaged));
        contacts.chain(others).collect()
    }

    /// Whether they play that part: the sponsor as the brief has it, the others by what they are
    /// called. Whoever plays none of the others will use it.
    pub(super) fn plays(&self, part: &str) -> bool {
        let (champion, technical) = (self.is_called(&CHAMPION), self.is_called(&TECHNICAL));
        let finance = self.is_called(&FINANCE);
        match part {
            "sponsor" => self.sponsor,
            "champion" => champion,
            "technical" => technical,
            "finance" => finance,
            _ => self.is_called(&USER) || !(self.sponsor || champion || technical || finance),
        }
    }

    fn is_called(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.called.contains(&format!(" {name} ")))
    }
}
