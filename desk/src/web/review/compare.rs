//! Two versions of a brief beside each other: what was said before, what is said now, and who put
//! it so.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};
use workflow::brief::Brief;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::visitor::Visitor;

/// The route of comparisons.
pub(super) fn routes() -> Routes {
    Routes::new().get("/runs/{run}/compare", compare)
}

#[derive(Debug, Deserialize)]
struct Versions {
    from: Option<u32>,
    to: Option<u32>,
}

#[derive(Template)]
#[template(path = "web/review/compare.html")]
struct ComparePage {
    frame: Frame,
    run: String,
    title: String,
    from: u32,
    to: u32,
    versions: Vec<VersionView>,
    changes: Vec<ChangeView>,
}

/// A version, and who made it.
struct VersionView {
    number: u32,
    by: String,
    when: String,
}

/// A claim that is told otherwise.
struct ChangeView {
    section: String,
    claim: String,
    words: Vec<WordView>,
}

/// Words that were taken out, put in, or left.
struct WordView {
    text: String,
    /// `del`, `ins`, or empty.
    change: &'static str,
}

async fn compare(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(run): Path<String>,
    Query(asked): Query<Versions>,
) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let opened = service.opened(&run).await?;
    let newest = opened.run.version;
    let to = asked.to.unwrap_or(newest);
    let from = asked.from.unwrap_or_else(|| to.saturating_sub(1).max(1));
    let (before, after) = (
        service.version(&opened.run, from).await?,
        service.version(&opened.run, to).await?,
    );
    let versions = opened.versions();
    let title = format!("{} \u{b7} {}", opened.brief.title(), opened.account.name);
    page(&ComparePage {
        frame: Frame::new(
            &app,
            &visitor,
            Place::Accounts,
            format!("Versions {from} and {to} of {title}"),
        ),
        run: opened.run.id.clone(),
        title,
        from,
        to,
        versions: versions
            .into_iter()
            .map(|(number, signed)| VersionView {
                number,
                by: signed.name,
                when: signed.at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
            })
            .collect(),
        changes: changes(&before, &after),
    })
}

/// The claims that the two tell differently, in the order of the later one, then those that it
/// tells no more.
fn changes(before: &Brief, after: &Brief) -> Vec<ChangeView> {
    let text = |brief: &Brief, id: &str| {
        let found = brief.claims.iter().find(|it| it.claim.id == id);
        found.map(|it| it.claim.text.clone()).unwrap_or_default()
    };
    let section = |id: &str| {
        let sections = after.sections.iter().chain(&before.sections);
        let mut holding = sections.filter(|it| it.claims.iter().any(|claim| claim == id));
        holding.next().map(|it| it.title.clone()).unwrap_or_default()
    };
    let later = after.claims.iter().map(|it| &it.claim.id);
    let gone = before.claims.iter().map(|it| &it.claim.id);
    let gone = gone.filter(|id| after.claims.iter().all(|it| it.claim.id != **id));
    later
        .chain(gone)
        .filter_map(|id| {
            let (old, new) = (text(before, id), text(after, id));
            (old != new).then(|| ChangeView {
                section: section(id),
                claim: id.clone(),
                words: words(&old, &new),
            })
        })
        .collect()
}

fn words(old: &str, new: &str) -> Vec<WordView> {
    let diff = TextDiff::from_words(old, new);
    let mut words: Vec<WordView> = Vec::new();
    for change in diff.iter_all_changes() {
        let tag = match change.tag() {
            ChangeTag::Delete => "del",
            ChangeTag::Insert => "ins",
            ChangeTag::Equal => "",
        };
        match words.last_mut() {
            Some(last) if last.change == tag => last.text.push_str(change.value()),
            _ => words.push(WordView {
                text: change.value().to_owned(),
                change: tag,
            }),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_changed_are_told_from_those_that_stayed() {
        let shown = |old: &str, new: &str| {
            let words = words(old, new).into_iter().map(|it| match it.change {
                "del" => format!("[-{}]", it.text),
                "ins" => format!("[+{}]", it.text),
                _ => it.text,
            });
            words.collect::<String>()
        };
        insta::assert_snapshot!(
            shown("Reporting fell from 9 hours to 6.", "Weekly reporting fell from 9 hours to 6."),
            @"[-Reporting][+Weekly reporting] fell from 9 hours to 6."
        );
        assert_eq!(shown("", "New."), "[+New.]");
        assert_eq!(shown("Old.", ""), "[-Old.]");
    }
}
