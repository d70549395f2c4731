//! `vouch search`.

use std::fmt::Write as _;

use clap::Args;
use grounding::text::content_stems;
use grounding::{Ledger, SourceKind};
use jiff::civil::Date;
use retrieval::index::{Explanation, Hit, Matched, Query, estimate_tokens};
use serde::Serialize;

use super::{Context, Exit};

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

#[derive(Debug, Serialize)]
struct HitView {
    source_id: String,
    start: usize,
    end: usize,
    kind: SourceKind,
    date: Option<Date>,
    score: f32,
    /// Who says it; none for what is nobody's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<String>,
    text: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    why: Option<Why>,
}

/// What `--explain` adds to a hit.
#[derive(Debug, Serialize)]
struct Why {
    explanation: Explanation,
    /// What it takes of a drafter's budget.
    tokens: usize,
    /// Whether it no longer fits.
    left_out: bool,
}

pub(super) async fn run(context: &Context<'_>, args: &SearchArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let account = &context.account(&workspace, &args.account).await?;
    let index = workspace.index().await?;
    let as_of = context.global.as_of();
    let ledger = context.ledger(&workspace, account).await?;
    let query = Query {
        limit: args.limit,
        kinds: args.kinds.clone(),
        not_before: args.since,
        not_after: Some(args.until.map_or(as_of, |until| until.min(as_of))),
        ..Query::new(args.query.join(" "), as_of)
    };
    let hits = index.account(&account.id)?.search(&query)?;
    let mut budget = args.budget;
    let found: Vec<HitView> = hits
        .into_iter()
        .filter_map(|hit| view(&ledger, hit, args.explain.then_some(&mut budget)))
        .collect();
    let wanted = content_stems(&args.query.join(" "));
    let width = context.output.width();
    context.output.result(&found, |found| render(found, &wanted, width))?;
    Ok(Exit::Done)
}

fn view(ledger: &Ledger, hit: Hit, budget: Option<&mut usize>) -> Option<HitView> {
    let source = ledger.source(&hit.passage.source)?;
    let text = source.text.get(hit.passage.span.range())?.to_owned();
    let mut speakers: Vec<String> = Vec::new();
    for author in source
        .authors
        .iter()
        .filter(|author| author.span.overlaps(hit.passage.span))
    {
        if !speakers.contains(&author.name) {
            speakers.push(author.name.clone());
        }
    }
    let why = budget.map(|left| {
        let tokens = estimate_tokens(&text);
        // As a dossier is filled: what does not fit is left out and the next one is tried.
        let left_out = tokens > *left;
        if !left_out {
            *left -= tokens;
        }
        Why {
            explanation: hit.explanation,
            tokens,
            left_out,
        }
    });
    Some(HitView {
        source_id: hit.passage.source.to_string(),
        start: hit.passage.span.start,
        end: hit.passage.span.end,
        kind: hit.kind,
        date: hit.date,
        score: hit.score,
        speakers,
        text,
        why,
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
