use std::collections::BTreeSet;

use super::Check;
use crate::bound::{Bound, bind, move_in};
use crate::lexicon::Table;
use crate::text::Reading;
use crate::verify::DraftCase;
use crate::{Claim, Diagnostic, Record, Route, Source, Span};

rule! {
    /// Rejects a change of health that rests on nothing but health scores.
    ///
    /// ## What it does
    ///
    /// In a health brief, a claim that says that a score or a level moved must cite at least one
    /// source that is no health snapshot: the record of a signal. A claim says so where it tells two
    /// different scores or levels of the snapshots that it cites; and where a word of rising,
    /// falling, getting better or worse, or figures that go from one to another, stand in one
    /// sentence with `health`, with `score`, or with a cited snapshot's score or level. It denies.
    ///
    /// ## Why
    ///
    /// A score is a judgement. That it fell says nothing that anybody could check or act upon; the
    /// log-ins that stopped do.
    ///
    /// ## Example
    ///
    /// `The health score fell from 71 to 48.`, citing the two snapshots.
    ///
    /// ## Instead
    ///
    /// The same sentence, citing the two snapshots and the usage figures that fell between them.
    715, "health change without a signal", Deny, Check::InDraft(check)
}

/// Nobody tells more snapshots than that in one claim.
const MOST_SNAPSHOTS: usize = 24;

fn check(case: &DraftCase<'_>) -> Vec<(usize, Diagnostic)> {
    if case.draft.kind != "health" {
        return Vec::new();
    }
    let claims = case.claims.iter().enumerate();
    claims
        .filter_map(|(at, verified)| Some((at, finding(case, &verified.claim)?)))
        .collect()
}

fn finding(case: &DraftCase<'_>, claim: &Claim) -> Option<Diagnostic> {
    let ids = claim.citations.iter().map(|citation| &citation.source_id);
    let mut cited: Vec<&Source> = ids.filter_map(|id| case.ledger.source(id)).collect();
    if cited.iter().any(|source| !source.kind.is_own_judgement()) {
        return None;
    }
    cited.truncate(MOST_SNAPSHOTS);
    let said = Reading::new(&claim.text, case.ledger.view.as_of);
    let place = two_told(&said, &cited).or_else(|| moved(&said, &cited))?;
    Some(
        Diagnostic::new("the claim says that health moved, and cites no signal that did")
            .in_claim(place, "rests on health scores alone")
            .help("cite what moved as well, such as a usage figure, a ticket or a milestone")
            .route(&[Route::Csm]),
    )
}

/// Where two different scores, or two different levels, of cited snapshots stand.
fn two_told(said: &Reading<'_>, cited: &[&Source]) -> Option<Span> {
    let scores: Vec<Span> = scores(said, cited);
    let levels: Vec<Span> = levels(said, cited);
    [scores, levels].into_iter().find_map(|told| {
        let words = |span: Span| said.text[span.range()].to_lowercase();
        let first = *told.first()?;
        let other = told.iter().find(|span| words(**span) != words(first))?;
        Some(Span::new(first.start.min(other.start), first.end.max(other.end)))
    })
}

/// Where the claim tells scores of cited snapshots, in order.
fn scores(said: &Reading<'_>, cited: &[&Source]) -> Vec<Span> {
    let known = cited.iter().filter_map(|source| match &source.record {
        Some(Record::Health(health)) => health.score,
        _ => None,
    });
    let known: Vec<_> = known.collect();
    let figures = said.figures().iter();
    figures
        .filter(|figure| known.iter().any(|score| figure.shows(*score)))
        .map(|figure| figure.span)
        .collect()
}

/// Where the claim tells levels of cited snapshots.
fn levels(said: &Reading<'_>, cited: &[&Source]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for source in cited {
        let Some(Record::Health(health)) = &source.record else {
            continue;
        };
        let level: Vec<String> = health.level.split_whitespace().map(str::to_lowercase).collect();
        if level.is_empty() {
            continue;
        }
        let places = said.words.windows(level.len());
        let places = places.filter(|words| words.iter().zip(&level).all(|(word, part)| word.lower == *part));
        found.extend(places.filter_map(|words| Some(Span::new(words.first()?.span.start, words.last()?.span.end))));
    }
    found
}

/// Where a sentence that speaks of health tells of a move.
fn moved(said: &Reading<'_>, cited: &[&Source]) -> Option<Span> {
    let told = scores(said, cited).into_iter().chain(levels(said, cited));
    let sentence_of = |span: Span| said.sentences.partition_point(|it| it.end <= span.start);
    let told_in: BTreeSet<usize> = told.map(sentence_of).collect();
    let bound = bind(said);
    (0..said.sentences.len()).find_map(|sentence| {
        let mut words = said.sentence(sentence).iter();
        let names_it = words.any(|word| matches!(word.lower.as_str(), "health" | "score" | "scores"));
        if !names_it && !told_in.contains(&sentence) {
            return None;
        }
        word_of_moving(said, sentence).or_else(|| figures_that_move(said, &bound, sentence))
    })
}

/// Where the figures of a sentence go from one to another. They are bound in order.
fn figures_that_move(said: &Reading<'_>, bound: &[Bound], sentence: usize) -> Option<Span> {
    let from = bound.partition_point(|it| it.sentence < sentence);
    let own: Vec<&Bound> = bound
        .iter()
        .skip(from)
        .take_while(|it| it.sentence == sentence)
        .collect();
    let told = move_in(said, &own).filter(|told| told.rises().is_some())?;
    let (from, to) = (told.from.span, told.to.span);
    Some(Span::new(from.start.min(to.start), from.end.max(to.end)))
}

