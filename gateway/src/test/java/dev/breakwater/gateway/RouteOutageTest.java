package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.gateway.StubService.Mode;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each route's breaker, for each way in which its service can be ill. */
class RouteOutageTest {

    private static final int CALLS_NEEDED = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Edge edge;
    private static String token;

    /** What strikes the service, and what its clients get until the breaker is open. */
    enum Fault {
        CRASH(503),
        HANG(504),
        ERROR(500),
        SLOW(200),
        RESET(503),
        RESET_IN_THE_BODY(503),
        HANG_IN_THE_BODY(504);

        private final int status;

        Fault(int status) {
            this.status = status;
        }

        void strike(StubService service) {
            switch (this) {
                case CRASH -> service.stop();
                case HANG -> service.now(Mode.HANGS);
                case ERROR -> service.now(Mode.FAILS);
                case SLOW -> service.now(Mode.SLOW);
                case RESET -> service.now(Mode.BREAKS);
                case RESET_IN_THE_BODY -> service.now(Mode.BREAKS_OFF);
                case HANG_IN_THE_BODY -> service.now(Mode.STALLS);
            }
        }
    }

    @BeforeAll
    static void start() {
        edge = new Edge(Routes.impatient());
        token = edge.token();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void recovered() {
        Routes.of(edge).forEach(route -> {
            route.stub().recover();
            edge.breaker(route.service()).reset();
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRouteWhoseServiceIsIllIsClosedUntilItIsWellAgain(Fault fault) throws Exception {
        List<Routes.Route> routes = Routes.of(edge);
        routes.forEach(route -> fault.strike(route.stub()));

        // who waits for a time limit waits with the others; whoever is answered is answered before the next route
        // begins, on a busy machine too
        List<List<CompletableFuture<HttpResponse<String>>>> sent = new ArrayList<>();
        for (Routes.Route route : routes) {
            List<CompletableFuture<HttpResponse<String>>> asked = sending(route, CALLS_NEEDED + 2);
            sent.add(asked);
            if (fault.status != 504) {
                answers(asked);
            }
        }
        for (int i = 0; i < routes.size(); i++) {
            assertThat(answers(sent.get(i)))
                    .as(routes.get(i).service())
                    .extracting(HttpResponse::statusCode)
                    .allMatch(status -> status == fault.status || status == 503)
                    .contains(fault.status);
        }

        for (Routes.Route route : routes) {
            BreakwaterCircuitBreaker breaker = edge.breaker(route.service());
            breaker.transitionToOpenStateFor(Duration.ofMinutes(1)); // so that no probe is among what is counted now
            int before = route.stub().seen.size();
            long rejected = breaker.counts().rejected();
            for (HttpResponse<String> answer : sent(route, 10)) {
                JsonNode problem = EdgeTest.problem(answer, 503, "dependency-unavailable");
                assertThat(problem.get("dependency").asText()).isEqualTo(route.service());
                assertThat(Integer.parseInt(
                                answer.headers().firstValue("Retry-After").orElseThrow()))
                        .isBetween(1, 60);
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
                assertThat(answer.body()).doesNotContain("ada@example.org", "6f8f7f0e");
            }
            assertThat(route.stub().seen).as(route.service()).hasSize(before);
            assertThat(breaker.counts().rejected()).isEqualTo(rejected + 10);
        }

        routes.forEach(route -> {
            route.stub().recover();
            edge.breaker(route.service()).transitionToOpenStateFor(Duration.ofMillis(10));
        });
        for (Routes.Route route : routes) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                sent(route, 1);
                return edge.breaker(route.service()).getState() == State.CLOSED;
            });
            assertThat(sent(route, 1).get(0).statusCode()).isEqualTo(200);
            assertThat(statesOf(route)).containsSubsequence(State.OPEN, State.HALF_OPEN, State.CLOSED);
        }
    }

    @Test
    void theBreakerOpensByItselfAndProbesByItself() {
        Routes.Route route = Routes.of(edge).get(0);
        BreakwaterCircuitBreaker breaker = edge.breaker(route.service());
        long failed = breaker.counts().failed();
        route.stub().now(Mode.FAILS);

        for (int i = 0; i < CALLS_NEEDED; i++) {
            assertThat(breaker.getState()).isEqualTo(State.CLOSED);
            sent(route, 1);
        }

        assertThat(breaker.counts().failed()).isEqualTo(failed + CALLS_NEEDED);
        assertThat(route.stub().seen).hasSize(CALLS_NEEDED);
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        assertThat(breaker.remainingWait()).isLessThan(Duration.ofSeconds(1));
        route.stub().recover();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            sent(route, 1);
            return breaker.getState() == State.CLOSED;
        });
        List<Transition> history = breaker.history();
        assertThat(history.subList(history.size() - 3, history.size()))
                .extracting(Transition::to)
                .containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"TELLS_OF_ITS_DEPENDENCY", "SLOWS_DOWN"})
    void whatAServiceSaysWellIsPassedOnAndKeepsItsRouteOpen(Mode mode) {
        Routes.Route route = Routes.of(edge).get(0);
        BreakwaterCircuitBreaker breaker = edge.breaker(route.service());
        long succeeded = breaker.counts().succeeded();
        route.stub().now(mode);

        List<HttpResponse<String>> answers = IntStream.range(0, CALLS_NEEDED * 3)
                .mapToObj(i -> sent(route, 1).get(0))
                .toList();

        int status = mode == Mode.SLOWS_DOWN ? 429 : 503;
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo("{\"status\":" + status + "}");
        });
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(breaker.counts().succeeded()).isEqualTo(succeeded + CALLS_NEEDED * 3);
        assertThat(route.stub().seen).hasSize(CALLS_NEEDED * 3);
    }

    @Test
    void anAnswerThatBreaksOffIsAProblemAndNotHalfAnAnswer() throws Exception {
        edge.warehouses.now(Mode.BREAKS_OFF);
        HttpResponse<String> answer = sent(Routes.of(edge).get(4), 1).get(0);
        EdgeTest.problem(answer, 503, "dependency-unavailable");
        assertThat(answer.headers().firstValue("X-Half")).isEmpty();
    }

    @Test
    void anAnswerLargerThanTheLimitIsTheServicesFailure() throws Exception {
        long failed = edge.breaker("user-service").counts().failed();
        edge.users.now(Mode.ANSWERS_TOO_MUCH);
        EdgeTest.problem(edge.getAsUser("/api/users/me"), 503, "dependency-unavailable");
        assertThat(edge.breaker("user-service").counts().failed()).isEqualTo(failed + 1);

        edge.users.now(Mode.ANSWERS_MUCH);
        assertThat(edge.getAsUser("/api/users/me").body()).hasSize(StubService.MUCH);
    }

    @Test
    void theGatewayIsUpWhileEveryServiceIsDown() throws Exception {
        edge.services().forEach(StubService::stop);
        assertThat(edge.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void theActuatorTellsWhatEachBreakerDoesAndWhatWasCounted() throws Exception {
        edge.users.now(Mode.FAILS);
        sent(Routes.of(edge).get(0), 3);

        assertThat(Edge.json(edge.actuator("breakers")).get("breakers"))
                .extracting(breaker -> breaker.get("name").asText())
                .contains(Routes.of(edge).stream().map(Routes.Route::service).toArray(String[]::new));
        assertThat(edge.actuator("prometheus"))
                .contains(
                        "circuit_breaker_state{breaker=\"warehouse-service\",service=\"gateway\"} 0.0",
                        "circuit_breaker_requests_failed_total{breaker=\"user-service\",service=\"gateway\"} "
                                + (double) edge.breaker("user-service").counts().failed());
    }

    private static List<State> statesOf(Routes.Route route) {
        return edge.breaker(route.service()).history().stream()
                .map(Transition::to)
                .toList();
    }

    /** So many requests at once. */
    private static List<HttpResponse<String>> sent(Routes.Route route, int requests) {
        return answers(sending(route, requests));
    }

    private static List<CompletableFuture<HttpResponse<String>>> sending(Routes.Route route, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> CLIENT.sendAsync(route.request(edge, token), BodyHandlers.ofString()))
                .toList();
    }

    private static List<HttpResponse<String>> answers(List<CompletableFuture<HttpResponse<String>>> sent) {
        return sent.stream().map(CompletableFuture::join).toList();
    }
}
