//! What holds of every input, however odd.

mod world;

use grounding::{
    Citation, Claim, ClaimKind, Draft, Ledger, Policy, Source, Standing, Verdict, Verification, VerifiedClaim, verify,
    verify_claim,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use world::{TOKENS, call, cite, claim, flaw, ledger, note, record};

/// So many cases, and nothing written beside the sources: a case that fails is shown whole.
fn cases(many: u32) -> ProptestConfig {
    ProptestConfig {
        cases: many,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What a person could have typed, full of what figures, dates and denials are read from.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(TOKENS).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[0-9.,%$-]{1,9}",
    ];
    (vec(piece, 0..14), select(vec![" ", "", ", ", "\n"])).prop_map(|(pieces, joint)| pieces.join(joint))
}

/// Anything at all, control characters among it.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => typed(),
        1 => "(?s).{0,40}",
    ]
}

fn kinds() -> impl Strategy<Value = (ClaimKind, Standing)> {
    let kinds = vec![
        (ClaimKind::Fact, Standing::Fact),
        (ClaimKind::Outcome, Standing::ProvenOutcome),
        (ClaimKind::Benefit, Standing::LikelyBenefit),
        (ClaimKind::Activity, Standing::Activity),
        (ClaimKind::Promise, Standing::Fact),
        (ClaimKind::Risk, Standing::Fact),
        (ClaimKind::Expansion, Standing::ProvenOutcome),
    ];
    select(kinds)
}

/// A claim on words that stand, as far as they do, in a note, a call and a record.
fn odd(text: &str, words: &str, quote: &str, (kind, standing): (ClaimKind, Standing)) -> (Ledger, Claim) {
    let sources = vec![
        note("note:file/a", &format!("{words} {quote}")),
        call("gong:call/1", &[words, quote]),
        record("billing:row/1", &[("metric", words), ("current", quote)]),
    ];
    let citations = vec![
        cite("note:file/a", words),
        cite("note:file/a", quote),
        cite("gong:call/1", quote),
        cite("billing:row/1", words),
        cite("billing:row/1", &format!("current: {quote}")),
        cite(text, words),
    ];
    let claim = Claim {
        kind,
        standing,
        ..claim("c1", text, citations)
    };
    (ledger(sources), claim)
}

fn judge(ledger: &Ledger, claims: Vec<Claim>) -> Verification {
    let draft = Draft::new(ledger.account.id.clone(), claims);
    verify(ledger, &draft, &Policy::default())
}

fn flaws(ledger: &Ledger, found: &Verification) -> Vec<String> {
    let of_claims = found.claims.iter().flat_map(|verified| {
        let findings = verified.diagnostics.iter();
        findings.filter_map(|it| flaw(it, Some(&verified.claim), ledger))
    });
    let of_draft = found.diagnostics.iter().filter_map(|it| flaw(it, None, ledger));
    of_claims.chain(of_draft).collect()
}

/// Whether the claim is told to say what the denying note denies.
fn is_flipped(verified: &VerifiedClaim) -> bool {
    let flips = verified.diagnostics.iter().filter(|it| it.code.to_string() == "V402");
    let mut places = flips.flat_map(grounding::Diagnostic::citations);
    places.any(|it| it.source_id.as_str() == "note:file/denies")
}

/// A piece of a source, and how somebody may write it who quotes it.
const DRESSES: &[(&str, &str)] = &[
    ("\u{fb01}nal", "final"),
    ("the", "the"),
    ("planner", "pl\u{200b}anner"),
    ("pl\u{ad}anner", "planner"),
    ("\u{201c}we\u{2019}re\u{201d}", "\"we're\""),
    ("R&amp;D", "R&D"),
    ("caf\u{e9}", "cafe\u{301}"),
    ("**nine**", "nine"),
    ("6.4\u{202f}h", "6.4 h"),
    ("\u{2013}", "-"),
    ("\u{bd}", "1\u{2044}2"),
    ("\u{338f}", "kg"),
    ("\u{a0}", " "),
    ("\n- ", " "),
    ("\u{2026}", "..."),
    ("\u{fdfa}", "\u{fdfa}"),
    ("\u{1c4}", "D\u{17d}"),
    ("saved", "[...]"),
    ("hours", "hours"),
    ("\u{ac00}", "\u{1100}\u{1161}"),
    ("&#233;", "\u{e9}"),
];

/// Sources and quotes to lay beside what denies.
fn others() -> impl Strategy<Value = Vec<(String, String)>> {
    let affirming = Just((
        "The team uses the planner in the depot.".to_owned(),
        "The team uses the planner in the depot.".to_owned(),
    ));
    let odd = (anything(), anything());
    let own_words = anything().prop_map(|text| (text.clone(), text));
    vec(prop_oneof![affirming, odd, own_words], 0..6)
}

