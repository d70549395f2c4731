//! The questions of a scorecard: what each takes, what the records answer, what people said.

use grounding::Citation;
use workflow::scorecard::{Field, FieldView, HalfScore, Kind, Scorecard, Section, Value};

use super::score::ScoreView;

/// A half of a scorecard (SC-1).
pub(crate) struct HalfView {
    /// Its word: `customer` or `internal`.
    pub(crate) word: &'static str,
    pub(crate) title: &'static str,
    pub(crate) score: ScoreView,
    /// How much it weighs in the total.
    pub(crate) weight: String,
    /// The sum, in words.
    pub(crate) formula: String,
    pub(crate) sections: Vec<SectionView>,
    pub(crate) dimensions: Vec<DimensionView>,
}

/// Questions that belong together.
pub(crate) struct SectionView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) fields: Vec<Question>,
    /// The fields whose answers by the records wait for a person.
    pub(crate) unconfirmed: Vec<String>,
    /// Whether a field of it is answered by people rather than by the records.
    pub(crate) has_answers: bool,
}

/// A question with its answer.
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) required: bool,
    pub(crate) input: Input,
    /// The answer as it is edited; empty where there is none.
    pub(crate) value: String,
    /// The answer as a person reads it; empty where there is none.
    pub(crate) told: String,
    pub(crate) mark: Mark,
    /// Who answered, and when; empty where nobody has.
    pub(crate) by: String,
    /// Why it was corrected or says nothing of the account.
    pub(crate) reason: String,
    /// What the answer is worth; empty where it isn't scored.
    pub(crate) points: String,
    /// What the records answer, in words; empty where they don't.
    pub(crate) on_record: String,
    /// The words that the records' answer rests on.
    pub(crate) citations: Vec<Citation>,
}

impl Question {
    /// Whether the records answer it and nobody has said yet whether that holds.
    pub(crate) fn is_unconfirmed(&self) -> bool {
        self.mark == Mark::CONFIRM
    }

    /// Whether it was found to say nothing of the account.
    pub(crate) fn is_not_applicable(&self) -> bool {
        self.mark == Mark::NOT_APPLICABLE
    }
}

/// What a question takes (SC-2).
pub(crate) enum Input {
    /// A number with its limits, each empty where there is none, and its unit.
    Number {
        /// The least one.
        min: String,
        /// The greatest one.
        max: String,
        /// The unit.
        unit: String,
    },
    /// A day.
    Date,
    /// One of several answers, each a word and what it says; along a path they are in order.
    Choice(Vec<(String, String)>),
    /// Words.
    Text,
    /// Somebody's name.
    Person,
}

/// Where a question stands: a sign, a word and the class that has its color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) word: &'static str,
}

impl Mark {
    const MISSING: Self = Self::new("review", "?", "needs an answer");
    const EMPTY: Self = Self::new("plain", "\u{b7}", "no answer");
    const CONFIRM: Self = Self::new("review", "?", "to confirm");
    const ANSWERED: Self = Self::new("proven", "\u{2714}", "answered");
    const CONFIRMED: Self = Self::new("proven", "\u{2714}", "confirmed");
    const CORRECTED: Self = Self::new("likely", "\u{270e}", "corrected");
    const NOT_APPLICABLE: Self = Self::new("plain", "\u{2013}", "not applicable");

    const fn new(class: &'static str, sign: &'static str, word: &'static str) -> Self {
        Self { class, sign, word }
    }

    fn of(view: &FieldView) -> Self {
        match view.status {
            "unconfirmed" => Self::CONFIRM,
            "filled" => Self::ANSWERED,
            "confirmed" => Self::CONFIRMED,
            "corrected" => Self::CORRECTED,
            "not_applicable" => Self::NOT_APPLICABLE,
            _ if view.required => Self::MISSING,
            _ => Self::EMPTY,
        }
    }
}

/// A dimension, its score and how that is reckoned.
pub(crate) struct DimensionView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) score: ScoreView,
    pub(crate) formula: String,
    /// Who set another score than the answers give, and why; empty where nobody did.
    pub(crate) set: String,
}

