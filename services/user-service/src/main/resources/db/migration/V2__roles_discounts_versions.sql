-- Rows that exist are customers without a discount; version counts the changes of a row, so that of two copies the newer one is known.
ALTER TABLE users
    ADD COLUMN role             varchar(20) NOT NULL DEFAULT 'customer',
    ADD COLUMN discount_percent smallint    NOT NULL DEFAULT 0,
    ADD COLUMN version          bigint      NOT NULL DEFAULT 0,
    ADD CONSTRAINT users_role_known CHECK (role IN ('customer', 'operator')),
    ADD CONSTRAINT users_discount_percent_range CHECK (discount_percent BETWEEN 0 AND 50);
