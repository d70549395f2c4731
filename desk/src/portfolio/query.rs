//! What is asked of the portfolio, as it stands in an address.

use std::collections::BTreeMap;

use axum::http::Uri;
use serde::Deserialize;
use workflow::brief::RunState;
use workflow::health::Level;

use crate::failure::Hinted;
use crate::names::nearest;

/// How many accounts a page has where nothing else is asked for.
const PER_PAGE: usize = 50;

/// How many it may have.
const MOST_PER_PAGE: usize = 200;

/// The last page and the farthest renewal that may be asked for, in days; no list is as long.
const LAST_PAGE: usize = 1_000_000;
const MOST_DAYS: u32 = 36_500;

/// What may be asked for, by name.
const NAMES: [&str; 10] = [
    "text",
    "level",
    "owner",
    "waits_for_me",
    "state",
    "renewal_within",
    "sort",
    "direction",
    "page",
    "per_page",
];

const LEVELS: [(&str, Level); 4] = [
    ("red", Level::Red),
    ("amber", Level::Amber),
    ("green", Level::Green),
    ("unknown", Level::Unknown),
];
const STATES: [(&str, RunState); 4] = [
    ("in_review", RunState::InReview),
    ("paused", RunState::Paused),
    ("stopped", RunState::Stopped),
    ("returned", RunState::Returned),
];
const SORTS: [(&str, Sort); 6] = [
    ("name", Sort::Name),
    ("health", Sort::Health),
    ("renewal", Sort::Renewal),
    ("newest", Sort::Newest),
    ("owner", Sort::Owner),
    ("waiting", Sort::Waiting),
];
const DIRECTIONS: [(&str, Direction); 2] = [
    ("ascending", Direction::Ascending),
    ("descending", Direction::Descending),
];
const ANSWERS: [(&str, bool); 2] = [("true", true), ("false", false)];

/// What is asked of the portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub(crate) struct Query {
    /// Words that each stand in one of the account's names, its id, its owner's name or an alias.
    pub(crate) text: String,
    /// Only accounts of this level.
    pub(crate) level: Option<Level>,
    /// Only accounts of the owner of this name.
    pub(crate) owner: Option<String>,
    /// Only accounts of which something waits for whoever asks.
    pub(crate) waits_for_me: bool,
    /// Only accounts with an open run in this state.
    pub(crate) state: Option<RunState>,
    /// Only accounts that renew within so many days from today.
    pub(crate) renewal_within: Option<u32>,
    /// What they are sorted by.
    pub(crate) sort: Sort,
    /// In which direction.
    pub(crate) direction: Direction,
    /// Which page, from 1.
    pub(crate) page: usize,
    /// How many accounts a page has.
    pub(crate) per_page: usize,
}

/// What accounts are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// The display name.
    Name,
    /// The level and the score, ascending from the worst.
    Health,
    /// When the contract renews.
    Renewal,
    /// The day of the newest evidence.
    Newest,
    /// The owner's name.
    Owner,
    /// How many runs wait for whoever asks.
    Waiting,
}

/// In which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From the least to the greatest.
    Ascending,
    /// From the greatest to the least.
    Descending,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            level: None,
            owner: None,
            waits_for_me: false,
            state: None,
            renewal_within: None,
            sort: Sort::Name,
            direction: Direction::Ascending,
            page: 1,
            per_page: PER_PAGE,
        }
    }
}

impl Query {
    /// Reads what stands after the `?` of an address.
    pub(crate) fn read(text: &str) -> anyhow::Result<Self> {
        let unreadable = |why: String| {
            let hint = "go back to the list of accounts and ask again".to_owned();
            Hinted::new(format!("the address can't be read: {why}"), [hint])
        };
        let uri: Uri = format!("/?{text}")
            .parse()
            .map_err(|error: axum::http::uri::InvalidUri| unreadable(error.to_string()))?;
        let pairs: axum::extract::Query<BTreeMap<String, String>> =
            axum::extract::Query::try_from_uri(&uri).map_err(|error| unreadable(error.to_string()))?;
        Ok(Self::try_from(pairs.0)?)
    }

