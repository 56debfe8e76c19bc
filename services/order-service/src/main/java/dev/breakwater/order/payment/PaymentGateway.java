package dev.breakwater.order.payment;

import dev.breakwater.resilience.DependencyUnavailableException;

/** Gets orders paid. */
public interface PaymentGateway {

    /**
     * Charges, or makes sure that it will be charged. Idempotent by the order's id.
     *
     * @throws DependencyUnavailableException when it is neither known to be charged nor certain to be settled later
     */
    PaymentOutcome charge(Charge charge);
}
