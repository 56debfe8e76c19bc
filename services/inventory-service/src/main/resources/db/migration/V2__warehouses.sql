-- Three warehouses. What a warehouse itself says is the truth; this book holds its last count less what we took since, so that there
-- is an estimate when the warehouse cannot be asked.
alter table stock add column counted_at timestamptz not null default now();
alter table stock alter column counted_at drop default;

insert into stock (sku, warehouse, available, counted_at)
select products.sku, others.warehouse, 1000000, now()
from (select distinct sku from stock) products,
     (values ('south'), ('east')) others (warehouse)
on conflict do nothing;

alter table reservations drop constraint reservations_state_check;
alter table reservations
    add constraint reservations_state_check check (state in ('RESERVING', 'RESERVED', 'BACKORDERED', 'RELEASED')),
    -- What the promise stands on; null unless RESERVED.
    add column basis         varchar(16) check (basis in ('REAL_TIME', 'ESTIMATED')),
    -- The items in one spelling, BW-LAMP:2,BW-ROPE:1, to tell the same request from another.
    add column items         text not null default '',
    -- Who is asking the warehouses for a RESERVING order, and until when nobody else may.
    add column claim         uuid,
    add column claimed_until timestamptz,
    -- RESERVED or BACKORDERED once that was told by message, so that it is told once.
    add column told          varchar(16);

-- Whatever was promised before there were warehouses to ask is confirmed by them like any other estimate.
update reservations r
set basis = 'ESTIMATED'
where state = 'RESERVED';
update reservations r
set items = (select string_agg(l.sku || ':' || l.quantity, ',' order by l.sku collate "C")
             from (select sku, sum(quantity) as quantity from reservation_lines where order_id = r.order_id group by sku) l)
where exists (select 1 from reservation_lines where order_id = r.order_id);

create index reservations_reserving on reservations (claimed_until) where state = 'RESERVING';

-- Numbers the changes of the allocations, so that a count knows which of them it cannot have seen.
create sequence allocation_ticks;

-- What one warehouse holds for one order, as far as we know. ASKED: it may hold it or not.
create table allocations (
    order_id     uuid        not null references reservations (order_id) on delete cascade,
    warehouse    varchar(40) not null,
    state        varchar(16) not null
        check (state in ('ASKED', 'ESTIMATED', 'CONFIRMED', 'REFUSED', 'RELEASING', 'RELEASED')),
    tick         bigint      not null default nextval('allocation_ticks'),
    -- When the warehouse was last sent a command about it by Kafka.
    commanded_at timestamptz,
    primary key (order_id, warehouse)
);

create index allocations_uncounted on allocations (warehouse) where state in ('ASKED', 'ESTIMATED');
create index allocations_confirmed on allocations (warehouse, tick) where state = 'CONFIRMED';
create index allocations_commanded on allocations (commanded_at) where state in ('ESTIMATED', 'RELEASING');

insert into allocations (order_id, warehouse, state)
select distinct l.order_id, l.warehouse, 'ESTIMATED'
from reservation_lines l
         join reservations r using (order_id)
where r.state = 'RESERVED';

-- Each correction of the book to what a warehouse says.
create table stock_corrections (
    id           bigint generated always as identity primary key,
    sku          varchar(40) not null,
    warehouse    varchar(40) not null,
    book         bigint      not null,
    reported     bigint      not null,
    not_yet_seen bigint      not null, -- promised by us, and not certainly in the warehouse's number
    corrected    bigint      not null,
    corrected_at timestamptz not null
);

create index stock_corrections_age on stock_corrections (corrected_at);

-- Orders that were promised from an estimate and that no warehouse can give.
create table oversells (
    order_id   uuid primary key,
    warehouse  varchar(40) not null, -- from whose estimate
    items      text        not null,
    sku        varchar(40), -- of what there is too little, where the warehouse said so
    noticed_at timestamptz not null
);

-- Where the message was read, and what was told of it: read again at the same place, the same is told again; anywhere else it is a
-- duplicate.
alter table handled_commands
    add column place   varchar(200),
    add column outcome text;

create index handled_commands_age on handled_commands (handled_at);
