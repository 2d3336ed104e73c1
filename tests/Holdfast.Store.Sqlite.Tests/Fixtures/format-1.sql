-- A data folder of format 1, written by hand as that version left it: changes and timers do not know their depth.
PRAGMA journal_mode = WAL;
PRAGMA application_id = 0x486F6C64;
PRAGMA user_version = 1;
CREATE TABLE state(id INTEGER PRIMARY KEY CHECK (id = 1), groups INTEGER NOT NULL, sequence INTEGER NOT NULL);
INSERT INTO state VALUES (1, 3, 1);
CREATE TABLE collections(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO collections VALUES (1, 'test/items');
CREATE TABLE indexes(id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (collection, name));
INSERT INTO indexes VALUES (1, 1, 'byOwner'), (2, 1, 'byTag');
CREATE TABLE records(
    collection INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, json BLOB NOT NULL,
    PRIMARY KEY (collection, key)) WITHOUT ROWID;
INSERT INTO records VALUES (1, '111122223333/alice', 1, CAST('{"Account":"111122223333","Name":"alice","Owner":null,"Tag":null,"Value":5}' AS BLOB));
CREATE TABLE index_values(idx INTEGER NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (idx, value, key)) WITHOUT ROWID;
CREATE TABLE changes(
    sequence INTEGER PRIMARY KEY, collection INTEGER NOT NULL, key TEXT NOT NULL,
    before BLOB, after BLOB, origin TEXT NOT NULL);
INSERT INTO changes VALUES (1, 1, '111122223333/alice', NULL, CAST('{"Account":"111122223333","Name":"alice","Owner":null,"Tag":null,"Value":5}' AS BLOB), 'request-1');
CREATE TABLE cursors(follower TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE timers(kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE INDEX timers_by_due ON timers(due, kind, key);
INSERT INTO timers VALUES ('kind', 'key', 621355968000000000);
CREATE TABLE streams(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL);
CREATE TABLE blocks(
    id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, min_at INTEGER NOT NULL, max_at INTEGER NOT NULL,
    count INTEGER NOT NULL, size INTEGER NOT NULL, labels BLOB NOT NULL, form INTEGER NOT NULL, data BLOB NOT NULL);
