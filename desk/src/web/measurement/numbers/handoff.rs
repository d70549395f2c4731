//! The numbers of handoffs.

use workflow::measure::HandoffMetrics;

use super::{Row, count, coverage, part, share, threshold};

/// The baseline metric of handoffs, with its parts.
pub(in crate::web::measurement) fn acceptance_rate(handoff: &HandoffMetrics) -> Vec<Row> {
    let means = "Of the handoffs started, those accepted with all six parts. The baseline metric.";
    coverage(
        "cs_handoff_acceptance_rate",
        &handoff.cs_handoff_acceptance_rate,
        means,
        |word| match word {
            "success_criteria" => "Every goal can be measured, and first value is explicit.",
            "stakeholders" => "There is a contact at the customer.",
            "promised_scope" => "There is an order form, and no promise contradicts it.",
            "risks" => "A risk is named, and each open one has an owner.",
            "timeline" => "The kickoff has a date.",
            "owner_notes" => "There are deal notes.",
            _ => "",
        },
    )
}

/// What is counted of handoffs.
pub(super) fn handoffs(it: &HandoffMetrics) -> Vec<Row> {
    let mut rows = vec![
        count(
            "Started",
            it.started,
            "Handoffs that came to a brief, however many runs they took.",
        ),
        count(
            "Completed",
            it.completed,
            "Those that came to their end, every gate passed.",
        ),
        count(
            "Accepted",
            it.accepted,
            "Of those started, the ones that the AE and the CSM approved.",
        ),
        count(
            "Sent back for missing context",
            it.missing_context,
            "Times that a brief was returned.",
        ),
        part(count(
            "material",
            it.material_missing_context,
            "The work can't begin without what was missing.",
        )),
        count(
            "Missing fields",
            it.missing_fields.values().sum(),
            "Inputs that the records lacked when a run began, counted apart from what people missed.",
        ),
    ];
    let fields = it.missing_fields.iter();
    rows.extend(
        fields.map(|(field, number)| part(count(&field.replace('_', " "), *number, "Handoffs that lacked it."))),
    );
    rows.extend([
        count(
            "Kickoffs held",
            it.kickoffs_held,
            "The first kickoff of each handoff that took place.",
        ),
        part(count(
            "later than planned",
            it.kickoffs_delayed,
            "Later than the records said when the handoff began.",
        )),
        part(count(
            "days in all",
            it.kickoff_delay_days,
            "By how many days they were later.",
        )),
        share(
            "Kickoff readiness",
            &it.kickoff_readiness,
            "Of the kickoffs held, those whose gate was open by that day.",
        ),
        count(
            "First value reached",
            it.first_value_reached,
            "As somebody recorded it.",
        ),
        count(
            "First value missed",
            it.first_value_missed,
            "Days for first value that passed without it.",
        ),
        count(
            "Onboarding escalations",
            it.onboarding_escalations,
            "Escalations while the customer was onboarding.",
        ),
        count(
            "Risks found by kickoff",
            it.early_risks,
            "Risks that showed themselves up to the day of the kickoff.",
        ),
        count(
            "Risks found late",
            it.late_risks,
            "Risks that showed themselves after it.",
        ),
    ]);
    rows.push(threshold(
        "Accepted without a material return",
        &it.accepted_without_material_return,
        "Of those started, the ones accepted and never sent back for something material. The pilot's test.",
    ));
    rows.extend(acceptance_rate(it));
    rows
}
