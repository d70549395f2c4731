//! What is left to do for the account, across its runs and scorecards.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use workflow::brief::RunState;
use workflow::run::Run;
use workflow::scorecard::Scorecard;

use super::briefs::title;
use super::{Head, Tab, opened};
use crate::service::review::list::RunFilter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, page};
use crate::web::portfolio::DayView;
use crate::web::visitor::Visitor;
use crate::web::words::sentence;

#[derive(Template)]
#[template(path = "web/accounts/tasks.html")]
struct TasksPage {
    frame: Frame,
    head: Head,
    /// The most pressing one first.
    tasks: Vec<TaskView>,
}

/// Something that is left to do.
struct TaskView {
    title: String,
    who: String,
    day: Option<Date>,
    due: Option<DayView>,
    /// Whether nothing after it may be done before it.
    stop: bool,
    /// Where it is done, and what that is called.
    address: String,
    place: String,
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let opened = opened(&app, &visitor, &name, Tab::Tasks).await?;
    let service = visitor.service(&app);
    let account = opened.account.id.as_str();
    let filter = RunFilter {
        all: true,
        account: Some(account),
    };
    let (runs, cards) = (service.waiting(filter).await?, service.scorecards(Some(account)).await?);
    let today = app.today();
    let of_runs = runs.iter().flat_map(|run| of_run(run, today));
    let of_cards = cards.iter().flat_map(|card| of_card(card, today));
    let mut tasks: Vec<TaskView> = of_runs.chain(of_cards).collect();
    tasks.sort_by_key(|task| task.day.unwrap_or(Date::MAX));
    page(&TasksPage {
        tasks,
        head: opened.head,
        frame: opened.frame,
    })
}

/// The open tasks of a run, as long as there is anything to come of it.
fn of_run(run: &Run, today: Date) -> Vec<TaskView> {
    let is_over = matches!(run.state.word(), RunState::Superseded | RunState::Failed) || run.completed.is_some();
    let tasks = run
        .tasks
        .iter()
        .enumerate()
        .filter(|(_, task)| !is_over && task.done.is_none());
    let views = tasks.map(|(at, task)| {
        let day = run.due(at);
        let assigned = run.people.get(&task.role).filter(|it| it.login == task.assignee);
        TaskView {
            title: sentence(&task.title),
            who: assigned
                .map(|it| it.name.clone())
                .or_else(|| task.assignee.clone())
                .unwrap_or_else(|| format!("the {}", task.role.noun())),
            day,
            due: day.map(|day| DayView::of(day, today)),
            stop: task.stop,
            address: format!("/runs/{}#tasks", run.id),
            place: format!("{} {}", title(&run.started.kind), run.started.number),
        }
    });
    views.collect()
}

/// The open tasks of a scorecard that is being filled or reviewed.
fn of_card(card: &Scorecard, today: Date) -> Vec<TaskView> {
    // Only as long as it waits for somebody is anything of it due.
    if card.next_due().is_none() {
        return Vec::new();
    }
    let view = card.view(today);
    let who = |part| {
        let person = card.people.get(&part).map(|it| it.name.clone());
        person.unwrap_or_else(|| format!("the {}", part.noun()))
    };
    let tasks = view.tasks.into_iter().filter(|task| task.done.is_none());
    let views = tasks.map(|task| TaskView {
        title: sentence(&task.title),
        who: who(task.role),
        day: task.due,
        due: task.due.map(|day| DayView::of(day, today)),
        stop: task.stop,
        address: format!("/scorecards/{}", card.id),
        place: format!("{} {}", card.template().title, card.started.number),
    });
    views.collect()
}
