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

/** Breaker closed, the dependency answers: what every healthy call pays. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClosedBenchmark {

    private final String argument = "argument";
    private final Resilience4jBreaker resilience4j = new Resilience4jBreaker();
    private final FailsafeBreaker failsafe = new FailsafeBreaker();
    private final SentinelBreaker sentinel = new SentinelBreaker();
    private final HystrixBreaker hystrix = new HystrixBreaker("closed", false);
    private final BreakwaterGuard breakwater = BreakwaterGuard.untraced();

    @Setup
    public void everyOneAnswersFromTheDependency() {
        Checked.answers(Dependency.ANSWER, resilience4j.call(argument));
        Checked.answers(Dependency.ANSWER, failsafe.call(argument));
        Checked.answers(Dependency.ANSWER, sentinel.callOrFallback(argument));
        Checked.answers(Dependency.ANSWER, hystrix.callOrFallback(argument));
        Checked.answers(Dependency.ANSWER, breakwater.callOrFallback(argument));
    }

    @TearDown
    public void close() {
        breakwater.close();
    }

    @Benchmark
    public String unguarded() {
        return Dependency.answer(argument);
    }

    @Benchmark
    public String resilience4j() {
        return resilience4j.call(argument);
    }

    @Benchmark
    public String failsafe() {
        return failsafe.call(argument);
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
