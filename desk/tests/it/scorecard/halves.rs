//! The two halves, and what leaves the house.

use super::*;
use crate::customers::MORROW;
use crate::desk::{AE, READER};

/// Words that stand in our half, in reasons and in comments, and nowhere in the customer's.
const INTERNAL: [&str; 16] = [
    "internal",
    "Internal",
    "Revenue",
    "Cost to serve",
    "advocacy",
    "overdue",
    "renewed",
    "Only Theo Marchetti",
    "Keep the rhythm",
    "hush-correction",
    "hush-score",
    "hush-comment",
    "hush-missing",
    "salesforce:",
    "stripe:",
    "Total",
];

/// An approved scorecard with something of ours in every place that takes words.
fn with_secrets(desk: &Desk) -> String {
    let id = begun(desk, MORROW);
    does(
        desk,
        CSM,
        &["correct", &id, "survey_score=8", "--reason", "hush-correction"],
    );
    does(desk, CSM, &["override", &id, "business=90", "--reason", "hush-score"]);
    does(desk, CSM, &["na", &id, "active_users", "--reason", "hush-missing"]);
    does(desk, CSM, &["fill", &id, "concerns=The X-rays are cut off."]);
    answer(desk, &id, &[]);
    submit(desk, &id);
    does(desk, SUPERVISOR, &["reject", &id, "--comment", "hush-comment"]);
    submit(desk, &id);
    does(desk, SUPERVISOR, &["approve", &id, "--comment", "hush-comment"]);
    id
}

/// SC-1: a scorecard measures the customer's health and ours; the customer gets a copy of their
/// half once it is approved, and no word of ours in any format.
#[test]
fn our_half_never_leaves_the_house() {
    let desk = desk();
    let id = begun(&desk, MORROW);
    let card = shown(&desk, &id);
    let halves: Vec<&str> = list(&card["scores"], "halves")
        .iter()
        .map(|it| text(it, "half"))
        .collect();
    assert_eq!(halves, ["customer", "internal"]);
    let mut titles: Vec<&str> = list(&card, "sections").iter().map(|it| text(it, "half")).collect();
    titles.dedup();
    assert_eq!(titles, ["customer", "internal"]);

    let customer = |id: &str, form: &str| {
        let args = ["scorecard", "export", id, "--as", form, "--audience", "customer"];
        desk.run(CSM, &args)
    };
    assert_eq!(customer(&id, "md").code, 2);
    insta::assert_snapshot!(customer(&id, "md").err, @"
    error: this scorecard is open, so nothing of it goes to the customer
    hint: `vouch scorecard submit ID` sends it to the supervisor's review
    ");
}

/// SC-1: in none of the formats does a word of our half, a reason, a comment or a source leave.
#[test]
fn no_internal_word_is_in_the_customers_copy() {
    let desk = desk();
    let id = with_secrets(&desk);
    for form in ["md", "html", "json"] {
        let args = ["scorecard", "export", &id, "--as", form, "--audience", "customer"];
        let out = desk.out(CSM, 0, &args);
        let leaked: Vec<&str> = INTERNAL.into_iter().filter(|word| out.contains(word)).collect();
        assert_eq!(leaked, Vec::<&str>::new(), "{out}");
        for told in [
            "The X-rays are cut off.",
            "They say it saves them time.",
            "Business value",
            "Support",
        ] {
            assert!(out.contains(told), "{told}: {out}");
        }
    }
    // The same words are in the edition for our own people.
    let out = desk.out("", 0, &["scorecard", "export", &id, "--as", "md"]);
    for word in [
        "hush-correction",
        "hush-score",
        "hush-missing",
        "Cost to serve",
        "Total",
    ] {
        assert!(out.contains(word), "{word}: {out}");
    }
    insta::assert_snapshot!(
        refused(&desk, READER, &["export", &id, "--as", "md", "--audience", "customer"]),
        @"
    error: `rhea` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `morrow-dental`
    "
    );
    desk.out(
        AE,
        0,
        &[
            "scorecard",
            "export",
            &id,
            "--as",
            "json",
            "--audience",
            "customer",
            "--out",
            "copy.json",
        ],
    );
    assert!(
        fs::read_to_string(desk.vouch.data().with_file_name("copy.json"))
            .unwrap()
            .contains("\"scorecard\"")
    );
}

/// The customer's copy of a scorecard, as Markdown.
#[test]
fn the_customers_copy_as_they_read_it() {
    let desk = desk();
    let id = with_secrets(&desk);
    insta::assert_snapshot!(customer_text(&desk, &id), @r"
    # Account health scorecard · Morrow Dental

    - As of: 2026-06-30
    - Audience: customer
    - State: approved

    ## Measuring customer success

    | What | Score | Level |
    | --- | --- | --- |
    | Objectives and progress | 77\.5 | green |
    | Business value | 90 | green |
    | Experience | 75 | green |
    | Performance and adoption | 100 | green |
    | Support | 100 | green |
    | Delivery | 100 | green |

    ## Workflow details

    | Question | Answer |
    | --- | --- |
    | On which day is the account assessed? | 30 June 2026 |
    | When does the contract renew? | 29 August 2026 |

    ## Objectives and progress along the path to value

    | Question | Answer |
    | --- | --- |
    | What does the customer want to achieve? | Send treatment quotations within 24 hours; Have 75% of quotations accepted at the first sending; Spare the front desks the calls about unanswered quotations; Show quotations in the patient portal by 29 May 2026 |
    | What must come out of it, in figures? | quotation response time 24 h instead of 46 h, by 30 June 2026; acceptance at first sending 75% instead of 52%, by 30 September 2026; chasing calls 150 calls a week instead of 340 calls a week, by 18 December 2026 |
    | How far along the path to value is the customer? | Value proven |
    | How much of the way to their targets have the measured KPIs come? | 69\.6% |

    ## Business value realized

    | Question | Answer |
    | --- | --- |
    | Which business value does the customer say they have? | As was expected |
    | What do they say of it? | They say it saves them time. |

    ## Experience value realized

    | Question | Answer |
    | --- | --- |
    | What did their people answer to surveys last, on average? | 8 |
    | How many escalated tickets are open? | 0 |

    ## Performance value realized

    | Question | Answer |
    | --- | --- |
    | How many people use the product? | not applicable |
    | How many of the signed seats are used? | 96\.7% |
    | Does the product do what was agreed? | Yes |
    | How many milestones are late? | 0 |

    ## Areas of concern and re-assessment

    | Question | Answer |
    | --- | --- |
    | What worries the customer, in their words? | The X-rays are cut off. |
    | On which day is the account assessed again? | 30 September 2026 |
    ");
}

/// The customer's copy, without what differs from run to run.
fn customer_text(desk: &Desk, id: &str) -> String {
    let out = desk.out(
        CSM,
        0,
        &["scorecard", "export", id, "--as", "md", "--audience", "customer"],
    );
    let fixed = |line: &&str| !line.starts_with("- Approved by") && !line.contains("igest");
    out.lines().filter(fixed).collect::<Vec<_>>().join("\n")
}
