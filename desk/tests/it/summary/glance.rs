//! The account at a glance: what is counted over its records, and the whole in ten sections.

use serde_json::Value;

use super::{changed, goals, replanned, summary_of};
use crate::customers::{GARRICK, LUMEN, MORROW, TIDEWATER, desk, sections, summary};
use crate::support::{Vouch, each, list};

/// The highlights in their order.
const NAMES: [&str; 11] = [
    "annual_revenue",
    "product_family",
    "renewal",
    "overall_kpi_progress",
    "open_cases",
    "escalated_cases",
    "active_projects",
    "red_projects",
    "open_opportunities",
    "active_expansions",
    "health",
];

/// The sections with their titles, in the order of the document.
const SECTIONS: [(&str, &str); 10] = [
    ("highlights", "Account Highlights"),
    ("stakeholders", "Key Stakeholders"),
    ("executive_summary", "Executive Summary"),
    ("kpi_progress", "KPI Progress"),
    ("relational_health", "Relational Health"),
    ("risks", "Risks and Blockers"),
    ("expansion", "Suggested Expansion Opportunities"),
    ("achievements", "Strategic Value Achievements"),
    ("next_steps", "Strategic Next Steps"),
    ("immediate_actions", "Immediate Actions"),
];

/// The values of the highlights; none where there is none.
fn values(brief: &Value) -> Vec<Option<&str>> {
    assert_eq!(each(&brief["parts"], "highlights", "name"), NAMES);
    let all = list(&brief["parts"], "highlights").iter();
    all.map(|it| it["value"].as_str()).collect()
}

/// The sources that a highlight is counted from.
fn counted<'a>(brief: &'a Value, name: &str) -> Vec<&'a str> {
    let all = list(&brief["parts"], "highlights").iter();
    all.filter(|it| it["name"] == name && !it["citations"].is_null())
        .flat_map(|it| each(it, "citations", "source_id"))
        .collect()
}

/// AS-1: the highlights of all four accounts are what a person counts over the exports.
#[test]
fn the_highlights_are_what_a_person_counts() {
    let by_hand = [
        (
            GARRICK,
            [
                "GBP 61,200",
                "Quillhaven Quotation Desk, 40 users",
                "1 April 2027",
                "0 of 1 KPI reached; 75% of the way on average",
                "2",
                "1",
                "1",
                "1",
                "0",
                "0",
                "34, red (26 June 2026)",
            ],
        ),
        (
            LUMEN,
            [
                "GBP 19,800",
                "Quillhaven Quotation Desk, 15 users",
                "1 March 2027",
                "0 of 1 KPI reached; 67% of the way on average",
                "0",
                "0",
                "0",
                "0",
                "0",
                "0",
                "68, amber (30 January 2026)",
            ],
        ),
        (
            MORROW,
            [
                "GBP 74,400",
                "Quillhaven Quotation Desk, 60 users",
                "29 August 2026",
                "1 of 3 KPIs reached; 70% of the way on average over the 2 measured",
                "1",
                "0",
                "1",
                "0",
                "1",
                "0",
                "78, green (26 June 2026)",
            ],
        ),
        (
            TIDEWATER,
            [
                "GBP 28,000",
                "Quillhaven Studio, consulting on pitches, 24 days",
                "1 February 2027",
                "0 of 2 KPIs reached; 69% of the way on average",
                "0",
                "0",
                "1",
                "0",
                "1",
                "1",
                "81, green (29 May 2026)",
            ],
        ),
    ];
    let desk = desk();
    for (account, expected) in by_hand {
        let brief = summary(&desk, account);
        assert_eq!(values(&brief), expected.map(Some), "{account}");
    }
}

