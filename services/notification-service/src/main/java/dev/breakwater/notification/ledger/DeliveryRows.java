package dev.breakwater.notification.ledger;

import dev.breakwater.notification.ledger.DeliveryRow.Status;
import dev.breakwater.notification.message.Notice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL. Time is the database's, so that the instances need not agree on theirs. */
@Component
class DeliveryRows {

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the row unless there is one. */
    void insert(Notice notice, Route route, @Nullable String text) {
        jdbc.sql("insert into deliveries (event_id, order_id, template, route, status, notice)"
                        + " values (?, ?, ?, ?, 'READY', ?) on conflict do nothing")
                .params(notice.eventId(), notice.orderId(), notice.template().name(), route.name(), text)
                .update();
    }

    Optional<DeliveryRow> lock(String eventId) {
        return jdbc.sql("select *, greatest(0, extract(epoch from leased_until - now())) as lease_left,"
                        + " greatest(0, extract(epoch from now() - coalesce(leased_until, attempted_at, now())))"
                        + " as unknown_for from deliveries where event_id = ? for update")
                .param(eventId)
                .query(DeliveryRows::row)
                .optional();
    }

    void lease(String eventId, Route route, UUID lease, Duration length) {
        jdbc.sql("update deliveries set status = 'SENDING', route = ?, lease = ?, attempted_at = now(),"
                        + " leased_until = now() + ? * interval '1 millisecond', updated_at = now() where event_id = ?")
                .params(route.name(), lease, length.toMillis(), eventId)
                .update();
    }

    /** Ends an attempt, if it is still the one that this lease was for. Returns whether it was. */
    boolean end(String eventId, UUID lease, Status status, boolean countAttempt, @Nullable String providerId) {
        return jdbc.sql("update deliveries set status = ?, attempts = attempts + ?, provider_id = ?, lease = null,"
                                + " leased_until = null, attempted_at = now(), updated_at = now(),"
                                + " notice = case when route = 'MAIL' then null else notice end"
                                + " where event_id = ? and lease = ?")
                        .params(status.name(), countAttempt ? 1 : 0, providerId, eventId, lease)
                        .update()
                == 1;
    }

    /** Whatever was being done about the event, this is how it is now. */
    void set(String eventId, Route route, Status status, @Nullable String providerId, @Nullable String delivery) {
        jdbc.sql("update deliveries set route = ?, status = ?, provider_id = coalesce(?, provider_id), delivery = ?,"
                        + " lease = null, leased_until = null, updated_at = now() where event_id = ?")
                .params(route.name(), status.name(), providerId, delivery, eventId)
                .update();
    }

    void forgetNotice(String eventId) {
        jdbc.sql("update deliveries set notice = null where event_id = ?")
                .param(eventId)
                .update();
    }

    void lostSms(String eventId, String sid) {
        jdbc.sql("update deliveries set lost_sms = ?, provider_id = null, notice = null where event_id = ?")
                .params(sid, eventId)
                .update();
    }

    void forgetNoticesOlderThan(Duration age) {
        jdbc.sql("update deliveries set notice = null where notice is not null and status = 'SENT'"
                        + " and updated_at < now() - ? * interval '1 second'")
                .param(age.toSeconds())
                .update();
    }

    void forgetRowsOlderThan(Duration age) {
        jdbc.sql("delete from deliveries where updated_at < now() - ? * interval '1 second'")
                .param(age.toSeconds())
                .update();
    }

    private static DeliveryRow row(ResultSet row, int number) throws SQLException {
        return new DeliveryRow(
                row.getString("event_id"),
                Route.valueOf(row.getString("route")),
                Status.valueOf(row.getString("status")),
                row.getInt("attempts"),
                seconds(row.getDouble("lease_left")),
                seconds(row.getDouble("unknown_for")),
                row.getString("delivery"),
                row.getString("lost_sms"),
                row.getString("notice"));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * 1_000));
    }
}
