//! What is asked of the table: the form that asks for it, the addresses of other questions, and how
//! the columns are sorted.

use std::collections::BTreeMap;

use workflow::health::Level;

use crate::portfolio::{Direction, Page, Query, Sort};
use crate::web::words::level;

/// No more owners than these stand in a list to choose from; of more, one writes the name.
const MOST_OWNERS: usize = 200;

const LEVELS: [(&str, &str); 4] = [
    ("red", "Red"),
    ("amber", "Amber"),
    ("green", "Green"),
    ("unknown", "Unknown"),
];
const STATES: [(&str, &str); 4] = [
    ("in_review", "in review"),
    ("paused", "paused"),
    ("stopped", "stopped"),
    ("returned", "returned"),
];
/// Days to the renewal that one may choose.
const RENEWALS: [&str; 4] = ["30", "60", "90", "180"];

/// The form.
pub(super) struct FormView {
    pub(super) text: String,
    pub(super) levels: Vec<ChoiceView>,
    /// Empty where there are too many to choose from.
    pub(super) owners: Vec<ChoiceView>,
    /// The owner that is asked for.
    pub(super) owner: String,
    pub(super) states: Vec<ChoiceView>,
    pub(super) renewals: Vec<ChoiceView>,
    pub(super) waits_for_me: bool,
    /// What the form leaves as it is.
    pub(super) kept: Vec<(&'static str, String)>,
}

/// Something to choose.
pub(super) struct ChoiceView {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

/// A question with an address of its own.
pub(super) struct LinkView {
    pub(super) label: String,
    pub(super) address: String,
    /// Whether it is what is asked now.
    pub(super) is_current: bool,
}

/// How many accounts have a level.
pub(super) struct LevelView {
    pub(super) word: &'static str,
    pub(super) class: &'static str,
    pub(super) sign: &'static str,
    pub(super) number: usize,
    pub(super) address: String,
    pub(super) is_current: bool,
}

/// The head of a column.
pub(super) struct HeadView {
    pub(super) label: &'static str,
    /// Where it is sorted by; none where it can't be.
    pub(super) address: Option<String>,
    /// How it is sorted by now; empty where it is not.
    pub(super) sorted: &'static str,
}

impl FormView {
    /// The form as it was filled in, with the owners there are.
    pub(super) fn of(query: &Query, owners: &[String]) -> Self {
        let asked: BTreeMap<&str, String> = query.pairs().into_iter().collect();
        let value = |name: &str| asked.get(name).cloned().unwrap_or_default();
        let is_kept = |name: &str| matches!(name, "sort" | "direction" | "per_page");
        let within = value("renewal_within");
        let other = Some(within.as_str()).filter(|days| !days.is_empty() && !RENEWALS.contains(days));
        let renewals = RENEWALS.into_iter().chain(other);
        let owner = value("owner");
        Self {
            text: query.text.clone(),
            levels: choices(LEVELS, &value("level")),
            owners: if owners.len() > MOST_OWNERS {
                Vec::new()
            } else {
                choices(owners.iter().map(|it| (it.as_str(), it.as_str())), &owner)
            },
            owner,
            states: choices(STATES, &value("state")),
            renewals: renewals
                .map(|days| ChoiceView {
                    value: days.to_owned(),
                    label: format!("within {days} days"),
                    is_chosen: within == days,
                })
                .collect(),
            waits_for_me: query.waits_for_me,
            kept: query.pairs().into_iter().filter(|(name, _)| is_kept(name)).collect(),
        }
    }
}

fn choices<'a>(all: impl IntoIterator<Item = (&'a str, &'a str)>, chosen: &str) -> Vec<ChoiceView> {
    let choice = |(value, label): (&str, &str)| ChoiceView {
        value: value.to_owned(),
        label: label.to_owned(),
        is_chosen: value.eq_ignore_ascii_case(chosen),
    };
    all.into_iter().map(choice).collect()
}

/// The address of a question.
pub(super) fn address(query: &Query) -> String {
    let asked = query.to_address();
    if asked.is_empty() {
        "/".to_owned()
    } else {
        format!("/?{asked}")
    }
}

/// The same question from its first page on.
fn anew(query: &Query) -> Query {
    Query {
        page: 1,
        ..query.clone()
    }
}

/// The questions that are asked most.
pub(super) fn ready(query: &Query, waiting: usize) -> Vec<LinkView> {
    let all = Query::default();
    let ready = [
        ("All accounts".to_owned(), all.clone()),
        (
            format!("Waits for me ({waiting})"),
            Query {
                waits_for_me: true,
                sort: Sort::Waiting,
                direction: Direction::Descending,
                ..all.clone()
            },
        ),
        (
            "Red".to_owned(),
            Query {
                level: Some(Level::Red),
                sort: Sort::Health,
                ..all.clone()
            },
        ),
        (
            "Renewal within 90 days".to_owned(),
            Query {
                renewal_within: Some(90),
                sort: Sort::Renewal,
                ..all.clone()
            },
        ),
        (
            "Longest without new evidence".to_owned(),
            Query {
                sort: Sort::Newest,
                ..all
            },
        ),
    ];
    let asked = anew(query);
    let link = |(label, ready): (String, Query)| LinkView {
        label,
        address: address(&ready),
        is_current: ready == asked,
    };
    ready.into_iter().map(link).collect()
}

/// How many accounts of each level answer to the rest of the question, the worst first.
pub(super) fn levels(query: &Query, page: &Page) -> Vec<LevelView> {
    let order = [Level::Red, Level::Amber, Level::Green, Level::Unknown];
    let of_level = |asked: Level| {
        let (word, class, sign) = level(asked);
        let is_current = query.level == Some(asked);
        LevelView {
            word,
            class,
            sign,
            number: page.levels.get(&asked).copied().unwrap_or_default(),
            // Asking again for what is asked takes the question back.
            address: address(&Query {
                level: (!is_current).then_some(asked),
                ..anew(query)
            }),
            is_current,
        }
    };
    order.into_iter().map(of_level).collect()
}

/// The heads of the columns.
pub(super) fn heads(query: &Query) -> Vec<HeadView> {
    let columns = [
        ("Account", Some((Sort::Name, Direction::Ascending))),
        ("Health", Some((Sort::Health, Direction::Ascending))),
        ("Waits for me", Some((Sort::Waiting, Direction::Descending))),
        ("Open runs", None),
        ("Renewal", Some((Sort::Renewal, Direction::Ascending))),
        ("Owner", Some((Sort::Owner, Direction::Ascending))),
        ("Newest evidence", Some((Sort::Newest, Direction::Descending))),
    ];
    let head = |(label, sort): (&'static str, Option<(Sort, Direction)>)| {
        let is_sorted = sort.is_some_and(|(sort, _)| sort == query.sort);
        HeadView {
            label,
            address: sort.map(|(sort, first)| {
                let direction = if is_sorted { turned(query.direction) } else { first };
                address(&Query {
                    sort,
                    direction,
                    ..anew(query)
                })
            }),
            sorted: match (is_sorted, query.direction) {
                (false, _) => "",
                (true, Direction::Ascending) => "ascending",
                (true, Direction::Descending) => "descending",
            },
        }
    };
    columns.into_iter().map(head).collect()
}

fn turned(direction: Direction) -> Direction {
    match direction {
        Direction::Ascending => Direction::Descending,
        Direction::Descending => Direction::Ascending,
    }
}

/// A part of a question, and how it is left out.
type Part = (&'static str, fn(&mut Query));

/// Questions that ask for less than one that nothing answers to: each leaves out a part of it.
pub(super) fn wider(query: &Query) -> Vec<LinkView> {
    let parts: [Part; 6] = [
        ("any name", |it| it.text.clear()),
        ("any level", |it| it.level = None),
        ("any owner", |it| it.owner = None),
        ("whether or not something waits for me", |it| it.waits_for_me = false),
        ("runs of any state, or none", |it| it.state = None),
        ("a renewal on any day", |it| it.renewal_within = None),
    ];
    let asked = anew(query);
    let link = |(label, leave_out): Part| {
        let mut wider = asked.clone();
        leave_out(&mut wider);
        (wider != asked).then(|| LinkView {
            label: label.to_owned(),
            address: address(&wider),
            is_current: false,
        })
    };
    parts.into_iter().filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Query {
        Query::read(text).unwrap()
    }

    fn told(links: &[LinkView]) -> String {
        let lines = links.iter().map(|it| {
            let current = if it.is_current { " (current)" } else { "" };
            format!("{} {}{current}", it.label, it.address)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn ready_questions_have_addresses_and_the_one_that_is_asked_is_known() {
        insta::assert_snapshot!(told(&ready(&read("level=red&sort=health&page=3"), 4)), @"
        All accounts /
        Waits for me (4) /?waits_for_me=true&sort=waiting&direction=descending
        Red /?level=red&sort=health (current)
        Renewal within 90 days /?renewal_within=90&sort=renewal
        Longest without new evidence /?sort=newest
        ");
    }

    #[test]
    fn a_question_that_nothing_answers_to_is_widened_part_by_part() {
        insta::assert_snapshot!(told(&wider(&read("text=mill&owner=Ana+Reyes&page=2&sort=owner"))), @"
        any name /?owner=Ana%20Reyes&sort=owner
        any owner /?text=mill&sort=owner
        ");
        assert_eq!(told(&wider(&Query::default())), "");
    }

    #[test]
    fn a_column_is_sorted_by_and_then_the_other_way_round() {
        let heads = heads(&read("sort=renewal&text=mill"));
        let told: Vec<String> = heads
            .iter()
            .map(|it| format!("{} {} {}", it.label, it.address.clone().unwrap_or_default(), it.sorted))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @"
        Account /?text=mill 
        Health /?text=mill&sort=health 
        Waits for me /?text=mill&sort=waiting&direction=descending 
        Open runs  
        Renewal /?text=mill&sort=renewal&direction=descending ascending
        Owner /?text=mill&sort=owner 
        Newest evidence /?text=mill&sort=newest&direction=descending 
        ");
    }

    #[test]
    fn the_form_keeps_what_was_filled_in_and_how_it_was_sorted() {
        let owners = ["Ana Reyes".to_owned(), "Bo Lind".to_owned()];
        let query = read("owner=ana+reyes&renewal_within=45&sort=owner&per_page=20&waits_for_me=true");
        let form = FormView::of(&query, &owners);
        let chosen = |all: &[ChoiceView]| {
            let chosen = all.iter().filter(|it| it.is_chosen);
            chosen.map(|it| it.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(chosen(&form.owners), ["Ana Reyes"]);
        assert_eq!(chosen(&form.renewals), ["45"]);
        assert_eq!(chosen(&form.states), Vec::<String>::new());
        assert_eq!(form.kept, [("sort", "owner".to_owned()), ("per_page", "20".to_owned())]);
        assert_eq!((form.waits_for_me, form.owner.as_str()), (true, "ana reyes"));
        let many: Vec<String> = (0..=MOST_OWNERS).map(|it| format!("owner {it}")).collect();
        assert_eq!(FormView::of(&query, &many).owners.len(), 0);
    }
}
