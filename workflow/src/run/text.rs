//! A run as a terminal shows it, above its brief: what waits for whom, and what has happened.

use jiff::civil::Date;

use super::{Run, Saved, Signature, State, Subject};
use crate::brief::text::layout::Page;
use crate::brief::{RunState, TextStyle};
use crate::calendar::long_date;
use crate::people::Role;

/// Prints where a run stands: approvals, tasks, what is to be decided or judged, gates, comments.
/// `today` tells what is overdue.
pub fn render_standing(run: &Run, today: Date, style: TextStyle) -> String {
    let mut page = Page::new(style);
    page.ends(
        &format!("Run {} \u{b7} version {}", run.id, run.version),
        state_word(run),
    );
    page.plain(&format!(
        "digest {}",
        run.digest
            .strip_prefix("sha256:")
            .unwrap_or(&run.digest)
            .get(..16)
            .unwrap_or_default()
    ));
    approvals(&mut page, run);
    open_subjects(&mut page, run);
    to_judge(&mut page, run);
    tasks(&mut page, run, today);
    gates(&mut page, run);
    said(&mut page, run);
    page.finish()
}

/// A run in a list, in two or three lines: what it is, where it stands and when it is due, and whom
/// it waits for.
pub fn render_line(run: &Run, today: Date) -> String {
    let due = match run.next_due() {
        Some(due) if due < today => format!("overdue since {due}"),
        Some(due) => format!("due {due}"),
        None => "no date".to_owned(),
    };
    let waits: Vec<String> = run
        .waits_for()
        .iter()
        .map(|role| match run.people.get(role) {
            Some(person) => format!("{} {}", role.noun(), person.name),
            None => role.noun().to_owned(),
        })
        .collect();
    let waits = if waits.is_empty() {
        String::new()
    } else {
        format!("\n    waits for {}", waits.join(" and "))
    };
    format!(
        "{}  {} \u{b7} {} {}\n    {}  {due}  {} to look at{waits}",
        run.id,
        run.account(),
        run.started.kind,
        run.started.number,
        state_word(run),
        run.started.risk,
    )
}

fn state_word(run: &Run) -> &'static str {
    if run.completed.is_some() {
        return "complete";
    }
    match run.state.word() {
        RunState::Paused => "paused",
        RunState::Stopped => "stopped",
        RunState::Failed => "failed",
        RunState::InReview => "in review",
        RunState::Returned => "returned",
        RunState::Approved => "approved",
        RunState::Superseded => "superseded",
    }
}

fn approvals(page: &mut Page, run: &Run) {
    page.title("Approvals");
    if let State::Superseded(superseded) = &run.state {
        page.item('!', &format!("run {} took its place", superseded.by));
    }
    if let State::Returned(returned) = &run.state {
        let because = &returned.because;
        let material = if because.material { ", material" } else { "" };
        page.item(
            '!',
            &format!(
                "{} ({}) sent it back on {}{material}: {}",
                returned.signed.name,
                because.role.noun(),
                long_date(returned.signed.day),
                because.comment
            ),
        );
        for missing in &because.missing {
            page.item('?', missing);
        }
    }
    let signed = run.state.signatures();
    for role in run.started.plan.roles() {
        let given = signed.iter().find(|it| it.approval.role == role);
        if let Some(signature) = given {
            page.item('\u{2714}', &given_line(role, signature));
        } else {
            let who = run.people.get(&role).map(|person| format!(" {}", person.name));
            page.item('?', &format!("{}{}: not yet", role.noun(), who.unwrap_or_default()));
        }
    }
    let items: Vec<String> = run
        .started
        .plan
        .items
        .iter()
        .map(|item| format!("`{}` ({})", item.name, item.text))
        .collect();
    page.plain(&format!("    each answers for {}", items.join(", ")));
}

fn given_line(role: Role, signature: &Signature) -> String {
    let approval = &signature.approval;
    let looked = match (approval.opened.len(), &approval.unopened_because) {
        (0, Some(because)) => format!("opened no source: {because}"),
        (1, _) => "opened one source".to_owned(),
        (count, _) => format!("opened {count} sources"),
    };
    let comment = if approval.comment.is_empty() {
        String::new()
    } else {
        format!(" \u{2014} {}", approval.comment)
    };
    format!(
        "{} {}, {}; {looked}{comment}",
        role.noun(),
        signature.signed.name,
        long_date(signature.signed.day)
    )
}

