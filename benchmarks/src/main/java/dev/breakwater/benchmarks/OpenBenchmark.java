package dev.breakwater.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Breaker open, the fallback answers: what every call pays during an outage. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpenBenchmark {

    private final String argument = "argument";
    private final Resilience4jBreaker resilience4j = new Resilience4jBreaker();
    private final FailsafeBreaker failsafe = new FailsafeBreaker();
    private final SentinelBreaker sentinel = new SentinelBreaker();
    private final HystrixBreaker hystrix = new HystrixBreaker("open", true);
    private final BreakwaterGuard breakwater = BreakwaterGuard.untraced();

    @Setup
    public void everyOneAnswersFromTheFallback() {
        resilience4j.open();
        failsafe.open();
        sentinel.open();
        breakwater.open();
        Checked.answers(Dependency.FALLBACK, resilience4j.callOrFallback(argument));
        Checked.answers(Dependency.FALLBACK, failsafe.callOrFallback(argument));
        Checked.answers(Dependency.FALLBACK, sentinel.callOrFallback(argument));
        Checked.answers(Dependency.FALLBACK, hystrix.callOrFallback(argument));
        Checked.answers(Dependency.FALLBACK, breakwater.callOrFallback(argument));
    }

    @TearDown
    public void close() {
        breakwater.close();
    }

    @Benchmark
    public String resilience4j() {
        return resilience4j.callOrFallback(argument);
    }

    @Benchmark
    public String failsafe() {
        return failsafe.callOrFallback(argument);
    }

    @Benchmark
    public String sentinel() {
        return sentinel.callOrFallback(argument);
    }

    @Benchmark
    public String hystrix() {
        return hystrix.callOrFallback(argument);
    }

    @Benchmark
    public String breakwater() {
        return breakwater.callOrFallback(argument);
    }
}
