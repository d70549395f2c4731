//! A scorecard as a document. The customer's edition is built from the customer's half alone: what
//! it could leave out by mistake, it never had.

mod cells;

use grounding::{Audience, Citation};

use super::refusal::ScorecardRefusal;
use super::score::DimensionScore;
use super::template::{Half, Section};
use super::view::FieldView;
use super::{Said, Scorecard};
use crate::document::{Block, Document, Line, clean};
use crate::run::Signer;
use cells::{line, table};

impl Scorecard {
    /// The edition for the vendor's own people: both halves, with the reasons for what was corrected
    /// and set, and what the records' answers rest on.
    pub fn internal_document(&self) -> Document {
        let mut sheet = Sheet::default();
        let scores = self.scores();
        sheet.heading("Scores");
        let mut rows = vec![score_row(
            "Total",
            scores.total.score,
            scores.total.level,
            &scores.total.formula,
        )];
        for half in &scores.halves {
            rows.push(score_row(half.half.title(), half.score, half.level, &half.formula));
        }
        for it in &scores.dimensions {
            let set = it.overridden.as_ref();
            let set = set
                .map(|set| format!("; {}: {}", set.by, set.reason))
                .unwrap_or_default();
            rows.push(score_row(
                &it.title,
                it.score,
                it.level,
                &format!("{}{set}", it.formula),
            ));
        }
        sheet.blocks.push(table(["What", "Score", "Level", "How"], rows));
        for half in Half::ALL {
            sheet.heading(half.title());
            for section in self.template().sections.iter().filter(|it| it.half == half) {
                self.internal_section(&mut sheet, section);
            }
        }
        self.document(Audience::Internal, sheet)
    }

    /// The edition for the customer: the answers and scores of the customer's half, once it is
    /// approved. An answer that the records gave is told only where `shareable` says so of each of
    /// the words it rests on; reasons, comments and sources are never told.
    ///
    /// # Errors
    ///
    /// Refused to whoever may not take out what the customer will read, and before the approval.
    pub fn customer_document(
        &self,
        signer: &Signer<'_>,
        shareable: &dyn Fn(&Citation) -> bool,
    ) -> Result<Document, ScorecardRefusal> {
        self.may_leave(signer)?;
        let mut sheet = Sheet::default();
        let own = self.template().sections.iter().filter(|it| it.half == Half::Customer);
        let mut shown: Vec<&str> = Vec::new();
        let mut tables = Vec::new();
        for section in own {
            let mut rows = Vec::new();
            for field in &section.fields {
                let view = self.field_view(field);
                if let Some(told) = self.told_outside(&view, shareable) {
                    rows.push([line(&field.question), line(&told)]);
                    shown.push(&field.id);
                }
            }
            tables.push((section.title.as_str(), rows));
        }
        let scores = self.scores();
        // A score that rests on an answer which isn't told would tell it after all.
        let is_told = |it: &&DimensionScore| {
            let mut terms = it.terms.iter();
            it.half == Half::Customer && it.score.is_some() && terms.all(|term| shown.contains(&term.field.as_str()))
        };
        let dimensions = scores.dimensions.iter().filter(is_told);
        let rows: Vec<[Line; 3]> = dimensions
            .map(|it| cells::score(&it.title, it.score, it.level))
            .collect();
        if !rows.is_empty() {
            sheet.heading(Half::Customer.title());
            sheet.blocks.push(table(["What", "Score", "Level"], rows));
        }
        for (title, rows) in tables.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            sheet.heading(title);
            sheet.blocks.push(table(["Question", "Answer"], rows));
        }
        Ok(self.document(Audience::Customer, sheet))
    }

    /// An answer as the customer may read it; none where it may not be told, or there is none.
    fn told_outside(&self, view: &FieldView, shareable: &dyn Fn(&Citation) -> bool) -> Option<String> {
        match &self.answers.get(&view.id)?.said {
            Said::Filled(_) | Said::Corrected { .. } => Some(view.told.clone()),
            Said::Confirmed(_) => view.citations.iter().all(shareable).then(|| view.told.clone()),
            Said::NotApplicable { .. } => Some("not applicable".to_owned()),
        }
    }

    fn internal_section(&self, sheet: &mut Sheet, section: &Section) {
        sheet.heading(&section.title);
        let mut rows = Vec::new();
        for field in &section.fields {
            let view = self.field_view(field);
            let how = match self.answers.get(&field.id).map(|it| &it.said) {
                None if view.status == "unconfirmed" => "by the records, not confirmed".to_owned(),
                None => "no answer".to_owned(),
                Some(Said::Filled(_)) => String::new(),
                Some(Said::Confirmed(_)) => "by the records, confirmed".to_owned(),
                Some(Said::Corrected { reason, .. }) => format!("corrected: {reason}"),
                Some(Said::NotApplicable { reason }) => format!("not applicable: {reason}"),
            };
            let points = view.points.map(|points| points.to_string()).unwrap_or_default();
            let answer = Line {
                notes: sheet.notes(&view.citations),
                ..line(&view.told)
            };
            rows.push([line(&field.question), answer, line(&points), line(&how)]);
        }
        sheet.blocks.push(table(["Question", "Answer", "Points", "How"], rows));
    }

    fn document(&self, audience: Audience, sheet: Sheet) -> Document {
        let approval = self.approved().map(|signed| {
            let at = signed.at.strftime("%Y-%m-%d %H:%M UTC");
            format!("{} (supervisor), {at}", clean(&signed.name))
        });
        Document {
            title: clean(&self.template().title),
            account: clean(&self.started.account_name),
            as_of: self.approved().unwrap_or(&self.began).day,
            audience,
            state: self.state.word().replace('_', " "),
            draft: self.approved().is_none(),
            approvals: approval.into_iter().collect(),
            digest: self.digest(),
            blocks: sheet.blocks,
            footnotes: sheet.footnotes,
        }
    }
}

fn score_row(
    title: &str,
    score: Option<rust_decimal::Decimal>,
    level: crate::health::Level,
    formula: &str,
) -> [Line; 4] {
    let [title, score, level] = cells::score(title, score, level);
    [title, score, level, line(formula)]
}

/// A document in the making.
#[derive(Debug, Default)]
struct Sheet {
    blocks: Vec<Block>,
    footnotes: Vec<crate::document::Footnote>,
    cited: Vec<Citation>,
}

impl Sheet {
    fn heading(&mut self, title: &str) {
        self.blocks.push(Block::Heading(clean(title)));
    }

    /// The numbers of the footnotes of these citations, which are numbered as they first come.
    fn notes(&mut self, citations: &[Citation]) -> Vec<usize> {
        let mut notes = Vec::new();
        for citation in citations {
            let known = self.cited.iter().position(|it| it == citation);
            let number = known.map_or_else(
                || {
                    self.cited.push(citation.clone());
                    self.footnotes.push(cells::footnote(citation));
                    self.footnotes.len()
                },
                |at| at + 1,
            );
            notes.push(number);
        }
        notes
    }
}