/// Both halves with their questions and scores.
pub(crate) fn halves(card: &Scorecard) -> Vec<HalfView> {
    let (views, scores) = (card.view(card.began.day).sections, card.scores());
    let half = |it: &HalfScore| {
        let sections = card.template().sections.iter().zip(&views);
        let own = sections.filter(|(section, _)| section.half == it.half);
        let dimensions = scores.dimensions.iter().filter(|dimension| dimension.half == it.half);
        HalfView {
            word: it.half.word(),
            title: it.half.title(),
            score: ScoreView::of(it.score, it.level),
            weight: it.weight.normalize().to_string(),
            formula: it.formula.clone(),
            sections: own
                .map(|(section, view)| of_section(card, section, &view.fields))
                .collect(),
            dimensions: dimensions
                .map(|dimension| DimensionView {
                    id: dimension.id.clone(),
                    title: dimension.title.clone(),
                    score: ScoreView::of(dimension.score, dimension.level),
                    formula: dimension.formula.clone(),
                    set: dimension
                        .overridden
                        .as_ref()
                        .map(|set| format!("{}: {}", set.by, set.reason))
                        .unwrap_or_default(),
                })
                .collect(),
        }
    };
    scores.halves.iter().map(half).collect()
}

/// An answer as it is edited.
pub(crate) fn edited(value: &Value) -> String {
    match value {
        Value::Number(number) => number.normalize().to_string(),
        Value::Date(date) => date.to_string(),
        Value::Choice(word) | Value::Stage(word) => word.clone(),
        Value::Text(text) | Value::Person(text) => text.clone(),
    }
}

fn of_section(card: &Scorecard, section: &Section, views: &[FieldView]) -> SectionView {
    let fields: Vec<Question> = section
        .fields
        .iter()
        .zip(views)
        .map(|(field, view)| question(card, field, view))
        .collect();
    let unconfirmed = fields.iter().filter(|field| field.is_unconfirmed());
    SectionView {
        id: section.id.clone(),
        title: section.title.clone(),
        unconfirmed: unconfirmed.map(|field| field.id.clone()).collect(),
        has_answers: fields.iter().any(|field| field.on_record.is_empty()),
        fields,
    }
}

fn question(card: &Scorecard, field: &Field, view: &FieldView) -> Question {
    let on_record = card.on_record(&field.id);
    Question {
        id: field.id.clone(),
        text: field.question.clone(),
        required: field.required,
        input: input(field),
        value: view.value.as_ref().map(edited).unwrap_or_default(),
        told: view.told.clone(),
        mark: Mark::of(view),
        by: view
            .by
            .as_ref()
            .map(|by| format!("{}, {}", by.name, by.day))
            .unwrap_or_default(),
        reason: view.reason.clone(),
        points: view
            .points
            .map(|points| format!("{} of 100 points", points.normalize()))
            .unwrap_or_default(),
        on_record: on_record.map(|known| field.told(&known.value)).unwrap_or_default(),
        citations: view.citations.clone(),
    }
}

fn input(field: &Field) -> Input {
    match field.kind {
        Kind::Number => Input::Number {
            min: field.min.map(|min| min.to_string()).unwrap_or_default(),
            max: field.max.map(|max| max.to_string()).unwrap_or_default(),
            unit: field.unit.clone(),
        },
        Kind::Date => Input::Date,
        Kind::Choice => Input::Choice(choices(field, false)),
        Kind::Stage => Input::Choice(choices(field, true)),
        Kind::Text => Input::Text,
        Kind::Person => Input::Person,
    }
}

/// The answers to choose from; the stages of a path are counted.
fn choices(field: &Field, is_path: bool) -> Vec<(String, String)> {
    let options = field.options.iter().enumerate();
    let told = options.map(|(at, option)| {
        let told = option.told();
        let told = if is_path {
            format!("{}. {told}", at + 1)
        } else {
            told.to_owned()
        };
        (option.value.clone(), told)
    });
    told.collect()
}
