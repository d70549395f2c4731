//! The `key: value` lines at the head of a note.

use grounding::Visibility;
use jiff::civil::Date;

use super::super::dates;

pub(super) const ACCOUNT: &[&str] = &["account", "account_id", "account_slug", "customer", "client"];
const DATE: &[&str] = &["date", "created", "meeting_date"];
pub(super) const AUTHOR: &[&str] = &["author", "owner", "by", "written_by"];
const VISIBILITY: &[&str] = &["visibility", "access", "sharing"];

/// Whether the text begins with a fence and at least one `key: value` line.
pub(in super::super) fn is_note(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let mut lines = text.lines();
    lines.next().is_some_and(is_fence)
        && lines
            .take_while(|line| !is_fence(line))
            .any(|line| field(line).is_some())
}

/// The front matter's fields and what comes after it.
pub(super) struct FrontMatter<'a> {
    fields: Vec<(String, &'a str)>,
    /// The first line that is no field, nor part of one.
    stray: Option<&'a str>,
    /// None if the front matter is never closed.
    pub(super) body: Option<&'a str>,
}

pub(super) struct Checked {
    pub(super) date: Date,
    pub(super) visibility: Visibility,
}

impl<'a> FrontMatter<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let mut fields = Vec::new();
        let mut stray = None;
        let mut rest = text;
        let mut fences = 0;
        while !rest.is_empty() {
            let (line, after) = match rest.find('\n') {
                Some(end) => (&rest[..end], &rest[end + 1..]),
                None => (rest, ""),
            };
            rest = after;
            if is_fence(line) {
                fences += 1;
                if fences == 2 {
                    let body = rest.trim_start_matches(['\r', '\n']);
                    return Self {
                        fields,
                        stray,
                        body: Some(body),
                    };
                }
            } else if let Some(field) = field(line) {
                fields.push(field);
            } else if !line.trim().is_empty() && !line.starts_with([' ', '\t', '-', '#']) {
                stray.get_or_insert(line.trim_end());
            }
        }
        // What follows the first blank line was meant as the body.
        let meant = text.lines().take_while(|line| !line.trim().is_empty());
        let fields = meant.filter_map(field).collect();
        Self {
            fields,
            stray: None,
            body: None,
        }
    }

    /// The value of the first of the keys that there is; empty without one.
    pub(super) fn get(&self, keys: &[&str]) -> &'a str {
        keys.iter()
            .find_map(|key| self.fields.iter().find(|(name, _)| name == key))
            .map_or("", |(_, value)| *value)
    }

    /// Everything that is wrong at once, so that it can be mended at once.
    pub(super) fn check(&self) -> Result<Checked, String> {
        let mut wrong = Vec::new();
        if self.body.is_none() {
            wrong.push("the front matter is not closed by `---`".to_owned());
        }
        if let Some(line) = self.stray {
            // Perhaps the front matter is not closed and this is the body already.
            wrong.push(format!("`{line}` is no `key: value` line"));
        }
        if self.get(ACCOUNT).is_empty() {
            wrong.push("no account is given".to_owned());
        }
        let date = dates::day(self.get(DATE));
        if date.is_none() {
            wrong.push(match self.get(DATE) {
                "" => "no date is given".to_owned(),
                date => format!("`date` `{date}` is not a date"),
            });
        }
        let visibility = visibility(self.get(VISIBILITY));
        if visibility.is_none() {
            let word = self.get(VISIBILITY);
            wrong.push(format!(
                "`visibility` `{word}` is none of `shareable`, `internal`, `restricted`"
            ));
        }
        match (date, visibility) {
            (Some(date), Some(visibility)) if wrong.is_empty() => Ok(Checked { date, visibility }),
            _ => Err(wrong.join("; ")),
        }
    }
}

fn visibility(word: &str) -> Option<Visibility> {
    match word.to_lowercase().as_str() {
        "shareable" | "public" | "customer" | "external" => Some(Visibility::Shareable),
        "internal" | "" => Some(Visibility::Internal),
        "restricted" | "confidential" | "private" => Some(Visibility::Restricted),
        _ => None,
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// A `key: value` line; quotes round the value are dropped.
fn field(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | ' '));
    if !is_key || !(value.is_empty() || value.starts_with([' ', '\t', '\r'])) {
        return None;
    }
    let value = value.trim();
    let value = [('"', '"'), ('\'', '\'')]
        .into_iter()
        .find_map(|(open, close)| value.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(value);
    Some((key.to_lowercase().replace(['-', ' '], "_"), value))
}
