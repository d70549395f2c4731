use super::Check;
use crate::text::{stem, words};
use crate::verify::{DraftCase, VerifiedClaim};
use crate::{ClaimKind, Diagnostic, Lookup, Route, SourceKind, Span};

rule! {
    /// Rejects a suggestion to sell more that no activity note bears out.
    ///
    /// ## What it does
    ///
    /// A suggestion to sell more may cite customer-success activities and nothing else. A claim is
    /// one by its kind `expansion`, by its section, or because it is a recommendation whose words
    /// suggest selling more: seats, licences, modules, a higher plan. It denies, whatever the other
    /// sources say.
    ///
    /// ## Why
    ///
    /// A usage figure shows that somebody works, and not that they would buy. Only what the
    /// customer said or asked for, as somebody noted it, is a signal.
    ///
    /// ## Example
    ///
    /// `Offer the team additional seats.`, citing that 48 of 50 seats are in use.
    ///
    /// ## Instead
    ///
    /// The same, citing the activity note "Ines asked what ten more seats would cost".
    708, "expansion suggestion without an activity note", Deny, Check::InDraft(check)
}

/// Words that speak of selling more by themselves.
const SALES: [&str; 7] = ["upsell", "upselling", "expansion", "buy", "purchase", "sell", "selling"];
/// Words that do beside one of the things for sale.
const MORE: [&str; 12] = [
    "more",
    "additional",
    "extra",
    "further",
    "add",
    "expand",
    "upgrade",
    "extend",
    "increase",
    "higher",
    "larger",
    "second",
];
/// Things for sale.
const GOODS: [&str; 14] = [
    "seat",
    "licence",
    "license",
    "module",
    "tier",
    "edition",
    "package",
    "subscription",
    "contract",
    "product",
    "plan",
    "add-on",
    "addon",
    "volume",
];
/// So many words may stand between the two.
const REACH_WORDS: usize = 4;

fn check(case: &DraftCase<'_>) -> Vec<(usize, Diagnostic)> {
    let suggestions = case.claims.iter().enumerate().filter(|(_, it)| suggests_sale(case, it));
    suggestions
        .filter_map(|(at, it)| Some((at, other_evidence(case, it)?)))
        .collect()
}

fn suggests_sale(case: &DraftCase<'_>, verified: &VerifiedClaim) -> bool {
    let claim = &verified.claim;
    claim.kind == ClaimKind::Expansion
        || case
            .sections_of(claim)
            .iter()
            .any(|section| section.id.contains("expansion"))
        || (claim.kind == ClaimKind::Recommendation && speaks_of_sale(&claim.text))
}

fn speaks_of_sale(text: &str) -> bool {
    let stems = |table: &[&str]| table.iter().map(|word| stem(word)).collect::<Vec<_>>();
    let (sales, more, goods) = (stems(&SALES), stems(&MORE), stems(&GOODS));
    let said: Vec<String> = words(text).map(|word| stem(word.text)).collect();
    said.iter().enumerate().any(|(at, word)| {
        let next = || said[at + 1..].iter().take(REACH_WORDS);
        sales.contains(word) || (more.contains(word) && next().any(|word| goods.contains(word)))
    })
}

/// The citations that are no activities, in one finding. What may not be used at all is another
/// rule's.
fn other_evidence(case: &DraftCase<'_>, verified: &VerifiedClaim) -> Option<Diagnostic> {
    let claim = &verified.claim;
    let mut others = claim.citations.iter().filter_map(|citation| {
        let Lookup::Live(held) = case.ledger.lookup(&citation.source_id, claim.audience) else {
            return None;
        };
        let source = held.source.as_ref();
        let span = Span::new(citation.start?, citation.end?);
        (source.kind != SourceKind::Activity).then_some((source, span))
    });
    let first = others.next()?;
    let whole = Span::new(0, claim.text.len());
    let finding = Diagnostic::new("only activity notes may give rise to a suggestion to sell more")
        .in_claim(whole, "suggests to sell more");
    let finding = std::iter::once(first)
        .chain(others)
        .fold(finding, |finding, (source, span)| {
            finding.in_source(
                source,
                span,
                format!("{}, no activity note", with_article(source.kind.noun())),
            )
        });
    Some(
        finding
            .help("cite the activity in which the customer asked for it, or leave it out")
            .route(&[Route::AccountOwner]),
    )
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

#[cfg(test)]
mod tests {
    use super::speaks_of_sale;
    use crate::testing::{check_whole, claim, draft_of, prose};
    use crate::{Claim, ClaimKind, Origin, Source, SourceKind};

    fn sources() -> Vec<Source> {
        let asked = "Ines asked what ten additional seats would cost.";
        vec![
            prose("plan:activity/A1", SourceKind::Activity, asked),
            prose(
                "note:file/a",
                SourceKind::Note,
                "Nearly all seats are in use at the lab.",
            ),
        ]
    }

    fn suggestion(kind: ClaimKind, source: &str, quote: &str) -> Claim {
        Claim {
            kind,
            ..claim("Offer the lab additional seats.", &[(source, quote)])
        }
    }

    #[test]
    fn only_an_activity_gives_rise_to_a_sale() {
        let used = suggestion(ClaimKind::Recommendation, "note:file/a", "Nearly all seats are in use");
        let draft = draft_of("summary", vec![used.clone()], &[]);
        insta::assert_snapshot!(check_whole("V708", sources(), &draft), @"
        error[V708]: only activity notes may give rise to a suggestion to sell more
         --> claim c1:1:1
          |
        1 | Offer the lab additional seats.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suggests to sell more
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Nearly all seats are in use at the lab.
          | --------------------------- a note, no activity note
          |
        help: cite the activity in which the customer asked for it, or leave it out
        note: `vouch explain V708` says what this rule asks
        ");
        let told = Claim {
            kind: ClaimKind::Fact,
            text: "Nearly all seats are in use.".into(),
            ..used
        };
        let sections: [(&str, Origin, &[&str]); 1] = [("expansion_opportunities", Origin::Model, &["c1"])];
        let by_section = draft_of("summary", vec![told.clone()], &sections);
        assert_ne!(check_whole("V708", sources(), &by_section), "");
        assert_eq!(
            check_whole("V708", sources(), &draft_of("summary", vec![told], &[])),
            ""
        );
    }

    #[test]
    fn an_activity_does() {
        let asked = suggestion(
            ClaimKind::Expansion,
            "plan:activity/A1",
            "asked what ten additional seats would cost",
        );
        assert_eq!(
            check_whole("V708", sources(), &draft_of("summary", vec![asked], &[])),
            ""
        );
    }

    #[test]
    fn a_sale_is_told_by_its_words() {
        for text in [
            "Sell them the audit module.",
            "Upgrade to the larger plan.",
            "Add 20 further licences.",
        ] {
            assert!(speaks_of_sale(text), "{text}");
        }
        for text in [
            "Expand the training to the night shift.",
            "Plan more calls with the sponsor.",
        ] {
            assert!(!speaks_of_sale(text), "{text}");
        }
    }
}
