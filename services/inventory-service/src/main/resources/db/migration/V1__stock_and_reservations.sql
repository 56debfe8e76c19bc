-- What is left and what is held, per warehouse. The checks are the last line of defence: stock is never negative.
create table stock (
    sku       varchar(40) not null,
    warehouse varchar(40) not null,
    available bigint      not null check (available >= 0),
    reserved  bigint      not null default 0 check (reserved >= 0),
    primary key (sku, warehouse)
);

-- One row per order that was ever reserved or released. A release that comes before its reservation leaves a RELEASED row
-- without lines: the late reservation finds it and does nothing.
create table reservations (
    order_id   uuid primary key,
    state      varchar(16) not null check (state in ('RESERVED', 'RELEASED')),
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create table reservation_lines (
    order_id  uuid        not null references reservations (order_id) on delete cascade,
    sku       varchar(40) not null,
    warehouse varchar(40) not null,
    quantity  bigint      not null check (quantity > 0),
    primary key (order_id, sku, warehouse),
    foreign key (sku, warehouse) references stock (sku, warehouse)
);

-- Commands that took effect, so that one delivered twice takes effect once.
create table handled_commands (
    message_id uuid primary key,
    order_id   uuid        not null,
    handled_at timestamptz not null
);

insert into stock (sku, warehouse, available)
values ('BW-LAMP', 'north', 1000000),
       ('BW-ROPE', 'north', 1000000),
       ('BW-BELL', 'north', 1000000),
       ('BW-CHART', 'north', 1000000),
       ('BW-ANCHOR', 'north', 1000000);
