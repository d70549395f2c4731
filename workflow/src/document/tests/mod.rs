mod fixture;
mod health;
mod kinds;

use grounding::{SourceId, Visibility};

use super::{Block, Document, Line, NoCopy};
use crate::brief::{Brief, Reason, RunState};
use fixture::{NOTE, customer, everything, internal, judged, sources, standing};

/// A document as bare text, with nothing left out.
fn shown(document: &Document) -> String {
    let mut text = format!("{}\n", document.running());
    for (name, value) in document.head() {
        text.push_str(&format!("{name}: {value}\n"));
    }
    for block in &document.blocks {
        match block {
            Block::Heading(title) => text.push_str(&format!("\n# {title}\n")),
            Block::Paragraph(said) => text.push_str(&format!("{said}\n")),
            Block::Prose(lines) => {
                let lines: Vec<String> = lines.iter().map(shown_line).collect();
                text.push_str(&format!("{}\n", lines.join(" ")));
            }
            Block::List(lines) | Block::Numbered(lines) => {
                for line in lines {
                    text.push_str(&format!("- {}\n", shown_line(line)));
                }
            }
            Block::Table(table) => {
                text.push_str(&format!("{}\n", table.head.join(" | ")));
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(shown_line).collect();
                    text.push_str(&format!("{}\n", cells.join(" | ")));
                }
            }
            Block::Chart(chart) => text.push_str(&format!("(a chart of {} points)\n", chart.points.len())),
        }
    }
    text.push('\n');
    for (at, note) in document.footnotes.iter().enumerate() {
        text.push_str(&format!("{} {}\n", at + 1, note.text()));
    }
    text.push_str(&document.end());
    text
}

fn shown_line(line: &Line) -> String {
    let mark = line.mark.map(|it| format!("{}: ", it.word())).unwrap_or_default();
    let notes: Vec<String> = line.notes.iter().map(|it| format!("[{it}]")).collect();
    format!("{mark}{}{}", line.text, notes.concat())
}

