package dev.breakwater.benchmarks;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;

/** Hystrix with semaphore isolation, so that no thread hop is measured; a command object a call, as it demands. */
final class HystrixBreaker {

    private final HystrixCommand.Setter setter;

    HystrixBreaker(String name, boolean open) {
        setter = HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey("benchmarks"))
                .andCommandKey(HystrixCommandKey.Factory.asKey(name))
                .andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
                        .withExecutionIsolationStrategy(ExecutionIsolationStrategy.SEMAPHORE)
                        .withExecutionIsolationSemaphoreMaxConcurrentRequests(64)
                        .withFallbackIsolationSemaphoreMaxConcurrentRequests(64)
                        .withExecutionTimeoutEnabled(false)
                        .withCircuitBreakerRequestVolumeThreshold(20)
                        .withCircuitBreakerErrorThresholdPercentage(50)
                        .withCircuitBreakerSleepWindowInMilliseconds(30_000)
                        .withMetricsRollingStatisticalWindowInMilliseconds(60_000)
                        .withCircuitBreakerForceOpen(open));
    }

    String callOrFallback(String argument) {
        return new HystrixCommand<String>(setter) {
            @Override
            protected String run() {
                return Dependency.answer(argument);
            }

            @Override
            protected String getFallback() {
                return Dependency.fallback();
            }
        }.execute();
    }
}
