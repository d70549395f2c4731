//! Templates as files: what is wrong with one is said with its file and line.

use serde_json::json;

use super::*;
use crate::customers::{MORROW, desk_with};
use crate::support::Vouch;

/// The line of the built-in template that has these words, from 1.
fn line_of(words: &str) -> usize {
    let text = built_in();
    let at = text.find(words).unwrap_or_else(|| panic!("{words}"));
    text[..at].matches('\n').count() + 1
}

/// What is said of the built-in template once something in it is another, and the exit code.
fn checked(from: &str, to: &str) -> (i32, String) {
    let vouch = Vouch::new();
    vouch.file("own.toml", built_in().replacen(from, to, 1));
    let run = vouch.run(["scorecard", "check", "own.toml"]);
    assert_eq!(run.err, "", "{run:?}");
    (run.code, run.out)
}

/// A template in which a due date waits for itself is refused with the file, the line and the tasks.
#[test]
fn a_cycle_of_due_dates_names_its_file_and_line() {
    let first = "due = { from = \"run_start\", days = 1, working_days = true }";
    let waits = "due = { from = { field = \"reassess_on\" }, days = 1, working_days = true }";
    let (code, told) = checked(first, waits);
    let line = line_of(first);
    assert_eq!(
        (code, told),
        (
            1,
            format!("own.toml:{line}: the due dates are a cycle: `details` waits for `customer` waits for `details`\n")
        )
    );
    // A scorecard is not begun by such a template, and the answer is the same.
    let desk = desk_with("[scorecard]\ntemplates = [\"own.toml\"]\n");
    desk.vouch.file("own.toml", built_in().replacen(first, waits, 1));
    assert_eq!(
        refused(&desk, CSM, &["new", MORROW]),
        format!(
            "error: the template `own.toml` can't be used:\n  own.toml:{line}: the due dates are a cycle: `details` \
             waits for `customer` waits for `details`\nhint: `vouch scorecard check own.toml` says whether it is mended\n"
        )
    );
}

/// Everything else that can be wrong is said at its line too.
#[test]
fn each_fault_names_its_file_and_line() {
    for (from, to, message) in [
        (
            "due_days = 14",
            "due_days = \"two weeks\"",
            "invalid type: string \"two weeks\", expected u32",
        ),
        (
            "weight = 20\noptions = [\n  { value = \"more\"",
            "weigth = 20\noptions = [\n  { value = \"more\"",
            "unknown field `weigth`, expected one of",
        ),
        (
            "dimension = \"delivery\"\nweight = 10",
            "dimension = \"delivery\"\nweight = 0",
            "the weights in the dimension `delivery` sum to zero: give a field of it a weight",
        ),
        (
            "prefill = \"renewal_date\"",
            "prefill = \"renewal\"",
            "unknown variant `renewal`, expected one of",
        ),
        (
            "role = \"supervisor\"",
            "role = \"cs_rep\"",
            "the last task is the supervisor's review: give it `role = \"supervisor\"`",
        ),
        (
            "id = \"copy\"",
            "id = \"details\"",
            "there are two tasks `details`; call one of them something else",
        ),
        (
            "  { from = 1, below = 2, points = 40 },",
            "  { from = 1, below = 3, points = 40 },",
            "two buckets of `open_escalations` overlap: one ends below 3 and the next begins at 2",
        ),
    ] {
        let (code, told) = checked(from, to);
        assert_eq!(code, 1, "{told}");
        assert!(told.contains(message), "{from}: {told}");
        for line in told.lines() {
            let (place, _) = line
                .strip_prefix("own.toml:")
                .and_then(|it| it.split_once(": "))
                .unwrap_or_else(|| panic!("{line}"));
            assert!(place.parse::<usize>().is_ok_and(|line| line > 1), "{line}");
        }
    }
}

/// A tenant's own template stands beside the built-in one, or takes its place by its name; two of
/// one name are refused.
#[test]
fn a_tenant_has_templates_of_its_own() {
    let desk = desk_with("[scorecard]\ntemplates = [\"own.toml\"]\n");
    let own = |name: &str, title: &str| {
        let text = built_in().replacen("name = \"account-health\"", &format!("name = \"{name}\""), 1);
        text.replacen(
            "title = \"Account health scorecard\"",
            &format!("title = \"{title}\""),
            1,
        )
    };
    desk.vouch.file("own.toml", own("pulse", "Pulse"));
    let names = |desk: &Desk| {
        let templates = desk.json("", 0, &["scorecard", "templates"]);
        let lines = templates.as_array().unwrap().iter();
        lines
            .map(|it| (text(it, "name").to_owned(), text(it, "file").to_owned()))
            .collect::<Vec<_>>()
    };
    let pair = |name: &str, file: &str| (name.to_owned(), file.to_owned());
    assert_eq!(
        names(&desk),
        [pair("account-health", "built in"), pair("pulse", "own.toml")]
    );
    let card = desk.json(CSM, 0, &["scorecard", "new", MORROW, "--template", "pulse"]);
    assert_eq!((&card["template"], &card["title"]), (&json!("pulse"), &json!("Pulse")));
    insta::assert_snapshot!(refused(&desk, CSM, &["new", MORROW, "--template", "puls"]), @"
    error: no template is called `puls`
    hint: the templates are `account-health`, `pulse`
    ");

    // A scorecard keeps the template that it was begun with.
    desk.vouch.file("own.toml", own("account-health", "Ours"));
    assert_eq!(names(&desk), [pair("account-health", "own.toml")]);
    assert_eq!(shown(&desk, text(&card, "id"))["title"], "Pulse");
    desk.vouch
        .file("vouch.toml", "[scorecard]\ntemplates = [\"own.toml\", \"own.toml\"]\n");
    insta::assert_snapshot!(refused(&desk, "", &["templates"]), @"
    error: `own.toml` and `own.toml` are both the template `account-health`
    hint: give one of them another `name`
    ");
    desk.vouch
        .file("vouch.toml", "[scorecard]\ntemplates = [\"none.toml\"]\n");
    insta::assert_snapshot!(refused(&desk, "", &["templates"]), @"
    error: cannot read the template `none.toml`
      because: No such file or directory (os error 2)
    ");
}
