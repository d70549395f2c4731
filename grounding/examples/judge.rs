//! May this sentence be said, on these words of a customer's?
//!
//! ```text
//! cargo run -p grounding --example judge -- "QUOTE" "CLAIM"
//! ```
//!
//! Builds a ledger of one call, verifies one claim that cites it, and prints the findings as a
//! compiler would.

use std::sync::Arc;

use grounding::{
    Account, AccountId, Affiliation, Audience, Author, Citation, Claim, ClaimKind, ClaimOrigin, Draft, Ledger, Place,
    Policy, RenderStyle, Source, SourceId, SourceKind, Span, Standing, State, View, Visibility, render, verify,
};
use jiff::civil::date;

fn main() {
    #[expect(clippy::disallowed_methods, reason = "an example is no part of the crate")]
    let mut arguments = std::env::args().skip(1);
    let quote = arguments
        .next()
        .unwrap_or_else(|| "We went from about nine hours to six since the rollout.".to_owned());
    let text = arguments
        .next()
        .unwrap_or_else(|| "Reporting fell from nine hours to five in all teams.".to_owned());
    let account = Account {
        id: AccountId::new("acme"),
        name: "Acme Ltd".to_owned(),
        aliases: Vec::new(),
    };
    let call = Source {
        id: SourceId::new("gong", "call", "1"),
        revision: 1,
        account: Some(account.id.clone()),
        kind: SourceKind::Call,
        title: "Monthly call".to_owned(),
        authors: vec![Author {
            span: Span::new(0, quote.len()),
            name: "Dana Reyes".to_owned(),
            email: None,
            affiliation: Affiliation::Customer,
        }],
        occurred_at: Some(date(2026, 6, 1)),
        visibility: Visibility::Shareable,
        state: State::Live,
        text: quote.clone(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    };
    let claim = Claim {
        id: "c1".to_owned(),
        text,
        kind: ClaimKind::Fact,
        standing: Standing::Fact,
        goal_id: None,
        audience: Audience::Internal,
        citations: vec![Citation::new(call.id.clone(), quote)],
        origin: ClaimOrigin::Human,
        parent: None,
    };
    let draft = Draft::new(account.id.clone(), vec![claim]);
    let view = View {
        as_of: date(2026, 6, 30),
        audience: Audience::Internal,
    };
    let ledger = Ledger::new(account, view, vec![Arc::new(call)]);
    let style = RenderStyle {
        color: false,
        width: 100,
    };
    #[expect(clippy::print_stdout, reason = "an example shows what it found")]
    for verified in verify(&ledger, &draft, &Policy::default()).claims {
        println!("{:?}", verified.verdict);
        for finding in &verified.diagnostics {
            println!("\n{}", render(finding, Some(&verified.claim), &ledger, style));
        }
    }
}
