//! A scorecard for a program.

use grounding::Citation;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::event::{Alert, Attachment};
use super::score::Scores;
use super::template::{Half, Kind, Part, TaskSpec};
use super::value::Value;
use super::{Said, Scorecard};
use crate::health::Level;

/// A scorecard in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScorecardLine {
    /// Its id.
    pub id: String,
    /// The account.
    pub account_id: String,
    /// The template.
    pub template: String,
    /// Counts the account's scorecards of that template, from 1.
    pub number: u32,
    /// Where it stands: `open`, `in_review`, `approved` or `superseded`.
    pub state: &'static str,
    /// The next day on which something of it is due; none once nothing is.
    pub next_due: Option<Date>,
    /// Whether that day is past.
    pub overdue: bool,
    /// The total, from 0 to 100; none where nothing counts yet.
    #[schemars(with = "Option<String>")]
    pub total: Option<Decimal>,
    /// Its level.
    pub level: Level,
    /// When the account is assessed again; none before it is approved.
    pub reassess_on: Option<Date>,
}

/// A scorecard in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScorecardView {
    /// `vouch.scorecard/1`.
    pub schema: &'static str,
    /// What a list has of it.
    #[serde(flatten)]
    pub line: ScorecardLine,
    /// The account's display name.
    pub account_name: String,
    /// The template's title and version.
    pub title: String,
    /// The template's version.
    pub version: u32,
    /// Who began it, and when.
    pub begun: By,
    /// The day it is due.
    pub due: Date,
    /// `sha256:` over what it says.
    pub digest: String,
    /// Who plays which part.
    pub people: Vec<PartView>,
    /// The questions and their answers.
    pub sections: Vec<SectionView>,
    /// The scores.
    pub scores: Scores,
    /// The tasks, in order.
    pub tasks: Vec<TaskView>,
    /// The copies that were attached.
    pub copies: Vec<Attachment>,
    /// Who rejected it, with what comment.
    pub rejections: Vec<RejectionView>,
    /// Who approved it.
    pub approved: Option<By>,
    /// What was alerted when it was approved.
    pub alerts: Vec<Alert>,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct By {
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// The day under it.
    pub day: Date,
}

/// Who plays a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartView {
    /// The part.
    pub part: Part,
    /// Who; none while nobody is known.
    pub name: Option<String>,
    /// Their login.
    pub login: Option<String>,
}

/// A section and its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectionView {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its half.
    pub half: Half,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// A field and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldView {
    /// Its name.
    pub id: String,
    /// The question.
    pub question: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Whether it must be answered.
    pub required: bool,
    /// `empty`, `unconfirmed`, `filled`, `confirmed`, `corrected` or `not_applicable`.
    pub status: &'static str,
    /// The answer; what the records say, while it is unconfirmed.
    pub value: Option<Value>,
    /// The same as a person reads it; empty where there is none.
    pub told: String,
    /// Why it was corrected, or says nothing of the account; empty where neither is the case.
    pub reason: String,
    /// The points of the answer, from 0 to 100; none where it isn't scored or nobody stands by it.
    #[schemars(with = "Option<String>")]
    pub points: Option<Decimal>,
    /// Its level.
    pub level: Option<Level>,
    /// The words that the records' answer rests on.
    pub citations: Vec<Citation>,
    /// Who answered; none where nobody has.
    pub by: Option<By>,
}

/// A task and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TaskView {
    /// Its name.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Who does it.
    pub role: Part,
    /// Whether nothing after it may be done before it.
    pub stop: bool,
    /// When it is due; none while there is no date to count from.
    pub due: Option<Date>,
    /// Who has done it; none while it is open.
    pub done: Option<By>,
    /// What was noted with it; may be empty.
    pub note: String,
}

/// A rejection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RejectionView {
    /// Who, and when.
    pub by: By,
    /// What was said with it; none where nothing was.
    pub comment: Option<String>,
}

impl From<&crate::run::Signed> for By {
    fn from(signed: &crate::run::Signed) -> Self {
        Self {
            name: signed.name.clone(),
            at: signed.at,
            day: signed.day,
        }
    }
}

