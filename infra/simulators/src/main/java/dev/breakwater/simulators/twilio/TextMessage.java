package dev.breakwater.simulators.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One SMS that Twilio has accepted, as it is at one moment.
 *
 * @param sid {@code SM} and 32 hexadecimal digits
 * @param status {@code queued}, {@code sent}, {@code delivered}, {@code undelivered} or {@code failed}
 * @param errorCode why it was not delivered; null if it was, or may still be
 * @param statusCallback where its sender wants to be told; null for nowhere
 */
public record TextMessage(
        String sid,
        String to,
        String from,
        String body,
        String status,
        @Nullable Integer errorCode,
        @Nullable String statusCallback,
        Instant at) {

    private static final int GSM_ONE = 160;
    private static final int GSM_PART = 153;
    private static final int UNICODE_ONE = 70;
    private static final int UNICODE_PART = 67;
    private static final String GSM =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_EXTENDED = "\f^{}\\[~]|€";

    TextMessage with(String newStatus, @Nullable Integer error) {
        return new TextMessage(sid, to, from, body, newStatus, error, statusCallback, at);
    }

    /** How many SMS it takes: 160 characters of the GSM alphabet in one, 70 of any other. */
    public int segments() {
        int length = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (GSM.indexOf(c) < 0 && GSM_EXTENDED.indexOf(c) < 0) {
                return parts(body.length(), UNICODE_ONE, UNICODE_PART);
            }
            length += GSM_EXTENDED.indexOf(c) < 0 ? 1 : 2;
        }
        return parts(length, GSM_ONE, GSM_PART);
    }

    private static int parts(int length, int one, int part) {
        return length <= one ? 1 : (length + part - 1) / part;
    }
}
