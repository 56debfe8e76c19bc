package dev.breakwater.web.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Which tokens are believed.
 *
 * @param publicKeyLocation an RSA public key in PEM form, from {@code BREAKWATER_JWT_PUBLIC_KEY_LOCATION}, such as
 *     {@code file:/run/secrets/jwt-public.pem}; no default
 * @param issuer the {@code iss} a token must have, {@code breakwater} by default
 * @param audience the {@code aud} a token must have, {@code breakwater-shop} by default
 */
@Validated
@ConfigurationProperties("breakwater.jwt")
public record JwtProperties(
        @NotNull(message = "is missing: set the environment variable BREAKWATER_JWT_PUBLIC_KEY_LOCATION")
        Resource publicKeyLocation,

        @NotBlank @DefaultValue("breakwater") String issuer,
        @NotBlank @DefaultValue("breakwater-shop") String audience) {}
