use rust_decimal::{Decimal, RoundingStrategy};

use super::Check;
use crate::text::{Figure, Unit, find_figures};
use crate::verify::{DraftCase, VerifiedClaim};
use crate::{Diagnostic, Record, Route, Source, Span, ValueRole};

rule! {
    /// Rejects a key achievement too many, or one without its numbers.
    ///
    /// ## What it does
    ///
    /// The section `key_achievements` may hold three bullets, each about a KPI that it cites, with
    /// where the metric stands, its target, and its progress in per cent. The progress is computed
    /// again as (current − start) / (target − start), and must be what the bullet says, at the
    /// decimals it shows. It denies: the section is defined by these numbers.
    ///
    /// ## Why
    ///
    /// "62 %" of what, and how far to go? Each of the three numbers misleads without the others.
    ///
    /// ## Example
    ///
    /// `Reporting fell to 6.4 hours.`, of a KPI that began at 10 and is meant to reach 4.
    ///
    /// ## Instead
    ///
    /// `Reporting fell to 6.4 hours; the target is 4 hours, and 60 % of the way is done.`
    712, "incomplete or surplus key achievement", Deny, Check::InDraft(check)
}

/// The most bullets that the section may hold.
const MOST_BULLETS: usize = 3;

fn check(case: &DraftCase<'_>) -> Vec<(usize, Diagnostic)> {
    let sections = case
        .draft
        .sections
        .iter()
        .filter(|section| section.id == "key_achievements");
    let mut found = Vec::new();
    for section in sections {
        let mut bullets = 0;
        for (at, verified) in case.claims_of(section) {
            // What was rejected will not be read, and takes no bullet's place.
            if verified.is_said() {
                bullets += bullets_in(&verified.claim.text);
            }
            if verified.is_said() && bullets > MOST_BULLETS {
                found.push((at, surplus(verified, bullets)));
            } else if let Some(finding) = incomplete(case, verified) {
                found.push((at, finding));
            }
        }
    }
    found
}

/// A claim is a bullet, unless it is a list of several.
fn bullets_in(text: &str) -> usize {
    let begins = |line: &&str| line.trim_start().starts_with(['-', '*', '\u{2022}']);
    text.lines().filter(begins).count().max(1)
}

fn surplus(verified: &VerifiedClaim, number: usize) -> Diagnostic {
    let whole = Span::new(0, verified.claim.text.len());
    Diagnostic::new("key achievements are at most three bullets")
        .in_claim(whole, format!("makes {number}"))
        .help("keep the three that moved furthest")
        .route(&[Route::Csm])
}

/// A KPI's three numbers and where they stand.
struct Measured<'a> {
    source: &'a Source,
    current: Decimal,
    target: Decimal,
    /// In per cent; none where start and target are the same.
    progress: Option<Decimal>,
    place: Span,
}

fn incomplete(case: &DraftCase<'_>, verified: &VerifiedClaim) -> Option<Diagnostic> {
    let text = &verified.claim.text;
    let whole = Span::new(0, text.len());
    let mut cited = verified.claim.citations.iter();
    let Some(kpi) = cited.find_map(|it| measured(case.ledger.source(&it.source_id)?)) else {
        let finding =
            Diagnostic::new("the key achievement cites no KPI that has a start, a target and a current value");
        let finding = finding.in_claim(whole, "measured by nothing");
        return Some(finding.help("cite the KPI that it is about").route(&[Route::Csm]));
    };
    let figures = find_figures(text);
    let has = |number: Decimal| figures.iter().any(|figure| is_number(figure, number));
    let percents: Vec<&Figure> = figures
        .iter()
        .filter(|figure| figure.unit == Unit::Percent)
        .filter(|figure| !is_number(figure, kpi.current) && !is_number(figure, kpi.target))
        .collect();
    let shown = kpi
        .progress
        .is_none_or(|progress| figures.iter().any(|it| it.unit == Unit::Percent && it.shows(progress)));
    let computed = kpi.progress.map(|it| rounded(it).to_string()).unwrap_or_default();
    let (message, span, label) = match (has(kpi.current), has(kpi.target), shown) {
        (true, true, true) => return None,
        (true, true, false) if !percents.is_empty() => {
            let span = percents[0].span;
            let says = &text[span.range()];
            (
                format!("the progress is {computed} %, not {says}"),
                span,
                "computed again, it differs".to_owned(),
            )
        }
        (current, target, shown) => {
            let parts = [(current, "current value"), (target, "target"), (shown, "progress")];
            let missing: Vec<&str> = parts.iter().filter(|(has, _)| !has).map(|(_, name)| *name).collect();
            let list = missing.join(", no ");
            (
                format!("the key achievement has no {list}"),
                whole,
                format!("no {list}"),
            )
        }
    };
    let (current, target) = (kpi.current.normalize(), kpi.target.normalize());
    Some(
        Diagnostic::new(message)
            .in_claim(span, label)
            .in_source(kpi.source, kpi.place, "the KPI")
            .help(format!(
                "say that it stands at {current}, the target is {target}, the progress {computed} %"
            ))
            .route(&[Route::Csm]),
    )
}

