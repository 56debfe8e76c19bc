-- Rows live only until they are published: the table is as long as the backlog. Runs on MySQL 8 and MariaDB 11.4 alike.
CREATE TABLE outbox (
    seq         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    id          CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    destination VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message_key VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL,
    payload     LONGTEXT     CHARACTER SET utf8mb4 NOT NULL,
    created_at  BIGINT       NOT NULL, -- milliseconds since 1970 UTC
    trace_parent VARCHAR(55) CHARACTER SET ascii COLLATE ascii_bin, -- as W3C writes it
    UNIQUE KEY outbox_id (id),
    KEY outbox_destination (destination, seq)
) ENGINE = InnoDB;

-- Whoever holds the lock of a row publishes to that destination.
CREATE TABLE outbox_lease (
    destination VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
