//! Scorecards as a terminal shows them: 80 columns, legible without color.

mod answers;
mod portfolio;
mod series;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Scorecard;
use super::event::Alert;
use super::state::ScorecardState;
use super::template::Part;
use crate::brief::TextStyle;
use crate::brief::text::layout::Page;
use crate::calendar::long_date;
use crate::health::Level;

pub use portfolio::render_portfolio;
pub use series::render_series;

/// Prints a scorecard: where it stands, its scores with their sums, its answers with what they rest
/// on, its tasks. `today` tells what is overdue.
pub fn render_scorecard(card: &Scorecard, today: Date, style: TextStyle) -> String {
    let mut page = Page::new(style);
    head(&mut page, card);
    scores(&mut page, card);
    answers::sections(&mut page, card);
    tasks(&mut page, card, today);
    happened(&mut page, card);
    page.finish()
}

/// A scorecard in a list, in two lines: what it is and its score, where it stands and when it is due.
pub fn render_scorecard_line(card: &Scorecard, today: Date) -> String {
    let line = card.line(today);
    let due = match (line.next_due, line.reassess_on) {
        (Some(due), _) if due < today => format!("overdue since {due}"),
        (Some(due), _) => format!("due {due}"),
        (None, Some(again)) => format!("assessed again on {again}"),
        (None, None) => "nothing is due".to_owned(),
    };
    format!(
        "{}  {} \u{b7} {} {}  {}\n    {}  {due}",
        line.id,
        line.account_id,
        line.template,
        line.number,
        scored(line.total, line.level),
        line.state.replace('_', " "),
    )
}

/// What a business function was told: `support is told: Support is red (0), was green`.
pub fn render_alert(card: &Scorecard, alert: &Alert) -> String {
    let title = card
        .template()
        .dimension(&alert.dimension)
        .map_or("", |it| it.title.as_str());
    let was = alert
        .was
        .map_or("for the first time".to_owned(), |was| format!("was {}", was.word()));
    format!(
        "{} is told: {title} is {} ({}), {was}",
        alert.function.replace('_', " "),
        alert.level.word(),
        alert.score
    )
}

fn head(page: &mut Page, card: &Scorecard) {
    let template = card.template();
    page.ends(
        &format!("{} \u{b7} {}", template.title, card.started.account_name),
        &card.state.word().replace('_', " "),
    );
    page.plain(&format!(
        "scorecard {}, number {} by the template {} {}",
        card.id, card.started.number, template.name, template.version
    ));
    page.plain(&format!(
        "begun by {} on {}, due on {}",
        card.began.name,
        long_date(card.began.day),
        long_date(card.due)
    ));
    let people: Vec<String> = Part::ALL
        .into_iter()
        .map(|part| match card.people.get(&part) {
            Some(person) => format!("{} {}", part.noun(), person.name),
            None => format!("{} not assigned", part.noun()),
        })
        .collect();
    page.plain(&people.join(", "));
    match &card.state {
        ScorecardState::Approved(accepted) => {
            let comment = comment(Some(&accepted.comment));
            let line = format!(
                "approved by {} on {}{comment}",
                accepted.signed.name,
                long_date(accepted.signed.day)
            );
            page.plain(&line);
        }
        ScorecardState::Superseded { by } => page.plain(&format!("scorecard {by} took its place")),
        ScorecardState::Open | ScorecardState::InReview(_) => {}
    }
    if let Some(again) = card.reassess_on() {
        page.plain(&format!("assessed again on {}", long_date(again)));
    }
}

fn scores(page: &mut Page, card: &Scorecard) {
    let scores = card.scores();
    page.title("Scores");
    let cell = |title: &str, formula: &str, score: Option<Decimal>, level: Level| {
        let points = score.map_or("\u{2013}".to_owned(), |it| it.to_string());
        (
            mark(level),
            [format!("{title}: {formula}"), points, level.word().to_owned()],
        )
    };
    let mut rows = vec![cell(
        "Total",
        &scores.total.formula,
        scores.total.score,
        scores.total.level,
    )];
    for half in &scores.halves {
        rows.push(cell(half.half.title(), &half.formula, half.score, half.level));
    }
    for it in &scores.dimensions {
        let set = it.overridden.as_ref();
        let set = set
            .map(|set| format!(" ({}: {})", set.by, set.reason))
            .unwrap_or_default();
        rows.push(cell(&it.title, &format!("{}{set}", it.formula), it.score, it.level));
    }
    page.table(&rows);
}

fn tasks(page: &mut Page, card: &Scorecard, today: Date) {
    page.title("Tasks");
    for (at, task) in card.template().tasks.iter().enumerate() {
        let who = card.people.get(&task.role).map(|person| format!(" {}", person.name));
        let stop = if task.stop { ", stop" } else { "" };
        let done = card.done.get(&task.id);
        let due = match (done, card.due_of(at)) {
            (Some(done), _) => format!("done by {} on {}", done.name, long_date(done.day)),
            (None, Some(due)) if due < today => format!("overdue since {}", long_date(due)),
            (None, Some(due)) => format!("by {}", long_date(due)),
            (None, None) => "no date yet".to_owned(),
        };
        let mark = if done.is_some() { '\u{2714}' } else { '\u{b7}' };
        let note = comment(card.notes.get(&task.id));
        let line = format!(
            "{}: {} ({}{}{stop}) {due}{note}",
            task.id,
            task.title,
            task.role.noun(),
            who.unwrap_or_default()
        );
        page.item(mark, &line);
    }
}

fn happened(page: &mut Page, card: &Scorecard) {
    if !card.copies.is_empty() {
        page.title("Copies");
        for (signed, copy) in &card.copies {
            let line = format!("{}, {} on {}", copy.file, signed.name, long_date(signed.day));
            page.item('\u{b7}', &line);
            page.under(&copy.digest);
        }
    }
    if !card.rejections.is_empty() {
        page.title("Rejected");
        for (signed, said) in &card.rejections {
            let line = format!("{} on {}{}", signed.name, long_date(signed.day), comment(said.as_ref()));
            page.item('!', &line);
        }
    }
    if !card.alerts.is_empty() {
        page.title("Alerted");
        for (_, alert) in &card.alerts {
            page.item('!', &render_alert(card, alert));
        }
    }
}

/// What was said with something, behind a dash; empty where nothing was.
fn comment(said: Option<&String>) -> String {
    let said = said.filter(|said| !said.is_empty());
    said.map(|said| format!(" \u{2014} {said}")).unwrap_or_default()
}

/// The mark of a level, which stands beside its word.
fn mark(level: Level) -> char {
    match level {
        Level::Green => '\u{2714}',
        Level::Amber => '~',
        Level::Red => '!',
        Level::Unknown => '\u{b7}',
    }
}

/// A score and its level: `72.4 amber`.
fn scored(score: Option<Decimal>, level: Level) -> String {
    score.map_or("not scored".to_owned(), |score| format!("{score} {}", level.word()))
}

/// By how much a score has changed: ` (+7.7)`; empty where nothing is to compare with.
fn changed(change: Option<Decimal>) -> String {
    match change {
        None => String::new(),
        Some(change) if change.is_zero() => " (unchanged)".to_owned(),
        Some(change) if change > Decimal::ZERO => format!(" (+{change})"),
        Some(change) => format!(" ({change})"),
    }
}
