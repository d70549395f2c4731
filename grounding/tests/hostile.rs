//! Input that nobody means well with: enormous, malformed, or made to look like something else.
//! It is judged in time that grows with its length and no faster, it never stops the verifier,
//! and what it can't bear out is a finding.

mod world;

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use grounding::{Citation, Claim, Policy, Source, Verdict, VerifiedClaim, verify_claim};
use world::{TOKENS, call, cite, claim, flaw, ledger, note, record};

/// What the long texts are held against.
const CLAIM: &str = "The planner saved the depot nine hours a week.";
/// What is cited where nothing long is.
const QUOTE: &str = "The archive moved to the new building in March 2026.";

/// Nothing may take longer. Without optimisation the same work takes several times as long.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 100 } else { 10 });

/// Times below this are noise.
const NOISE: Duration = Duration::from_millis(60);

const KIB: usize = 1024;

fn judge(sources: Vec<Source>, claim: &Claim) -> VerifiedClaim {
    let ledger = ledger(sources);
    let verified = verify_claim(&ledger, claim, &Policy::default());
    for finding in &verified.diagnostics {
        assert_eq!(flaw(finding, Some(&verified.claim), &ledger), None);
    }
    verified
}

/// A claim that cites the whole of one note.
fn judge_on(quote: &str, text: &str) -> VerifiedClaim {
    judge(
        vec![note("note:file/a", quote)],
        &claim("c1", text, vec![cite("note:file/a", quote)]),
    )
}

fn codes(verified: &VerifiedClaim) -> Vec<String> {
    verified.diagnostics.iter().map(|it| it.code.to_string()).collect()
}

/// Those of the claims that are not refused, each with what it cites.
fn let_through<'c>(cases: &[(&'c str, &'c str)]) -> Vec<(&'c str, &'c str)> {
    cases
        .iter()
        .copied()
        .filter(|(quote, text)| judge_on(quote, text).verdict != Verdict::Rejected)
        .collect()
}

// How long it takes.

/// Whoever measures has the machine to itself, as far as this file's tests go.
fn alone() -> MutexGuard<'static, ()> {
    static MEASURING: Mutex<()> = Mutex::new(());
    let guard = MEASURING.lock().unwrap_or_else(PoisonError::into_inner);
    // The word tables are built once, where they are first asked for.
    std::hint::black_box(judge_on(QUOTE, CLAIM));
    guard
}

#[expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "how long it takes is what is tested"
)]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = std::time::Instant::now();
    let made = work();
    (made, begun.elapsed())
}

/// Runs something on a thread of its own, so that what takes for ever fails instead of hanging.
fn within<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<(T, Duration), String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // Past the limit nobody listens any more, which is no matter.
        let _ = sender.send(timed(work));
    });
    receiver.recv_timeout(LIMIT).map_err(|error| match error {
        RecvTimeoutError::Timeout => format!("takes longer than {LIMIT:?}"),
        RecvTimeoutError::Disconnected => "panics".to_owned(),
    })
}

/// What is repeated to make a text long. An empty piece stands for the short sentence.
#[derive(Debug, Clone, Copy)]
struct Shape {
    claim: &'static str,
    quote: &'static str,
    source: &'static str,
    /// Whether the claim is one that must be refused.
    refused: bool,
}

impl Shape {
    const fn claim(piece: &'static str, refused: bool) -> Self {
        Self {
            claim: piece,
            quote: "",
            source: "",
            refused,
        }
    }

    /// The source is one long quote.
    const fn quoted(piece: &'static str) -> Self {
        Self {
            claim: "",
            quote: piece,
            source: piece,
            refused: true,
        }
    }

    /// The short quote stands at the end of a long source.
    const fn source(piece: &'static str) -> Self {
        Self {
            claim: "",
            quote: "",
            source: piece,
            refused: true,
        }
    }

    fn judge(self, size: usize) -> VerifiedClaim {
        let long = |piece: &str, short: &str| {
            if piece.is_empty() {
                short.to_owned()
            } else {
                piece.repeat(size / piece.len())
            }
        };
        let quote = long(self.quote, QUOTE);
        let mut source = long(self.source, QUOTE);
        if self.quote.is_empty() && !self.source.is_empty() {
            source.push('\n');
            source.push_str(QUOTE);
        }
        let claim = claim("c1", &long(self.claim, CLAIM), vec![cite("note:file/a", &quote)]);
        let ledger = ledger(vec![note("note:file/a", &source)]);
        // Findings by the thousand are not printed: only judging must keep up here.
        verify_claim(&ledger, &claim, &Policy::default())
    }

