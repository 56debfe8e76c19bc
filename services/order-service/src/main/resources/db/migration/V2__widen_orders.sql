-- Runs on MySQL 8 and MariaDB 11.4 alike.
ALTER TABLE orders
    -- Grows with each change, to tell the newer of two copies of an order (primary, replica, cache).
    ADD COLUMN version BIGINT NOT NULL DEFAULT 0,
    -- Where messages go by SMS, in E.164; null for mail.
    ADD COLUMN user_phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN discount_percent INT NOT NULL DEFAULT 0,
    -- As in the signed quote; null where none was given. The amount is part of total_minor.
    ADD COLUMN shipping_carrier VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN shipping_minor BIGINT NULL,
    ADD COLUMN shipping_standard_rate BOOLEAN NULL,
    -- How much of the payment was given back so far.
    ADD COLUMN refunded_minor BIGINT NOT NULL DEFAULT 0;
