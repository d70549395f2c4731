//! Cutting a source into passages.

use grounding::{Source, SourceId, SourceKind, Span};
use serde::{Deserialize, Serialize};

use super::pack::pack;
use super::pieces::{Cut, MAX_WORDS, pieces, size, trimmed};

/// A turn of a conversation is only cut where it is longer than this many words.
const VERY_LONG_TURN: usize = 2 * MAX_WORDS;

/// A record is only cut where it is longer than this many words.
const LONG_RECORD: usize = 2 * MAX_WORDS;

/// A stretch of one revision of a source: what is searched for and what a drafter is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The source.
    pub source: SourceId,
    /// Its revision.
    pub revision: u32,
    /// The stretch of its text.
    pub span: Span,
}

/// Cuts a source into passages, in the order of its text.
///
/// Prose is cut into passages of about 60 to 120 words, between turns, paragraphs, lines or
/// sentences, in that order of preference. A record is one passage, unless it holds a long
/// text. Passages don't overlap, and nothing but white space lies outside them.
pub fn passages(source: &Source) -> Vec<Passage> {
    let whole = trimmed(&source.text, Span::new(0, source.text.len()));
    let spans = match source.kind {
        SourceKind::Call | SourceKind::Transcript => pack(
            &source.text,
            &pieces(&source.text, whole, Cut::Lines, VERY_LONG_TURN),
            false,
        ),
        kind if kind.is_prose() => pack(
            &source.text,
            &pieces(&source.text, whole, Cut::Paragraphs, MAX_WORDS),
            true,
        ),
        _ if size(&source.text[whole.range()]) <= LONG_RECORD => vec![whole],
        _ => pack(&source.text, &pieces(&source.text, whole, Cut::Lines, MAX_WORDS), false),
    };
    spans
        .into_iter()
        .filter(|span| span.start < span.end)
        .map(|span| Passage {
            source: source.id.clone(),
            revision: source.revision,
            span,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{source, words};
    use super::*;

    /// The passages' texts, after checking that they are in order and leave nothing out.
    fn cut(kind: SourceKind, text: &str) -> Vec<String> {
        let source = Source {
            kind,
            ..source("1", "larch", text)
        };
        let passages = passages(&source);
        let mut end = 0;
        for passage in &passages {
            assert_eq!(text[end..passage.span.start].trim(), "");
            end = passage.span.end;
        }
        assert_eq!(text[end..].trim(), "");
        passages
            .iter()
            .map(|passage| text[passage.span.range()].to_owned())
            .collect()
    }

    #[test]
    fn turns_stay_whole_unless_very_long() {
        let turns = [
            format!("Ana: {}", words(30)),
            format!("Ben: {}", words(25)),
            format!("Ana: {}", words(20)),
            format!("Ben: {}", words(200)),
            "Ana: Yes.".to_owned(),
        ];
        let text = turns.join("\n");
        let expected = [turns[..3].join("\n"), turns[3].clone(), turns[4].clone()];
        assert_eq!(cut(SourceKind::Call, &text), expected);

        let long = format!("Ana: {}", [words(100), words(100), words(100)].join(". Then "));
        let cut = cut(SourceKind::Transcript, &long);
        assert_eq!(cut.len(), 3);
        assert!(cut[1].starts_with("Then "));
    }

    #[test]
    fn prose_is_cut_between_paragraphs_and_a_heading_stays_with_its_text() {
        let (first, second) = (format!("{}.", words(61)), format!("{}.", words(70)));
        let text = format!("# Kickoff\n\n{first}\r\n \r\n## Next steps\n\n{second}\n\nThanks, all.\n");
        let expected = [
            format!("# Kickoff\n\n{first}"),
            format!("## Next steps\n\n{second}\n\nThanks, all."),
        ];
        assert_eq!(cut(SourceKind::Note, &text), expected);
    }

    #[test]
    fn text_without_breaks_is_cut_all_the_same() {
        for text in ["é".repeat(5000), words(500), "日本語。".repeat(900)] {
            let cut = cut(SourceKind::Note, &text);
            assert!(cut.len() > 2);
            assert!(
                cut.iter().all(|passage| size(passage) <= MAX_WORDS + MAX_WORDS / 2),
                "{text}"
            );
        }
    }

    #[test]
    fn a_record_is_one_passage_unless_it_is_long() {
        let short = format!("Id: 1\nSubject: Call\nDescription: {}", words(150));
        assert_eq!(cut(SourceKind::Task, &short), [short.as_str()]);
        let long = format!("Id: 1\nDescription: {}\n\n{}\n\n{}", words(100), words(100), words(100));
        assert_eq!(cut(SourceKind::Task, &long).len(), 3);
        assert_eq!(cut(SourceKind::Task, " \n").len(), 0);
        assert_eq!(cut(SourceKind::Note, "").len(), 0);
    }
}
