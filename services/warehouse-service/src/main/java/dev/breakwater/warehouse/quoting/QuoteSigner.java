package dev.breakwater.warehouse.quoting;

import static java.util.stream.Collectors.joining;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.warehouse.carrier.CarrierAnswer.Priced;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs quotes (HS256), so that order-service can believe one without asking. Thread-safe. */
@Component
class QuoteSigner {

    static final String ISSUER = "breakwater-shipping";
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);

    private final JWSSigner signer;

    QuoteSigner(QuoteProperties properties) {
        try {
            signer = new MACSigner(properties.keyBytes());
        } catch (JOSEException e) {
            throw new IllegalStateException("the quote key cannot be used", e);
        }
    }

    /** @param standardRate whether no carrier could be asked, which the customer is told */
    String sign(UUID id, List<Parcel.Item> items, Priced price, boolean standardRate, Instant expiresAt) {
        SignedJWT quote = new SignedJWT(
                HEADER,
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .jwtID(id.toString())
                        .expirationTime(Date.from(expiresAt))
                        .claim("itemsHash", itemsHash(items))
                        .claim("carrier", price.carrier())
                        .claim("service", price.service())
                        .claim("amountMinor", price.amountMinor())
                        .claim("currency", "EUR")
                        .claim("standardRate", standardRate)
                        .build());
        try {
            quote.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the quote cannot be signed", e);
        }
        return quote.serialize();
    }

    /** Hex SHA-256 over the lines {@code sku:quantity}, sorted by product, joined by a line feed. */
    static String itemsHash(List<Parcel.Item> items) {
        String lines = items.stream()
                .sorted(Comparator.comparing(Parcel.Item::sku))
                .map(item -> item.sku() + ":" + item.quantity())
                .collect(joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
