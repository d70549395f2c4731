use super::Check;
use crate::text::sentences;
use crate::verify::DraftCase;
use crate::{Diagnostic, Route};

rule! {
    /// Refuses an executive summary of more than two paragraphs.
    ///
    /// ## What it does
    ///
    /// The section `executive_summary` may hold one or two paragraphs. Text after a blank line is a
    /// new paragraph, and so is a claim of several sentences. Claims of one sentence run on as one
    /// paragraph, of at most five sentences. It denies: the length is asked for, and no judgement
    /// of a person makes three paragraphs two.
    ///
    /// ## Why
    ///
    /// An executive reads two paragraphs. What stands in the third was not told.
    ///
    /// ## Example
    ///
    /// A summary with one paragraph each on health, challenges and the relationship.
    ///
    /// ## Instead
    ///
    /// What matters most, financially and strategically, in two.
    711, "executive summary longer than two paragraphs", Deny, Check::Draft(check)
}

/// The most paragraphs that the summary may hold.
const MOST_PARAGRAPHS: usize = 2;
/// So many single sentences make a paragraph.
const SENTENCES: usize = 5;

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let sections = case
        .draft
        .sections
        .iter()
        .filter(|section| section.id == "executive_summary");
    let counted = sections.map(|section| {
        let claims = case.claims_of(section).into_iter().map(|(_, it)| it);
        let said = claims.filter(|it| it.is_said());
        let texts: Vec<&str> = said.map(|it| it.claim.text.as_str()).collect();
        (section, paragraphs(&texts))
    });
    counted
        .filter(|(_, paragraphs)| *paragraphs > MOST_PARAGRAPHS)
        .map(|(section, paragraphs)| {
            Diagnostic::new(format!(
                "the executive summary has {paragraphs} paragraphs; two are the most"
            ))
            .about(section.id.as_str())
            .help("keep what matters most, financially and strategically")
            .route(&[Route::Csm])
        })
        .collect()
}

/// How many paragraphs the claims make when they are read one after the other.
fn paragraphs(claims: &[&str]) -> usize {
    let mut count = 0;
    let mut running = 0;
    for text in claims {
        let parts: Vec<&str> = blocks(text);
        match parts.as_slice() {
            [only] if sentences(only).len() < 2 => running += 1,
            _ => {
                count += usize::div_ceil(running, SENTENCES) + parts.len();
                running = 0;
            }
        }
    }
    count + usize::div_ceil(running, SENTENCES)
}

/// The parts of a text between blank lines.
fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            blocks.push(&text[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    blocks.push(&text[start..]);
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

#[cfg(test)]
mod tests {
    use super::paragraphs;
    use crate::testing::{check_whole, claim, draft_of, prose};
    use crate::{Origin, SourceKind};

    #[test]
    fn two_paragraphs_are_the_most() {
        let told = |text: &str| {
            let note = prose(
                "note:file/a",
                SourceKind::Note,
                "They answer sooner and all sites take part.",
            );
            let cited = [("note:file/a", "They answer sooner and all sites take part.")];
            let sections: [(&str, Origin, &[&str]); 1] = [("executive_summary", Origin::Model, &["c1"])];
            let draft = draft_of("recap", vec![claim(text, &cited)], &sections);
            check_whole("V711", vec![note], &draft)
        };
        let text = "They answer sooner.\n\nAll sites take part.\n\nThey answer.";
        insta::assert_snapshot!(told(text), @"
        error[V711]: the executive summary has 3 paragraphs; two are the most
         |
        help: keep what matters most, financially and strategically
        note: `vouch explain V711` says what this rule asks
        ");
        assert_eq!(told("They answer sooner.\n\nAll sites take part."), "");
    }

    #[test]
    fn sentences_run_on_and_blocks_do_not() {
        assert_eq!(paragraphs(&["One.", "Two.", "Three."]), 1);
        assert_eq!(paragraphs(&["One."; 11]), 3);
        assert_eq!(
            paragraphs(&["We saw it. It works.", "They agree. We do too.", "One."]),
            3
        );
        assert_eq!(paragraphs(&["One.\n \n\nTwo.", ""]), 2);
        assert_eq!(paragraphs(&[]), 0);
    }
}
