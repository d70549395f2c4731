//! `docs/rules.md`, `docs/cli.md`, the tables of `docs/models.md` and the excerpts of the README are
//! generated; here they are held against what the program says. `UPDATE_DOCS=1 cargo test -p desk --test docs` writes them anew.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use evals::suite::{CaseReport, ClaimReport, Report};
use grounding::{Rule, Severity};

#[test]
fn the_page_of_the_rules_is_what_the_rules_say() {
    let mut page = String::from(
        "# The verifier's rules\n\n\
         Every claim of a draft is held against these rules, and every finding is kept.\n\
         `vouch explain V104` prints one of these pages, `vouch rules` lists them with the severities that are set.\n\
         A rule's severity can be set under `[policy.rules]` (see [settings.md](settings.md)).\n\n\
         | severity | what a finding does |\n\
         | --- | --- |\n\
         | `deny` | the claim is rejected |\n\
         | `review` | a person must decide |\n\
         | `demote` | the claim stands, with a lower standing |\n\
         | `warn` | the claim stands, with a remark |\n\
         | `allow` | nothing |\n",
    );
    let mut family = "";
    for rule in Rule::all() {
        if family != rule.family() {
            family = rule.family();
            page.push_str(&format!(
                "\n**{family}: {}**\n\n| code | rule | severity |\n| --- | --- | --- |\n",
                rule.asks()
            ));
        }
        let anchor = anchor(&format!("{} {}", rule.code, rule.name));
        page.push_str(&format!(
            "| [{}](#{anchor}) | {} | `{}` |\n",
            rule.code,
            rule.name,
            word(rule.severity)
        ));
    }
    for rule in Rule::all() {
        page.push_str(&format!("\n## {} {}\n\n", rule.code, rule.name));
        page.push_str(&format!(
            "Family: {} ({}). Severity: `{}`.\n\n",
            rule.family(),
            rule.asks(),
            word(rule.severity)
        ));
        page.push_str(&told(rule.manual));
    }
    hold("rules.md", &page);
}

/// What Markdown viewers make of a heading: lowercase, hyphens for spaces, no punctuation.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-'));
    kept.flat_map(char::to_lowercase).collect::<String>().replace(' ', "-")
}

