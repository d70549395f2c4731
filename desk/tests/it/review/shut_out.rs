//! People who could approve when they looked, and no longer can.

use super::{NORTHWIND, approval, approved_by, state};
use crate::desk::{ADMIN, AE, CSM, Desk};
use crate::support::text;

/// The id of somebody's token, which stands between the two underscores.
fn token_id(token: &str) -> &str {
    token.split('_').nth(1).unwrap()
}

/// A token that was revoked approves nothing; another of the same person does.
#[test]
fn a_token_that_was_revoked() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let made = desk.json(AE, 0, &["token", "create", "--label", "laptop"]);
    let revoked = token_id(desk.token(AE));
    desk.out(ADMIN, 0, &["token", "revoke", revoked]);
    insta::assert_snapshot!(desk.refused(AE, &approval(&id, &[])), @"
    error: the token in `VOUCH_TOKEN` was revoked
    hint: `vouch token create` makes another; unset `VOUCH_TOKEN` to go on without a name
    ");
    assert_eq!(approved_by(&desk, &id), [""; 0]);
    let mut command = desk.vouch.command();
    command
        .env("VOUCH_TOKEN", text(&made, "token"))
        .args(approval(&id, &[]));
    let run = desk.vouch.told(&mut command);
    assert_eq!((run.code, approved_by(&desk, &id)), (0, vec![AE.to_owned()]), "{run:?}");
}

/// Somebody who has lost the role approves nothing, nor with the role for another account.
#[test]
fn a_role_that_was_taken_away() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.approve(AE, &id);
    desk.out(ADMIN, 0, &["user", "revoke", CSM, "csm"]);
    let refused =
        format!("error: `{CSM}` may not do that: to approve as the CSM takes the role `csm` for `{NORTHWIND}`\n");
    assert_eq!(desk.refused(CSM, &approval(&id, &[])), refused);
    desk.out(ADMIN, 0, &["user", "grant", CSM, "csm:halden-freight"]);
    assert_eq!(desk.refused(CSM, &approval(&id, &[])), refused);
    assert_eq!(state(&desk, &id), "in_review");
    desk.out(ADMIN, 0, &["user", "grant", CSM, "csm:northwind"]);
    desk.approve(CSM, &id);
    assert_eq!(state(&desk, &id), "approved");
}

/// Somebody who may no longer sign in approves nothing; what they approved before stays on record.
#[test]
fn a_person_who_was_put_out() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.approve(AE, &id);
    desk.out(ADMIN, 0, &["user", "disable", AE]);
    desk.out(ADMIN, 0, &["user", "disable", CSM]);
    insta::assert_snapshot!(desk.refused(CSM, &approval(&id, &[])), @"
    error: `tobias` may no longer sign in
    hint: an administrator lets them in again with `vouch user enable`
    ");
    assert_eq!(approved_by(&desk, &id), [AE]);
    desk.out(ADMIN, 0, &["user", "enable", CSM]);
    desk.approve(CSM, &id);
    assert_eq!(approved_by(&desk, &id), [AE, CSM]);
}
