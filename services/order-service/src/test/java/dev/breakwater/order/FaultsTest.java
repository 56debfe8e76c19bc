package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.resilience.policy.Policies;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each service in each trouble: what every request gets, and that its breaker opens and closes again without a restart. */
@ExtendWith(InShop.class)
class FaultsTest {

    enum Fault {
        CRASHES_REFUSING,
        CRASHES_RESETTING,
        HANGS,
        ANSWERS_503,
        IS_SLOW;

        void happensTo(Dependency dependency, StubService service) {
            switch (this) {
                case CRASHES_REFUSING -> service.refuse();
                case CRASHES_RESETTING -> service.does(new StubService.Reaction.Reset());
                case HANGS -> service.does(new StubService.Reaction.Hang());
                case ANSWERS_503 -> service.does(StubService.problem(503, "dependency-unavailable", ""));
                case IS_SLOW -> service.does(new StubService.Reaction.Late(dependency.slow(), dependency.answer()));
            }
        }
    }

    /** What a request gets. */
    record Outcome(int status, String order, String degraded) {

        static Outcome of(Shop.Answer answer) {
            return new Outcome(answer.status(), answer.body().path("status").asText(), answer.header("X-Degraded"));
        }
    }

    /**
     * One of the services that are called.
     *
     * @param slow late enough to be slow and not late enough to have failed
     * @param well what a request gets while it works
     * @param degraded what it gets instead
     */
    record Dependency(
            String breaker,
            Function<Shop, StubService> service,
            StubService.Reaction.Answer answer,
            Duration slow,
            Outcome well,
            Outcome degraded) {

        @Override
        public String toString() {
            return breaker;
        }
    }

    private static final Outcome ALL_WELL = new Outcome(201, "CONFIRMED", "");

    private static final String QUEUE = "payment-fallback-service";

    private static final List<Dependency> DEPENDENCIES = List.of(
            new Dependency(
                    "payment-service",
                    shop -> shop.payments,
                    StubService.json(200, "{\"status\":\"CHARGED\"}"),
                    Duration.ofMillis(4_200),
                    new Outcome(201, "CONFIRMED", ""),
                    new Outcome(202, "PAYMENT_PENDING", "payment-service=deferPayment")),
            new Dependency(
                    QUEUE,
                    shop -> shop.queue,
                    StubService.json(202, "{\"status\":\"QUEUED\"}"),
                    Duration.ofMillis(1_600),
                    new Outcome(202, "PAYMENT_PENDING", "payment-service=deferPayment"),
                    new Outcome(202, "PAYMENT_PENDING", "payment-service=holdInOutbox")),
            new Dependency(
                    "inventory-service",
                    shop -> shop.inventory,
                    StubService.json(200, "{\"state\":\"RESERVED\"}"),
                    Duration.ofMillis(1_600),
                    new Outcome(201, "CONFIRMED", ""),
                    new Outcome(201, "CONFIRMED", "inventory-service=reserveLater")),
            new Dependency(
                    "user-service",
                    shop -> shop.users,
                    StubService.json(200, "{\"discountPercent\":0,\"freshness\":\"LIVE\"}"),
                    Duration.ofMillis(1_600),
                    new Outcome(201, "CONFIRMED", ""),
                    new Outcome(201, "CONFIRMED", "user-service=listPrice")));

    private static final Duration SOON = Duration.ofSeconds(30);

    /** More than any of them needs to judge. */
    private static final int AT_ONCE = 25;

    private final Shop shop;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private int placed;

    FaultsTest(Shop shop) {
        this.shop = shop;
    }

    static Stream<Arguments> rows() {
        return DEPENDENCIES.stream()
                .flatMap(dependency -> Stream.of(Fault.values()).map(fault -> Arguments.of(dependency, fault)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRequestHasItsOutcomeAndTheBreakerOpensAndClosesAgain(Dependency dependency, Fault fault) {
        // Uses up connections that an earlier test broke.
        await().atMost(SOON)
                .until(() -> Outcome.of(shop.place(key(), Shop.GOOD)).equals(ALL_WELL));
        CircuitBreaker breaker = shop.breaker(dependency.breaker());
        List<State> states = shop.statesOf(dependency.breaker());
        StubService service = dependency.service().apply(shop);
        if (dependency.breaker().equals(QUEUE)) {
            shop.breaker("payment-service").transitionToForcedOpenState(); // or nobody would ask it
        }
        fault.happensTo(dependency, service);

        List<CompletableFuture<Shop.Answer>> during = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            during.add(shop.placeAsync(key(), Shop.GOOD));
        }
        // Slow is still an answer.
        assertThat(during)
                .extracting(answer -> Outcome.of(answer.join()))
                .isSubsetOf(
                        fault == Fault.IS_SLOW
                                ? List.of(dependency.well(), dependency.degraded())
                                : List.of(dependency.degraded()));
        assertThat(breaker.getState()).isEqualTo(State.OPEN);

        UUID grace = UUID.randomUUID();
        Shop.Answer unasked = shop.place(shop.tokens.valid(grace), key(), Shop.GOOD);
        assertThat(Outcome.of(unasked)).isEqualTo(dependency.degraded());
        assertThat(service.requests())
                .noneMatch(request ->
                        request.path().endsWith(unasked.id()) || request.path().endsWith(grace.toString()));

        service.does(dependency.answer());
        service.accept();
        probesComeSooner(dependency.breaker());
        await().atMost(SOON).until(() -> {
            assertThat(Outcome.of(shop.place(key(), Shop.GOOD))).isIn(dependency.well(), dependency.degraded());
            return breaker.getState() == State.CLOSED;
        });
        assertThat(states).startsWith(State.OPEN).endsWith(State.HALF_OPEN, State.CLOSED);
        assertThat(Outcome.of(shop.place(key(), Shop.GOOD))).isEqualTo(dependency.well());
        String ours = "orders WHERE idempotency_key LIKE 'key-faults-" + run + "-%'";
        assertThat(shop.count(ours)).isEqualTo(placed);
        assertThat(shop.count(ours + " AND status NOT IN ('CONFIRMED', '"
                        + dependency.well().order() + "', '"
                        + dependency.degraded().order() + "')"))
                .isZero();
    }

    @AfterEach
    void policiesAsShipped() {
        shop.bean(Policies.class).override(Map.of());
    }

    /** So that nobody waits out twenty or thirty seconds, not even divided by the speed. */
    private void probesComeSooner(String breaker) {
        shop.bean(Policies.class)
                .override(Map.of(
                        "resilience4j.circuitbreaker.instances." + breaker + ".wait-duration-in-open-state", "1s"));
    }

    private String key() {
        return "key-faults-" + run + "-" + placed++;
    }
}