/// A manual page one level further down, without the space that begins a doc comment's lines.
fn told(manual: &str) -> String {
    let lines = manual
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    let lines: Vec<String> = lines
        .map(|line| {
            if line.starts_with("## ") {
                format!("#{line}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    format!("{}\n", lines.join("\n").trim())
}

fn word(severity: Severity) -> String {
    serde_json::to_value(severity).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn the_page_of_the_command_line_is_what_help_says() {
    let mut page = String::from(
        "# The command line\n\n\
         What `vouch help` says, for reading elsewhere.\n\
         The exit code is 0 where there is nothing to report, 1 where there are findings, \
         and 2 where it could not be done.\n",
    );
    add_help(&mut page, &[]);
    hold("cli.md", &page);
}

/// Adds a command's help, then that of the commands below it.
fn add_help(page: &mut String, path: &[&str]) {
    let output = vouch().args(path).arg("--help").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let help = String::from_utf8(output.stdout).unwrap();
    let name = [&["vouch"], path].concat().join(" ");
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    page.push_str(&format!(
        "\n## `{name}`\n\n```text\n{}\n```\n",
        lines.join("\n").trim_end()
    ));
    for command in commands(&lines) {
        add_help(page, &[path, &[command]].concat());
    }
}

/// The commands that a help text lists, apart from `help` itself.
fn commands<'a>(help: &[&'a str]) -> Vec<&'a str> {
    let listed = help.iter().skip_while(|line| **line != "Commands:").skip(1);
    listed
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

#[test]
fn the_readme_shows_what_is_printed() {
    let path = docs().join("../README.md");
    let written = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let mut parts = written.split(EXCERPT);
    let mut page = parts.next().unwrap().to_owned();
    for part in parts {
        let (order, rest) = part.split_once(" -->\n```text\n").unwrap();
        let (_, rest) = rest.split_once("```\n").unwrap();
        page.push_str(&format!("{EXCERPT}{order} -->\n```text\n{}```\n{rest}", excerpt(order)));
    }
    hold("../README.md", &page);
}

/// What begins an excerpt in the README: a comment with the command's arguments in backticks, a
/// colon and the titles of the parts to show, each with how many lines of it if not all.
const EXCERPT: &str = "<!-- `";

/// What a command prints: the head, then the parts that were asked for.
fn excerpt(order: &str) -> String {
    let (arguments, titles) = order.split_once("`: ").unwrap();
    // Not in the repository's folder: somebody may have settings of their own there.
    let elsewhere = tempfile::tempdir().unwrap();
    let arguments = arguments.split(' ').map(|it| match it.split_once("fixtures/") {
        Some((before, fixture)) => {
            let path = docs().join("../fixtures").join(fixture);
            PathBuf::from(format!("{before}{}", path.display()))
        }
        None => PathBuf::from(it),
    });
    let output = vouch().args(arguments).current_dir(&elsewhere).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let parts = parts(&printed);
    let mut shown = vec![parts[0].trim_end().to_owned()];
    let mut last = 0;
    for title in titles.split(", ") {
        let (title, most) = match title.trim_end_matches(" lines").rsplit_once(' ') {
            Some((title, lines)) if lines.parse::<usize>().is_ok() => (title, lines.parse().unwrap()),
            _ => (title, usize::MAX),
        };
        let at = parts.iter().position(|part| part.lines().next() == Some(title));
        let at = at.unwrap_or_else(|| panic!("nothing is printed under `{title}`: {order}"));
        if at != last + 1 {
            shown.push("\u{2026}".to_owned());
        }
        last = at;
        let lines: Vec<&str> = parts[at].trim_end().lines().take(most).collect();
        shown.push(lines.join("\n"));
    }
    format!("{}\n\n\u{2026}\n", shown.join("\n\n"))
}

/// The parts of a brief: each begins with a title at the margin, after a blank line.
fn parts(printed: &str) -> Vec<&str> {
    let is_title = |at: usize| printed[at + 2..].starts_with(char::is_alphanumeric);
    let breaks = printed
        .match_indices("\n\n")
        .map(|(at, _)| at)
        .filter(|at| is_title(*at));
    let mut begun = 0;
    let mut parts = Vec::new();
    for at in breaks {
        parts.push(&printed[begun..at]);
        begun = at + 2;
    }
    parts.push(&printed[begun..]);
    parts
}

#[test]
fn the_settings_that_the_docs_show_are_understood() {
    let page = fs::read_to_string(docs().join("settings.md")).unwrap();
    let blocks: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(!blocks.is_empty());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vouch.toml");
    for block in blocks {
        fs::write(&path, block).unwrap();
        let output = vouch().args(["rules", "--config"]).arg(&path).output().unwrap();
        assert!(
            output.status.success(),
            "{block}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// What stands between these lines of `docs/models.md` is counted from the suite of that name.
const COUNTED: [&str; 2] = ["<!-- counted: evals/suites/models.toml -->\n", "<!-- end -->\n"];

#[test]
fn the_page_of_the_models_is_what_the_suite_counts() {
    let written = fs::read_to_string(docs().join("models.md"))
        .unwrap()
        .replace("\r\n", "\n");
    let (before, rest) = written.split_once(COUNTED[0]).unwrap();
    let (_, after) = rest.split_once(COUNTED[1]).unwrap();
    let output = vouch()
        .args(["--format", "json", "evals", "run", "evals/suites/models.toml"])
        .current_dir(docs().join(".."))
        .output()
        .unwrap();
    let report: Report = serde_json::from_slice(&output.stdout).unwrap();
    let cases = &report.suites[0].cases;
    let counted = format!("{}\n{}", verdicts(cases), mistakes(cases));
    hold(
        "models.md",
        &format!("{before}{}{counted}{}{after}", COUNTED[0], COUNTED[1]),
    );
}

/// How many claims of each kind were let through or refused, rightly or not, by recording.
fn verdicts(cases: &[CaseReport]) -> String {
    let mut table = String::from(
        "| recording | kind | drafted | true accepts | false accepts | true rejects | false rejects |\n\
         | --- | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let mut total = [0; 4];
    for case in cases {
        let drafted: Vec<&ClaimReport> = case.claims.iter().filter(|claim| claim.is_drafted()).collect();
        let unread = drafted.iter().filter(|claim| claim.supported.is_none()).count();
        assert_eq!(unread, 0, "claims of `{}` that nobody has read yet", case.name);
        let mut kinds: Vec<&str> = drafted.iter().map(|claim| claim.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let all = Some("all").filter(|_| kinds.len() > 1);
        for kind in kinds.into_iter().chain(all) {
            let of = |supported: bool, through: bool| {
                let same = drafted.iter().filter(|claim| kind == "all" || claim.kind == kind);
                same.filter(|claim| claim.supported == Some(supported) && claim.is_let_through() == through)
                    .count()
            };
            let counts = [of(true, true), of(false, true), of(false, false), of(true, false)];
            if all.is_none() || kind != "all" {
                total.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
            }
            let sum: usize = counts.iter().sum();
            let counts = counts.map(|count| count.to_string()).join(" | ");
            table.push_str(&format!("| {} | {kind} | {sum} | {counts} |\n", case.name));
        }
    }
    let sum: usize = total.iter().sum();
    let total = total.map(|count| count.to_string()).join(" | ");
    table.push_str(&format!("| **all** | | {sum} | {total} |\n"));
    table
}

/// The claims on which the verifier and the reader disagree, each with what both say.
fn mistakes(cases: &[CaseReport]) -> String {
    let mut text = String::new();
    for (title, supported) in [("Let through, and wrong", false), ("Refused, and right", true)] {
        text.push_str(&format!("### {title}\n\n"));
        let before = text.len();
        let claims = cases
            .iter()
            .flat_map(|case| case.claims.iter().map(move |claim| (case, claim)));
        for (case, claim) in claims.filter(|(_, it)| it.is_drafted() && it.supported == Some(supported)) {
            if claim.is_let_through() == supported {
                continue;
            }
            text.push_str(&format!(
                "- **{}**, {}: {}\n",
                case.name,
                claim.section,
                plain(&claim.text)
            ));
            for quote in &claim.quotes {
                text.push_str(&format!("  - quote: \u{201C}{}\u{201D}\n", plain(&quote.quote)));
            }
            for finding in claim.findings.iter().filter(|_| supported) {
                text.push_str(&format!("  - rule: {}\n", plain(finding)));
            }
            text.push_str(&format!("  - reader: {}\n", plain(&claim.reason)));
        }
        if text.len() == before {
            text.push_str("None.\n");
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// A model's words on one line, so that Markdown takes them for words.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('<', "&lt;")
        .replace('*', "\\*")
        .replace('_', "\\_")
        .replace('`', "\\`")
}

fn vouch() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vouch"));
    command.env("COLUMNS", "80").env_remove("VOUCH_DATA");
    command
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

/// Compares a page with its file, or writes the file where that was asked for.
fn hold(name: &str, page: &str) {
    let path = docs().join(name);
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::write(&path, page).unwrap();
        return;
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        written == page,
        "`docs/{name}` is not what the program says of itself; \
         `UPDATE_DOCS=1 cargo test -p desk --test docs` writes it anew"
    );
}
