//! Whether what a field says of itself fits the kind of answer that it takes.

use super::check::{is_word, not_a_word, within};
use super::{Fault, Field, Kind, Step};

/// What a field says of its kind fits that kind.
pub(super) fn field(field: &Field, way: [Step; 4], found: &mut Vec<Fault>) {
    let mut say = |key: &'static str, message: String| found.push(Fault::new(within(way, key), message));
    let kind = field.kind.word();
    if field.question.trim().is_empty() {
        say("question", format!("the field `{}` asks nothing", field.id));
    }
    if field.kind != Kind::Number {
        let set = [
            ("min", field.min.is_some()),
            ("max", field.max.is_some()),
            ("unit", !field.unit.is_empty()),
            ("buckets", !field.buckets.is_empty()),
        ];
        for (key, _) in set.into_iter().filter(|(_, is_set)| *is_set) {
            say(
                key,
                format!("only a number has `{key}`, and `{}` is a {kind}", field.id),
            );
        }
    }
    if let (Some(min), Some(max)) = (field.min, field.max)
        && min > max
    {
        say(
            "max",
            format!("the greatest number, {max}, is below the least one, {min}"),
        );
    }
    if !field.kind.has_options() && !field.options.is_empty() {
        say(
            "options",
            format!("only a choice or a stage has options, and `{}` is a {kind}", field.id),
        );
    }
    if field.kind.has_options() && field.options.len() < 2 {
        say(
            "options",
            format!("the {kind} `{}` takes two options or more", field.id),
        );
    }
    let mut seen: Vec<&str> = Vec::new();
    for option in &field.options {
        if !is_word(&option.value) {
            say("options", not_a_word(&option.value));
        } else if seen.contains(&option.value.as_str()) {
            say(
                "options",
                format!("`{}` has the option `{}` twice", field.id, option.value),
            );
        }
        seen.push(&option.value);
    }
    prefill(field, &mut say);
}

/// The records can give the kind of answer that the field takes.
fn prefill(field: &Field, say: &mut impl FnMut(&'static str, String)) {
    if let Some(lookup) = field.prefill
        && lookup.kind() != field.kind
    {
        let message = format!(
            "`{}` gives a {}, and `{}` is a {}",
            lookup.word(),
            lookup.kind().word(),
            field.id,
            field.kind.word()
        );
        say("prefill", message);
    }
    let marks: Vec<_> = field.options.iter().filter_map(|option| option.when).collect();
    let is_path = field.kind == Kind::Stage && field.prefill.is_some();
    if is_path && marks.is_empty() {
        say(
            "prefill",
            format!("no stage of `{}` says with `when` what the records must show", field.id),
        );
    }
    if !is_path && !marks.is_empty() {
        say(
            "options",
            format!(
                "`when` is for a stage that the records fill in, and `{}` is none",
                field.id
            ),
        );
    }
    if !marks.is_sorted_by(|one, next| one < next) {
        say(
            "options",
            format!(
                "along the path of `{}`, each `when` is further than the one before",
                field.id
            ),
        );
    }
}
