//! Numbers, pilots and audits.

use std::num::NonZeroUsize;
use std::sync::Arc;

use axum::extract::State;
use grounding::AccountId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;
use workflow::measure::{AuditTable, Metrics, PilotReport};

use super::Operation;
use super::answer::{Answer, told};
use super::document::Keyed;
use super::extract::{Asked, Named};
use super::kinds::MeasuredKind;
use super::once::{Created, SentOnce};
use super::paging::{Page, Paging};
use super::schemas;
use crate::failure::Hinted;
use crate::service::measure::{Chain, NewPilot, Picking, period};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(metrics),
        routes!(list_pilots),
        routes!(begin_pilot),
        routes!(report_pilot),
        routes!(verify_log),
        routes!(sample),
    ]
}

/// Which days.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Days {
    /// The first day that counts; it takes a last one too.
    from: Option<Date>,
    /// The last day that counts; it takes a first one too.
    to: Option<Date>,
}

/// What is counted.
///
/// Of the runs and actions that whoever asks may read; in all days where none are named.
#[utoipa::path(get, path = "/api/v1/metrics", operation_id = "showMetrics", tag = "measurement",
    params(Asked<Days>), responses((status = 200, body = ref(schemas::of::<Metrics>()))))]
async fn metrics(State(app): State<Arc<App>>, visitor: Visitor, Asked(days): Asked<Days>) -> Answer {
    let days = match (days.from, days.to) {
        (Some(from), Some(to)) => Some(period(from, to)?),
        (None, None) => None,
        _ => return Err(half_a_period()),
    };
    told(&visitor.service(&app).metrics(days).await?)
}

fn half_a_period() -> Fault {
    let hint = "name both, or neither for all days".to_owned();
    anyhow::Error::from(Hinted::new("`from` and `to` go together", [hint])).into()
}

/// A pilot in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct PilotLine {
    name: String,
}

/// The pilots.
#[utoipa::path(get, path = "/api/v1/pilots", operation_id = "listPilots", tag = "measurement",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<PilotLine>>()))))]
async fn list_pilots(State(app): State<Arc<App>>, visitor: Visitor, Asked(paging): Asked<Paging>) -> Answer {
    let pilots = visitor.service(&app).pilots().await?;
    let page = Page::cut(pilots, (paging.limit, paging.after.as_ref()), String::clone)?;
    told(&page.map(|name| PilotLine { name }))
}

/// A pilot to be set up.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewPilot")]
struct Wanted {
    /// Its name.
    #[schemars(regex(pattern = r"\S"))]
    name: String,
    /// The kind of brief that it is about.
    #[serde(default)]
    kind: MeasuredKind,
    /// Who owns it.
    #[schemars(regex(pattern = r"\S"))]
    owner: String,
    /// How its accounts are picked; a pilot of handoffs takes a segment, one of recaps is of the highest
    /// values where nobody says otherwise.
    #[serde(default)]
    accounts: Option<Picked>,
    /// The first day; without one, today.
    #[serde(default)]
    start: Option<Date>,
    /// How many days it runs; without a number, 60 for handoffs and 90 for recaps.
    #[serde(default)]
    days: Option<u32>,
    /// The share that must pass, from 0 to 1.
    #[serde(default = "usual_threshold")]
    threshold: String,
}

fn usual_threshold() -> String {
    "0.9".to_owned()
}

/// How the accounts of a pilot are picked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Picked {
    /// The accounts of a segment whose deals are won in its days.
    Segment(String),
    /// The accounts with the highest annual value, so many.
    Top(usize),
    /// The accounts that renew in the next calendar quarter.
    Renewals,
}

impl From<Picked> for Picking {
    fn from(picked: Picked) -> Self {
        match picked {
            Picked::Segment(segment) => Self::Segment(segment),
            Picked::Top(most) => Self::Top(most),
            Picked::Renewals => Self::Renewals,
        }
    }
}

/// A pilot that was just set up.
#[derive(Debug, Serialize, JsonSchema)]
struct BegunPilot {
    /// What it has come to.
    report: PilotReport,
    /// The accounts of which the records don't say whether they belong to it.
    unknown: Vec<AccountId>,
}

/// Set a pilot up.
#[utoipa::path(post, path = "/api/v1/pilots", operation_id = "beginPilot", tag = "measurement",
    params(Keyed), request_body(content = ref(schemas::sent::<Wanted>())),
    responses((status = 201, body = ref(schemas::of::<BegunPilot>()))))]
async fn begin_pilot(State(app): State<Arc<App>>, visitor: Visitor, SentOnce(once, new): SentOnce<Wanted>) -> Answer {
    let (desk, login) = (Arc::clone(&app), visitor.person.login.clone());
    let beginning = async move {
        let service = visitor.service(&desk);
        let name = new.name;
        if name.trim().is_empty() {
            return Err(anyhow::Error::from(Hinted::new("a pilot has a name", [])).into());
        }
        let planned = service.plan_pilot(NewPilot {
            name: name.clone(),
            kind: new.kind.into(),
            owner: new.owner,
            picking: new.accounts.map(Picking::from),
            start: new.start,
            days: new.days,
            threshold: new.threshold,
        });
        let planned = planned.await?;
        let begun = BegunPilot {
            report: service.begin_pilot(&name, planned.plan).await?,
            unknown: planned.unknown,
        };
        Ok(Created::at("/api/v1/pilots", &name, &begun)?)
    };
    once.answer(&app, &login, beginning).await
}

/// What a pilot has come to.
#[utoipa::path(get, path = "/api/v1/pilots/{pilot}", operation_id = "reportPilot", tag = "measurement",
    responses((status = 200, body = ref(schemas::of::<PilotReport>()))))]
async fn report_pilot(State(app): State<Arc<App>>, visitor: Visitor, Named(pilot): Named<String>) -> Answer {
    told(&visitor.service(&app).pilot_report(&pilot).await?)
}

/// Check the log.
///
/// Its chain, and what is kept beside it.
#[utoipa::path(get, path = "/api/v1/audit/verify", operation_id = "verifyLog", tag = "measurement",
    responses((status = 200, body = ref(schemas::of::<Chain>()))))]
async fn verify_log(State(app): State<Arc<App>>, visitor: Visitor) -> Answer {
    told(&visitor.service(&app).verify_log().await?)
}

/// So many accounts are looked at where nobody says how many.
const SAMPLE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(19);

/// Which sample.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Sample {
    /// The kind of brief that is looked at.
    kind: MeasuredKind,
    /// How many accounts.
    accounts: NonZeroUsize,
    /// Another number picks another sample; the same one picks the same.
    seed: u64,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            kind: MeasuredKind::default(),
            accounts: SAMPLE,
            seed: 1,
        }
    }
}

/// Look at a sample of accounts.
///
/// Seven things each.
#[utoipa::path(get, path = "/api/v1/audit/sample", operation_id = "sampleAccounts", tag = "measurement",
    params(Asked<Sample>), responses((status = 200, body = ref(schemas::of::<AuditTable>()))))]
async fn sample(State(app): State<Arc<App>>, visitor: Visitor, Asked(wanted): Asked<Sample>) -> Answer {
    let service = visitor.service(&app);
    let sampling = service.audit_sample(wanted.kind.into(), wanted.accounts.get(), wanted.seed);
    told(&sampling.await?)
}
