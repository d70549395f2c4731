//! Answering the questions of a scorecard.

use std::sync::Arc;

use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use utoipa_axum::routes;
use workflow::scorecard::ScorecardView;

use super::super::Operation;
use super::super::answer::Answer;
use super::super::extract::{Named, Sent};
use super::super::schemas;
use super::in_full;
use crate::service::scorecards::Setting;
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(fill),
        routes!(confirm),
        routes!(correct),
        routes!(not_applicable),
        routes!(set_score),
        routes!(attach_copy),
    ]
}

/// Answers to fields.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Answers {
    /// The fields with their answers.
    #[serde(deserialize_with = "at_least_one")]
    #[schemars(length(min = 1))]
    answers: Vec<FieldAnswer>,
}

/// Reads a list that is not empty: nothing would come of it.
fn at_least_one<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let all = Vec::deserialize(deserializer)?;
    if all.is_empty() {
        return Err(serde::de::Error::invalid_length(0, &"at least one"));
    }
    Ok(all)
}

/// A field and its answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FieldAnswer {
    /// The field.
    field: String,
    /// The answer, as a person writes it.
    value: String,
}

/// Answer fields that the records don't.
///
/// All of them or none.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/fill", operation_id = "fillScorecard", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Answers>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn fill(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(sent): Sent<Answers>,
) -> Answer {
    let answers = sent.answers.into_iter().map(|it| Setting {
        name: it.field,
        value: it.value,
    });
    let answers: Vec<Setting> = answers.collect();
    let card = visitor.service(&app).fill_scorecard(&card, &answers).await?;
    in_full(&app, &card)
}

/// Fields.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Fields {
    /// The fields.
    #[serde(deserialize_with = "at_least_one")]
    #[schemars(length(min = 1))]
    fields: Vec<String>,
}

/// Stand by what the records answer.
///
/// To all of the fields or to none.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/confirm", operation_id = "confirmFields", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Fields>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn confirm(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(sent): Sent<Fields>,
) -> Answer {
    let card = visitor.service(&app).confirm_fields(&card, &sent.fields).await?;
    in_full(&app, &card)
}

/// An answer other than the records'.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Correction {
    /// The field.
    field: String,
    /// What holds instead.
    value: String,
    /// Why the records are wrong.
    #[schemars(regex(pattern = r"\S"))]
    reason: String,
}

/// Say something else than the records answer.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/correct", operation_id = "correctField", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Correction>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn correct(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(sent): Sent<Correction>,
) -> Answer {
    let answer = Setting {
        name: sent.field,
        value: sent.value,
    };
    let card = visitor
        .service(&app)
        .correct_field(&card, &answer, &sent.reason)
        .await?;
    in_full(&app, &card)
}

/// A field that says nothing of the account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NotApplicable {
    /// The field.
    field: String,
    /// Why.
    #[schemars(regex(pattern = r"\S"))]
    reason: String,
}

/// Say that a field says nothing of the account.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/not-applicable", operation_id = "leaveFieldOut",
    tag = "scorecards", request_body(content = ref(schemas::sent::<NotApplicable>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn not_applicable(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(sent): Sent<NotApplicable>,
) -> Answer {
    let service = visitor.service(&app);
    let card = service.field_not_applicable(&card, &sent.field, &sent.reason).await?;
    in_full(&app, &card)
}

/// A score that somebody sets.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SetScore {
    /// The dimension.
    dimension: String,
    /// The score from 0 to 100, or `none` to go by the answers again.
    score: String,
    /// What the answers don't show.
    #[schemars(regex(pattern = r"\S"))]
    reason: String,
}

/// Set the score of a dimension.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/override", operation_id = "overrideScore", tag = "scorecards",
    request_body(content = ref(schemas::sent::<SetScore>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn set_score(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(sent): Sent<SetScore>,
) -> Answer {
    let score = Setting {
        name: sent.dimension,
        value: sent.score,
    };
    let card = visitor.service(&app).set_score(&card, &score, &sent.reason).await?;
    in_full(&app, &card)
}

/// A copy of what the figures come from, which stays where it is kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FigureCopy")]
struct Copied {
    /// The name of its file.
    #[schemars(length(min = 1))]
    file: String,
    /// Its SHA-256 digest: 64 hexadecimal digits, with or without `sha256:` before them.
    #[schemars(regex(pattern = "^(sha256:)?[0-9a-fA-F]{64}$"))]
    digest: String,
}

/// Attach a copy of what the figures come from.
///
/// Its name and its digest are kept; the file is not sent.
#[utoipa::path(post, path = "/api/v1/scorecards/{card}/copies", operation_id = "attachFigureCopy", tag = "scorecards",
    request_body(content = ref(schemas::sent::<Copied>())),
    responses((status = 200, body = ref(schemas::of::<ScorecardView>()))))]
async fn attach_copy(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named(card): Named<String>,
    Sent(copy): Sent<Copied>,
) -> Answer {
    let card = visitor
        .service(&app)
        .attach_copy_by_digest(&card, &copy.file, &copy.digest)
        .await?;
    in_full(&app, &card)
}
