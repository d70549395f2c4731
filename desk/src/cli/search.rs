//! `vouch search`.

use std::fmt::Write as _;

use clap::Args;
use grounding::SourceKind;
use grounding::text::content_stems;
use jiff::civil::Date;
use retrieval::index::Matched;

use super::{Context, Exit};
use crate::service::accounts::{HitView, Search, Why};

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
    /// Only these kinds of source, as `--format json` names them: `note`, `call`, `ticket`
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kinds: Vec<SourceKind>,
    /// Only what is dated on that day or later
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Only what is dated on that day or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// How many tokens of evidence a drafter would be shown; `--explain` says what goes beyond
    #[arg(long, value_name = "TOKENS", default_value_t = 6_000)]
    budget: usize,
}

/// Reads a kind as it is written in JSON.
fn kind(name: &str) -> Result<SourceKind, String> {
    serde_json::from_value(serde_json::Value::from(name)).map_err(|error| error.to_string())
}

pub(super) async fn run(context: &Context<'_>, args: &SearchArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    let account = service.account(&args.account).await?;
    let search = Search {
        words: args.query.join(" "),
        limit: args.limit,
        kinds: args.kinds.clone(),
        since: args.since,
        until: args.until,
        explained_within: args.explain.then_some(args.budget),
    };
    let wanted = content_stems(&search.words);
    let found = service.search(&account, search).await?;
    let width = context.output.width();
    context.output.result(&found, |found| render(found, &wanted, width))?;
    Ok(Exit::Done)
}

fn render(found: &[HitView], wanted: &[String], width: usize) -> String {
    if found.is_empty() {
        return "nothing in this account answers to these words\n".to_owned();
    }
    let mut text = String::new();
    for hit in found {
        let date = hit.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        // Writing to a string can't fail.
        let by = match hit.speakers.as_slice() {
            [] => String::new(),
            names => format!("  {}", names.join(", ")),
        };
        let kind = hit.kind.noun();
        let _ = writeln!(text, "{:6.2}  {date}  {}  ({kind}){by}", hit.score, hit.source_id);
        if let Some(why) = &hit.why {
            explain(&mut text, why);
        }
        for line in telling_lines(&hit.text, wanted) {
            let shown: String = line.chars().take(width.saturating_sub(8)).collect();
            let _ = writeln!(text, "        {shown}");
        }
    }
    text
}

/// Says why a hit stands where it does, and what stands behind it.
fn explain(text: &mut String, why: &Why) {
    let explanation = &why.explanation;
    let mut added: Vec<String> = explanation
        .terms
        .iter()
        .map(|term| {
            let place = match term.matched {
                Matched::Text => "",
                Matched::Title => " in the title",
                Matched::Feedback => " as the best answers have",
            };
            format!("`{}`{place} {:.2}", term.term, term.score)
        })
        .collect();
    if explanation.context > 0.0 {
        added.push(format!("what stands beside it {:.2}", explanation.context));
    }
    // Writing to a string can't fail.
    let _ = writeln!(
        text,
        "        why: {}, times {:.2} for its date",
        added.join(" + "),
        explanation.recency
    );
    if explanation.held_back {
        let _ = writeln!(text, "        behind the others: enough of its source stands before it");
    }
    for passage in &explanation.collapsed {
        let _ = writeln!(
            text,
            "        says the same: {} {}..{}",
            passage.source, passage.span.start, passage.span.end
        );
    }
    if why.left_out {
        let _ = writeln!(text, "        left out: its {} tokens go beyond the budget", why.tokens);
    }
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