/// Words that a move is told by, whichever way it went.
const MOVING: [&str; 6] = ["changed", "moved", "went", "turned", "shifted", "slipped"];

/// Words of the tables of rising and falling that tell how much there is, and of no move by
/// themselves: `one more review`.
const AMOUNTS: [&str; 6] = ["more", "less", "best", "worst", "highest", "lowest"];

fn word_of_moving(said: &Reading<'_>, sentence: usize) -> Option<Span> {
    const TABLES: [Table; 6] = [
        Table::Rising,
        Table::Falling,
        Table::RisingBeside,
        Table::FallingBeside,
        Table::Improving,
        Table::Worsening,
    ];
    let marks = said
        .marks_in(sentence)
        .iter()
        .filter(|mark| TABLES.contains(&mark.table));
    let by_table = marks.filter_map(|mark| Some((mark.span, said.words.get(mark.first)?)));
    let words = said.sentence(sentence).iter();
    let by_word = words.filter(|word| MOVING.contains(&word.lower.as_str()));
    by_table
        .chain(by_word.map(|word| (word.span, word)))
        .filter(|(_, word)| !word.denied && !AMOUNTS.contains(&word.lower.as_str()))
        .map(|(span, _)| span)
        .min()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use rust_decimal::Decimal;

    use crate::testing::{check_whole, claim, draft_of, measure};
    use crate::{Draft, HealthScore, Record, RecordText, Source, SourceId, SourceKind};

    const JUNE: &str = "date: 2026-06-29\nscore: 48\nlevel: amber";
    const USERS: &str = "date: 2026-06-22\nmetric: weekly users\nvalue: 12";

    fn snapshot(id: &str, day: Date, score: i64, level: &str) -> Source {
        let text = RecordText::new().field("date", &day.to_string());
        let text = text.field("score", &score.to_string());
        let (text, fields) = text.field("level", level).finish();
        let record = HealthScore {
            score: Some(Decimal::from(score)),
            level: level.to_owned(),
            author: None,
            date: day,
        };
        Source {
            id: SourceId::raw(id),
            text,
            fields,
            values: Vec::new(),
            record: Some(Record::Health(record)),
            ..measure(id, SourceKind::Snapshot, "score", score, &day.to_string())
        }
    }

    fn sources() -> Vec<Source> {
        vec![
            snapshot("health:snapshot/5", date(2026, 5, 31), 71, "Green"),
            snapshot("health:snapshot/6", date(2026, 6, 29), 48, "amber"),
            measure("usage:row/acme/9", SourceKind::Usage, "weekly users", 12, "2026-06-22"),
        ]
    }

    const BOTH: [(&str, &str); 2] = [
        ("health:snapshot/5", "date: 2026-05-31\nscore: 71\nlevel: Green"),
        ("health:snapshot/6", JUNE),
    ];
    const LAST: [(&str, &str); 1] = [("health:snapshot/6", JUNE)];

    fn health(text: &str, citations: &[(&str, &str)]) -> Draft {
        draft_of("health", vec![claim(text, citations)], &[])
    }

    fn is_found(text: &str, citations: &[(&str, &str)]) -> bool {
        !check_whole("V715", sources(), &health(text, citations)).is_empty()
    }

    #[test]
    fn two_scores_need_a_signal_beside_them() {
        let text = "The account stood at 71 on 31 May 2026 and stands at 48 on 29 June 2026.";
        insta::assert_snapshot!(check_whole("V715", sources(), &health(text, &BOTH)), @"
        error[V715]: the claim says that health moved, and cites no signal that did
         --> claim c1:1:22
          |
        1 | The account stood at 71 on 31 May 2026 and stands at 48 on 29 June 2026.
          |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on health scores alone
          |
        help: cite what moved as well, such as a usage figure, a ticket or a milestone
        note: `vouch explain V715` says what this rule asks
        ");
        let with_signal = [BOTH[0], BOTH[1], ("usage:row/acme/9", USERS)];
        assert!(!is_found(text, &with_signal));
    }

    #[test]
    fn words_of_a_move_need_it_too() {
        for text in [
            "The health score fell in June.",
            "The health score dropped by 23 points.",
            "Health is worse than in May.",
            "The score changed in June.",
            "The score went from 71 to 48.",
            "The account slipped to amber.",
            "Nobody called in June. Health has been declining since.",
        ] {
            assert!(is_found(text, &LAST), "{text}");
        }
        assert!(is_found("The account was green in May and is amber now.", &BOTH));
        assert!(is_found("The health score fell in June.", &[]));
    }

    #[test]
    fn a_score_that_did_not_move_needs_none() {
        for text in [
            "The health score is 48 on 29 June 2026.",
            "The health score did not fall in June.",
            "One more health review is due.",
            "The account is amber, with a score of 48.",
            "Weekly users fell in June. Nobody has said why.",
        ] {
            assert!(!is_found(text, &LAST), "{text}");
        }
        assert!(!is_found("Both snapshots are on record.", &BOTH));
    }

    #[test]
    fn a_source_that_nobody_has_is_no_signal() {
        let unknown = [LAST[0], ("usage:row/acme/404", USERS)];
        assert!(is_found("The health score fell in June.", &unknown));
    }

    #[test]
    fn other_briefs_may_tell_it_alone() {
        let summary = Draft {
            kind: "summary".into(),
            ..health("The health score fell in June.", &LAST)
        };
        assert_eq!(check_whole("V715", sources(), &summary), "");
    }
}