fn open_subjects(page: &mut Page, run: &Run) {
    let open = run.undecided();
    if open.is_empty() && run.decisions.is_empty() {
        return;
    }
    page.title("To decide");
    for subject in &open {
        page.item('?', &format!("{}  {}{}", subject.name, subject.text, quotes(subject)));
    }
    for (signed, decided) in &run.decisions {
        page.item(
            '\u{2714}',
            &format!("{}  {} decided: {}", decided.subject.name, signed.name, decided.answer),
        );
    }
}

/// Where several words stand against one another, they are numbered, so that one can be named.
fn quotes(subject: &Subject) -> String {
    if subject.citations.len() < 2 {
        return String::new();
    }
    let numbered = subject.citations.iter().enumerate();
    let quotes: Vec<String> = numbered
        .map(|(at, it)| format!("({}) \u{201C}{}\u{201D}", at + 1, it.quote.trim()))
        .collect();
    format!(" {}", quotes.join(" "))
}

fn to_judge(page: &mut Page, run: &Run) {
    if run.to_judge.is_empty() {
        return;
    }
    page.title("Claims for a person");
    for (claim, routes) in &run.to_judge {
        if let Some(judged) = run.judged.get(claim) {
            let verdict = if judged.accepted { "accepted" } else { "rejected" };
            let said = format!("{claim}  {verdict} by {}: {}", judged.signed.name, judged.reason);
            page.item('\u{b7}', &said);
        } else {
            let roles: Vec<&str> = routes.iter().map(|route| Role::from(*route).noun()).collect();
            page.item('?', &format!("{claim}  {}", roles.join(" or ")));
        }
    }
}

fn tasks(page: &mut Page, run: &Run, today: Date) {
    if run.tasks.is_empty() {
        return;
    }
    page.title("Tasks");
    for (at, task) in run.tasks.iter().enumerate() {
        let cast = run.people.get(&task.role);
        let who = match &task.assignee {
            Some(login) if cast.is_none_or(|it| it.login.as_ref() != Some(login)) => Some(login.clone()),
            _ => cast.map(|it| it.name.clone()),
        };
        let who = who.map(|name| format!(" {name}")).unwrap_or_default();
        let stop = if task.stop { ", stop" } else { "" };
        let due = match (&task.done, run.due(at)) {
            (Some(done), _) => format!("done by {}, {}", done.name, long_date(done.day)),
            (None, Some(due)) if due < today => format!("overdue since {}", long_date(due)),
            (None, Some(due)) => format!("by {}", long_date(due)),
            (None, None) => "no date yet".to_owned(),
        };
        let mark = if task.done.is_some() { '\u{2714}' } else { '\u{b7}' };
        page.item(
            mark,
            &format!("{}  {} ({}{who}{stop}) {due}", task.id, task.title, task.role.noun()),
        );
    }
}

fn gates(page: &mut Page, run: &Run) {
    let gates = run.gates();
    if gates.is_empty() {
        return;
    }
    page.title("Gates");
    for gate in gates {
        let (mark, state) = if gate.passed {
            ('\u{b7}', "open")
        } else {
            ('!', "closed")
        };
        page.item(
            mark,
            &format!("{} is {state}: {}", gate.name.replace('_', " "), gate.why),
        );
    }
}

fn said(page: &mut Page, run: &Run) {
    if !run.comments.is_empty() {
        page.title("Comments");
        for (signed, text, claim) in &run.comments {
            let about = claim.as_ref().map(|claim| format!(" on {claim}")).unwrap_or_default();
            page.item('\u{b7}', &format!("{}{about}: {text}", signed.name));
        }
    }
    if !run.saved.is_empty() {
        page.title("Saved as");
        for Saved { signed, name, .. } in &run.saved {
            page.item(
                '\u{b7}',
                &format!("{name} \u{2014} {}, {}", signed.name, long_date(signed.day)),
            );
        }
    }
    if !run.links.is_empty() {
        page.title("Belongs with");
        for (_, relation, target) in &run.links {
            page.item('\u{b7}', &format!("{}: {target}", relation.word().replace('_', " ")));
        }
    }
    if !run.attached.is_empty() {
        page.title("Attached to");
        for (_, target) in &run.attached {
            page.item('\u{b7}', target);
        }
    }
}
