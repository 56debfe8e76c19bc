package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Not even the application can change what it wrote, and whoever can leaves a trace. */
@ExtendWith(InSystem.class)
class AuditLogTest {

    private final PaymentSystem system;

    private final JdbcClient application;

    private final UUID order = UUID.randomUUID();

    AuditLogTest(PaymentSystem system) {
        this.system = system;
        application = JdbcClient.create(new DriverManagerDataSource(
                system.surroundings.database.jdbcUrl("payments"),
                Surroundings.APPLICATION_ROLE,
                system.surroundings.applicationPassword));
    }

    @BeforeEach
    void somethingIsWritten() {
        system.api.charge(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update payment_audit set detail = 'nothing happened'",
                "delete from payment_audit",
                "truncate payment_audit",
                "drop trigger payment_audit_append_only on payment_audit",
                "alter table payment_audit disable trigger all",
                "drop table payment_audit",
                "create or replace function refuse_change() returns trigger language plpgsql as 'begin return old; end'",
                "set session_replication_role = replica",
                "delete from flyway_schema_history"
            })
    void theApplicationsRoleCannotTouchIt(String attempt) {
        long before = system.surroundings.rows("payment_audit");
        assertThatThrownBy(() -> application.sql(attempt).update())
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
        assertThat(system.surroundings.rows("payment_audit")).isEqualTo(before).isPositive();
    }

    /** PostgreSQL only warns of a right that nobody could give, so what counts is that it was not given. */
    @Test
    void theApplicationsRoleCannotGiveItselfMore() {
        application
                .sql("grant update on payment_audit to " + Surroundings.APPLICATION_ROLE)
                .update();
        assertThatThrownBy(() ->
                        application.sql("update payment_audit set detail = ''").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void triggersRefuseTheOwnerAsWell() {
        assertThatThrownBy(() -> system.surroundings
                        .jdbc()
                        .sql("delete from payment_audit")
                        .update())
                .rootCause()
                .hasMessageContaining("append-only");
    }

    @Test
    void whoeverChangesARowPastAllThatBreaksTheChain() {
        assertThat(broken()).isEmpty();
        JdbcClient owner = system.surroundings.jdbc();
        owner.sql("alter table payment_audit disable trigger payment_audit_append_only")
                .update();
        try {
            owner.sql("update payment_audit set detail = 'forged' where order_id = ? and to_status = 'ATTEMPTING'")
                    .param(order)
                    .update();
            assertThat(broken()).contains(order);
        } finally {
            owner.sql("delete from payment_audit where order_id = ?")
                    .param(order)
                    .update();
            owner.sql("alter table payment_audit enable trigger payment_audit_append_only")
                    .update();
        }
        assertThat(broken()).isEmpty();
    }

    private List<UUID> broken() {
        return system.surroundings
                .jdbc()
                .sql("select order_id from payment_audit_broken")
                .query(UUID.class)
                .list();
    }
}
