//! `WebVTT` transcripts of recorded meetings, in two dialects: Zoom's (`Name: text` in every cue)
//! and Microsoft Teams' (`<v Name>text</v>`).
//!
//! A transcript becomes one source with a `Name: text` line for each turn. Whom the meeting was
//! held with, and when, is told by a table of meetings; who speaks for which side is told by the
//! addresses of those who took part.

mod cues;
mod turns;

use grounding::{Affiliation, Attendee, Author, Meeting, Record, SourceId, SourceKind, Span, Visibility};

use super::batch::{Batch, Facts};
use super::directory::AccountRef;
use super::meetings::{MeetingRow, file_key};
use super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::people::{domain, participant};
use super::table::invalid_bytes;
use super::{Format, Quarantined};
use turns::Turn;

/// Whether this is `WebVTT`, or would be but for its missing first line.
pub(super) fn is_webvtt(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WEBVTT")
        || bytes
            .split(|it| *it == b'\n')
            .take(10)
            .any(|line| std::str::from_utf8(line).is_ok_and(cues::is_timing))
}

/// Takes a transcript apart.
pub(super) fn parse(file: &ExportFile<'_>) -> Parsed {
    let whole = String::from_utf8_lossy(file.bytes);
    let cues = cues::read(&whole);
    let teams = cues.cues.iter().any(|cue| cue.payload.contains("<v"));
    let format = if teams {
        Format::TeamsTranscript
    } else {
        Format::ZoomTranscript
    };
    let mut quarantined: Vec<Quarantined> = cues
        .bad
        .into_iter()
        .map(|bad| Quarantined {
            at: format!("line {}", bad.line),
            reason: bad.reason,
            raw: bad.raw.into_bytes(),
        })
        .collect();
    let refuse = |reason: String, mut quarantined: Vec<Quarantined>| {
        let mut parsed = Parsed::refused(Some(format), "file", &reason, file.bytes);
        parsed.quarantined.append(&mut quarantined);
        parsed.read = parsed.quarantined.len();
        parsed
    };
    if std::str::from_utf8(file.bytes).is_err() {
        let reason = format!("invalid UTF-8: bytes {}", invalid_bytes(file.bytes));
        return refuse(reason, Vec::new());
    }
    if !whole.starts_with("WEBVTT") {
        return refuse("the first line is not `WEBVTT`".to_owned(), quarantined);
    }
    if cues.cues.is_empty() {
        quarantined.retain(|it| !it.reason.is_empty());
        return refuse("there is no cue".to_owned(), quarantined);
    }

    let (system, stem) = if teams {
        ("teams", strip(&file.name, &[".vtt"]))
    } else {
        ("zoom", strip(&file.name, &[".transcript.vtt", ".vtt"]))
    };
    let id = SourceId::new(system, "transcript", stem);
    let nowhere = AccountRef::Name(String::new());
    let draft = Draft::new(id, SourceKind::Transcript, nowhere, file.place(""), file.bytes);
    let transcript = Transcript {
        draft,
        turns: turns::join(&cues.cues),
        file: file.name.clone(),
    };
    // The cues that are set aside count beside the transcript of the others.
    Parsed::new(format, 1 + quarantined.len(), quarantined, transcript)
}

struct Transcript {
    draft: Draft,
    turns: Vec<Turn>,
    file: String,
}

impl Export for Transcript {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        let meeting = match batch.shared.meetings.get(&file_key(&self.file)).map(Vec::as_slice) {
            Some([meeting]) => meeting.clone(),
            Some(_) => return sink.refuse(self.draft.refuse(format!("several meeting rows name `{}`", self.file))),
            None => return sink.refuse(self.draft.refuse(format!("no meeting row names `{}`", self.file))),
        };
        let account = if meeting.account.is_empty() {
            let addresses = meeting.participants.iter().filter_map(|it| domain(it));
            batch.directory.by_domains(&addresses.map(str::to_owned).collect())
        } else {
            batch.directory.by_name(&meeting.account)
        };
        match account {
            Ok(account) => {
                let mut draft = self.draft;
                draft.source.account = Some(account);
                describe(&mut draft, &self.turns, &meeting, batch);
                sink.take_placed(draft);
            }
            Err(reason) => sink.refuse(self.draft.refuse(reason)),
        }
    }
}

