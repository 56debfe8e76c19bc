package dev.breakwater.payment.ledger;

import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topic that tells the shop what came of its payments. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class OutcomesConfiguration {

    @Bean
    KafkaOutboxChannel paymentOutcomes(KafkaOutboxChannels channels) {
        return channels.to(Announcements.TOPIC);
    }
}
