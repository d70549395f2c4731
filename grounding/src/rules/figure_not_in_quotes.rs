use rust_decimal::Decimal;

use super::Check;
use crate::recompute::recomputed;
use crate::text::{DateMention, Figure, Precision, Unit, find_dates, find_days, find_figures};
use crate::verify::{ClaimCase, Proof};
use crate::{Diagnostic, SourceKind, Span};

rule! {
    /// Rejects a figure or a date that the quotes don't hold.
    ///
    /// ## What it does
    ///
    /// Every number and every date of the claim must stand in a quote, in whatever dress (`six
    /// weeks` for `42 days`, `May 2026` for `2026-05-31`, rounded as the claim shows it), or
    /// follow from the quotes' figures: a difference, a percentage change, a share, a progress
    /// from baseline to target, or the days between two dates. A goal's own numbers are no
    /// evidence. A date may also be the brief's own or that of the source cited.
    ///
    /// ## Why
    ///
    /// A wrong number is the error that a customer finds first.
    ///
    /// ## Example
    ///
    /// `Reporting fell to 5 h.`, citing "reporting went down to 6.4 hours".
    ///
    /// ## Instead
    ///
    /// Say the figure that the source has: `Reporting fell to 6.4 h.`
    301, "figure not in the quotes", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let world = World::of(case);
    if world.is_empty {
        // Nothing was cited that could hold a figure; the rules on sources say so.
        return Vec::new();
    }
    let text = &case.claim.text;
    let figures = find_figures(text)
        .into_iter()
        .filter(|figure| !world.holds_figure(text, figure))
        .map(|figure| figure.span);
    let dates = find_dates(text)
        .into_iter()
        .filter(|date| !world.holds_date(date))
        .map(|date| date.span);
    let days = find_days(text, case.ledger.view.as_of)
        .into_iter()
        .filter(|day| !world.holds_day(day))
        .map(|day| day.span);
    figures
        .chain(dates)
        .chain(days)
        .map(|span| finding(case, &world, span))
        .collect()
}

fn finding(case: &ClaimCase<'_>, world: &World, span: Span) -> Diagnostic {
    let words = &case.claim.text[span.range()];
    let mut finding = Diagnostic::new(format!("`{words}` does not stand in what is cited, nor follow from it"))
        .in_claim(span, "not in the quotes");
    for proof in case.proofs() {
        finding = finding.in_source(proof.source, proof.span, "cited for it");
    }
    finding.help(match world.written.as_slice() {
        [] => "cite the words that hold it, or say it without the figure".to_owned(),
        written => format!(
            "the quotes hold {}; say one of these, or cite the words that hold `{words}`",
            written.join(", ")
        ),
    })
}

/// All the figures and dates that a claim may use.
struct World {
    is_empty: bool,
    figures: Vec<Figure>,
    dates: Vec<DateMention>,
    written: Vec<String>,
}

impl World {
    fn of(case: &ClaimCase<'_>) -> Self {
        let mut world = Self {
            is_empty: true,
            figures: Vec::new(),
            dates: Vec::new(),
            written: Vec::new(),
        };
        let day = |date| DateMention {
            span: Span::new(0, 0),
            date,
            precision: Precision::Day,
        };
        for proof in case.proofs() {
            world.is_empty = false;
            let is_wish = matches!(
                proof.source.kind,
                SourceKind::Objective | SourceKind::Plan | SourceKind::Challenge
            );
            if is_wish && case.claim.is_value() {
                // A goal's own numbers are no evidence that anything was gained.
                continue;
            }
            let text = proof.text();
            for figure in find_figures(text).into_iter().filter(|it| !is_raw_form(proof, it)) {
                world.written.push(format!(
                    "`{}`",
                    text[figure.span.range()]
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                ));
                world.figures.push(figure);
            }
            // A record keeps the unit of its values in a field of its own.
            let typed = proof
                .source
                .values
                .iter()
                .filter(|value| proof.span.contains(value.span));
            world.figures.extend(typed.clone().flat_map(|value| {
                find_figures(&format!("{} {}", value.value, value.unit))
                    .into_iter()
                    .chain(find_figures(&format!("{} {}", value.unit, value.value)))
            }));
            world.dates.extend(typed.filter_map(|value| value.period).map(day));
            world.dates.extend(find_dates(text));
            world.dates.extend(find_days(
                text,
                proof.source.occurred_at.unwrap_or(case.ledger.view.as_of),
            ));
            world.dates.extend(proof.source.occurred_at.map(day));
        }
        world.dates.push(day(case.ledger.view.as_of));
        world
    }

