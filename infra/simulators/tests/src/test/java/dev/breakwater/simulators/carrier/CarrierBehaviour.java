package dev.breakwater.simulators.carrier;

import static dev.breakwater.simulators.carrier.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.faults.Faults;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both carriers do alike: expire tokens, tell prices by weight and zone, keep a ledger, fail on command. */
abstract class CarrierBehaviour {

    /** Moved by hand. */
    static final class HandMovedClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    final HandMovedClock clock = new HandMovedClock();

    abstract HttpResponse<String> askToken() throws IOException, InterruptedException;

    abstract HttpResponse<String> ask(String token, String country, String postcode, String kilograms)
            throws IOException, InterruptedException;

    abstract BigDecimal cheapest(HttpResponse<String> answer);

    abstract Faults faults();

    abstract QuoteLedger ledger();

    abstract int openConnections();

    abstract void expireTokens();

    final String token() throws IOException, InterruptedException {
        HttpResponse<String> answer = askToken();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("access_token").asText();
    }

    @Test
    void tellsAPriceAndKeepsItInTheLedger() throws Exception {
        HttpResponse<String> answer = ask(token(), "DE", "20457", "3.5");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ledger().quotes()).hasSize(1);
        AskedQuote quote = ledger().quotes().get(0);
        assertThat(quote.country()).isEqualTo("DE");
        assertThat(quote.postcode()).isEqualTo("20457");
        assertThat(quote.kilograms()).isEqualByComparingTo("3.5");
        assertThat(cheapest(answer)).isEqualByComparingTo(quote.cheapest());
    }

    @Test
    void heavierAndFartherCostsMore() throws Exception {
        String token = token();
        BigDecimal light = cheapest(ask(token, "DE", "20457", "1"));

        assertThat(cheapest(ask(token, "DE", "20457", "20"))).isGreaterThan(light);
        assertThat(cheapest(ask(token, "FR", "75001", "1"))).isGreaterThan(light);
        assertThat(cheapest(ask(token, "US", "10001", "1"))).isGreaterThan(cheapest(ask(token, "FR", "75001", "1")));
    }

    @Test
    void aTokenIsGoodForItsTimeAndNotLonger() throws Exception {
        String token = token();
        clock.pass(Duration.ofSeconds(3_598));
        assertThat(ask(token, "DE", "20457", "1").statusCode()).isEqualTo(200);
        clock.pass(Duration.ofSeconds(2));
        assertThat(ask(token, "DE", "20457", "1").statusCode()).isEqualTo(401);
        assertThat(ask(token(), "DE", "20457", "1").statusCode()).isEqualTo(200);
        expireTokens();
        assertThat(ask(token, "DE", "20457", "1").statusCode()).isEqualTo(401);
        assertThat(ask("guess", "DE", "20457", "1").statusCode()).isEqualTo(401);
        assertThat(ledger().tokensIssued()).isEqualTo(2);
        assertThat(ledger().quotes()).hasSize(2);
    }

    @Test
    void refusesPlacesAndWeightsThatAreNone() throws Exception {
        String token = token();
        assertThat(ask(token, "KP", "99999", "1").statusCode()).isEqualTo(400);
        assertThat(ask(token, "Germany", "20457", "1").statusCode()).isEqualTo(400);
        assertThat(ask(token, "DE", "2045", "1").statusCode()).isEqualTo(400);
        assertThat(ask(token, "DE", "20457", "0").statusCode()).isEqualTo(400);
        assertThat(ask(token, "DE", "20457", "71").statusCode()).isEqualTo(400);
        assertThat(ledger().quotes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchArrivesAtTheQuestion(Fault fault) throws Exception {
        String token = token();
        faults().on(fault, settings(fault));

        arrives(fault, () -> ask(token, "DE", "20457", "1"));

        assertThat(ledger().quotes()).hasSize(executes(fault) ? 1 : 0);
        faults().allOff();
        assertThat(ask(token, "DE", "20457", "1").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchArrivesAtTheTokenCall(Fault fault) throws Exception {
        faults().on(fault, settings(fault));

        arrives(fault, this::askToken);

        assertThat(ledger().tokensIssued()).isEqualTo(executes(fault) ? 1 : 0);
        faults().allOff();
        assertThat(askToken().statusCode()).isEqualTo(200);
    }

    private interface Question {
        HttpResponse<String> ask() throws IOException, InterruptedException;
    }

    private void arrives(Fault fault, Question question) throws IOException, InterruptedException {
        switch (fault) {
            case RESET ->
                assertThatThrownBy(question::ask)
                        .isInstanceOf(IOException.class)
                        .hasRootCauseInstanceOf(SocketException.class);
            case TIMEOUT, REPLY_LOST -> {
                assertThatThrownBy(question::ask).isInstanceOf(HttpTimeoutException.class);
                await().until(() -> openConnections() == 0);
            }
            case ERROR_500_AFTER -> assertThat(question.ask().statusCode()).isEqualTo(500);
            case ERROR_503, FLAPPING -> assertThat(question.ask().statusCode()).isEqualTo(503);
            case RATE_LIMIT_429 -> {
                HttpResponse<String> limited = question.ask();
                assertThat(limited.statusCode()).isEqualTo(429);
                assertThat(limited.headers().firstValue("Retry-After")).contains("1");
            }
            case SLOW, OVERLOAD -> {
                long before = System.nanoTime();
                assertThat(question.ask().statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            }
        }
        assertThat(faults().state(fault).injected()).isEqualTo(1);
    }

    private static FaultSettings settings(Fault fault) {
        FaultSettings always = FaultSettings.always();
        return fault == Fault.SLOW ? always.with("delayMs", 300) : always;
    }

    private static boolean executes(Fault fault) {
        return Set.of(Fault.REPLY_LOST, Fault.ERROR_500_AFTER, Fault.SLOW, Fault.OVERLOAD)
                .contains(fault);
    }
}
