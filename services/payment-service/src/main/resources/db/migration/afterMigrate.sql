-- What the application's role may do, if the migrations run as another one (PAYMENT_DB_OWNER_USERNAME). Runs at every start.
do $$
declare
    app text := '${applicationRole}';
begin
    if app = current_user then
        return; -- one role for both: then the triggers alone protect the audit log, and their owner could drop them
    end if;
    execute format('grant usage on schema public to %I', app);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', app);
    execute format('grant usage on all sequences in schema public to %I', app);
    execute format('revoke all on payment_audit, flyway_schema_history from %I', app);
    execute format('grant select, insert on payment_audit to %I', app);
end
$$;
