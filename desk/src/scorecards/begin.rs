//! Beginning a scorecard.

use grounding::Account;
use jiff::civil::Date;
use store::{Alongside, Batch, Store, StoreError};
use workflow::brief::brief_id;
use workflow::log::{Event, scorecard_stream};
use workflow::people::Person;
use workflow::run::Signer;
use workflow::scorecard::{Begin, Prefilled, Scorecard, ScorecardEvent, Template, start};

use super::{all, refused};
use crate::failure::{Hinted, Kind};
use crate::session::Session;
use crate::streams::ATTEMPTS;

/// A scorecard to be begun.
pub(crate) struct Beginning<'a> {
    /// The account.
    pub(crate) account: &'a Account,
    /// The template.
    pub(crate) template: &'a Template,
    /// The day it is due; none for the template's.
    pub(crate) due: Option<Date>,
    /// Everybody the desk knows.
    pub(crate) people: &'a [Person],
    /// What the records answer, by field.
    pub(crate) prefilled: &'a [(String, Prefilled)],
    /// Whether it takes the place of one that is open.
    pub(crate) supersede: bool,
}

/// Begins a scorecard. An account has one open scorecard by a template at a time: its id follows
/// from the account, the template and its number, so that of two who begin one at once, one is
/// told of the other's.
pub(crate) async fn begin(
    store: &Store,
    session: &Session,
    signer: &Signer<'_>,
    asked: &Beginning<'_>,
) -> anyhow::Result<Scorecard> {
    for _ in 0..ATTEMPTS {
        let mut own = all(store).await?;
        own.retain(|card| *card.account() == asked.account.id && card.template().name == asked.template.name);
        let open = own.iter().find(|card| card.is_open());
        let number = own.iter().map(|card| card.started.number).max().unwrap_or_default() + 1;
        let begun = Begin {
            account: asked.account,
            template: asked.template,
            number,
            due: asked.due,
            people: asked.people,
            prefilled: asked.prefilled,
        };
        let event = start(signer, begun).map_err(|error| refused(&error))?;
        if let Some(open) = open.filter(|_| !asked.supersede) {
            return Err(still_open(open));
        }
        let id = brief_id(&[
            "scorecard",
            asked.account.id.as_str(),
            &asked.template.name,
            &number.to_string(),
        ]);
        let card = Scorecard::replay(&id, [(&signer.signed, &event)])?;
        let (stream, events) = (scorecard_stream(&id), [Event::Scorecard(event)]);
        let mut batches = vec![batch(&stream, 0, &events)];
        let replaced = open.map(|open| {
            let event = ScorecardEvent::Superseded { by: id.clone() };
            (scorecard_stream(&open.id), open.steps, [Event::Scorecard(event)])
        });
        if let Some((stream, steps, events)) = &replaced {
            batches.push(batch(stream, *steps, events));
        }
        match store.append(session.author(), signer.signed.at, &batches).await {
            Err(StoreError::Moved { .. }) => {}
            done => {
                done?;
                return Ok(card);
            }
        }
    }
    anyhow::bail!("the account's scorecards are being changed by others all the time; try again in a moment")
}

fn batch<'a>(stream: &'a str, after: u32, events: &'a [Event]) -> Batch<'a> {
    Batch {
        stream,
        after,
        events,
        alongside: Alongside::default(),
    }
}

fn still_open(card: &Scorecard) -> anyhow::Error {
    let message = format!(
        "a scorecard of `{}` by the template `{}` is open: `{}`",
        card.account(),
        card.template().name,
        card.id
    );
    let hints = [
        format!("`vouch scorecard show {}` says what is left to do", card.id),
        "`--supersede` begins another in its place".to_owned(),
    ];
    Hinted::new(message, hints).of_kind(Kind::Refused).into()
}
