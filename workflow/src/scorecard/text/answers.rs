//! The questions of a scorecard and their answers.

use grounding::Citation;
use grounding::text::one_line;

use crate::brief::text::layout::Page;
use crate::scorecard::template::{Field, Half};
use crate::scorecard::view::FieldView;
use crate::scorecard::{Said, Scorecard};

/// So many of the citations of an answer are shown.
const MOST_SHOWN: usize = 3;

/// Every section under the title of its half.
pub(super) fn sections(page: &mut Page, card: &Scorecard) {
    let template = card.template();
    for half in Half::ALL {
        page.title(half.title());
        for section in template.sections.iter().filter(|section| section.half == half) {
            page.subtitle(&section.title);
            for field in &section.fields {
                answer(page, card, field);
            }
        }
    }
}

fn answer(page: &mut Page, card: &Scorecard, field: &Field) {
    let view = card.field_view(field);
    let (mark, told) = match card.answers.get(&field.id).map(|it| &it.said) {
        None if view.status == "unconfirmed" => ('?', format!("{} (by the records; confirm or correct)", view.told)),
        None if field.required => ('?', format!("(to fill: {})", field.takes())),
        None => ('\u{b7}', "no answer, and none is required".to_owned()),
        Some(Said::Filled(_)) => ('\u{2714}', view.told.clone()),
        Some(Said::Confirmed(_)) => ('\u{2714}', format!("{} (by the records, confirmed)", view.told)),
        Some(Said::Corrected { reason, .. }) => {
            let before = card.on_record(&field.id).map(|it| field.told(&it.value));
            let before = before.unwrap_or_default();
            let told = format!("{} (corrected from {before}: {reason})", view.told);
            ('\u{2714}', told)
        }
        Some(Said::NotApplicable { reason }) => ('\u{b7}', format!("not applicable: {reason}")),
    };
    page.item(
        mark,
        &format!("{}: {} {told}{}", field.id, field.question, worth(&view)),
    );
    for citation in view.citations.iter().take(MOST_SHOWN) {
        page.under(&cited(citation));
    }
    let more = view.citations.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        page.under(&format!("and {more} more; `--format json` has them all"));
    }
}

/// What an answer is worth: ` [50 points, amber]`.
fn worth(view: &FieldView) -> String {
    match (view.points, view.level) {
        (Some(points), Some(level)) => format!(" [{points} points, {}]", level.word()),
        _ => String::new(),
    }
}

fn cited(citation: &Citation) -> String {
    format!("{}: \u{201C}{}\u{201D}", citation.source_id, one_line(&citation.quote))
}
