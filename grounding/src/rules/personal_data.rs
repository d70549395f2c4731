use super::{Check, word_of};
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route, Span};

rule! {
    /// Sends a claim that tells personal data or a secret to a person.
    ///
    /// ## What it does
    ///
    /// Words of health, pay, family, belief or discipline, of passwords and account numbers, and
    /// numbers in the form of cards and bank accounts, wherever they stand in the claim. The claim
    /// waits for a person.
    ///
    /// ## Why
    ///
    /// Source: the recap workflow stops where sensitive details are involved. Health, pay, family and
    /// passwords have no place in a brief.
    ///
    /// ## Example
    ///
    /// `Their admin is on sick leave until June.`
    ///
    /// ## Instead
    ///
    /// Leave it out: `Their admin is away until June.`
    606, "personal data or secrets", Review, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let said = case.said();
    let found = word_of(case, Table::Sensitive).or_else(|| account_number(said.text));
    let Some(span) = found else { return Vec::new() };
    let finding = Diagnostic::new("personal data or a secret: the account owner must see it");
    vec![
        finding
            .in_claim(span, "for them to review")
            .route(&[Route::AccountOwner]),
    ]
}

/// A number in the form of a payment card or an international bank account.
fn account_number(text: &str) -> Option<Span> {
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        let part = character.is_ascii_alphanumeric() || (matches!(character, ' ' | '-') && start.is_some());
        match (part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if let Some(found) = number_within(text, Span::new(from, at)) {
                    return Some(found);
                }
                start = None;
            }
            _ => {}
        }
    }
    None
}

/// Looks for a card's or an account's number in a run of letters, digits, blanks and dashes: four
/// groups of four digits in a row, or a country's code and check digits before groups of four.
fn number_within(text: &str, run: Span) -> Option<Span> {
    let groups: Vec<(usize, &str)> = text[run.range()]
        .split([' ', '-'])
        .scan(run.start, |at, group| {
            let start = *at;
            *at += group.len() + 1;
            Some((start, group))
        })
        .collect();
    let four = |group: &str| group.len() == 4 && group.chars().all(|it| it.is_ascii_digit());
    let iban = |group: &str| {
        group.len() >= 4
            && group.chars().take(2).all(|it| it.is_ascii_uppercase())
            && group.chars().skip(2).take(2).all(|it| it.is_ascii_digit())
    };
    let whole = |group: &str| {
        (group.len() == 16 && group.chars().all(|it| it.is_ascii_digit()))
            || (iban(group) && group.len() >= 15 && group.chars().skip(4).filter(char::is_ascii_digit).count() >= 10)
    };
    for (at, (start, group)) in groups.iter().enumerate() {
        if whole(group) {
            return Some(Span::new(*start, start + group.len()));
        }
        let rest = groups.get(at + 1..at + 4)?;
        if (four(group) || (iban(group) && group.len() == 4)) && rest.iter().all(|(_, it)| four(it)) {
            return Some(Span::new(*start, rest[2].0 + 4));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn it_goes_to_whom_it_concerns() {
        let text = "Their admin is on sick leave until June.";
        let note = prose("note:file/a", SourceKind::Note, text);
        insta::assert_snapshot!(check("V606", vec![note], &claim(text, &[("note:file/a", text)])), @"
        warning[V606]: personal data or a secret: the account owner must see it
         --> claim c1:1:19
          |
        1 | Their admin is on sick leave until June.
          |                   ^^^^^^^^^^ for them to review
          |
        note: `vouch explain V606` says what this rule asks
        ");
    }
}
