package dev.breakwater.user.account;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * The key that access tokens are signed with.
 *
 * @param privateKeyLocation an RSA private key in PEM form (PKCS #8), from {@code BREAKWATER_JWT_PRIVATE_KEY_LOCATION}, such as
 *     {@code file:/run/secrets/jwt-private.pem}; no default
 */
@Validated
@ConfigurationProperties("breakwater.jwt")
record SigningKey(
        @NotNull(message = "is missing: set the environment variable BREAKWATER_JWT_PRIVATE_KEY_LOCATION")
        Resource privateKeyLocation) {}
