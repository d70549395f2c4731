//! `vouch search`.

use std::fmt::Write as _;

use clap::Args;
use grounding::text::content_stems;
use grounding::{Ledger, SourceKind};
use jiff::civil::Date;
use retrieval::index::{Explanation, Hit, Matched, Query};
use serde::Serialize;

use super::{Context, Exit};
use crate::names;

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// The account, by any of its names
    account: String,
    /// What to look for, in plain words
    #[arg(required = true)]
    query: Vec<String>,
    /// Say why each passage has its score
    #[arg(long)]
    explain: bool,
    /// How many passages to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

#[derive(Debug, Serialize)]
struct HitView {
    source_id: String,
    start: usize,
    end: usize,
    kind: SourceKind,
    date: Option<Date>,
    score: f32,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
}

pub(super) async fn run(context: &Context<'_>, args: &SearchArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let accounts = workspace.accounts().await?;
    let account = names::account(&accounts, &args.account)?;
    let index = workspace.index().await?;
    let as_of = context.global.as_of();
    let ledger = context.ledger(&workspace, account).await?;
    let query = Query {
        limit: args.limit,
        ..Query::new(args.query.join(" "), as_of)
    };
    let hits = index.account(&account.id)?.search(&query)?;
    let found: Vec<HitView> = hits
        .into_iter()
        .filter_map(|hit| view(&ledger, hit, args.explain))
        .collect();
    let wanted = content_stems(&args.query.join(" "));
    let width = context.output.width();
    context.output.result(&found, |found| render(found, &wanted, width))?;
    Ok(Exit::Done)
}

fn view(ledger: &Ledger, hit: Hit, explain: bool) -> Option<HitView> {
    let source = ledger.source(&hit.passage.source)?;
    Some(HitView {
        source_id: hit.passage.source.to_string(),
        start: hit.passage.span.start,
        end: hit.passage.span.end,
        kind: hit.kind,
        date: hit.date,
        score: hit.score,
        text: source.text.get(hit.passage.span.range())?.to_owned(),
        explanation: explain.then_some(hit.explanation),
    })
}

fn render(found: &[HitView], wanted: &[String], width: usize) -> String {
    if found.is_empty() {
        return "nothing in this account answers to these words\n".to_owned();
    }
    let mut text = String::new();
    for hit in found {
        let date = hit.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        // Writing to a string can't fail.
        let _ = writeln!(
            text,
            "{:6.2}  {}  {}  ({})",
            hit.score,
            date,
            hit.source_id,
            hit.kind.noun()
        );
        if let Some(explanation) = &hit.explanation {
            let terms: Vec<String> = explanation
                .terms
                .iter()
                .map(|term| {
                    let place = if term.matched == Matched::Title {
                        " in the title"
                    } else {
                        ""
                    };
                    format!("`{}`{place} {:.2}", term.term, term.score)
                })
                .collect();
            let collapsed = match explanation.collapsed.len() {
                0 => String::new(),
                count => format!(", {count} near-duplicates left out"),
            };
            let _ = writeln!(
                text,
                "        why: {}, times {:.2} for its date{collapsed}",
                terms.join(" + "),
                explanation.recency
            );
        }
        for line in telling_lines(&hit.text, wanted) {
            let shown: String = line.chars().take(width.saturating_sub(8)).collect();
            let _ = writeln!(text, "        {shown}");
        }
    }
    text
}

/// The first lines of a passage that hold a word that was looked for, else its first lines.
fn telling_lines<'a>(passage: &'a str, wanted: &[String]) -> Vec<&'a str> {
    let holds = |line: &&str| content_stems(line).iter().any(|stem| wanted.contains(stem));
    let telling: Vec<&str> = passage.lines().filter(holds).take(LINES).collect();
    if telling.is_empty() {
        passage.lines().take(LINES).collect()
    } else {
        telling
    }
}

/// So many lines of a passage are shown.
const LINES: usize = 4;
