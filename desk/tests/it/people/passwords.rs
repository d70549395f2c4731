//! Passwords.

use super::{known_as, with_environment};
use crate::desk::{ADMIN, AE, CSM, Desk};
use crate::support::Run;

const PASSWORD: &str = "correct horse";

/// Sets somebody's password for somebody.
fn set(desk: &Desk, by: &str, login: &str, password: &str) -> Run {
    let variables = [("VOUCH_TOKEN", desk.token(by)), ("VOUCH_NEW_PASSWORD", password)];
    with_environment(&desk.vouch, &variables, &["user", "password", login])
}

/// A desk whose AE has a password.
fn desk() -> Desk {
    let desk = Desk::new();
    let run = set(&desk, ADMIN, AE, PASSWORD);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "dana has a new password\n"),
        "{run:?}"
    );
    desk
}

/// Whoever names themselves signs in with their password, whatever token lies about.
#[test]
fn a_name_and_a_password() {
    let desk = desk();
    let password = ("VOUCH_PASSWORD", PASSWORD);
    assert_eq!(known_as(&desk, &[password, ("VOUCH_USER", AE)]), AE);
    let token = ("VOUCH_TOKEN", desk.token(CSM));
    assert_eq!(known_as(&desk, &[password, ("VOUCH_USER", AE), token]), AE);
    let run = with_environment(&desk.vouch, &[password], &["--user", AE, "token", "list"]);
    assert_eq!(run.code, 0, "{run:?}");
    // Without a name, a password is nobody's.
    let run = with_environment(&desk.vouch, &[password], &["token", "list"]);
    assert!(run.err.starts_with("error: nobody has signed in"), "{run:?}");
    // What they do stands under their name.
    let id = desk.northwind_in_review();
    let comment = ["review", "comment", &id, "I have asked Callum."];
    with_environment(&desk.vouch, &[password, ("VOUCH_USER", AE)], &comment);
    assert_eq!(desk.standing(&id)["comments"][0]["name"], "Dana Whitcombe");
}

/// A wrong password, a person without one and a login that nobody has are refused in the same words,
/// so that nobody learns who there is.
#[test]
fn what_does_not_go_together() {
    let desk = desk();
    for (login, password) in [(AE, "correct hearse"), (AE, ""), (CSM, PASSWORD), ("nina", PASSWORD)] {
        let variables = [("VOUCH_USER", login), ("VOUCH_PASSWORD", password)];
        let run = with_environment(&desk.vouch, &variables, &["accounts"]);
        assert_eq!(
            (run.code, run.out.as_str(), run.err),
            (
                2,
                "",
                format!(
                    "error: `{login}` and this password do not go together\n\
                     hint: an administrator sets another with `vouch user password`\n"
                )
            )
        );
    }
    insta::assert_snapshot!(with_environment(&desk.vouch, &[("VOUCH_USER", AE)], &["accounts"]).err, @"
    error: there is no terminal to ask for a password on
    hint: set `VOUCH_PASSWORD`, or `VOUCH_TOKEN` without `--user`
    ");
    desk.out(ADMIN, 0, &["user", "disable", AE]);
    let variables = [("VOUCH_USER", AE), ("VOUCH_PASSWORD", PASSWORD)];
    insta::assert_snapshot!(with_environment(&desk.vouch, &variables, &["accounts"]).err, @"
    error: `dana` may no longer sign in
    hint: an administrator lets them in again with `vouch user enable`
    ");
}

/// A password is set by an administrator and has at least ten characters; the one before it is good
/// for nothing then.
#[test]
fn another_password() {
    let desk = desk();
    let sign_in = |password: &str| {
        let variables = [("VOUCH_USER", AE), ("VOUCH_PASSWORD", password)];
        with_environment(&desk.vouch, &variables, &["accounts"]).code
    };
    insta::assert_snapshot!(set(&desk, ADMIN, AE, "nine char").err, @"error: a password has at least 10 characters");
    insta::assert_snapshot!(set(&desk, ADMIN, AE, "").err, @"error: a password has at least 10 characters");
    assert_eq!(sign_in(PASSWORD), 0);
    insta::assert_snapshot!(set(&desk, AE, AE, "ten chars!").err, @"
    error: `dana` may not do that: to manage people takes the role `admin`
    hint: an administrator grants roles with `vouch user grant`
    ");
    // Ten characters, though more bytes.
    assert_eq!(set(&desk, ADMIN, AE, "zehn\u{a0}z\u{e4}hlt").code, 0);
    assert_eq!((sign_in(PASSWORD), sign_in("zehn\u{a0}z\u{e4}hlt")), (2, 0));
    insta::assert_snapshot!(set(&desk, ADMIN, "nina", PASSWORD).err, @"
    error: the people were not changed
      because: nobody has the login `nina`; add them first
    ");
    insta::assert_snapshot!(desk.refused(ADMIN, &["user", "password", AE]), @"error: there is no terminal to ask on, and `VOUCH_NEW_PASSWORD` is not set");
}
