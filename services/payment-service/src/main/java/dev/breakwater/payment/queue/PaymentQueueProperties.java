package dev.breakwater.payment.queue;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param url scheme, host and port of payment-fallback-service */
@Validated
@ConfigurationProperties("breakwater.payment-fallback-service")
record PaymentQueueProperties(@NotNull URI url) {}
