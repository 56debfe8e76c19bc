package dev.breakwater.paymentfallback.system;

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
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Tokens as user-service makes them, and the key that they are checked with. */
final class Tokens {

    static final String OPERATOR_ID = "0b0c7f9e-3d0e-4f0a-9c55-2d6b1f0a7c01";
    private static final KeyPair PAIR = pair();
    private static final String OPERATOR = of(OPERATOR_ID, "customer", "operator");
    private static final String CUSTOMER = of("7b2f9f1e-54a8-4f0e-8f0c-0d5c7f0a3b11", "customer");

    private Tokens() {}

    static String publicKeyLocation() {
        try {
            Path file = Files.createTempFile(Path.of("target"), "jwt-public", ".pem");
            Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(PAIR.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String operator() {
        return OPERATOR;
    }

    static String customer() {
        return CUSTOMER;
    }

    private static String of(String user, String... roles) {
        try {
            Instant now = Clock.systemUTC().instant();
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.RS256),
                    new JWTClaimsSet.Builder()
                            .issuer("breakwater")
                            .audience("breakwater-shop")
                            .subject(user)
                            .claim("email", "olivia@example.org")
                            .claim("name", "Olivia")
                            .claim("roles", List.of(roles))
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(600)))
                            .build());
            token.sign(new RSASSASigner(PAIR.getPrivate()));
            return token.serialize();
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
