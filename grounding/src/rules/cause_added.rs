use super::Check;
use crate::Diagnostic;
use crate::lexicon::{Mark, Table};
use crate::support::Support;
use crate::text::Reading;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a cause that no quote tells of.
    ///
    /// ## What it does
    ///
    /// Where the claim says that one thing came of another (`because of`, `thanks to`, `led to`,
    /// `as a result`), one of the quotes must say so too, in whatever words of cause and effect.
    /// That one thing came after another is no cause.
    ///
    /// ## Why
    ///
    /// Two true facts and a `because` make the sentence that gets quoted, and the first that a
    /// customer's controller takes apart.
    ///
    /// ## Example
    ///
    /// `Thanks to the new forms, errors fell to 12.`, citing "errors fell to 12 in April".
    ///
    /// ## Instead
    ///
    /// `Errors fell to 12 in April, after the new forms came into use.`, with a quote for each
    /// half.
    406, "cause added", Deny, Check::Claim(check)
}

/// Words by which a source may tell a cause, beside those of the table: too common to find a
/// cause in a claim by, good enough to find one in a quote.
const LOOSE: [&str; 14] = [
    "since",
    "so",
    "therefore",
    "thus",
    "hence",
    "helped",
    "helps",
    "made",
    "makes",
    "lets",
    "means",
    "meant",
    "gave",
    "why",
];

/// `They are due to switch in July` tells a time.
fn is_schedule(said: &Reading<'_>, mark: &Mark) -> bool {
    const BE: [&str; 5] = ["is", "are", "was", "were", "be"];
    const NOUN: [&str; 10] = ["the", "a", "an", "this", "that", "their", "our", "its", "his", "her"];
    let before = mark.first.checked_sub(1).map(|at| said.words[at].lower.as_str());
    let next = said.words.get(mark.first + mark.words);
    said.words[mark.first].lower == "due"
        && before.is_some_and(|it| BE.contains(&it))
        && next.is_some_and(|it| !NOUN.contains(&it.lower.as_str()) && !it.capital)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.cited().is_empty() {
        return Vec::new();
    }
    let told = |cited: &crate::align::Cited<'_>| {
        cited.reading.has(Table::Causes)
            || cited
                .reading
                .words
                .iter()
                .any(|word| LOOSE.contains(&word.lower.as_str()))
    };
    let said = case.said();
    let Some(mark) = said.marks_of(Table::Causes).find(|mark| !is_schedule(said, mark)) else {
        return Vec::new();
    };
    // The cause itself must be among what is quoted.
    let named = said.words.iter().enumerate().skip(mark.first + mark.words);
    let mut named = named
        .take_while(|(_, word)| word.sentence == said.words[mark.first].sentence)
        .filter(|(at, word)| word.content && !matches!(case.support()[*at], Support::NotNeeded))
        .peekable();
    let nowhere = named.peek().is_some() && named.all(|(at, _)| case.support()[at] == Support::Nothing);
    if !nowhere && case.cited().iter().any(told) {
        return Vec::new();
    }
    let mut finding =
        Diagnostic::new("the claim tells a cause that nothing cited tells of").in_claim(mark.span, "a cause");
    for cited in case.cited() {
        finding = finding.in_source(cited.proof.source, cited.proof.span, "no cause is told here");
    }
    vec![finding.help("say what happened without the cause, or cite whoever names it")]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    #[test]
    fn after_is_not_because() {
        let quote = "Errors fell to 12 in April.";
        let note = prose("note:file/a", SourceKind::Note, quote);
        let claimed = claim(
            "Because of the new forms, errors fell to 12 in April.",
            &[("note:file/a", quote)],
        );
        insta::assert_snapshot!(check("V406", vec![note], &claimed), @"
        error[V406]: the claim tells a cause that nothing cited tells of
         --> claim c1:1:1
          |
        1 | Because of the new forms, errors fell to 12 in April.
          | ^^^^^^^^^^ a cause
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Errors fell to 12 in April.
          | --------------------------- no cause is told here
          |
        help: say what happened without the cause, or cite whoever names it
        note: `vouch explain V406` says what this rule asks
        ");
        let quote = "Errors fell to 12 in April thanks to the new forms.";
        let note = prose("note:file/a", SourceKind::Note, quote);
        let claimed = claim(
            "Because of the new forms, errors fell to 12 in April.",
            &[("note:file/a", quote)],
        );
        assert_eq!(verdict(vec![note], &claimed), Verdict::Accepted);
    }
}
