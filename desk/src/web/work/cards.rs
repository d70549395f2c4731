//! What a scorecard waits for from somebody: answers, tasks, a review.

use workflow::run::Signer;
use workflow::scorecard::{Part, Scorecard, ScorecardState};

use super::Waiting;

/// What the scorecard waits for from whoever looks.
pub(super) fn waiting(card: &Scorecard, signer: &Signer<'_>) -> Option<Waiting> {
    let plays = |part: Part| {
        let login = card.people.get(&part).and_then(|it| it.login.as_ref());
        login == Some(&signer.person.login)
    };
    let at = card.next_task()?;
    let (to_do, part) = match card.state {
        ScorecardState::InReview(_) if plays(Part::Supervisor) => ("Approve or reject it".to_owned(), "review"),
        ScorecardState::Open if at == card.template().review() && plays(Part::CsRep) => {
            ("Send it to its supervisor's review".to_owned(), "review")
        }
        ScorecardState::Open if at != card.template().review() => {
            let task = card.template().tasks.get(at).filter(|task| plays(task.role))?;
            (to_do(card, signer, &task.title), "tasks")
        }
        _ => return None,
    };
    Some(Waiting {
        due: card.next_due(),
        account: card.account().clone(),
        what: format!("{} {}", card.template().title, card.started.number),
        to_do,
        address: format!("/scorecards/{}#{part}", card.id),
    })
}

/// A task that comes next, and what beside it may be done.
fn to_do(card: &Scorecard, signer: &Signer<'_>, title: &str) -> String {
    if card.submit(signer).is_ok() {
        format!("{title}, or send it to its supervisor's review without that")
    } else if card.rejections.is_empty() {
        title.to_owned()
    } else {
        format!("{title}, after it was rejected")
    }
}
