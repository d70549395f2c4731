use super::Check;
use crate::lexicon::Table;
use crate::text::Reading;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Policy, SourceKind};

rule! {
    /// Sends a claim about today to a person where what it rests on is old.
    ///
    /// ## What it does
    ///
    /// A claim in the present tense, or one that says `now`, `today`, `currently`, needs evidence
    /// that is fresh on the run's day: usage figures, KPIs, dashboards and health scores of the
    /// last 45 days; notes, calls, mails, tickets and CRM activities of the last 120. Contracts
    /// and the records of people never grow old, nor does the status that a system has of a ticket. A claim that names the day it speaks of is not
    /// about today. The days are settings: `stale_days_measured`, `stale_days_said`.
    ///
    /// ## Why
    ///
    /// Last year's number in the present tense is a wrong number.
    ///
    /// ## Example
    ///
    /// `Sixty people use it now.`, citing a note from fourteen months ago.
    ///
    /// ## Instead
    ///
    /// `In April 2025 sixty people used it.`, or cite this month's figure.
    109, "stale source", Review, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let said = case.said();
    let Some(words) = present(said) else { return Vec::new() };
    let as_of = case.ledger.view.as_of;
    let mut oldest = None;
    for cited in case.cited() {
        let source = cited.proof.source;
        // The status that a system has of a ticket is its status of today.
        let status = source
            .fields
            .iter()
            .any(|field| field.name == "status" && cited.proof.span.contains(field.span));
        let limit = days(case.policy, source.kind)
            .filter(|_| !(status && matches!(source.kind, SourceKind::Ticket | SourceKind::Case)));
        let Some(limit) = limit else { return Vec::new() };
        // What a source tells of an earlier day is as old as that day.
        let told_of = cited
            .reading
            .dates()
            .iter()
            .filter(|it| cited.is_quoted(it.span))
            .map(|it| it.date)
            .max();
        let values = source
            .values
            .iter()
            .filter(|value| cited.proof.span.contains(value.span));
        let measured = values
            .filter_map(|value| value.period)
            .max()
            .or(told_of.filter(|date| *date <= as_of));
        let Some(date) = measured.or(source.occurred_at) else {
            return Vec::new();
        };
        let age = (as_of - date).get_days();
        if age <= limit {
            return Vec::new();
        }
        oldest = Some((source, cited.proof.span, age, limit));
    }
    let Some((source, span, age, limit)) = oldest else {
        return Vec::new();
    };
    let message = format!("the claim speaks of today, and what it rests on is {age} days old (more than {limit})");
    let finding = Diagnostic::new(message)
        .in_claim(words, "of today")
        .in_source(source, span, "of then");
    vec![finding.help("say when it was so, or cite something newer")]
}

/// How long what such a source says may be told as of today, in days; none for ever.
fn days(policy: &Policy, kind: SourceKind) -> Option<i32> {
    use SourceKind::{
        Activity, Call, Case, Comment, Kpi, Mail, Message, Metric, Note, Series, Snapshot, Survey, Task, Ticket,
        Transcript, Usage,
    };
    match kind {
        Usage | Series | Metric | Kpi | Snapshot => Some(policy.stale_days_measured),
        Note | Call | Transcript | Mail | Message | Ticket | Comment | Case | Task | Activity | Survey => {
            Some(policy.stale_days_said)
        }
        _ => None,
    }
}

/// The words that make a claim speak of today. A date, or a verb in the past, makes it speak of
/// then.
fn present(said: &Reading<'_>) -> Option<crate::Span> {
    if let Some(mark) = said.marks_of(Table::Present).next() {
        return Some(mark.span);
    }
    if !said.dates().is_empty() || said.figures().iter().any(crate::text::Figure::is_year) {
        return None;
    }
    let is_past = |lower: &str| {
        matches!(lower, "was" | "were" | "had" | "did" | "been") || (lower.len() > 4 && lower.ends_with("ed"))
    };
    if said.words.iter().any(|word| {
        is_past(&word.lower) || (crate::text::root(&word.lower) != word.lower && !word.lower.ends_with('s'))
    }) {
        return None;
    }
    let verb = said.words.iter().find(|word| {
        matches!(
            word.lower.as_str(),
            "is" | "are" | "has" | "have" | "uses" | "use" | "runs" | "run"
        )
    })?;
    Some(verb.span)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::testing::{check, claim, prose, verdict};
    use crate::{Source, SourceKind, Verdict};

    const QUOTE: &str = "Sixty people use the planner by now, and they like it.";

    fn note(year: i16) -> Source {
        Source {
            occurred_at: Some(date(year, 4, 10)),
            ..prose("note:file/a", SourceKind::Note, QUOTE)
        }
    }

    #[test]
    fn last_year_is_not_today() {
        let claim = claim("Sixty people use the planner now.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V109", vec![note(2025)], &claim), @"
    warning[V109]: the claim speaks of today, and what it rests on is 446 days old (more than 120)
     --> claim c1:1:30
      |
    1 | Sixty people use the planner now.
      |                              ^^^ of today
      |
     ::: note:file/a (2025-04-10):1:1
      |
    1 | Sixty people use the planner by now, and they like it.
      | ------------------------------------------------------ of then
      |
    help: say when it was so, or cite something newer
    note: `vouch explain V109` says what this rule asks
    ");
        assert_eq!(verdict(vec![note(2026)], &claim), Verdict::Accepted);
    }

    #[test]
    fn what_names_its_day_is_not_about_today() {
        let claim = claim(
            "Sixty people used the planner in April 2025.",
            &[("note:file/a", QUOTE)],
        );
        assert_eq!(verdict(vec![note(2025)], &claim), Verdict::Accepted);
    }
}
