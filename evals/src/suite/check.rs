//! Holding what came about against what was expected.

use std::collections::BTreeSet;

use similar::{ChangeTag, TextDiff};

use super::case::{Case, CaseClaim, Refused, Stated};
use super::drive::{Ran, word};
use super::report::{CheckReport, ClaimReport, Miss, Nearest};
use super::{Pattern, case::Expect};

/// Every expectation of a case, in the order of its file.
pub(super) fn checks(case: &Case, ran: &Ran) -> Vec<CheckReport> {
    let mut checks = Vec::new();
    if let Some((brief, text)) = &ran.brief {
        about_the_run(&case.expect, brief, &mut checks);
        about_the_asking(&case.expect, brief, &mut checks);
        for nowhere in &case.expect.nowhere {
            let in_claims = ran.claims.iter().filter(|claim| claim.is_let_through());
            let found = nowhere.pattern.found_in(text).or_else(|| {
                in_claims
                    .map(|claim| claim.text.as_str())
                    .find_map(|text| nowhere.pattern.found_in(text))
            });
            checks.push(check(
                format!("{} is nowhere", nowhere.pattern),
                found.is_none(),
                || format!("nothing like {}", nowhere.pattern),
                || format!("`{}`", found.unwrap_or_default().escape_debug()),
            ));
        }
    }
    for section in &case.expect.abstains {
        let written: Vec<&ClaimReport> = ran
            .claims
            .iter()
            .filter(|claim| claim.section == *section && claim.is_drafted())
            .collect();
        checks.push(check(
            format!("nothing is drafted for {section}"),
            written.is_empty(),
            || "no claim".to_owned(),
            || format!("`{}`", written.first().map(|it| it.text.as_str()).unwrap_or_default()),
        ));
    }
    for stated in &case.expect.stated {
        checks.push(is_stated(stated, &ran.claims));
    }
    for stated in &case.expect.not_stated {
        checks.push(is_not_stated(stated, &ran.claims));
    }
    for refused in &case.expect.refused {
        checks.push(is_refused(refused, &ran.claims));
    }
    for (at, (written, found)) in case.claim.iter().zip(&ran.claims).enumerate() {
        checks.push(is_judged(at, written, found));
    }
    checks
}

fn check(what: String, passed: bool, wanted: impl FnOnce() -> String, found: impl FnOnce() -> String) -> CheckReport {
    let miss = (!passed).then(|| Miss {
        wanted: wanted(),
        found: found(),
        nearest: None,
    });
    CheckReport { what, passed, miss }
}

fn about_the_run(expect: &Expect, brief: &workflow::brief::Brief, checks: &mut Vec<CheckReport>) {
    if let Some(state) = &expect.state {
        let reason = brief
            .reasons
            .first()
            .map(|it| format!(": {}", it.message))
            .unwrap_or_default();
        checks.push(check(
            format!("state {}", word(state)),
            brief.state == *state,
            || word(state),
            || format!("{}{reason}", word(&brief.state)),
        ));
    }
    if let Some(reasons) = &expect.reasons {
        let codes: Vec<&str> = brief.reasons.iter().map(|it| it.code.as_str()).collect();
        let wanted = if reasons.is_empty() {
            "no reasons".to_owned()
        } else {
            reasons.join(", ")
        };
        let passed = match reasons.as_slice() {
            [] => codes.is_empty(),
            _ => reasons.iter().all(|code| codes.contains(&code.as_str())),
        };
        checks.push(check(
            format!("reasons: {wanted}"),
            passed,
            || wanted.clone(),
            || codes.join(", "),
        ));
    }
    for kind in &expect.flags {
        let kinds: BTreeSet<&str> = brief.flags.iter().map(|it| it.kind.as_str()).collect();
        let all = || kinds.iter().copied().collect::<Vec<_>>().join(", ");
        checks.push(check(
            format!("flag {kind}"),
            kinds.contains(kind.as_str()),
            || kind.clone(),
            all,
        ));
    }
    for (name, open) in &expect.gates {
        let told = |open: bool| if open { "open" } else { "closed" };
        let gate = brief.gates.iter().find(|gate| gate.name == *name);
        checks.push(check(
            format!("gate {name} is {}", told(*open)),
            gate.is_some_and(|gate| gate.passed == *open),
            || told(*open).to_owned(),
            || {
                gate.map_or("there is no such gate".to_owned(), |gate| {
                    format!("{}: {}", told(gate.passed), gate.why)
                })
            },
        ));
    }
    for (section, kind) in &expect.notices {
        let found = brief.sections.iter().find(|it| it.id == *section);
        let found = found.and_then(|it| it.notice.as_ref()).map(|it| it.kind.as_str());
        checks.push(check(
            format!("notice {kind} in {section}"),
            found == Some(kind.as_str()),
            || kind.clone(),
            || found.unwrap_or("no notice").to_owned(),
        ));
    }
    if !expect.sections_in_order.is_empty() {
        let named = brief.sections.iter().map(|it| it.id.as_str());
        let order: Vec<&str> = named
            .filter(|id| expect.sections_in_order.iter().any(|it| it == id))
            .collect();
        checks.push(check(
            "order of the sections".to_owned(),
            order == expect.sections_in_order,
            || expect.sections_in_order.join(", "),
            || order.join(", "),
        ));
    }
}