/// AS-1: what is closed, lost, finished or deleted counts nowhere; what is open does, and is cited.
#[test]
fn only_what_is_open_counts() {
    let exports = changed()
        .append(
            "salesforce/Case.csv",
            "\"5008d00000Lu1AaAAJ\",\"0018d00000Lu4PrAAJ\",\"\",\"00002501\",\"Spines are cut off\",\"\",\"Working\",\"High\",\"1\",\"0\",\"2026-06-20T11:05:00.000Z\",\"0\"\n\
             \"5008d00000Lu2AaAAJ\",\"0018d00000Lu4PrAAJ\",\"\",\"00002502\",\"Fonts are wrong\",\"\",\"Closed\",\"High\",\"1\",\"1\",\"2026-06-20T11:05:00.000Z\",\"0\"\n\
             \"5008d00000Lu3AaAAJ\",\"0018d00000Lu4PrAAJ\",\"\",\"00002503\",\"Covers are gray\",\"\",\"New\",\"Low\",\"0\",\"0\",\"2026-06-20T11:05:00.000Z\",\"1\"\n",
        )
        .append(
            "salesforce/Opportunity.csv",
            "\"0068d00000Lu2AaAAJ\",\"0018d00000Lu4PrAAJ\",\"Lumen Press - Hardbacks\",\"Qualification\",\"Expansion\",\"4000\",\"GBP\",\"2026-09-30\",\"0\",\"0\",\"0058d00000Nq1KaAAJ\",\"\",\"0\",\"2026-06-12T13:00:00.000Z\"\n\
             \"0068d00000Lu3AaAAJ\",\"0018d00000Lu4PrAAJ\",\"Lumen Press - Renewal\",\"Proposal\",\"Renewal\",\"19800\",\"GBP\",\"2026-12-01\",\"0\",\"0\",\"0058d00000Nq1KaAAJ\",\"\",\"0\",\"2026-06-12T13:00:00.000Z\"\n\
             \"0068d00000Lu4AaAAJ\",\"0018d00000Lu4PrAAJ\",\"Lumen Press - Audio\",\"Closed Lost\",\"Expansion\",\"4000\",\"GBP\",\"2026-05-30\",\"1\",\"0\",\"0058d00000Nq1KaAAJ\",\"\",\"0\",\"2026-03-12T13:00:00.000Z\"\n\
             \"0068d00000Lu5AaAAJ\",\"0018d00000Lu4PrAAJ\",\"Lumen Press - Maps\",\"Proposal\",\"Expansion\",\"4000\",\"GBP\",\"2026-09-30\",\"0\",\"0\",\"0058d00000Nq1KaAAJ\",\"\",\"1\",\"2026-06-12T13:00:00.000Z\"\n",
        )
        .append(
            "projects/projects.csv",
            "PRJ-L2,lumen-press,Catalogue repair,Support,,red,Meera Joshi,MS-L-2,Catalogue checked,2026-08-14,,2026-06-01\n\
             PRJ-L3,lumen-press,Price list,Support,,closed,Meera Joshi,MS-L-3,Prices agreed,2026-03-31,2026-03-30,2026-02-02\n",
        );
    let brief = summary_of(&exports, LUMEN);
    let hardbacks = "salesforce:opportunity/0068d00000Lu2AaAAJ";
    let expected: [(&str, &[&str]); 6] = [
        ("open_cases", &["salesforce:case/5008d00000Lu1AaAAJ"]),
        ("escalated_cases", &["salesforce:case/5008d00000Lu1AaAAJ"]),
        ("active_projects", &["project:project/PRJ-L2"]),
        ("red_projects", &["project:project/PRJ-L2"]),
        (
            "open_opportunities",
            &[hardbacks, "salesforce:opportunity/0068d00000Lu3AaAAJ"],
        ),
        ("active_expansions", &[hardbacks]),
    ];
    for (at, (name, from)) in (4..10).zip(expected) {
        let count = from.len().to_string();
        assert_eq!(
            (values(&brief)[at], counted(&brief, name)),
            (Some(count.as_str()), from.to_vec()),
            "{name}"
        );
    }
}

/// AS-1: where nothing says what a highlight is, it is there all the same, as not available.
#[test]
fn what_nothing_says_is_not_available() {
    let exports = changed()
        .without("contracts/lumen-press")
        .without("salesforce/Opportunity.csv")
        .without("salesforce/Case.csv")
        .without("zendesk")
        .without("projects")
        .without("health");
    let exports = replanned(exports, LUMEN, |account| {
        for goal in goals(account) {
            goal["kpis"] = Value::Array(Vec::new());
        }
    });
    let vouch = Vouch::with(exports.path());
    let brief = vouch.json(0, ["summary", LUMEN]);
    assert_eq!(values(&brief), [None; 11]);
    let told = vouch.run(["summary", LUMEN]).out;
    let (glance, _) = told.split_once("\nKey Stakeholders\n").unwrap();
    let lines = glance.lines().filter(|line| line.starts_with("  \u{b7} "));
    let empty = lines.filter(|line| line.to_lowercase().ends_with(": not available"));
    assert_eq!(empty.count(), 11, "{glance}");
}

/// AS-12: one document holds all ten sections, in their order, in the program's answer and in what a
/// person reads.
#[test]
fn one_document_holds_ten_sections() {
    let desk = desk();
    let brief = summary(&desk, MORROW);
    assert_eq!(sections(&brief), SECTIONS.map(|(id, _)| id));
    assert_eq!(each(&brief, "sections", "title"), SECTIONS.map(|(_, title)| title));
    let told = desk.out("", 0, &["summary", MORROW]);
    let titles = |line: &&str| SECTIONS.iter().any(|(_, title)| title == line);
    let shown: Vec<&str> = told.lines().filter(titles).collect();
    assert_eq!(shown, SECTIONS.map(|(_, title)| title));
}
