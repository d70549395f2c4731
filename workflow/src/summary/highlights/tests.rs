use grounding::Visibility;

use super::*;
use crate::definition::SectionDraft;
use crate::highlight::HighlightField;
use crate::summary::facts::fixture::{
    against, dairy, deal, ledger, milestone, order_form, owned_by, project, request, ticket,
};

/// One line for each highlight: its label, its value, the records it is counted from.
fn told(ledger: &grounding::Ledger, request: &Request) -> String {
    let facts = Facts::read(ledger, request);
    let lines = highlights(&facts, request).into_iter().map(|it| {
        let cited: Vec<&str> = it
            .citations
            .iter()
            .map(|citation| citation.source_id.as_str())
            .collect();
        let value = it.value.as_deref().unwrap_or("none");
        format!("{} = {}: {value} [{}]", it.name, it.label, cited.join(" "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// AS-1: each is counted or read, and equals what one counts by hand in the fixture.
#[test]
fn highlights_equal_a_count_by_hand() {
    insta::assert_snapshot!(told(&dairy(), &request()), @"
    annual_revenue = Annual revenue (contract): EUR 64,000.00 [contract:order-form/1]
    product_family = Product family: Silo Pro, 40 tanks [contract:order-form/1]
    renewal = Renewal: 1 October 2026 [contract:order-form/1]
    overall_kpi_progress = Overall objective KPI progress: 1 of 4 KPIs reached; 44% of the way on average [plan:kpi/1 plan:kpi/2 plan:kpi/3 plan:kpi/5]
    open_cases = Open cases: 2 [helpdesk:ticket/7 helpdesk:ticket/8]
    escalated_cases = Escalated cases: 1 [helpdesk:ticket/7]
    active_projects = Active projects: 1 [work:project/2]
    red_projects = Red projects: 1 [work:project/2]
    open_opportunities = Open opportunities: 3 [crm:deal/2 crm:deal/3 crm:deal/4]
    active_expansions = Active expansion opportunities: 2 [crm:deal/3 crm:deal/4]
    health = Health: 58, amber (15 June 2026) [health:snapshot/2]
    ");
}

/// AS-1: what an account has no record of has no value, rather than a nought.
#[test]
fn nothing_known_is_no_value() {
    let bare = ledger(vec![owned_by("Senna Oduya", "Food")]);
    insta::assert_snapshot!(told(&bare, &request()), @"
    annual_revenue = Annual revenue: none []
    product_family = Product family: none []
    renewal = Renewal: none []
    overall_kpi_progress = Overall objective KPI progress: none []
    open_cases = Open cases: none []
    escalated_cases = Escalated cases: none []
    active_projects = Active projects: none []
    red_projects = Red projects: none []
    open_opportunities = Open opportunities: none []
    active_expansions = Active expansion opportunities: none []
    health = Health: none []
    ");
}

/// AS-1: the revenue of the CRM account is the customer's own, so the deal stands in for a fee that
/// nobody signed, under a label that says so.
#[test]
fn revenue_without_a_signed_fee_is_the_deals() {
    let won = ("Signed", true, true);
    let sold = ledger(vec![
        owned_by("Senna Oduya", "Food"),
        order_form("- Training budget: EUR 2,000\n- Fee per tank: EUR 80"),
        deal("1", "Silo first order", "New", won, "2025-09-12".parse().unwrap()),
    ]);
    let request = request();
    let facts = Facts::read(&sold, &request);
    let rows = highlights(&facts, &request);
    let row = |name: &str| {
        let row = rows.iter().find(|it| it.name == name).unwrap();
        format!("{}: {}", row.label, row.value.as_deref().unwrap_or("none"))
    };
    assert_eq!(row("annual_revenue"), "Annual revenue (deal won last): EUR 64,000");
    assert_eq!(row("product_family"), "Product family: Silo first order");
}

/// AS-2: an administrator's field is shown from the newest record of its kind that has it filled;
/// one that nobody filled is there without a value.
#[test]
fn fields_can_be_added() {
    let field = |label: &str, source: &str, field: &str| HighlightField {
        label: label.to_owned(),
        source: source.to_owned(),
        field: field.to_owned(),
    };
    let request = Request {
        highlights: vec![
            field("Branch", "account", "industry"),
            field("Region", "account", "Region"),
            field("Colour", "snapshot", "Colour"),
        ],
        ..request()
    };
    let told = told(&dairy(), &request);
    let added: Vec<&str> = told.lines().skip(HIGHLIGHTS.len()).collect();
    assert_eq!(
        added,
        [
            "account.industry = Branch: Food [crm:account/1]",
            "account.Region = Region: none []",
            "snapshot.Colour = Colour: amber [health:snapshot/2]",
        ]
    );
}

/// PG-2: the four fixed rows can't be removed, nor can what doesn't exist.
#[test]
fn fixed_rows_cannot_be_hidden() {
    let check = |name: &str| check(&["health".to_owned(), name.to_owned()]);
    for name in FIXED_HIGHLIGHTS {
        assert_eq!(check(name), Err(format!("the highlight `{name}` can't be hidden")));
    }
    assert_eq!(check("red_projects"), Ok(()));
    insta::assert_snapshot!(check("mood").unwrap_err(), @"there is no highlight `mood`; there are `annual_revenue`, `product_family`, `renewal`, `overall_kpi_progress`, `open_cases`, `escalated_cases`, `active_projects`, `red_projects`, `open_opportunities`, `active_expansions`, `health`");
}

/// PG-2: a row that was hidden is neither shown nor told; a fixed one is shown whatever is asked.
#[test]
fn a_hidden_row_is_gone() {
    let hidden = ["health", "open_cases", "renewal"].map(ToOwned::to_owned).to_vec();
    let request = Request {
        hidden_highlights: hidden,
        ..request()
    };
    let ledger = dairy();
    let facts = Facts::read(&ledger, &request);
    let names: Vec<String> = highlights(&facts, &request).into_iter().map(|it| it.name).collect();
    assert_eq!(
        names,
        [
            "annual_revenue",
            "product_family",
            "overall_kpi_progress",
            "open_cases",
            "escalated_cases",
            "active_projects",
            "red_projects",
            "open_opportunities",
            "active_expansions",
        ]
    );
    let claims: Vec<String> = claims(&facts, &request).into_iter().map(|it| it.text).collect();
    assert_eq!(
        claims,
        ["Yearly fee: EUR 64,000.00.", "Subscription plan: Silo Pro, 40 tanks."]
    );
}

/// A project that is red is still active, though all its milestones are reached.
#[test]
fn a_red_project_is_active() {
    let day = "2026-03-12".parse().unwrap();
    let counts = |health| {
        let ledger = ledger(vec![
            project("1", "Tank rollout", health),
            milestone("1", "1", "First tanks connected", day, Some(day)),
        ]);
        let told = told(&ledger, &request());
        let rows = told.lines().filter(|line| line.contains("_projects"));
        let values: Vec<String> = rows.map(|row| row.split(": ").nth(1).unwrap().to_owned()).collect();
        values.join(", ")
    };
    assert_eq!(counts("green"), "0 [], 0 []");
    assert_eq!(counts("RED"), "1 [work:project/1], 1 [work:project/1]");
}

/// A ticket that only a few may see is not counted.
#[test]
fn what_is_restricted_is_not_counted() {
    let mut secret = ticket("2", "Breach at the plant", true, true);
    secret.visibility = Visibility::Restricted;
    let told = told(&ledger(vec![ticket("1", "Slow", true, false), secret]), &request());
    let cases: Vec<&str> = told.lines().filter(|line| line.contains("_cases")).collect();
    assert_eq!(
        cases,
        [
            "open_cases = Open cases: 1 [helpdesk:ticket/1]",
            "escalated_cases = Escalated cases: 0 []",
        ]
    );
}

/// Why no count is a claim: the verifier looks for the figure in the words cited, and no ticket says
/// how many others there are.
#[test]
fn the_verifier_accepts_no_count() {
    let ledger = dairy();
    let request = request();
    let rows = highlights(&Facts::read(&ledger, &request), &request);
    let counted = rows.into_iter().find(|it| it.name == "open_cases").unwrap();
    let claims = vec![crate::account::fact(
        "2 tickets are open.".to_owned(),
        counted.citations,
    )];
    let drafts = [SectionDraft {
        section: "highlights",
        claims,
    }];
    assert_eq!(
        against(&ledger, &drafts),
        ["2 tickets are open.: V301 `2` does not stand in what is cited, nor follow from it"]
    );
}
