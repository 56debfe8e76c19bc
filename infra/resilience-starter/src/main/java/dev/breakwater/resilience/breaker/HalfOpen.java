package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/**
 * Lets one probe through at a time. Enough successes in a row close; a failed, slow or lost probe reopens. A probe is lost when it has not
 * answered for longer than the policy allows; should it answer later, that counts for nothing.
 */
final class HalfOpen extends BreakerState {

    private final int attempt;
    private volatile @Nullable Probe current;
    private int succeeded;

    HalfOpen(BreakwaterCircuitBreaker breaker, int attempt) {
        super(breaker);
        this.attempt = attempt;
    }

    @Override
    CircuitBreaker.State name() {
        return CircuitBreaker.State.HALF_OPEN;
    }

    @Override
    @Nullable
    Admission admit(long nowNanos) {
        Probe probe = current;
        return probe != null && !probe.isLost(nowNanos) ? null : admitProbe(nowNanos);
    }

    private @Nullable Admission admitProbe(long nowNanos) {
        synchronized (breaker.transitions()) {
            if (!isCurrent()) {
                return breaker.state().admit(nowNanos);
            }
            Probe probe = current;
            if (probe == null) {
                probe = new Probe(nowNanos);
                current = probe;
                return probe;
            }
            if (probe.isLost(nowNanos)) {
                reopen(nowNanos, "a probe did not come back");
            }
            return null;
        }
    }

    @Override
    @Nullable
    Admission unnamed() {
        return current;
    }

    private void passed(Probe probe, long nowNanos) {
        synchronized (breaker.transitions()) {
            if (current == probe && isCurrent()) {
                current = null;
                succeeded++;
                if (succeeded >= breaker.policy().probesToClose()) {
                    breaker.close(this, nowNanos, succeeded + " probes in a row succeeded");
                }
            }
        }
    }

    private void failed(Probe probe, long nowNanos, String cause) {
        synchronized (breaker.transitions()) {
            if (current == probe && isCurrent()) {
                reopen(nowNanos, cause);
            }
        }
    }

    private void released(Probe probe) {
        synchronized (breaker.transitions()) {
            if (current == probe) {
                current = null;
            }
        }
    }

    private void reopen(long nowNanos, String cause) {
        current = null;
        breaker.open(this, nowNanos, attempt + 1, cause);
    }

    private final class Probe implements Admission {

        private final long sinceNanos;

        Probe(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        boolean isLost(long nowNanos) {
            long allowed = breaker.policy().probeNanos();
            return allowed > 0 && nowNanos - sinceNanos > allowed;
        }

        @Override
        public void succeeded(long startNanos, long endNanos) {
            breaker.counts().oneSucceeded();
            if (endNanos - startNanos > breaker.policy().slowNanos()) {
                HalfOpen.this.failed(this, endNanos, "a probe was slow");
            } else {
                passed(this, endNanos);
            }
        }

        @Override
        public void failed(long startNanos, long endNanos, Throwable failure) {
            breaker.counts().oneFailed();
            HalfOpen.this.failed(
                    this, endNanos, "a probe failed: " + failure.getClass().getSimpleName());
        }

        @Override
        public void released() {
            HalfOpen.this.released(this);
        }
    }
}
