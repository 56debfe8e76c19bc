package dev.breakwater.order;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens as user-service issues them, and as a forger would. */
final class Tokens {

    private final KeyPair ours = pair();
    private final KeyPair forgers = pair();
    private final Map<UUID, String> valid = new ConcurrentHashMap<>();

    /** One a user for the whole run: signing takes longer than the request it is for. */
    String valid(UUID user) {
        return valid.computeIfAbsent(user, first -> sign(ours, first, Duration.ofHours(1)));
    }

    String expired(UUID user) {
        return sign(ours, user, Duration.ofMinutes(-10));
    }

    String forged(UUID user) {
        return sign(forgers, user, Duration.ofMinutes(10));
    }

    String publicKeyLocation() {
        try {
            Path file = Files.createTempFile("jwt-public", ".pem");
            String body =
                    Base64.getMimeEncoder().encodeToString(ours.getPublic().getEncoded());
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sign(KeyPair pair, UUID user, Duration validFor) {
        Instant now = Clock.systemUTC().instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("breakwater")
                .audience("breakwater-shop")
                .subject(user.toString())
                .claim("email", "ada@example.org")
                .claim("name", "Ada")
                .issueTime(Date.from(now.minusSeconds(3_600)))
                .expirationTime(Date.from(now.plus(validFor)))
                .build();
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            jwt.sign(new RSASSASigner(pair.getPrivate()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
