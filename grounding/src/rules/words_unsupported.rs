use super::Check;
use crate::support::{Support, is_name};
use crate::text::Reading;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Span};

rule! {
    /// Rejects a claim of which a part stands in no quote.
    ///
    /// ## What it does
    ///
    /// Each content word of the claim is looked for in the quotes: in any form, as a word that
    /// can stand for it (by `WordNet`), or among what is known without a quote (the account's
    /// names, the goal's metric, what is cited and who said it). A sentence of which more than
    /// half is found nowhere is refused, and so is a clause of its own of which nothing is, and a claim
    /// of which no word is. What is not found is underlined.
    ///
    /// ## Why
    ///
    /// The pointer may be right and the sentence still say something else beside it.
    ///
    /// ## Example
    ///
    /// `Errors fell to 12, and the finance department joined.`, citing "errors fell to 12".
    ///
    /// ## Instead
    ///
    /// Cite what the other half rests on, or leave it out.
    407, "content words unsupported", Deny, Check::Claim(check)
}

/// A sentence of which a larger share of the content words is held by nothing is refused.
const MOST_UNSUPPORTED: f64 = 0.6;
/// Where so few words are missing, they may be the drafter's way to put it.
const FEW: usize = 2;

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.cited().is_empty() {
        return Vec::new();
    }
    let said = case.said();
    let parts = parts(said);
    let mut missing: Vec<Span> = Vec::new();
    for sentence in 0..said.sentences.len() {
        let start = said.words.partition_point(|word| word.sentence < sentence);
        let judged: Vec<usize> = (start..start + said.sentence(sentence).len())
            .filter(|at| !matches!(case.support()[*at], Support::NotNeeded) && !is_name(case, *at))
            .collect();
        let unheld: Vec<usize> = judged
            .iter()
            .copied()
            .filter(|at| case.support()[*at] == Support::Nothing)
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
        let share = unheld.len() as f64 / judged.len().max(1) as f64;
        let whole = unheld.len() > FEW && share > MOST_UNSUPPORTED;
        let mut refused: Vec<usize> = if whole { unheld.clone() } else { Vec::new() };
        if !whole {
            refused.extend(lone_clauses(case, &parts, &judged, &unheld));
            refused.extend(long_run(&judged, &unheld));
            refused.sort_unstable();
            refused.dedup();
        }
        missing.extend(refused.into_iter().map(|at| said.words[at].span));
    }
    if missing.is_empty() {
        return holds_nothing(case).into_iter().collect();
    }
    let mut finding = Diagnostic::new("a part of the claim stands in nothing that is cited");
    for span in missing.into_iter().take(MOST_SHOWN) {
        finding = finding.in_claim(span, "not in the quotes");
    }
    vec![finding.help("cite what it rests on, or leave it out")]
}

/// However short it is, a claim of which no word stands in what it cites says something else: no
/// name, no figure, nothing.
fn holds_nothing(case: &ClaimCase<'_>) -> Option<Diagnostic> {
    let said = case.said();
    let is_held = |support: &Support| !matches!(support, Support::Nothing | Support::NotNeeded);
    if case.support().iter().any(is_held) || !said.figures_in(case.whole()).is_empty() {
        return None;
    }
    let finding = Diagnostic::new("nothing that the claim says stands in what it cites");
    Some(
        finding
            .in_claim(case.whole(), "not in the quotes")
            .help("say what the cited words say"),
    )
}

/// So many missing words are underlined; a reader has seen enough then.
const MOST_SHOWN: usize = 40;

/// The first run of so many content words of which nothing holds any.
const LONG_RUN: usize = 3;

fn long_run(judged: &[usize], unheld: &[usize]) -> Vec<usize> {
    let runs = judged.chunk_by(|one, other| unheld.binary_search(one).is_ok() == unheld.binary_search(other).is_ok());
    let mut runs = runs.filter(|run| run.len() >= LONG_RUN && unheld.binary_search(&run[0]).is_ok());
    runs.next().map(<[usize]>::to_vec).unwrap_or_default()
}

