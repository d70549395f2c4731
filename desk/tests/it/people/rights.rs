//! Who may run which command.

use std::fmt::Write as _;
use std::thread;

use super::NORTHWIND;
use super::closed::CLOSED;
use super::commands::{COMMANDS, path};
use crate::desk::{AE, CSM, Desk, OPERATIONS, READER};
use crate::support::{exports, text};

/// What can't be done has this exit code.
const REFUSED: i32 = 2;

/// A desk with something under each name that the commands use.
struct Known {
    desk: Desk,
    names: Vec<(&'static str, String)>,
}

impl Known {
    fn new() -> Self {
        let desk = Desk::new();
        let run = desk.northwind_in_review();
        let cited = "contract:order-form/northwind-labs=Renewal date | 1 July 2028";
        let propose = [
            "action", "propose", NORTHWIND, "outreach", "--text", "Hello.", "--cite", cited,
        ];
        let action = desk.json(CSM, 0, &propose);
        desk.out(
            OPERATIONS,
            0,
            &["pilot", "init", "known", "--owner", "Omar", "--segment", "Mid-Market"],
        );
        let card = desk.json(CSM, 0, &["scorecard", "new", NORTHWIND]);
        let file = desk.vouch.file("file", "");
        let outcomes = "account,outcome,date\nnorthwind-labs,renewed,2026-06-01\n";
        let outcomes = desk.vouch.file("outcomes.csv", outcomes);
        let proposal = desk
            .vouch
            .file("proposal.toml", "name = \"other\"\nproposed = \"by hand\"\n");
        let names = vec![
            ("RUN", run),
            ("CLAIM", "c1".to_owned()),
            ("ACTION", text(&action, "id").to_owned()),
            ("CARD", text(&card, "id").to_owned()),
            ("DIGEST", text(&action, "digest").to_owned()),
            ("TOKEN", desk.token(AE).split('_').nth(1).unwrap().to_owned()),
            ("EXPORTS", exports().to_str().unwrap().to_owned()),
            ("OUTCOMES", outcomes.to_str().unwrap().to_owned()),
            ("PROPOSAL", proposal.to_str().unwrap().to_owned()),
            ("FILE", file.to_str().unwrap().to_owned()),
        ];
        Self { desk, names }
    }

    /// Whether each of the commands goes through for somebody. One that doesn't says that it is
    /// for want of a name or of a role.
    fn may(&self, login: &str) -> Vec<bool> {
        let may = |command: &&str| {
            let word = |word: &str| {
                let named = self
                    .names
                    .iter()
                    .find(|(name, _)| word.trim_end_matches(".backup") == *name);
                named.map_or_else(|| word.to_owned(), |(name, it)| word.replace(name, it))
            };
            let args: Vec<String> = command.split(' ').map(word).collect();
            let run = self.desk.run(login, &args);
            if run.code == REFUSED {
                let why = [
                    "error: nobody has signed in, and ",
                    &format!("error: `{login}` may not do that: "),
                    "error: this store knows people already\n",
                ];
                assert!(why.iter().any(|why| run.err.starts_with(why)), "{command}: {run:?}");
            }
            run.code != REFUSED
        };
        COMMANDS.iter().map(may).collect()
    }
}

/// What stands above the table.
const HEAD: &str = "                    a reader  nobody  nobody, where reading takes a name";

/// Who may run which command: a reader, nobody, and nobody where reading takes a name.
fn table() -> String {
    let column = |login: &'static str, settings: &'static str| {
        move || {
            let known = Known::new();
            known.desk.vouch.file("vouch.toml", settings);
            known.may(login)
        }
    };
    let columns = [column(READER, ""), column("", ""), column("", CLOSED)];
    let columns: Vec<Vec<bool>> = thread::scope(|scope| {
        let columns = columns.map(|column| scope.spawn(column));
        columns.map(|column| column.join().unwrap()).into()
    });
    let mut table = format!("{HEAD}\n");
    for (at, command) in COMMANDS.iter().enumerate() {
        let cell = |column: &Vec<bool>| if column[at] { "may" } else { "-" };
        let [reader, nobody, closed] = [0, 1, 2].map(|column| cell(&columns[column]));
        writeln!(table, "{:<20}{reader:<10}{nobody:<8}{closed}", path(command)).unwrap();
    }
    table
}

/// Who only reads decides, changes and takes nothing; whoever has not signed in, the same, but that
/// they may take exports in and have briefs drafted; and where reading takes a name, they may do
/// nothing at all.
#[test]
fn who_may_run_what() {
    insta::assert_snapshot!(table(), @"
                        a reader  nobody  nobody, where reading takes a name
    ingest              -         may     -
    index rebuild       -         may     -
    index stats         may       may     -
    accounts            may       may     -
    account             may       may     -
    search              may       may     -
    source              may       may     -
    handoff             -         may     -
    recap               -         may     -
    summary             -         may     -
    health              -         may     -
    verify              may       may     -
    review list         may       may     -
    review show         may       may     -
    review open         may       may     -
    review approve      -         -       -
    review return       -         -       -
    review reopen       -         -       -
    review decide       -         -       -
    review judge        -         -       -
    review edit         -         -       -
    review assign       -         -       -
    review comment      -         -       -
    review done         -         -       -
    review undo         -         -       -
    review move         -         -       -
    review save         -         -       -
    review link         -         -       -
    review gaps         may       may     -
    review record       -         -       -
    review complete     -         -       -
    action propose      -         -       -
    action opportunity  -         -       -
    action list         may       may     -
    action show         may       may     -
    action approve      -         -       -
    action reject       -         -       -
    action execute      -         -       -
    backtest            may       may     -
    fit accept          -         -       -
    scorecard new       -         -       -
    scorecard list      may       may     -
    scorecard show      may       may     -
    scorecard fill      -         -       -
    scorecard confirm   -         -       -
    scorecard correct   -         -       -
    scorecard na        -         -       -
    scorecard override  -         -       -
    scorecard attach    -         -       -
    scorecard done      -         -       -
    scorecard move      -         -       -
    scorecard assign    -         -       -
    scorecard submit    -         -       -
    scorecard approve   -         -       -
    scorecard reject    -         -       -
    scorecard history   may       may     -
    scorecard portfolio may       may     -
    scorecard alerts    may       may     -
    scorecard export    may       may     -
    export              may       may     -
    metrics             may       may     -
    pilot init          -         -       -
    pilot report        may       may     -
    pilot attach        -         -       -
    pilot list          may       may     -
    audit sample        may       may     -
    audit verify        may       may     -
    outbox list         may       may     -
    outbox deliver      -         -       -
    doctor              may       may     -
    backup              -         -       -
    restore             -         -       -
    user init           -         -       -
    user add            -         -       -
    user list           may       may     -
    user grant          -         -       -
    user revoke         -         -       -
    user enable         -         -       -
    user disable        -         -       -
    user password       -         -       -
    token create        -         -       -
    token list          may       -       -
    token revoke        -         -       -
    ");
}