fn about_the_asking(expect: &Expect, brief: &workflow::brief::Brief, checks: &mut Vec<CheckReport>) {
    let questions: Vec<&str> = brief.questions.iter().map(|it| it.text.as_str()).collect();
    for pattern in &expect.asks {
        checks.push(check(
            format!("asks {pattern}"),
            questions.iter().any(|text| pattern.is_in(text)),
            || format!("a question with {pattern}"),
            || format!("{} questions without it", questions.len()),
        ));
    }
    for pattern in &expect.does_not_ask {
        let asked = questions.iter().find(|text| pattern.is_in(text));
        checks.push(check(
            format!("does not ask {pattern}"),
            asked.is_none(),
            || format!("no question with {pattern}"),
            || format!("`{}`", asked.unwrap_or(&"")),
        ));
    }
    let claims = brief.claims.iter().flat_map(|it| &it.routes);
    let flags = brief.flags.iter().flat_map(|it| &it.routes);
    let to: BTreeSet<String> = claims
        .chain(flags)
        .map(word)
        .chain(brief.questions.iter().map(|it| word(&it.to)))
        .collect();
    for route in &expect.routes {
        checks.push(check(
            format!("goes to {}", word(route)),
            to.contains(&word(route)),
            || word(route),
            || to.iter().cloned().collect::<Vec<_>>().join(", "),
        ));
    }
}

fn is_stated(stated: &Stated, claims: &[ClaimReport]) -> CheckReport {
    let what = format!("states {}", stated.name());
    let through = claims.iter().enumerate().filter(|(_, claim)| claim.is_let_through());
    if through.clone().any(|(_, claim)| stated.lacks(claim).is_empty()) {
        return CheckReport {
            what,
            passed: true,
            miss: None,
        };
    }
    // A claim of that name that was refused is the best answer to why it is not there.
    let nearest = claims
        .iter()
        .enumerate()
        .map(|(at, claim)| (stated.likeness(claim), claim.is_let_through(), at))
        .filter(|(likeness, ..)| *likeness > 0)
        .max_by_key(|(likeness, through, at)| (*likeness, *through, std::cmp::Reverse(*at)))
        .map(|(_, _, at)| nearest(stated, claims, at));
    CheckReport {
        what,
        passed: false,
        miss: Some(Miss {
            wanted: stated.wanted(),
            found: String::new(),
            nearest,
        }),
    }
}

fn nearest(stated: &Stated, claims: &[ClaimReport], at: usize) -> Nearest {
    let claim = &claims[at];
    Nearest {
        claim: at,
        lacks: stated.lacks(claim),
        diff: stated
            .text
            .as_deref()
            .filter(|text| *text != claim.text)
            .map(|text| words_diff(text, &claim.text))
            .unwrap_or_default(),
    }
}

