//! Whole briefs of a tenant whose truth is known: which states they come to, and what share of
//! the accounts' true facts they state.
//!
//! The key is a JSON file `key.json`: `{"accounts": {code: {"ids": {"slug"}, "facts": [{"value",
//! "unit", "period", "role", "support": [source ids]}], "expected": {"handoff": {"state"} or
//! null}}}}`. A fact is stated where a claim that is let through has its figure, or its date, and
//! cites one of the sources that support it. Paused and stopped briefs hold only what is computed
//! from records, so their facts are reported apart.

use std::collections::BTreeMap;
use std::path::Path;

use agent::draft::Drafter;
use agent::pipeline::{self, Settings};
use grounding::text::{find_dates, find_figures};
use grounding::{Audience, Evidence, Policy, View};
use jiff::civil::Date;
use serde::Deserialize;
use workflow::brief::{Brief, RunState};
use workflow::{Definition, Request};

use crate::bench::{Case, Group, Report};
use crate::suite::Place;
use crate::{float, ratio};

/// The set's name.
pub const NAME: &str = "briefs";

/// How the briefs are drafted.
pub struct How<'a> {
    /// The kind of brief.
    pub definition: &'static Definition,
    /// The day they speak of.
    pub as_of: Date,
    /// What each rule's findings do.
    pub policy: &'a Policy,
    /// A trigger counts while its deal closed at most so many days ago.
    pub trigger_days: i64,
}

#[derive(Deserialize)]
struct Key {
    accounts: BTreeMap<String, Account>,
}

