-- Rows live only until they are published: the table is as long as the backlog.
CREATE TABLE outbox (
    seq         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          CHAR(36)     NOT NULL UNIQUE,
    destination VARCHAR(120) NOT NULL,
    message_key VARCHAR(200) NOT NULL,
    payload     TEXT         NOT NULL,
    created_at  BIGINT       NOT NULL, -- milliseconds since 1970 UTC
    trace_parent VARCHAR(55) -- as W3C writes it
);

CREATE INDEX outbox_destination ON outbox (destination, seq);

-- Whoever holds the lock of a row publishes to that destination.
CREATE TABLE outbox_lease (
    destination VARCHAR(120) PRIMARY KEY
);
