package dev.breakwater.paymentfallback.draining;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param url scheme, host and port of payment-service */
@Validated
@ConfigurationProperties("breakwater.payment-service")
record PaymentServiceProperties(@NotNull URI url) {}
