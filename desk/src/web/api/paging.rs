//! Lists that grow, a page at a time.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use axum::http::StatusCode;

use crate::web::fault::Fault;

/// So many are on a page where nothing else is asked for.
const USUALLY: u16 = 50;
/// So many may be.
const MOST: u16 = 200;

/// A page of a list.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "PageOf_{T}")]
pub(super) struct Page<T> {
    /// What is on it, in the list's order.
    pub(super) items: Vec<T>,
    /// What to ask for as `after` to get the next page; none on the last one.
    pub(super) next: Option<After>,
}

/// Which page of a list is asked for, where nothing else is.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Paging {
    pub(super) limit: Limit,
    pub(super) after: Option<After>,
}

/// How many to answer with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u16")]
pub(super) struct Limit(u16);

/// Where the page before ended, as its `next` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct After(String);

impl<T> Page<T> {
    /// A page of a list in the order of its keys. A page begins after the key of the one before, so
    /// that what came or went meanwhile shifts nothing.
    pub(super) fn cut<K>(
        mut all: Vec<T>,
        (limit, after): (Limit, Option<&After>),
        key: impl Fn(&T) -> K,
    ) -> Result<Self, Fault>
    where
        K: Ord + Serialize + DeserializeOwned,
    {
        all.sort_by_cached_key(&key);
        if let Some(after) = after {
            let last: K = after.read()?;
            all.retain(|it| key(it) > last);
        }
        let is_last = all.len() <= limit.count();
        all.truncate(limit.count());
        Ok(Self {
            next: all.last().filter(|_| !is_last).map(|it| After::of(&key(it))),
            items: all,
        })
    }

    /// The whole of a list that has an end.
    pub(super) fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }

    /// The same page of something else.
    pub(super) fn map<U>(self, with: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(with).collect(),
            next: self.next,
        }
    }
}

impl Limit {
    /// How many.
    pub(super) fn count(self) -> usize {
        self.0.into()
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(USUALLY)
    }
}

impl TryFrom<u16> for Limit {
    type Error = String;

    fn try_from(count: u16) -> Result<Self, String> {
        if (1..=MOST).contains(&count) {
            Ok(Self(count))
        } else {
            Err(format!("`limit` is a number from 1 to {MOST}"))
        }
    }
}

impl JsonSchema for Limit {
    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How many to answer with.",
            "type": "integer",
            "minimum": 1,
            "maximum": MOST,
            "default": USUALLY,
        })
    }
}

impl After {
    /// The place of a key, in a form that means nothing to others.
    pub(super) fn of(key: &impl Serialize) -> Self {
        // The keys are texts, numbers and dates, which always can be written.
        let key = serde_json::to_string(key).unwrap_or_default();
        Self(
            key.bytes()
                .fold(String::new(), |text, byte| text + &format!("{byte:02x}")),
        )
    }

    /// The key of a place that this list gave.
    pub(super) fn read<K: DeserializeOwned>(&self) -> Result<K, Fault> {
        let key = bytes(&self.0).and_then(|key| serde_json::from_slice(&key).ok());
        key.ok_or_else(|| {
            let hint = "take it from `next` of the page before, and ask for the same list";
            Fault::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "`after` is no place in this list",
                hint,
            )
        })
    }
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|it| it.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let pairs = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(
        pairs
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(all: &[u32], limit: u16, after: Option<&After>) -> (Vec<u32>, Option<After>) {
        let page = Page::cut(all.to_vec(), (Limit(limit), after), |it| *it).unwrap();
        (page.items, page.next)
    }

    #[test]
    fn pages_follow_one_another_whatever_came_and_went_meanwhile() {
        let (first, next) = cut(&[5, 1, 3, 7], 2, None);
        assert_eq!(first, [1, 3]);
        // 3 has gone, 2 and 4 have come.
        let (second, next) = cut(&[5, 1, 2, 4, 7], 2, next.as_ref());
        assert_eq!(second, [4, 5]);
        let (third, next) = cut(&[5, 1, 2, 4, 7], 2, next.as_ref());
        assert_eq!((third, next), (vec![7], None));
    }

    #[test]
    fn a_place_of_another_list_or_of_none_is_no_place() {
        let of_words = After::of(&"northwind");
        assert_eq!(of_words.read::<String>().unwrap(), "northwind");
        for text in [of_words.0.as_str(), "", "f", "zz", "\u{e9}\u{e9}"] {
            let fault = After(text.to_owned()).read::<(u32, String)>().unwrap_err();
            assert_eq!(fault.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
    }

    #[test]
    fn a_page_has_at_least_one_and_at_most_two_hundred() {
        let legal = [0, 1, 200, 201].map(|count| Limit::try_from(count).is_ok());
        assert_eq!(legal, [false, true, true, false]);
    }
}
