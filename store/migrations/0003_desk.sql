-- The desk in the browser. Neither table is put back with a backup: who was signed in when it was
-- made is not signed in afterwards.

-- Somebody who has signed in with a browser. `id` is a digest of what the browser holds. `token`
-- is the id of the token they showed; without one they gave their password.
CREATE TABLE visit (
    id      TEXT NOT NULL PRIMARY KEY,
    login   TEXT NOT NULL REFERENCES person (login),
    token   TEXT,
    made_at TEXT NOT NULL,
    expires TEXT NOT NULL
);
CREATE INDEX visit_login ON visit (login);

-- What a program was answered that named a key for what it asked, so that asking twice makes one.
-- `request` is a digest of what was asked.
CREATE TABLE answer (
    login   TEXT   NOT NULL REFERENCES person (login),
    key     TEXT   NOT NULL,
    request TEXT   NOT NULL,
    status  BIGINT NOT NULL,
    body    TEXT   NOT NULL,
    made_at TEXT   NOT NULL,
    PRIMARY KEY (login, key)
);
