//! Whether a template can be used: its head, its names and the kinds of its fields.

use rust_decimal::Decimal;

use super::fault::Step::{At, Key};
use super::{Fault, Half, Kind, Step, Template, buckets, kinds, scoring, tasks};
use crate::scorecard::DUE;

/// Longer than ten years is a mistake, in days.
const MOST_DAYS: u32 = 3_650;

pub(super) fn faults(template: &Template) -> Vec<Fault> {
    let mut found = Vec::new();
    head(template, &mut found);
    halves(template, &mut found);
    all_names(template, &mut found);
    for (at, section) in template.sections.iter().enumerate() {
        if section.title.trim().is_empty() {
            found.push(Fault::new(
                [Key("section"), At(at), Key("title")],
                "a section has a title",
            ));
        }
        for (place, field) in section.fields.iter().enumerate() {
            let way = [Key("section"), At(at), Key("field"), At(place)];
            kinds::field(field, way, &mut found);
            scoring::field(template, section, field, way, &mut found);
            buckets::field(field, way, &mut found);
        }
    }
    scoring::dimensions(template, &mut found);
    scoring::alerts(template, &mut found);
    tasks::check(template, &mut found);
    found
}

/// The way to a key of a field.
pub(super) fn within(field: [Step; 4], key: &'static str) -> [Step; 5] {
    let [section, at, key_of_fields, place] = field;
    [section, at, key_of_fields, place, Key(key)]
}

fn head(template: &Template, found: &mut Vec<Fault>) {
    if !is_word(&template.name) {
        found.push(Fault::new([Key("name")], not_a_word(&template.name)));
    }
    if template.version == 0 {
        found.push(Fault::new([Key("version")], "versions are counted from 1"));
    }
    if template.title.trim().is_empty() {
        found.push(Fault::new([Key("title")], "a template has a title"));
    }
    let days = format!("take a number of days from 1 to {MOST_DAYS}");
    if !(1..=MOST_DAYS).contains(&template.due_days) {
        found.push(Fault::new([Key("due_days")], days.clone()));
    }
    if !(1..=MOST_DAYS).contains(&template.reassess.days) {
        found.push(Fault::new([Key("reassess"), Key("days")], days));
    }
    if let Some(name) = &template.reassess.field
        && template.field(name).is_none_or(|field| field.kind != Kind::Date)
    {
        let message = format!("`{name}` is no date field of this template");
        found.push(Fault::new([Key("reassess"), Key("field")], message));
    }
    let levels = template.levels;
    let rising = [Decimal::ZERO, levels.amber, levels.green];
    if !rising.is_sorted_by(|low, high| low < high) || levels.green > Decimal::ONE_HUNDRED {
        let message = "amber begins above 0, and green above amber and at 100 at most";
        found.push(Fault::new([Key("levels")], message));
    }
}

/// A scorecard has both halves (SC-1), and they weigh something.
fn halves(template: &Template, found: &mut Vec<Fault>) {
    let weights = Half::ALL.map(|half| template.halves.of(half));
    let most = scoring::MOST_WEIGHT;
    let fits = |weight: &Decimal| (Decimal::ZERO..=most.into()).contains(weight);
    if !weights.iter().all(fits) {
        let message = format!("a half weighs from 0 to {most}");
        found.push(Fault::new([Key("halves")], message));
    } else if weights.iter().all(Decimal::is_zero) {
        let message = "the weights of the halves sum to zero: give one of them a weight";
        found.push(Fault::new([Key("halves")], message));
    }
    for half in Half::ALL {
        if template.sections.iter().all(|section| section.half != half) {
            let message = format!(
                "no section belongs to the half `{}`; a scorecard measures both",
                half.word()
            );
            found.push(Fault::new([Key("section")], message));
        }
        if template.dimensions.iter().all(|dimension| dimension.half != half) {
            let message = format!("no dimension belongs to the half `{}`, so it has no score", half.word());
            found.push(Fault::new([Key("dimension")], message));
        }
    }
}

fn all_names(template: &Template, found: &mut Vec<Fault>) {
    let of = |list: &'static str| move |at: usize| vec![Key(list), At(at), Key("id")];
    let dimensions = template.dimensions.iter().map(|it| it.id.as_str());
    names("dimension", dimensions, of("dimension"), found);
    let sections = template.sections.iter().map(|it| it.id.as_str());
    names("section", sections, of("section"), found);
    names(
        "task",
        template.tasks.iter().map(|it| it.id.as_str()),
        of("task"),
        found,
    );
    let mut ways = Vec::new();
    for (at, section) in template.sections.iter().enumerate() {
        for (place, field) in section.fields.iter().enumerate() {
            let way = within([Key("section"), At(at), Key("field"), At(place)], "id");
            if field.id == DUE {
                let message = format!("`{DUE}` is the day the scorecard is due; call the field something else");
                found.push(Fault::new(way, message));
            }
            ways.push(way.to_vec());
        }
    }
    let fields = template.fields().map(|(_, field)| field.id.as_str());
    names("field", fields, |at| ways.get(at).cloned().unwrap_or_default(), found);
}

/// Each name is a word, and no two things of a kind share one.
fn names<'t>(noun: &str, ids: impl Iterator<Item = &'t str>, way: impl Fn(usize) -> Vec<Step>, found: &mut Vec<Fault>) {
    let mut seen: Vec<&str> = Vec::new();
    for (at, id) in ids.enumerate() {
        let message = if !is_word(id) {
            not_a_word(id)
        } else if seen.contains(&id) {
            format!("there are two {noun}s `{id}`; call one of them something else")
        } else {
            seen.push(id);
            continue;
        };
        found.push(Fault { at: way(at), message });
    }
}

/// Whether a text can be a name on the command line.
pub(super) fn is_word(text: &str) -> bool {
    let fits = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, '-' | '_');
    text.starts_with(|it: char| it.is_ascii_lowercase()) && text.chars().all(fits)
}

pub(super) fn not_a_word(text: &str) -> String {
    format!("`{text}` is no name: take lowercase letters, digits, `-` and `_`, a letter first")
}
