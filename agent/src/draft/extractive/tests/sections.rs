//! What each kind of section is filled with.

use grounding::Affiliation::{Customer, Vendor};
use grounding::{Citation, Claim, ClaimKind, SourceKind, Standing};
use jiff::civil::date;

use super::evidence::{activity, comment, drafted, drafted_beside, mail, prose, said};
use crate::draft::extractive::told::lifted;

/// A result with figures of before and after, for the goal that it serves, in one claim for all
/// who say so.
#[test]
fn a_result_that_the_customer_measured_is_a_proven_outcome() {
    let told = drafted(
        "recap",
        "outcomes",
        vec![
            mail(
                "mail:message/1",
                date(2026, 5, 20),
                "Hello Bram,\n\nOven idle time fell from 12 h in January 2026 to 7 h in April 2026.\n\nKind regards\nInes Kolar\nHead of Drying",
            ),
            said(
                Customer,
                prose(
                    SourceKind::Comment,
                    "desk:comment/9",
                    date(2026, 5, 2),
                    "The ovens used to be idle for 12 h and now oven idle time is 7 h.",
                ),
            ),
            // No goal is about the yard.
            mail(
                "mail:message/2",
                date(2026, 5, 21),
                "The queue in the yard fell from 9 trucks to 4 trucks.",
            ),
        ],
    );
    assert_eq!(
        told,
        [
            "Outcome proven for G1 (mail:message/1, desk:comment/9): Oven idle time went from 12 h in January 2026 to 7 h \
             in April 2026, as Ines Kolar (Head of Drying) wrote on 20 May 2026."
        ]
    );
}

#[test]
fn without_two_dated_figures_a_result_is_told_in_their_words() {
    let text = "Hides graded first class stood at 55% last winter, and are at 63% now.";
    let told = drafted(
        "recap",
        "outcomes",
        vec![mail("mail:message/1", date(2026, 6, 2), text)],
    );
    assert_eq!(
        told,
        [format!(
            "Outcome proven for G2 (mail:message/1): Ines Kolar (Head of Drying) wrote on 2 June 2026: “{text}”"
        )]
    );
}

/// What only the vendor says, what fell back, and what is hoped for is no proven outcome.
#[test]
fn our_own_words_a_setback_and_a_hope_prove_nothing() {
    let evidence = vec![
        said(
            Vendor,
            prose(
                SourceKind::Call,
                "calls:call/1",
                date(2026, 5, 16),
                "From what we see, oven idle time already improved to 6 h.",
            ),
        ),
        mail(
            "mail:message/1",
            date(2026, 6, 3),
            "Hides graded first class fell from 55% to 51% after the new batch.",
        ),
        mail(
            "mail:message/2",
            date(2026, 6, 4),
            "We expect oven idle time to come down to 5 h by December 2026.",
        ),
        said(
            Vendor,
            prose(
                SourceKind::Call,
                "calls:call/2",
                date(2026, 6, 5),
                "Your share of first class hides will rise to 70%, I am sure of it.",
            ),
        ),
    ];
    assert_eq!(drafted("recap", "outcomes", evidence.clone()), Vec::<String>::new());
    assert_eq!(
        drafted("recap", "likely", evidence.clone()),
        [
            "Benefit likely for G1 (mail:message/2): Ines Kolar (Head of Drying) wrote on 4 June 2026: “We expect oven \
             idle time to come down to 5 h by December 2026.”"
        ]
    );
    assert_eq!(
        drafted("recap", "risks", evidence),
        [
            "Risk (mail:message/1): Ines Kolar (Head of Drying) wrote on 3 June 2026: “Hides graded first class fell \
             from 55% to 51% after the new batch.”"
        ]
    );
}

#[test]
fn what_the_section_says_from_records_is_not_said_again() {
    let text = "Oven idle time fell from 12 h in January 2026 to 7 h in April 2026.";
    let source = mail("mail:message/1", date(2026, 5, 20), text);
    let record = Claim {
        kind: ClaimKind::Outcome,
        standing: Standing::ProvenOutcome,
        ..lifted(
            "Oven idle time fell from 12 h (January 2026) to 7 h (30 April 2026); the target is 5 h.".to_owned(),
            ClaimKind::Outcome,
            vec![Citation::new(
                grounding::SourceId::raw("plan:kpi/K1"),
                "metric: oven idle time",
            )],
        )
    };
    assert_eq!(drafted("recap", "outcomes", vec![source.clone()]).len(), 1);
    assert_eq!(
        drafted_beside("recap", "outcomes", vec![source], &[record]),
        Vec::<String>::new()
    );
}

/// Work as the record has it; in quotation marks where somebody says `we`.
#[test]
fn work_is_told_as_it_stands_where_it_can_be() {
    let told = drafted(
        "recap",
        "delivered",
        vec![
            activity(
                "plan:activity/1",
                date(2026, 5, 9),
                "Set up 14 moisture alerts for the ovens.",
            ),
            activity(
                "plan:activity/2",
                date(2026, 5, 12),
                "We trained 22 people of the night shift on the dashboard.",
            ),
            activity(
                "plan:activity/3",
                date(2026, 6, 1),
                "The oven dashboard went live in May 2026.",
            ),
            // The same work, told again.
            said(
                Vendor,
                prose(
                    SourceKind::Call,
                    "calls:call/1",
                    date(2026, 5, 16),
                    "Our engineers configured 14 moisture alerts in spring.",
                ),
            ),
            // Not yet, and no work at all.
            activity(
                "plan:activity/4",
                date(2026, 6, 2),
                "The label printer has not been connected to the platform.",
            ),
            activity("plan:activity/5", date(2026, 6, 3), "Weekly touch point, agenda sent."),
        ],
    );
    assert_eq!(
        told,
        [
            "Activity done (plan:activity/1, calls:call/1): On 9 May 2026: Set up 14 moisture alerts for the ovens.",
            "Activity done (plan:activity/2): Bram Oduya noted on 12 May 2026: “We trained 22 people of the night shift \
             on the dashboard.”",
            "Activity done (plan:activity/3): The oven dashboard went live in May 2026.",
        ]
    );
}

