package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What each value of {@code breakwater.guards} leaves of one and the same composition. */
@ExtendWith(OutputCaptureExtension.class)
class ActiveGuardsTest {

    private static final int CALLS_NEEDED = 20;

    private final AtomicInteger sent = new AtomicInteger();
    private @Nullable ConfigurableApplicationContext shop;

    @AfterEach
    void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutGuardsEveryCallIsMadeOnceAndNothingStandsInForIt(Way way) {
        start("none");
        Way.Call call = way.composed(guards(), ActiveGuardsTest.this::fail);

        for (int i = 0; i < CALLS_NEEDED * 2; i++) {
            assertThatThrownBy(() -> call.with("order")).isInstanceOf(DependencyUnavailableException.class);
        }

        assertThat(sent).hasValue(CALLS_NEEDED * 2);
    }

    @ParameterizedTest
    @EnumSource
    void naiveRetriesMakeThreeCallsOfEachForAsLongAsItFails(Way way) {
        start("retries");
        Way.Call call = way.composed(guards(), this::fail);
        int calls = RetryBudget.MOST_SAVED;

        for (int i = 0; i < calls; i++) {
            assertThatThrownBy(() -> call.with("order")).isInstanceOf(DependencyUnavailableException.class);
        }

        assertThat(sent).hasValue(calls * NaiveRetrying.ATTEMPTS);
    }

    @ParameterizedTest
    @EnumSource
    void naiveRetriesHelpAgainstAFailureThatPasses(Way way) {
        start("retries");
        Way.Call call = way.composed(guards(), order -> {
            if (sent.incrementAndGet() < NaiveRetrying.ATTEMPTS) {
                throw new IOException("down");
            }
            return "charged";
        });

        assertThat(call.with("order")).isEqualTo("charged");
    }

    @ParameterizedTest
    @EnumSource
    void naiveRetriesSpareWhatIsNotIdempotentAndWhatWasAnswered(Way way) {
        start("retries");
        Way.Call notIdempotent = way.of(guards().on("stripe").circuitBreaker(), this::fail);
        Way.Call answered = way.composed(guards(), order -> {
            sent.incrementAndGet();
            throw new Refused();
        });

        assertThatThrownBy(() -> notIdempotent.with("order")).isInstanceOf(DependencyUnavailableException.class);
        assertThatThrownBy(() -> answered.with("order")).isInstanceOf(Refused.class);

        assertThat(sent).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void theBreakerAloneOpensAndNothingStandsInForWhatItRejects(Way way) {
        start("breaker");
        Way.Call call = way.composed(guards(), this::fail);

        for (int i = 0; i < CALLS_NEEDED * 2; i++) {
            assertThatThrownBy(() -> call.with("order")).isInstanceOf(DependencyUnavailableException.class);
        }

        assertThat(sent).hasValue(CALLS_NEEDED);
        assertThat(breaker().getState()).isEqualTo(State.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void withAllGuardsTheFallbackAnswersAndNothingIsRepeatedForBeingIdempotent(Way way) {
        start("all");
        Way.Call call = way.composed(guards(), this::fail);

        assertThat(call.with("order")).isEqualTo("queued");

        assertThat(sent).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"all, queued", "breaker, charged", "retries, charged", "none, charged"})
    void onlyAllGuardsLimitHowManyCallsAreUnderWay(String guards, String answer) {
        start(guards, "resilience4j.bulkhead.instances.stripe.max-concurrent-calls=1");
        for (Way way : Way.values()) {
            Way.Call second = way.composed(guards(), order -> "charged");
            Way.Call first = way.composed(guards(), second::with);

            assertThat(first.with("order")).as(way.name()).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"all, true", "breaker, true", "retries, false", "none, false"})
    void aCallHasADeadlineWhereTimeIsLimited(String guards, boolean limited) {
        start(guards);

        for (Way way : Way.values()) {
            assertThat(way.hasADeadline(guards())).as(way.name()).isEqualTo(limited);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"retries", "none"})
    void aBreakerThatMayNotBreakSaysThatItIsDisabledAndCountsWhatIsReallySent(String guards) {
        start(guards);
        Way.Call call = Way.BLOCKING.composed(guards(), this::fail);

        assertThatThrownBy(() -> call.with("order")).isInstanceOf(DependencyUnavailableException.class);

        BreakersEndpoint.Told stripe =
                shop().getBean(BreakersEndpoint.class).breakers().breakers().get(0);
        assertThat(stripe.state()).isEqualTo("DISABLED");
        assertThat(stripe.transitions()).isEmpty();
        assertThat(stripe.calls()).isEqualTo(new BreakersEndpoint.Calls(sent.get(), 0, sent.get(), 0));
        assertThat(shop().getBean(PrometheusMeterRegistry.class).scrape())
                .contains("circuit_breaker_requests_failed_total{breaker=\"stripe\",service=\"shop\"} " + sent + ".0")
                .contains("circuit_breaker_requests_rejected_total{breaker=\"stripe\",service=\"shop\"} 0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"breaker", "retries", "none"})
    void aFallbackThatIsNeverAskedHasNoMeter(String guards) {
        start(guards);

        Way.BLOCKING.composed(guards(), this::fail);

        assertThat(shop().getBean(MeterRegistry.class)
                        .find(BreakerMetrics.FALLBACK_SUCCESS)
                        .meters())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"breaker", "retries", "none"})
    void aServiceWithoutAllGuardsSaysSoLoudly(String guards, CapturedOutput output) {
        start(guards);

        assertThat(output.toString().lines())
                .filteredOn(line -> line.contains("NOT FOR PRODUCTION"))
                .singleElement()
                .asString()
                .contains("WARN")
                .contains("breakwater.guards is " + guards + ": ");
    }

    @Test
    void allGuardsRunUnlessSomebodySaysOtherwise(CapturedOutput output) {
        start("all");

        assertThat(shop().getBean(ActiveGuards.class)).isSameAs(ActiveGuards.ALL);
        assertThat(output).doesNotContain("NOT FOR PRODUCTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "ALL", ""})
    void anUnknownValueKeepsTheServiceFromStarting(String guards) {
        assertThatThrownBy(() -> start(guards))
                .rootCause()
                .hasMessage("breakwater.guards is " + guards + " but must be one of all, breaker, retries, none");
    }

    private void start(String guards, String... more) {
        Stream<String> given = guards.equals("all") ? Stream.empty() : Stream.of("breakwater.guards=" + guards);
        shop = new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties(Stream.of(Arrays.stream(Shop.PROPERTIES), given, Arrays.stream(more))
                        .flatMap(part -> part)
                        .toArray(String[]::new))
                .run();
    }

    private ConfigurableApplicationContext shop() {
        assertThat(shop).isNotNull();
        return shop;
    }

    private Guards guards() {
        return shop().getBean(Guards.class);
    }

    private BreakwaterCircuitBreaker breaker() {
        return (BreakwaterCircuitBreaker)
                shop().getBean(CircuitBreakerRegistry.class).circuitBreaker("stripe");
    }

    private String fail(String order) throws IOException {
        sent.incrementAndGet();
        throw new IOException("down");
    }

    private static final class Refused extends RuntimeException implements RequestRefused {
        private static final long serialVersionUID = 1L;
    }
}
