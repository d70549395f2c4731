//! What a reviewer does to a run.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Redirect;
use axum_extra::extract::Form;
use jiff::civil::Date;
use serde::Deserialize;
use workflow::people::Role;
use workflow::run::{Approve, Judge, Note, Noted, Run, SendBack};

use crate::service::review::edit::Edit;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::routes::Routes;
use crate::web::said::{Done, back};
use crate::web::visitor::Visitor;

/// The routes of what a reviewer does.
pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/runs/{run}/claims/{claim}/opened", opened)
        .post("/runs/{run}/claims/{claim}/judge", judge)
        .post("/runs/{run}/claims/{claim}/edit", edit)
        .post("/runs/{run}/approve", approve)
        .post("/runs/{run}/return", send_back)
        .post("/runs/{run}/reopen", reopen)
        .post("/runs/{run}/decide", decide)
        .post("/runs/{run}/comment", comment)
        .post("/runs/{run}/assign", assign)
        .post("/runs/{run}/tasks/{task}/done", finish_task)
        .post("/runs/{run}/tasks/{task}/reopen", reopen_task)
        .post("/runs/{run}/move", move_date)
        .post("/runs/{run}/save", save)
        .post("/runs/{run}/record", record)
        .post("/runs/{run}/complete", complete)
}

type Answer = Result<Redirect, Fault>;
type Desk = State<Arc<App>>;

/// Somebody has had a claim's sources before their eyes.
async fn opened(
    State(app): Desk,
    visitor: Visitor,
    Path((run, claim)): Path<(String, String)>,
) -> Result<StatusCode, Fault> {
    visitor.service(&app).open_evidence(&run, &claim).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
struct Judgment {
    verdict: Verdict,
    #[serde(default)]
    reason: String,
}

/// Whether a claim may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Accept,
    Reject,
}

async fn judge(
    State(app): Desk,
    visitor: Visitor,
    Path((run, claim)): Path<(String, String)>,
    Form(asked): Form<Judgment>,
) -> Answer {
    let judged = Judge {
        claim: claim.clone(),
        accepted: asked.verdict == Verdict::Accept,
        reason: asked.reason,
    };
    visitor.service(&app).judge(&run, &judged).await?;
    Ok(back(&format!("/runs/{run}#{claim}"), Done::Judged))
}

#[derive(Debug, Deserialize)]
struct Words {
    #[serde(default)]
    text: String,
}

async fn edit(
    State(app): Desk,
    visitor: Visitor,
    Path((run, claim)): Path<(String, String)>,
    Form(words): Form<Words>,
) -> Answer {
    match visitor.service(&app).edit(&run, &claim, &words.text).await? {
        Edit::Said(_) => Ok(back(&format!("/runs/{run}#{claim}"), Done::Edited)),
        Edit::Refused { claim, .. } => {
            let messages: Vec<String> = claim
                .diagnostics
                .iter()
                .filter(|it| it.severity == grounding::Severity::Deny)
                .map(|it| format!("{}: {}", it.code, it.message))
                .collect();
            let message = format!("the verifier rejects it in these words ({})", messages.join("; "));
            let hint = "say what the cited words bear out; nothing was changed";
            Err(Fault::new(StatusCode::CONFLICT, message, hint))
        }
    }
}

#[derive(Debug, Deserialize)]
struct Approval {
    role: Option<Role>,
    /// The digest of what was shown, which is what is approved.
    digest: String,
    #[serde(default)]
    item: Vec<String>,
    #[serde(default)]
    unopened: String,
    #[serde(default)]
    comment: String,
}

async fn approve(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Approval>) -> Answer {
    let approve = Approve {
        role: asked.role,
        digest: Some(asked.digest),
        items: asked.item,
        unopened_because: Some(asked.unopened).filter(|it| !it.trim().is_empty()),
        comment: asked.comment,
    };
    visitor.service(&app).approve(&run, &approve).await?;
    Ok(back(&format!("/runs/{run}"), Done::Approved))
}

#[derive(Debug, Deserialize)]
struct Return {
    /// What is missing, one a line.
    #[serde(default)]
    missing: String,
    #[serde(default)]
    comment: String,
    #[serde(default)]
    material: bool,
}

async fn send_back(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Return>) -> Answer {
    let lines = asked.missing.lines().map(str::trim).filter(|line| !line.is_empty());
    let returned = SendBack {
        missing: lines.map(ToOwned::to_owned).collect(),
        comment: asked.comment,
        material: asked.material,
    };
    visitor.service(&app).send_back(&run, &returned).await?;
    Ok(back(&format!("/runs/{run}"), Done::Returned))
}

