//! What stands above a document, at the top of its pages and below it.

use grounding::Audience;

use super::clean::clean;
use super::sheet::Sheet;
use super::{Document, RunStanding};
use crate::brief::{Brief, RunState, short_digest};

/// What stands on every page of a document that is no approved brief.
const DRAFT: &str = "draft, not approved";

impl Document {
    pub(super) fn new(brief: &Brief, standing: &RunStanding, audience: Audience, sheet: Sheet<'_>) -> Self {
        let approvals = standing.approvals.iter().map(|it| {
            let at = it.at.strftime("%Y-%m-%d %H:%M UTC");
            format!("{} ({}), {at}", clean(&it.name), it.role.noun())
        });
        let (blocks, footnotes) = sheet.finish();
        Self {
            title: clean(brief.title()),
            account: clean(&brief.account_name),
            as_of: brief.as_of,
            audience,
            state: state(standing),
            draft: standing.state != RunState::Approved,
            approvals: approvals.collect(),
            digest: brief.digest.clone(),
            blocks,
            footnotes,
        }
    }

    /// The title of the whole: the kind of brief and the account.
    pub fn heading(&self) -> String {
        format!("{} \u{b7} {}", self.title, self.account)
    }

    /// What stands at the top of every page.
    pub fn running(&self) -> String {
        self.warning().map_or_else(
            || self.heading(),
            |warning| format!("{} \u{b7} {warning}", self.heading()),
        )
    }

    /// That it is a draft, where it is one.
    pub fn warning(&self) -> Option<&'static str> {
        self.draft.then_some(DRAFT)
    }

    /// What stands below the title, each line with its name.
    pub fn head(&self) -> Vec<(&'static str, String)> {
        let audience = match self.audience {
            Audience::Internal => "internal",
            Audience::Customer => "customer",
        };
        let mut head = vec![
            ("As of", self.as_of.to_string()),
            ("Audience", audience.to_owned()),
            ("State", self.state.clone()),
            ("Digest", self.short_digest().to_owned()),
        ];
        head.extend(self.approvals.iter().map(|it| ("Approved by", it.clone())));
        head
    }

    /// What stands below everything else: the whole digest, by which the brief is found again.
    pub fn end(&self) -> String {
        format!("Digest of the brief: {}", self.digest)
    }

    /// The digest as a person compares it.
    pub fn short_digest(&self) -> &str {
        short_digest(&self.digest)
    }
}

fn state(standing: &RunStanding) -> String {
    let word = standing.state.words();
    let roles: Vec<String> = standing
        .waits_for
        .iter()
        .map(|it| format!("the {}", it.noun()))
        .collect();
    let waits = if roles.is_empty() {
        String::new()
    } else {
        format!("; waits for {}", roles.join(" and "))
    };
    format!("{word}, version {}{waits}", standing.version)
}
