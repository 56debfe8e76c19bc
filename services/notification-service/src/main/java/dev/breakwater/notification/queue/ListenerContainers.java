package dev.breakwater.notification.queue;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The consumers. They outlive the broker: each connects again, every second, for as long as it takes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueProperties.class)
class ListenerContainers {

    private static final long RECONNECT_MILLIS = 1_000;

    @Bean
    SimpleMessageListenerContainer mailContainer(
            ConnectionFactory broker, AmqpAdmin admin, MailListener listener, QueueProperties properties) {
        SimpleMessageListenerContainer container = container(broker, admin, Queues.MAIL, listener::receive);
        container.setConcurrentConsumers(properties.senders());
        container.setPrefetchCount(properties.prefetch());
        return container;
    }

    @Bean
    SimpleMessageListenerContainer retryContainer(ConnectionFactory broker, AmqpAdmin admin, RetryListener listener) {
        SimpleMessageListenerContainer container = container(broker, admin, Queues.RETRY, listener::receive);
        container.setPrefetchCount(1); // the others wait where they are
        return container;
    }

    private static SimpleMessageListenerContainer container(
            ConnectionFactory broker, AmqpAdmin admin, String queue, MessageListener listener) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(broker);
        container.setAmqpAdmin(admin);
        container.setQueueNames(queue);
        container.setMessageListener(listener);
        container.setAcknowledgeMode(AcknowledgeMode.AUTO); // when the listener returns; if it throws, delivered again
        container.setMissingQueuesFatal(false);
        container.setPossibleAuthenticationFailureFatal(false);
        container.setRecoveryInterval(RECONNECT_MILLIS);
        container.setObservationEnabled(true); // a message goes on with the trace of the request that it is about
        return container;
    }
}