fn is_not_stated(stated: &Stated, claims: &[ClaimReport]) -> CheckReport {
    let said = claims
        .iter()
        .position(|claim| claim.is_let_through() && stated.lacks(claim).is_empty());
    CheckReport {
        what: format!("does not state {}", stated.name()),
        passed: said.is_none(),
        miss: said.map(|claim| Miss {
            wanted: format!("no claim with {}", stated.wanted()),
            found: String::new(),
            nearest: Some(Nearest {
                claim,
                lacks: Vec::new(),
                diff: String::new(),
            }),
        }),
    }
}

fn is_refused(refused: &Refused, claims: &[ClaimReport]) -> CheckReport {
    let says = |claim: &ClaimReport| refused.says.iter().all(|pattern| pattern.is_in(&claim.text));
    let missing = |claim: &ClaimReport| -> Vec<String> {
        let codes: BTreeSet<&str> = claim.codes().collect();
        let wanted = refused.codes.iter().map(ToString::to_string);
        wanted.filter(|code| !codes.contains(code.as_str())).collect()
    };
    let fits = |claim: &ClaimReport| !claim.is_let_through() && says(claim) && missing(claim).is_empty();
    let passed = claims.iter().any(fits);
    let names = patterns(&refused.says);
    let name = if refused.fact.is_empty() {
        names.clone()
    } else {
        refused.fact.clone()
    };
    let codes: Vec<String> = refused.codes.iter().map(ToString::to_string).collect();
    let miss = (!passed).then(|| {
        let nearest = claims.iter().position(|claim| says(claim) && !claim.is_let_through());
        let nearest = nearest.or_else(|| claims.iter().position(says));
        Miss {
            wanted: format!("a refused claim with {names} {}", codes.join(", "))
                .trim_end()
                .to_owned(),
            found: String::new(),
            nearest: nearest.map(|claim| Nearest {
                lacks: if claims[claim].is_let_through() {
                    vec!["a refusal".to_owned()]
                } else {
                    missing(&claims[claim])
                },
                claim,
                diff: String::new(),
            }),
        }
    });
    CheckReport {
        what: format!("refuses {name}"),
        passed,
        miss,
    }
}

fn is_judged(at: usize, written: &CaseClaim, found: &ClaimReport) -> CheckReport {
    let expect = &written.expect;
    let mut lacks = Vec::new();
    if let Some(verdict) = expect.verdict.filter(|it| word(it) != found.verdict) {
        lacks.push(format!("verdict {}", word(&verdict)));
    }
    if let Some(standing) = expect.standing.filter(|it| word(it) != found.standing) {
        lacks.push(format!("standing {}", word(&standing)));
    }
    let codes: BTreeSet<&str> = found.codes().collect();
    lacks.extend(
        expect
            .codes
            .iter()
            .map(ToString::to_string)
            .filter(|code| !codes.contains(code.as_str())),
    );
    lacks.extend(
        expect
            .routes
            .iter()
            .map(word)
            .filter(|route| !found.routes.contains(route)),
    );
    let verdict = expect.verdict.map(|it| word(&it)).unwrap_or_default();
    let codes: Vec<String> = expect.codes.iter().map(ToString::to_string).collect();
    let wanted = format!("{verdict} {}", codes.join(", ")).trim().to_owned();
    let miss = (!lacks.is_empty()).then(|| Miss {
        wanted: wanted.clone(),
        found: found.verdict.clone(),
        nearest: Some(Nearest {
            claim: at,
            lacks: lacks.clone(),
            diff: String::new(),
        }),
    });
    CheckReport {
        what: format!("claim {} is {wanted}", at + 1),
        passed: lacks.is_empty(),
        miss,
    }
}

impl Stated {
    fn name(&self) -> String {
        match (&self.text, self.fact.is_empty()) {
            (_, false) => self.fact.clone(),
            (Some(text), true) => format!("`{text}`"),
            (None, true) => patterns(&self.says),
        }
    }

