//! A small world for the tests that throw odd input at the verifier.

use std::sync::Arc;

use grounding::{
    Account, AccountId, Affiliation, Audience, Author, Citation, Claim, ClaimKind, ClaimOrigin, Diagnostic, LabelPlace,
    Ledger, Place, RecordText, RenderStyle, Source, SourceId, SourceKind, Span, Standing, State, View, Visibility,
    render,
};
use jiff::civil::date;

/// Pieces that figures, dates and denials are read from, and those that get in their way.
pub(crate) const TOKENS: &[&str] = &[
    "2018 $19.6",
    "-5%",
    "\u{20ac}",
    "1,2,3",
    "1.2.3,4%%%",
    "1.234,50",
    "\u{bd}",
    "9\u{b2}",
    "Q3",
    "31 May",
    "31 February 2026",
    "2026-05-14",
    "2026-13-45",
    "14/05/2026",
    "May",
    "from",
    "to",
    "not",
    "no longer",
    "Discount: none",
    "without",
    "declined",
    "%",
    "% of",
    "pp",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{202e}",
    "\u{feff}",
    "\u{2026}",
    "...",
    "(",
    "]",
    "(8)",
    "3x",
    "ten to",
    "and a half",
    "half of",
    "two thirds",
    "twenty-",
    "eight (8) weeks",
    "GBP",
    "USD 1.2 million",
    "$",
    "k",
    "9999999999999999999999999999",
    "0",
    "0%",
    "7.2 h",
    "12.7 hours",
    "in a month",
    "a",
    "and",
    "or",
    ";",
    ":",
    "|",
    "- ",
    "# ",
    "**",
    "_",
    "&amp;",
    "&#x31;",
    "&#0;",
    "\n",
    "\r\n",
    "\t",
    ".",
    "!",
    "?",
    "\u{201c}",
    "\u{2019}",
    "'",
    "\"",
    "\u{5d4}\u{5e6}\u{5d5}\u{5d5}\u{5ea}",
    "\u{645}\u{62e}\u{637}\u{637}",
    "\u{6f22}\u{5b57}",
    "\u{664}\u{662}",
    "\u{ff14}\u{ff12}",
    "\u{130}",
    "\u{df}",
    "\u{fb01}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "The team",
    "Acme",
    "planner",
    "depot",
    "reporting fell",
    "because of",
    "we expect",
    "may",
    "all teams",
    "total",
    "average",
    "per month",
];

fn source(id: &str, kind: SourceKind, text: String) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("acme")),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: Some(date(2026, 6, 1)),
        visibility: Visibility::Shareable,
        state: State::Live,
        text,
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// Something that somebody wrote down.
pub(crate) fn note(id: &str, text: &str) -> Source {
    source(id, SourceKind::Note, text.to_owned())
}

/// A call in which the customer and the vendor speak in turn.
pub(crate) fn call(id: &str, turns: &[&str]) -> Source {
    let mut text = String::new();
    let mut authors = Vec::new();
    for (at, said) in turns.iter().enumerate() {
        let (name, affiliation) = if at % 2 == 0 {
            ("Dana", Affiliation::Customer)
        } else {
            ("Rhea", Affiliation::Vendor)
        };
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(name);
        text.push_str(": ");
        text.push_str(said);
        authors.push(Author {
            span: Span::new(start, text.len()),
            name: name.to_owned(),
            email: None,
            affiliation,
        });
    }
    Source {
        authors,
        ..source(id, SourceKind::Call, text)
    }
}

/// A record of a system that only its mapping describes.
pub(crate) fn record(id: &str, fields: &[(&str, &str)]) -> Source {
    let text = fields
        .iter()
        .fold(RecordText::new(), |text, (name, value)| text.field(name, value));
    let (text, fields) = text.finish();
    Source {
        fields,
        ..source(id, SourceKind::Row, text)
    }
}

/// A pointer at words of a source.
pub(crate) fn cite(id: &str, quote: &str) -> Citation {
    Citation::new(SourceId::raw(id), quote)
}

/// A plain statement.
pub(crate) fn claim(id: &str, text: &str, citations: Vec<Citation>) -> Claim {
    Claim {
        id: id.to_owned(),
        text: text.to_owned(),
        kind: ClaimKind::Fact,
        standing: Standing::Fact,
        goal_id: None,
        audience: Audience::Internal,
        citations,
        origin: ClaimOrigin::Model,
        parent: None,
    }
}

/// What is known of the account on the day that all of this is read.
pub(crate) fn ledger(sources: Vec<Source>) -> Ledger {
    let account = Account {
        id: AccountId::new("acme"),
        name: "Acme Ltd".to_owned(),
        aliases: Vec::new(),
    };
    let view = View {
        as_of: date(2026, 6, 30),
        audience: Audience::Internal,
    };
    Ledger::new(account, view, sources.into_iter().map(Arc::new).collect())
}

/// What is wrong with a finding itself: a label that cuts a character or points past the end of
/// its text, a label whose words are not those at its place, or a print that lacks the code.
pub(crate) fn flaw(finding: &Diagnostic, claim: Option<&Claim>, ledger: &Ledger) -> Option<String> {
    for label in &finding.labels {
        let text = match &label.place {
            LabelPlace::Claim => claim.map(|it| it.text.as_str()),
            LabelPlace::Source(id) => ledger.source(id).map(|it| it.text.as_str()),
        };
        // Of a source that is withheld nothing can be compared here.
        let Some(text) = text else { continue };
        let words = text.get(label.span.range());
        let own = match label.place {
            LabelPlace::Claim => words.is_some(),
            LabelPlace::Source(_) => words == Some(label.quote.as_str()),
        };
        if !own {
            return Some(format!("{} has a label at odds with its text: {label:?}", finding.code));
        }
    }
    for color in [false, true] {
        let printed = render(finding, claim, ledger, RenderStyle { color, width: 80 });
        if !printed.contains(&finding.code.to_string()) {
            return Some(format!("{} is printed without its code", finding.code));
        }
    }
    None
}
