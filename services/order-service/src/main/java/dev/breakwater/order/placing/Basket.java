package dev.breakwater.order.placing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer asks for. Immutable.
 *
 * @param shippingQuote the signed quote by which it is to be sent; null for an order without shipping
 * @param smsTo where messages about the order go by SMS, in E.164; null for mail
 */
public record Basket(
        List<Line> lines,
        String paymentMethod,
        @Nullable String shippingQuote,
        @Nullable String smsTo) {

    /**
     * How many of what.
     *
     * @param quantity 1 to 100
     */
    public record Line(String sku, int quantity) {}

    /** The same for the same wishes in the same sequence, however the JSON was written. */
    String hash() {
        StringBuilder text = new StringBuilder(paymentMethod);
        lines.forEach(line -> text.append('\n').append(line.sku()).append('\t').append(line.quantity()));
        // What is not there changes nothing, so that a key used before there were quotes is still known.
        if (shippingQuote != null) {
            text.append("\nshippingQuote\t").append(shippingQuote);
        }
        if (smsTo != null) {
            text.append("\nsmsTo\t").append(smsTo);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
