-- Evidence: accounts, files, sources with every revision, what each file delivered, and
-- quarantine. Column types are those that SQLite and PostgreSQL share. Keys are given out by the
-- program; they stand for the long names that other tables would have to repeat.

-- How often the evidence has changed. One row.
CREATE TABLE evidence (
    name     TEXT   NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);
INSERT INTO evidence (name, revision) VALUES ('evidence', 0);

CREATE TABLE account (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE alias (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    system  TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (account, system, value)
);

-- What files say of accounts, people and meetings, in the readers' own words.
CREATE TABLE announcement (
    path  TEXT  NOT NULL PRIMARY KEY,
    facts BYTEA NOT NULL
);

-- A file as it was read last. `digest` tells its bytes, `context` everything else that decides
-- what it is read as; `pass` counts the readings, `pieces` those of its pieces that the latest
-- reading has taken in; `complete` is 1 once that are all of them.
CREATE TABLE file (
    key      INTEGER NOT NULL PRIMARY KEY,
    path     TEXT    NOT NULL UNIQUE,
    format   TEXT,
    digest   TEXT    NOT NULL,
    context  TEXT    NOT NULL,
    as_of    TEXT    NOT NULL,
    pass     BIGINT  NOT NULL,
    pieces   BIGINT  NOT NULL,
    complete BIGINT  NOT NULL,
    read     BIGINT  NOT NULL,
    records  BIGINT  NOT NULL,
    note     TEXT
);

-- `live` is the revision that counts; `changed` is the evidence revision at which it came to.
CREATE TABLE source (
    key     INTEGER NOT NULL PRIMARY KEY,
    id      TEXT    NOT NULL UNIQUE,
    live    BIGINT  NOT NULL,
    changed BIGINT  NOT NULL
);
CREATE INDEX source_changed ON source (changed, id);

-- Every content a source has had. `modified` is the latest stamp, in microseconds since 1970,
-- that any copy with this content carried. A source's account may not have been stored yet,
-- or never will be, hence no foreign key.
CREATE TABLE revision (
    source      INTEGER NOT NULL REFERENCES source (key),
    number      BIGINT  NOT NULL,
    digest      BYTEA   NOT NULL,
    modified    BIGINT,
    account     TEXT,
    state       TEXT    NOT NULL,
    occurred_at TEXT,
    origin      TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    raw         BYTEA   NOT NULL,
    PRIMARY KEY (source, number)
);
CREATE INDEX revision_account ON revision (account);

-- Which revisions a file spoke for in which reading.
CREATE TABLE delivery (
    file   INTEGER NOT NULL REFERENCES file (key),
    source INTEGER NOT NULL,
    number BIGINT  NOT NULL,
    pass   BIGINT  NOT NULL,
    PRIMARY KEY (file, source, number)
);

-- Records that could not be read, or that nobody could be found for (`unplaced` is 1). A later
-- reading of the file without them sets `cleared` to 1.
CREATE TABLE quarantine (
    file     INTEGER NOT NULL REFERENCES file (key),
    number   BIGINT  NOT NULL,
    at       TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    raw      BYTEA   NOT NULL,
    unplaced BIGINT  NOT NULL,
    pass     BIGINT  NOT NULL,
    cleared  BIGINT  NOT NULL,
    PRIMARY KEY (file, number)
);
CREATE INDEX quarantine_at ON quarantine (file, at);
