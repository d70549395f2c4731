//! The report for a person: the set-up, all accounts together, then each.

use grounding::text::printable;
use workflow::readiness::{AccountReadiness, Answer, Readiness};

use super::{Check, CheckState, Report};

/// The least width that the text is set in, in columns.
const NARROWEST: usize = 60;

/// Prints a report, with each account in a line, or in full.
pub(crate) fn render(report: &Report, in_full: bool, width: usize) -> String {
    let mut page = Page {
        text: String::new(),
        width: width.max(NARROWEST),
    };
    page.line("Set-up");
    for check in &report.set_up {
        page.check(check);
    }
    if !report.overall.is_empty() {
        page.line("\nAll accounts together");
        for answer in &report.overall {
            page.answer(answer);
        }
    }
    if in_full {
        for account in &report.accounts {
            page.line(&format!("\n{} ({})", account.name, account.account_id));
            for answer in &account.answers {
                page.answer(answer);
            }
        }
    } else if !report.accounts.is_empty() {
        page.accounts(&report.accounts);
    }
    let verdict = if report.ready { "ready" } else { "not ready" };
    page.line(&format!("\n{verdict}"));
    page.text
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// Names and reasons may hold what stands in evidence, which must not steer the reader's
    /// terminal.
    fn line(&mut self, line: &str) {
        self.text.push_str(&printable(line));
        self.text.push('\n');
    }

    fn check(&mut self, check: &Check) {
        let state = match check.state {
            CheckState::Ok => "ok",
            CheckState::Warning => "warn",
            CheckState::Failed => "fail",
            CheckState::Unused => "-",
        };
        self.wrapped(&check.found, &format!("  {state:4}  {:12}  ", check.name), 22);
        self.advice(check.to_do.as_deref(), 22);
    }

    fn answer(&mut self, answer: &Answer) {
        let word = match answer.readiness {
            Readiness::Ready => "yes",
            Readiness::NotReady => "no",
            Readiness::NotAsked => "-",
        };
        let asked = format!("{} ({})", answer.condition.question, answer.condition.workflow);
        self.wrapped(&asked, &format!("  {word:4}  "), 8);
        self.wrapped(&answer.why, &" ".repeat(8), 8);
        self.advice(answer.to_do.as_deref(), 8);
    }

    fn advice(&mut self, to_do: Option<&str>, indent: usize) {
        if let Some(to_do) = to_do {
            self.wrapped(to_do, &format!("{}\u{2192} ", " ".repeat(indent)), indent + 2);
        }
    }

    fn accounts(&mut self, accounts: &[AccountReadiness]) {
        self.line("\nEach account");
        let length = |account: &AccountReadiness| account.account_id.as_str().chars().count();
        let widest = accounts.iter().map(length).max().unwrap_or(0);
        for account in accounts {
            let lacks: Vec<String> = account
                .lacks()
                .map(|answer| answer.condition.name.replace('_', " "))
                .collect();
            let found = if lacks.is_empty() {
                "ready".to_owned()
            } else {
                format!("lacks {}", lacks.join(", "))
            };
            let lead = format!("  {:widest$}  ", account.account_id.as_str());
            self.wrapped(&found, &lead, widest + 4);
        }
        if !accounts.iter().all(AccountReadiness::is_ready) {
            self.line("`vouch doctor ACCOUNT` says of one account why, and what to do");
        }
    }

    /// Sets a text in lines that begin with blanks below the first.
    fn wrapped(&mut self, text: &str, lead: &str, indent: usize) {
        let mut line = lead.to_owned();
        let mut used = lead.chars().count();
        let mut is_bare = true;
        for word in text.split_whitespace() {
            let length = word.chars().count();
            if !is_bare && used + 1 + length > self.width {
                self.line(line.trim_end());
                line = " ".repeat(indent);
                used = indent;
                is_bare = true;
            }
            if !is_bare {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
            is_bare = false;
        }
        self.line(line.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use grounding::AccountId;
    use jiff::civil::date;
    use workflow::readiness::CONDITIONS;

    use super::*;

    fn answer(at: usize, readiness: Readiness, why: &str) -> Answer {
        Answer {
            condition: CONDITIONS[at],
            readiness,
            why: why.to_owned(),
            to_do: (readiness == Readiness::NotReady).then(|| "`vouch ingest PATH`".to_owned()),
        }
    }

    fn report() -> Report {
        let set_up = vec![
            Check::new("store", CheckState::Ok, "opens"),
            Check::new("model", CheckState::Unused, "none is configured; drafts are extractive"),
            Check::new("disk", CheckState::Warning, "900 MiB free")
                .advising("free some space before the next large export"),
        ];
        let account = |id: &str, readiness: Readiness| AccountReadiness {
            account_id: AccountId::new(id),
            name: "Acme\u{1b}[31m Ltd".to_owned(),
            answers: vec![
                answer(0, readiness, "no KPI was measured"),
                answer(1, Readiness::NotAsked, "it has no ticket"),
            ],
        };
        let overall = vec![
            answer(0, Readiness::Ready, "1 of 2 accounts"),
            answer(1, Readiness::NotReady, "no ticket is stored"),
        ];
        let accounts = vec![
            account("acme", Readiness::NotReady),
            account("birch-lane", Readiness::Ready),
        ];
        Report::new(date(2026, 6, 30), set_up, overall, accounts)
    }

    #[test]
    fn each_account_is_a_line() {
        insta::assert_snapshot!(render(&report(), false, 60), @"
        Set-up
          ok    store         opens
          -     model         none is configured; drafts are
                              extractive
          warn  disk          900 MiB free
                              → free some space before the next
                                large export

        All accounts together
          yes   Is evidence of value captured? (recap)
                1 of 2 accounts
          no    Is the support context connected? (recap)
                no ticket is stored
                → `vouch ingest PATH`

        Each account
          acme        lacks value evidence
          birch-lane  ready
        `vouch doctor ACCOUNT` says of one account why, and what to do

        not ready
        ");
    }

    #[test]
    fn one_account_is_told_in_full() {
        let mut report = report();
        report.set_up.truncate(1);
        report.overall.clear();
        report.accounts.truncate(1);
        insta::assert_snapshot!(render(&report, true, 60), @"
        Set-up
          ok    store         opens

        Acme�[31m Ltd (acme)
          no    Is evidence of value captured? (recap)
                no KPI was measured
                → `vouch ingest PATH`
          -     Is the support context connected? (recap)
                it has no ticket

        not ready
        ");
    }

    #[test]
    fn a_report_is_ready_where_nothing_is_found() {
        let of = |set_up: Vec<Check>, overall: Vec<Answer>| Report::new(date(2026, 6, 30), set_up, overall, Vec::new());
        let unused = || vec![Check::new("model", CheckState::Unused, "none")];
        let not_asked = || vec![answer(0, Readiness::NotAsked, "there are no accounts yet")];
        assert!(of(unused(), not_asked()).ready);
        assert!(!of(vec![Check::new("disk", CheckState::Warning, "1 MiB")], not_asked()).ready);
        assert!(!of(unused(), vec![answer(0, Readiness::NotReady, "none")]).ready);
    }
}