    /// What is wrong with the shape at a size, if anything is, and how long it took.
    fn measure(self, size: usize) -> Result<Duration, String> {
        let (verified, took) =
            within(move || self.judge(size)).map_err(|why| format!("{self:?}, {size} bytes: {why}"))?;
        if self.refused && verified.verdict != Verdict::Rejected {
            return Err(format!("{self:?}, {size} bytes: {:?}", verified.verdict));
        }
        Ok(took)
    }

    /// The best of a few, where the first looks too long.
    fn best(self, size: usize, at_most: Duration) -> Result<Duration, String> {
        let mut best = self.measure(size)?;
        for _ in 1..3 {
            // What takes that long isn't noise.
            if best <= at_most || best > Duration::from_secs(1) {
                break;
            }
            best = best.min(self.measure(size)?);
        }
        Ok(best)
    }

    /// Whether four times the length takes about four times as long. Time that grows with the
    /// square of the length takes sixteen times as long.
    fn grows(self) -> Result<(), String> {
        const MOST_FOR_TWICE: u32 = 5;
        const MOST_FOR_FOUR_TIMES: u32 = 11;
        let mut size = 8 * KIB;
        let mut one = self.best(size, Duration::ZERO)?;
        while one < NOISE && size < 64 * KIB {
            size *= 2;
            one = self.best(size, Duration::ZERO)?;
        }
        if one < NOISE {
            return Ok(());
        }
        let two = self.best(size * 2, one * MOST_FOR_TWICE)?;
        let four = self.best(size * 4, one * MOST_FOR_FOUR_TIMES)?;
        if two > one * MOST_FOR_TWICE || four > one * MOST_FOR_FOUR_TIMES {
            return Err(format!(
                "{self:?}: {one:?} for {size} bytes, {two:?} for twice and {four:?} for four times as many"
            ));
        }
        Ok(())
    }

    /// Whether a megabyte is judged in time. It isn't begun where a little of it already takes so
    /// long that it can't be.
    fn keeps_up(self) -> Result<(), String> {
        for (size, times) in [(8 * KIB, 128), (64 * KIB, 16), (1024 * KIB, 1)] {
            let took = self.measure(size)?;
            // Twice the limit, because short texts are measured with more noise.
            if took.saturating_mul(times) > LIMIT * 2 {
                return Err(format!(
                    "{self:?}: {took:?} for {size} bytes, of which {times} make a megabyte"
                ));
            }
        }
        Ok(())
    }
}

/// The shapes that are judged too slowly. Others may keep the machine busy for a moment; what is
/// wrong is so every time.
fn wrong(shapes: &[Shape], check: fn(Shape) -> Result<(), String>) -> Vec<String> {
    let thrice = |shape: &Shape| check(*shape).or_else(|_| check(*shape)).or_else(|_| check(*shape));
    shapes.iter().filter_map(|shape| thrice(shape).err()).collect()
}

#[test]
fn a_megabyte_is_judged_in_time() {
    const SHAPES: [Shape; 6] = [
        Shape::claim("The planner saved the depot nine hours a week. ", true),
        Shape::claim("a", false),
        Shape::claim("7", false),
        Shape::quoted("The archive moved to the new building in March 2026. "),
        Shape::source("The archive moved to the old building in April 2026. "),
        Shape::source(" "),
    ];
    let _alone = alone();
    assert_eq!(wrong(&SHAPES, Shape::keeps_up), Vec::<String>::new());
}

#[test]
fn time_grows_with_the_length_of_a_claim_and_no_faster() {
    const SHAPES: [Shape; 15] = [
        Shape::claim("The planner saved the depot nine hours a week. ", true),
        Shape::claim("garden kettle ", true),
        Shape::claim("and kettle ", true),
        Shape::claim("Zorvath. ", true),
        Shape::claim("7 hours, ", true),
        Shape::claim("1.2.3,4%%% ", false),
        Shape::claim("3 May 2027 ", true),
        Shape::claim("not ", false),
        Shape::claim("declined, ", false),
        Shape::claim("e\u{301}", false),
        Shape::claim("\u{301}", false),
        Shape::claim(
            "\u{5d4}\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5de}\u{5e9}\u{5ea}\u{5de}\u{5e9} ",
            true,
        ),
        Shape::claim("(\"[", false),
        Shape::claim("\u{2026} ", false),
        Shape::claim(" ", false),
    ];
    let _alone = alone();
    assert_eq!(wrong(&SHAPES, Shape::grows), Vec::<String>::new());
}

