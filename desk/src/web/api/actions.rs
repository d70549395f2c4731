//! Actions: what would reach a customer or change a forecast.

use std::sync::Arc;

use axum::extract::State;
use grounding::{Citation, SourceId};
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;
use workflow::action::{Action, ActionKind};
use workflow::run::Check;

use super::Operation;
use super::answer::{Answer, told};
use super::document::Keyed;
use super::extract::{Asked, Named, Sent};
use super::once::{Created, SentOnce};
use super::paging::{Page, Paging};
use super::schemas;
use crate::service::actions::ActionView;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(list),
        routes!(propose),
        routes!(opportunity),
        routes!(show),
        routes!(approve),
        routes!(reject),
        routes!(execute),
    ]
}

/// Where actions are found.
const ADDRESS: &str = "/api/v1/actions";

/// The actions.
///
/// In the order in which they were proposed.
#[utoipa::path(get, path = "/api/v1/actions", operation_id = "listActions", tag = "actions",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<ActionView>>()))))]
async fn list(State(app): State<Arc<App>>, visitor: Visitor, Asked(paging): Asked<Paging>) -> Answer {
    let actions = visitor.service(&app).actions().await?;
    let place = |action: &Action| (action.began.at, action.id.clone());
    let page = Page::cut(actions, (paging.limit, paging.after.as_ref()), place)?;
    told(&page.map(|action| ActionView::from(&action)))
}

/// An action to be proposed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewAction {
    /// The account, by any of its names.
    account: String,
    kind: ActionKind,
    /// What is to be said or done, in full.
    #[schemars(regex(pattern = r"\S"))]
    text: String,
    /// The run that it follows from.
    #[serde(default)]
    run: Option<String>,
    /// The words that give reason to it.
    #[serde(default)]
    citations: Vec<Quoted>,
}

/// Words of a source.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Quoted {
    source_id: SourceId,
    /// The source's own words.
    quote: String,
}

/// Propose an action.
///
/// It waits for the account's owner.
#[utoipa::path(post, path = "/api/v1/actions", operation_id = "proposeAction", tag = "actions",
    params(Keyed), request_body(content = ref(schemas::sent::<NewAction>())),
    responses((status = 201, body = ref(schemas::of::<ActionView>()))))]
async fn propose(State(app): State<Arc<App>>, visitor: Visitor, SentOnce(once, new): SentOnce<NewAction>) -> Answer {
    let (desk, login) = (Arc::clone(&app), visitor.person.login.clone());
    let proposing = async move {
        let quoted = new.citations.into_iter();
        let citations: Vec<Citation> = quoted.map(|it| Citation::new(it.source_id, it.quote)).collect();
        let service = visitor.service(&desk);
        let proposing = service.propose_action(&new.account, new.kind, &new.text, new.run.as_deref(), &citations);
        let action = proposing.await?;
        Ok(Created::at(ADDRESS, &action.id, &ActionView::from(&action))?)
    };
    once.answer(&app, &login, proposing).await
}

/// Suggestions that an opportunity is made of.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Suggestions {
    /// The accepted suggestions, by the ids of their claims; without any, all of them.
    #[serde(default)]
    claims: Vec<String>,
}

/// Create an expansion opportunity from a summary.
///
/// A draft of ours from its accepted suggestions; asking the customer waits for the account's owner.
#[utoipa::path(post, path = "/api/v1/runs/{run}/opportunity", operation_id = "createOpportunity", tag = "actions",
    params(Keyed), request_body(content = ref(schemas::sent::<Suggestions>())),
    responses((status = 201, body = ref(schemas::of::<ActionView>()))))]
async fn opportunity(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    SentOnce(once, suggestions): SentOnce<Suggestions>,
) -> Answer {
    let (desk, login) = (Arc::clone(&app), visitor.person.login.clone());
    let creating = async move {
        let service = visitor.service(&desk);
        let action = service.create_opportunity(&run, &suggestions.claims).await?;
        Ok(Created::at(ADDRESS, &action.id, &ActionView::from(&action))?)
    };
    once.answer(&app, &login, creating).await
}

/// An action.
///
/// Its words, what it rests on, and what holds it up.
#[utoipa::path(get, path = "/api/v1/actions/{action}", operation_id = "showAction", tag = "actions",
    responses((status = 200, body = ref(schemas::of::<ActionView>()))))]
async fn show(State(app): State<Arc<App>>, visitor: Visitor, Named(action): Named<String>) -> Answer {
    told(&ActionView::from(&visitor.service(&app).action(&action).await?))
}

/// An approval of an action.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ActionApproval {
    /// The digest of the action that was seen, which is what is approved.
    digest: String,
    /// The checks that were made; `all` for every one.
    #[serde(default)]
    checks: Vec<Made>,
    /// What is said with it.
    #[serde(default)]
    comment: String,
}

/// A check that was made, or every one.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CheckMade")]
enum Made {
    All,
    #[serde(untagged)]
    One(Check),
}

impl Made {
    fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::One(check) => check.word(),
        }
    }
}

/// Approve an action as the account's owner.
///
/// Bound to the digest that was seen, with the five checks.
#[utoipa::path(post, path = "/api/v1/actions/{action}/approve", operation_id = "approveAction", tag = "actions",
    request_body(content = ref(schemas::sent::<ActionApproval>())),
    responses((status = 200, body = ref(schemas::of::<ActionView>()))))]
async fn approve(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(action): Named<String>,
    Sent(sent): Sent<ActionApproval>,
) -> Answer {
    let service = visitor.service(&app);
    let checks: Vec<String> = sent.checks.iter().map(|it| it.word().to_owned()).collect();
    let approving = service.approve_action(&action, &sent.digest, &checks, &sent.comment);
    told(&ActionView::from(&approving.await?))
}

/// Why an action is turned down.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Rejection {
    /// Why.
    #[schemars(regex(pattern = r"\S"))]
    reason: String,
}

/// Turn an action down, or take one back.
#[utoipa::path(post, path = "/api/v1/actions/{action}/reject", operation_id = "rejectAction", tag = "actions",
    request_body(content = ref(schemas::sent::<Rejection>())),
    responses((status = 200, body = ref(schemas::of::<ActionView>()))))]
async fn reject(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(action): Named<String>,
    Sent(sent): Sent<Rejection>,
) -> Answer {
    let action = visitor.service(&app).reject_action(&action, &sent.reason).await?;
    told(&ActionView::from(&action))
}

/// Carry an approved action out.
///
/// Once: it is put on record, and whoever subscribes is told.
#[utoipa::path(post, path = "/api/v1/actions/{action}/execute", operation_id = "executeAction", tag = "actions",
    responses((status = 200, body = ref(schemas::of::<ActionView>()))))]
async fn execute(State(app): State<Arc<App>>, visitor: Visitor, Named(action): Named<String>) -> Answer {
    told(&ActionView::from(&visitor.service(&app).execute_action(&action).await?))
}
