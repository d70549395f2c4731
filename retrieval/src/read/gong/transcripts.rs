//! What was said on calls: one `Name: sentence sentence` line for each turn.

use grounding::{Affiliation, Author, Place, Span};
use serde::Deserialize;

use super::super::batch::{Batch, Facts};
use super::super::json::{list_or_null, text, typed};
use super::super::outcome::{Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::{Format, Quarantined};
use super::calls::Call;

/// Takes an export of transcripts apart.
pub(in super::super) fn parse_transcripts(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut transcripts = Vec::new();
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        let at = part.at(index);
        let bytes = raw.get().as_bytes().to_owned();
        match typed::<TranscriptJson>(raw) {
            Ok(transcript) => transcripts.push(Transcript {
                said: transcript,
                place: file.place(at),
                raw: bytes,
            }),
            Err(reason) => quarantined.push(Quarantined { at, reason, raw: bytes }),
        }
    }
    let read = part.records.len();
    Parsed::new(Format::GongTranscripts, read, quarantined, Transcripts(transcripts))
}

struct Transcripts(Vec<Transcript>);

struct Transcript {
    said: TranscriptJson,
    place: Place,
    raw: Vec<u8>,
}

impl Export for Transcripts {
    fn announce(&self, facts: &mut Facts) {
        let ids = self.0.iter().map(|it| it.said.call_id.clone());
        facts.shared.transcribed.extend(ids);
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for Transcript { said, place, raw } in self.0 {
            if let Some(call) = batch.shared.calls.get(&said.call_id) {
                let mut draft = call.draft(place, &raw);
                (draft.source.text, draft.source.authors) = turns(&said.transcript, call);
                sink.take(draft, batch);
            } else {
                sink.refuse(Quarantined {
                    at: place.at,
                    reason: format!("call `{}` is in no calls file of this batch", said.call_id),
                    raw,
                });
            }
        }
    }
}

fn turns(monologues: &[MonologueJson], call: &Call) -> (String, Vec<Author>) {
    let mut text = String::new();
    let mut authors = Vec::new();
    for monologue in monologues {
        let sentences: Vec<&str> = monologue.sentences.iter().map(|it| it.text.trim()).collect();
        let party = call
            .parties
            .iter()
            .find(|party| !party.speaker.is_empty() && party.speaker == monologue.speaker_id);
        let (name, email, affiliation) = match party {
            Some(party) => (
                party.person.name.clone(),
                party.person.email.clone(),
                party.person.affiliation,
            ),
            None => (format!("speaker {}", monologue.speaker_id), None, Affiliation::Unknown),
        };
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&name);
        text.push_str(": ");
        text.push_str(&sentences.join(" "));
        authors.push(Author {
            span: Span::new(start, text.len()),
            name,
            email,
            affiliation,
        });
    }
    (text, authors)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TranscriptJson {
    #[serde(deserialize_with = "text")]
    call_id: String,
    #[serde(default, deserialize_with = "list_or_null")]
    transcript: Vec<MonologueJson>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MonologueJson {
    #[serde(default, deserialize_with = "text")]
    speaker_id: String,
    #[serde(default, deserialize_with = "list_or_null")]
    sentences: Vec<SentenceJson>,
}

#[derive(Deserialize)]
struct SentenceJson {
    #[serde(default, deserialize_with = "text")]
    text: String,
}
