package dev.breakwater.order.shipping;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.order.book.OrderItem;
import dev.breakwater.order.book.Shipping;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies quotes that warehouse-service has signed, without asking it. Thread-safe. */
@Component
public class ShippingQuotes {

    /** What a quote is worth for an order. */
    public sealed interface Verdict {

        record Valid(Shipping shipping) implements Verdict {}

        /**
         * It buys nothing.
         *
         * @param why reads on after the field's name
         */
        record Refused(String why) implements Verdict {}
    }

    private static final String ISSUER = "breakwater-shipping";
    private static final long DEAREST = 1_000_000;
    private static final Verdict FORGED = new Verdict.Refused("is no quote of ours");

    private final @Nullable JWSVerifier verifier;
    private final Clock clock;

    ShippingQuotes(QuoteProperties properties, Clock clock) throws JOSEException {
        this.verifier = properties.quoteKey().isEmpty() ? null : new MACVerifier(properties.key());
        this.clock = clock;
    }

    /** Whether the quote is ours, still holds, and is for these items in this currency. */
    public Verdict verify(String quote, List<OrderItem> items, String currency) {
        if (verifier == null) {
            return new Verdict.Refused("cannot be used: this shop takes no shipping quotes");
        }
        try {
            SignedJWT jws = SignedJWT.parse(quote);
            if (!JWSAlgorithm.HS256.equals(jws.getHeader().getAlgorithm()) || !jws.verify(verifier)) {
                return FORGED;
            }
            return verdict(jws.getJWTClaimsSet(), items, currency);
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException notReadable) {
            return FORGED;
        }
    }

    private Verdict verdict(JWTClaimsSet claims, List<OrderItem> items, String currency) throws ParseException {
        Date expiry = claims.getExpirationTime();
        Long amount = claims.getLongClaim("amountMinor");
        String carrier = claims.getStringClaim("carrier");
        if (!ISSUER.equals(claims.getIssuer())
                || expiry == null
                || amount == null
                || amount < 0
                || amount > DEAREST
                || carrier == null
                || !carrier.matches("[a-z0-9-]{1,20}")) {
            return FORGED;
        }
        if (!expiry.toInstant().isAfter(clock.instant())) {
            return new Verdict.Refused("has expired");
        }
        if (!itemsHash(items).equals(claims.getStringClaim("itemsHash"))) {
            return new Verdict.Refused("is for other items");
        }
        if (!currency.equals(claims.getStringClaim("currency"))) {
            return new Verdict.Refused("is in another currency");
        }
        return new Verdict.Valid(
                new Shipping(carrier, amount, Boolean.TRUE.equals(claims.getBooleanClaim("standardRate"))));
    }

    /** Hex SHA-256 over {@code sku:quantity} lines, sorted by SKU. */
    static String itemsHash(List<OrderItem> items) {
        String lines = items.stream()
                .sorted(Comparator.comparing(OrderItem::sku))
                .map(item -> item.sku() + ":" + item.quantity())
                .collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
