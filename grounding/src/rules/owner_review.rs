use super::Check;
use crate::text::{root, stem, words};
use crate::verify::ClaimCase;
use crate::{Diagnostic, Span};

rule! {
    /// Sends a claim to whom the tenant's own owner-review rules name.
    ///
    /// ## What it does
    ///
    /// The settings may name a file of owner-review rules: topics, the words that tell them, and who
    /// must look. A claim with one of the words, in any inflection, gets the routes of its topic.
    /// Without such a file this rule finds nothing; the built-in ones (V601 to V607) hold anyway.
    ///
    /// ## Why
    ///
    /// Source: the account owner review rules that a recap takes as an input. What is sensitive to
    /// one customer is everyday talk to another, and only their owner knows.
    ///
    /// ## Example
    ///
    /// `The works council has asked for a pause.`, where the topic `works council` goes to the
    /// account owner.
    ///
    /// ## Instead
    ///
    /// Nothing to mend: whoever is named decides.
    608, "owner-review rule", Warn, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let account = case.ledger.account.id.as_str();
    let said: Vec<(String, Span)> = words(&case.claim.text)
        .map(|word| (form(word.text), word.span))
        .collect();
    let topics = case.policy.owner_review.iter();
    let concerned = topics.filter(|topic| topic.accounts.is_empty() || topic.accounts.iter().any(|it| it == account));
    concerned
        .filter_map(|topic| {
            let span = topic.words.iter().find_map(|phrase| place(&said, phrase))?;
            let finding = Diagnostic::new(format!("the owner-review rules name `{}`", topic.topic));
            Some(finding.in_claim(span, "for review").route(&topic.routes))
        })
        .collect()
}

/// Where a phrase stands, in any inflection of its words.
fn place(said: &[(String, Span)], phrase: &str) -> Option<Span> {
    let wanted: Vec<String> = words(phrase).map(|word| form(word.text)).collect();
    if wanted.is_empty() {
        return None;
    }
    let found = said
        .windows(wanted.len())
        .find(|window| window.iter().map(|(form, _)| form).eq(&wanted))?;
    Some(Span::new(found.first()?.1.start, found.last()?.1.end))
}

fn form(word: &str) -> String {
    stem(root(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_with, claim, prose};
    use crate::{Policy, ReviewTopic, Route, SourceKind};

    #[test]
    fn a_topic_of_the_tenant_goes_to_whom_it_names() {
        let topic = ReviewTopic {
            topic: "works council".to_owned(),
            words: vec!["works council".to_owned(), "union".to_owned()],
            routes: vec![Route::Supervisor],
            accounts: Vec::new(),
        };
        let policy = |topics| Policy {
            owner_review: topics,
            ..Policy::default()
        };
        let text = "Both unions have asked for a pause until the autumn.";
        let note = prose("note:file/a", SourceKind::Note, text);
        let told = claim(text, &[("note:file/a", text)]);
        insta::assert_snapshot!(check_with("V608", vec![note.clone()], &told, &policy(vec![topic.clone()])), @"
        warning[V608]: the owner-review rules name `works council`
         --> claim c1:1:6
          |
        1 | Both unions have asked for a pause until the autumn.
          |      ^^^^^^ for review
          |
        note: `vouch explain V608` says what this rule asks
        ");
        let elsewhere = ReviewTopic {
            accounts: vec!["somebody-else".to_owned()],
            ..topic
        };
        assert_eq!(
            check_with("V608", vec![note.clone()], &told, &policy(vec![elsewhere])),
            ""
        );
        assert_eq!(check_with("V608", vec![note], &told, &policy(Vec::new())), "");
    }
}
