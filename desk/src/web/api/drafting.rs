//! Having a brief drafted: at once, or as a job for whoever does not want to wait at the line.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use grounding::Audience;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;
use workflow::brief::Brief;
use workflow::run::RunHead;
use workflow::{Definition, handoff::HANDOFF, health::HEALTH, recap::RECAP, summary::SUMMARY};

use super::Operation;
use super::answer::{Answer, json, told};
use super::document::Keyed;
use super::extract::{Named, Sent};
use super::kinds::Readers;
use super::once::{Created, SentOnce};
use super::schemas;
use crate::failure::Hinted;
use crate::service::drafting::{ANSWERS, Asked, checked_trigger, written_trigger};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::jobs::{self, Job, Standing};
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(draft), routes!(begin), routes!(show), routes!(cancel)]
}

/// What is to be drafted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewBrief {
    kind: Kind,
    /// The version, such as `first` or `business-review`; without one, the full one.
    #[serde(default)]
    edition: String,
    /// What starts it: a kind of trigger and its record as `KIND:RECORD`, or `manual:REASON`; without
    /// one, it is looked for in the records.
    #[serde(default)]
    trigger: Option<String>,
    /// Who will read it. What is drafted for the customer's eyes is not kept: what is approved is the
    /// brief itself.
    #[serde(default)]
    audience: Readers,
}

/// A kind of brief.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "BriefKind")]
enum Kind {
    Handoff,
    Recap,
    Summary,
    Health,
}

impl Kind {
    fn definition(self) -> &'static Definition {
        match self {
            Self::Handoff => &HANDOFF,
            Self::Recap => &RECAP,
            Self::Summary => &SUMMARY,
            Self::Health => &HEALTH,
        }
    }
}

impl NewBrief {
    fn asked(&self) -> anyhow::Result<Asked> {
        let definition = self.kind.definition();
        let trigger = self.trigger.as_deref().map(written_trigger).transpose();
        let trigger = trigger.map_err(|why| Hinted::new(why, []))?;
        Ok(Asked {
            definition,
            edition: edition(definition, &self.edition)?,
            trigger: trigger.map(|it| checked_trigger(definition, it)).transpose()?,
            audience: self.audience.into(),
        })
    }
}

/// A version of a kind of brief, by its name.
fn edition(definition: &Definition, name: &str) -> anyhow::Result<&'static str> {
    if name.is_empty() {
        return Ok("");
    }
    let names = || definition.editions.iter().map(|edition| edition.name);
    if let Some(known) = names().find(|known| *known == name) {
        return Ok(known);
    }
    let known: Vec<String> = names().map(|known| format!("`{known}`")).collect();
    let hint = if known.is_empty() {
        "leave it out: there is one version".to_owned()
    } else {
        format!("take {}, or leave it out", known.join(", "))
    };
    let kind = definition.spec.kind;
    Err(Hinted::new(format!("a {kind} has no version `{name}`"), [hint]).into())
}

/// A brief that was just drafted.
#[derive(Debug, Serialize, JsonSchema)]
struct Drafted {
    /// The run that it is kept as; none where it is nobody's to approve.
    run: Option<RunHead>,
    /// The brief, as `vouch handoff|recap|summary|health ACCOUNT --format json` prints it.
    brief: Brief,
}

/// Have a brief drafted.
///
/// It is drafted, verified and kept as a run, which `location` names. A brief that failed, that nothing
/// has started or that is for the customer's eyes is answered with 200 and not kept.
#[utoipa::path(post, path = "/api/v1/accounts/{account}/briefs", operation_id = "draftBrief", tag = "briefs",
    params(Keyed), request_body(content = ref(schemas::sent::<NewBrief>())),
    responses((status = 201, body = ref(schemas::of::<Drafted>())),
        (status = 200, description = "It was drafted and not kept.", body = ref(schemas::of::<Drafted>()))))]
