package dev.breakwater.paymentfallback.draining;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where payment-service is.
 *
 * @param url scheme, host and port
 */
@Validated
@ConfigurationProperties("breakwater.payment-service")
public record PaymentServiceProperties(@NotNull URI url) {}
