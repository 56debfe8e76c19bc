package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.StubDependency.Behaviour;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** Calls of a dependency on a real socket, with a time limit of half a second. */
class TimeLimitTest {

    private final List<String> threads = new ArrayList<>();
    private ConfigurableApplicationContext shop;
    private StubDependency dependency;
    private RestClient client;
    private GuardedCall<URI, String> charge;
    private Trouble trouble;

    @BeforeEach
    void start() throws IOException {
        dependency = new StubDependency();
        shop = new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties(Shop.PROPERTIES)
                .properties(
                        "resilience4j.timelimiter.instances.stripe.timeout-duration=500ms",
                        "resilience4j.circuitbreaker.instances.stripe.slow-call-duration-threshold=400ms")
                .run();
        client = shop.getBean(RestClient.Builder.class).build();
        trouble = new Trouble.Rejected("nothing happened", Trouble.Reason.BREAKER_OPEN);
        charge = shop.getBean(Guards.class)
                .on("stripe")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call((URI uri) -> {
                    threads.add(Thread.currentThread().getName());
                    return client.post().uri(uri).body("order").retrieve().body(String.class);
                })
                .orElse("queuePayment", (uri, why) -> {
                    trouble = why;
                    return "queued";
                });
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
        dependency.close();
    }

    @Test
    void aHangEndsAtTheLimitWithTheSocketClosedAndCountsAsUnknownFailure() throws Exception {
        dependency.now(Behaviour.HANGS);

        assertThat(charge.with(dependency.uri())).isEqualTo("queued");

        assertThat(dependency.isHungUpOn()).isTrue();
        assertThat(trouble).isInstanceOfSatisfying(Trouble.Failed.class, failed -> {
            assertThat(failed.cause()).hasCauseInstanceOf(InterruptedIOException.class);
            assertThat(failed.neverSent()).isFalse();
        });
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void anAnswerThatTricklesEndsAtTheLimitToo() throws Exception {
        dependency.now(Behaviour.TRICKLES);

        assertThat(charge.with(dependency.uri())).isEqualTo("queued");

        assertThat(dependency.isHungUpOn()).isTrue();
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void aResetRequestIsNotSentAgain() throws Exception {
        dependency.now(Behaviour.RESETS);

        assertThat(charge.with(dependency.uri())).isEqualTo("queued");

        assertThat(trouble.neverSent()).isFalse();
        assertThat(dependency.connections()).isEqualTo(1);
    }

    @Test
    void aRefusedConnectionWasCertainlyNeverSent() throws Exception {
        URI nobody;
        try (ServerSocket reserved = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + reserved.getLocalPort() + "/");
        }

        assertThat(charge.with(nobody)).isEqualTo("queued");

        assertThat(trouble).isInstanceOf(Trouble.Failed.class);
        assertThat(trouble.neverSent()).isTrue();
    }

    @Test
    void theNextHopIsToldWhatIsLeft() throws Exception {
        charge.with(dependency.uri());

        assertThat(leftInHeader(dependency.request())).isBetween(1, 500);
    }

    @Test
    void aDeadlineFromOutsideNarrowsTheLimitAndLeavesSomethingToTheFallback() throws Exception {
        Deadline.within(Duration.ofMillis(200), () -> charge.with(dependency.uri()));

        assertThat(leftInHeader(dependency.request())).isBetween(1, 180);
    }

    @Test
    void workThatCannotFinishIsNotStarted() {
        String answer = Deadline.within(Duration.ofMillis(10), () -> charge.with(dependency.uri()));

        assertThat(answer).isEqualTo("queued");
        assertThat(trouble).isEqualTo(new Trouble.Rejected("stripe", Trouble.Reason.NO_TIME_LEFT));
        assertThat(dependency.connections()).isZero();
        assertThat(failures())
                .as("a caller in a hurry is not the dependency's failure")
                .isZero();
    }

    @Test
    void noCallChangesThreads() {
        charge.with(dependency.uri());

        assertThat(threads).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void withoutAFallbackATimeoutIsToldFromAFailure() {
        dependency.now(Behaviour.HANGS);
        GuardedCall<URI, String> bare = shop.getBean(Guards.class)
                .on("stripe")
                .circuitBreaker()
                .timeLimit()
                .call(uri -> client.get().uri(uri).retrieve().body(String.class));

        assertThatThrownBy(() -> bare.with(dependency.uri()))
                .isInstanceOfSatisfying(DependencyUnavailableException.class, unavailable -> {
                    assertThat(unavailable.timedOut()).isTrue();
                    assertThat(unavailable.getStackTrace()).isEmpty();
                });
    }

    private int failures() {
        return shop.getBean(CircuitBreakerRegistry.class)
                .circuitBreaker("stripe")
                .getMetrics()
                .getNumberOfFailedCalls();
    }

    private static int leftInHeader(String head) {
        return head.lines()
                .filter(line -> line.startsWith(Deadline.HEADER))
                .mapToInt(line -> Integer.parseInt(line.substring(Deadline.HEADER.length() + 2)))
                .findFirst()
                .orElseThrow();
    }
}
