package dev.breakwater.order.notifying;

import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.boot.autoconfigure.amqp.ConnectionFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where mails go. The queue is declared here as well as by notification-service, or a mail that was published before its first start
 * would have nowhere to wait. No arguments: they differ from broker to broker.
 */
@Configuration(proxyBeanMethods = false)
class NotificationTopology {

    static final String EXCHANGE = "notifications";
    static final String ROUTING_KEY = "mail";
    private static final int HANDSHAKE_MILLIS = 2_000;

    @Bean
    Declarables notificationsTopology() {
        DirectExchange exchange = new DirectExchange(EXCHANGE, true, false);
        Queue queue = new Queue("notifications.mail", true, false, false);
        Binding binding = BindingBuilder.bind(queue).to(exchange).with(ROUTING_KEY);
        return new Declarables(exchange, queue, binding);
    }

    /** A broker that accepts a connection and then says nothing holds the relay's thread no longer than a dead one. */
    @Bean
    ConnectionFactoryCustomizer boundedHandshake() {
        return factory -> factory.setHandshakeTimeout(HANDSHAKE_MILLIS);
    }
}
