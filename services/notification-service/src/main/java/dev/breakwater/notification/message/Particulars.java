package dev.breakwater.notification.message;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link Notice#data()} adds to a message, in words; empty where it says nothing that can be understood. */
final class Particulars {

    private final Map<?, ?> data;

    Particulars(Notice notice) {
        Map<String, Object> given = notice.data();
        this.data = given == null ? Map.of() : given;
    }

    /** {@code ": EUR 12.34"}, to end a sentence with. */
    String refund() {
        String amount = money(data.get("refundMinor"), data.get("currency"));
        return amount == null ? "" : ": " + amount;
    }

    /** A sentence of its own if the standard rate is charged because no carrier could be asked. */
    String shipping() {
        if (!(data.get("shipping") instanceof Map<?, ?> shipping)
                || !Boolean.TRUE.equals(shipping.get("standardRate"))) {
            return "";
        }
        String amount = money(shipping.get("amountMinor"), data.get("currency"));
        return "The carriers could not be asked for their price, so you pay our standard rate for shipping"
                + (amount == null ? "." : ": " + amount + ".");
    }

    private static @Nullable String money(@Nullable Object minor, @Nullable Object currency) {
        if (!(minor instanceof Integer || minor instanceof Long) || !(currency instanceof String code)) {
            return null;
        }
        try {
            int digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
            return code + " "
                    + BigDecimal.valueOf(((Number) minor).longValue(), digits).toPlainString();
        } catch (IllegalArgumentException noCurrency) {
            return null;
        }
    }
}
