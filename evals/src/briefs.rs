//! Whole briefs of a tenant whose truth is known: which states they come to, and what share of
//! the accounts' true facts they state.
//!
//! The key is a JSON file `key.json`: `{"accounts": {code: {"ids": {"slug"}, "facts": [{"value",
//! "unit", "period", "role", "support": [source ids]}], "expected": {"handoff": {"state"} or
//! null, "recap": state, "must_mention": [source ids]}}}}`. A kind that the key expects nothing of
//! is measured by its facts alone. Of health it says what a snapshot may come to (`max_colour`, `flags`, `trend`). A fact is stated where a claim that is let through has its figure, or its date, and
//! cites one of the sources that support it. Paused and stopped briefs hold only what is computed
//! from records, so their facts are reported apart.

mod health;

use std::collections::BTreeMap;
use std::path::Path;

use agent::draft::Drafter;
use agent::pipeline::{self, Settings};
use grounding::text::{find_dates, find_figures};
use grounding::{AccountId, Audience, Evidence, Ledger, Policy, View};
use jiff::civil::Date;
use serde::Deserialize;
use workflow::brief::{Brief, RunState};
use workflow::handoff::HANDOFF;
use workflow::health::HEALTH;
use workflow::measure::{candidate, top_tenth};
use workflow::{Definition, Layout, Request};

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
    words: usize,
    rejected: usize,
    to_mention: usize,
    mentioned: usize,
}