/// Whether a figure is that number of a record, whose unit stands in another field.
fn is_number(figure: &Figure, number: Decimal) -> bool {
    figure.shows(number) || (figure.unit == Unit::Percent && figure.shows(number * Decimal::ONE_HUNDRED))
}

fn rounded(number: Decimal) -> Decimal {
    number
        .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

fn measured(source: &Source) -> Option<Measured<'_>> {
    let value = |role: ValueRole| source.values.iter().find(|value| value.role == role);
    let (start, target, current) = match &source.record {
        Some(Record::Kpi(kpi)) => (kpi.baseline?, kpi.target?, kpi.current?),
        _ => (
            value(ValueRole::Baseline)?.value,
            value(ValueRole::Target)?.value,
            value(ValueRole::Current)?.value,
        ),
    };
    let way = target.checked_sub(start)?;
    let progress = current
        .checked_sub(start)
        .and_then(|done| done.checked_div(way))
        .and_then(|ratio| ratio.checked_mul(Decimal::ONE_HUNDRED));
    let place = value(ValueRole::Current).map_or(Span::new(0, source.text.len()), |value| value.span);
    Some(Measured {
        source,
        current,
        target,
        progress,
        place,
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, goal, kpi};
    use crate::{Claim, GoalStatus, Origin, Source};

    const WHOLE: &str = "Reporting takes 7 h of the 5 h aimed at, 60 % of the way.";

    fn sources() -> Vec<Source> {
        vec![
            goal("O1", "Cut the hours of weekly reporting", GoalStatus::OnTrack),
            kpi("K1", "O1", "weekly reporting", [10, 5, 7]),
        ]
    }

    fn told(texts: &[&str]) -> String {
        let quote = "metric: weekly reporting\nbaseline: 10\ntarget: 5\ncurrent: 7";
        let ids: Vec<String> = (1..=texts.len()).map(|at| format!("c{at}")).collect();
        let claims = texts.iter().zip(&ids).map(|(text, id)| Claim {
            id: id.clone(),
            ..claim(text, &[("plan:kpi/K1", quote)])
        });
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let sections: [(&str, Origin, &[&str]); 1] = [("key_achievements", Origin::Model, &ids)];
        check_whole("V712", sources(), &draft_of("recap", claims.collect(), &sections))
    }

    #[test]
    fn three_whole_bullets_may_stand() {
        assert_eq!(told(&[WHOLE; 3]), "");
        insta::assert_snapshot!(told(&[WHOLE; 4]), @"
        error[V712]: key achievements are at most three bullets
         --> claim c4:1:1
          |
        1 | Reporting takes 7 h of the 5 h aimed at, 60 % of the way.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ makes 4
          |
        help: keep the three that moved furthest
        note: `vouch explain V712` says what this rule asks
        ");
    }

    #[test]
    fn each_needs_its_three_numbers() {
        insta::assert_snapshot!(told(&["Weekly reporting takes 7 h."]), @"
        error[V712]: the key achievement has no target, no progress
         --> claim c1:1:1
          |
        1 | Weekly reporting takes 7 h.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^ no target, no progress
          |
         ::: plan:kpi/K1 (2026-06-01):4:10
          |
        4 | current: 7
          |          - the KPI
          |
        help: say that it stands at 7, the target is 5, the progress 60 %
        note: `vouch explain V712` says what this rule asks
        ");
    }

    #[test]
    fn the_progress_is_computed_again() {
        let wrong = "Reporting takes 7 h of the 5 h aimed at, 30 % less than before.";
        insta::assert_snapshot!(told(&[wrong]), @"
        error[V712]: the progress is 60 %, not 30 %
         --> claim c1:1:42
          |
        1 | Reporting takes 7 h of the 5 h aimed at, 30 % less than before.
          |                                          ^^^^ computed again, it differs
          |
         ::: plan:kpi/K1 (2026-06-01):4:10
          |
        4 | current: 7
          |          - the KPI
          |
        help: say that it stands at 7, the target is 5, the progress 60 %
        note: `vouch explain V712` says what this rule asks
        ");
    }
}
