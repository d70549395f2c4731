//! Proposing an action.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use grounding::{Account, Citation, SourceId};
use serde::Deserialize;
use workflow::action::ActionKind;
use workflow::people::Act;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::{Done, back};
use crate::web::visitor::Visitor;

/// So many accounts are offered while somebody types; every other one can be typed in full.
const MOST_OFFERED: usize = 200;
/// So many citations the form takes.
const CITATIONS: usize = 4;

/// The routes of proposing one.
pub(super) fn routes() -> Routes {
    Routes::new().get("/actions/new", ask).post("/actions", propose)
}

/// What the form is to hold at first.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct At {
    account: String,
    /// The run that it follows from.
    run: String,
    kind: String,
    source: String,
    quote: String,
}

#[derive(Template)]
#[template(path = "web/actions/new.html")]
struct NewPage {
    frame: Frame,
    at: At,
    accounts: Vec<Account>,
    kinds: [ActionKind; ActionKind::ALL.len()],
    /// The kinds that may cite nothing, in words.
    uncited: String,
    /// The numbers of the citations that the form takes beside the first.
    more: std::ops::RangeInclusive<usize>,
}

async fn ask(State(app): State<Arc<App>>, visitor: Visitor, Query(at): Query<At>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let mut accounts = service.readable().await?;
    accounts.retain(|account| service.session.can(Act::ProposeAction, Some(&account.id)));
    if accounts.is_empty() {
        // Whoever may propose nothing is told so before they fill anything in.
        service.session.allow(Act::ProposeAction, None)?;
    }
    accounts.truncate(MOST_OFFERED);
    page(&NewPage {
        frame: Frame::new(&app, &visitor, Place::Actions, "Propose an action"),
        at,
        accounts,
        kinds: ActionKind::ALL,
        uncited: uncited(),
        more: 2..=CITATIONS,
    })
}

fn uncited() -> String {
    let kinds = ActionKind::ALL.into_iter().filter(|kind| !kind.needs_signal());
    let nouns: Vec<&str> = kinds.map(ActionKind::noun).collect();
    nouns.join(" and ")
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    account: String,
    kind: ActionKind,
    #[serde(default)]
    text: String,
    #[serde(default)]
    run: Option<String>,
    /// The sources, each with the words at the same place of `quote`.
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    quote: Vec<String>,
}

async fn propose(State(app): State<Arc<App>>, visitor: Visitor, Form(asked): Form<Asked>) -> Result<Redirect, Fault> {
    let cited = cited(&asked.source, &asked.quote)?;
    let run = asked.run.as_deref().map(str::trim).filter(|run| !run.is_empty());
    let service = visitor.service(&app);
    let action = service
        .propose_action(&asked.account, asked.kind, &asked.text, run, &cited)
        .await?;
    Ok(back(&format!("/actions/{}", action.id), Done::Created))
}

/// The citations of a form, in which lines may be left empty, but not by half.
fn cited(sources: &[String], quotes: &[String]) -> Result<Vec<Citation>, Fault> {
    let mut found = Vec::new();
    for (source, quote) in sources.iter().zip(quotes) {
        match (source.trim(), quote.trim()) {
            ("", "") => {}
            ("", quote) => return Err(half(&format!("\u{201C}{quote}\u{201D} has no source"))),
            (source, "") => return Err(half(&format!("no words of `{source}` are quoted"))),
            (source, quote) => found.push(Citation::new(SourceId::raw(source), quote)),
        }
    }
    Ok(found)
}

fn half(message: &str) -> Fault {
    let hint = "a citation has a source's id and words that stand in it";
    Fault::new(StatusCode::UNPROCESSABLE_ENTITY, message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[(&str, &str)]) -> Result<Vec<(String, String)>, String> {
        let sources: Vec<String> = lines.iter().map(|(source, _)| (*source).to_owned()).collect();
        let quotes: Vec<String> = lines.iter().map(|(_, quote)| (*quote).to_owned()).collect();
        let found = cited(&sources, &quotes).map_err(|fault| fault.message().to_owned())?;
        let told = found.into_iter().map(|it| (it.source_id.to_string(), it.quote));
        Ok(told.collect())
    }

    #[test]
    fn a_citation_has_a_source_and_words() {
        let two = read(&[(" gong:call/7 ", " more seats "), ("", ""), ("crm:note/1", "asked")]);
        let expected = [("gong:call/7", "more seats"), ("crm:note/1", "asked")];
        let expected = expected.map(|(source, quote)| (source.to_owned(), quote.to_owned()));
        assert_eq!(two, Ok(expected.to_vec()));
        assert_eq!(
            read(&[("", "more seats")]),
            Err("\u{201C}more seats\u{201D} has no source".to_owned())
        );
        assert_eq!(
            read(&[("gong:call/7", " ")]),
            Err("no words of `gong:call/7` are quoted".to_owned())
        );
    }
}