#[test]
fn time_grows_with_the_length_of_the_evidence_and_no_faster() {
    const SHAPES: [Shape; 12] = [
        Shape::quoted("The archive moved to the new building in March 2026. "),
        Shape::quoted("building archive... "),
        Shape::quoted("7 minutes, "),
        Shape::quoted("3 May 2026 "),
        Shape::quoted("not "),
        Shape::quoted("e\u{301}"),
        Shape::quoted("> "),
        Shape::quoted("&amp;"),
        Shape::source("The archive moved to the new "),
        Shape::source(" "),
        Shape::source("\n"),
        Shape::source("\u{301}"),
    ];
    let _alone = alone();
    assert_eq!(wrong(&SHAPES, Shape::grows), Vec::<String>::new());
}

#[test]
fn time_grows_with_claim_and_evidence_together_and_no_faster() {
    const SHAPES: [Shape; 2] = [
        Shape {
            claim: "The archive moved to the old building in April 2026. ",
            quote: "The archive moved to the new building in March 2026. ",
            source: "The archive moved to the new building in March 2026. ",
            refused: true,
        },
        Shape {
            claim: "Zorvath saved nine hours. ",
            quote: "Kelvane saved six minutes. ",
            source: "Kelvane saved six minutes. ",
            refused: true,
        },
    ];
    let _alone = alone();
    assert_eq!(wrong(&SHAPES, Shape::grows), Vec::<String>::new());
}

/// So many citations.
const MANY: usize = 10_000;

fn many_in_time(sources: Vec<Source>, citations: Vec<Citation>) -> VerifiedClaim {
    let many = citations.len();
    let claim = claim("c1", CLAIM, citations);
    let judged = within(move || verify_claim(&ledger(sources), &claim, &Policy::default()));
    match judged {
        Ok((verified, _)) => verified,
        Err(why) => panic!("a claim with {many} citations {why}"),
    }
}

#[test]
fn ten_thousand_citations_of_one_note_are_judged_in_time() {
    let _alone = alone();
    let citations = (0..MANY).map(|_| cite("note:file/a", QUOTE)).collect();
    let verified = many_in_time(vec![note("note:file/a", QUOTE)], citations);
    assert_eq!(verified.verdict, Verdict::Rejected);
}

#[test]
fn ten_thousand_citations_of_nothing_are_ten_thousand_findings() {
    let _alone = alone();
    let citations = (0..MANY).map(|at| cite(&format!("note:file/{at}"), QUOTE)).collect();
    let verified = many_in_time(Vec::new(), citations);
    let unknown = verified.diagnostics.iter().filter(|it| it.code.to_string() == "V102");
    assert_eq!(unknown.count(), MANY);
}

#[test]
fn a_thousand_turns_are_cited_each_in_its_place() {
    let _alone = alone();
    let turns: Vec<String> = (0..MANY / 10).map(|at| format!("Archive number {at} moved.")).collect();
    let spoken: Vec<&str> = turns.iter().map(String::as_str).collect();
    let citations = spoken.iter().map(|turn| cite("gong:call/1", turn)).collect();
    let verified = many_in_time(vec![call("gong:call/1", &spoken)], citations);
    assert_eq!(verified.verdict, Verdict::Rejected);
    assert!(verified.claim.citations.iter().all(|it| it.start.is_some()));
}

// What it looks like.

#[test]
fn a_homoglyph_is_another_letter() {
    // The `a` of the first planner is Cyrillic.
    let (source, quote) = (
        "The team uses the pl\u{430}nner in the depot.",
        "The team uses the planner in the depot.",
    );
    for (text, quote) in [(source, quote), (quote, source)] {
        let verified = judge(
            vec![note("note:file/a", text)],
            &claim("c1", "The team uses the planner.", vec![cite("note:file/a", quote)]),
        );
        assert!(codes(&verified).contains(&"V104".to_owned()), "{text} {quote}");
    }
}

