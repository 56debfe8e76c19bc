package dev.breakwater.notification.queue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/** Publishes and returns only when the broker has the message on disk. Thread-safe. */
@Component
class ConfirmedPublisher {

    private static final long CONFIRM_SECONDS = 5;

    private final RabbitTemplate template;

    ConfirmedPublisher(RabbitTemplate template) {
        // A broker short of memory stops reading from connections that publish; acknowledgements must still get
        // through.
        template.setUsePublisherConnection(true);
        this.template = template;
    }

    /**
     * Puts a message into a queue.
     *
     * @throws NotStoredException if the broker did not confirm it within 5 s; it may have it nevertheless
     */
    void toQueue(String queue, Message message) {
        publish("", queue, message);
    }

    /** Publishes to the exchange that senders use. */
    void toMail(Message message) {
        publish(Queues.EXCHANGE, Queues.MAIL_KEY, message);
    }

    private void publish(String exchange, String key, Message message) {
        CorrelationData correlation = new CorrelationData();
        try {
            template.send(exchange, key, message, correlation);
            var confirm = correlation.getFuture().get(CONFIRM_SECONDS, TimeUnit.SECONDS);
            if (!confirm.isAck() || correlation.getReturned() != null) {
                throw new NotStoredException("The broker refused a message for " + key, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStoredException("Interrupted before the broker confirmed", e);
        } catch (ExecutionException | TimeoutException | AmqpException e) {
            throw new NotStoredException("The broker did not confirm a message for " + key, e);
        }
    }
}
