package dev.breakwater.payment.system;

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

/** The key pair of user-service, as far as these tests need one. */
final class Keys {

    static final String OPERATOR = "0a1b2c3d-54a8-4f0e-8f0c-0d5c7f0a3b11";
    private static final KeyPair PAIR = pair();

    private Keys() {}

    static String publicKeyLocation() {
        try {
            Path file = Files.createTempFile(Path.of("target"), "jwt-public", ".pem");
            String key = Base64.getMimeEncoder().encodeToString(PAIR.getPublic().getEncoded());
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String bearer(String role) {
        try {
            Instant now = Clock.systemUTC().instant();
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.RS256),
                    new JWTClaimsSet.Builder()
                            .issuer("breakwater")
                            .audience("breakwater-shop")
                            .subject(OPERATOR)
                            .claim("email", "ada@example.org")
                            .claim("name", "Ada")
                            .claim("roles", List.of(role))
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(600)))
                            .build());
            jwt.sign(new RSASSASigner(PAIR.getPrivate()));
            return "Bearer " + jwt.serialize();
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
