-- One row per event: written before anything is sent, so that nobody forgets that a message may have been.
create table deliveries (
    event_id     varchar(64) primary key,
    order_id     varchar(64) not null,
    template     varchar(32) not null,
    route        varchar(4)  not null check (route in ('SMS', 'MAIL')),
    status       varchar(8)  not null check (status in ('READY', 'SENDING', 'UNKNOWN', 'SENT', 'REFUSED')),
    -- Attempts that failed, whatever queue the message was in meanwhile.
    attempts     integer     not null default 0,
    provider_id  varchar(128),
    -- The last that the provider said: processed, deferred, delivered, bounce …
    delivery     varchar(16),
    lost_sms     varchar(64),
    -- Personal. Only for an SMS, and only until it has arrived or a mail has taken its place.
    notice       text,
    -- Whoever holds the lease may send; of a dead holder's attempt nobody knows the outcome.
    lease        uuid,
    leased_until timestamptz,
    attempted_at timestamptz,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    check ((status = 'SENDING') = (lease is not null)),
    check ((lease is null) = (leased_until is null))
);

create index deliveries_updated on deliveries (updated_at);