/// Fills in what the meeting's row and the people known tell.
fn describe(draft: &mut Draft, turns: &[Turn], meeting: &MeetingRow, batch: &Batch) {
    let source = &mut draft.source;
    source.visibility = Visibility::Shareable;
    source.occurred_at = Some(meeting.day);
    source.title.clone_from(&meeting.topic);

    let account = source.account.as_ref();
    let mut attendees: Vec<Attendee> = Vec::new();
    for who in [&meeting.host].into_iter().chain(&meeting.participants) {
        let attendee = attendee(who, account, batch);
        if !who.is_empty() && !attendees.contains(&attendee) {
            attendees.push(attendee);
        }
    }
    // The account's own people aside, whoever hosts is from the vendor's side.
    if let Some(host) = attendees.first_mut().filter(|_| !meeting.host.is_empty())
        && host.affiliation == Affiliation::Unknown
    {
        host.affiliation = Affiliation::Vendor;
    }

    for turn in turns {
        if !source.text.is_empty() {
            source.text.push('\n');
        }
        let start = source.text.len();
        if let Some(speaker) = &turn.speaker {
            source.text.push_str(speaker);
            source.text.push_str(": ");
        }
        source.text.push_str(&turn.text);
        let Some(speaker) = &turn.speaker else { continue };
        let (email, affiliation) = match participant(speaker, &attendees) {
            Some(attendee) => (attendee.email.clone(), attendee.affiliation),
            None => match batch.people.named(speaker, account) {
                Some(person) => (person.email.clone(), person.affiliation),
                None => (None, Affiliation::Unknown),
            },
        };
        source.authors.push(Author {
            span: Span::new(start, source.text.len()),
            name: speaker.clone(),
            email,
            affiliation,
        });
    }
    name_attendees(&mut attendees, turns);
    source.record = Some(Record::Meeting(Meeting {
        title: meeting.topic.clone(),
        attendees,
    }));
}

/// Gives those known only by their address the name they speak under, and adds those who spoke
/// without having been listed.
fn name_attendees(attendees: &mut Vec<Attendee>, turns: &[Turn]) {
    for speaker in turns.iter().filter_map(|turn| turn.speaker.as_ref()) {
        let position =
            participant(speaker, attendees).and_then(|found| attendees.iter().position(|attendee| attendee == found));
        match position {
            Some(position) if attendees[position].name.is_empty() => attendees[position].name.clone_from(speaker),
            Some(_) => {}
            None if attendees.iter().any(|attendee| attendee.name == *speaker) => {}
            None => attendees.push(Attendee {
                name: speaker.clone(),
                email: None,
                title: String::new(),
                affiliation: Affiliation::Unknown,
            }),
        }
    }
}

fn attendee(who: &str, account: Option<&grounding::AccountId>, batch: &Batch) -> Attendee {
    let known = if who.contains('@') {
        batch.people.with_email(who)
    } else {
        batch.people.named(who, account)
    };
    let email = if who.contains('@') {
        Some(who.to_owned())
    } else {
        known.and_then(|person| person.email.clone())
    };
    Attendee {
        name: match known {
            Some(person) => person.name.clone(),
            None if email.is_some() => String::new(),
            None => who.to_owned(),
        },
        affiliation: match &email {
            Some(email) => batch.people.side_of(email, account, &batch.directory),
            None => known.map(|person| person.affiliation).unwrap_or_default(),
        },
        title: known.map(|person| person.title.clone()).unwrap_or_default(),
        email,
    }
}

fn strip<'a>(name: &'a str, suffixes: &[&str]) -> &'a str {
    suffixes
        .iter()
        .find_map(|suffix| {
            let length = name.len().checked_sub(suffix.len())?;
            let (stem, end) = name.split_at_checked(length)?;
            end.eq_ignore_ascii_case(suffix).then_some(stem)
        })
        .unwrap_or(name)
}

#[cfg(test)]
mod tests;