/// VR-43: a telephone number is in no text. A claim that a person rejected (`c6`) is gone, and one
/// that waits for a person (`c4`) is open.
#[test]
fn the_internal_edition_has_everything_that_its_readers_should_know() {
    insta::assert_snapshot!(shown(&internal(&everything(), RunState::InReview)), @"
    Handoff · Hollow Reed Press · draft, not approved
    As of: 2026-06-30
    Audience: internal
    State: in review, version 2; waits for the AE and the CSM
    Digest: 5e1f0c77aa90

    # What success means
    - Proven: Proofs took nine days and take four now. [G-2][1]
    - Likely: Two more titles are likely to follow.[1]
    - The price may fall by a tenth.[2]
    - Activity: Two workshops were held.[1]

    # What users need in their work
    - Open: Editors need a shared queue.[1]
    - Editors need a night mode.[1]
    - They could buy the print module.[1]
    - A mail speaks of a pause.[3]
    - A fact that nobody verified again.[1]

    # Who matters
    Name | Role | Side | Can sponsor | On recorded calls
    Ines Hale[4] | Publisher | customer | yes | never

    # Promises and scope
    - Conflict: Three weeks were promised.[5][6]
    - Forty seats were promised.[7]

    # What could go wrong
    - Open: The archive may not move in time.[1]
    - The press is worried about the archive.[1]

    # Promise and scope checklist
    Done | About | What was promised | What the order form says | Who decides
    ☐ | timeline | “you will be live in three weeks” — Bram Tolle, call, 14 May 2026[5] | Conflict: “Go-live: eight weeks from kickoff”[6] | AE and CSM
    ☐ | scope | “and forty seats are in” — Bram Tolle, call, 14 May 2026[7] | “Seats: 40”[8] | AE and CSM

    # Open risks
    - Open: The archive may not move in time.[1]

    # What we could not prove
    - V301 “Proofs are twice as fast.”: the call gives nine and four days
    - V107 A claim that rests on what its reader may not see: `note:file/board` is restricted
    - Deal notes: stale, the newest is of January 2025

    # Questions
    - Which go-live holds? (for the AE)[6]

    # Flags
    - Sponsor not engaged: Ines Hale was on no call

    # Known already
    - When is the kickoff? “the ninth of July”[9]

    # Decided
    - Which weeks hold? “eight weeks”[10]

    # What to do next
    Done | Task | Owner | Due
    ☐ | Settle the go-live | AE | 3 July 2026
    ☐ | Invite Ines Hale | CSM | no date yet

    # Gates
    - Kickoff is closed: the CSM has not approved

    1 gong:call/51 · Ora Finch, customer · 14 May 2026: “proofs took nine days, and take four now; ring [phone number withheld]”
    2 note:file/price-talk · Bram Tolle, vendor · 14 May 2026: “we can go down a tenth”
    3 mail:message/x1@relay.example · Ora Finch, customer · 14 May 2026: “let us pause”
    4 gong:call/51 · Ora Finch, customer · 14 May 2026: “Ines signs”
    5 gong:call/50 · Bram Tolle, vendor · 14 May 2026: “you will be live in three weeks”
    6 contract:order-form/hollow-reed · 14 May 2026: “Go-live: eight weeks from kickoff”
    7 gong:call/50 · Bram Tolle, vendor · 14 May 2026: “and forty seats are in”
    8 contract:order-form/hollow-reed · 14 May 2026: “Seats: 40”
    9 gong:call/51 · Ora Finch, customer · 14 May 2026: “the ninth of July”
    10 contract:order-form/hollow-reed · 14 May 2026: “eight weeks”
    Digest of the brief: sha256:5e1f0c77aa90d2b4
    ");
}

#[test]
fn the_customer_edition_has_only_what_may_be_shared() {
    insta::assert_snapshot!(shown(&customer(&everything(), RunState::Approved).unwrap()), @"
    Handoff · Hollow Reed Press
    As of: 2026-06-30
    Audience: customer
    State: approved, version 2
    Digest: 5e1f0c77aa90
    Approved by: Bram Tolle (AE), 2026-07-01 10:12 UTC
    Approved by: Mila Brandt (CSM), 2026-07-02 08:00 UTC

    # What success means
    - Proven: Proofs took nine days and take four now.[1]
    - Likely: Two more titles are likely to follow.[1]
    - Activity: Two workshops were held.[1]

    # What users need in their work
    - Editors need a night mode.[1]

    1 call, 14 May 2026: “proofs took nine days, and take four now; ring [phone number withheld]”
    Digest of the brief: sha256:5e1f0c77aa90d2b4
    ");
}

/// VR-33 and HO-22: there is no way to a customer's document but through approval.
#[test]
fn the_customer_gets_nothing_of_a_brief_that_is_not_approved() {
    for state in [
        RunState::Paused,
        RunState::Stopped,
        RunState::Failed,
        RunState::InReview,
        RunState::Returned,
        RunState::Superseded,
    ] {
        assert_eq!(customer(&everything(), state), Err(NoCopy::NotApproved), "{state:?}");
    }
}

#[test]
fn an_empty_brief_says_that_nothing_is_on_record() {
    let brief = Brief {
        sections: Vec::new(),
        claims: Vec::new(),
        parts: crate::brief::Parts::default(),
        rejected: Vec::new(),
        inputs: Vec::new(),
        questions: Vec::new(),
        tasks: Vec::new(),
        flags: Vec::new(),
        gates: Vec::new(),
        ..everything()
    };
    let blocks = internal(&brief, RunState::Approved).blocks;
    let nothing = "Nothing: no claim was rejected, and no input is missing or stale.";
    assert_eq!(
        blocks,
        [
            Block::Heading("Open risks".to_owned()),
            Block::Paragraph("None on record.".to_owned()),
            Block::Heading("What we could not prove".to_owned()),
            Block::Paragraph(nothing.to_owned()),
        ]
    );
    let blocks = customer(&brief, RunState::Approved).unwrap().blocks;
    assert_eq!(
        blocks,
        [Block::Paragraph("Nothing of this brief can be shared.".to_owned())]
    );
}

#[test]
fn a_restricted_source_is_named_but_not_quoted() {
    let mut sources = sources();
    sources.get_mut(&SourceId::raw(NOTE)).unwrap().visibility = Visibility::Restricted;
    let brief = everything();
    let document = Document::internal(&brief, &standing(RunState::Approved), &judged(), &|id| sources.get(id));
    let note = document.footnotes.iter().find(|it| it.about.starts_with(NOTE)).unwrap();
    assert_eq!(
        note.text(),
        "note:file/price-talk \u{b7} Bram Tolle, vendor \u{b7} 14 May 2026 \u{b7} restricted"
    );
}

#[test]
fn a_paused_brief_says_why_and_leaves_out_what_was_not_drafted() {
    let reason = Reason {
        code: "V710".to_owned(),
        message: "the order form and the call disagree on the go-live".to_owned(),
        citations: Vec::new(),
        about: String::new(),
        to: Vec::new(),
    };
    let brief = Brief {
        state: RunState::Paused,
        reasons: vec![reason],
        claims: Vec::new(),
        parts: crate::brief::Parts::default(),
        ..everything()
    };
    let document = internal(&brief, RunState::Paused);
    assert_eq!(
        (document.state.as_str(), &document.blocks[..3]),
        (
            "paused, version 2",
            &[
                Block::Heading("Why it is paused".to_owned()),
                Block::List(vec![Line {
                    mark: None,
                    text: "The order form and the call disagree on the go-live".to_owned(),
                    notes: Vec::new(),
                }]),
                Block::Heading("Open risks".to_owned()),
            ][..]
        )
    );
}
