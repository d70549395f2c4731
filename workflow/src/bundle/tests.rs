//! Bundles that were tampered with, and the check that finds it.

mod fixture;

use serde_json::{Value, json};

use super::*;
use fixture::{bundle, parts};

/// What is wrong with a bundle, each with the place of the check that found it, from 1.
fn wrong(bundle: &Bundle) -> Vec<String> {
    let checks = bundle.check();
    let found = checks.iter().enumerate();
    let found = found.flat_map(|(at, check)| check.wrong.iter().map(move |it| format!("{}: {it}", at + 1)));
    found.collect()
}

/// The same as a person reads it, without the digits of digests.
fn told(bundle: &Bundle) -> String {
    let lines = wrong(bundle).join("\n");
    let mut pieces = lines.split("sha256:");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |told, piece| {
        told + "DIGEST" + piece.trim_start_matches(|it: char| it.is_ascii_hexdigit())
    })
}

/// The bundle, with the digest of the whole reckoned anew, as whoever forges it would.
fn resealed(bundle: Bundle) -> Bundle {
    let digest = bundle.reckoned();
    Bundle { digest, ..bundle }
}

/// The bundle after a change, with and without a new digest of the whole.
fn forged(change: impl Fn(&mut Bundle)) -> [Bundle; 2] {
    let mut forged = bundle();
    change(&mut forged);
    [forged.clone(), resealed(forged)]
}

/// The places of everything in a value that holds no other value.
fn leaves(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(fields) if !fields.is_empty() => fields
            .iter()
            .flat_map(|(name, value)| leaves(value, &format!("{at}/{}", name.replace('/', "~1"))))
            .collect(),
        Value::Array(items) if !items.is_empty() => items
            .iter()
            .enumerate()
            .flat_map(|(number, value)| leaves(value, &format!("{at}/{number}")))
            .collect(),
        _ => vec![at.to_owned()],
    }
}

/// Something else of the same kind.
fn another(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(match text.as_str() {
            "internal" => "shareable",
            "fact" => "outcome",
            "ae" => "csm",
            text if text.ends_with('1') => "2",
            text => return json!(format!("{text}1")),
        }),
        Value::Number(number) => json!(number.as_i64().unwrap() + 1),
        Value::Bool(is) => json!(!is),
        Value::Null => json!("2026-01-01"),
        Value::Array(_) => json!(["more"]),
        Value::Object(_) => json!({"more": "more"}),
    }
}

/// The places where something else can stand without any check finding it. What is no bundle any
/// more is found as well.
fn unfound(seal: impl Fn(Bundle) -> Bundle) -> Vec<String> {
    let original = seal(bundle());
    let whole = serde_json::to_value(&original).unwrap();
    let mut unfound = leaves(&whole, "");
    assert!(unfound.len() > 150, "{unfound:?}");
    unfound.retain(|at| {
        let mut changed = whole.clone();
        let place = changed.pointer_mut(at).unwrap();
        *place = another(place);
        let read = serde_json::from_value::<Bundle>(changed).map(&seal);
        // A field that the form doesn't have is not read at all.
        read.is_ok_and(|read| read != original && wrong(&read).is_empty())
    });
    unfound.sort();
    unfound
}

