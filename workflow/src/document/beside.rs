//! What stands beside the claims of a brief, for a page that shows the claims itself.

use std::collections::BTreeMap;

use grounding::{Citation, Source, SourceId};

use super::claims::Claims;
use super::internal::{EVERYTHING, footnote, goals};
use super::sections::Teller;
use super::sheet::Sheet;
use super::{Block, Footnote, asks, health, parts};
use crate::brief::text::shape::{Shape, states_goals};
use crate::brief::text::words::{told_indicators, told_notice};
use crate::brief::{Brief, Highlight, RunState};
use crate::run::Judged;

/// What stands beside the claims of a brief, for the vendor's own people: tables, notices, what is
/// already known. Questions, tasks, gates, reasons and rejected claims are not among it; somebody
/// has to act on those.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beside {
    /// What comes before the sections.
    pub above: Vec<Block>,
    /// What belongs to a section, by its id. A section without is left out.
    pub of_section: BTreeMap<String, Vec<Block>>,
    /// What comes after the sections.
    pub below: Vec<Block>,
    /// Where that comes from; the first is number 1.
    pub footnotes: Vec<CitedFootnote>,
}

/// Where words come from, with the source to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedFootnote {
    /// The source.
    pub source_id: SourceId,
    /// What is told of it.
    pub footnote: Footnote,
}

impl Beside {
    /// What stands beside the claims of the brief. `source` finds what is cited; of a source that
    /// it doesn't find, only the id is told.
    pub fn of<'s>(
        brief: &Brief,
        state: RunState,
        judged: &BTreeMap<String, Judged>,
        source: &dyn Fn(&SourceId) -> Option<&'s Source>,
    ) -> Self {
        let tell = |citation: &Citation| footnote(citation, source(&citation.source_id));
        let mut sheet = Sheet::new(&tell);
        let claims = Claims::new(brief, judged);
        let teller = Teller {
            claims,
            names_goals: true,
        };
        let is_approved = state == RunState::Approved;
        health::condition(&mut sheet, brief, claims);
        let above = sheet.take();
        let mut of_section = BTreeMap::new();
        for section in &brief.sections {
            if section.id == "relational_health"
                && let Some(told) = told_indicators(brief)
            {
                sheet.say(&told);
            }
            match Shape::of(brief, section) {
                Shape::People => parts::people(&mut sheet, &brief.parts.stakeholders),
                Shape::Highlights => {
                    let all: Vec<&Highlight> = brief.parts.highlights.iter().collect();
                    parts::highlights(&mut sheet, &all, EVERYTHING);
                }
                Shape::Blocks | Shape::Recommendation(_) | Shape::Prose | Shape::Lines => {}
            }
            if let Some(notice) = &section.notice {
                sheet.say(&told_notice(notice));
            }
            if states_goals(section) && brief.state.is_drafted() {
                goals(&mut sheet, brief, claims);
            }
            let blocks = sheet.take();
            if !blocks.is_empty() {
                of_section.insert(section.id.clone(), blocks);
            }
        }
        health::next_action(&mut sheet, brief, teller, is_approved);
        health::reviews(&mut sheet, brief);
        parts::proof(&mut sheet, brief, claims, EVERYTHING);
        asks::checklist(&mut sheet, brief);
        asks::flags(&mut sheet, brief);
        parts::links(&mut sheet, brief);
        asks::known_already(&mut sheet, brief);
        asks::decided(&mut sheet, brief);
        parts::scores(&mut sheet, brief);
        health::reckoning(&mut sheet, brief);
        let (below, footnotes) = sheet.finish_cited();
        Self {
            above,
            of_section,
            below,
            footnotes,
        }
    }
}
