package dev.breakwater.outbox;

class OutboxOnPostgreSqlTest extends OutboxContract {

    OutboxOnPostgreSqlTest() {
        super(
                Servers.postgreSql().jdbcUrl("outbox"),
                Servers.postgreSql().username(),
                Servers.postgreSql().password());
    }
}
