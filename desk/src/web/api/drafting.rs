//! Having a brief drafted.

use std::sync::Arc;

use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;
use workflow::brief::Brief;
use workflow::run::RunHead;
use workflow::{Definition, handoff::HANDOFF, health::HEALTH, recap::RECAP, summary::SUMMARY};

use super::Operation;
use super::answer::Answer;
use super::document::Keyed;
use super::extract::Named;
use super::kinds::Readers;
use super::once::{Created, SentOnce};
use super::schemas;
use crate::failure::Hinted;
use crate::service::drafting::{ANSWERS, Asked, checked_trigger, written_trigger};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(draft)]
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