    fn holds_figure(&self, sentence: &str, figure: &Figure) -> bool {
        let is_year = figure.unit == Unit::Count && figure.decimals == 0;
        let years = || {
            self.dates
                .iter()
                .any(|mention| figure.value == Decimal::from(mention.date.year()))
        };
        self.figures
            .iter()
            .any(|known| figure.same_as(known) || unsigned(figure).same_as(&unsigned(known)))
            || (is_year && years())
            || recomputed(sentence, figure, &self.figures, &self.dates).is_some()
    }

    /// Whether a day named without its year is one of those known.
    fn holds_day(&self, day: &DateMention) -> bool {
        let same = |known: &DateMention| {
            known.precision == Precision::Day
                && (known.date.month(), known.date.day()) == (day.date.month(), day.date.day())
        };
        self.dates.iter().any(same)
    }

    fn holds_date(&self, date: &DateMention) -> bool {
        self.dates.iter().any(|known| date.agrees_with(known))
    }
}

/// Whether a figure is only how a system stores a value that stands beside it in the same field:
/// the `1662500` of `1662500 (USD 16,625.00)`, which nobody was billed.
fn is_raw_form(proof: Proof<'_>, figure: &Figure) -> bool {
    let start = proof.span.start;
    let figure = Span::new(start + figure.span.start, start + figure.span.end);
    let Some(field) = proof.source.fields.iter().find(|field| field.span.contains(figure)) else {
        return false;
    };
    let mut typed = proof
        .source
        .values
        .iter()
        .filter(|it| field.span.contains(it.span))
        .peekable();
    typed.peek().is_some() && typed.all(|value| !value.span.overlaps(figure))
}

/// A fall `by 3` and a change of `-3` are the same number told in two ways.
fn unsigned(figure: &Figure) -> Figure {
    Figure {
        value: figure.value.abs(),
        ..figure.clone()
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, kpi, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "average onboarding time went down from 12.7 h in January 2026 to 7.2 h in May 2026";

    fn judge(text: &str) -> Verdict {
        verdict(
            vec![prose("note:file/a", SourceKind::Note, QUOTE)],
            &claim(text, &[("note:file/a", QUOTE)]),
        )
    }

    #[test]
    fn a_figure_must_stand_in_the_quotes() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim("Onboarding now takes 5 h.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V301", vec![note], &claim), @"
        error[V301]: `5 h` does not stand in what is cited, nor follow from it
         --> claim c1:1:22
          |
        1 | Onboarding now takes 5 h.
          |                      ^^^ not in the quotes
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | average onboarding time went down from 12.7 h in January 2026 to 7.2 h in May 2026
          | ---------------------------------------------------------------------------------- cited for it
          |
        help: the quotes hold `12.7 h`, `7.2 h`; say one of these, or cite the words that hold `5 h`
        note: `vouch explain V301` says what this rule asks
        ");
    }

    #[test]
    fn a_figure_may_follow_from_the_quotes() {
        let cases = [
            ("Onboarding fell by 5.5 h.", Verdict::Accepted),
            ("Onboarding fell by 43 %.", Verdict::Accepted),
            ("Onboarding fell by 34 %.", Verdict::Rejected),
            (
                "Onboarding went from 12.7 h to 7.2 h between January and May 2026.",
                Verdict::Accepted,
            ),
            ("Onboarding went from 12.7 minutes to 7.2 minutes.", Verdict::Rejected),
            ("Onboarding stood at 7.2 h in March 2026.", Verdict::Rejected),
            ("Onboarding stood at 7.2 h on 9 July.", Verdict::Rejected),
            (
                "Onboarding stood at 7 h in May 2026, as of 30 June 2026.",
                Verdict::Accepted,
            ),
            (
                "Onboarding fell to 7.2 h, and two more teams joined.",
                Verdict::Rejected,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(judge(text), expected, "{text}");
        }
    }

    #[test]
    fn progress_runs_from_baseline_to_target() {
        let source = kpi("K1", "G1", "weekly reporting", [10, 5, 7]);
        let quote = source.text.clone();
        let about = |text: &str| verdict(vec![source.clone()], &claim(text, &[("plan:kpi/K1", &quote)]));
        assert_eq!(about("60 % of the way is done."), Verdict::Accepted);
        assert_eq!(about("80 % of the way is done."), Verdict::Rejected);
        assert_eq!(
            about("Weekly reporting takes 7 h, measured in May 2026."),
            Verdict::Accepted
        );
    }
}
