package dev.breakwater.payment.web;

import dev.breakwater.payment.ledger.ProviderAvailability;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the drain whether a settlement would reach the provider, so that no attempt is spent on a closed door. It tells of Stripe, whose
 * nearly all queued payments are; those of the bank's do not wait for the drain while Stripe is away.
 */
@RestController
class ProviderController {

    private final ProviderAvailability provider;

    ProviderController(ProviderAvailability provider) {
        this.provider = provider;
    }

    @GetMapping("/internal/provider")
    Availability availability() {
        long retryAfterMs = provider.retryAfter("stripe").toMillis();
        return new Availability("stripe", retryAfterMs == 0, retryAfterMs);
    }

    /** @param retryAfterMs 0 when a call would be let through */
    record Availability(String provider, boolean available, long retryAfterMs) {}
}
