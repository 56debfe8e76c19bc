package dev.breakwater.paymentfallback.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decided.
 *
 * @param by the operator's user id, which payment-service audits
 * @param note why; kept with the audit, never logged
 */
record Decision(UUID orderId, Verdict verdict, String by, String note) {

    enum Verdict {
        /** Settle it: the provider is asked whether it was charged, and only then charges. */
        APPROVE,
        /** It ends declined, and the order with it. */
        REJECT;

        /** Whether a payment that ended like this ended as the verdict wanted. */
        boolean isWhatHappened(String status, @Nullable String declineCode) {
            boolean rejected = status.equals("DECLINED") && REJECTED.equals(declineCode);
            return this == REJECT ? rejected : !rejected && !status.equals("IN_REVIEW");
        }
    }

    private static final String REJECTED = "review_rejected";
}
