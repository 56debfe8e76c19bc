package dev.breakwater.payment.webhook;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what was received. Both inserts wait for a concurrent delivery of the same to decide. */
@Component
class WebhookRows {

    private final JdbcClient jdbc;

    WebhookRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false if this very delivery was received before. */
    boolean insertSignature(String signature, String eventId) {
        return jdbc.sql("insert into webhook_signatures (signature, event_id) values (?, ?) on conflict do nothing")
                        .params(signature, eventId)
                        .update()
                == 1;
    }

    /** Returns false if the event is known. */
    boolean insertEvent(StripeEvent event) {
        StripeEvent.Intent intent = event.intent();
        return jdbc.sql("insert into webhook_events (event_id, type, order_id, provider_payment_id, effect)"
                                + " values (?, ?, ?, ?, 'RECEIVED') on conflict do nothing")
                        .params(event.id(), event.type())
                        .params(intent == null ? null : intent.orderId(), intent == null ? null : intent.id())
                        .update()
                == 1;
    }

    void setEffect(String eventId, Effect effect) {
        jdbc.sql("update webhook_events set effect = ? where event_id = ?")
                .params(effect.name(), eventId)
                .update();
    }

    /** A signature this old is refused for its age; it need not be remembered. */
    void forgetSignaturesOlderThan(Duration age) {
        jdbc.sql("delete from webhook_signatures where received_at < now() - ? * interval '1 second'")
                .param(age.toSeconds())
                .update();
    }
}
