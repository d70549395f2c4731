//! The cues of a `WebVTT` file.

/// A file's cues, and those that cannot be used.
#[derive(Debug, Default)]
pub(super) struct Cues {
    pub(super) cues: Vec<Cue>,
    pub(super) bad: Vec<BadCue>,
}

/// What is shown for a while.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// The lines of text, joined by a space.
    pub(super) payload: String,
}

/// A cue that cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadCue {
    pub(super) line: usize,
    pub(super) reason: String,
    pub(super) raw: String,
}

/// Whether a line gives the times of a cue.
pub(super) fn is_timing(line: &str) -> bool {
    timing(line).is_some()
}

/// Reads the blocks of a file; the header may be missing.
pub(super) fn read(text: &str) -> Cues {
    let mut cues = Cues::default();
    let mut block: Vec<&str> = Vec::new();
    let mut first_line = 1;
    // A last blank line closes the last block.
    for (index, line) in text.lines().chain([""]).enumerate() {
        if !line.trim().is_empty() {
            if block.is_empty() {
                first_line = index + 1;
            }
            block.push(line);
        } else if !block.is_empty() {
            cues.add(&block, first_line);
            block.clear();
        }
    }
    cues
}

impl Cues {
    fn add(&mut self, block: &[&str], line: usize) {
        let first = block.first().copied().unwrap_or_default();
        let is_header = line == 1 && first.starts_with("WEBVTT");
        let is_aside = ["NOTE", "STYLE", "REGION"]
            .iter()
            .any(|word| first == *word || first.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
        // A block may begin with the cue's own id.
        let position = block.iter().take(2).position(|line| line.contains("-->"));
        let reason = match position.map(|position| (position, timing(block[position]))) {
            _ if is_header || (is_aside && position != Some(0)) => return,
            None => "there is no cue timing".to_owned(),
            Some((_, None)) => "the cue timing cannot be read".to_owned(),
            Some((_, Some((start, end)))) if end < start => "the cue ends before it starts".to_owned(),
            Some((position, Some(_))) => {
                let payload: Vec<&str> = block[position + 1..].iter().map(|line| line.trim()).collect();
                if !payload.is_empty() {
                    self.cues.push(Cue {
                        payload: payload.join(" "),
                    });
                }
                return;
            }
        };
        self.bad.push(BadCue {
            line,
            reason,
            raw: block.join("\n"),
        });
    }
}

/// The start and the end of a cue in milliseconds.
fn timing(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((milliseconds(start.trim())?, milliseconds(end)?))
}

/// `hh:mm:ss.mmm`, the hours being optional.
fn milliseconds(time: &str) -> Option<u64> {
    let (clock, fraction) = time.split_once(['.', ','])?;
    if fraction.len() != 3 {
        return None;
    }
    let parts: Vec<u64> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let seconds = match parts[..] {
        [minutes, seconds] if minutes < 60 && seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            hours.checked_mul(3600)?.checked_add(minutes * 60 + seconds)?
        }
        _ => return None,
    };
    seconds.checked_mul(1000)?.checked_add(fraction.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_read_and_bad_ones_set_aside() {
        let cues = read(
            "WEBVTT - x\nKind: captions\n\nNOTE\n1 --> 2\n\nid-1\n00:01.000 --> 00:02.500 align:left\nA: one\ntwo\n\n\
             00:00:09.000 --> 00:00:04.000\nA: back\n\n00:00 --> 1\nA: bad\n\nstray\n",
        );
        let payloads: Vec<&str> = cues.cues.iter().map(|it| it.payload.as_str()).collect();
        assert_eq!(payloads, ["A: one two"]);
        let bad: Vec<(usize, &str)> = cues.bad.iter().map(|it| (it.line, it.reason.as_str())).collect();
        assert_eq!(
            bad,
            [
                (12, "the cue ends before it starts"),
                (15, "the cue timing cannot be read"),
                (18, "there is no cue timing"),
            ]
        );
    }
}
