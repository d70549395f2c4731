use super::Check;
use crate::Diagnostic;
use crate::align::Cited;
use crate::lexicon::{Table, Tables};
use crate::support::Support;
use crate::verify::{Beside, ClaimCase};

rule! {
    /// Rejects a word that is the opposite of the quote's, or another value of the same field.
    ///
    /// ## What it does
    ///
    /// Where a sentence of the claim and the nearest sentence of a quote speak of the same, and
    /// the claim has a word that no quote holds while that sentence holds its opposite
    /// (`included` and `excluded`, `paid` and `unpaid`), the claim says the contrary. Of a record
    /// the same goes for a field that the claim names and gives another value. The pairs come
    /// from `WordNet` and a table of business English.
    ///
    /// ## Why
    ///
    /// A summary that reads well is one word away from its contrary.
    ///
    /// ## Example
    ///
    /// `Training is optional for the night shift.`, citing "training is mandatory for the night
    /// shift".
    ///
    /// ## Instead
    ///
    /// Use the source's word.
    404, "antonym", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = case
        .aligned()
        .filter_map(|(beside, cited)| opposed(case, beside, cited))
        .collect();
    if findings.is_empty() {
        findings.extend(case.cited().iter().find_map(|cited| turned_preposition(case, cited)));
    }
    if findings.is_empty() {
        findings.extend(case.cited().iter().filter_map(|cited| other_value(case, cited)));
    }
    findings
}

/// Words that say nothing, or directions, which are held against each other by a rule of their own.
const NOTHING: Tables = Tables::of(&[
    Table::General,
    Table::Rising,
    Table::Falling,
    Table::Reached,
    Table::Negations,
]);

fn opposed(case: &ClaimCase<'_>, beside: &Beside, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    if beside.aligned.pairs.is_empty() {
        return None;
    }
    let start = said.words.partition_point(|word| word.sentence < beside.sentence);
    for (offset, word) in said.sentence(beside.sentence).iter().enumerate() {
        let at = start + offset;
        let held = matches!(case.support()[at], Support::Quoted | Support::Known) || cited.same(word).next().is_some();
        let says_nothing = word.tables.meets(NOTHING);
        if held || says_nothing || !word.content {
            continue;
        }
        let found = cited.opposed(word).into_iter().find(|found| {
            let other = &quote.words[*found];
            let used = said.words.iter().any(|it| it.same_as(other));
            other.sentence == beside.aligned.passage && other.denied == word.denied && !used
        });
        let Some(found) = found else { continue };
        // The two words must be said of the same thing.
        let others = beside
            .aligned
            .pairs
            .iter()
            .filter(|pair| pair.said != at && pair.found != found)
            .count();
        if others == 0 || beside.aligned.share < LEAST_SHARE {
            continue;
        }
        let finding = Diagnostic::new(format!(
            "the source says the opposite of `{}`",
            &said.text[word.span.range()]
        ))
        .in_claim(word.span, "the opposite")
        .in_source(
            cited.proof.source,
            cited.in_source(quote.words[found].span),
            "the source's word",
        );
        return Some(finding.help(format!(
            "say `{}`, as the source does",
            &quote.text[quote.words[found].span.range()]
        )));
    }
    None
}

/// Prepositions that contradict each other before the same word.
const PREPOSITIONS: [[&str; 2]; 5] = [
    ["before", "after"],
    ["with", "without"],
    ["above", "below"],
    ["inside", "outside"],
    ["until", "since"],
];

