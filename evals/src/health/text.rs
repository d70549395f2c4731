//! What a back-test and a fit came to, as a terminal shows it.

use std::fmt::Write as _;

use grounding::text::printable;

use super::fit::{Fit, FittedSignal};
use super::report::{Backtest, LeadTime, Named, Tally};
use super::score::{Auc, Band};

/// A back-test as text.
pub fn render_backtest(report: &Backtest) -> String {
    let caps = if report.with_caps {
        "with caps"
    } else {
        "by the score alone"
    };
    let mut text = format!(
        "Back-test of {}, {} days before each outcome\nby the policy `{}`; at risk from {} on, {caps}\n",
        report.outcomes,
        report.lead_days,
        report.policy,
        report.at_risk_from.word()
    );
    let mut rows = vec![tally_head(""), tally("all", &report.all)];
    let segments = report.segments.iter().filter(|_| report.segments.len() > 1);
    rows.extend(segments.map(|(segment, of)| tally(named_segment(segment), of)));
    table(&mut text, &rows);
    if report.all.by_caps_alone > 0 {
        let _ = writeln!(
            text,
            "{} of those at risk are so by caps alone; `--without-caps` counts by the score",
            report.all.by_caps_alone
        );
    }
    let mut rows = vec![tally_head("before the outcome")];
    rows.extend(
        report
            .leads
            .iter()
            .map(|it| tally(&format!("{} days", it.lead_days), &it.tally)),
    );
    table(&mut text, &rows);
    calibration(&mut text, "score", &report.calibration, 0);
    lead_time(&mut text, &report.lead_time);
    list(
        &mut text,
        "False positives: at risk, and stayed",
        &report.false_positives,
    );
    list(&mut text, "Missed risks: well, and left", &report.missed_risks);
    list(
        &mut text,
        "Unknown: could not be scored, and counts nowhere",
        &report.unknown,
    );
    if !report.unknown_accounts.is_empty() {
        let _ = writeln!(text, "\nNo such account ({})", report.unknown_accounts.len());
        for name in &report.unknown_accounts {
            let _ = writeln!(text, "  {name}");
        }
    }
    left_out(&mut text, report);
    printable(&text).into_owned()
}

/// A fit as text.
pub fn render_fit(fit: &Fit) -> String {
    let mut text = format!(
        "Weights fitted to {}, {} days before each outcome\nbeside the policy `{}`; {} of {} cases known, {} of them churned; \
         penalty {}\n",
        fit.outcomes, fit.lead_days, fit.policy, fit.known, fit.cases, fit.churned, fit.alpha
    );
    let mut rows = vec![cells([
        "signal",
        "known",
        "missing",
        "mean points",
        "effect",
        "present",
        "proposed",
    ])];
    rows.extend(fit.signals.iter().map(fitted));
    table(&mut text, &rows);
    for signal in fit.signals.iter().filter(|signal| !signal.kept.is_empty()) {
        let _ = writeln!(text, "{}: {}", signal.name.word(), signal.kept);
    }
    if !fit.segments.is_empty() {
        let _ = writeln!(text, "the weights of {} stay as they are", fit.segments.join(", "));
    }
    let _ = writeln!(
        text,
        "\nOf cases that it has not seen ({} parts, each told by the others)",
        fit.folds
    );
    for (what, value) in [
        ("AUC", in_words(fit.auc)),
        ("AUC of the present score", in_words(fit.auc_of_score)),
        ("Brier score", number(fit.brier)),
        ("  if all were told the same", number(fit.brier_of_share)),
        ("calibration error", number(fit.calibration_error)),
    ] {
        let _ = writeln!(text, "  {what:<30}{value}");
    }
    calibration(&mut text, "probability", &fit.calibration, 1);
    let _ = if fit.not_proposed.is_empty() {
        writeln!(
            text,
            "\nNothing is changed by this. `--out FILE` writes the proposal, `vouch backtest --policy FILE`\n\
             tries it, and `vouch fit accept FILE` accepts it under your name."
        )
    } else {
        writeln!(text, "\nNothing is proposed: {}", fit.not_proposed)
    };
    printable(&text).into_owned()
}

fn tally_head(of: &str) -> Vec<String> {
    cells([
        of,
        "cases",
        "known",
        "churned",
        "precision",
        "recall",
        "F1",
        "AUC (95 %)",
    ])
}

fn tally(name: &str, of: &Tally) -> Vec<String> {
    vec![
        name.to_owned(),
        of.cases.to_string(),
        of.known.to_string(),
        of.churned.to_string(),
        of.precision.to_string(),
        of.recall.to_string(),
        number(of.f1),
        in_words(of.auc),
    ]
}

