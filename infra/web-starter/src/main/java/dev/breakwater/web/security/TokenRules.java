package dev.breakwater.web.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What makes a token valid, the same at the gateway and in every service. */
public final class TokenRules {

    /** Clocks of machines that keep time differ by less. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private TokenRules() {}

    /** Issuer, audience, both ends of the lifetime, and an expiry at all. */
    public static OAuth2TokenValidator<Jwt> of(JwtProperties properties, Clock clock) {
        JwtTimestampValidator lifetime = new JwtTimestampValidator(CLOCK_SKEW);
        lifetime.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                lifetime,
                new JwtClaimValidator<>(JwtClaimNames.EXP, expiry -> expiry != null),
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(properties.audience())));
    }

    /**
     * Reads the key that tokens are verified with.
     *
     * @param location a PEM file with a {@code PUBLIC KEY}
     */
    public static RSAPublicKey publicKey(Resource location) {
        try (InputStream pem = location.getInputStream()) {
            return RsaKeyConverters.x509().convert(pem);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "BREAKWATER_JWT_PUBLIC_KEY_LOCATION: " + location.getDescription() + " cannot be read", e);
        }
    }
}
