package dev.breakwater.resilience;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A service with one dependency, {@code stripe}. */
@SpringBootConfiguration
@EnableAutoConfiguration
class Shop {

    static final String[] PROPERTIES = {
        "spring.application.name=shop",
        "spring.config.import=classpath:breakwater-policies.yml",
        "resilience4j.circuitbreaker.instances.stripe.base-config=web-service",
        "resilience4j.bulkhead.instances.stripe.base-config=web-service",
        "resilience4j.timelimiter.instances.stripe.base-config=web-service",
        "resilience4j.retry.instances.stripe.base-config=web-service",
        "management.endpoints.web.exposure.include=*",
        "management.prometheus.metrics.export.enabled=true"
    };
}
