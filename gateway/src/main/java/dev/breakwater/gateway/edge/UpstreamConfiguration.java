package dev.breakwater.gateway.edge;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client that talks to the services. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    /** By default the client sends a request again when its connection breaks, and an order would be placed twice. */
    @Bean
    HttpClientCustomizer sendOnce() {
        return client -> client.disableRetry(true);
    }
}
