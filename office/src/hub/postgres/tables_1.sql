-- Version 1 of the tables.

-- One row. epoch: the numbering of all lists. copy, started: which copy of the tables this is, and when its server
-- was started last. configuration: a hash of what all hubs agree on. followed: the day up to which time has
-- been seen to pass.
CREATE TABLE hub (
    epoch bigint NOT NULL, copy text NOT NULL, started timestamptz NOT NULL,
    configuration bytea NOT NULL, followed bigint
);
-- place: the last position that was given. Its row is locked by those who give positions until they commit, so
-- that positions become visible in their order.
CREATE TABLE mailbox (mailbox bytea PRIMARY KEY, place bigint NOT NULL);
-- The stretches of positions that were given, one for each time the server started; NULL: this one.
CREATE TABLE given (mailbox bytea NOT NULL, first bigint NOT NULL, last bigint, PRIMARY KEY (mailbox, first));
-- What a mailbox holds: bytes of all pieces, and whole parcels, in parts that add up: those who bring something
-- at the same time do not wait for each other.
CREATE TABLE used (
    mailbox bytea NOT NULL, slot bigint NOT NULL, bytes bigint NOT NULL, parcels bigint NOT NULL,
    PRIMARY KEY (mailbox, slot)
) WITH (fillfactor = 50);
-- Whole parcels. key: random. place: position in the mailbox's list.
-- gone: 0 it is here, 1 its pieces are to be deleted, 2 only the name is remembered.
CREATE TABLE parcel (
    key bigint PRIMARY KEY,
    mailbox bytea NOT NULL, id bytea NOT NULL, way bigint NOT NULL, size bigint NOT NULL,
    place bigint, day bigint NOT NULL, gone bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX whole ON parcel (mailbox, id, way);
CREATE INDEX listed ON parcel (mailbox, way, place) WHERE place IS NOT NULL AND gone = 0;
CREATE INDEX unlisted ON parcel (mailbox, key) WHERE place IS NULL;
CREATE INDEX leaving ON parcel (key) WHERE gone = 1;
CREATE TABLE piece (parcel bigint NOT NULL, start bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (parcel, start));
-- Sealed bytes do not compress.
ALTER TABLE piece ALTER COLUMN bytes SET STORAGE EXTERNAL;
-- Room for those who collect on a full disk. No row is so long that the table needs a second file.
CREATE TABLE reserve (row bigint NOT NULL) WITH (fillfactor = 10);
CREATE TABLE desk (mailbox bytea NOT NULL, id bytea NOT NULL, kept bigint NOT NULL, PRIMARY KEY (mailbox, id));
CREATE TABLE revoked (mailbox bytea NOT NULL, id bytea NOT NULL, PRIMARY KEY (mailbox, id));
CREATE TABLE notice (mailbox bytea NOT NULL, id bytea NOT NULL, PRIMARY KEY (mailbox, id));
-- What is being uploaded. It stands in no log, reaches no standby and no copy, and is empty after a crash. who:
-- made from the token's name with the mailbox's key, which the database does not have.
CREATE UNLOGGED TABLE upload (
    key bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    mailbox bytea NOT NULL, who bytea NOT NULL, id bytea NOT NULL, size bigint NOT NULL,
    upto bigint NOT NULL, day bigint NOT NULL
);
CREATE UNIQUE INDEX theirs ON upload (mailbox, who, id);
CREATE UNLOGGED TABLE part (upload bigint NOT NULL, start bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (upload, start));
ALTER TABLE part ALTER COLUMN bytes SET STORAGE EXTERNAL;
