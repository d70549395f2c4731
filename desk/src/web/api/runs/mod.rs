//! Briefs under review: which there are, one in full, its texts and its history.

mod act;
mod claims;
mod exports;
mod tasks;

use std::cmp::Reverse;
use std::sync::Arc;

use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;
use workflow::brief::Brief;
use workflow::log::{Entry, Event};
use workflow::run::{Run, RunEvent, Signed};

use super::Operation;
use super::answer::{Answer, told};
use super::extract::{Asked, Named};
use super::paging::{After, Limit, Page, Paging};
use super::schemas;
use crate::service::review::list::{Gap, Listed, RunFilter, SavedBrief};
use crate::service::review::show::RunView;
use crate::service::review::standing::Standing;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    let own = vec![
        routes!(list),
        routes!(show),
        routes!(standing),
        routes!(brief),
        routes!(versions),
        routes!(version),
        routes!(history),
        routes!(saved),
        routes!(gaps),
    ];
    let all = [
        own,
        claims::operations(),
        act::operations(),
        tasks::operations(),
        exports::operations(),
    ];
    all.into_iter().flatten().collect()
}

/// Which runs.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Wanted {
    /// Only those that wait for whoever asks.
    waits_for_me: bool,
    /// Only those of this account, by any of its names.
    account: Option<String>,
    limit: Limit,
    after: Option<After>,
}

/// The runs.
///
/// The most pressing first; of those, what has most to look at.
#[utoipa::path(get, path = "/api/v1/runs", operation_id = "listRuns", tag = "runs",
    params(Asked<Wanted>), responses((status = 200, body = ref(schemas::of::<Page<Listed>>()))))]
async fn list(State(app): State<Arc<App>>, visitor: Visitor, Asked(wanted): Asked<Wanted>) -> Answer {
    let service = visitor.service(&app);
    let filter = RunFilter {
        all: !wanted.waits_for_me,
        account: wanted.account.as_deref(),
    };
    let runs = service.waiting(filter).await?;
    let urgency = |run: &Run| {
        let due = run.next_due().unwrap_or(Date::MAX);
        (due, Reverse(run.started.risk), run.id.clone())
    };
    let page = Page::cut(runs, (wanted.limit, wanted.after.as_ref()), urgency)?;
    told(&page.map(|run| service.listed(&run)))
}

/// A run in full.
///
/// Where it stands, and its brief, held against the evidence of today. That it was shown is noted: an
/// approval is bound to what was seen. It is what `vouch review show RUN --format json` prints.
#[utoipa::path(get, path = "/api/v1/runs/{run}", operation_id = "showRun", tag = "runs",
    responses((status = 200, body = ref(schemas::of::<RunView<'static>>()))))]
async fn show(State(app): State<Arc<App>>, visitor: Visitor, Named(run): Named<String>) -> Answer {
    let service = visitor.service(&app);
    let shown = service.show(&run).await?;
    told(&service.run_view(&shown))
}

/// Where a run stands.
///
/// Without its brief, and without a note that it was shown.
#[utoipa::path(get, path = "/api/v1/runs/{run}/standing", operation_id = "showStanding", tag = "runs",
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn standing(State(app): State<Arc<App>>, visitor: Visitor, Named(run): Named<String>) -> Answer {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    told(&service.standing(&opened.run))
}

/// The brief of a run.
///
/// As it stands now, in the form `vouch.brief/1`, and without a note that it was shown.
#[utoipa::path(get, path = "/api/v1/runs/{run}/brief", operation_id = "showBrief", tag = "runs",
    responses((status = 200, body = ref(schemas::of::<Brief>()))))]
async fn brief(State(app): State<Arc<App>>, visitor: Visitor, Named(run): Named<String>) -> Answer {
    told(&visitor.service(&app).opened(&run).await?.brief)
}

/// A version of a brief's text.
#[derive(Debug, Serialize, JsonSchema)]
struct VersionLine {
    /// Its number, from 1.
    number: u32,
    /// Who made it, and when.
    made: Signed,
}

/// The versions of a brief.
///
/// The first is what was drafted; each later one is an edit.
#[utoipa::path(get, path = "/api/v1/runs/{run}/versions", operation_id = "listVersions", tag = "runs",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<VersionLine>>()))))]
async fn versions(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Asked(paging): Asked<Paging>,
) -> Answer {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let versions = opened.versions();
    let page = Page::cut(versions, (paging.limit, paging.after.as_ref()), |(number, _)| *number)?;
    told(&page.map(|(number, made)| VersionLine { number, made }))
}

/// A version of a brief.
///
/// In the form `vouch.brief/1`.
#[utoipa::path(get, path = "/api/v1/runs/{run}/versions/{number}", operation_id = "showVersion", tag = "runs",
    responses((status = 200, body = ref(schemas::of::<Brief>()))))]
async fn version(State(app): State<Arc<App>>, visitor: Visitor, Named((run, number)): Named<(String, u32)>) -> Answer {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    told(&service.version(&opened.run, number).await?)
}

/// Something that happened to a run.
#[derive(Debug, Serialize, JsonSchema)]
struct Happened {
    /// Its place in the whole log, from 1.
    number: i64,
    /// Who, when, and on which day.
    signed: Signed,
    /// What.
    event: RunEvent,
    /// The digest of the log's entry.
    digest: String,
}

impl Happened {
    fn of(entry: Entry) -> Option<Self> {
        let Event::Run(event) = entry.event else {
            return None;
        };
        Some(Self {
            number: entry.number,
            signed: entry.signed,
            event,
            digest: entry.digest,
        })
    }
}

/// What has happened to a run.
///
/// In the order in which it did, as the log has it.
#[utoipa::path(get, path = "/api/v1/runs/{run}/history", operation_id = "listHistory", tag = "runs",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<Happened>>()))))]
async fn history(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Asked(paging): Asked<Paging>,
) -> Answer {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let happened: Vec<Happened> = opened.history.iter().cloned().filter_map(Happened::of).collect();
    let page = Page::cut(happened, (paging.limit, paging.after.as_ref()), |it| it.number)?;
    told(&page)
}

/// Of which account.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct OfAccount {
    /// Only of this account, by any of its names.
    account: Option<String>,
    limit: Limit,
    after: Option<After>,
}

/// What was saved.
///
/// The briefs that were kept under a name, the newest first.
#[utoipa::path(get, path = "/api/v1/saved", operation_id = "listSaved", tag = "runs",
    params(Asked<OfAccount>), responses((status = 200, body = ref(schemas::of::<Page<SavedBrief>>()))))]
async fn saved(State(app): State<Arc<App>>, visitor: Visitor, Asked(wanted): Asked<OfAccount>) -> Answer {
    let saved = visitor.service(&app).saved(wanted.account.as_deref()).await?;
    let newest = |it: &SavedBrief| -> (Reverse<Timestamp>, String, String) {
        (Reverse(it.saved_at), it.name.clone(), it.run.clone())
    };
    told(&Page::cut(saved, (wanted.limit, wanted.after.as_ref()), newest)?)
}

/// What is missing.
///
/// The accounts that have a trigger for a brief and no run of it.
#[utoipa::path(get, path = "/api/v1/gaps", operation_id = "listGaps", tag = "runs",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<Gap>>()))))]
async fn gaps(State(app): State<Arc<App>>, visitor: Visitor, Asked(paging): Asked<Paging>) -> Answer {
    let gaps = visitor.service(&app).gaps().await?;
    let place = |gap: &Gap| (gap.account_id.clone(), gap.kind.to_owned());
    told(&Page::cut(gaps, (paging.limit, paging.after.as_ref()), place)?)
}
