//! Where passwords and tokens never stand.

use std::fs;

use super::{NORTHWIND, with_environment};
use crate::desk::{ADMIN, AE, CSM, Desk};
use crate::support::text;

/// A token is printed once, when it is made. Neither it nor a password, nor the digest of either,
/// stands in anything else that the program says, however much it is asked to say; and the stored
/// data has neither of them.
#[test]
fn no_secret_is_told() {
    let desk = Desk::new();
    let password = "a password that nobody else has";
    let made = desk.json(AE, 0, &["token", "create", "--label", "laptop"]);
    let token = text(&made, "token");
    let set = [("VOUCH_TOKEN", desk.token(ADMIN)), ("VOUCH_NEW_PASSWORD", password)];
    let run = with_environment(&desk.vouch, &set, &["-vv", "user", "password", AE]);
    assert_eq!(run.code, 0, "{run:?}");
    let mut said = vec![run];

    let subscriber = "[[outbox]]\nname = \"archive\"\nfolder = \"out\"\n";
    desk.vouch.file("vouch.toml", subscriber);
    desk.northwind_approved();
    let commands: [&[&str]; 14] = [
        &["user", "list"],
        &["token", "list"],
        &["review", "list", "--all"],
        &["review", "show", NORTHWIND],
        &["review", "comment", NORTHWIND, "Hm."],
        &["review", "edit", NORTHWIND, "c99", "--text", "Hm."],
        &["export", NORTHWIND, "--as", "html"],
        &["export", NORTHWIND, "--as", "bundle"],
        &["metrics"],
        &["audit", "verify"],
        &["audit", "sample"],
        &["outbox", "list"],
        &["doctor"],
        &["user", "grant", CSM, "admin"],
    ];
    let by_token = [("VOUCH_TOKEN", token), ("VOUCH_LOG", "trace")];
    let as_admin = [("VOUCH_TOKEN", desk.token(ADMIN)), ("VOUCH_LOG", "trace")];
    let mut say = |variables: &[(&str, &str)], format: &str, args: &[&str]| {
        let args = [&["-vv", "--format", format], args].concat();
        said.push(with_environment(&desk.vouch, variables, &args));
    };
    for args in commands {
        say(&by_token, "text", args);
        say(&as_admin, "json", args);
    }
    for login in [AE, CSM] {
        // It is the password of the first, and wrong for the second.
        let by_password = [
            ("VOUCH_USER", login),
            ("VOUCH_PASSWORD", password),
            ("VOUCH_LOG", "trace"),
        ];
        say(&by_password, "text", &["token", "list"]);
    }
    let cut = &token[..token.len() - 1];
    say(&[("VOUCH_TOKEN", cut)], "text", &["token", "list"]);
    let [secret, of_admin] = [token, desk.token(ADMIN)].map(|token| token.rsplit('_').next().unwrap());
    for run in &said {
        for hidden in [&secret[..60], of_admin, password, "argon2"] {
            assert!(!run.out.contains(hidden) && !run.err.contains(hidden), "{run:?}");
        }
    }
    // The log of what was done speaks of the token by its id, and of the person.
    let stored = fs::read(desk.vouch.data().join("evidence.sqlite")).unwrap();
    let holds = |words: &str| stored.windows(words.len()).any(|it| it == words.as_bytes());
    let made = format!(r#""event":"token_made","login":"{AE}","token":"{}""#, text(&made, "id"));
    assert_eq!([holds(&made), holds(secret), holds(password)], [true, false, false]);
}
