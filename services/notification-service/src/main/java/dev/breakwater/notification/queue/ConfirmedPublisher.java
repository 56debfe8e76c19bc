package dev.breakwater.notification.queue;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.util.concurrent.TimeUnit;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/** Publishes behind the breaker {@code rabbitmq} and returns only when the broker has the message on disk. Thread-safe. */
@Component
class ConfirmedPublisher {

    private static final long CONFIRM_MILLIS = 2_000;

    private final RabbitTemplate template;
    private final GuardedCall<Parcel, Boolean> publish;

    ConfirmedPublisher(RabbitTemplate template, Guards guards) {
        // A broker short of memory stops reading from connections that publish; acknowledgements must still get
        // through.
        template.setUsePublisherConnection(true);
        this.template = template;
        // No fallback: a message that is not stored anew stays where it is, and is handed out again.
        publish = guards.on("rabbitmq").circuitBreaker().concurrencyLimit().call(this::confirmed);
    }

    private record Parcel(String exchange, String key, Message message) {}

    /**
     * Puts a message into a queue.
     *
     * @throws NotStoredException if the broker did not confirm it within 2 s; it may have it nevertheless
     */
    void toQueue(String queue, Message message) {
        publish(new Parcel("", queue, message));
    }

    /** Publishes to the exchange that senders use. */
    void toMail(Message message) {
        publish(new Parcel(Queues.EXCHANGE, Queues.MAIL_KEY, message));
    }

    private void publish(Parcel parcel) {
        try {
            publish.with(parcel);
        } catch (DependencyUnavailableException away) {
            throw new NotStoredException("The broker did not confirm a message for " + parcel.key(), away);
        }
    }

    private Boolean confirmed(Parcel parcel) throws Exception {
        CorrelationData correlation = new CorrelationData();
        template.send(parcel.exchange(), parcel.key(), parcel.message(), correlation);
        var confirm = correlation.getFuture().get(CONFIRM_MILLIS, TimeUnit.MILLISECONDS);
        if (!confirm.isAck() || correlation.getReturned() != null) {
            throw new NotStoredException("The broker refused a message for " + parcel.key(), null);
        }
        return true;
    }
}
