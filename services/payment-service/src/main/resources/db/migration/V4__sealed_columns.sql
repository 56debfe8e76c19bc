-- Both are encrypted by the service: 'enc:<key id>:<base64 of IV and ciphertext>'. Rows from before are encrypted at its next start.
alter table payments drop constraint payments_payment_method_check;
alter table payments alter column payment_method type text;
alter table payments add constraint payments_payment_method_check
    check (payment_method ~ '^(enc:[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/=]{38,200}|pm_[A-Za-z0-9_]{1,60})$');

-- The same customer has another ciphertext in every row, so uniqueness would say nothing.
alter table customers drop constraint customers_provider_customer_id_key;
alter table customers alter column provider_customer_id type text;
