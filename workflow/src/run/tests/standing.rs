//! What a terminal shows above a brief.

use grounding::Route;
use insta::assert_snapshot;

use super::story::{BEGAN, Story, started, subject};
use super::who::{ada, cem};
use crate::brief::TextStyle;
use crate::run::{Started, render_standing};

/// What was decided stays to be read beside what is open, and also once nothing is.
#[test]
fn decisions_stay_shown() {
    let mut story = Story::begin(Started {
        open: vec![
            subject("q1", "question", &[Route::Ae, Route::Csm]),
            subject("k1", "V704", &[Route::Csm]),
        ],
        ..started()
    });
    let shown = |story: &Story| {
        let style = TextStyle {
            color: false,
            width: 80,
            claim_ids: false,
        };
        let standing = render_standing(&story.run, BEGAN, style);
        let at = standing.find("To decide").unwrap_or(standing.len());
        standing[at..].to_owned()
    };
    story.decides(&ada(), "q1");
    assert_snapshot!(shown(&story), @"
    To decide
      ? k1 What of k1?
      ✔ q1 Ada Lund decided: it is settled
    ");
    story.decides(&cem(), "k1");
    assert_snapshot!(shown(&story), @"
    To decide
      ✔ q1 Ada Lund decided: it is settled
      ✔ k1 Cem Aksoy decided: it is settled
    ");
    let nothing = Story::begin(started());
    assert_eq!(shown(&nothing), "", "nothing was asked");
}
