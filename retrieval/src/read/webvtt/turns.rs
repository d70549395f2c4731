//! Who says what in the cues of a transcript.

use super::super::markup::unescape;
use super::cues::Cue;

/// The most words a name has.
const LONGEST_NAME: usize = 6;

/// What one person says until another does.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) speaker: Option<String>,
    pub(super) text: String,
}

/// Joins the cues of one speaker in a row; a cue that names nobody goes on with the one before.
pub(super) fn join(cues: &[Cue]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (speaker, text) in cues.iter().flat_map(|cue| spoken(&cue.payload)) {
        if text.is_empty() {
            continue;
        }
        match turns.last_mut() {
            Some(turn) if speaker.is_none() || turn.speaker == speaker => {
                turn.text.push(' ');
                turn.text.push_str(&text);
            }
            _ => turns.push(Turn { speaker, text }),
        }
    }
    turns
}

/// Splits a cue at its voice tags, or takes the name off its front.
fn spoken(payload: &str) -> Vec<(Option<String>, String)> {
    if !payload.contains("<v") {
        return vec![named(payload)];
    }
    let mut parts = Vec::new();
    let mut rest = payload;
    while let Some(start) = rest.find("<v") {
        parts.push((None, plain(&rest[..start])));
        let tag = &rest[start + 2..];
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        // Classes may follow the tag's name: `<v.loud Name>`.
        let name = tag[..end].split_once(char::is_whitespace).map_or("", |(_, name)| name);
        let name = unescape(name).trim().to_owned();
        rest = &tag[end + 1..];
        let stop = rest
            .find("</v>")
            .unwrap_or_else(|| rest.find("<v").unwrap_or(rest.len()));
        parts.push((Some(name).filter(|name| !name.is_empty()), plain(&rest[..stop])));
        rest = rest[stop..].strip_prefix("</v>").unwrap_or(&rest[stop..]);
    }
    parts.push((None, plain(rest)));
    parts
}

fn named(payload: &str) -> (Option<String>, String) {
    if let Some((name, text)) = payload
        .split_once(": ")
        .or_else(|| Some((payload.strip_suffix(':')?, "")))
    {
        let name = plain(name);
        if is_name(&name) {
            return (Some(name), plain(text));
        }
    }
    (None, plain(payload))
}

/// Whether what stands before a colon is a name and not the start of a sentence.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let particles = [
        "de", "der", "den", "van", "von", "da", "di", "du", "la", "le", "bin", "al", "el", "dos", "and", "y",
    ];
    !words.is_empty()
        && words.len() <= LONGEST_NAME
        && !text.contains(['?', '!', ';'])
        && words.iter().all(|word| {
            let first = word.trim_start_matches(['(', '[', '|', '-', '"', '\'']).chars().next();
            first.is_none_or(|first| !first.is_lowercase()) || particles.contains(word)
        })
}

/// A text without tags and references, with single spaces.
fn plain(text: &str) -> String {
    let mut without_tags = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else { break };
        without_tags.push_str(&rest[..start]);
        rest = &rest[start + length + 1..];
    }
    without_tags.push_str(rest);
    let text = unescape(&without_tags);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(payloads: &[&str]) -> Vec<(Option<String>, String)> {
        let cues: Vec<Cue> = payloads
            .iter()
            .map(|payload| Cue {
                payload: (*payload).to_owned(),
            })
            .collect();
        join(&cues).into_iter().map(|it| (it.speaker, it.text)).collect()
    }

    fn turn(speaker: &str, text: &str) -> (Option<String>, String) {
        (Some(speaker.to_owned()), text.to_owned())
    }

    #[test]
    fn cues_of_one_speaker_are_joined() {
        assert_eq!(
            turns(&[
                "Ada Byrne: Tom &amp; I",
                "Ada Byrne: agree.",
                "So the point is: yes.",
                "Jan de Wit: No."
            ]),
            [
                turn("Ada Byrne", "Tom & I agree. So the point is: yes."),
                turn("Jan de Wit", "No.")
            ]
        );
        assert_eq!(
            turns(&[
                "<v Ada Byrne>One</v>",
                "<v.x Ada Byrne>two <i>three</i></v> <v Jan>No",
                "maybe</v>"
            ]),
            [turn("Ada Byrne", "One two three"), turn("Jan", "No maybe")]
        );
    }
}