    /// What a claim must be like, in words.
    fn wanted(&self) -> String {
        let mut wanted = Vec::new();
        wanted.extend(self.text.as_ref().map(|text| format!("`{text}`")));
        wanted.extend(self.says.iter().map(ToString::to_string));
        wanted.extend(self.section.as_ref().map(|section| format!("in {section}")));
        if !self.cited_to.is_empty() {
            wanted.push(format!("cited to {}", self.cited_to.join(", ")));
        }
        wanted.extend(self.standing.map(|it| format!("standing {}", word(&it))));
        wanted.extend(self.verdict.map(|it| word(&it)));
        wanted.extend(self.kind.map(|it| format!("kind {}", word(&it))));
        wanted.extend(self.routes.iter().map(|it| format!("for {}", word(it))));
        wanted.join(", ")
    }

    /// What a claim lacks; nothing where it fits.
    pub(super) fn lacks(&self, claim: &ClaimReport) -> Vec<String> {
        let mut lacks = Vec::new();
        lacks.extend(
            self.text
                .iter()
                .filter(|text| **text != claim.text)
                .map(|_| "these words".to_owned()),
        );
        let missing = self.says.iter().filter(|pattern| !pattern.is_in(&claim.text));
        lacks.extend(missing.map(ToString::to_string));
        lacks.extend(
            self.section
                .iter()
                .filter(|it| **it != claim.section)
                .map(|it| format!("in {it}")),
        );
        if !self.cited_to.is_empty() && claim.cited() != self.cited_to.iter().map(String::as_str).collect() {
            lacks.push(format!("cited to {}", self.cited_to.join(", ")));
        }
        lacks.extend(
            self.standing
                .filter(|it| word(it) != claim.standing)
                .map(|it| format!("standing {}", word(&it))),
        );
        lacks.extend(self.verdict.filter(|it| word(it) != claim.verdict).map(|it| word(&it)));
        lacks.extend(
            self.kind
                .filter(|it| word(it) != claim.kind)
                .map(|it| format!("kind {}", word(&it))),
        );
        let routes = self.routes.iter().map(word);
        lacks.extend(
            routes
                .filter(|it| !claim.routes.contains(it))
                .map(|it| format!("for {it}")),
        );
        lacks
    }

    /// Whether the sentence itself is the one that is meant, wherever it stands and points.
    pub(super) fn is_said_by(&self, claim: &ClaimReport) -> bool {
        self.text.as_ref().is_none_or(|text| *text == claim.text)
            && self.says.iter().all(|pattern| pattern.is_in(&claim.text))
    }

    /// How near a sentence comes to what is wanted.
    fn likeness(&self, claim: &ClaimReport) -> usize {
        let found = self.says.iter().filter(|pattern| pattern.is_in(&claim.text)).count();
        let common = self.text.as_deref().map_or(0, |text| {
            let words: BTreeSet<&str> = text.split_whitespace().collect();
            claim
                .text
                .split_whitespace()
                .filter(|word| words.contains(word))
                .count()
        });
        found + common
    }
}

impl ClaimReport {
    /// The sources that it cites.
    pub(super) fn cited(&self) -> BTreeSet<&str> {
        self.quotes.iter().map(|it| it.source.as_str()).collect()
    }
}

fn patterns(patterns: &[Pattern]) -> String {
    patterns
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" and ")
}

/// The words of one text against those of another: `[-only before-] {+only now+}`.
pub(super) fn words_diff(before: &str, now: &str) -> String {
    let diff = TextDiff::from_words(before, now);
    let mut told = String::new();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => told.push_str(change.value()),
            ChangeTag::Delete => told.push_str(&format!("[-{}-]", change.value())),
            ChangeTag::Insert => told.push_str(&format!("{{+{}+}}", change.value())),
        }
    }
    // Neighbouring changes read as one.
    told.replace("-][-", "").replace("+}{+", "")
}
