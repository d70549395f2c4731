//! An account's evidence: the newest first, or what answers to words.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use grounding::{Account, Affiliation, Ledger, SourceId, SourceKind, Visibility};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Head, Tab, opened};
use crate::failure::Hinted;
use crate::service::Service;
use crate::service::accounts::{HitView, Search};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::visitor::Visitor;

/// So much evidence stands on one page.
const ON_A_PAGE: usize = 50;
/// What addresses call that which somebody said or wrote, rather than what a system recorded.
const SAID: &str = "said";
const KINDS_SAID: [SourceKind; 6] = [
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Mail,
    SourceKind::Message,
    SourceKind::Comment,
    SourceKind::Note,
];
/// So many passages are shown that answer to words.
const PASSAGES: usize = 20;

#[derive(Template)]
#[template(path = "web/accounts/evidence.html")]
struct EvidencePage {
    frame: Frame,
    head: Head,
    words: String,
    kinds: Vec<KindView>,
    /// What the kind that is asked for is called; empty for all.
    kind: String,
    entries: Vec<EntryView>,
    /// Whether words were asked for.
    is_search: bool,
    passages: Vec<PassageView>,
    /// The address of what came before; empty where there is nothing more.
    older: String,
    /// The address of the newest; empty where it is shown.
    newest: String,
}

/// A kind of source to choose.
struct KindView {
    word: String,
    noun: &'static str,
    number: usize,
    is_chosen: bool,
}

/// A piece of evidence.
struct EntryView {
    id: String,
    title: String,
    kind: &'static str,
    date: String,
    author: String,
    side: &'static str,
    /// What is to be known about who may see it; empty where the customer may.
    visibility: &'static str,
    excerpt: String,
}

/// A passage that answers to words.
struct PassageView {
    id: String,
    title: String,
    kind: &'static str,
    date: String,
    speakers: String,
    start: usize,
    end: usize,
    text: String,
}

/// What is asked of the evidence.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Words that a passage answers to; empty for all evidence.
    q: String,
    /// The word of a kind of source, or `said`; empty for all.
    kind: String,
    /// Only what comes after this day and source, the newest first.
    before: Option<Date>,
    id: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let opened = opened(&app, &visitor, &name, Tab::Evidence).await?;
    let service = visitor.service(&app);
    let account = &opened.account;
    let kinds = asked.kinds()?;
    let ledger = service.ledger(account).await?;
    let words = asked.q.trim();
    let (mut entries, mut older, mut passages) = (Vec::new(), String::new(), Vec::new());
    if words.is_empty() {
        (entries, older) = timeline(&service, account, &kinds, &asked).await?;
    } else {
        let search = Search {
            words: words.to_owned(),
            limit: PASSAGES,
            kinds: kinds.clone(),
            since: None,
            until: None,
            explained_within: None,
        };
        passages = service.search(account, search).await?;
    }
    page(&EvidencePage {
        kind: told(&kinds),
        kinds: kinds_of(&ledger, &kinds),
        entries,
        is_search: !words.is_empty(),
        passages: passages.into_iter().map(|hit| PassageView::of(hit, &ledger)).collect(),
        older,
        newest: if asked.before.is_some() {
            address(&[("kind", &asked.kind)])
        } else {
            String::new()
        },
        words: words.to_owned(),
        head: opened.head,
        frame: opened.frame,
    })
}

/// What happened last, the newest first, and the address of what happened before; that is empty
/// where nothing did.
async fn timeline(
    service: &Service<'_>,
    account: &Account,
    kinds: &[SourceKind],
    asked: &Asked,
) -> anyhow::Result<(Vec<EntryView>, String)> {
    let before = asked.before.map(|day| (day, SourceId::raw(asked.id.as_str())));
    // One more than is shown says whether there is more.
    let mut found = service.timeline(account, kinds, before, ON_A_PAGE + 1).await?;
    let is_more = found.len() > ON_A_PAGE;
    found.truncate(ON_A_PAGE);
    let last = found.last().filter(|_| is_more);
    let older = last
        .map(|last| asked.older(last.occurred_at, &last.source_id))
        .unwrap_or_default();
    let entries = found.into_iter().map(|entry| EntryView {
        id: entry.source_id.to_string(),
        title: entry.title,
        kind: entry.kind.noun(),
        date: entry.occurred_at.to_string(),
        author: entry.author.unwrap_or_default(),
        side: match entry.affiliation {
            Some(Affiliation::Customer) => "customer",
            Some(Affiliation::Vendor) => "vendor",
            Some(Affiliation::Unknown) | None => "",
        },
        visibility: match entry.visibility {
            Visibility::Shareable => "",
            Visibility::Internal => "internal",
            Visibility::Restricted => "restricted",
        },
        excerpt: entry.excerpt,
    });
    Ok((entries.collect(), older))
}

