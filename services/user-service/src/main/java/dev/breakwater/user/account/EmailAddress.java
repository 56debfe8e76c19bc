package dev.breakwater.user.account;

import java.text.Normalizer;
import java.util.Locale;

/** One spelling per mailbox, so that nobody registers twice by changing the case. */
final class EmailAddress {

    private EmailAddress() {}

    static String normalised(String email) {
        return Normalizer.normalize(email, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
