package dev.breakwater.order.pricing;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where users are kept.
 *
 * @param user base URL of user-service
 */
@Validated
@ConfigurationProperties("breakwater.services")
record UserService(@NotNull URI user) {}
