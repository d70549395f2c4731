//! Tokens.

use serde_json::json;

use super::{known_as, with_environment};
use crate::desk::{ADMIN, AE, CSM, Desk};
use crate::support::{Run, list, text};

/// Runs the program with a token.
fn shown(desk: &Desk, token: &str, args: &[&str]) -> Run {
    with_environment(&desk.vouch, &[("VOUCH_TOKEN", token)], args)
}

/// Why a token is refused. Even what takes no name is refused: whoever shows a token means to be
/// somebody.
fn why_not(desk: &Desk, token: &str) -> String {
    let run = shown(desk, token, &["accounts"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    let hint = "\nhint: `vouch token create` makes another; unset `VOUCH_TOKEN` to go on without a name\n";
    run.err.strip_suffix(hint).unwrap().to_owned()
}

/// A token must be whole, known here, not revoked and not past its last day.
#[test]
fn a_token_that_is_good_for_nothing() {
    let desk = Desk::new();
    let good = desk.token(AE);
    assert_eq!(known_as(&desk, &[("VOUCH_TOKEN", &format!(" {good}\n"))]), AE);
    insta::assert_snapshot!(why_not(&desk, "let me in"), @"error: the token in `VOUCH_TOKEN` is no token of this program");
    insta::assert_snapshot!(why_not(&desk, &good[..good.len() - 1]), @"error: the token in `VOUCH_TOKEN` is no token of this program");

    // Another secret behind an id that is known, and an id that nobody has.
    let last = if good.ends_with('0') { '1' } else { '0' };
    let other_secret = format!("{}{last}", &good[..good.len() - 1]);
    let secret = good.rsplit('_').next().unwrap();
    for unknown in [other_secret, format!("vouch_00000000_{secret}")] {
        assert_eq!(
            why_not(&desk, &unknown),
            "error: the token in `VOUCH_TOKEN` is not known here"
        );
    }

    let made = desk.json(AE, 0, &["token", "create"]);
    let (id, token) = (text(&made, "id"), text(&made, "token"));
    assert_eq!(known_as(&desk, &[("VOUCH_TOKEN", token)]), AE);
    insta::assert_snapshot!(desk.refused(CSM, &["token", "revoke", id]), @"
    error: `tobias` may not do that: to manage people takes the role `admin`
    hint: an administrator grants roles with `vouch user grant`
    ");
    desk.out(AE, 0, &["token", "revoke", id]);
    insta::assert_snapshot!(why_not(&desk, token), @"error: the token in `VOUCH_TOKEN` was revoked");
    // An empty variable is none, as many shells leave it.
    assert_eq!(shown(&desk, "", &["accounts"]).code, 0);
}

/// A token is good up to its last day. To speak of an earlier day with `--as-of` doesn't bring it
/// back.
#[test]
fn a_token_that_has_expired() {
    let desk = Desk::new();
    let make = |day: &str| text(&desk.json(AE, 0, &["token", "create", "--expires", day]), "token").to_owned();
    let (past, future) = (make("2020-02-01"), make("2999-12-31"));
    insta::assert_snapshot!(why_not(&desk, &past), @"error: the token in `VOUCH_TOKEN` expired on 2020-02-01");
    let earlier = shown(&desk, &past, &["accounts", "--as-of", "2020-01-31"]);
    assert_eq!((earlier.code, earlier.out.as_str()), (2, ""), "{earlier:?}");
    assert!(
        earlier
            .err
            .starts_with("error: the token in `VOUCH_TOKEN` expired on 2020-02-01\n")
    );
    assert_eq!(shown(&desk, &future, &["accounts", "--as-of", "2999-12-31"]).code, 0);
    let later = shown(&desk, &future, &["accounts", "--as-of", "3000-01-01"]);
    assert!(
        later
            .err
            .starts_with("error: the token in `VOUCH_TOKEN` expired on 2999-12-31\n"),
        "{later:?}"
    );
}

/// Everybody makes, sees and revokes their own tokens; those of others take an administrator.
#[test]
fn whose_tokens() {
    let desk = Desk::new();
    let made = desk.json(
        AE,
        0,
        &["token", "create", "--label", "laptop", "--expires", "2999-12-31"],
    );
    assert_eq!((&made["login"], &made["expires"]), (&json!(AE), &json!("2999-12-31")));
    let laptop = text(&made, "id");
    let listed = desk.out(AE, 0, &["token", "list"]);
    let lines: Vec<&str> = listed.lines().filter(|line| line.starts_with(laptop)).collect();
    assert_eq!(lines, [format!("{laptop}  dana             until 2999-12-31 laptop")]);
    assert_eq!(listed.lines().count(), 2);
    let all = json!({ "tokens": desk.json(ADMIN, 0, &["token", "list"]) });
    let mut logins: Vec<&str> = list(&all, "tokens").iter().map(|it| text(it, "login")).collect();
    logins.dedup();
    assert_eq!(logins, ["cleo", "dana", "omar", "rhea", "rosa", "sven", "tobias"]);

    insta::assert_snapshot!(desk.refused(AE, &["token", "create", CSM]), @"
    error: `dana` may not do that: to manage people takes the role `admin`
    hint: an administrator grants roles with `vouch user grant`
    ");
    insta::assert_snapshot!(desk.refused("", &["token", "list"]), @"
    error: nobody has signed in, and to manage people takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    insta::assert_snapshot!(desk.refused("", &["token", "create"]), @"
    error: say whose token it is to be
    hint: `vouch token create LOGIN`, as an administrator
    ");
    insta::assert_snapshot!(desk.refused(ADMIN, &["token", "create", "nina"]), @"
    error: the people were not changed
      because: nobody has the login `nina`; add them first
    ");
    insta::assert_snapshot!(desk.refused(ADMIN, &["token", "revoke", "00000000"]), @"error: there is no token `00000000`; list the tokens to see which there are");
    desk.out(ADMIN, 0, &["token", "revoke", laptop]);
    let revoked = desk.out(AE, 0, &["token", "list"]);
    assert!(
        revoked.contains(&format!("{laptop}  dana             revoked          laptop")),
        "{revoked}"
    );
}
