-- One row per order: the record that exists before any money moves, and that says what came of it.
create table payments (
    order_id            uuid primary key,
    user_id             uuid        not null,
    amount_minor        bigint      not null check (amount_minor > 0),
    currency            varchar(3)  not null check (currency ~ '^[A-Z]{3}$'),
    -- A token of the provider's; the check is what keeps a card number from ever being stored.
    payment_method      varchar(64) not null check (payment_method ~ '^pm_[A-Za-z0-9_]{1,60}$'),
    status              varchar(16) not null
        check (status in ('ATTEMPTING', 'QUEUED', 'CHARGED', 'DECLINED', 'IN_REVIEW')),
    decline_code        varchar(64),
    provider_payment_id varchar(255) unique,
    review_reason       text,
    -- Set when the provider says something that contradicts this row; the row is kept and a person decides.
    flagged             text,
    -- Whoever holds the lease may talk to the provider about this payment; a dead holder's lease runs out.
    lease_token         uuid,
    leased_until        timestamptz,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    check ((lease_token is null) = (leased_until is null)),
    check (status <> 'CHARGED' or provider_payment_id is not null),
    check (status <> 'IN_REVIEW' or review_reason is not null)
);

create index payments_attempting on payments (leased_until) where status = 'ATTEMPTING';
create index payments_flagged on payments (updated_at) where flagged is not null;

-- One customer at the provider per user. Stored before the first charge, so that a charge can always be asked for.
create table customers (
    user_id              uuid primary key,
    provider_customer_id varchar(255) not null unique,
    created_at           timestamptz  not null default now()
);

create table payment_audit (
    id          bigint generated always as identity primary key,
    order_id    uuid        not null references payments (order_id),
    from_status varchar(16),
    to_status   varchar(16) not null,
    cause       varchar(32) not null,
    detail      text,
    at          timestamptz not null default now()
);

create index payment_audit_order on payment_audit (order_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op;
end
$$;

create trigger payment_audit_append_only before update or delete or truncate on payment_audit
    for each statement execute function refuse_change();

-- What the provider told us by webhook. One row per event, whatever came of it.
create table webhook_events (
    event_id            varchar(255) primary key,
    type                varchar(255) not null,
    order_id            uuid,
    provider_payment_id varchar(255),
    effect              varchar(32)  not null,
    received_at         timestamptz  not null default now()
);

-- Each signature is good once. Rows older than the replay window say nothing any more and are swept.
create table webhook_signatures (
    signature   varchar(128) primary key,
    event_id    varchar(255) not null,
    received_at timestamptz  not null default now()
);

create index webhook_signatures_received on webhook_signatures (received_at);