    /// What is asked for by name, without what is asked for where nothing is said.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let usual = Self::default();
        let word = |word: &str| word.to_owned();
        let pairs = [
            ("text", (!self.text.is_empty()).then(|| self.text.clone())),
            ("level", self.level.map(|it| word(it.word()))),
            ("owner", self.owner.clone()),
            ("waits_for_me", self.waits_for_me.then(|| word("true"))),
            ("state", self.state.and_then(|it| word_of(&STATES, it)).map(word)),
            ("renewal_within", self.renewal_within.map(|it| it.to_string())),
            ("sort", changed(self.sort, usual.sort, &SORTS)),
            ("direction", changed(self.direction, usual.direction, &DIRECTIONS)),
            ("page", (self.page != usual.page).then(|| self.page.to_string())),
            (
                "per_page",
                (self.per_page != usual.per_page).then(|| self.per_page.to_string()),
            ),
        ];
        pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// The same as it stands after the `?` of an address; empty where nothing is asked for.
    pub(crate) fn to_address(&self) -> String {
        let pairs = self
            .pairs()
            .into_iter()
            .map(|(name, value)| format!("{name}={}", escaped(&value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

impl TryFrom<BTreeMap<String, String>> for Query {
    type Error = Hinted;

    /// A form sends what was left empty too, which asks for nothing.
    fn try_from(pairs: BTreeMap<String, String>) -> Result<Self, Hinted> {
        let mut query = Self::default();
        let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.trim()));
        for (name, value) in pairs.filter(|(_, value)| !value.is_empty()) {
            match name {
                "text" => value.clone_into(&mut query.text),
                "level" => query.level = Some(choice(name, value, &LEVELS)?),
                "owner" => query.owner = Some(value.to_owned()),
                "waits_for_me" => query.waits_for_me = choice(name, value, &ANSWERS)?,
                "state" => query.state = Some(choice(name, value, &STATES)?),
                "renewal_within" => query.renewal_within = Some(number(name, value, 0, MOST_DAYS)?),
                "sort" => query.sort = choice(name, value, &SORTS)?,
                "direction" => query.direction = choice(name, value, &DIRECTIONS)?,
                "page" => query.page = number(name, value, 1, LAST_PAGE)?,
                "per_page" => query.per_page = number(name, value, 1, MOST_PER_PAGE)?,
                _ => return Err(unknown(name)),
            }
        }
        Ok(query)
    }
}

fn unknown(name: &str) -> Hinted {
    let near = nearest(name, NAMES.into_iter());
    let hint = match near.as_slice() {
        [] => format!("ask for one of {}", listed(NAMES)),
        near => format!("did you mean {}?", near.join(", ")),
    };
    Hinted::new(format!("accounts can't be asked for by `{name}`"), [hint])
}

fn choice<T: Copy>(name: &str, value: &str, choices: &[(&str, T)]) -> Result<T, Hinted> {
    let chosen = choices.iter().find(|(word, _)| *word == value);
    chosen.map(|(_, it)| *it).ok_or_else(|| {
        let hint = format!("use one of {}", listed(choices.iter().map(|(word, _)| *word)));
        Hinted::new(format!("`{value}` is no `{name}` of the list of accounts"), [hint])
    })
}

fn number<T: std::str::FromStr + PartialOrd + std::fmt::Display + Copy>(
    name: &str,
    value: &str,
    least: T,
    most: T,
) -> Result<T, Hinted> {
    let read = value.parse().ok().filter(|it| *it >= least && *it <= most);
    read.ok_or_else(|| {
        let hint = format!("use a whole number from {least} to {most}");
        Hinted::new(format!("`{value}` is no `{name}` of the list of accounts"), [hint])
    })
}

fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

fn word_of<T: PartialEq + Copy>(choices: &[(&'static str, T)], value: T) -> Option<&'static str> {
    choices.iter().find(|(_, it)| *it == value).map(|(word, _)| *word)
}

/// The word of a choice that is another than the usual one.
fn changed<T: PartialEq + Copy>(value: T, usual: T, choices: &[(&'static str, T)]) -> Option<String> {
    let word = word_of(choices, value).filter(|_| value != usual);
    word.map(str::to_owned)
}

/// A value with everything escaped that may mean something else in an address.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
