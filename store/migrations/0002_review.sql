-- What people decide: the log of it, the runs and their briefs, people, and what is to be
-- delivered elsewhere. The triggers are SQLite's own; everything else is as in the first change.

-- One row while a backup is being put back, which is never seen outside that transaction.
CREATE TABLE restoring (
    name TEXT NOT NULL PRIMARY KEY
);

-- The log. Each entry has the digest of the one before it; `body` is what happened, as JSON.
-- What else is kept of runs, actions and pilots follows from it.
CREATE TABLE event (
    number   BIGINT NOT NULL PRIMARY KEY,
    stream   TEXT   NOT NULL,
    step     BIGINT NOT NULL,
    by_login TEXT,
    by_name  TEXT   NOT NULL,
    at       TEXT   NOT NULL,
    day      TEXT   NOT NULL,
    body     TEXT   NOT NULL,
    previous TEXT   NOT NULL,
    digest   TEXT   NOT NULL,
    UNIQUE (stream, step)
);

-- Entries are added and nothing else. Only a backup that is put back replaces them all.
CREATE TRIGGER event_stays_as_it_is BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'an entry of the log is never changed');
END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
WHEN NOT EXISTS (SELECT 1 FROM restoring)
BEGIN
    SELECT RAISE(ABORT, 'an entry of the log is never taken out');
END;
-- REPLACE takes rows out without any trigger for it, so what is there may not come again.
CREATE TRIGGER event_comes_last BEFORE INSERT ON event
WHEN NOT EXISTS (SELECT 1 FROM restoring)
    AND (NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM event)
        OR EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND step = NEW.step))
BEGIN
    SELECT RAISE(ABORT, 'an entry of the log comes after all others');
END;

-- A run in one line, as its entries left it.
CREATE TABLE run (
    id      TEXT   NOT NULL PRIMARY KEY,
    account TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    number  BIGINT NOT NULL,
    state   TEXT   NOT NULL,
    version BIGINT NOT NULL,
    digest  TEXT   NOT NULL,
    as_of   TEXT   NOT NULL,
    due     TEXT,
    risk    BIGINT NOT NULL,
    began   TEXT   NOT NULL,
    UNIQUE (account, kind, number)
);
CREATE INDEX run_account ON run (account);

-- Every text that a run's brief has had, as JSON.
CREATE TABLE version (
    run    TEXT   NOT NULL,
    number BIGINT NOT NULL,
    digest TEXT   NOT NULL,
    brief  TEXT   NOT NULL,
    PRIMARY KEY (run, number)
);

CREATE TABLE person (
    login  TEXT   NOT NULL PRIMARY KEY,
    name   TEXT   NOT NULL,
    email  TEXT,
    active BIGINT NOT NULL
);

-- `account` is empty where the role is for every account. An account may not have been stored
-- yet, hence no foreign key.
CREATE TABLE role_grant (
    login   TEXT NOT NULL REFERENCES person (login),
    role    TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (login, role, account)
);

CREATE TABLE password (
    login TEXT NOT NULL PRIMARY KEY REFERENCES person (login),
    hash  TEXT NOT NULL
);

CREATE TABLE token (
    id      TEXT   NOT NULL PRIMARY KEY,
    login   TEXT   NOT NULL REFERENCES person (login),
    hash    TEXT   NOT NULL,
    label   TEXT   NOT NULL,
    made_at TEXT   NOT NULL,
    expires TEXT,
    revoked BIGINT NOT NULL
);
CREATE INDEX token_login ON token (login);

-- What is to be delivered elsewhere. The times have nine decimals, so that their order as text
-- is their order in time.
CREATE TABLE outgoing (
    id           BIGINT NOT NULL PRIMARY KEY,
    key          TEXT   NOT NULL UNIQUE,
    target       TEXT   NOT NULL,
    body         TEXT   NOT NULL,
    made_at      TEXT   NOT NULL,
    attempts     BIGINT NOT NULL,
    next_at      TEXT   NOT NULL,
    last_error   TEXT,
    delivered_at TEXT
);
