package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies in force. Thread-safe. A change takes effect with the next call and keeps the breaker's state, counts, window and listeners;
 * one that makes no sense is refused as a whole. Retries keep the figures they were started with.
 */
public final class Policies {

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
    private static final String BREAKER = "circuitbreaker";
    private static final float DEFAULT_JITTER = 0.5f;

    private final CircuitBreakerRegistry breakers;
    private final TimeLimiterRegistry timeLimiters;
    private final BulkheadRegistry bulkheads;
    /** What the service was started with, and what was changed for good. */
    private WrittenPolicies shipped;

    private PolicyDocument override = PolicyDocument.EMPTY;
    /** What is in force: what is shipped, under the override. */
    private WrittenPolicies written;

    public Policies(
            PolicyCheck checked,
            CircuitBreakerRegistry breakers,
            TimeLimiterRegistry timeLimiters,
            BulkheadRegistry bulkheads) {
        this.shipped = checked.policies();
        this.written = shipped;
        this.breakers = breakers;
        this.timeLimiters = timeLimiters;
        this.bulkheads = bulkheads;
    }

    /**
     * Changes some figures of one dependency.
     *
     * @param changes new values by name, such as {@code circuitbreaker.failure-rate-threshold} or {@code timelimiter.timeout-duration}
     * @throws InvalidPolicyException when the policies would make no sense with them; nothing is changed then
     * @throws IllegalArgumentException when there is no breaker of that name
     */
    public synchronized void change(String dependency, Map<String, String> changes) {
        breaker(dependency);
        Map<PolicyPath, String> figures = new LinkedHashMap<>();
        changes.forEach((name, value) -> {
            int dot = Math.max(0, name.indexOf('.'));
            figures.put(PolicyPath.ofInstance(name.substring(0, dot), dependency, name.substring(dot + 1)), value);
        });
        WrittenPolicies changed = shipped.with(figures);
        PolicyRules.check(changed);
        adopt(override.over(changed));
        shipped = changed;
    }

    /**
     * Puts a document over the shipped policies, in the place of the one before. What it does not mention is as shipped, so that an empty
     * one takes everything back.
     *
     * @param figures values by their full names in the configuration, of dependencies ({@code
     *     resilience4j.circuitbreaker.instances.stripe.failure-rate-threshold}) and of classes ({@code
     *     resilience4j.timelimiter.configs.database.timeout-duration}) that the service has; ranges are those of the YAML
     * @throws InvalidPolicyException when any of it makes no sense; nothing is changed then
     */
    public synchronized void override(Map<String, String> figures) {
        PolicyDocument document = new PolicyDocument(figures);
        adopt(document.over(shipped));
        override = document;
    }

    private void adopt(WrittenPolicies changed) {
        WrittenPolicies before = written;
        written = changed;
        for (String dependency : changed.instances(BREAKER)) {
            String differences = changed.differences(before, dependency);
            if (!differences.isEmpty()) {
                apply(dependency);
                LOG.info("Policy of {} changed: {}", dependency, differences);
            }
        }
    }

    private void apply(String dependency) {
        timeLimiters
                .find(dependency)
                .ifPresent(before ->
                        timeLimiters.replace(dependency, TimeLimiter.of(dependency, timeLimit(dependency, before))));
        bulkheads
                .find(dependency)
                .ifPresent(bulkhead -> bulkhead.changeConfig(places(dependency, bulkhead.getBulkheadConfig())));
        BreakwaterCircuitBreaker breaker = breaker(dependency);
        breaker.apply(judging(dependency, breaker.getCircuitBreakerConfig()));
    }

    private BreakwaterCircuitBreaker breaker(String dependency) {
        return breakers.find(dependency)
                .filter(BreakwaterCircuitBreaker.class::isInstance)
                .map(BreakwaterCircuitBreaker.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("There is no circuit breaker '" + dependency + "'"));
    }

    /** Time limit / failure rate that opens / calls needed before judging / wait before a probe, as written: {@code 5s / 50 % / 20 / 30s}. */
    public synchronized String inShort(String dependency) {
        return String.join(
                " / ",
                written(dependency, PolicyField.TIME_LIMIT),
                written(dependency, PolicyField.FAILURE_RATE) + " %",
                written(dependency, PolicyField.MINIMUM_CALLS),
                written(dependency, PolicyField.OPEN_WAIT));
    }

    private String written(String dependency, PolicyField field) {
        String value = written.effective(field.section(), dependency, field);
        return value == null ? "none" : value;
    }

    private CircuitBreakerConfig judging(String dependency, CircuitBreakerConfig before) {
        CircuitBreakerConfig.Builder builder = CircuitBreakerConfig.from(before);
        set(dependency, PolicyField.FAILURE_RATE, value -> builder.failureRateThreshold((float) value));
        set(dependency, PolicyField.SLOW_RATE, value -> builder.slowCallRateThreshold((float) value));
        set(dependency, PolicyField.SLOW_CALL, value -> builder.slowCallDurationThreshold(millis(value)));
        set(dependency, PolicyField.MINIMUM_CALLS, value -> builder.minimumNumberOfCalls((int) value));
        set(dependency, PolicyField.WINDOW, value -> builder.slidingWindowSize((int) value));
        set(dependency, PolicyField.PROBES, value -> builder.permittedNumberOfCallsInHalfOpenState((int) value));
        set(dependency, PolicyField.PROBE_LOST, value -> builder.maxWaitDurationInHalfOpenState(millis(value)));
        set(
                dependency,
                PolicyField.OPEN_WAIT,
                value -> builder.waitIntervalFunctionInOpenState(wait(dependency, value)));
        return builder.build();
    }

    private IntervalFunction wait(String dependency, double millis) {
        if (!"true".equals(written.effective(BREAKER, dependency, PolicyField.JITTERED))) {
            return IntervalFunction.of(millis(millis));
        }
        String jitter = written.effective(BREAKER, dependency, PolicyField.JITTER);
        return IntervalFunction.ofRandomized(
                millis(millis), jitter == null ? DEFAULT_JITTER : Double.parseDouble(jitter));
    }

    private TimeLimiterConfig timeLimit(String dependency, TimeLimiter before) {
        TimeLimiterConfig.Builder builder = TimeLimiterConfig.from(before.getTimeLimiterConfig());
        set(dependency, PolicyField.TIME_LIMIT, value -> builder.timeoutDuration(millis(value)));
        return builder.build();
    }

    private BulkheadConfig places(String dependency, BulkheadConfig before) {
        BulkheadConfig.Builder builder = BulkheadConfig.from(before);
        set(dependency, PolicyField.MOST_CALLS, value -> builder.maxConcurrentCalls((int) value));
        set(dependency, PolicyField.PLACE_WAIT, value -> builder.maxWaitDuration(millis(value)));
        return builder.build();
    }

    private void set(String dependency, PolicyField field, DoubleConsumer setter) {
        String value = written.effective(field.section(), dependency, field);
        Double number = value == null ? null : field.number(value);
        if (number != null) {
            setter.accept(number);
        }
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis((long) millis);
    }
}