impl Asked {
    /// The kinds that are asked for; none for all.
    fn kinds(&self) -> anyhow::Result<Vec<SourceKind>> {
        let word = self.kind.trim();
        match word {
            "" => return Ok(Vec::new()),
            SAID => return Ok(KINDS_SAID.to_vec()),
            _ => {}
        }
        let kind = serde_json::from_value(serde_json::Value::String(word.to_owned()));
        kind.map(|kind| vec![kind]).map_err(|_| {
            let hint = "choose one from the list of kinds".to_owned();
            Hinted::new(format!("`{word}` is no kind of source"), [hint]).into()
        })
    }

    /// The address of what comes after one of a day.
    fn older(&self, day: Date, id: &SourceId) -> String {
        address(&[("kind", &self.kind), ("before", &day.to_string()), ("id", id.as_str())])
    }
}

/// The address of other evidence of the same account.
fn address(pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    format!("?{}", query.finish())
}

/// What the kinds that are asked for are called; empty for all.
fn told(kinds: &[SourceKind]) -> String {
    match kinds {
        [] => String::new(),
        [kind] => kind.noun().to_owned(),
        _ => "said or written".to_owned(),
    }
}

/// The kinds of dated evidence there are, after what was said or written.
fn kinds_of(ledger: &Ledger, chosen: &[SourceKind]) -> Vec<KindView> {
    let mut counts: BTreeMap<SourceKind, usize> = BTreeMap::new();
    let dated = ledger
        .sources()
        .filter(|it| it.account.is_some() && it.occurred_at.is_some());
    for source in dated.filter(|it| it.kind != SourceKind::Series) {
        *counts.entry(source.kind).or_default() += 1;
    }
    if let [chosen] = chosen {
        counts.entry(*chosen).or_default();
    }
    let said = KindView {
        word: SAID.to_owned(),
        noun: "said or written",
        number: KINDS_SAID.iter().filter_map(|kind| counts.get(kind)).sum(),
        is_chosen: chosen == KINDS_SAID,
    };
    let kinds = counts.into_iter().map(|(kind, number)| KindView {
        word: word(kind),
        noun: kind.noun(),
        number,
        is_chosen: chosen == [kind],
    });
    [said].into_iter().chain(kinds).collect()
}

/// The word that addresses have for a kind.
fn word(kind: SourceKind) -> String {
    let word = serde_json::to_value(kind).ok();
    word.and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}

impl PassageView {
    fn of(hit: HitView, ledger: &Ledger) -> Self {
        let source = ledger.source(&SourceId::raw(hit.source_id.as_str()));
        Self {
            title: source.map_or_else(|| hit.source_id.clone(), |source| source.title.clone()),
            id: hit.source_id,
            kind: hit.kind.noun(),
            date: hit.date.map(|date| date.to_string()).unwrap_or_default(),
            speakers: hit.speakers.join(", "),
            start: hit.start,
            end: hit.end,
            text: hit.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_what_is_older_keeps_the_kind_and_escapes_the_id() {
        let pairs = [("kind", "call"), ("before", "2026-06-01"), ("id", "gong:call/7&7")];
        assert_eq!(address(&pairs), "?kind=call&before=2026-06-01&id=gong%3Acall%2F7%267");
        assert_eq!(address(&[("kind", "")]), "?");
    }

    #[test]
    fn a_kind_is_asked_for_by_its_word() {
        let of = |kind: &str| Asked {
            kind: kind.to_owned(),
            ..Asked::default()
        };
        assert_eq!(of("order_form").kinds().unwrap(), [SourceKind::OrderForm]);
        assert_eq!(of(" ").kinds().unwrap(), []);
        assert_eq!(of("said").kinds().unwrap(), KINDS_SAID);
        assert_eq!(word(SourceKind::OrderForm), "order_form");
        assert_eq!(
            of("poem").kinds().unwrap_err().to_string(),
            "`poem` is no kind of source"
        );
    }
}
