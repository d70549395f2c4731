//! The claims of a brief: what they rest on, whether they may be said, and in which words.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use grounding::{Citation, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;
use workflow::brief::BriefClaim;
use workflow::run::Judge;

use super::super::Operation;
use super::super::answer::{Answer, done, told};
use super::super::extract::{Named, Sent};
use super::super::schemas;
use crate::service::accounts::SourceView;
use crate::service::review::edit::Edit;
use crate::service::review::standing::Standing;
use crate::service::verify::ClaimAnswer;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        routes!(evidence),
        routes!(opened),
        routes!(judge),
        routes!(check),
        routes!(edit),
    ]
}

/// A claim with what it rests on.
#[derive(Debug, Serialize, JsonSchema)]
struct ClaimEvidence {
    /// The claim.
    claim: BriefClaim,
    /// Each of its citations, with the source that it points at.
    evidence: Vec<CitedSource>,
}

/// A citation, and the source that it points at.
#[derive(Debug, Serialize, JsonSchema)]
struct CitedSource {
    citation: Citation,
    source: SourceView,
}

/// What a claim rests on.
///
/// To look at, without a note that it was opened.
#[utoipa::path(get, path = "/api/v1/runs/{run}/claims/{claim}/evidence", operation_id = "showEvidence", tag = "runs",
    responses((status = 200, body = ref(schemas::of::<ClaimEvidence>()))))]
async fn evidence(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((run, claim)): Named<(String, String)>,
) -> Answer {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let (claim, sources) = service.evidence(&opened, &claim).await?;
    let evidence = sources.into_iter().map(|(citation, source)| CitedSource {
        source: SourceView::new(&source),
        citation,
    });
    told(&ClaimEvidence {
        claim,
        evidence: evidence.collect(),
    })
}

/// Say that a claim's sources were opened.
///
/// Whoever sends it has had them before their eyes; their approval keeps it on record.
#[utoipa::path(post, path = "/api/v1/runs/{run}/claims/{claim}/opened", operation_id = "openEvidence", tag = "runs",
    responses((status = 204)))]
async fn opened(State(app): State<Arc<App>>, visitor: Visitor, Named((run, claim)): Named<(String, String)>) -> Answer {
    visitor.service(&app).open_evidence(&run, &claim).await?;
    Ok(done())
}

/// Whether a claim may be said.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Judgment {
    /// Whether it may.
    accepted: bool,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// Judge a claim.
///
/// Accepts or rejects one that waits for a person.
#[utoipa::path(post, path = "/api/v1/runs/{run}/claims/{claim}/judge", operation_id = "judgeClaim", tag = "runs",
    request_body(content = ref(schemas::sent::<Judgment>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn judge(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((run, claim)): Named<(String, String)>,
    Sent(judgment): Sent<Judgment>,
) -> Answer {
    let service = visitor.service(&app);
    let judged = Judge {
        claim,
        accepted: judgment.accepted,
        reason: judgment.reason,
    };
    let run = service.judge(&run, &judged).await?;
    told(&service.standing(&run))
}

/// Other words for a claim.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What it is to say.
    #[schemars(regex(pattern = r"\S"))]
    text: String,
}

/// Try a claim in other words.
///
/// What the verifier would make of it. Nothing of it is kept.
#[utoipa::path(post, path = "/api/v1/runs/{run}/claims/{claim}/check", operation_id = "checkClaim", tag = "runs",
    request_body(content = ref(schemas::sent::<Words>())),
    responses((status = 200, body = ref(schemas::of::<ClaimAnswer>()))))]
async fn check(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((run, claim)): Named<(String, String)>,
    Sent(words): Sent<Words>,
) -> Answer {
    let tried = visitor.service(&app).try_edit(&run, &claim, &words.text).await?;
    told(&ClaimAnswer::from(tried.claim))
}

/// Say a claim in other words.
///
/// The brief has a new version then, and approvals given before are void. Words that the verifier
/// rejects change nothing, and are answered with 409.
#[utoipa::path(post, path = "/api/v1/runs/{run}/claims/{claim}/edit", operation_id = "editClaim", tag = "runs",
    request_body(content = ref(schemas::sent::<Words>())),
    responses((status = 200, body = ref(schemas::of::<Standing>()))))]
async fn edit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Named((run, claim)): Named<(String, String)>,
    Sent(words): Sent<Words>,
) -> Answer {
    let service = visitor.service(&app);
    match service.edit(&run, &claim, &words.text).await? {
        Edit::Said(run) => told(&service.standing(&run)),
        Edit::Refused { claim, .. } => {
            let findings = claim.diagnostics.iter().filter(|it| it.severity == Severity::Deny);
            let findings: Vec<String> = findings.map(|it| format!("{}: {}", it.code, it.message)).collect();
            let message = format!("the verifier rejects it in these words ({})", findings.join("; "));
            let hint = "say what the cited words bear out; nothing was changed";
            Err(Fault::new(StatusCode::CONFLICT, message, hint))
        }
    }
}
