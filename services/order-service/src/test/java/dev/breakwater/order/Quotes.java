package dev.breakwater.order;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.UUID;

/** Shipping quotes as warehouse-service signs them, and as a forger would. */
final class Quotes {

    private static final byte[] SECRET = "a key of the tests, 32 bytes long".getBytes(StandardCharsets.US_ASCII);
    static final String KEY = Base64.getEncoder().encodeToString(SECRET);

    /** The items of {@link Shop#GOOD} as the hash takes them. */
    static final String GOOD_ITEMS = "BW-LAMP:2\nBW-ROPE:1";

    private Quotes() {}

    static String good() {
        return sign(SECRET, GOOD_ITEMS, Duration.ofMinutes(30), "EUR", "breakwater-shipping", 990);
    }

    static String expired() {
        return sign(SECRET, GOOD_ITEMS, Duration.ofMinutes(-1), "EUR", "breakwater-shipping", 990);
    }

    static String forOtherItems() {
        return sign(SECRET, "BW-LAMP:1\nBW-ROPE:1", Duration.ofMinutes(30), "EUR", "breakwater-shipping", 990);
    }

    static String inAnotherCurrency() {
        return sign(SECRET, GOOD_ITEMS, Duration.ofMinutes(30), "USD", "breakwater-shipping", 990);
    }

    static String ofAnotherIssuer() {
        return sign(SECRET, GOOD_ITEMS, Duration.ofMinutes(30), "EUR", "breakwater", 990);
    }

    static String ofANegativeAmount() {
        return sign(SECRET, GOOD_ITEMS, Duration.ofMinutes(30), "EUR", "breakwater-shipping", -990);
    }

    static String forged() {
        byte[] other = "another key of 32 bytes, or more.".getBytes(StandardCharsets.US_ASCII);
        return sign(other, GOOD_ITEMS, Duration.ofMinutes(30), "EUR", "breakwater-shipping", 1);
    }

    private static String sign(
            byte[] key, String items, Duration validFor, String currency, String issuer, long amount) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(items.getBytes(StandardCharsets.UTF_8)));
            SignedJWT jws = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .jwtID(UUID.randomUUID().toString())
                            .expirationTime(
                                    Date.from(Clock.systemUTC().instant().plus(validFor)))
                            .claim("itemsHash", hash)
                            .claim("carrier", "fedex")
                            .claim("service", "ground")
                            .claim("amountMinor", amount)
                            .claim("currency", currency)
                            .claim("standardRate", true)
                            .build());
            jws.sign(new MACSigner(key));
            return jws.serialize();
        } catch (JOSEException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
