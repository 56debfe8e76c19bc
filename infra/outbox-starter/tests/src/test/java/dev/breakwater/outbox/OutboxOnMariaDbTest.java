package dev.breakwater.outbox;

class OutboxOnMariaDbTest extends OutboxContract {

    OutboxOnMariaDbTest() {
        super(
                Servers.mariaDb().jdbcUrl("outbox"),
                Servers.mariaDb().username(),
                Servers.mariaDb().password());
    }
}
