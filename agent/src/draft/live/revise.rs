//! Writing refused claims again, with what would hold.

use std::collections::{BTreeMap, BTreeSet};

use grounding::text::{content_stems, one_line, sentences};
use serde::Serialize;

use super::super::{Assignment, Dossier, DraftError, Finding, Refused, SectionAnswer};
use super::answer::standing_name;
use super::{GoalView, LiveDrafter, Put, goal_views, goals};
use crate::prompts::{Fence, Fenced};

/// What the prompt `revise` is filled in with.
#[derive(Serialize)]
struct RevisePrompt<'a> {
    title: &'a str,
    refused: Vec<RefusedView>,
    evidence: Fenced,
    goals: Vec<GoalView>,
    hints: Vec<Hint>,
}

#[derive(Serialize)]
struct RefusedView {
    number: usize,
    text: Fenced,
    findings: Vec<Fenced>,
}

/// What would hold in the place of a refused claim.
#[derive(Serialize)]
struct Hint {
    /// The claim, by its number.
    number: usize,
    /// Where the evidence speaks of it; none where it doesn't.
    nearest: Option<NearestView>,
    /// What the cited sources have in the place of its figures.
    figures: Vec<Fenced>,
    /// The standing that its evidence bears, where that is lower than its own.
    standing: Option<&'static str>,
}

#[derive(Serialize)]
struct NearestView {
    passage: usize,
    words: Fenced,
}

/// The sentence of the dossier that has most in common with a claim.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Nearest {
    /// The number of its passage, from 1.
    pub(super) passage: usize,
    /// The sentence, on one line.
    pub(super) words: String,
}

impl LiveDrafter {
    pub(in crate::draft) async fn revise(
        &self,
        assignment: Assignment<'_>,
        refused: &[Refused],
    ) -> Result<SectionAnswer, DraftError> {
        let goals = goals(assignment.section, assignment.ledger);
        let put = self.revision(assignment, refused)?;
        self.ask_claims(assignment, put, &goals, refused).await
    }

    /// The question that sends claims back.
    pub(super) fn revision(&self, assignment: Assignment<'_>, refused: &[Refused]) -> Result<Put, DraftError> {
        let goals = goals(assignment.section, assignment.ledger);
        let mut fence = Fence::default();
        let evidence = fence.passages(assignment.dossier);
        let names = self.hints.then(|| Names::of(assignment.dossier, &goals));
        let numbered = || refused.iter().enumerate().map(|(at, it)| (at + 1, it));
        let views = numbered().map(|(number, it)| RefusedView {
            number,
            text: fence.line(&it.text),
            findings: it
                .findings
                .iter()
                .map(|it| told(it, names.as_ref(), &mut fence))
                .collect(),
        });
        let views = views.collect();
        let hints = if self.hints {
            numbered()
                .map(|(number, it)| hint(number, it, assignment.dossier, &mut fence))
                .collect()
        } else {
            Vec::new()
        };
        let values = RevisePrompt {
            title: assignment.section.title,
            refused: views,
            evidence,
            goals: goal_views(&goals, &mut fence),
            hints,
        };
        let user = self.prompts.render("revise", values)?;
        self.put(assignment, fence, user, "system", &["revise"])
    }
}

/// The names of sources and goals that a model was given in the place of their ids.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(dossier: &Dossier, goals: &[&grounding::Goal]) -> Self {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (at, passage) in dossier.passages.iter().enumerate() {
            let number = at + 1;
            let id = format!("`{}`", passage.source.id);
            let told = names.entry(id).or_default();
            *told = match told.as_str() {
                "" => format!("passage {number}"),
                before => format!("{before} or {number}"),
            };
        }
        for (at, goal) in goals.iter().enumerate() {
            names.insert(format!("`{}`", goal.id), format!("goal {}", at + 1));
        }
        Self(names)
    }

    fn put_into(&self, text: &str) -> String {
        self.0
            .iter()
            .fold(text.to_owned(), |text, (id, name)| text.replace(id, name))
    }
}

/// A finding in one line. With names for the ids, it leaves out how a person would look the words
/// up: the hint says where they stand.
fn told(finding: &Finding, names: Option<&Names>, fence: &mut Fence) -> Fenced {
    let Some(names) = names else {
        return fence.line(&finding.to_string());
    };
    let help = finding.help.clone().filter(|_| !finding.is_about_citing());
    let finding = Finding {
        help,
        ..finding.clone()
    };
    fence.line(&names.put_into(&finding.to_string()))
}

fn hint(number: usize, refused: &Refused, dossier: &Dossier, fence: &mut Fence) -> Hint {
    let figures = refused.findings.iter().flat_map(|it| &it.figures);
    Hint {
        number,
        nearest: nearest(dossier, &refused.text).map(|it| NearestView {
            passage: it.passage,
            words: fence.line(&it.words),
        }),
        figures: figures.map(|words| fence.line(words)).collect(),
        standing: refused.standing.map(standing_name),
    }
}

/// With fewer words in common, a sentence speaks of something else.
const LEAST_IN_COMMON: usize = 2;

/// What a word counts that only one passage has; one that several have counts its part of that.
const WEIGHT: usize = 10_000;

/// The sentence that has the most words in common with a claim, those counted more that few
/// passages have; the first such, as passages come best first.
pub(super) fn nearest(dossier: &Dossier, claim: &str) -> Option<Nearest> {
    let stems = |text: &str| content_stems(text).into_iter().collect::<BTreeSet<String>>();
    let claimed = stems(claim);
    let passages: Vec<BTreeSet<String>> = dossier.passages.iter().map(|it| stems(it.text())).collect();
    let weight = |stem: &String| WEIGHT / passages.iter().filter(|it| it.contains(stem)).count().max(1);
    let mut best: Option<(usize, Nearest)> = None;
    for (at, passage) in dossier.passages.iter().enumerate() {
        for span in sentences(passage.text()) {
            let words = &passage.text()[span.range()];
            let own = stems(words);
            let common: Vec<&String> = own.intersection(&claimed).collect();
            let score = common.iter().map(|stem| weight(stem)).sum();
            if common.len() >= LEAST_IN_COMMON && best.as_ref().is_none_or(|(most, _)| score > *most) {
                let words = one_line(words);
                best = Some((score, Nearest { passage: at + 1, words }));
            }
        }
    }
    best.map(|(_, nearest)| nearest)
}