/// `Before the change` for the quote's `after the change`.
fn turned_preposition(case: &ClaimCase<'_>, cited: &Cited<'_>) -> Option<Diagnostic> {
    let (said, quote) = (case.said(), &cited.reading);
    let next = |reading: &crate::text::Reading<'_>, at: usize| {
        let after = reading.words[at + 1..].iter().take(3);
        after
            .into_iter()
            .find(|word| word.content)
            .map(|word| word.root.clone())
    };
    for (at, word) in said.words.iter().enumerate() {
        let other = PREPOSITIONS.iter().find_map(|[one, other]| match word.lower.as_str() {
            it if it == *one => Some(*other),
            it if it == *other => Some(*one),
            _ => None,
        });
        let (Some(other), Some(noun)) = (other, next(said, at)) else {
            continue;
        };
        let places = |wanted: &str| {
            let mut words = quote.words.iter().enumerate();
            words.find(|(at, it)| it.lower == wanted && next(quote, *at).as_ref() == Some(&noun))
        };
        if let (None, Some((_, found))) = (places(&word.lower), places(other)) {
            let finding = Diagnostic::new(format!("the source says `{other}`"))
                .in_claim(word.span, "the opposite")
                .in_source(cited.proof.source, cited.in_source(found.span), "the source's word");
            return Some(finding.help(format!("say `{other}`, as the source does")));
        }
    }
    None
}

/// As much of the claim's sentence must stand in the quote's for two words to be opposed.
const LEAST_SHARE: f64 = 0.3;

/// A field of a record that the claim names and gives another value than the record does.
fn other_value(case: &ClaimCase<'_>, cited: &Cited<'_>) -> Option<Diagnostic> {
    let source = cited.proof.source;
    let said = case.said();
    for field in source
        .fields
        .iter()
        .filter(|field| cited.proof.span.contains(field.span))
    {
        let value = source.text[field.span.range()].trim();
        let is_word = !value.is_empty()
            && value.split_whitespace().count() <= 3
            && value.chars().all(|it| it.is_alphabetic() || it == ' ');
        let name = crate::text::stem(&field.name.to_lowercase());
        let Some(at) = said.words.iter().position(|word| word.root == name).filter(|_| is_word) else {
            continue;
        };
        let own: Vec<String> = crate::text::content_stems(value);
        let near = said.words.iter().enumerate().skip(at + 1).take(4);
        let told: Vec<usize> = near
            .filter(|(_, word)| word.content && !word.denied)
            .map(|(at, _)| at)
            .collect();
        let holds = said.words.iter().any(|word| own.contains(&word.root));
        let wrong = told.first().filter(|at| case.support()[**at] == Support::Nothing);
        if let (Some(wrong), false) = (wrong, holds) {
            let span = said.words[*wrong].span;
            let finding = Diagnostic::new(format!("the record's `{}` is another", field.name))
                .in_claim(span, "another value")
                .in_source(source, field.span, "the record's value");
            return Some(finding.help(format!("say `{value}`, as the record does")));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    #[test]
    fn the_opposite_is_shown() {
        let quote = "Refresher training is mandatory for the night shift.";
        let claim = claim(
            "Refresher training is optional for the night shift.",
            &[("note:file/a", quote)],
        );
        insta::assert_snapshot!(check("V404", vec![prose("note:file/a", SourceKind::Note, quote)], &claim), @"
    error[V404]: the source says the opposite of `optional`
     --> claim c1:1:23
      |
    1 | Refresher training is optional for the night shift.
      |                       ^^^^^^^^ the opposite
      |
     ::: note:file/a (2026-06-01):1:23
      |
    1 | Refresher training is mandatory for the night shift.
      |                       --------- the source's word
      |
    help: say `mandatory`, as the source does
    note: `vouch explain V404` says what this rule asks
    ");
    }

    #[test]
    fn opposites_are_known_in_any_form() {
        let cases = [
            (
                "The audit log is included in the basic plan.",
                "The audit log is excluded from the basic plan.",
                Verdict::Rejected,
            ),
            (
                "The plant manager declined the second workshop.",
                "The plant manager accepted the second workshop.",
                Verdict::Rejected,
            ),
            (
                "The plant manager declined the second workshop.",
                "The plant manager turned down the second workshop.",
                Verdict::Accepted,
            ),
        ];
        for (quote, text, expected) in cases {
            let note = prose("note:file/a", SourceKind::Note, quote);
            assert_eq!(
                verdict(vec![note], &claim(text, &[("note:file/a", quote)])),
                expected,
                "{text}"
            );
        }
    }
}
