use super::Check;
use crate::lexicon::Table;
use crate::support::is_name;
use crate::verify::ClaimCase;
use crate::{Affiliation, Diagnostic, Span};

rule! {
    /// Rejects words that are given to somebody who did not say them.
    ///
    /// ## What it does
    ///
    /// Where the claim says who said it (`Ana confirms`, `according to Ana`, `the customer
    /// reports`), the words quoted must be that person's: by the turn of the call, by the author
    /// of the note, and in a mail by the author of that part. What a mail quotes from an earlier
    /// one belongs to whoever wrote the earlier one. A note that itself names the speaker will do.
    ///
    /// ## Why
    ///
    /// A customer who reads that they said what we said stops reading.
    ///
    /// ## Example
    ///
    /// `Ana Reyes confirms that errors fell.`, citing our own mail that Ana's answer quotes.
    ///
    /// ## Instead
    ///
    /// Name who said it, or cite what Ana wrote herself.
    111, "another speaker's words", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.cited().is_empty() {
        return Vec::new();
    }
    let Some((span, speaker)) = speaker(case) else {
        return Vec::new();
    };
    let said_so = |at: usize| speaker.is_said_in(case, at);
    if (0..case.cited().len()).any(said_so) {
        return Vec::new();
    }
    let who = &case.claim.text[span.range()];
    let mut finding =
        Diagnostic::new(format!("the words quoted are not said by {who}")).in_claim(span, "given as the speaker");
    for cited in case.cited() {
        let author = cited
            .proof
            .author()
            .map_or("nobody known", |author| author.name.as_str());
        finding = finding.in_source(cited.proof.source, cited.proof.span, format!("said by {author}"));
    }
    vec![finding.help("name who said it, or cite that person's own words")]
}

/// Who the claim says has said it.
pub(super) enum Speaker {
    /// A person, by the roots of the name's words.
    Person(Vec<String>),
    /// The customer's side, unnamed.
    Customer,
}

impl Speaker {
    fn is_said_in(&self, case: &ClaimCase<'_>, at: usize) -> bool {
        let cited = &case.cited()[at];
        match self {
            Self::Person(name) => {
                let of_author = cited.proof.author().is_some_and(|author| {
                    let own: Vec<String> = crate::text::words(&author.name)
                        .map(|word| crate::text::stem(word.text))
                        .collect();
                    name.iter().all(|part| own.contains(part))
                });
                of_author
                    || name
                        .iter()
                        .any(|part| cited.reading.words.iter().any(|word| word.root == *part))
            }
            Self::Customer => {
                let vendor = cited
                    .proof
                    .author()
                    .is_some_and(|author| author.affiliation == Affiliation::Vendor);
                let reported = cited.reading.has(Table::Reporting) || names_customer(case, at);
                !cited.proof.is_statement() || !vendor || reported
            }
        }
    }
}

/// Whether a quote of ours names the customer or one of their people, and so may report what
/// they said.
pub(super) fn names_customer(case: &ClaimCase<'_>, at: usize) -> bool {
    let words = &case.cited()[at].reading.words;
    let named = |name: &str| {
        let mut parts = crate::text::words(name)
            .map(|word| crate::text::stem(word.text))
            .peekable();
        parts.peek().is_some()
            && parts.any(|part| part.len() > 2 && words.iter().any(|word| word.capital && word.root == part))
    };
    let spoken_of = |word: &crate::text::Token| {
        matches!(
            word.lower.as_str(),
            "they" | "customer" | "client" | "their" | "she" | "he"
        )
    };
    words.iter().any(spoken_of) || named(&case.ledger.account.name) || {
        let customers = &case.ledger.people().customers;
        words.iter().any(|word| word.capital && customers.contains(&word.root))
    }
}

/// The speaker that the claim names, and where: a name or `the customer` right before a verb of
/// saying, or after `according to`.
pub(super) fn speaker(case: &ClaimCase<'_>) -> Option<(Span, Speaker)> {
    let said = case.said();
    let mark = said.marks_of(Table::Reporting).next()?;
    let verb = said.words.get(mark.first)?;
    let after = verb.lower == "according";
    let near: Vec<usize> = if after {
        (mark.first + mark.words..said.words.len()).take(3).collect()
    } else {
        (mark.first.saturating_sub(3)..mark.first).collect()
    };
    let account: Vec<String> = crate::text::words(&case.ledger.account.name)
        .map(|word| crate::text::stem(word.text))
        .collect();
    let names: Vec<usize> = near
        .iter()
        .copied()
        .filter(|at| is_name(case, *at) && said.words[*at].sentence == verb.sentence)
        .collect();
    if let (Some(first), Some(last)) = (names.first(), names.last()) {
        let span = Span::new(said.words[*first].span.start, said.words[*last].span.end);
        let roots: Vec<String> = names.iter().map(|at| said.words[*at].root.clone()).collect();
        let is_account = roots.iter().all(|root| account.contains(root));
        let known = case.ledger.people().knows(&said.text[span.range()]);
        return match (is_account, known) {
            (true, _) => Some((span, Speaker::Customer)),
            (false, true) => Some((span, Speaker::Person(roots))),
            // Somebody whom nobody knows is for the rule on names.
            (false, false) => None,
        };
    }
    let unnamed = near
        .iter()
        .find(|at| matches!(said.words[**at].lower.as_str(), "customer" | "client"))?;
    Some((said.words[*unnamed].span, Speaker::Customer))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, said_by, verdict};
    use crate::{Affiliation, Source, Verdict};

    const QUOTE: &str = "From where we sit, errors came down to 12 in April.";

    fn calls() -> Vec<Source> {
        let ours = said_by("gong:call/1", Affiliation::Vendor, QUOTE);
        let theirs = said_by(
            "gong:call/2",
            Affiliation::Customer,
            "Thanks for the figures, we will look.",
        );
        vec![ours, theirs]
    }

    #[test]
    fn our_words_are_not_theirs() {
        let claim = claim(
            "Omar reports that errors came down to 12 in April.",
            &[("gong:call/1", QUOTE)],
        );
        insta::assert_snapshot!(check("V111", calls(), &claim), @"
        error[V111]: the words quoted are not said by Omar
         --> claim c1:1:1
          |
        1 | Omar reports that errors came down to 12 in April.
          | ^^^^ given as the speaker
          |
         ::: gong:call/1 (2026-06-01):1:7
          |
        1 | Rhea: From where we sit, errors came down to 12 in April.
          |       --------------------------------------------------- said by Rhea
          |
        help: name who said it, or cite that person's own words
        note: `vouch explain V111` says what this rule asks
        ");
    }

    #[test]
    fn the_speaker_may_be_named() {
        let of = |text: &str| verdict(calls(), &claim(text, &[("gong:call/1", QUOTE)]));
        assert_eq!(
            of("Rhea reports that errors came down to 12 in April."),
            Verdict::Accepted
        );
        assert_eq!(
            of("The customer reports that errors came down to 12 in April."),
            Verdict::Rejected
        );
    }
}
