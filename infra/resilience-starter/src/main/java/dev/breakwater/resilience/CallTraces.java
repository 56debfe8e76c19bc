package dev.breakwater.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Puts guarded calls on the traces that they belong to, and says how a trace goes on with a message. A bean of this type replaces {@link
 * #NONE}. Thread-safe, and called at each guarded call: it must cost next to nothing where nobody traces, and never throw.
 */
public interface CallTraces {

    CallTraces NONE = new CallTraces() {
        @Override
        public CallTrace begin(CircuitBreaker breaker) {
            return CallTrace.NONE;
        }

        @Override
        public CallTrace begin(CircuitBreaker breaker, @Nullable Observation within) {
            return CallTrace.NONE;
        }

        @Override
        public @Nullable String traceParent() {
            return null;
        }
    };

    /** A call begins on this thread, which will also end it. */
    CallTrace begin(CircuitBreaker breaker);

    /** A call begins that may go on and end on any thread. */
    CallTrace begin(CircuitBreaker breaker, @Nullable Observation within);

    /** {@return what a message carries that this thread's trace goes on with its receiver, as W3C's {@code traceparent}; null without a trace} */
    @Nullable
    String traceParent();
}
