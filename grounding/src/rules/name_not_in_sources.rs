use super::Check;
use crate::support::{Support, is_name};
use crate::verify::ClaimCase;
use crate::{Diagnostic, Span};

rule! {
    /// Rejects a name that no quote holds.
    ///
    /// ## What it does
    ///
    /// Every name of the claim (of a person, a company, a product, a place) must stand in a
    /// quote, word for word. Known without a quote are the account's own names, the title of
    /// what is cited, who wrote or said the words quoted, and the initials of words quoted.
    ///
    /// ## Why
    ///
    /// The right sentence about the wrong person is worse than none.
    ///
    /// ## Example
    ///
    /// `Ines Duarte signed on 4 March.`, citing "Signed: Paulo Duarte, 4 March 2026".
    ///
    /// ## Instead
    ///
    /// Name who is named: `Paulo Duarte signed on 4 March.`
    401, "name not in the sources", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.cited().is_empty() {
        return Vec::new();
    }
    let said = case.said();
    let speaker = super::wrong_speaker::speaker(case).map(|(span, _)| span);
    let mut names: Vec<Span> = Vec::new();
    for (at, support) in case.support().iter().enumerate() {
        let span = said.words[at].span;
        if *support != Support::Nothing || !is_name(case, at) || speaker.is_some_and(|it| it.overlaps(span)) {
            continue;
        }
        match names.last_mut() {
            // First name and surname are one name.
            Some(last) if said.text[last.end..span.start].trim().is_empty() => last.end = span.end,
            _ => names.push(span),
        }
    }
    let mut findings: Vec<Diagnostic> = Vec::new();
    for span in names {
        let name = &said.text[span.range()];
        let finding =
            Diagnostic::new(format!("`{name}` is named in nothing that is cited")).in_claim(span, "not in the quotes");
        findings.push(finding.help("name who or what the quotes name, or cite the words that hold this name"));
    }
    if findings.is_empty() {
        findings.extend(mixed_up(case));
    }
    findings
}

/// A first name and a surname that the quotes have, but of two people.
fn mixed_up(case: &ClaimCase<'_>) -> Option<Diagnostic> {
    let said = case.said();
    let pairs = said.words.windows(2).enumerate().filter(|(at, pair)| {
        let beside = said.text[pair[0].span.end..pair[1].span.start].trim().is_empty();
        beside && is_name(case, *at) && is_name(case, at + 1)
    });
    let quoted = |at: usize| case.support()[at] == Support::Quoted;
    let (_, pair) = pairs
        .filter(|(at, _)| quoted(*at) && quoted(at + 1))
        .find(|(_, pair)| {
            let together = case.cited().iter().any(|cited| {
                let words = &cited.reading.words;
                let follows = |at: usize| words.iter().skip(at + 1).take(3).any(|word| word.root == pair[1].root);
                let leads = |at: usize| {
                    words[at.saturating_sub(2)..at]
                        .iter()
                        .any(|word| word.root == pair[1].root)
                };
                cited.same(&pair[0]).any(|at| follows(at) || leads(at))
            });
            !together
        })?;
    let span = Span::new(pair[0].span.start, pair[1].span.end);
    let name = &said.text[span.range()];
    let finding = Diagnostic::new(format!("`{name}` mixes two names of the quotes")).in_claim(span, "no such name");
    Some(finding.help("name one of the two as the quotes have it"))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "Signed: Paulo Duarte for the plant in Lyon, and Ines Karlsen for us";

    fn judge(text: &str) -> Verdict {
        let form = prose("contract:order-form/acme", SourceKind::OrderForm, QUOTE);
        verdict(vec![form], &claim(text, &[("contract:order-form/acme", QUOTE)]))
    }

    #[test]
    fn another_person_is_another_person() {
        let form = prose("contract:order-form/acme", SourceKind::OrderForm, QUOTE);
        let claim = claim(
            "Marta Duarte signed for the plant in Lyon.",
            &[("contract:order-form/acme", QUOTE)],
        );
        insta::assert_snapshot!(check("V401", vec![form], &claim), @"
        error[V401]: `Marta` is named in nothing that is cited
         --> claim c1:1:1
          |
        1 | Marta Duarte signed for the plant in Lyon.
          | ^^^^^ not in the quotes
          |
        help: name who or what the quotes name, or cite the words that hold this name
        note: `vouch explain V401` says what this rule asks
        ");
    }

    #[test]
    fn names_stand_as_they_are_quoted() {
        let cases = [
            ("Paulo Duarte signed for the plant in Lyon.", Verdict::Accepted),
            ("Ines Duarte signed for the plant in Lyon.", Verdict::Rejected),
            ("Acme signed; Duarte did so for Lyon.", Verdict::Accepted),
            ("Paulo Duarte signed for the plant in Porto.", Verdict::Rejected),
        ];
        for (text, expected) in cases {
            assert_eq!(judge(text), expected, "{text}");
        }
    }
}
