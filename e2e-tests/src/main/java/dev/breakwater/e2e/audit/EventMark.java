package dev.breakwater.e2e.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The last eight characters of an SMS: the beginning of the SHA-256 of its event's id. */
final class EventMark {

    private static final int CHARACTERS = 8;

    private EventMark() {}

    static String of(String eventId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(eventId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String at(String text) {
        return text.substring(Math.max(0, text.length() - CHARACTERS));
    }
}
