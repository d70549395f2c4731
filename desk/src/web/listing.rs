//! Lists in pages: of actions and of scorecards, which an account, a state and whose they are narrow
//! down.

use serde::Deserialize;

/// So many stand on one page.
const ON_A_PAGE: usize = 100;

/// What narrows a list down, as its form sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    /// A part of the account's name or id.
    pub(crate) account: String,
    /// The word of where they stand; empty for wherever.
    pub(crate) state: String,
    /// Only those of whoever looks.
    pub(crate) mine: bool,
    /// From 1.
    page: Option<usize>,
}

/// Where one is in a list.
pub(crate) struct Pager {
    pub(crate) total: usize,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) pages: usize,
    /// The addresses of the pages before and after; empty where there is none.
    pub(crate) before: String,
    pub(crate) after: String,
}

impl Filter {
    /// Whether everything is listed.
    pub(crate) fn is_open(&self) -> bool {
        self.account.is_empty() && self.state.is_empty() && !self.mine
    }

    /// The address of a page of the same list.
    fn address(&self, path: &str, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("account", &self.account)
            .append_pair("state", &self.state);
        if self.mine {
            query.append_pair("mine", "true");
        }
        format!("{path}?{}", query.append_pair("page", &page.to_string()).finish())
    }
}

impl Pager {
    /// The page that a filter asks for of a list of so many, at the address of the list.
    pub(crate) fn of(total: usize, path: &str, filter: &Filter) -> Self {
        let pages = total.div_ceil(ON_A_PAGE).max(1);
        let number = filter.page.unwrap_or(1).clamp(1, pages);
        let address = |page: usize, is_there: bool| {
            if is_there {
                filter.address(path, page)
            } else {
                String::new()
            }
        };
        Self {
            total,
            number,
            pages,
            before: address(number - 1, number > 1),
            after: address(number + 1, number < pages),
        }
    }

    /// What stands on the page.
    pub(crate) fn cut<T>(&self, all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        all.skip((self.number - 1) * ON_A_PAGE).take(ON_A_PAGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_there_is_the_nearest_one() {
        let filter = Filter {
            account: "alder & co".to_owned(),
            mine: true,
            page: Some(9),
            ..Filter::default()
        };
        let pager = Pager::of(250, "/actions", &filter);
        assert_eq!((pager.number, pager.pages, pager.after.as_str()), (3, 3, ""));
        insta::assert_snapshot!(pager.before, @"/actions?account=alder+%26+co&state=&mine=true&page=2");
        assert_eq!(pager.cut(0..250).collect::<Vec<_>>(), (200..250).collect::<Vec<_>>());
        assert_eq!(Pager::of(0, "/actions", &filter).number, 1);
    }
}
