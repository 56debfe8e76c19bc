package dev.breakwater.notification.queue;

import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.boot.autoconfigure.amqp.ConnectionFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The topology, declared again on every new connection. No broker-specific arguments: RabbitMQ and Qpid Broker-J both run it,
 * and a queue need not be deleted to change a wait.
 */
@Configuration(proxyBeanMethods = false)
class Queues {

    static final String EXCHANGE = "notifications";
    static final String MAIL_KEY = "mail";
    static final String MAIL = "notifications.mail";
    static final String RETRY = "notifications.mail.retry";
    static final String DEAD = "notifications.mail.dead";

    private static final int HANDSHAKE_MILLIS = 2_000;

    /** A broker that accepts a connection and then says nothing holds nobody longer than a dead one. */
    @Bean
    ConnectionFactoryCustomizer boundedHandshake() {
        return factory -> factory.setHandshakeTimeout(HANDSHAKE_MILLIS);
    }

    @Bean
    DirectExchange notifications() {
        return new DirectExchange(EXCHANGE, true, false);
    }

    @Bean
    Queue mailQueue() {
        return QueueBuilder.durable(MAIL).build();
    }

    @Bean
    Queue retryQueue() {
        return QueueBuilder.durable(RETRY).build();
    }

    @Bean
    Queue deadQueue() {
        return QueueBuilder.durable(DEAD).build();
    }

    @Bean
    Binding mailBinding(Queue mailQueue, DirectExchange notifications) {
        return BindingBuilder.bind(mailQueue).to(notifications).with(MAIL_KEY);
    }
}
