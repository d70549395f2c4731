-- Evidence: accounts, sources with every revision, what each file delivered, and quarantine.
-- Column types are those that SQLite and PostgreSQL share.

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

-- `live` is the revision that counts; `changed` is the evidence revision at which it came to.
CREATE TABLE source (
    id      TEXT   NOT NULL PRIMARY KEY,
    live    BIGINT NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX source_changed ON source (changed);

-- Every content a source has had. `modified` is the latest stamp, in microseconds since 1970,
-- that any copy with this content carried. A source's account may not have been stored yet,
-- or never will be, hence no foreign key.
CREATE TABLE revision (
    source      TEXT   NOT NULL REFERENCES source (id),
    number      BIGINT NOT NULL,
    digest      TEXT   NOT NULL,
    modified    BIGINT,
    account     TEXT,
    state       TEXT   NOT NULL,
    occurred_at TEXT,
    body        TEXT   NOT NULL,
    raw         BYTEA  NOT NULL,
    PRIMARY KEY (source, number),
    UNIQUE (source, digest)
);
CREATE INDEX revision_account ON revision (account);

-- Which revision a file spoke for when it was last read.
CREATE TABLE delivery (
    path   TEXT   NOT NULL,
    source TEXT   NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (path, source),
    FOREIGN KEY (source, number) REFERENCES revision (source, number)
);

-- Records that could not be read. A later read of the file without them sets `cleared` to 1.
CREATE TABLE quarantine (
    path    TEXT   NOT NULL,
    number  BIGINT NOT NULL,
    format  TEXT   NOT NULL,
    at      TEXT   NOT NULL,
    reason  TEXT   NOT NULL,
    raw     BYTEA  NOT NULL,
    cleared BIGINT NOT NULL,
    PRIMARY KEY (path, number)
);
