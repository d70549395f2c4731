//! Every command that there is.

use crate::support::Vouch;

/// The command that doesn't end. Whoever it serves signs in with every request, which is told by its
/// routes.
const SERVES: &str = "serve";

/// The commands that read nothing of the desk's: they tell of the program, or measure it on files
/// that they are given.
const OF_NO_DESK: [&str; 10] = [
    "evals bench",
    "evals compare",
    "evals record",
    "evals run",
    "explain",
    "rules",
    "schema",
    "scorecard check",
    "scorecard templates",
    "workflows",
];

/// Every other command, with its arguments. `RUN`, `CLAIM`, `ACTION`, `CARD`, `DIGEST`, `TOKEN`,
/// `EXPORTS` and `FILE` stand for what the desk has.
pub(super) const COMMANDS: [&str; 83] = [
    "ingest EXPORTS",
    "index rebuild",
    "index stats",
    "accounts",
    "account northwind-labs",
    "search northwind-labs renewal",
    "source contract:order-form/northwind-labs",
    "handoff northwind-labs",
    "recap northwind-labs",
    "summary northwind-labs",
    "health northwind-labs",
    "verify --claims FILE",
    "review list",
    "review show RUN",
    "review open RUN CLAIM",
    "review approve RUN --ok all",
    "review return RUN --comment No.",
    "review reopen RUN --reason again",
    "review decide RUN q1 --answer Yes.",
    "review judge RUN CLAIM accept --reason good",
    "review edit RUN CLAIM --text Hm.",
    "review assign RUN t5 --to tobias",
    "review comment RUN Hm.",
    "review done RUN t1",
    "review undo RUN t1 --reason again",
    "review move RUN kickoff 2026-07-14",
    "review save RUN --name mine",
    "review link RUN implementation-handoff PRJ-1",
    "review gaps",
    "review record RUN customer-question",
    "review complete RUN",
    "action propose northwind-labs outreach --text Hello.",
    "action opportunity RUN",
    "action list",
    "action show ACTION",
    "action approve ACTION --digest DIGEST --ok all",
    "action reject ACTION --reason no",
    "action execute ACTION",
    "backtest --outcomes OUTCOMES",
    "fit accept PROPOSAL",
    "scorecard new northwind-labs --supersede",
    "scorecard list",
    "scorecard show CARD",
    "scorecard fill CARD assessed_on=2026-06-30",
    "scorecard confirm CARD representative",
    "scorecard correct CARD renewal_on=2026-07-01 --reason again",
    "scorecard na CARD performance --reason no",
    "scorecard override CARD support=1 --reason no",
    "scorecard attach CARD FILE",
    "scorecard done CARD details",
    "scorecard move CARD due 2026-08-01",
    "scorecard assign CARD supervisor sven",
    "scorecard submit CARD",
    "scorecard approve CARD",
    "scorecard reject CARD",
    "scorecard history northwind-labs",
    "scorecard portfolio",
    "scorecard alerts",
    "scorecard export CARD --as md",
    "export RUN --as md",
    "metrics",
    "pilot init other --owner Omar --segment Enterprise",
    "pilot report known",
    "pilot attach known FILE --note x",
    "pilot list",
    "audit sample",
    "audit verify",
    "outbox list",
    "outbox deliver",
    "doctor",
    "backup FILE.backup",
    "restore FILE.backup --replace",
    "user init",
    "user add nina --name Nina",
    "user list",
    "user grant nina ae",
    "user revoke dana ae",
    "user enable dana",
    "user disable dana",
    "user password dana",
    "token create dana",
    "token list",
    "token revoke TOKEN",
];

/// The lists above have every command that there is.
#[test]
fn no_command_is_forgotten() {
    let vouch = Vouch::new();
    let mut told: Vec<String> = COMMANDS.iter().map(|command| path(command)).collect();
    told.extend(OF_NO_DESK.map(str::to_owned));
    told.push(SERVES.to_owned());
    told.sort();
    let mut all = commands(&vouch, &[]);
    all.sort();
    assert_eq!(told, all);
}

/// The words of a command before its arguments.
pub(super) fn path(command: &str) -> String {
    let groups = [
        "index",
        "review",
        "action",
        "fit",
        "scorecard",
        "pilot",
        "audit",
        "outbox",
        "user",
        "token",
    ];
    let mut words = command.split(' ');
    let first = words.next().unwrap();
    match words.next().filter(|_| groups.contains(&first)) {
        Some(second) => format!("{first} {second}"),
        None => first.to_owned(),
    }
}

/// The commands that the help lists, down to those that have no others below them.
fn commands(vouch: &Vouch, above: &[&str]) -> Vec<String> {
    let help = vouch.run(above.iter().copied().chain(["--help"])).out;
    let Some((_, listed)) = help.split_once("\nCommands:\n") else {
        return vec![above.join(" ")];
    };
    let (listed, _) = listed.split_once("\n\n").unwrap();
    // The lines that go on about the command above are indented further.
    let names = listed
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|it| !it.starts_with(' ')));
    let names = names
        .filter_map(|line| line.split(' ').next())
        .filter(|name| *name != "help");
    names
        .flat_map(|name| commands(vouch, &[above, &[name]].concat()))
        .collect()
}