/// VR-7: the customer's own sentences, with who wrote them and when.
#[test]
fn feedback_is_what_the_customer_says_themselves() {
    let mut evidence = comment(
        "Export stops at midnight",
        date(2026, 6, 9),
        "The export has failed on six nights and the shift types the list by hand.",
    );
    evidence.extend([
        mail(
            "mail:message/1",
            date(2026, 6, 12),
            "The new dashboard is easy to read and the foremen love it.",
        ),
        mail(
            "mail:message/2",
            date(2026, 6, 13),
            "Our people are unhappy with the old system.",
        ),
        said(
            Vendor,
            prose(
                SourceKind::Comment,
                "desk:comment/3",
                date(2026, 6, 14),
                "Everybody here is delighted with the dashboard.",
            ),
        ),
    ]);
    assert_eq!(
        drafted("recap", "feedback", evidence),
        [
            "Fact (desk:comment/1, desk:ticket/1): Ines Kolar (Head of Drying) wrote on 9 June 2026, on the ticket \
             `Export stops at midnight`: “The export has failed on six nights and the shift types the list by hand.”",
            "Fact (mail:message/1): Ines Kolar (Head of Drying) wrote on 12 June 2026: “The new dashboard is easy to read \
             and the foremen love it.”",
        ]
    );
}

#[test]
fn only_an_activity_in_which_they_ask_for_more_gives_rise_to_an_expansion() {
    let told = drafted(
        "summary",
        "expansion",
        vec![
            activity(
                "plan:activity/1",
                date(2026, 6, 2),
                "Ines Kolar asked what eight more seats for the finishing team would cost.",
            ),
            activity(
                "plan:activity/2",
                date(2026, 6, 3),
                "The customer is interested in extending to the second site.",
            ),
            activity(
                "plan:activity/3",
                date(2026, 6, 4),
                "46 of 50 seats were in use at the ovens.",
            ),
            activity(
                "plan:activity/4",
                date(2026, 6, 5),
                "Asked Ines Kolar for the export of the seat list.",
            ),
            mail(
                "mail:message/1",
                date(2026, 6, 6),
                "We would like to add another team and more seats.",
            ),
        ],
    );
    assert_eq!(
        told,
        [
            "Expansion (plan:activity/1): Bram Oduya noted on 2 June 2026: “Ines Kolar asked what eight more seats for the \
             finishing team would cost.”",
            "Expansion (plan:activity/2): Bram Oduya noted on 3 June 2026: “The customer is interested in extending to the \
             second site.”",
        ]
    );
}

#[test]
fn relations_are_who_takes_part_and_who_does_not() {
    let told = drafted(
        "summary",
        "relational_health",
        vec![
            activity(
                "plan:activity/1",
                date(2026, 6, 8),
                "Walked through the oven sheet with Ines Kolar.",
            ),
            mail(
                "mail:message/1",
                date(2026, 6, 10),
                "Thanks to your team for the training on the night shift.",
            ),
            mail(
                "mail:message/2",
                date(2026, 6, 11),
                "Our sponsor could not join the review and sends nobody.",
            ),
            activity(
                "plan:activity/2",
                date(2026, 6, 12),
                "Status round with project members.",
            ),
        ],
    );
    assert_eq!(
        told,
        [
            "Fact (mail:message/2): Ines Kolar (Head of Drying) wrote on 11 June 2026: “Our sponsor could not join the \
             review and sends nobody.”",
            "Fact (mail:message/1): Ines Kolar (Head of Drying) wrote on 10 June 2026: “Thanks to your team for the \
             training on the night shift.”",
            "Fact (plan:activity/1): On 8 June 2026: Walked through the oven sheet with Ines Kolar.",
        ]
    );
}

/// AS-7: what goes wrong and what may are marked apart.
#[test]
fn a_summary_marks_what_goes_wrong_and_what_may() {
    let told = drafted(
        "summary",
        "risks",
        vec![
            mail(
                "mail:message/1",
                date(2026, 6, 10),
                "We have not approved the rollout to the second mill.",
            ),
            mail(
                "mail:message/2",
                date(2026, 6, 11),
                "The foreman fears that the dashboard could be dropped in autumn.",
            ),
        ],
    );
    assert_eq!(
        told,
        [
            "Risk (mail:message/2): Ines Kolar (Head of Drying) wrote on 11 June 2026: “The foreman fears that the \
             dashboard could be dropped in autumn.” (possible)",
            "Risk (mail:message/1): Ines Kolar (Head of Drying) wrote on 10 June 2026: “We have not approved the rollout \
             to the second mill.” (current)",
        ]
    );
}
