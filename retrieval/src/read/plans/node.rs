//! One object of a success plan, and the record it becomes.

use grounding::{
    Activity, GoalRecord, GoalStatus, Kpi, Place, Plan, Record, Risk, SourceId, SourceKind, Value, ValueRole,
    Visibility,
};
use jiff::civil::Date;

use super::super::dates::optional_day;
use super::super::directory::AccountRef;
use super::super::outcome::Draft;
use super::object::Fields;
use super::walk::Within;

const DUE: &[&str] = &["duedate", "due", "targetdate"];

/// An object and where it stands.
pub(super) struct Node {
    /// Its own id.
    pub(super) id: String,
    /// The id of what it stands within.
    pub(super) container: String,
    /// What it says it belongs to; only activities say so.
    pub(super) parent: String,
    /// What it stands within, outermost first.
    pub(super) path: Vec<SourceId>,
    pub(super) draft: Draft,
}

impl Node {
    /// Reads an object's fields.
    pub(super) fn new(
        kind: SourceKind,
        name: &str,
        fields: &Fields,
        within: &Within,
        origin: Place,
        raw: &[u8],
    ) -> Result<Self, String> {
        let id = fields.get(&["id"]).to_owned();
        if id.is_empty() {
            return Err("there is no `id`".to_owned());
        }
        let source_id = SourceId::new("plan", name, &id);
        let mut draft = Draft::new(source_id, kind, AccountRef::Tenant, origin, raw);
        let source = &mut draft.source;
        (source.text, source.fields) = fields.text();
        source.title = fields
            .filled(&["name", "title", "subject", "metric", "type"])
            .unwrap_or_else(|| kind.noun().to_owned());
        source.visibility = match kind {
            SourceKind::Activity => visibility(fields.get(&["visibility"]))?,
            SourceKind::Plan | SourceKind::Challenge | SourceKind::Objective | SourceKind::Kpi => Visibility::Shareable,
            _ => Visibility::Internal,
        };
        source.occurred_at = match kind {
            SourceKind::Activity => optional_day("date", fields.get(&["date", "activitydate", "createddate"]))?,
            SourceKind::Plan => fields.day(&["startdate", "start"]),
            SourceKind::Objective => within.plan_start,
            SourceKind::Kpi => fields.day(&["currentdate"]),
            SourceKind::PlaybookTask => fields.day(&["completed", "completeddate", "completedat"]),
            SourceKind::Risk => fields.day(&["raised", "raiseddate", "createddate"]),
            _ => None,
        };
        let (record, values) = typed(kind, fields, within)?;
        source.record = record;
        source.values = values;
        let parent = match kind {
            SourceKind::Activity => fields.get(&["parentid", "parent"]).to_owned(),
            _ => String::new(),
        };
        Ok(Self {
            id,
            container: within.container.clone(),
            parent,
            path: within.path.clone(),
            draft,
        })
    }

    pub(super) fn is_activity(&self) -> bool {
        self.draft.source.kind == SourceKind::Activity
    }

    /// The draft, now that it is settled what it hangs on.
    pub(super) fn finish(mut self, path: Vec<SourceId>, as_of: Date) -> Draft {
        let source = &mut self.draft.source;
        match source.kind {
            SourceKind::Activity => source.record = Some(Record::Activity(Activity { path })),
            // A plan may begin later than today; what it says is known today all the same.
            SourceKind::Plan | SourceKind::Objective => {
                source.occurred_at = source.occurred_at.filter(|day| *day <= as_of);
            }
            _ => {}
        }
        self.draft
    }
}

type Typed = (Option<Record>, Vec<Value>);

fn typed(kind: SourceKind, fields: &Fields, within: &Within) -> Result<Typed, String> {
    let name = fields.get(&["name", "title"]).to_owned();
    let status = GoalStatus::parse(fields.get(&["status"]));
    let owner = fields.filled(&["owner"]);
    let record = match kind {
        SourceKind::Plan => Record::Plan(Plan {
            name,
            start: fields.day(&["startdate", "start"]),
            end: fields.day(&["enddate", "end"]),
        }),
        SourceKind::Objective => Record::Goal(GoalRecord {
            name,
            description: fields.get(&["description"]).to_owned(),
            status,
            owner,
            due: fields.day(DUE),
        }),
        SourceKind::Risk => {
            let state = fields.get(&["status", "state"]).to_lowercase();
            Record::Risk(Risk {
                title: name,
                severity: fields.get(&["severity", "priority", "impact"]).to_owned(),
                open: !["closed", "resolved", "mitigated", "done", "cancelled", "canceled"].contains(&state.as_str()),
                owner,
            })
        }
        SourceKind::Kpi => return kpi(fields, status, within),
        _ => return Ok((None, Vec::new())),
    };
    Ok((Some(record), Vec::new()))
}

fn kpi(fields: &Fields, status: GoalStatus, within: &Within) -> Result<Typed, String> {
    let goal = within
        .path
        .iter()
        .rev()
        .find(|id| id.object() == "objective")
        .ok_or("a KPI belongs to an objective")?;
    let metric = fields.get(&["metric", "name", "title"]).to_owned();
    let unit = fields.get(&["unit", "units"]).to_owned();
    let baseline = fields.decimal(&["baseline", "baselinevalue"]);
    let target = fields.decimal(&["target", "targetvalue"]);
    let current = fields.decimal(&["current", "currentvalue", "actual"]);
    let due = fields.day(DUE);
    let current_date = fields.day(&["currentdate"]);
    let values = [
        (baseline, ValueRole::Baseline, fields.day(&["baselinedate"])),
        (target, ValueRole::Target, due),
        (current, ValueRole::Current, current_date),
    ]
    .into_iter()
    .filter_map(|(number, role, period)| {
        let (value, span) = number?;
        Some(Value {
            span,
            metric: metric.clone(),
            value,
            unit: unit.clone(),
            period,
            role,
        })
    })
    .collect();
    let number = |it: Option<(rust_decimal::Decimal, grounding::Span)>| it.map(|(value, _)| value);
    let record = Record::Kpi(Kpi {
        goal: goal.clone(),
        metric,
        unit,
        baseline: number(baseline),
        target: number(target),
        current: number(current),
        current_date,
        status,
        due,
    });
    Ok((Some(record), values))
}

fn visibility(word: &str) -> Result<Visibility, String> {
    match word.to_lowercase().as_str() {
        "shareable" | "public" | "customer" | "external" => Ok(Visibility::Shareable),
        "internal" | "" => Ok(Visibility::Internal),
        "restricted" | "confidential" | "private" => Ok(Visibility::Restricted),
        _ => Err(format!(
            "`visibility` `{word}` is none of `shareable`, `internal`, `restricted`"
        )),
    }
}
