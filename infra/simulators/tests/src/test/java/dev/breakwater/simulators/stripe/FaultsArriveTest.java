package dev.breakwater.simulators.stripe;

import static dev.breakwater.simulators.stripe.StripeClients.charge;
import static dev.breakwater.simulators.stripe.StripeClients.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each switch says is what a real stripe-java meets. */
class FaultsArriveTest {

    private static final int IMPATIENT_MS = 400;

    private final AtomicLong nanos = new AtomicLong();
    private StripeSimulator stripe;
    private Wire wire;

    @BeforeEach
    void start() {
        stripe = StripeSimulator.start(StripeSimulator.Config.random().withNanoTime(nanos::get));
        wire = new Wire(stripe);
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchDoesWhatItSaysAndCountsIt(Fault fault) throws StripeException {
        FaultSettings always = FaultSettings.always();
        stripe.faults()
                .on(
                        fault,
                        switch (fault) {
                            case SLOW -> always.with("delayMs", 700);
                            case OVERLOAD -> always.with("workMs", 700);
                            default -> always;
                        });

        switch (fault) {
            case RESET -> resets();
            case TIMEOUT -> neverAnswersNorExecutes();
            case REPLY_LOST -> chargesOnceAndNeverAnswers();
            case ERROR_500_AFTER -> chargesAndAnswers500();
            case ERROR_503, FLAPPING -> answers503AndForgets();
            case RATE_LIMIT_429 -> answers429AndForgets();
            case SLOW, OVERLOAD -> answersLate();
        }

        assertThat(stripe.faults().state(fault).injected()).isEqualTo(1);
        stripe.faults().off(fault);
        assertThat(pay("key-2", 5_000).getStatus()).isEqualTo("succeeded");
        assertThat(stripe.faults().state(fault).injected())
                .as("what happens while it is off is not counted")
                .isEqualTo(1);
    }

    private void resets() {
        ApiConnectionException broken = catchThrowableOfType(ApiConnectionException.class, () -> pay("key-1", 5_000));

        assertThat(broken).hasRootCauseInstanceOf(SocketException.class).hasRootCauseMessage("Connection reset");
        assertThat(stripe.ledger().paymentIntents()).isEmpty();
    }

    private void neverAnswersNorExecutes() {
        ApiConnectionException broken =
                catchThrowableOfType(ApiConnectionException.class, () -> pay("key-1", IMPATIENT_MS));

        assertThat(broken).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(stripe.ledger().paymentIntents()).isEmpty();
        await().until(() -> stripe.openConnections() == 0);
    }

    private void chargesOnceAndNeverAnswers() throws StripeException {
        ApiConnectionException broken =
                catchThrowableOfType(ApiConnectionException.class, () -> pay("key-1", IMPATIENT_MS));

        assertThat(broken).hasRootCauseInstanceOf(SocketTimeoutException.class);
        StripeLedger.Line charged = onlyLine();
        assertThat(charged.charged()).isTrue();
        await().until(() -> stripe.openConnections() == 0);

        stripe.faults().off(Fault.REPLY_LOST);
        PaymentIntent asked = pay("key-1", 5_000);
        assertThat(asked.getId()).isEqualTo(charged.id());
        assertThat(asked.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(onlyLine()).isEqualTo(charged);
    }

    private void chargesAndAnswers500() {
        ApiException failed = catchThrowableOfType(ApiException.class, () -> pay("key-1", 5_000));

        assertThat(failed.getStatusCode()).isEqualTo(500);
        assertThat(onlyLine().charged()).isTrue();
        stripe.faults().off(Fault.ERROR_500_AFTER);
        ApiException again = catchThrowableOfType(ApiException.class, () -> pay("key-1", 5_000));
        assertThat(again.getStatusCode()).isEqualTo(500);
        assertThat(onlyLine().charged()).isTrue();
    }

    private void answers503AndForgets() throws StripeException {
        ApiException failed = catchThrowableOfType(ApiException.class, () -> pay("key-1", 5_000));

        assertThat(failed.getStatusCode()).isEqualTo(503);
        assertThat(stripe.ledger().paymentIntents()).isEmpty();
        stripe.faults().allOff();
        assertThat(pay("key-1", 5_000).getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
    }

    private void answers429AndForgets() throws StripeException {
        RateLimitException limited = catchThrowableOfType(RateLimitException.class, () -> pay("key-1", 5_000));

        assertThat(limited.getStatusCode()).isEqualTo(429);
        assertThat(limited.getCode()).isEqualTo("rate_limit");
        assertThat(stripe.ledger().paymentIntents()).isEmpty();
        stripe.faults().allOff();
        assertThat(pay("key-1", 5_000).getStatus()).isEqualTo("succeeded");
    }

    private void answersLate() throws StripeException {
        long before = System.nanoTime();
        PaymentIntent paid = pay("key-1", 5_000);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(paid.getStatus()).isEqualTo("succeeded");
    }

    @Test
    void slowExecutesEvenIfTheClientHasGoneAndItsKeyIsInUseMeanwhile() {
        stripe.faults()
                .on(Fault.SLOW, FaultSettings.always().with("delayMs", 2_500).atMost(1));
        assertThatThrownBy(() -> pay("key-1", 200)).hasRootCauseInstanceOf(SocketTimeoutException.class);
        ApiException inUse = catchThrowableOfType(ApiException.class, () -> pay("key-1", 5_000));

        assertThat(inUse.getStatusCode()).isEqualTo(409);
        assertThat(inUse.getCode()).isEqualTo("idempotency_key_in_use");
        assertThat(stripe.ledger().paymentIntents()).isEmpty();
        await().until(() -> !stripe.ledger().paymentIntents().isEmpty());
        assertThat(onlyLine().charged()).isTrue();
    }

    @Test
    void rateLimitSaysWhenToComeBack() {
        stripe.faults().on(Fault.RATE_LIMIT_429, FaultSettings.always().with("retryAfterSeconds", 7));

        HttpResponse<String> limited = wire.get("/v1/customers");

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void flappingFailsAndHealsByTheClock() {
        stripe.faults().on(Fault.FLAPPING, FaultSettings.always().with("periodMs", 2_000));

        assertThat(wire.get("/v1/customers").statusCode()).isEqualTo(503);
        nanos.set(Duration.ofMillis(1_999).toNanos());
        assertThat(wire.get("/v1/customers").statusCode()).isEqualTo(503);
        nanos.set(Duration.ofSeconds(2).toNanos());
        assertThat(wire.get("/v1/customers").statusCode()).isEqualTo(200);
        nanos.set(Duration.ofSeconds(4).toNanos());
        assertThat(wire.get("/v1/customers").statusCode()).isEqualTo(503);
        assertThat(stripe.faults().state(Fault.FLAPPING).injected()).isEqualTo(3);
    }

    @Test
    void aDurationEndsByItself() {
        stripe.faults().on(Fault.ERROR_503, FaultSettings.always().lasting(Duration.ofSeconds(30)));

        nanos.set(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(wire.get("/v1/customers").statusCode()).isEqualTo(503);
        nanos.incrementAndGet();
        assertThat(wire.get("/v1/customers").statusCode()).isEqualTo(200);
        assertThat(stripe.faults().state(Fault.ERROR_503).active()).isFalse();
    }

    @Test
    void aRateOfAHalfHitsTheSameHalfForTheSameSeed() {
        String first = hundredCalls(42);

        assertThat(first.chars().filter(c -> c == 'x').count()).isBetween(35L, 65L);
        assertThat(hundredCalls(42)).isEqualTo(first);
        assertThat(hundredCalls(43)).isNotEqualTo(first);
    }

    private String hundredCalls(long seed) {
        long before = stripe.faults().state(Fault.ERROR_503).injected();
        stripe.faults().on(Fault.ERROR_503, FaultSettings.always().rate(0.5).seed(seed));
        StringBuilder hits = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            hits.append(wire.get("/v1/customers").statusCode() == 503 ? 'x' : '.');
        }
        long counted = stripe.faults().state(Fault.ERROR_503).injected() - before;
        assertThat(counted).isEqualTo(hits.chars().filter(c -> c == 'x').count());
        return hits.toString();
    }

    @Test
    void faultsTouchNeitherTheAdminPagesNorReadiness() {
        stripe.faults().on(Fault.ERROR_503, FaultSettings.always());

        assertThat(wire.get("/_sim/ledger").statusCode()).isEqualTo(200);
        assertThat(wire.get("/_sim/faults").statusCode()).isEqualTo(200);
        assertThat(wire.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(wire.get("/v1/customers").statusCode()).isEqualTo(503);
    }

    private PaymentIntent pay(String key, int readTimeoutMs) throws StripeException {
        return StripeClients.of(stripe, readTimeoutMs)
                .v1()
                .paymentIntents()
                .create(charge("order-" + key, "pm_card_visa").build(), options(key));
    }

    private StripeLedger.Line onlyLine() {
        assertThat(stripe.ledger().paymentIntents()).hasSize(1);
        return stripe.ledger().paymentIntents().get(0);
    }
}