/// The same claims, citing what they are about or something else.
fn claims() -> impl Strategy<Value = Vec<(String, usize)>> {
    vec((typed(), 0..3_usize), 2..7)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn nothing_stops_the_verifier(
        text in anything(),
        words in anything(),
        quote in anything(),
        kind in kinds(),
    ) {
        let (ledger, claim) = odd(&text, &words, &quote, kind);
        let verified = verify_claim(&ledger, &claim, &Policy::default());
        // The last citation names nothing, or nothing that its words stand in.
        prop_assert_eq!(verified.verdict, Verdict::Rejected);
        prop_assert_eq!(&verified.claim.text, &text);
    }

    #[test]
    fn labels_point_at_whole_characters_and_every_finding_prints(
        text in typed(),
        words in typed(),
        quote in typed(),
        kind in kinds(),
    ) {
        let (ledger, claim) = odd(&text, &words, &quote, kind);
        let found = judge(&ledger, vec![claim]);
        prop_assert_eq!(flaws(&ledger, &found), Vec::<String>::new());
    }

    #[test]
    fn another_citation_never_silences_a_contradiction(beside in others(), first in any::<bool>()) {
        const DENIES: &str = "The team does not use the planner in the depot.";
        let mut sources: Vec<Source> = vec![note("note:file/denies", DENIES)];
        let mut citations: Vec<Citation> = Vec::new();
        for (at, (text, quote)) in beside.iter().enumerate() {
            let id = format!("note:file/{at}");
            sources.push(note(&id, text));
            citations.push(cite(&id, quote));
        }
        let denying = cite("note:file/denies", DENIES);
        citations.insert(if first { 0 } else { citations.len() }, denying);
        let claim = claim("c1", "The team uses the planner in the depot.", citations);
        let verified = verify_claim(&ledger(sources), &claim, &Policy::default());
        prop_assert!(is_flipped(&verified), "{:?}", verified.diagnostics);
    }

    #[test]
    fn the_order_of_claims_is_theirs_alone(told in claims(), by in 0_usize..7, reversed in any::<bool>()) {
        let quotes = [
            "Onboarding fell from 12.7 h in January 2026 to 7.2 h in May 2026.",
            "The team does not use the planner in the depot.",
            "Acme pays USD 1.2 million for eight (8) weeks.",
        ];
        let ids = ["note:file/0", "note:file/1", "note:file/2"];
        let sources = ids.into_iter().zip(quotes).map(|(id, text)| note(id, text));
        let ledger = ledger(sources.collect());
        let drafted: Vec<Claim> = told
            .iter()
            .enumerate()
            .map(|(at, (text, of))| claim(&format!("c{at}"), text, vec![cite(ids[*of], quotes[*of])]))
            .collect();
        let mut turned = drafted.clone();
        turned.rotate_left(by % told.len());
        if reversed {
            turned.reverse();
        }
        let order: Vec<String> = turned.iter().map(|it| it.id.clone()).collect();
        let (before, after) = (judge(&ledger, drafted), judge(&ledger, turned));
        prop_assert_eq!(&before.diagnostics, &after.diagnostics);
        let expected: Vec<&VerifiedClaim> = order
            .iter()
            .filter_map(|id| before.claims.iter().find(|it| it.claim.id == *id))
            .collect();
        prop_assert_eq!(expected, after.claims.iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_found_quote_is_the_words_at_its_place(
        pieces in vec((select(DRESSES), any::<bool>()), 1..12),
        from in 0_usize..12,
        many in 1_usize..12,
        joint in select(vec!["", " "]),
    ) {
        let written: Vec<&str> = pieces.iter().map(|((own, _), _)| *own).collect();
        let quoted: Vec<&str> = pieces
            .iter()
            .map(|((own, other), dressed)| if *dressed { *other } else { *own })
            .collect();
        let from = from % pieces.len();
        let to = pieces.len().min(from + many);
        let (text, quote) = (written.join(joint), quoted[from..to].join(joint));
        let sources = vec![note("note:file/a", &text), call("gong:call/1", &[text.as_str(), "Yes."])];
        let ids = ["note:file/a", "gong:call/1"];
        let citations = ids.into_iter().map(|id| cite(id, &quote)).collect();
        let ledger = ledger(sources);
        let verified = verify_claim(&ledger, &claim("c1", "The planner saved hours.", citations), &Policy::default());
        for citation in &verified.claim.citations {
            match (citation.start, citation.end) {
                (Some(start), Some(end)) => {
                    let own = ledger.source(&citation.source_id).and_then(|it| it.text.get(start..end));
                    prop_assert_eq!(own, Some(citation.quote.as_str()));
                }
                (start, end) => {
                    prop_assert_eq!((start, end, &citation.quote), (None, None, &quote));
                    prop_assert_eq!(verified.verdict, Verdict::Rejected);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn the_same_input_is_judged_the_same_twice(
        texts in vec((anything(), kinds()), 1..4),
        words in anything(),
        quote in anything(),
    ) {
        let run = || {
            let judged = texts.iter().map(|(text, kind)| {
                let (ledger, claim) = odd(text, &words, &quote, *kind);
                judge(&ledger, vec![claim])
            });
            judged.collect::<Vec<_>>()
        };
        prop_assert_eq!(run(), run());
    }
}