#[test]
fn nothing_is_wrong_with_a_bundle_as_it_was_made() {
    assert_eq!(wrong(&bundle()), Vec::<String>::new());
    let checked: Vec<String> = bundle().check().into_iter().map(|it| it.checked).collect();
    insta::assert_snapshot!(checked.join("\n"), @"
    the bundle is as it was made
    every source has its digest
    every quote stands in its source, word for word
    every entry of the log has its digest, and none is missing
    the brief is the one that the log knows of
    every approval is of this very brief, by different people, as its plan asks
    ");
    let written = serde_json::to_string(&bundle()).unwrap();
    assert_eq!(serde_json::from_str::<Bundle>(&written).unwrap(), bundle());
}

#[test]
fn whatever_was_changed_is_found() {
    assert_eq!(unfound(|bundle| bundle), Vec::<String>::new());
}

/// Whoever reckons the digest of the whole anew can change what drafted the brief and the id it
/// was drafted under, which say nothing of its content, and the name of the log's last entry, by
/// which it is looked up in the log.
#[test]
fn a_new_digest_of_the_whole_hides_hardly_anything() {
    let expected = [
        "/brief/id",
        "/brief/model/input_tokens",
        "/brief/model/name",
        "/brief/model/output_tokens",
        "/brief/model/requests",
        "/log",
    ];
    assert_eq!(unfound(resealed), expected);
}

#[test]
fn a_claim_in_other_words_is_not_the_one_that_was_approved() {
    let [plain, sealed] = forged(|it| it.brief.claims[0].claim.text = "They lose none.".to_owned());
    insta::assert_snapshot!(told(&plain), @"
    1: its digest stands for something else
    5: the log knows of `DIGEST`, and this brief is `DIGEST`
    ");
    assert_eq!(wrong(&sealed), wrong(&plain)[1..]);
    // A digest of the brief that fits the new words doesn't help: the log has the old one.
    let [_, sealed] = forged(|it| {
        it.brief.claims[0].claim.text = "They lose none.".to_owned();
        it.brief = it.brief.clone().sealed();
    });
    insta::assert_snapshot!(told(&sealed), @"
    5: the log knows of `DIGEST`, and this brief is `DIGEST`
    6: Ada Lund approved `DIGEST`
    6: Cem Aksoy approved `DIGEST`
    ");
}

#[test]
fn a_quote_that_does_not_stand_in_its_source_is_found() {
    let [_, sealed] = forged(|it| it.brief.claims[0].claim.citations[0].quote = "lose twenty of them".to_owned());
    insta::assert_snapshot!(told(&sealed), @"
    3: claim `c1` quotes “lose twenty of them”, which does not stand there in `mail:message/8c@relay.example`
    5: the log knows of `DIGEST`, and this brief is `DIGEST`
    ");
    // A quote without a place stands nowhere, and one beyond the text's end neither.
    for (start, end) in [(None, None), (Some(3), Some(9_000)), (Some(9), Some(3))] {
        let [_, sealed] = forged(|it| {
            let citation = &mut it.brief.claims[0].claim.citations[0];
            (citation.start, citation.end) = (start, end);
        });
        assert!(
            wrong(&sealed)[0].starts_with("3: claim `c1` quotes"),
            "{:?}",
            wrong(&sealed)
        );
    }
}

#[test]
fn a_source_that_was_changed_or_taken_out_is_found() {
    let [_, sealed] = forged(|it| it.sources[0].text = it.sources[0].text.replace("two", "six"));
    insta::assert_snapshot!(told(&sealed), @"
    2: `mail:message/8c@relay.example` is not what its digest stands for
    3: claim `c1` quotes “lose two of them”, which does not stand there in `mail:message/8c@relay.example`
    ");
    let [_, sealed] = forged(|it| it.sources[1].title = "Nothing".to_owned());
    insta::assert_snapshot!(told(&sealed), @"2: `note:file/visit` is not what its digest stands for");
    let [_, sealed] = forged(|it| it.sources.truncate(1));
    insta::assert_snapshot!(told(&sealed), @"
    2: `note:file/visit` is missing
    3: claim `c2` cites `note:file/visit`, which is not here
    ");
    let [_, sealed] = forged(|it| {
        it.source_digests.pop_last();
    });
    insta::assert_snapshot!(told(&sealed), @"2: `note:file/visit` is not what its digest stands for");
    // With its digest, a source that is cited is missed by its quote.
    let [_, sealed] = forged(|it| {
        it.sources.truncate(1);
        it.source_digests.pop_last();
    });
    insta::assert_snapshot!(told(&sealed), @"3: claim `c2` cites `note:file/visit`, which is not here");
}

#[test]
fn a_log_that_was_changed_is_found() {
    let [_, renamed] = forged(|it| it.entries[2].signed.name = "Max Kerr".to_owned());
    insta::assert_snapshot!(told(&renamed), @"4: entry 21 was changed");
    let [_, taken_out] = forged(|it| {
        it.entries.remove(1);
    });
    insta::assert_snapshot!(told(&taken_out), @"4: step 2 of the run is missing");
    let [_, swapped] = forged(|it| it.entries.swap(1, 2));
    insta::assert_snapshot!(told(&swapped), @"
    4: step 2 of the run is missing
    4: step 2 of the run stands in the wrong place
    ");
    let [_, without_start] = forged(|it| {
        it.entries.remove(0);
    });
    insta::assert_snapshot!(told(&without_start), @"
    4: step 1 of the run is missing
    5: the log of run `run-1` does not begin with its start
    6: the log of run `run-1` does not begin with its start
    ");
    let [_, of_another] = forged(|it| it.run = "run-2".to_owned());
    insta::assert_snapshot!(told(&of_another), @"
    4: entry 7 is about `run/run-1`
    4: entry 14 is about `run/run-1`
    4: entry 21 is about `run/run-1`
    ");
}

/// Entries whose digests were reckoned anew still have to tell of a run that can have happened.
#[test]
fn an_approval_that_cannot_have_been_given_is_found() {
    let forged_entry = |change: fn(&mut Entry)| {
        let [_, sealed] = forged(|it| {
            change(&mut it.entries[2]);
            it.entries[2] = it.entries[2].clone().sealed();
        });
        told(&sealed)
    };
    let by_the_same = forged_entry(|entry| entry.signed.by = Some("ada".to_owned()));
    insta::assert_snapshot!(by_the_same, @"
    5: step 3 of run `run-1` cannot have happened: the plan does not let this person approve in this role then
    6: step 3 of run `run-1` cannot have happened: the plan does not let this person approve in this role then
    ");
    let of_another_brief = forged_entry(|entry| {
        if let Event::Run(RunEvent::Approved(approval)) = &mut entry.event {
            approval.digest = sha256(b"another");
        }
    });
    insta::assert_snapshot!(of_another_brief, @"
    5: step 3 of run `run-1` cannot have happened: it approves a brief of another digest
    6: step 3 of run `run-1` cannot have happened: it approves a brief of another digest
    ");
}

/// What a bundle says ends with its last entry: one that was cut off there is the bundle that
/// could have been made at that time, with the approvals of then.
#[test]
fn a_bundle_that_ends_earlier_says_what_was_so_then() {
    let [_, cut] = forged(|it| {
        it.entries.pop();
    });
    assert_eq!(wrong(&cut), Vec::<String>::new());
    let names = |bundle: &Bundle| -> Vec<String> {
        let run = bundle.replayed().unwrap();
        run.state.signatures().iter().map(|it| it.signed.name.clone()).collect()
    };
    assert_eq!(
        (names(&bundle()), names(&cut)),
        (
            vec!["Ada Lund".to_owned(), "Cem Aksoy".to_owned()],
            vec!["Ada Lund".to_owned()],
        )
    );
}

#[test]
fn sources_are_in_order_and_each_once() {
    let (run, brief, sources, entries) = parts();
    let twice = [&sources[1..], &sources[..]].concat();
    let log = bundle().log;
    assert_eq!(Bundle::new(&run, brief, twice, entries, log), bundle());
}
