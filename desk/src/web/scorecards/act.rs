//! What people do to a scorecard.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use grounding::Audience;
use jiff::civil::Date;
use serde::Deserialize;
use workflow::scorecard::{Part, Scorecard};

use super::fields::edited;
use crate::service::scorecards::{ScorecardFormat, Setting};
use crate::web::app::App;
use crate::web::exports::Attached;
use crate::web::fault::Fault;
use crate::web::routes::Routes;
use crate::web::said::{Done, back};
use crate::web::visitor::Visitor;

/// With this the names of answers begin within their form.
const ANSWER: &str = "answer.";

/// The routes of what people do.
pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/scorecards/{id}/answers", answer)
        .post("/scorecards/{id}/confirm", confirm)
        .post("/scorecards/{id}/correct", correct)
        .post("/scorecards/{id}/not-applicable", not_applicable)
        .post("/scorecards/{id}/score", set_score)
        .post("/scorecards/{id}/tasks/{task}/done", finish_task)
        .post("/scorecards/{id}/move", move_date)
        .post("/scorecards/{id}/copies", attach)
        .post("/scorecards/{id}/assign", assign)
        .post("/scorecards/{id}/submit", submit)
        .post("/scorecards/{id}/approve", approve)
        .post("/scorecards/{id}/reject", reject)
        .post("/scorecards/{id}/export", export)
}

type Answer = Result<Redirect, Fault>;
type Desk = State<Arc<App>>;

/// Answers the questions of a section that the records don't. Those that nobody touched stay whose
/// they are.
async fn answer(
    State(app): Desk,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let service = visitor.service(&app);
    let card = service.scorecard(&id).await?;
    let answers = changed(&card, &fields);
    if answers.is_empty() {
        let hint = "answer a question, then save";
        return Err(Fault::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "no answer has changed",
            hint,
        ));
    }
    let card = service.fill_scorecard(&card.id, &answers).await?;
    Ok(at_field(
        &card,
        answers.first().map(|it| it.name.as_str()).unwrap_or_default(),
        Done::Changed,
    ))
}

/// The answers that are other ones than the scorecard has.
fn changed(card: &Scorecard, fields: &[(String, String)]) -> Vec<Setting> {
    let answers = fields
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix(ANSWER)?, value.trim())));
    // A text area sends its line ends as two characters.
    let given = answers.map(|(name, value)| Setting {
        name: name.to_owned(),
        value: value.replace("\r\n", "\n"),
    });
    given
        .filter(|it| !it.value.is_empty() && card.value(&it.name).map(edited).as_ref() != Some(&it.value))
        .collect()
}

#[derive(Debug, Deserialize)]
struct Fields {
    #[serde(default)]
    field: Vec<String>,
}

async fn confirm(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Fields>) -> Answer {
    let card = visitor.service(&app).confirm_fields(&id, &asked.field).await?;
    Ok(at_field(
        &card,
        asked.field.first().map(String::as_str).unwrap_or_default(),
        Done::Recorded,
    ))
}

#[derive(Debug, Deserialize)]
struct Correction {
    field: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    reason: String,
}

async fn correct(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Correction>) -> Answer {
    let answer = Setting {
        name: asked.field,
        value: asked.value,
    };
    let card = visitor.service(&app).correct_field(&id, &answer, &asked.reason).await?;
    Ok(at_field(&card, &answer.name, Done::Changed))
}

#[derive(Debug, Deserialize)]
struct LeftOut {
    field: String,
    #[serde(default)]
    reason: String,
}

async fn not_applicable(
    State(app): Desk,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(asked): Form<LeftOut>,
) -> Answer {
    let card = visitor
        .service(&app)
        .field_not_applicable(&id, &asked.field, &asked.reason)
        .await?;
    Ok(at_field(&card, &asked.field, Done::Recorded))
}

#[derive(Debug, Deserialize)]
struct ToScore {
    dimension: String,
    /// The score, or `none` to go by the answers again.
    #[serde(default)]
    score: String,
    #[serde(default)]
    reason: String,
}

