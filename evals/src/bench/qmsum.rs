//! `QMSum`'s evidence: for each sentence of a meeting's summary, the turns that support it.
//!
//! Files as in `etri/QMSum_SummaryEvidence`: one JSON file for a meeting, whose
//! `qmsum.general_query_list` and `qmsum.specific_query_list` hold `tokenized_answer`, the
//! summary's sentences, and for each of them `evidence`, a list of `{turn_index, …}`. The turns
//! themselves are in the file of that name of `Yale-LILY/QMSum`, under `meeting_transcripts`.
//! Both are looked for in the folder and below it; transcripts also in folders named `qmsum`
//! beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use grounding::{SourceKind, Span};
use serde::Deserialize;

use super::collection::{Collection, Question, Unit, answer, source};
use super::measure::{Report, report};
use super::{BenchError, Set, files};

#[derive(Deserialize)]
struct Meeting {
    qmsum: Queries,
}

#[derive(Deserialize)]
struct Queries {
    #[serde(default)]
    general_query_list: Vec<Summary>,
    #[serde(default)]
    specific_query_list: Vec<Summary>,
}

#[derive(Deserialize)]
struct Summary {
    tokenized_answer: Vec<String>,
    evidence: Vec<Vec<Evidence>>,
}

#[derive(Deserialize)]
struct Evidence {
    turn_index: usize,
}

#[derive(Deserialize)]
struct Transcript {
    meeting_transcripts: Vec<Turn>,
}

#[derive(Deserialize)]
struct Turn {
    speaker: String,
    content: String,
}

pub(super) fn run(data: &Path) -> Result<Report, BenchError> {
    let mut summaries = Vec::new();
    let mut transcripts = BTreeMap::new();
    for path in files::below(data, "json")? {
        let text = files::text(&path)?;
        if let Ok(meeting) = serde_json::from_str::<Meeting>(&text) {
            summaries.push((path, meeting));
        } else if let Ok(transcript) = serde_json::from_str::<Transcript>(&text) {
            transcripts.insert(stem(&path), transcript);
        }
    }
    let missing = |expected| BenchError::Missing {
        set: Set::QmsumEvidence.name(),
        path: data.to_owned(),
        expected,
    };
    if summaries.is_empty() {
        return Err(missing(
            "JSON files with `qmsum.specific_query_list` and its `evidence`",
        ));
    }
    if summaries.iter().any(|(path, _)| !transcripts.contains_key(&stem(path))) {
        for path in transcripts_beside(data)? {
            let known = transcripts.contains_key(&stem(&path));
            if !known && let Ok(transcript) = serde_json::from_str(&files::text(&path)?) {
                transcripts.insert(stem(&path), transcript);
            }
        }
    }
    let mut collections = Vec::new();
    for (path, meeting) in summaries {
        let Some(transcript) = transcripts.get(&stem(&path)) else {
            return Err(missing(
                "for each file with evidence one of its name with `meeting_transcripts`, in the folder or in a \
                 folder `qmsum` beside it",
            ));
        };
        let split = path.parent().map(stem).unwrap_or_default();
        collections.push(collection(&stem(&path), &split, &meeting.qmsum, transcript));
    }
    Ok(report(Set::QmsumEvidence.name(), "hit@1", &answer(collections)?))
}

fn collection(name: &str, split: &str, queries: &Queries, transcript: &Transcript) -> Collection {
    let mut text = String::new();
    let mut units = Vec::new();
    for (number, turn) in transcript.meeting_transcripts.iter().enumerate() {
        let start = text.len();
        text.push_str(&format!("{}: {}", turn.speaker, turn.content.replace('\n', " ")));
        units.push(Unit {
            number,
            span: Span::new(start, text.len()),
        });
        text.push('\n');
    }
    let mut questions = Vec::new();
    for (kind, summaries) in [
        ("general", &queries.general_query_list),
        ("specific", &queries.specific_query_list),
    ] {
        for summary in summaries {
            for (sentence, evidence) in summary.tokenized_answer.iter().zip(&summary.evidence) {
                // A sentence that nothing supports can't be found anything for.
                if !evidence.is_empty() {
                    questions.push(Question {
                        text: sentence.clone(),
                        relevant: evidence.iter().map(|it| it.turn_index).collect(),
                        groups: vec![kind.to_owned(), format!("split {split}")],
                    });
                }
            }
        }
    }
    Collection {
        sources: vec![(source(name, SourceKind::Transcript, "", text), units)],
        questions,
    }
}

fn transcripts_beside(data: &Path) -> Result<Vec<PathBuf>, BenchError> {
    let data = data.canonicalize().unwrap_or_else(|_| data.to_owned());
    let mut found = Vec::new();
    for folder in data.ancestors().skip(1).take(2).map(|above| above.join("qmsum")) {
        if folder.is_dir() {
            found.extend(files::below(&folder, "json")?);
        }
    }
    Ok(found)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