#[test]
fn an_accent_is_part_of_its_letter_and_may_be_written_apart() {
    let text = "The week before, the cafe\u{301} saved nine hours.";
    let judge = |quote: &str| {
        judge(
            vec![note("note:file/a", text)],
            &claim(
                "c1",
                "The caf\u{e9} saved nine hours.",
                vec![cite("note:file/a", quote)],
            ),
        )
    };
    let found = judge("the caf\u{e9} saved nine hours");
    assert_eq!(found.claim.citations[0].quote, "the cafe\u{301} saved nine hours");
    for quote in ["the cafe saved nine hours", "The week before, the cafe"] {
        assert!(codes(&judge(quote)).contains(&"V104".to_owned()), "{quote}");
    }
}

#[test]
fn words_that_run_the_other_way_are_judged_like_others() {
    let quote = "\u{5d4}\u{5e6}\u{5d5}\u{5d5}\u{5ea} \u{5de}\u{5e9}\u{5ea}\u{5de}\u{5e9} \u{5d1}\u{5de}\u{5ea}\u{5db}\u{5e0}\u{5df} \u{5d1}\u{5de}\u{5d7}\u{5e1}\u{5df}";
    let verified = judge_on(quote, quote);
    assert_eq!(verified.claim.citations[0].end, Some(quote.len()));
    assert_eq!(judge_on(QUOTE, quote).verdict, Verdict::Rejected);
    // What turns the reading direction round shows a reader another text.
    let turned = "The planner \u{202e}saved nine\u{202c} hours in the depot.";
    let verified = judge(
        vec![note("note:file/a", "The planner saved nine hours in the depot.")],
        &claim("c1", "The planner saved nine hours.", vec![cite("note:file/a", turned)]),
    );
    assert!(codes(&verified).contains(&"V104".to_owned()));
}

#[test]
fn characters_without_width_are_no_part_of_a_quote() {
    let text = "Then the pl\u{200b}anner saved\u{2060} nine\u{ad} hours in the de\u{feff}pot.";
    let verified = judge(
        vec![note("note:file/a", text)],
        &claim(
            "c1",
            "The planner saved nine hours.",
            vec![cite("note:file/a", "the planner sa\u{200d}ved nine hours in the depot")],
        ),
    );
    let citation = &verified.claim.citations[0];
    assert!(citation.start.is_some(), "{:?}", codes(&verified));
    assert_eq!(text.get(5..text.len() - 1), Some(citation.quote.as_str()));
}

#[test]
fn a_denial_is_one_however_it_is_dressed() {
    let with = |not: &str| format!("The team does {not} use the planner in the depot.");
    let affirmed = "The team uses the planner in the depot.";
    let dressed = [
        "not",
        "n\u{200b}ot",
        "n\u{ad}ot",
        "no\u{200d}t",
        "no\u{2060}t",
        "\u{ff4e}\u{ff4f}\u{ff54}",
        "n&#111;t",
        "**n**ot",
    ]
    .map(with);
    // Denied in the evidence and affirmed in the claim, and the other way round.
    let mut cases: Vec<(&str, &str)> = dressed.iter().map(|it| (it.as_str(), affirmed)).collect();
    cases.extend(dressed[..5].iter().map(|it| (affirmed, it.as_str())));
    assert_eq!(let_through(&cases), Vec::<(&str, &str)>::new());
}

// Figures.

#[test]
fn a_figure_that_no_number_can_hold_is_not_borne_out() {
    let quote = "The rollout saved nine hours in the depot.";
    let with = |digits: &str| format!("The rollout saved {digits} hours in the depot.");
    let long = [
        with(&"9".repeat(400)),
        with(&"9".repeat(40)),
        with(&format!("0.{}1", "0".repeat(400))),
    ];
    let cases: Vec<(&str, &str)> = long.iter().map(|it| (quote, it.as_str())).collect();
    assert_eq!(let_through(&cases), Vec::<(&str, &str)>::new());
}

#[test]
fn a_malformed_figure_is_not_borne_out() {
    let quote = "The rate is 9 % in the depot.";
    let cases = [
        (quote, "The rate is 1.2.3,4%%% in the depot."),
        (quote, "The rate is 1.2.3 % in the depot."),
        (quote, "The rate is 1,2,3 % in the depot."),
    ];
    assert_eq!(let_through(&cases), Vec::<(&str, &str)>::new());
}

