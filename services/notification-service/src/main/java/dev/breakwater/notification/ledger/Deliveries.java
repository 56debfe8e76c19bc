package dev.breakwater.notification.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.notification.ledger.DeliveryRow.Status;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may send which message, and what came of it: one row per event. Every method is one transaction, and throws
 * {@link dev.breakwater.resilience.DependencyUnavailableException} while the database is away. Thread-safe.
 */
@Component
public class Deliveries {

    private final LedgerTransaction transaction;
    private final DeliveryRows rows;
    private final LedgerProperties properties;
    private final Speed speed;
    private final ObjectMapper json;

    Deliveries(
            LedgerTransaction transaction,
            DeliveryRows rows,
            LedgerProperties properties,
            Speed speed,
            ObjectMapper json) {
        this.transaction = transaction;
        this.rows = rows;
        this.properties = properties;
        this.speed = speed;
        this.json = json;
    }

    /** What may be done about this event now. */
    public Claim claim(Notice notice) {
        return transaction.run(() -> {
            boolean byMail = notice.phone() == null;
            rows.insert(notice, byMail ? Route.MAIL : Route.SMS, byMail ? null : written(notice));
            DeliveryRow row = rows.lock(notice.eventId()).orElseThrow();
            return switch (row.status()) {
                case SENT -> new Claim.Finished();
                // A refused message is tried again only if a person takes it out of the dead queue.
                case READY, REFUSED -> take(row);
                case SENDING -> row.leaseLeft().isZero() ? ofUnknown(row) : new Claim.Wait(row.leaseLeft());
                case UNKNOWN -> ofUnknown(row);
            };
        });
    }

    private Claim ofUnknown(DeliveryRow row) {
        Duration left = patience(row.route()).minus(row.unknownFor());
        if (!left.isNegative() && !left.isZero()) {
            return new Claim.Wait(left);
        }
        return row.route() == Route.SMS ? new Claim.Ask() : take(row);
    }

    private Claim.Send take(DeliveryRow row) {
        return lease(row.eventId(), row.route(), row.attempts());
    }

    private Claim.Send lease(String eventId, Route route, int attempts) {
        UUID lease = UUID.randomUUID();
        rows.lease(eventId, route, lease, properties.lease());
        return new Claim.Send(eventId, route, attempts, lease);
    }

    /** How long word of an attempt on this way is waited for. */
    public Duration patience(Route route) {
        return speed.divide(route == Route.SMS ? properties.smsUnknown() : properties.mailUnknown());
    }

    public void sent(Claim.Send claim, String providerId) {
        end(claim, Status.SENT, false, providerId);
    }

    /** It was certainly not sent. */
    public void notSent(Claim.Send claim, boolean countAttempt) {
        end(claim, Status.READY, countAttempt, null);
    }

    public void unknown(Claim.Send claim) {
        end(claim, Status.UNKNOWN, true, null);
    }

    public void refused(Claim.Send claim) {
        end(claim, Status.REFUSED, true, null);
    }

    /** The SMS was certainly not sent: the claim goes on as a mail, with a lease of full length, unless it was lost meanwhile. */
    public Claim mailInstead(Claim.Send claim) {
        return transaction.run(() -> rows.end(claim.eventId(), claim.lease(), Status.READY, false, null)
                ? lease(claim.eventId(), Route.MAIL, claim.attempts())
                : new Claim.Wait(properties.lease()));
    }

    /** Twilio was asked and has the SMS. */
    public void found(String eventId, String sid) {
        transaction.run(() -> {
            rows.lock(eventId)
                    .filter(row -> row.status() != Status.SENT)
                    .ifPresent(row -> rows.set(eventId, Route.SMS, Status.SENT, sid, row.delivery()));
            return eventId;
        });
    }

    /** Twilio was asked and has no such SMS, so that a mail may go. */
    public void notFound(String eventId) {
        transaction.run(() -> {
            rows.lock(eventId)
                    .filter(row -> row.route() == Route.SMS && row.status() != Status.SENT)
                    .filter(row -> row.leaseLeft().isZero())
                    .ifPresent(row -> rows.set(eventId, Route.MAIL, Status.READY, null, row.delivery()));
            return eventId;
        });
    }

    private void end(Claim.Send claim, Status status, boolean countAttempt, @Nullable String providerId) {
        transaction.run(() -> rows.end(claim.eventId(), claim.lease(), status, countAttempt, providerId));
    }

    private String written(Notice notice) {
        try {
            return json.writeValueAsString(notice);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
