CREATE TABLE users (
    id            uuid PRIMARY KEY,
    email         varchar(254) NOT NULL, -- normalised: lower case, NFC
    display_name  varchar(80)  NOT NULL,
    password_hash varchar(100) NOT NULL,
    created_at    timestamptz  NOT NULL,
    updated_at    timestamptz  NOT NULL,
    CONSTRAINT users_email_unique UNIQUE (email)
);
