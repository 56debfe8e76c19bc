-- A refund's row exists before the provider hears of it, as a payment's does: no crash forgets one, no repetition doubles one.
create table refunds (
    id                 uuid primary key, -- also its idempotency key and its reference at the provider
    order_id           uuid         not null references payments (order_id),
    idempotency_key    varchar(64)  not null,
    -- Null if all that was left was asked for: so the same request is recognised when less is left.
    requested_minor    bigint check (requested_minor > 0),
    amount_minor       bigint       not null check (amount_minor > 0),
    reason             varchar(200) not null,
    requested_by       uuid         not null,
    status             varchar(16)  not null check (status in ('PENDING', 'REFUNDED', 'REFUSED')),
    provider_refund_id varchar(255) unique,
    refusal            text,
    next_attempt_at    timestamptz  not null,
    created_at         timestamptz  not null default now(),
    updated_at         timestamptz  not null default now(),
    unique (order_id, idempotency_key),
    check (status <> 'REFUNDED' or provider_refund_id is not null)
);

create index refunds_pending on refunds (next_attempt_at) where status = 'PENDING';
create index payments_in_review on payments (order_id) where status = 'IN_REVIEW';

-- Who did it, where a person did: an operator's id or name.
alter table payment_audit add column actor varchar(64);

-- Each row of an order carries the hash of the one before: whoever changes a row past the triggers breaks the chain.
alter table payment_audit add column previous_hash bytea;
alter table payment_audit add column hash bytea;

create function payment_audit_hash(a payment_audit) returns bytea language sql immutable as $$
    select sha256(convert_to(
        jsonb_build_array(encode(a.previous_hash, 'hex'), a.id, a.order_id, a.from_status, a.to_status, a.cause, a.detail,
            a.actor, extract(epoch from a.at))::text, 'UTF8'))
$$;

create function chain_payment_audit() returns trigger language plpgsql as $$
begin
    -- Whoever writes about a payment holds the lock on its row, so that the rows of an order come one after the other.
    select hash into new.previous_hash from payment_audit where order_id = new.order_id order by id desc limit 1;
    new.hash := payment_audit_hash(new);
    return new;
end
$$;

create trigger payment_audit_chain before insert on payment_audit for each row execute function chain_payment_audit();

-- What an auditor reads: rows that were changed, or whose predecessor was changed or removed.
create view payment_audit_broken as
select a.id, a.order_id
from (select audit.*, payment_audit_hash(audit.*) as right_hash,
             lag(hash) over (partition by order_id order by id) as hash_before
      from payment_audit audit) a
where a.hash is not null
  and (a.hash is distinct from a.right_hash or a.previous_hash is distinct from a.hash_before);
