package dev.breakwater.benchmarks;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Breaker closed, the dependency answers, within a request that is followed or not: what being seen costs a call. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TracedBenchmark {

    /** One application for all threads. */
    @State(Scope.Benchmark)
    public static class Service {

        private final BreakwaterGuard breakwater = BreakwaterGuard.traced();

        @TearDown
        public void close() {
            breakwater.close();
        }
    }

    /** The request that a thread works on. */
    @State(Scope.Thread)
    public static class Request {

        /** Whether its spans are recorded. */
        @Param({"false", "true"})
        private boolean sampled;

        private Tracer.SpanInScope scope;

        /** In the thread that calls, which is not the one that sets a benchmark up. */
        @Setup(Level.Iteration)
        public void begin(Service service) {
            Tracer tracer = service.breakwater.tracer();
            TraceContext caller = tracer.traceContextBuilder()
                    .traceId("4bf92f3577b34da6a3ce929d0e0e4736")
                    .spanId("00f067aa0ba902b7")
                    .sampled(sampled)
                    .build();
            Span span = tracer.spanBuilder().setParent(caller).start();
            if (!Boolean.valueOf(sampled).equals(span.context().sampled())) {
                throw new IllegalStateException("the request is " + (sampled ? "not " : "") + "followed");
            }
            scope = tracer.withSpan(span);
            Checked.answers(Dependency.ANSWER, service.breakwater.callOrFallback("argument"));
        }

        @TearDown(Level.Iteration)
        public void end() {
            scope.close();
        }
    }

    @Benchmark
    public String breakwater(Service service, Request request) {
        return service.breakwater.callOrFallback("argument");
    }
}
