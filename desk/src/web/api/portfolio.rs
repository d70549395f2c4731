//! The accounts in a table.

use std::sync::Arc;

use axum::extract::State;
use grounding::AccountId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;
use workflow::brief::RunState;
use workflow::health::{Level, Trend};
use workflow::people::Act;
use workflow::run::RunHead;

use super::Operation;
use super::answer::{Answer, told};
use super::extract::Asked;
use super::paging::{After, Limit, Page};
use super::schemas;
use crate::portfolio::{self, Direction, HealthGlance, Line, Sort};
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(list)]
}

/// Which accounts, and in which order.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Wanted {
    /// Words that each stand in one of the account's names, its id or its owner's name.
    text: String,
    /// Only accounts of this level.
    level: Option<Level>,
    /// Only accounts of the owner of this name.
    owner: Option<String>,
    /// Only accounts of which something waits for whoever asks.
    waits_for_me: bool,
    /// Only accounts with an open run in this state.
    state: Option<RunState>,
    /// Only accounts that renew within so many days from today.
    renewal_within: Option<u32>,
    /// What they are sorted by.
    sort: SortedBy,
    /// In which direction.
    direction: Towards,
    limit: Limit,
    after: Option<After>,
}

/// What accounts are sorted by.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum SortedBy {
    #[default]
    Name,
    Health,
    Renewal,
    Newest,
    Owner,
    Waiting,
}

/// In which direction.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Towards {
    #[default]
    Ascending,
    Descending,
}

impl Wanted {
    fn query(self, (page, per_page): (usize, usize)) -> portfolio::Query {
        portfolio::Query {
            text: self.text,
            level: self.level,
            owner: self.owner,
            waits_for_me: self.waits_for_me,
            state: self.state,
            renewal_within: self.renewal_within,
            sort: match self.sort {
                SortedBy::Name => Sort::Name,
                SortedBy::Health => Sort::Health,
                SortedBy::Renewal => Sort::Renewal,
                SortedBy::Newest => Sort::Newest,
                SortedBy::Owner => Sort::Owner,
                SortedBy::Waiting => Sort::Waiting,
            },
            direction: match self.direction {
                Towards::Ascending => Direction::Ascending,
                Towards::Descending => Direction::Descending,
            },
            page,
            per_page,
        }
    }
}

/// An account in the table.
#[derive(Debug, Serialize, JsonSchema)]
struct AccountLine {
    /// The account.
    account_id: String,
    /// Its display name.
    name: String,
    /// Who owns it at the vendor.
    owner: Option<String>,
    /// When the contract renews.
    renewal: Option<Date>,
    /// The day of the newest evidence.
    newest: Option<Date>,
    /// Its health; none where no run has scored it.
    health: Option<HealthLine>,
    /// Its open runs, the most pressing first.
    runs: Vec<RunHead>,
    /// The ids of those runs that wait for whoever asks.
    waits_for_me: Vec<String>,
}

/// An account's health, as the newest of the desk's own scores has it.
#[derive(Debug, Serialize, JsonSchema)]
struct HealthLine {
    /// The run that scored it.
    run: String,
    /// The day of the score.
    date: Date,
    level: Level,
    /// From 0 to 100.
    score: u32,
    trend: Trend,
    /// By how many points it moved; none where there is nothing to compare with.
    change: Option<String>,
    /// The one reason behind it.
    reason: Option<String>,
    /// The last scores, oldest first.
    points: Vec<HealthScore>,
}

/// A score of a day.
#[derive(Debug, Serialize, JsonSchema)]
struct HealthScore {
    date: Date,
    score: u32,
}

impl From<&HealthGlance> for HealthLine {
    fn from(health: &HealthGlance) -> Self {
        let points = health.points.iter().map(|(date, score)| HealthScore {
            date: *date,
            score: *score,
        });
        Self {
            run: health.run.clone(),
            date: health.date,
            level: health.level,
            score: health.score,
            trend: health.trend,
            change: health.told.change.clone(),
            reason: health.told.reason.clone(),
            points: points.collect(),
        }
    }
}

impl From<&Line> for AccountLine {
    fn from(line: &Line) -> Self {
        let glance = &line.row.glance;
        Self {
            account_id: glance.account.id.to_string(),
            name: glance.account.name.clone(),
            owner: glance.owner.clone(),
            renewal: glance.renewal,
            newest: glance.newest,
            health: glance.health.as_ref().map(HealthLine::from),
            runs: line.row.open_runs().map(|run| run.head()).collect(),
            waits_for_me: line.waiting.iter().map(|run| run.id.clone()).collect(),
        }
    }
}

/// The accounts.
///
/// Those that whoever asks may read, each with its health and its open runs.
#[utoipa::path(get, path = "/api/v1/accounts", operation_id = "listAccounts", tag = "accounts",
    params(Asked<Wanted>), responses((status = 200, body = ref(schemas::of::<Page<AccountLine>>()))))]
async fn list(State(app): State<Arc<App>>, visitor: Visitor, Asked(wanted): Asked<Wanted>) -> Answer {
    let service = visitor.service(&app);
    service.session.allow(Act::Read, None)?;
    // The table is cut in pages of one size from its beginning to its end.
    let place: (usize, usize) = match &wanted.after {
        Some(after) => after.read()?,
        None => (1, wanted.limit.count()),
    };
    let snapshot = app.portfolio.current(&app.workspace.store, app.today()).await?;
    let may_read = |account: &AccountId| service.session.can(Act::Read, Some(account));
    let seen = snapshot.seen_by(&visitor.person, may_read, |run| service.is_for(run));
    let page = seen.page(&wanted.query(place));
    told(&Page {
        items: page.lines.iter().map(AccountLine::from).collect(),
        next: (page.number < page.pages).then(|| After::of(&(page.number + 1, place.1))),
    })
}