#[derive(Deserialize)]
struct Account {
    ids: Ids,
    facts: Vec<Fact>,
    expected: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
struct Ids {
    slug: String,
}

#[derive(Deserialize)]
struct Fact {
    metric: String,
    value: String,
    unit: String,
    #[serde(default)]
    period: String,
    #[serde(default)]
    role: Option<String>,
    support: Vec<String>,
}

/// What was counted of a group of accounts.
#[derive(Default)]
struct Count {
    rows: usize,
    right: usize,
    facts: usize,
    stated: usize,
    claims: usize,
    said_twice: usize,
}

/// Drafts a brief of each account of the key, without a model, and counts.
///
/// # Errors
///
/// Fails where the key or the evidence can't be read.
pub async fn measure<E: Evidence>(place: &Place<E>, data: &Path, how: &How<'_>) -> Result<Report, String> {
    let file = if data.is_dir() {
        data.join("key.json")
    } else {
        data.to_owned()
    };
    let text = std::fs::read_to_string(&file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
    let key: Key =
        serde_json::from_str(&text).map_err(|error| format!("`{}` is no key of a tenant: {error}", file.display()))?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut cases = Vec::new();
    for account in key.accounts.values() {
        let kind = how.definition.spec.kind;
        let Some(expected) = account.expected.get(kind) else {
            continue;
        };
        let brief = draft(place, &account.ids.slug, how).await?;
        let wanted = wanted(expected);
        let found = crate::suite::word(&brief.state);
        let is_right = wanted == found;
        let facts: Vec<(&Fact, bool)> = account
            .facts
            .iter()
            .map(|fact| (fact, is_stated(fact, &brief)))
            .collect();
        let group = format!("state {found}");
        for name in ["all".to_owned(), group] {
            let count = counts.entry(name).or_default();
            count.rows += 1;
            count.right += usize::from(is_right);
            count.add(&facts, &brief);
        }
        for (fact, stated) in &facts {
            if brief.state == RunState::InReview {
                let role = fact.role.as_deref().unwrap_or(&fact.period);
                let count = counts.entry(format!("in review, {role}")).or_default();
                count.facts += 1;
                count.stated += usize::from(*stated);
            }
        }
        let missed: Vec<String> = facts
            .iter()
            .filter(|(_, stated)| !stated)
            .map(|(fact, _)| format!("{} {} {}", fact.metric, fact.value, fact.unit))
            .collect();
        if !is_right || (brief.state == RunState::InReview && !missed.is_empty()) {
            cases.push(Case {
                id: account.ids.slug.clone(),
                claim: format!("the {kind} of {}", account.ids.slug),
                quotes: Vec::new(),
                expected: wanted,
                found,
                findings: missed.into_iter().map(|it| format!("not stated: {it}")).collect(),
            });
        }
    }
    let whole = counts.remove("all").unwrap_or_default().group();
    Ok(Report {
        set: NAME,
        rows: whole.rows,
        metric: "state right",
        value: whole.value,
        measures: whole.measures,
        groups: counts.into_iter().map(|(name, count)| (name, count.group())).collect(),
        cases,
    })
}

async fn draft<E: Evidence>(place: &Place<E>, slug: &str, how: &How<'_>) -> Result<Brief, String> {
    let account = place.accounts.iter().find(|it| it.answers_to(slug));
    let account = account.ok_or_else(|| format!("there is no account `{slug}`"))?;
    let request = Request {
        trigger_days: how.trigger_days,
        ..Request::default()
    };
    let settings = Settings {
        definition: how.definition,
        request: &request,
        policy: how.policy,
        drafter: &Drafter::Extractive,
        view: View {
            as_of: how.as_of,
            audience: Audience::Internal,
        },
        revision_rounds: 0,
    };
    let search = place.index.account(&account.id).map_err(|error| error.to_string())?;
    let outcome = pipeline::run(&place.evidence, &search, account, &settings, &|_| {}).await;
    outcome.map(|it| it.brief).map_err(|error| error.to_string())
}

/// The state that a key's words stand for.
fn wanted(expected: &serde_json::Value) -> String {
    match expected.get("state").and_then(serde_json::Value::as_str) {
        // No trigger: nothing begins.
        None | Some("not_ready") => "stopped",
        Some("incomplete" | "paused") => "paused",
        Some(_) => "in_review",
    }
    .to_owned()
}

fn is_stated(fact: &Fact, brief: &Brief) -> bool {
    let told = format!("{} {}", fact.value, fact.unit);
    let dates = find_dates(&fact.value);
    let figures = find_figures(if fact.value.contains(&fact.unit) {
        &fact.value
    } else {
        &told
    });
    brief.claims.iter().any(|claim| {
        let text = &claim.claim.text;
        let says = if fact.unit == "date" {
            let said = find_dates(text);
            dates.iter().any(|date| said.iter().any(|it| it.agrees_with(date)))
        } else {
            let said = find_figures(text);
            figures.iter().any(|figure| said.iter().any(|it| it.same_as(figure)))
        };
        let cited = || claim.claim.citations.iter().map(|it| it.source_id.as_str());
        says && fact.support.iter().any(|id| cited().any(|it| it == id))
    })
}

impl Count {
    fn add(&mut self, facts: &[(&Fact, bool)], brief: &Brief) {
        self.facts += facts.len();
        self.stated += facts.iter().filter(|(_, stated)| *stated).count();
        let mut said: Vec<Vec<&str>> = Vec::new();
        for claim in &brief.claims {
            let words: Vec<&str> = claim.claim.text.split_whitespace().collect();
            self.claims += 1;
            self.said_twice += usize::from(said.iter().any(|earlier| crate::suite::says_the_same(earlier, &words)));
            said.push(words);
        }
    }

    fn group(self) -> Group {
        let mut measures = BTreeMap::from([("facts", float(self.facts)), ("stated", ratio(self.stated, self.facts))]);
        let mut value = ratio(self.stated, self.facts);
        if self.rows > 0 {
            value = ratio(self.right, self.rows);
            measures.insert("state right", value);
            measures.insert("claims", float(self.claims));
            measures.insert("duplicates", ratio(self.said_twice, self.claims));
        }
        Group {
            rows: if self.rows > 0 { self.rows } else { self.facts },
            value,
            measures,
        }
    }
}
