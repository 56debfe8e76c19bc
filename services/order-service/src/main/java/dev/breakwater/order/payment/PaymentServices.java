package dev.breakwater.order.payment;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where payments are made.
 *
 * @param payment base URL of payment-service
 * @param paymentFallback base URL of payment-fallback-service
 */
@Validated
@ConfigurationProperties("breakwater.services")
record PaymentServices(@NotNull URI payment, @NotNull URI paymentFallback) {}
