package dev.breakwater.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.RemoteCall;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** What is exported of guarded calls, whatever becomes of them. */
@AutoConfigureObservability
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.config.import=classpath:breakwater-policies.yml,classpath:breakwater-tracing.yml",
            "TRACING_SAMPLING=1.0",
            "resilience4j.circuitbreaker.instances.dependency.base-config=web-service",
            "resilience4j.bulkhead.instances.dependency.base-config=web-service",
            "resilience4j.timelimiter.instances.dependency.base-config=web-service"
        })
class GuardSpansTest {

    private static final InMemorySpanExporter EXPORTED = InMemorySpanExporter.create();

    private static final String PERSONAL = "Key (email)=(ada@example.com) already exists.";

    private final Guards guards;
    private final CircuitBreakerRegistry breakers;
    private final Tracer tracer;
    private final ObservationRegistry observations;
    private final SdkTracerProvider provider;

    GuardSpansTest(
            @Autowired Guards guards,
            @Autowired CircuitBreakerRegistry breakers,
            @Autowired Tracer tracer,
            @Autowired ObservationRegistry observations,
            @Autowired SdkTracerProvider provider) {
        this.guards = guards;
        this.breakers = breakers;
        this.tracer = tracer;
        this.observations = observations;
        this.provider = provider;
    }

    @BeforeEach
    void closed() {
        breakers.circuitBreaker("dependency").reset();
        exported();
        EXPORTED.reset();
    }

    @Test
    void anAnswerIsASpanOfTheRequest() {
        within(() -> assertThat(call(argument -> argument).with("a")).isEqualTo("a"));

        List<SpanData> spans = exported();
        SpanData guarded = span(spans, "guarded dependency");
        assertThat(guarded.getParentSpanId()).isEqualTo(span(spans, "request").getSpanId());
        assertThat(tags(guarded))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        GuardSpans.BREAKER, "dependency", GuardSpans.STATE, "closed", GuardSpans.OUTCOME, "answered"));
    }

    @Test
    void whatTheCallStartsIsBelowIt() {
        within(() -> call(argument -> {
                    tracer.nextSpan().name("http post").start().end();
                    return argument;
                })
                .with("a"));

        List<SpanData> spans = exported();
        assertThat(span(spans, "http post").getParentSpanId())
                .isEqualTo(span(spans, "guarded dependency").getSpanId());
    }

    @Test
    void aFailureNamesItsClassAndTheLevelThatAnswered() {
        within(() -> call(argument -> {
                    throw new IOException(PERSONAL);
                })
                .orElse("first", (argument, trouble) -> {
                    throw new IOException(PERSONAL);
                })
                .orElse("second", (argument, trouble) -> "instead")
                .with("a"));

        SpanData guarded = span(exported(), "guarded dependency");
        assertThat(tags(guarded))
                .containsEntry(GuardSpans.OUTCOME, "failed")
                .containsEntry(GuardSpans.FAILURE, "java.io.IOException")
                .containsEntry(GuardSpans.FALLBACK, "second");
        assertThat(guarded.toString()).doesNotContain("ada@example.com");
    }

    @Test
    void anOpenBreakerShowsThatNothingWasAsked() {
        breakers.circuitBreaker("dependency").transitionToOpenState();
        GuardedCall<String, String> call = call(argument -> argument);

        within(() -> assertThatThrownBy(() -> call.with("a")).isInstanceOf(DependencyUnavailableException.class));

        assertThat(tags(span(exported(), "guarded dependency")))
                .containsEntry(GuardSpans.STATE, "open")
                .containsEntry(GuardSpans.OUTCOME, "rejected")
                .containsEntry(GuardSpans.REJECTED_BY, "breaker-open")
                .containsEntry(GuardSpans.FALLBACK, "none");
    }

    @Test
    void aCallThatHoldsNoThreadIsASpanOfItsRequestToo() {
        breakers.circuitBreaker("dependency").transitionToOpenState();
        Observation request = Observation.start("request", observations);
        String answer = guards.on("dependency")
                .circuitBreaker()
                .<String, String>callReactively(Mono::just)
                .orElse("instead", (argument, trouble) -> Mono.just("another"))
                .with("a")
                .contextWrite(context -> context.put("micrometer.observation", request))
                .block();
        request.stop();

        assertThat(answer).isEqualTo("another");
        List<SpanData> spans = exported();
        SpanData guarded = span(spans, "guarded dependency");
        assertThat(guarded.getParentSpanId()).isEqualTo(span(spans, "request").getSpanId());
        assertThat(tags(guarded)).containsEntry(GuardSpans.STATE, "open").containsEntry(GuardSpans.FALLBACK, "instead");
    }

    @Test
    void noSpanIsBegunForACallOfNoRequest() {
        assertThat(call(argument -> argument).with("a")).isEqualTo("a");

        assertThat(exported()).isEmpty();
        assertThat(tracer.currentSpan()).isNull();
    }

    @Test
    void whatAnExceptionSaysIsNotExported() {
        Observation request = Observation.start("request", observations);
        request.error(new IllegalStateException(PERSONAL, new IOException(PERSONAL)));
        request.stop();

        SpanData span = span(exported(), "request");
        assertThat(span.getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.type")))
                        .isEqualTo("java.lang.IllegalStateException"));
        assertThat(span.getEvents().toString() + span.getStatus() + span.getAttributes())
                .doesNotContain("ada@example.com");
    }

    private GuardedCall<String, String> call(RemoteCall<String, String> remote) {
        return guards.on("dependency")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(remote);
    }

    private void within(Runnable work) {
        Span request = tracer.nextSpan().name("request").start();
        try (Tracer.SpanInScope scope = tracer.withSpan(request)) {
            assertThat(scope).isNotNull();
            work.run();
        } finally {
            request.end();
        }
    }

    private List<SpanData> exported() {
        assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        return EXPORTED.getFinishedSpanItems();
    }

    private static SpanData span(List<SpanData> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> tags(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        tag -> tag.getKey().getKey(), tag -> tag.getValue().toString()));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SpanExporter exported() {
            return EXPORTED;
        }
    }
}