impl Scorecard {
    /// The scorecard in a list; `today` tells what is overdue.
    pub fn line(&self, today: Date) -> ScorecardLine {
        let total = self.scores().total;
        let next_due = self.next_due();
        ScorecardLine {
            id: self.id.clone(),
            account_id: self.account().to_string(),
            template: self.template().name.clone(),
            number: self.started.number,
            state: self.state.word(),
            overdue: next_due.is_some_and(|due| due < today),
            next_due,
            total: total.score,
            level: total.level,
            reassess_on: self.reassess_on(),
        }
    }

    /// The scorecard in full.
    pub fn view(&self, today: Date) -> ScorecardView {
        let template = self.template();
        let sections = template.sections.iter().map(|section| SectionView {
            id: section.id.clone(),
            title: section.title.clone(),
            half: section.half,
            fields: section.fields.iter().map(|field| self.field_view(field)).collect(),
        });
        let people = Part::ALL.into_iter().map(|part| {
            let assignee = self.people.get(&part);
            PartView {
                part,
                name: assignee.map(|it| it.name.clone()),
                login: assignee.and_then(|it| it.login.clone()),
            }
        });
        let tasks = template
            .tasks
            .iter()
            .enumerate()
            .map(|(at, task)| self.task_view(at, task));
        ScorecardView {
            schema: "vouch.scorecard/1",
            line: self.line(today),
            account_name: self.started.account_name.clone(),
            title: template.title.clone(),
            version: template.version,
            begun: By::from(&self.began),
            due: self.due,
            digest: self.digest(),
            people: people.collect(),
            sections: sections.collect(),
            scores: self.scores(),
            tasks: tasks.collect(),
            copies: self.copies.iter().map(|(_, copy)| copy.clone()).collect(),
            rejections: self
                .rejections
                .iter()
                .map(|(signed, comment)| RejectionView {
                    by: By::from(signed),
                    comment: comment.clone(),
                })
                .collect(),
            approved: self.approved().map(By::from),
            alerts: self.alerts.iter().map(|(_, alert)| alert.clone()).collect(),
        }
    }

    pub(super) fn field_view(&self, field: &super::template::Field) -> FieldView {
        let answer = self.answers.get(&field.id);
        let on_record = self.on_record(&field.id);
        let (status, reason) = match answer.map(|it| &it.said) {
            None if on_record.is_some() => ("unconfirmed", ""),
            None => ("empty", ""),
            Some(Said::Filled(_)) => ("filled", ""),
            Some(Said::Confirmed(_)) => ("confirmed", ""),
            Some(Said::Corrected { reason, .. }) => ("corrected", reason.as_str()),
            Some(Said::NotApplicable { reason }) => ("not_applicable", reason.as_str()),
        };
        let unconfirmed = on_record.filter(|_| answer.is_none()).map(|it| &it.value);
        let stood_by = self.value(&field.id);
        let value = stood_by.or(unconfirmed);
        let points = stood_by.and_then(|value| field.points(value));
        FieldView {
            id: field.id.clone(),
            question: field.question.clone(),
            kind: field.kind,
            required: field.required,
            status,
            value: value.cloned(),
            told: value.map(|value| field.told(value)).unwrap_or_default(),
            reason: reason.to_owned(),
            points: points.map(|it| it.points),
            level: points.map(|it| it.level.unwrap_or_else(|| self.template().levels.of(Some(it.points)))),
            citations: on_record.map(|it| it.citations.clone()).unwrap_or_default(),
            by: answer.map(|it| By::from(&it.signed)),
        }
    }

    fn task_view(&self, at: usize, task: &TaskSpec) -> TaskView {
        TaskView {
            id: task.id.clone(),
            title: task.title.clone(),
            role: task.role,
            stop: task.stop,
            due: self.due_of(at),
            done: self.done.get(&task.id).map(By::from),
            note: self.notes.get(&task.id).cloned().unwrap_or_default(),
        }
    }
}