#[test]
fn a_figure_in_other_characters_is_one_too() {
    let quote = "The rollout saved 9 hours in the depot.";
    let cases = [
        (quote, "The rollout saved \u{664}\u{662} hours in the depot."),
        (quote, "The rollout saved \u{ff14}\u{ff12} hours in the depot."),
        (quote, "The rollout saved \u{bd} hours in the depot."),
        // Read as 9 to the power of 2, and as 99.
        (quote, "The rollout saved 9\u{b2} hours in the depot."),
        (quote, "The rollout saved 9\u{200b}9 hours in the depot."),
    ];
    assert_eq!(let_through(&cases), Vec::<(&str, &str)>::new());
}

// Edges.

#[test]
fn a_quote_may_end_with_its_text_and_not_after_it() {
    let text = "Since the move, the archive takes nine hours less";
    let judge = |quote: &str| {
        judge(
            vec![note("note:file/a", text)],
            &claim("c1", "The archive takes less.", vec![cite("note:file/a", quote)]),
        )
    };
    let citation = judge("the archive takes nine hours less").claim.citations.remove(0);
    assert_eq!(
        (citation.start, citation.end),
        (Some(text.len() - citation.quote.len()), Some(text.len()))
    );
    for quote in [
        "the archive takes nine hours less than before",
        "nine hours less \u{2026} and so on",
        "nine hours lessen",
    ] {
        let verified = judge(quote);
        assert_eq!(verified.verdict, Verdict::Rejected, "{quote}");
        assert_eq!(verified.claim.citations[0].start, None, "{quote}");
    }
}

#[test]
fn a_place_that_is_given_is_not_believed() {
    let places = [
        (Some(usize::MAX), Some(usize::MAX)),
        (Some(9), Some(3)),
        (Some(1_000), None),
        (None, Some(0)),
        // Within a character.
        (Some(4), Some(6)),
    ];
    let text = "Caf\u{e9}: the archive moved to the new building.";
    for (start, end) in places {
        let at = |quote: &str| {
            let citation = Citation {
                start,
                end,
                ..cite("note:file/a", quote)
            };
            judge(
                vec![note("note:file/a", text)],
                &claim("c1", "The archive moved.", vec![citation]),
            )
        };
        let found = at("the archive moved to the new building").claim.citations.remove(0);
        let (Some(from), Some(to)) = (found.start, found.end) else {
            panic!("not found with {start:?} and {end:?}");
        };
        assert_eq!(text.get(from..to), Some(found.quote.as_str()));
        assert_eq!(at("the archive stayed where it was").verdict, Verdict::Rejected);
    }
}

#[test]
fn where_there_is_nothing_nothing_is_found() {
    let empty = ["", " ", "\n\n", "\u{200b}", "\u{0}"];
    for nothing in empty {
        // No source, no quote, no text.
        assert_eq!(
            judge(Vec::new(), &claim("c1", nothing, Vec::new())).verdict,
            Verdict::Rejected
        );
        assert_eq!(judge_on(nothing, CLAIM).verdict, Verdict::Rejected, "{nothing:?}");
        let of_empty = judge(
            vec![note("note:file/a", nothing)],
            &claim("c1", CLAIM, vec![cite("note:file/a", QUOTE)]),
        );
        assert!(codes(&of_empty).contains(&"V104".to_owned()), "{nothing:?}");
        // A claim that says nothing is none that could be wrong; it must only be survived.
        judge_on(QUOTE, nothing);
    }
}

#[test]
fn punctuation_proves_nothing() {
    for marks in [
        "?!\u{2026}\u{2014}",
        "((((((((((((((((",
        ". . . . . . . .",
        "%%%%%%%%%%%%%%%%",
        "----------------",
    ] {
        let verified = judge_on(marks, CLAIM);
        assert_eq!(verified.verdict, Verdict::Rejected, "{marks}");
        judge_on(QUOTE, marks);
    }
}

#[test]
fn every_odd_piece_is_survived_wherever_it_stands() {
    for piece in TOKENS.iter().copied() {
        let text = format!("The planner {piece} saved {piece}nine hours{piece}.");
        let sources = vec![
            note("note:file/a", &text),
            call("gong:call/1", &[piece, text.as_str()]),
            record("billing:row/1", &[(piece, text.as_str()), ("note", piece)]),
        ];
        let citations = ["note:file/a", "gong:call/1", "billing:row/1"]
            .into_iter()
            .flat_map(|id| [cite(id, &text), cite(id, piece)])
            .collect();
        judge(sources, &claim(piece, &text, citations));
    }
}
