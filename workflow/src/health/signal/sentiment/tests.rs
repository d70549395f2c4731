//! What people say, and what they answer.

use grounding::Span;

use super::*;
use crate::health::by_hand::nothing;
use crate::health::signal::testing::{ago, brief, source, told};

fn voice(days: i32, compound: f64) -> Voice<'static> {
    Voice {
        date: ago(days),
        text: "a sentence",
        compound,
        place: None,
    }
}

fn answer(days: i32, score: Decimal) -> Answered<'static> {
    Answered {
        date: ago(days),
        score,
        source: None,
    }
}

fn signal<'a>(voices: Vec<Voice<'a>>, answers: Vec<Answered<'a>>) -> Signal<'a> {
    let observed = Observed {
        voices,
        answers,
        ..nothing()
    };
    read(&observed, &HealthPolicy::default())
}

fn toned(compounds: [f64; 3]) -> String {
    let voices = compounds.map(|compound| voice(1, compound)).to_vec();
    brief(&signal(voices, Vec::new()), "tone")
}

fn surveyed(scores: &[i64]) -> String {
    let answers = scores.iter().map(|score| answer(1, Decimal::new(*score, 1)));
    brief(&signal(Vec::new(), answers.collect()), "survey")
}

#[test]
fn without_words_and_answers_nothing_is_known() {
    insta::assert_snapshot!(told(&signal(Vec::new(), Vec::new())), @r"
    unknown -, newest -
      because there is no evidence of it
      note: nothing that the customer said or wrote in 90 days is on record
      note: no answer to a survey in 90 days
    ");
}

#[test]
fn the_sentences_that_pull_down_most_come_first() {
    let text = "It works. It is bad. It is worse. Fine so far.";
    let record = source("mail:1", text);
    let said = |words: &str, days: i32, compound: f64| {
        let start = text.find(words).unwrap();
        Voice {
            place: Some((&record, Span::new(start, start + words.len()))),
            ..voice(days, compound)
        }
    };
    let voices = vec![
        said("It works.", 3, 0.0),
        said("It is bad.", 2, -0.5423),
        said("It is worse.", 9, -0.4767),
        said("Fine so far.", 1, 0.2023),
    ];
    // -54.23 - 47.67 + 20.23 is -81.67, a third of which is -27.2.
    insta::assert_snapshot!(told(&signal(voices, Vec::new())), @r"
    red 0, newest 2026-06-29
      tone -27.2 points: red 0 [2026-06-28 -54.2 mail:1 `It is bad.`; 2026-06-21 -47.7 mail:1 `It is worse.`; 2026-06-29 20.2 mail:1 `Fine so far.`]
      note: no answer to a survey in 90 days
    ");
}

#[test]
fn a_tone_at_a_limit_has_the_level_of_the_limit() {
    assert_eq!(toned([0.1, 0.1, 0.1]), "10 green 100");
    assert_eq!(toned([0.1, 0.1, 0.097]), "9.9 amber 99.7");
    assert_eq!(toned([-0.05, -0.05, -0.05]), "-5 amber 50");
    assert_eq!(toned([-0.2, -0.2, -0.197]), "-19.9 amber 0.3");
    assert_eq!(toned([-0.2, -0.2, -0.2]), "-20 red 0");
}

#[test]
fn the_level_is_that_of_the_number_shown() {
    // 9.95 is shown as 10.
    assert_eq!(toned([0.0995, 0.0995, 0.0995]), "10 green 100");
}

#[test]
fn fewer_than_three_sentences_with_a_feeling_are_no_tone() {
    insta::assert_snapshot!(told(&signal(vec![voice(4, -0.9)], Vec::new())), @r"
    unknown -, newest 2026-06-26
      because there is too little evidence to compare
      note: sentences of the last 90 days that carry a feeling: 1, where a tone needs 3
      note: no answer to a survey in 90 days
    ");
    // What carries none counts for nothing, and neither does what is no number.
    assert_eq!(toned([-0.9, -0.9, 0.0]), "none");
    assert_eq!(toned([-0.9, -0.9, f64::NAN]), "none");
}

#[test]
fn at_most_six_sentences_are_shown() {
    let voices = (0..9).map(|days| voice(days, -0.5)).collect();
    let signal = signal(voices, Vec::new());
    let days: Vec<_> = signal.readings[0].seen.iter().map(|seen| seen.date).collect();
    assert_eq!(days, [0, 1, 2, 3, 4, 5].map(|days| Some(ago(days))));
}

#[test]
fn answers_are_shown_the_lowest_first() {
    let answers = vec![
        answer(1, Decimal::from(9)),
        answer(2, Decimal::from(4)),
        answer(3, Decimal::from(4)),
        answer(4, Decimal::from(11)),
    ];
    insta::assert_snapshot!(told(&signal(Vec::new(), answers)), @r"
    amber 35, newest 2026-06-29
      survey 5.7 points: amber 35 [2026-06-28 4; 2026-06-27 4; 2026-06-29 9]
      note: nothing that the customer said or wrote in 90 days is on record
      note: survey answers left out because they are not from 0 to 10: 1
    ");
}

#[test]
fn an_answer_at_a_limit_has_the_level_of_the_limit() {
    assert_eq!(surveyed(&[100]), "10 green 100");
    assert_eq!(surveyed(&[70]), "7 green 100");
    assert_eq!(surveyed(&[60, 60]), "6 amber 50");
    assert_eq!(surveyed(&[50]), "5 red 0");
    assert_eq!(surveyed(&[0]), "0 red 0");
}

#[test]
fn only_the_last_ninety_days_count() {
    let voices = |days: i32| vec![voice(days, -0.5), voice(days, -0.5), voice(days, -0.5)];
    assert_eq!(brief(&signal(voices(89), Vec::new()), "tone"), "-50 red 0");
    assert_eq!(brief(&signal(voices(90), Vec::new()), "tone"), "none");
    let answers = |days: i32| vec![answer(days, Decimal::TEN)];
    assert_eq!(brief(&signal(Vec::new(), answers(89)), "survey"), "10 green 100");
    assert_eq!(brief(&signal(Vec::new(), answers(90)), "survey"), "none");
    assert!(signal(voices(91), Vec::new()).is_stale);
}
