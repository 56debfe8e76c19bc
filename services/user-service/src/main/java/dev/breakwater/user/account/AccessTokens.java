package dev.breakwater.user.account;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.breakwater.user.session.SessionStart;
import dev.breakwater.user.session.SessionStart.Listed;
import dev.breakwater.web.security.JwtProperties;
import dev.breakwater.web.security.TokenRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Issues the tokens that the gateway and every service verify for themselves: a sign-in outlives an outage of this service. */
@Component
class AccessTokens {

    private final JwtEncoder encoder;
    private final JwtProperties rules;
    private final Clock clock;

    AccessTokens(SigningKey key, JwtProperties rules, Clock clock) {
        RSAPrivateKey signing = privateKey(key.privateKeyLocation());
        RSAPublicKey verifying = TokenRules.publicKey(rules.publicKeyLocation());
        if (!signing.getModulus().equals(verifying.getModulus())) {
            throw new IllegalStateException(
                    "BREAKWATER_JWT_PRIVATE_KEY_LOCATION and BREAKWATER_JWT_PUBLIC_KEY_LOCATION are not"
                            + " halves of one key pair: no token would be accepted");
        }
        this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(
                new JWKSet(new RSAKey.Builder(verifying).privateKey(signing).build())));
        this.rules = rules;
        this.clock = clock;
    }

    String issue(Account account, Role role, SessionStart session) {
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(rules.issuer())
                .audience(List.of(rules.audience()))
                .subject(account.id().toString())
                .issuedAt(clock.instant())
                .expiresAt(session.expiresAt())
                .claim("email", account.email())
                .claim("name", account.displayName())
                .claim("roles", role.claim());
        if (session instanceof Listed listed) {
            claims.claim("sid", listed.id().toString());
        }
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    private static RSAPrivateKey privateKey(Resource location) {
        try (InputStream pem = location.getInputStream()) {
            return RsaKeyConverters.pkcs8().convert(pem);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "BREAKWATER_JWT_PRIVATE_KEY_LOCATION: " + location.getDescription() + " cannot be read", e);
        }
    }
}
