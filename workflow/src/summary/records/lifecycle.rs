//! What the customer has got through: milestones, projects and goals (AS-9, its third block).

use grounding::text::find_dates;
use grounding::{Citation, Claim, ClaimKind, Field, Goal, GoalStatus, Milestone, Project, Source, SourceId, Standing};
use jiff::civil::Date;

use super::fields::{is_red, quoted};
use crate::account::{fact, status_words};
use crate::calendar::long_date;
use crate::cite::{cite_field, cite_value};
use crate::summary::facts::Facts;

/// What was got through within the window, the newest first: the projects, the other milestones,
/// the goals.
pub(super) fn lifecycle(facts: &Facts<'_>) -> Vec<Claim> {
    let projects: Vec<Through<'_>> = facts.ledger.projects().filter_map(|it| through(facts, it)).collect();
    let last: Vec<&SourceId> = projects.iter().map(|project| &project.milestone.0.id).collect();
    let mut dated: Vec<(Date, Claim)> = projects
        .iter()
        .map(|project| (project.day, told_project(project)))
        .collect();
    let milestones = facts
        .ledger
        .milestones()
        .filter(|(source, _)| !last.contains(&&source.id));
    dated.extend(milestones.filter_map(|(source, it)| Some((it.completed?, told_milestone(facts, source, it)?))));
    dated.retain(|(day, _)| facts.is_recent(*day));
    dated.sort_by(|(left, _), (right, _)| right.cmp(left));
    let goals = facts.ledger.goals().iter().filter_map(|goal| told_goal(facts, goal));
    let told = dated.into_iter().map(|(_, claim)| claim).chain(goals);
    let activity = |claim| Claim {
        kind: ClaimKind::Activity,
        standing: Standing::Activity,
        ..claim
    };
    told.map(activity).collect()
}

/// A project of which every milestone is reached, with the one reached last. What is red by its own
/// status is no achievement, however far it has come.
struct Through<'f> {
    project: (&'f Source, &'f Project),
    milestone: (&'f Source, &'f Milestone),
    day: Date,
}

fn through<'f>(facts: &'f Facts<'_>, project: (&'f Source, &'f Project)) -> Option<Through<'f>> {
    let own = facts.ledger.milestones().filter(|(_, it)| it.project == project.0.id);
    let own: Vec<(&Source, &Milestone)> = own.collect();
    let all = own.iter().all(|(_, it)| it.completed.is_some());
    let last = own.into_iter().max_by_key(|(source, it)| (it.completed, &source.id))?;
    let day = last.1.completed.filter(|_| all && !is_red(project.0))?;
    Some(Through {
        project,
        milestone: last,
        day,
    })
}

fn told_project(through: &Through<'_>) -> Claim {
    let ((source, project), (other, milestone)) = (through.project, through.milestone);
    let text = format!(
        "The project {} was completed on {} with the milestone {}.",
        quoted(source, &project.name),
        long_date(through.day),
        quoted(other, &milestone.name),
    );
    let reached = reached(other, milestone, through.day);
    fact(
        text,
        std::iter::once(cite_value(source, &project.name))
            .chain(reached)
            .collect(),
    )
}

fn told_milestone(facts: &Facts<'_>, source: &Source, milestone: &Milestone) -> Option<Claim> {
    let day = milestone.completed?;
    let project = facts
        .ledger
        .projects()
        .find(|(source, _)| source.id == milestone.project);
    let of = project.map(|(source, project)| format!(" of {}", quoted(source, &project.name)));
    let text = format!(
        "The milestone {}{} was reached on {}.",
        quoted(source, &milestone.name),
        of.unwrap_or_default(),
        long_date(day),
    );
    let project = project.map(|(source, project)| cite_value(source, &project.name));
    Some(fact(
        text,
        reached(source, milestone, day).into_iter().chain(project).collect(),
    ))
}

fn reached(source: &Source, milestone: &Milestone, day: Date) -> [Citation; 2] {
    [cite_value(source, &milestone.name), cite_reached(source, day)]
}

/// Cites the line that says that a milestone was reached on a day: not the line on which it was to
/// be, where both name the same day.
fn cite_reached(source: &Source, day: Date) -> Citation {
    let has_day = |field: &&Field| {
        let mentions = find_dates(&source.text[field.span.range()]);
        mentions.iter().any(|it| it.date == day)
    };
    let named = source.fields.iter().filter(has_day);
    let is_plan = |field: &&Field| {
        let name = field.name.to_lowercase();
        ["due", "target", "plan", "start"]
            .into_iter()
            .any(|word| name.contains(word))
    };
    let field = named.min_by_key(|field| is_plan(field));
    cite_field(source, field.map_or("", |field| &field.name))
}

/// A goal that its plan calls completed. No record says when that was; where none of its KPIs was
/// measured within the window and it wasn't due in it either, it is an older story.
fn told_goal(facts: &Facts<'_>, goal: &Goal) -> Option<Claim> {
    let source = facts.ledger.source(&goal.id)?;
    let measured = goal.kpis.iter().filter_map(|(_, kpi)| kpi.current_date).max();
    let day = measured.or(goal.due())?;
    if goal.record.status != GoalStatus::Completed || !facts.is_recent(day) {
        return None;
    }
    let (words, status) = status_words(source, GoalStatus::Completed)?;
    let text = format!("The goal {} is {words}.", quoted(source, &goal.record.name));
    Some(fact(text, vec![cite_value(source, &goal.record.name), status]))
}
