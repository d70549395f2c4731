//! What a sentence sounds like, with the lists and without.

use proptest::prelude::*;

use super::*;

/// Each sentence with what the crate alone makes of it, what is made of it here, and the words that
/// carry the tone.
fn told(sentences: &[&str]) -> String {
    let told = |sentence: &&str| {
        let words: Vec<&str> = toned_words(sentence)
            .into_iter()
            .map(|span| &sentence[span.range()])
            .collect();
        format!(
            "{:+.2} -> {:+.2} {sentence} [{}]",
            compound(sentence),
            tone(sentence),
            words.join(", ")
        )
    };
    sentences.iter().map(told).collect::<Vec<_>>().join("\n")
}

fn shown(sentence: &str) -> String {
    format!("{:+.4}", tone(sentence))
}

#[test]
fn business_mail_without_feeling_has_no_tone() {
    let told = told(&[
        "Dear support team, please share the agreement with us.",
        "Best regards, Maren",
        "Best, Maren",
        "Hope you're doing well.",
        "We would like to increase the number of active users.",
        "This is urgent and critical for us.",
        "Yes, sure, that's fine.",
        "Could you join the call on Tuesday?",
        "See you on Tuesday!",
        "We have 187 seats and 86 of them are free.",
        "The PO goes to AML, as well as the attachment.",
        "Wir haben die Rechnung nicht erhalten, das war im Mai.",
    ]);
    insta::assert_snapshot!(told, @r"
    +0.90 -> +0.00 Dear support team, please share the agreement with us. []
    +0.64 -> +0.00 Best regards, Maren []
    +0.64 -> +0.00 Best, Maren []
    +0.61 -> +0.00 Hope you're doing well. []
    +0.78 -> +0.00 We would like to increase the number of active users. []
    -0.13 -> +0.00 This is urgent and critical for us. []
    +0.70 -> +0.00 Yes, sure, that's fine. []
    +0.34 -> +0.00 Could you join the call on Tuesday? []
    -0.08 -> +0.00 See you on Tuesday! []
    -0.53 -> +0.00 We have 187 seats and 86 of them are free. []
    +0.62 -> +0.00 The PO goes to AML, as well as the attachment. []
    -0.83 -> +0.00 Wir haben die Rechnung nicht erhalten, das war im Mai. []
    ");
}

#[test]
fn what_people_feel_is_heard() {
    let told = told(&[
        "We are very happy with the rollout.",
        "The new dashboard is great, and the team loves it!",
        "That is an excellent result, thank you.",
        "The export failed again and nobody answered.",
        "We are extremely unhappy with the support.",
        "I am frustrated by these errors!!",
        "Please cancel it, this is unacceptable.",
        "The report was good, but the import is terrible.",
        "Thanks for your help :(",
    ]);
    insta::assert_snapshot!(told, @r"
    +0.65 -> +0.57 We are very happy with the rollout. [happy]
    +0.84 -> +0.84 The new dashboard is great, and the team loves it! [great, loves]
    +0.74 -> +0.57 That is an excellent result, thank you. [excellent]
    -0.51 -> -0.51 The export failed again and nobody answered. [failed]
    +0.05 -> -0.42 We are extremely unhappy with the support. [unhappy]
    -0.75 -> -0.75 I am frustrated by these errors!! [frustrated, errors]
    -0.49 -> -0.67 Please cancel it, this is unacceptable. [cancel, unacceptable]
    -0.49 -> -0.49 The report was good, but the import is terrible. [good, terrible]
    +0.24 -> -0.56 Thanks for your help :( [:(]
    ");
}

#[test]
fn what_is_denied_is_turned() {
    let told = told(&[
        "There were no problems at all.",
        "No, that is great.",
        "We aren\u{2019}t happy with it.",
        "We are not really happy with it.",
        "Nobody is happy with it.",
        "We have never been so happy with it.",
        "At least happy users stay.",
    ]);
    insta::assert_snapshot!(told, @r"
    -0.60 -> +0.31 There were no problems at all. [problems]
    +0.44 -> +0.62 No, that is great. [great]
    +0.57 -> -0.46 We aren’t happy with it. [happy]
    -0.44 -> -0.46 We are not really happy with it. [happy]
    +0.57 -> -0.46 Nobody is happy with it. [happy]
    +0.72 -> +0.57 We have never been so happy with it. [happy]
    -0.46 -> +0.57 At least happy users stay. [happy]
    ");
}

#[test]
fn a_word_of_degree_makes_nothing_milder() {
    assert!(compound("We are extremely unhappy about it.") > compound("We are unhappy about it."));
    assert_eq!(
        shown("We are extremely unhappy about it."),
        shown("We are unhappy about it.")
    );
}

#[test]
fn shouting_and_marks_make_it_stronger() {
    let plain = tone("The import is terrible.");
    assert!(tone("The import is TERRIBLE.") < plain);
    assert!(tone("The import is terrible!") < plain);
    assert_eq!(shown("The import is terrible?"), shown("The import is terrible."));
    assert_eq!(
        shown("The import is terrible!!!!"),
        shown("The import is terrible!!!!!!!!!!")
    );
}

#[test]
fn toned_words_stand_where_they_are_underlined() {
    let sentence = "\u{201c}Great\u{201d} \u{2013} it\u{2019}s a terrible, TERRIBLE idea :-(";
    let words: Vec<&str> = toned_words(sentence)
        .into_iter()
        .map(|span| &sentence[span.range()])
        .collect();
    assert_eq!(words, ["Great", "terrible", "TERRIBLE", ":-("]);
}

#[test]
fn nothing_at_all_has_no_tone() {
    for text in ["", " ", "?!", "!!!!", "\u{1f600}", "...", "no", "(8)", "\u{feff}"] {
        assert_eq!((tone(text), toned_words(text)), (0.0, Vec::new()), "{text:?}");
    }
}

/// Any text, and texts of the words and signs on which the crate's rules turn.
fn texts() -> impl Strategy<Value = String> {
    const TURNS: [&str; 26] = [
        "great",
        "BAD",
        "but",
        "BUT",
        "very",
        "kind",
        "of",
        "least",
        "at",
        "never",
        "so",
        "this",
        "without",
        "doubt",
        "not",
        "isn\u{2019}t",
        "the",
        "bomb",
        "to",
        "die",
        "for",
        ":)",
        "!",
        "?",
        "\u{1f600}",
        "\u{e9}",
    ];
    let turns = prop::collection::vec(prop::sample::select(TURNS.as_slice()), 0..12);
    let turns = (turns, prop::sample::select(["", " ", "\n", ", "].as_slice()));
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        turns.prop_map(|(words, between)| words.join(between)),
    ]
}

proptest! {
    #[test]
    fn any_text_has_a_tone(text in texts()) {
        let tone = tone(&text);
        prop_assert!((-1.0..=1.0).contains(&tone), "{tone}");
        prop_assert!(tone.to_string().len() <= "-0.1234".len(), "{tone}");
        let spans = toned_words(&text);
        prop_assert!(tone == 0.0 || !spans.is_empty());
        prop_assert!(spans.is_sorted_by(|left, right| left.end <= right.start));
        prop_assert!(spans.iter().all(|span| text.get(span.range()).is_some_and(|word| !word.is_empty())));
    }

    #[test]
    fn marks_alone_give_no_tone(marks in "[!?.,;: ]{0,20}") {
        prop_assert_eq!(shown(&format!("We meet on Tuesday{marks}")), "+0.0000");
    }
}
