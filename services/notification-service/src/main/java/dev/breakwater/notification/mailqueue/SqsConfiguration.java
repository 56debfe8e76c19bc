package dev.breakwater.notification.mailqueue;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SqsProperties.class)
class SqsConfiguration {

    /** No dead-letter queue of SQS's: whether a mail is given up is for its record to say, and then it goes to the broker's. */
    @Bean
    SqsQueue mailsWaiting(SqsProperties properties) {
        return new SqsQueue("breakwater-mail", properties);
    }
}