/// The words of clauses of which nothing is held: a comma or an `and`, and then something else.
fn lone_clauses(case: &ClaimCase<'_>, parts: &[(usize, usize)], judged: &[usize], unheld: &[usize]) -> Vec<usize> {
    let said = case.said();
    let mut found = Vec::new();
    let mut from = 0;
    while from < judged.len() {
        let clause = parts[judged[from]];
        let to = (from..judged.len())
            .find(|at| parts[judged[*at]] != clause)
            .unwrap_or(judged.len());
        let words = &judged[from..to];
        let first = said.words[words[0]].span.start;
        let last = said.words[words[words.len() - 1]].span.end;
        let figures = !said.figures_in(Span::new(first, last)).is_empty();
        // What a relative clause adds is told of its own.
        let relative = said.words[..words[0]].iter().rev().take(3).any(|word| {
            word.clause == said.words[words[0]].clause
                && matches!(word.lower.as_str(), "who" | "whom" | "whose" | "which")
        });
        // `In short,` and its like open a sentence and add nothing.
        let opener = from == 0 && to < judged.len() && words.len() <= FEW;
        // A word that can stand for one of a quote bears out no clause in which nothing else does.
        let stretch = words[0]..=words[words.len() - 1];
        let is_held = |at: usize| {
            let support = case.support()[at];
            support == Support::Quoted || (support == Support::Known && is_name(case, at))
        };
        let before = words[0].checked_sub(1).filter(|at| parts[*at] == clause);
        let held = stretch
            .chain(before)
            .filter(|at| is_held(*at) && (words.contains(at) || is_name(case, *at)))
            .count();
        let own: Vec<usize> = words
            .iter()
            .copied()
            .filter(|at| unheld.binary_search(at).is_ok())
            .collect();
        let alone = held == 0 && (own.len() >= FEW || (relative && !own.is_empty()));
        // One word in common makes no statement borne out.
        let nearly = own.len() > FEW && own.len() >= 3 * held;
        if (alone || nearly) && !figures && !opener {
            found.extend(own);
        }
        from = to;
    }
    found
}

/// The part of its sentence that each word stands in: its clause, cut at each `and`.
fn parts(said: &Reading<'_>) -> Vec<(usize, usize)> {
    let mut parts = Vec::with_capacity(said.words.len());
    let (mut clause, mut ands) = (0, 0);
    for word in &said.words {
        if word.clause != clause {
            (clause, ands) = (word.clause, 0);
        }
        parts.push((clause, ands));
        ands += usize::from(word.lower == "and");
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "Booking errors fell to 12 in April after the new forms came into use.";

    #[test]
    fn a_tail_needs_a_quote_too() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim(
            "Booking errors fell to 12 in April, and the warehouse crews joined happily.",
            &[("note:file/a", QUOTE)],
        );
        insta::assert_snapshot!(check("V407", vec![note], &claim), @"
        error[V407]: a part of the claim stands in nothing that is cited
         --> claim c1:1:45
          |
        1 | Booking errors fell to 12 in April, and the warehouse crews joined happily.
          |                                             ^^^^^^^^^ ^^^^^ ^^^^^^ ^^^^^^^ not in the quotes
          |                                             |         |     |
          |                                             |         |     not in the quotes
          |                                             |         not in the quotes
          |                                             not in the quotes
          |
        help: cite what it rests on, or leave it out
        note: `vouch explain V407` says what this rule asks
        ");
    }

    #[test]
    fn a_paraphrase_may_stand() {
        for text in [
            "In April, errors in bookings decreased to 12.",
            "Once the new forms were used, booking errors declined to 12 in April.",
            "Booking mistakes came down to 12.",
        ] {
            let note = prose("note:file/a", SourceKind::Note, QUOTE);
            assert_eq!(
                verdict(vec![note], &claim(text, &[("note:file/a", QUOTE)])),
                Verdict::Accepted,
                "{text}"
            );
        }
    }

    #[test]
    fn a_short_claim_of_which_nothing_is_cited() {
        let contact = || {
            prose(
                "salesforce:contact/1",
                SourceKind::Contact,
                "Name: Helena Voss, Title: Chief",
            )
        };
        let told = |text: &str| {
            verdict(
                vec![contact()],
                &claim(text, &[("salesforce:contact/1", "Name: Helena Voss")]),
            )
        };
        for text in ["They are delighted.", "x", ""] {
            assert_eq!(told(text), Verdict::Rejected, "{text}");
        }
        assert_eq!(told("Helena Voss."), Verdict::Accepted);
    }
}
