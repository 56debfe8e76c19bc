package dev.breakwater.order.placing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a customer asks for. Immutable. */
public record Basket(List<Line> lines, String paymentMethod) {

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
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
