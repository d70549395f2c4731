//! What a reviewer does to a brief.

use std::num::NonZeroUsize;
use std::sync::Arc;

use axum::extract::State;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;
use workflow::people::Role;
use workflow::run::{Approve, Note, Noted, Relation, SendBack};

use super::super::Operation;
use super::super::answer::{Answer, told};
use super::super::document::Keyed;
use super::super::extract::{Named, Sent};
use super::super::once::{Created, SentOnce};
use super::super::schemas;
use crate::service::review::standing::Standing;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(approve),
        routes!(send_back),
        routes!(reopen),
        routes!(decide),
        routes!(comment),
        routes!(save),
        routes!(record),
        routes!(link),
    ]
}

/// An approval.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewApproval {
    /// The role; without one, the only one of whoever approves whose turn it is.
    #[serde(default)]
    role: Option<Role>,
    /// The digest of the brief that was seen, which is what is approved.
    digest: String,
    /// The items that are answered for; `all` for every one.
    #[serde(default)]
    items: Vec<String>,
    /// Why no source was opened, where none was.
    #[serde(default)]
    unopened_because: Option<String>,
    /// What is said with it.
    #[serde(default)]
    comment: String,
}

/// Approve a brief.
///
/// In a role, bound to the digest that was seen. With the last approval it is attached to the account's
/// records.
#[utoipa::path(post, path = "/api/v1/runs/{run}/approve", operation_id = "approveRun", tag = "runs",
    request_body(content = ref(schemas::sent::<NewApproval>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn approve(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(approval): Sent<NewApproval>,
) -> Answer {
    let service = visitor.service(&app);
    let approve = Approve {
        role: approval.role,
        digest: Some(approval.digest),
        items: approval.items,
        unopened_because: approval.unopened_because.filter(|it| !it.trim().is_empty()),
        comment: approval.comment,
    };
    let run = service.approve(&run, &approve).await?;
    told(&service.standing(&run))
}

/// What is missing in a brief.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewReturn {
    /// What is missing, each of which becomes a question.
    #[serde(default)]
    missing: Vec<String>,
    /// What is said with it.
    #[serde(default)]
    comment: String,
    /// Whether the work can't begin without it.
    #[serde(default)]
    material: bool,
}

/// Send a brief back.
#[utoipa::path(post, path = "/api/v1/runs/{run}/return", operation_id = "returnRun", tag = "runs",
    request_body(content = ref(schemas::sent::<NewReturn>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn send_back(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(returned): Sent<NewReturn>,
) -> Answer {
    let service = visitor.service(&app);
    let returned = SendBack {
        missing: returned.missing,
        comment: returned.comment,
        material: returned.material,
    };
    let run = service.send_back(&run, &returned).await?;
    told(&service.standing(&run))
}

/// Why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Why {
    /// Why.
    #[schemars(regex(pattern = r"\S"))]
    pub(super) reason: String,
}

/// Take a brief up again.
///
/// One that was sent back or approved; approvals given before are void.
#[utoipa::path(post, path = "/api/v1/runs/{run}/reopen", operation_id = "reopenRun", tag = "runs",
    request_body(content = ref(schemas::sent::<Why>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn reopen(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(why): Sent<Why>,
) -> Answer {
    let service = visitor.service(&app);
    let run = service.reopen(&run, &why.reason).await?;
    told(&service.standing(&run))
}

/// An answer or a decision.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Decision {
    /// The subject, by its name among those to decide, such as `q1`.
    subject: String,
    /// The answer.
    #[schemars(regex(pattern = r"\S"))]
    answer: String,
    /// Which of the quotes holds, counted from 1; none where neither is named.
    #[serde(default)]
    holds: Option<NonZeroUsize>,
}

/// Answer a question, or decide a conflict.
///
/// The answer becomes a source.
#[utoipa::path(post, path = "/api/v1/runs/{run}/decide", operation_id = "decideSubject", tag = "runs",
    request_body(content = ref(schemas::sent::<Decision>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn decide(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(decision): Sent<Decision>,
) -> Answer {
    let service = visitor.service(&app);
    let deciding = service.decide(
        &run,
        &decision.subject,
        &decision.answer,
        decision.holds.map(NonZeroUsize::get),
    );
    let run = deciding.await?;
    told(&service.standing(&run))
}

/// A comment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewComment {
    /// What it says.
    #[schemars(regex(pattern = r"\S"))]
    text: String,
    /// The claim that it is about; none where it is about the brief.
    #[serde(default)]
    claim: Option<String>,
}

/// Write a comment.
///
/// Beside the brief, or beside one of its claims.
#[utoipa::path(post, path = "/api/v1/runs/{run}/comments", operation_id = "commentRun", tag = "runs",
    params(Keyed), request_body(content = ref(schemas::sent::<NewComment>())),
    responses((status = 201, body = ref(schemas::of::<Standing>()))))]
async fn comment(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    SentOnce(once, comment): SentOnce<NewComment>,
) -> Answer {
    let (desk, login) = (Arc::clone(&app), visitor.person.login.clone());
    let commenting = async move {
        let service = visitor.service(&desk);
        let run = service.comment(&run, &comment.text, comment.claim.as_deref()).await?;
        Ok(Created::at("/api/v1/runs", &run.id, &service.standing(&run))?)
    };
    once.answer(&app, &login, commenting).await
}

/// A name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct KeptAs {
    /// The name.
    #[schemars(regex(pattern = r"\S"))]
    name: String,
}

/// Keep a brief under a name.
#[utoipa::path(post, path = "/api/v1/runs/{run}/save", operation_id = "saveRun", tag = "runs",
    request_body(content = ref(schemas::sent::<KeptAs>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn save(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(kept): Sent<KeptAs>,
) -> Answer {
    let service = visitor.service(&app);
    let run = service.save(&run, &kept.name).await?;
    told(&service.standing(&run))
}

/// What came of a brief.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Outcome {
    what: Note,
    /// When; without a day, today.
    #[serde(default)]
    on: Option<Date>,
    /// The id of the section that it is about; none where it is about all of it.
    #[serde(default)]
    section: Option<String>,
    /// In words.
    #[serde(default)]
    text: String,
}

/// Record what came of a brief.
#[utoipa::path(post, path = "/api/v1/runs/{run}/record", operation_id = "recordOutcome", tag = "runs",
    request_body(content = ref(schemas::sent::<Outcome>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn record(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(outcome): Sent<Outcome>,
) -> Answer {
    let service = visitor.service(&app);
    let noted = Noted::new(outcome.what, outcome.on.unwrap_or(service.today), outcome.text);
    let run = service.record(&run, noted, outcome.section.as_deref()).await?;
    told(&service.standing(&run))
}

/// Something that belongs with a brief.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Related {
    relation: Relation,
    /// Its id, in whatever system it lives.
    #[schemars(regex(pattern = r"\S"))]
    target: String,
}

/// Link a brief with something else.
///
/// That stays a document of its own.
#[utoipa::path(post, path = "/api/v1/runs/{run}/link", operation_id = "linkRun", tag = "runs",
    request_body(content = ref(schemas::sent::<Related>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn link(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(run): Named<String>,
    Sent(related): Sent<Related>,
) -> Answer {
    let service = visitor.service(&app);
    let run = service.link(&run, related.relation, &related.target).await?;
    told(&service.standing(&run))
}