async fn set_score(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<ToScore>) -> Answer {
    let score = Setting {
        name: asked.dimension,
        value: asked.score,
    };
    let card = visitor.service(&app).set_score(&id, &score, &asked.reason).await?;
    Ok(back(
        &format!("/scorecards/{}#dimension-{}", card.id, score.name),
        Done::Changed,
    ))
}

#[derive(Debug, Deserialize)]
struct Finished {
    #[serde(default)]
    note: String,
}

async fn finish_task(
    State(app): Desk,
    visitor: Visitor,
    Path((id, task)): Path<(String, String)>,
    Form(asked): Form<Finished>,
) -> Answer {
    let card = visitor
        .service(&app)
        .finish_scorecard_task(&id, &task, &asked.note)
        .await?;
    Ok(back(&format!("/scorecards/{}#tasks", card.id), Done::Finished))
}

#[derive(Debug, Deserialize)]
struct Moved {
    field: String,
    to: Date,
}

async fn move_date(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Moved>) -> Answer {
    let card = visitor
        .service(&app)
        .move_scorecard_date(&id, &asked.field, asked.to)
        .await?;
    Ok(back(&format!("/scorecards/{}#tasks", card.id), Done::Moved))
}

#[derive(Debug, Deserialize)]
struct Assigned {
    part: Part,
    to: String,
}

async fn assign(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Assigned>) -> Answer {
    let card = visitor
        .service(&app)
        .assign_scorecard(&id, asked.part, &asked.to)
        .await?;
    Ok(back(&format!("/scorecards/{}#people", card.id), Done::Assigned))
}

#[derive(Debug, Deserialize)]
struct Copied {
    #[serde(default)]
    file: String,
    #[serde(default)]
    digest: String,
}

async fn attach(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Copied>) -> Answer {
    let card = visitor
        .service(&app)
        .attach_copy_by_digest(&id, &asked.file, &asked.digest)
        .await?;
    Ok(back(&format!("/scorecards/{}#tasks", card.id), Done::Recorded))
}

async fn submit(State(app): Desk, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let card = visitor.service(&app).submit_scorecard(&id).await?;
    Ok(back(&format!("/scorecards/{}#review", card.id), Done::Submitted))
}

#[derive(Debug, Deserialize)]
struct Approval {
    /// The digest of what was shown.
    digest: String,
    #[serde(default)]
    comment: String,
}

async fn approve(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Approval>) -> Answer {
    let service = visitor.service(&app);
    let card = service
        .approve_scorecard(&id, Some(&asked.digest), &asked.comment)
        .await?;
    Ok(back(&format!("/scorecards/{}#review", card.id), Done::Approved))
}

#[derive(Debug, Deserialize)]
struct Rejection {
    #[serde(default)]
    comment: String,
}

async fn reject(State(app): Desk, visitor: Visitor, Path(id): Path<String>, Form(asked): Form<Rejection>) -> Answer {
    let comment = Some(asked.comment.trim()).filter(|comment| !comment.is_empty());
    let card = visitor.service(&app).reject_scorecard(&id, comment).await?;
    Ok(back(&format!("/scorecards/{}#review", card.id), Done::TurnedDown))
}

#[derive(Debug, Deserialize)]
struct Export {
    format: ScorecardFormat,
    audience: Audience,
}

/// Makes a document, which is on record then, so that it is no link but something that one does.
async fn export(
    State(app): Desk,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(asked): Form<Export>,
) -> Result<Response, Fault> {
    let exporting = visitor.service(&app);
    let exported = exporting.export_scorecard(&id, asked.format, asked.audience).await?;
    Ok(Attached(exported).into_response())
}

/// Back to a question of the scorecard.
fn at_field(card: &Scorecard, field: &str, done: Done) -> Redirect {
    back(&format!("/scorecards/{}#field-{field}", card.id), done)
}
