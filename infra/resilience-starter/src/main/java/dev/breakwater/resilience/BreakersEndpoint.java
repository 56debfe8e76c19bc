package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import dev.breakwater.resilience.policy.Policies;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** What each breaker does now and why, and how it came to it: {@code /actuator/breakers}. Overrides: {@code /actuator/circuitbreakers}. */
@Endpoint(id = "breakers")
public final class BreakersEndpoint {

    private final List<BreakwaterCircuitBreaker> breakers;
    private final Policies policies;

    BreakersEndpoint(List<BreakwaterCircuitBreaker> breakers, Policies policies) {
        this.breakers = breakers;
        this.policies = policies;
    }

    /** Every breaker of this instance. */
    @ReadOperation
    public Breakers breakers() {
        return new Breakers(breakers.stream().map(this::told).toList());
    }

    private Told told(BreakwaterCircuitBreaker breaker) {
        return new Told(
                breaker.getName(),
                breaker.getState().name(),
                policies.inShort(breaker.getName()),
                breaker.remainingWait().toMillis(),
                new Calls(
                        breaker.counts().asked(),
                        breaker.counts().succeeded(),
                        breaker.counts().failed(),
                        breaker.counts().rejected()),
                breaker.history());
    }

    /** The answer's body. */
    public record Breakers(List<Told> breakers) {}

    /**
     * One breaker.
     *
     * @param state Resilience4j's name of it
     * @param policy time limit / failure rate that opens / calls needed before judging / wait before a probe, as written
     * @param remainingWaitMillis until a call would be let through
     * @param calls since the process started
     * @param transitions the latest ones, oldest first
     */
    public record Told(
            String name,
            String state,
            String policy,
            long remainingWaitMillis,
            Calls calls,
            List<Transition> transitions) {}

    /** Calls by what came of them; those under way are only among the first. */
    public record Calls(long asked, long succeeded, long failed, long rejected) {}
}
