package dev.breakwater.tracing;

import dev.breakwater.resilience.CallTrace;
import dev.breakwater.resilience.CallTraces;
import dev.breakwater.resilience.Trouble;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A span for each guarded call of a request that is traced, under the request's own, with the names below. Calls that belong to no trace, or
 * to one that is not sampled, get none. Thread-safe.
 */
public final class GuardSpans implements CallTraces {

    /** The dependency's name: that of its breaker. */
    public static final String BREAKER = "breakwater.breaker";

    /** Of the breaker when the call came: {@code closed}, {@code open}, {@code half-open}, {@code disabled}, {@code forced-open}. */
    public static final String STATE = "breakwater.breaker.state";

    /** {@code answered} by the dependency, {@code rejected} by a guard before it was asked, {@code failed}. */
    public static final String OUTCOME = "breakwater.outcome";

    /** Which guard rejected: {@code breaker-open}, {@code concurrency-limit}, {@code no-time-left}. */
    public static final String REJECTED_BY = "breakwater.rejected-by";

    /** The class of the exception that the call failed with. Not its message, which may hold what a user wrote. */
    public static final String FAILURE = "breakwater.failure";

    /** The level of the chain that answered instead; {@code none} where none could. */
    public static final String FALLBACK = "breakwater.fallback";

    private final Tracer tracer;

    public GuardSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public CallTrace begin(CircuitBreaker breaker) {
        Span parent = tracer.currentSpan();
        if (parent == null || !isSampled(parent)) {
            return CallTrace.NONE;
        }
        Span span = start(parent, breaker);
        return new Traced(span, tracer.withSpan(span));
    }

    @Override
    public CallTrace begin(CircuitBreaker breaker, @Nullable Observation within) {
        TracingContext context = within == null ? null : within.getContextView().get(TracingContext.class);
        Span parent = context == null ? null : context.getSpan();
        return parent != null && isSampled(parent) ? new Traced(start(parent, breaker), () -> {}) : CallTrace.NONE;
    }

    @Override
    public @Nullable String traceParent() {
        Span span = tracer.currentSpan();
        if (span == null || span.context().traceId().isEmpty()) {
            return null;
        }
        TraceContext context = span.context();
        return "00-" + context.traceId() + "-" + context.spanId() + (isSampled(span) ? "-01" : "-00");
    }

    private Span start(Span parent, CircuitBreaker breaker) {
        return tracer.nextSpan(parent)
                .name("guarded " + breaker.getName())
                .tag(BREAKER, breaker.getName())
                .tag(STATE, label(breaker.getState()))
                .start();
    }

    private static boolean isSampled(Span span) {
        return Boolean.TRUE.equals(span.context().sampled());
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Traced implements CallTrace {

        private final Span span;
        private final Tracer.SpanInScope scope;
        private String outcome = "answered";

        Traced(Span span, Tracer.SpanInScope scope) {
            this.span = span;
            this.scope = scope;
        }

        @Override
        public void troubled(Trouble trouble) {
            if (trouble instanceof Trouble.Rejected rejected) {
                outcome = "rejected";
                span.tag(REJECTED_BY, label(rejected.reason()));
            } else if (trouble instanceof Trouble.Failed failed) {
                outcome = "failed";
                span.tag(FAILURE, failed.cause().getClass().getName());
            }
        }

        @Override
        public void answeredBy(String fallback) {
            span.tag(FALLBACK, fallback);
        }

        @Override
        public void unanswered() {
            span.tag(FALLBACK, "none");
        }

        @Override
        public void end() {
            scope.close();
            span.tag(OUTCOME, outcome).end();
        }
    }
}
