use grounding::{Activity, GoalStatus, Kpi, Record, SourceId, Visibility};
use jiff::civil::date;
use rust_decimal::Decimal;

use crate::read::tests::{known, read_one};

const PLANS: &str = r#"{"asOf": "2026-06-30", "accounts": [
  {"accountId": "001A0000006Vm9r", "accountName": "Orrin Mills", "slug": "orrin", "activities": [
     {"id": "A0", "parentId": "001A0000006Vm9rIAC", "date": "2026-05-01", "author": "Tove Lund", "text": "Called."}],
   "successPlans": [{"id": "P1", "name": "Plan", "startDate": "2026-07-01", "owner": null, "objectives": [
     {"id": "O1", "name": "Go faster", "status": "In Progress", "dueDate": "2026-09-30",
      "kpis": [{"unit": "h", "id": "K1", "metric": "lead time", "baseline": 9.5, "target": "4", "current": "", "due": "2026-09-30"}],
      "activities": [
        {"id": "A1", "parentId": "O1", "date": "2026-05-02", "visibility": "shareable"},
        {"id": "A2", "parentId": "O2", "date": "2026-05-02"},
        {"id": "A3", "parentId": "O9", "date": "2026-05-02"},
        {"id": "A4", "parentId": "K1", "date": "2026-12-02"},
        {"id": "A5", "visibility": "some"}]}],
     "risks": [{"id": "R1", "title": "Sponsor leaves", "status": "Open", "raised": "2026-06-01"}]}]},
  {"accountName": "Quill", "slug": "quill", "successPlans": [{"id": "P2", "objectives": [{"id": "O2", "name": "x"}, {"name": "y"}]}]}
]}"#;

#[test]
fn objects_are_sources_with_typed_records() {
    let file = read_one("plans.json", PLANS, &known());
    let sources: Vec<_> = file
        .records
        .iter()
        .map(|it| {
            let account = it.source.account.as_ref().unwrap().as_str();
            (
                it.source.id.as_str(),
                account,
                it.source.visibility,
                it.source.occurred_at,
            )
        })
        .collect();
    let (shareable, internal) = (Visibility::Shareable, Visibility::Internal);
    assert_eq!(
        sources,
        [
            ("plan:activity/A0", "orrin", internal, Some(date(2026, 5, 1))),
            ("plan:plan/P1", "orrin", shareable, None),
            ("plan:objective/O1", "orrin", shareable, None),
            ("plan:kpi/K1", "orrin", shareable, None),
            ("plan:activity/A1", "orrin", shareable, Some(date(2026, 5, 2))),
            ("plan:risk/R1", "orrin", internal, Some(date(2026, 6, 1))),
            ("plan:plan/P2", "quill", shareable, None),
            ("plan:objective/O2", "quill", shareable, None),
        ]
    );
    let bad: Vec<_> = file
        .quarantined
        .iter()
        .map(|it| (it.at.as_str(), it.reason.as_str()))
        .collect();
    let objective = "accounts[0].successPlans[0].objectives[0]";
    assert_eq!(
        bad,
        [
            (
                format!("{objective}.activities[4]").as_str(),
                "`visibility` `some` is none of `shareable`, `internal`, `restricted`"
            ),
            ("accounts[1].successPlans[0].objectives[1]", "there is no `id`"),
            (
                format!("{objective}.activities[1]").as_str(),
                "parent `O2` belongs to `quill`"
            ),
            (format!("{objective}.activities[2]").as_str(), "unknown parent `O9`"),
            (
                format!("{objective}.activities[3]").as_str(),
                "dated 2026-12-02, after the as-of date 2026-06-30"
            ),
        ]
    );
    assert_eq!(file.read, 13);

    let kpi = &file.records[3].source;
    assert_eq!(
        kpi.text,
        "unit: h\nid: K1\nmetric: lead time\nbaseline: 9.5\ntarget: 4\ncurrent: \ndue: 2026-09-30"
    );
    let goal = SourceId::new("plan", "objective", "O1");
    let expected = Kpi {
        goal: goal.clone(),
        metric: "lead time".to_owned(),
        unit: "h".to_owned(),
        baseline: Some(Decimal::new(95, 1)),
        target: Some(Decimal::from(4)),
        current: None,
        current_date: None,
        status: GoalStatus::NotStarted,
        due: Some(date(2026, 9, 30)),
    };
    assert_eq!(kpi.record, Some(Record::Kpi(expected)));
    let values: Vec<&str> = kpi.values.iter().map(|it| &kpi.text[it.span.range()]).collect();
    assert_eq!(values, ["9.5", "4"]);
    assert!(file.records[3].raw.starts_with(b"{\"unit\": \"h\""));

    let activity = Activity {
        path: vec![SourceId::new("plan", "plan", "P1"), goal],
    };
    assert_eq!(file.records[4].source.record, Some(Record::Activity(activity)));
    assert_eq!(file.records[0].source.author().unwrap().name, "Tove Lund");
}
