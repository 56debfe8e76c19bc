package dev.breakwater.outbox;

import dev.breakwater.resilience.Guards;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

/** Where spring-kafka is present and configured, {@link KafkaOutboxChannels}. */
@AutoConfiguration(
        before = OutboxAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration",
            "dev.breakwater.resilience.ResilienceAutoConfiguration"
        })
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnBean(KafkaProperties.class)
@EnableConfigurationProperties(KafkaOutboxProperties.class)
class KafkaOutboxAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    KafkaOutboxChannels kafkaOutboxChannels(
            KafkaProperties kafka, KafkaOutboxProperties properties, Guards guards, ObjectProvider<SslBundles> ssl) {
        SslBundles bundles = ssl.getIfAvailable();
        return new KafkaOutboxChannels(
                kafka.buildProducerProperties(bundles), kafka.buildAdminProperties(bundles), properties, guards);
    }
}