async fn draft(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(account): Named<String>,
    SentOnce(once, new): SentOnce<NewBrief>,
) -> Answer {
    let (desk, login) = (Arc::clone(&app), visitor.person.login.clone());
    let drafting = async move { drafted(&desk, &visitor, &account, &new).await };
    once.answer(&app, &login, drafting).await
}

async fn drafted(app: &App, visitor: &Visitor, account: &str, new: &NewBrief) -> Result<Created, Fault> {
    let asked = new.asked()?;
    let drafter = app.settings.drafter(None, Some(&app.data.join(ANSWERS)))?;
    let drafting = visitor.service(app).drafting(&asked, &drafter).await?;
    let account = drafting.account(account).await?;
    let made = drafting.draft(&account, &|_| {}).await?;
    let drafted = Drafted {
        run: made.run,
        brief: made.outcome.brief,
    };
    Ok(match &drafted.run {
        Some(run) => Created::at("/api/v1/runs", &run.id, &drafted)?,
        None => Created::not_kept(&drafted)?,
    })
}

/// A brief that is being drafted, or has just been.
#[derive(Debug, Serialize, JsonSchema)]
struct JobView {
    id: String,
    account_id: String,
    /// The kind of brief.
    kind: &'static str,
    /// How far it is. What came of it is remembered for an hour.
    #[serde(flatten)]
    standing: Standing,
}

impl From<&Job> for JobView {
    fn from(job: &Job) -> Self {
        Self {
            id: job.id.clone(),
            account_id: job.account.id.to_string(),
            kind: job.asked.definition.spec.kind,
            standing: job.standing(),
        }
    }
}

/// Begin to draft a brief.
///
/// The answer is there at once; `location` names the job, which tells how far it is and then which run
/// it became. Where one of the same kind is under way for the same person, it is that one. What is
/// begun so is for the vendor's own people.
#[utoipa::path(post, path = "/api/v1/accounts/{account}/jobs", operation_id = "beginDrafting", tag = "briefs",
    request_body(content = ref(schemas::sent::<NewBrief>())),
    responses((status = 202, description = "It is being drafted.", body = ref(schemas::of::<JobView>()))))]
async fn begin(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(account): Named<String>,
    Sent(new): Sent<NewBrief>,
) -> Answer {
    let asked = new.asked()?;
    if asked.audience == Audience::Customer {
        let hint = "`POST /api/v1/accounts/{account}/briefs` drafts it to look at";
        let message = "what is drafted for the customer's eyes is not kept, so no job can be asked for it";
        return Err(Fault::new(StatusCode::UNPROCESSABLE_ENTITY, message, hint));
    }
    let job = jobs::begin(&app, &visitor, &account, asked).await?;
    let mut response = json(StatusCode::ACCEPTED, &JobView::from(&*job))?;
    let address = HeaderValue::from_str(&format!("/api/v1/jobs/{}", job.id)).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(header::LOCATION, address);
    Ok(response)
}

/// How far a brief is that is being drafted.
#[utoipa::path(get, path = "/api/v1/jobs/{job}", operation_id = "showJob", tag = "briefs",
    responses((status = 200, body = ref(schemas::of::<JobView>()))))]
async fn show(State(app): State<Arc<App>>, visitor: Visitor, Named(id): Named<String>) -> Answer {
    told(&JobView::from(&*jobs::readable(&app, &visitor, &id)?))
}

/// Break off drafting a brief.
///
/// Whoever began it may. What was being kept at that moment is kept; the answer says how it ended.
#[utoipa::path(post, path = "/api/v1/jobs/{job}/cancel", operation_id = "cancelJob", tag = "briefs",
    responses((status = 200, body = ref(schemas::of::<JobView>()))))]
async fn cancel(State(app): State<Arc<App>>, visitor: Visitor, Named(id): Named<String>) -> Answer {
    told(&JobView::from(&*jobs::stopped(&app, &visitor, &id).await?))
}