fn named_segment(segment: &str) -> &str {
    if segment.is_empty() { "no segment" } else { segment }
}

fn fitted(signal: &FittedSignal) -> Vec<String> {
    let or_dash = |number: Option<String>| number.unwrap_or_else(|| "\u{2013}".to_owned());
    vec![
        signal.name.word().to_owned(),
        signal.known.to_string(),
        signal.missing.to_string(),
        or_dash(signal.mean_points.map(|mean| format!("{mean:.1}"))),
        or_dash(signal.effect.map(|effect| format!("{effect:.2}"))),
        format!("{:.1}", signal.present),
        or_dash(signal.proposed.map(|weight| weight.to_string())),
    ]
}

fn cells<const COLUMNS: usize>(texts: [&str; COLUMNS]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

/// A table after an empty line: its first column to the left, the others to the right.
fn table(text: &mut String, rows: &[Vec<String>]) {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |at: usize| {
        rows.iter()
            .filter_map(|row| row.get(at))
            .map(|cell| cell.chars().count())
            .max()
    };
    let widths: Vec<usize> = (0..columns).map(|at| width(at).unwrap_or_default()).collect();
    text.push('\n');
    for row in rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let blanks = " ".repeat(width.saturating_sub(cell.chars().count()));
            if at == 0 {
                line.push_str(&format!("{cell}{blanks}"));
            } else {
                line.push_str(&format!("  {blanks}{cell}"));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn calibration(text: &mut String, of: &str, bands: &[Band], digits: usize) {
    let mut rows = vec![cells([of, "cases", "churned", "share", "mean"])];
    let share = |share: Option<f64>| share.map_or("no data".to_owned(), |it| format!("{:.1} %", it * 100.0));
    let mean = |mean: Option<f64>| mean.map_or("no data".to_owned(), |it| format!("{it:.*}", digits + 1));
    rows.extend(bands.iter().map(|band| {
        vec![
            format!("{:.digits$} to {:.digits$}", band.from, band.to),
            band.cases.to_string(),
            band.churned.to_string(),
            share(band.share),
            mean(band.mean),
        ]
    }));
    table(text, &rows);
}

fn lead_time(text: &mut String, lead_time: &LeadTime) {
    let LeadTime {
        middle_days,
        never,
        accounts,
    } = lead_time;
    let middle = middle_days.map_or("no data".to_owned(), |days| format!("{days} days"));
    let _ = writeln!(
        text,
        "\nAt risk without a break until they left: the middle one for {middle}; {never} of {} not at all",
        accounts.len()
    );
    for account in accounts {
        let days = account
            .days
            .map_or("not at all".to_owned(), |days| format!("{days} days"));
        let _ = writeln!(text, "  {} ({}): {days}", account.account, account.date);
    }
}

fn list(text: &mut String, title: &str, named: &[Named]) {
    if named.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title} ({})", named.len());
    for it in named {
        let score = it.score.map_or(String::new(), |score| format!(", score {score}"));
        let _ = writeln!(
            text,
            "  {} ({}): {}{score}; {}",
            it.account,
            it.date,
            it.level.word(),
            it.why
        );
    }
}

fn left_out(text: &mut String, report: &Backtest) {
    let _ = writeln!(
        text,
        "\nLeft out as later than the day of the score: {} records, and {} things within others",
        report.later_records, report.later_observations
    );
    text.push_str(
        "Without a day, so known as of today alone, and used so: the segment, the yearly value, who can sponsor\n",
    );
    if report.leaks.is_empty() {
        text.push_str("No leak: nothing that was scored is of a later day\n");
        return;
    }
    let _ = writeln!(
        text,
        "\nLEAKS ({}): these got in although they are of later days, so the figures above say nothing",
        report.leaks.len()
    );
    for leak in &report.leaks {
        let _ = writeln!(
            text,
            "  {} as of {}: {} of {}",
            leak.account, leak.as_of, leak.late.what, leak.late.date
        );
    }
}

fn number(number: Option<f64>) -> String {
    number.map_or("no data".to_owned(), |it| format!("{it:.3}"))
}

fn in_words(auc: Option<Auc>) -> String {
    let Some(Auc { value, interval }) = auc else {
        return "no data".to_owned();
    };
    match interval {
        Some((low, high)) => format!("{value:.3} ({low:.3}\u{2013}{high:.3})"),
        None => format!("{value:.3}"),
    }
}
