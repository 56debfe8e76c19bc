package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A request whose sender, version and endpoint are known to be right.
 *
 * @param pathId the id in the URL; empty if the endpoint has none
 * @param idempotencyKey null if none was sent
 */
record StripeRequest(
        Params params,
        String pathId,
        String requestId,
        @Nullable String idempotencyKey) {

    /** What an endpoint does with a request. */
    @FunctionalInterface
    interface Operation {

        /**
         * Checks the parameters and nothing else: what is refused here was never begun, and no idempotency key remembers it.
         *
         * @throws StripeError if Stripe would refuse the parameters
         */
        Work prepare(StripeRequest request);
    }

    /** The execution of a request, under the lock of the books. */
    @FunctionalInterface
    interface Work {

        /**
         * Answers with the body of a 200.
         *
         * @throws StripeError if it fails; the idempotency key remembers this
         */
        ObjectNode run();
    }
}
