use jiff::civil::Date;

use super::Check;
use crate::lexicon::Table;
use crate::text::find_dates;
use crate::verify::ClaimCase;
use crate::{Audience, Diagnostic};

rule! {
    /// Rejects a claim for the customer's eyes that rests on words nobody may pass on.
    ///
    /// ## What it does
    ///
    /// In a copy for the customer, words are not used whose speaker asked that they stay where
    /// they were said (`off the record`, `please don't quote me`), or whose record has a field on
    /// permission or consent that doesn't grant it: that says no, that names an audience the
    /// customer is none of, or whose day (`permission until`) has passed.
    ///
    /// ## Why
    ///
    /// Source: the recap workflow stops where permission is missing. A quote that was given in
    /// confidence costs the person who gave it.
    ///
    /// ## Example
    ///
    /// A customer copy that cites "between us, the board will cut the budget".
    ///
    /// ## Instead
    ///
    /// Ask for permission and note it, or keep the claim out of that copy.
    108, "permission missing", Deny, Check::Claim(check)
}

/// Parts of the names of fields that tell whether something may be used.
const PERMISSION_FIELDS: [&str; 4] = ["permission", "consent", "may_quote", "quotable"];
/// Parts of those names that say until when.
const UNTIL: [&str; 4] = ["until", "expire", "expiry", "valid_to"];
/// Parts of those names that say who gave it, which grants and refuses nothing.
const BY_WHOM: [&str; 3] = ["by", "from", "contact"];
/// Values that grant it, in lowercase; an audience grants it where the customer is part of it.
const GRANTED: [&str; 11] = [
    "yes",
    "true",
    "granted",
    "given",
    "approved",
    "public",
    "1",
    "ok",
    "customer",
    "external",
    "everybody",
];

/// What a field on permission says.
fn refuses(name: &str, value: &str, as_of: Date) -> bool {
    let parts: Vec<&str> = name.split('_').collect();
    if UNTIL.iter().any(|part| name.contains(part)) {
        let until = find_dates(value).into_iter().map(|it| it.date).next();
        // A day that nobody can read protects nobody.
        return !value.is_empty() && until.is_none_or(|until| until < as_of);
    }
    if BY_WHOM.iter().any(|part| parts.contains(part)) {
        return false;
    }
    let mut words = value
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty());
    !words.any(|word| GRANTED.contains(&word))
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.claim.audience != Audience::Customer {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for cited in case.cited() {
        let source = cited.proof.source;
        let as_of = case.ledger.view.as_of;
        let refusing = source.fields.iter().find(|field| {
            let name = field.name.to_lowercase().replace([' ', '-'], "_");
            let value = source.text[field.span.range()].trim().to_lowercase();
            PERMISSION_FIELDS.iter().any(|part| name.contains(part)) && refuses(&name, &value, as_of)
        });
        let refused = refusing.map(|field| field.span);
        let asked = cited
            .reading
            .marks_of(Table::OffRecord)
            .next()
            .map(|mark| cited.in_source(mark.span));
        if let Some(span) = asked.or(refused) {
            let finding =
                Diagnostic::new("the customer will read this, and nobody gave permission to use what is cited")
                    .in_claim(case.whole(), "rests on it")
                    .in_source(source, span, "not to be passed on");
            findings.push(finding.help("ask for permission, or cite what may be shared"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_with, claim, prose, verdict};
    use crate::{Audience, Claim, Policy, RecordText, Source, SourceKind, Verdict};

    const QUOTE: &str = "Between us, the second plant moves to the new system in autumn.";

    #[test]
    fn what_was_said_in_confidence_stays_there() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let inside = claim(
            "The second plant moves to the new system in autumn.",
            &[("note:file/a", QUOTE)],
        );
        let outside = Claim {
            audience: Audience::Customer,
            ..inside.clone()
        };
        insta::assert_snapshot!(check("V108", vec![note.clone()], &outside), @"
        error[V108]: the customer will read this, and nobody gave permission to use what is cited
         --> claim c1:1:1
          |
        1 | The second plant moves to the new system in autumn.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on it
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Between us, the second plant moves to the new system in autumn.
          | ---------- not to be passed on
          |
        help: ask for permission, or cite what may be shared
        note: `vouch explain V108` says what this rule asks
        ");
        assert_eq!(verdict(vec![note], &inside), Verdict::Accepted);
    }

    #[test]
    fn permission_has_an_audience_and_an_end() {
        let may = |fields: &[(&str, &str)]| {
            let words = "The second plant moves to the new system in autumn.";
            let record = fields
                .iter()
                .fold(RecordText::new().field("comment", words), |record, (name, value)| {
                    record.field(name, value)
                });
            let (text, fields) = record.finish();
            let answer = Source {
                fields,
                ..prose("nps:response/7", SourceKind::Survey, &text)
            };
            let told = Claim {
                audience: Audience::Customer,
                ..claim(words, &[("nps:response/7", words)])
            };
            check_with("V108", vec![answer], &told, &Policy::default()).is_empty()
        };
        assert!(may(&[
            ("quote permission", "yes"),
            ("permission given by", "Ada Byrne")
        ]));
        assert!(may(&[("permission", "customer"), ("permission until", "2027-01-31")]));
        assert!(
            !may(&[("permission", "yes"), ("permission until", "2026-03-31")]),
            "it has ended"
        );
        assert!(!may(&[("permission", "yes"), ("permission until", "soon")]));
        assert!(!may(&[("permission", "internal")]));
        assert!(!may(&[("consent", "")]));
    }
}
