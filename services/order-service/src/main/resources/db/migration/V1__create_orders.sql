-- Runs on MySQL 8 and MariaDB 11.4 alike. Moments are milliseconds since 1970 UTC, money is in minor units.
CREATE TABLE products (
    sku         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    name        VARCHAR(100) NOT NULL,
    price_minor BIGINT       NOT NULL,
    currency    CHAR(3)      CHARACTER SET ascii NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO products (sku, name, price_minor, currency) VALUES
    ('BW-LAMP', 'Harbour lamp', 4900, 'EUR'),
    ('BW-ROPE', 'Mooring rope, 20 m', 2450, 'EUR'),
    ('BW-BELL', 'Ship''s bell, brass', 7900, 'EUR'),
    ('BW-CHART', 'Sea chart of the bay', 1850, 'EUR'),
    ('BW-ANCHOR', 'Stock anchor, 12 kg', 18900, 'EUR');

CREATE TABLE orders (
    seq             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    id              CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id         CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_email      VARCHAR(320) NOT NULL,
    user_name       VARCHAR(255) NOT NULL,
    idempotency_key VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_hash    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payment_method  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total_minor     BIGINT       NOT NULL,
    currency        CHAR(3)      CHARACTER SET ascii NOT NULL,
    created_at      BIGINT       NOT NULL,
    status          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What is known of payment and stock, from answers and from messages in whatever sequence; the status follows from it.
    payment         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    decline_code    VARCHAR(100) NULL,
    stock           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    short_sku       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- A PLACED order belongs to whoever works on it until then.
    claimed_until   BIGINT       NOT NULL,
    -- What the client was told first, for replays; null while PLACED.
    answer          VARCHAR(1000) NULL,
    UNIQUE KEY orders_id (id),
    UNIQUE KEY orders_idempotency (user_id, idempotency_key),
    KEY orders_of_user (user_id, seq),
    KEY orders_unfinished (status, claimed_until)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE order_items (
    order_id         CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line             INT         NOT NULL,
    sku              VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity         INT         NOT NULL,
    unit_price_minor BIGINT      NOT NULL,
    PRIMARY KEY (order_id, line)
) ENGINE = InnoDB;
