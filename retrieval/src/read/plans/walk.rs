//! The way through a nested document.

use grounding::{SourceId, SourceKind};
use jiff::civil::Date;
use serde_json::value::RawValue;

use super::super::Quarantined;
use super::super::json::{self, RawObject};
use super::super::outcome::ExportFile;
use super::node::Node;
use super::object::Fields;

/// Collects the objects of one account.
pub(super) struct Walk<'a> {
    pub(super) nodes: Vec<Node>,
    pub(super) bad: Vec<Quarantined>,
    file: &'a ExportFile<'a>,
}

/// What an object stands within.
#[derive(Debug, Clone, Default)]
pub(super) struct Within {
    /// The id of the innermost object.
    pub(super) container: String,
    pub(super) path: Vec<SourceId>,
    /// The first day of the plan.
    pub(super) plan_start: Option<Date>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(file: &'a ExportFile<'a>) -> Self {
        Self {
            nodes: Vec::new(),
            bad: Vec::new(),
            file,
        }
    }

    /// Goes through an account and hands back its own fields.
    pub(super) fn account(&mut self, raw: &RawValue, at: &str) -> Fields {
        let Some(object) = RawObject::of(raw) else {
            self.refuse(raw, at, "an account is an object");
            return Fields::of(&RawObject(Vec::new()));
        };
        let fields = Fields::of(&object);
        let within = Within {
            container: fields.get(&["accountid", "id"]).to_owned(),
            ..Within::default()
        };
        self.lists(&object, at, &within);
        fields
    }

    /// Goes through those lists of an object that are known.
    fn lists(&mut self, object: &RawObject<'_>, at: &str, within: &Within) {
        for (name, raw) in &object.0 {
            let Some((kind, name_in_ids)) = kind_of(name) else {
                continue;
            };
            let Some(elements) = json::list(raw) else { continue };
            for (index, element) in elements.into_iter().enumerate() {
                let separator = if at.is_empty() { "" } else { "." };
                let at = format!("{at}{separator}{name}[{index}]");
                self.object(element, kind, name_in_ids, &at, within);
            }
        }
    }

    fn object(&mut self, raw: &RawValue, kind: SourceKind, name: &str, at: &str, within: &Within) {
        let Some(object) = RawObject::of(raw) else {
            self.refuse(raw, at, "expected an object");
            return;
        };
        let fields = Fields::of(&object);
        let node = match Node::new(kind, name, &fields, within, self.file.place(at), raw.get().as_bytes()) {
            Ok(node) => node,
            Err(reason) => {
                self.refuse(raw, at, &reason);
                return;
            }
        };
        let mut path = within.path.clone();
        path.push(node.draft.source.id.clone());
        let inner = Within {
            container: node.id.clone(),
            path,
            plan_start: if kind == SourceKind::Plan {
                fields.day(&["startdate", "start"])
            } else {
                within.plan_start
            },
        };
        self.nodes.push(node);
        self.lists(&object, at, &inner);
    }

    fn refuse(&mut self, raw: &RawValue, at: &str, reason: &str) {
        self.bad.push(Quarantined {
            at: if at.is_empty() { "file" } else { at }.to_owned(),
            reason: reason.to_owned(),
            raw: raw.get().as_bytes().to_owned(),
        });
    }
}

/// What the elements of a list are, and what they are called in source ids.
fn kind_of(list: &str) -> Option<(SourceKind, &'static str)> {
    let folded: String = list
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|it| it.to_ascii_lowercase())
        .collect();
    Some(match folded.as_str() {
        "successplans" | "plans" => (SourceKind::Plan, "plan"),
        "businesschallenges" | "challenges" => (SourceKind::Challenge, "challenge"),
        "objectives" | "goals" => (SourceKind::Objective, "objective"),
        "kpis" | "metrics" => (SourceKind::Kpi, "kpi"),
        "playbooks" => (SourceKind::Playbook, "playbook"),
        "tasks" => (SourceKind::PlaybookTask, "task"),
        "activities" => (SourceKind::Activity, "activity"),
        "risks" => (SourceKind::Risk, "risk"),
        _ => return None,
    })
}
