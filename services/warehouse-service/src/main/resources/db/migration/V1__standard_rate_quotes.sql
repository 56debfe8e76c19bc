-- One row per quote that was priced by the standard rates: what was charged, and later what a carrier would have taken.
create table standard_rate_quotes (
    quote_id      uuid primary key,
    quoted_at     timestamptz  not null,
    country       varchar(2)   not null,
    postcode      varchar(10), -- forgotten when it is no longer needed
    package_grams varchar(400) not null,
    charged_minor bigint       not null check (charged_minor >= 0),
    state         varchar(16)  not null default 'OPEN' check (state in ('OPEN', 'SETTLED', 'NOT_SERVED')),
    cost_minor    bigint check (cost_minor >= 0),
    cost_carrier  varchar(16),
    settled_at    timestamptz,
    check ((state = 'SETTLED') = (cost_minor is not null))
);

create index standard_rate_quotes_open on standard_rate_quotes (quoted_at) where state = 'OPEN';