/// Drafts a brief of each account of the key, without a model, and counts.
///
/// # Errors
///
/// Fails where the key or the evidence can't be read.
pub async fn measure<E: Evidence>(place: &Place<E>, data: &Path, how: &How<'_>) -> Result<Report, String> {
    let key = read_key(data)?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut cases = Vec::new();
    let kind = how.definition.spec.kind;
    let is_health = kind == HEALTH.spec.kind;
    let top = if is_health {
        top_accounts(place, how).await?
    } else {
        Vec::new()
    };
    for account in key.accounts.values() {
        let brief = draft(place, &account.ids.slug, how, &top).await?;
        let found = crate::suite::word(&brief.state);
        // A summary is there for every account that there is anything to say of.
        let wanted = account
            .expected
            .get(kind)
            .map_or_else(|| "in_review".to_owned(), wanted);
        let differences = if is_health {
            health::differences(account.expected.get(kind), &brief)?
        } else {
            Vec::new()
        };
        // Of a snapshot the key says what it comes to, not where its run stands.
        let is_right = if is_health {
            differences.is_empty()
        } else {
            wanted == found
        };
        let must = to_mention(account, kind);
        let unmentioned: Vec<&str> = must.iter().copied().filter(|id| !mentions(&brief, id)).collect();
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
            count.to_mention += must.len();
            count.mentioned += must.len() - unmentioned.len();
        }
        for section in &brief.sections {
            let count = counts.entry(format!("section {}", section.id)).or_default();
            count.claims += section.claims.len();
            count.rejected += brief.rejected.iter().filter(|it| it.section == section.id).count();
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
        // A snapshot tells of health; the facts of contract and goals are other briefs' to state.
        let is_short = !is_health && (!missed.is_empty() || !unmentioned.is_empty());
        if !is_right || (brief.state == RunState::InReview && is_short) {
            cases.push(Case {
                id: account.ids.slug.clone(),
                claim: format!("the {kind} of {}", account.ids.slug),
                quotes: Vec::new(),
                expected: wanted,
                found,
                findings: missed
                    .into_iter()
                    .map(|it| format!("not stated: {it}"))
                    .chain(unmentioned.iter().map(|it| format!("not mentioned: {it}")))
                    .chain(differences)
                    .collect(),
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

fn read_key(data: &Path) -> Result<Key, String> {
    let file = if data.is_dir() {
        data.join("key.json")
    } else {
        data.to_owned()
    };
    let text = std::fs::read_to_string(&file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("`{}` is no key of a tenant: {error}", file.display()))
}

/// The sources that a brief of this kind must speak of. A handoff knows no outcomes yet, and a
/// snapshot is about health.
fn to_mention<'a>(account: &'a Account, kind: &str) -> Vec<&'a str> {
    if kind == HANDOFF.spec.kind || kind == HEALTH.spec.kind {
        return Vec::new();
    }
    let must = account
        .expected
        .get("must_mention")
        .and_then(serde_json::Value::as_array);
    let ids = must.into_iter().flatten();
    ids.filter_map(serde_json::Value::as_str).collect()
}

/// The tenth of the accounts that pay most (HS-13).
async fn top_accounts<E: Evidence>(place: &Place<E>, how: &How<'_>) -> Result<Vec<AccountId>, String> {
    let mut known = Vec::new();
    for account in &place.accounts {
        let ledger = Ledger::gather(&place.evidence, account, view(how)).await;
        known.push(candidate(&ledger.map_err(|error| error.to_string())?));
    }
    Ok(top_tenth(&known))
}

fn view(how: &How<'_>) -> View {
    View {
        as_of: how.as_of,
        audience: Audience::Internal,
    }
}

async fn draft<E: Evidence>(place: &Place<E>, slug: &str, how: &How<'_>, top: &[AccountId]) -> Result<Brief, String> {
    let account = place.accounts.iter().find(|it| it.answers_to(slug));
    let account = account.ok_or_else(|| format!("there is no account `{slug}`"))?;
    let request = Request {
        trigger_days: how.trigger_days,
        is_top_value: top.contains(&account.id),
        ..Request::default()
    };
    let settings = Settings {
        definition: how.definition,
        request: &request,
        layout: &Layout::default(),
        policy: how.policy,
        drafter: &Drafter::Extractive,
        view: view(how),
        revision_rounds: 0,
    };
    let search = place.index.account(&account.id).map_err(|error| error.to_string())?;
    let outcome = pipeline::run(&place.evidence, &search, account, &settings, &|_| {}).await;
    outcome.map(|it| it.brief).map_err(|error| error.to_string())
}

/// The state that a key's words stand for.
fn wanted(expected: &serde_json::Value) -> String {
    match expected.get("state").unwrap_or(expected).as_str() {
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

/// Whether something of the brief that is read cites a source: a claim, a finding, a flag.
fn mentions(brief: &Brief, id: &str) -> bool {
    let claims = brief.claims.iter().flat_map(|claim| &claim.claim.citations);
    let flags = brief.flags.iter().flat_map(|flag| &flag.citations);
    let reasons = brief.reasons.iter().flat_map(|reason| &reason.citations);
    claims.chain(flags).chain(reasons).any(|it| it.source_id.as_str() == id)
}

impl Count {
    fn add(&mut self, facts: &[(&Fact, bool)], brief: &Brief) {
        self.facts += facts.len();
        self.stated += facts.iter().filter(|(_, stated)| *stated).count();
        let mut said: Vec<Vec<&str>> = Vec::new();
        for claim in &brief.claims {
            let words: Vec<&str> = claim.claim.text.split_whitespace().collect();
            self.claims += 1;
            self.words += words.len();
            self.said_twice += usize::from(said.iter().any(|earlier| crate::suite::says_the_same(earlier, &words)));
            said.push(words);
        }
        self.rejected += brief.rejected.len();
    }

    fn group(self) -> Group {
        let mut measures = BTreeMap::new();
        if self.facts > 0 {
            measures.insert("facts", float(self.facts));
            measures.insert("stated", ratio(self.stated, self.facts));
        }
        if self.claims + self.rejected > 0 {
            measures.insert("claims", float(self.claims));
            measures.insert("accepted", ratio(self.claims, self.claims + self.rejected));
        }
        let mut value = ratio(self.stated, self.facts);
        if self.rows > 0 {
            value = ratio(self.right, self.rows);
            measures.insert("state right", value);
            measures.insert("duplicates", ratio(self.said_twice, self.claims));
            measures.insert("facts per 100 words", 100.0 * ratio(self.stated, self.words));
        }
        if self.to_mention > 0 {
            measures.insert("mentioned", ratio(self.mentioned, self.to_mention));
        }
        Group {
            rows: [self.rows, self.facts, self.claims]
                .into_iter()
                .find(|it| *it > 0)
                .unwrap_or_default(),
            value,
            measures,
        }
    }
}
