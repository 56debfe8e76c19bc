package dev.breakwater.order.book;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of the order that a user places under a key: always the same one, so that a retry, a time-out whose commit went through and a
 * message that comes twice are known as one order by everybody, without a database to ask.
 */
public final class OrderId {

    private static final long VERSION_8 = 0x8000L;
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private OrderId() {}

    /** UUID version 8 of the SHA-256 over both. */
    public static UUID of(UUID userId, String idempotencyKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("order\n" + userId + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new UUID(
                    (bytes.getLong() & VERSION_MASK) | VERSION_8, (bytes.getLong() & VARIANT_MASK) | Long.MIN_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
