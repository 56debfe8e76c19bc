-- Who is asked about this payment. Set to BANK before the bank is sent anything, and only if Stripe certainly was not.
alter table payments add column provider varchar(16) not null default 'STRIPE' check (provider in ('STRIPE', 'BANK'));
