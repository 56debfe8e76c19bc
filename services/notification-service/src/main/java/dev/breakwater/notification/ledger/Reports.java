package dev.breakwater.notification.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.notification.ledger.DeliveryRow.Status;
import dev.breakwater.notification.ledger.Report.Stage;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.outbox.Outbox;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes in what providers tell of their own accord: that they have a message of which we did not know, how far it has come, and that it is lost. Each may come
 * twice and in any order; nothing happens twice. Thread-safe.
 */
@Component
public class Reports {

    /** The outbox's name for the way back into the queue of messages to send. */
    public static final String DESTINATION = "rabbitmq:notifications";

    private static final Logger log = LoggerFactory.getLogger(Reports.class);

    private final LedgerTransaction transaction;
    private final DeliveryRows rows;
    private final Outbox outbox;
    private final ObjectMapper json;

    Reports(LedgerTransaction transaction, DeliveryRows rows, Outbox outbox, ObjectMapper json) {
        this.transaction = transaction;
        this.rows = rows;
        this.outbox = outbox;
        this.json = json;
    }

    /** Takes in all of them or none. Those about events that nobody here sent are ignored. */
    public void receive(List<Report> reports) {
        transaction.run(() -> {
            // Always in the same order, or two deliveries of the same events would wait for each other for ever.
            reports.stream()
                    .sorted(Comparator.comparing(Report::eventId))
                    .forEach(report -> rows.lock(report.eventId()).ifPresent(row -> receive(report, row)));
            return reports;
        });
    }

    private void receive(Report report, DeliveryRow row) {
        if (report.providerId().equals(row.lostSms())) {
            return; // its end is known
        }
        if (report.route() == Route.SMS && report.stage() == Stage.LOST) {
            lost(report, row);
        } else if (row.route() == report.route()) {
            known(report, row);
        } else if (report.route() == Route.SMS && row.status() == Status.READY) {
            known(report, row); // Twilio had it after all, and no mail has gone yet
        }
    }

    private void known(Report report, DeliveryRow row) {
        String delivery =
                report.stage().isAfter(row.delivery()) ? report.stage().name() : row.delivery();
        rows.set(row.eventId(), report.route(), Status.SENT, report.providerId(), delivery);
        if (report.stage() == Stage.ARRIVED) {
            rows.forgetNotice(row.eventId());
        }
        if (report.stage() == Stage.LOST && !Stage.LOST.name().equals(row.delivery())) {
            log.warn("A mail did not arrive: event {}", row.eventId());
        }
    }

    /** An SMS that will not arrive is replaced by a mail, once. */
    private void lost(Report report, DeliveryRow row) {
        if (row.route() != Route.SMS
                || row.notice() == null
                || Stage.ARRIVED.name().equals(row.delivery())) {
            return;
        }
        log.info("An SMS did not arrive; a mail takes its place: event {}", row.eventId());
        Notice notice = read(row.notice());
        rows.set(row.eventId(), Route.MAIL, Status.READY, null, null);
        rows.lostSms(row.eventId(), report.providerId());
        outbox.add(DESTINATION, notice.orderId(), notice);
    }

    private Notice read(String notice) {
        try {
            return json.readValue(notice, Notice.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a row holds what is no notice", impossible);
        }
    }
}
