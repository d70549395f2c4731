use super::Check;
use crate::align::Cited;
use crate::lexicon::{Table, Tables};
use crate::text::{content_stems, sentences};
use crate::verify::{ClaimCase, Proof};
use crate::{Commitment, Diagnostic, Relation, SignedScope, Span, Topic, Utterance};

rule! {
    /// Rejects a promise that is told as a fact.
    ///
    /// ## What it does
    ///
    /// Where the quote is somebody of ours promising, offering or counting on something, the
    /// claim must say that it was said: by whom, when. A bare sentence is rejected, unless the
    /// signed scope is cited beside it.
    ///
    /// ## Why
    ///
    /// Sales promises that get repeated as fact become what the customer is owed.
    ///
    /// ## Example
    ///
    /// `They get ten percent off.`, citing "gave them ten percent on the phone".
    ///
    /// ## Instead
    ///
    /// `Sales said on 2 May that they get ten percent off; the order form is silent.`
    506, "promise told as fact", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let text = &case.claim.text;
    let cites_scope = cites_covering_clause(case);
    let told = case.said().has(Table::Reporting) || case.said().has(Table::PromiseVerbs);
    if cites_scope || told {
        return Vec::new();
    }
    let promises = case
        .cited()
        .iter()
        .filter(|cited| may_promise(cited))
        .filter_map(|cited| Some((cited.proof, promise_in(text, cited.proof)?)));
    promises
        .take(1)
        .map(|(proof, cue)| {
            let who = proof.author().map_or("sales", |author| author.name.as_str());
            let when = proof
                .source
                .occurred_at
                .map(|date| format!(" on {date}"))
                .unwrap_or_default();
            Diagnostic::new("a promise is told as if it were a fact")
                .in_claim(case.whole(), "told without saying that it was promised")
                .in_source(proof.source, cue, "a promise")
                .help(format!("say who said it and when: `{who} said{when} that \u{2026}`"))
        })
        .collect()
}

/// Whether the claim also cites the clause of the order form that covers the promise: then it is
/// told as what was signed.
fn cites_covering_clause(case: &ClaimCase<'_>) -> bool {
    let Some(scope) = SignedScope::of(case.ledger) else {
        return false;
    };
    let signed: Vec<Span> = case
        .proofs()
        .filter(|proof| proof.source.id == scope.source.id)
        .map(|proof| proof.span)
        .collect();
    let covers = |proof: Proof<'_>| {
        Topic::of(proof.text())
            .into_iter()
            .any(|topic| match scope.relation(topic, proof.text()) {
                Relation::Within(clause) => signed.iter().any(|span| span.overlaps(clause)),
                _ => false,
            })
    };
    case.proofs().any(covers)
}

/// Whether a quote has a word that gives a promise away, or reminds of one.
pub(super) fn may_promise(cited: &Cited<'_>) -> bool {
    const CUES: Tables = Tables::of(&[Table::PromiseVerbs, Table::Pledges, Table::Expectations]);
    const REMINDS: [&str; 3] = ["said", "told", "promised"];
    let mut words = cited.reading.words.iter();
    words.any(|word| word.tables.meets(CUES) || REMINDS.contains(&word.lower.as_str()))
}

/// Where a quote promises what a claim speaks of, in bytes of its source's text. Of a quote of
/// several sentences only those count that the claim draws its words from.
pub(super) fn promise_in(claim: &str, proof: Proof<'_>) -> Option<Span> {
    if !Commitment::SOURCES.contains(&proof.source.kind) {
        return None;
    }
    let told = content_stems(claim);
    let drawn: Vec<(usize, Span)> = sentences(proof.text())
        .into_iter()
        .map(|span| Span::new(proof.span.start + span.start, proof.span.start + span.end))
        .map(|span| {
            let words = content_stems(&proof.source.text[span.range()]);
            (told.iter().filter(|stem| words.contains(stem)).count(), span)
        })
        .collect();
    let most = drawn.iter().map(|(shared, _)| *shared).max()?;
    drawn
        .into_iter()
        .filter(|(shared, _)| *shared == most)
        .find_map(|(_, span)| {
            let commitment = Commitment::read(Utterance {
                source: proof.source,
                span,
                author: proof.author(),
            })?;
            Some(Span::new(
                span.start + commitment.cue.start,
                span.start + commitment.cue.end,
            ))
        })
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, said_by, verdict};
    use crate::{Affiliation, Verdict};

    const QUOTE: &str = "We'll have the first team live within four weeks.";

    #[test]
    fn a_promise_is_not_a_fact() {
        let call = said_by("gong:call/1", Affiliation::Vendor, QUOTE);
        let claim = claim("The first team goes live within four weeks.", &[("gong:call/1", QUOTE)]);
        insta::assert_snapshot!(check("V506", vec![call], &claim), @"
        error[V506]: a promise is told as if it were a fact
         --> claim c1:1:1
          |
        1 | The first team goes live within four weeks.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told without saying that it was promised
          |
         ::: gong:call/1 (2026-06-01):1:7
          |
        1 | Rhea: We'll have the first team live within four weeks.
          |       ----- a promise
          |
        help: say who said it and when: `Rhea said on 2026-06-01 that …`
        note: `vouch explain V506` says what this rule asks
        ");
    }

    #[test]
    fn a_promise_told_as_one_may_stand() {
        let call = said_by("gong:call/1", Affiliation::Vendor, QUOTE);
        let claim = claim(
            "Rhea told them that the first team goes live within four weeks.",
            &[("gong:call/1", QUOTE)],
        );
        assert_eq!(verdict(vec![call], &claim), Verdict::Accepted);
    }
}