#[derive(Debug, Deserialize)]
struct Reason {
    #[serde(default)]
    reason: String,
}

async fn reopen(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Reason>) -> Answer {
    visitor.service(&app).reopen(&run, &asked.reason).await?;
    Ok(back(&format!("/runs/{run}"), Done::Reopened))
}

#[derive(Debug, Deserialize)]
struct Decision {
    subject: String,
    #[serde(default)]
    answer: String,
    /// Which of the quotes holds, by its number; 0 or nothing for none.
    #[serde(default)]
    holds: Option<usize>,
}

async fn decide(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Decision>) -> Answer {
    let holds = asked.holds.filter(|number| *number > 0);
    visitor
        .service(&app)
        .decide(&run, &asked.subject, &asked.answer, holds)
        .await?;
    Ok(back(&format!("/runs/{run}#subjects"), Done::Decided))
}

#[derive(Debug, Deserialize)]
struct Remark {
    #[serde(default)]
    text: String,
    #[serde(default)]
    claim: String,
}

async fn comment(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Remark>) -> Answer {
    let about = Some(asked.claim.as_str()).filter(|claim| !claim.is_empty());
    visitor.service(&app).comment(&run, &asked.text, about).await?;
    let part = about.unwrap_or("comments");
    Ok(back(&format!("/runs/{run}#{part}"), Done::Commented))
}

#[derive(Debug, Deserialize)]
struct Assignment {
    /// A task or a role.
    what: String,
    to: String,
}

async fn assign(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Assignment>) -> Answer {
    visitor.service(&app).assign(&run, &asked.what, &asked.to).await?;
    Ok(back(&format!("/runs/{run}#tasks"), Done::Assigned))
}

#[derive(Debug, Deserialize)]
struct Finished {
    #[serde(default)]
    note: String,
}

async fn finish_task(
    State(app): Desk,
    visitor: Visitor,
    Path((run, task)): Path<(String, String)>,
    Form(asked): Form<Finished>,
) -> Answer {
    visitor.service(&app).finish_task(&run, &task, &asked.note).await?;
    Ok(back(&format!("/runs/{run}#tasks"), Done::Finished))
}

async fn reopen_task(
    State(app): Desk,
    visitor: Visitor,
    Path((run, task)): Path<(String, String)>,
    Form(asked): Form<Reason>,
) -> Answer {
    visitor.service(&app).reopen_task(&run, &task, &asked.reason).await?;
    Ok(back(&format!("/runs/{run}#tasks"), Done::TaskOpen))
}

#[derive(Debug, Deserialize)]
struct Moved {
    field: String,
    to: Date,
}

async fn move_date(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Moved>) -> Answer {
    visitor.service(&app).move_date(&run, &asked.field, asked.to).await?;
    Ok(back(&format!("/runs/{run}#tasks"), Done::Moved))
}

/// From which page something is done, and so to which one comes back.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum From {
    /// The page of the run.
    #[default]
    Run,
    /// The overview of its account.
    Overview,
}

impl From {
    fn address(self, run: &Run, section: &str) -> String {
        if self == Self::Run {
            return format!("/runs/{}", run.id);
        }
        let section: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("section", section)
            .finish();
        format!("/accounts/{}?{section}", run.account())
    }
}

#[derive(Debug, Deserialize)]
struct Saved {
    #[serde(default)]
    name: String,
    #[serde(default)]
    from: From,
    #[serde(default)]
    section: String,
}

async fn save(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Saved>) -> Answer {
    let run = visitor.service(&app).save(&run, &asked.name).await?;
    Ok(back(&asked.from.address(&run, &asked.section), Done::Saved))
}

#[derive(Debug, Deserialize)]
struct Recorded {
    what: String,
    on: Option<Date>,
    #[serde(default)]
    section: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    from: From,
}

async fn record(State(app): Desk, visitor: Visitor, Path(run): Path<String>, Form(asked): Form<Recorded>) -> Answer {
    let what: Note = asked
        .what
        .parse()
        .map_err(|why: String| anyhow::anyhow!(crate::failure::Hinted::new(why, [])))?;
    let noted = Noted::new(what, asked.on.unwrap_or_else(|| app.today()), asked.text.as_str());
    let section = Some(asked.section.as_str()).filter(|section| !section.is_empty());
    let run = visitor.service(&app).record(&run, noted, section).await?;
    Ok(back(&asked.from.address(&run, &asked.section), Done::Recorded))
}

async fn complete(State(app): Desk, visitor: Visitor, Path(run): Path<String>) -> Answer {
    visitor.service(&app).complete(&run).await?;
    Ok(back(&format!("/runs/{run}"), Done::Completed))
}
