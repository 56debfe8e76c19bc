package dev.breakwater.warehouse;

import static dev.breakwater.warehouse.Dock.SOON;
import static dev.breakwater.warehouse.QuotesTest.LAMP_AND_ROPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.warehouse.Dock.Answer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the customer is offered when carriers fail, in each way that one can fail, and what the shop knows of it afterwards. */
@ExtendWith(InDock.class)
class CarrierOutageTest {

    /** Every request has so long; half of it is the first carrier's. */
    private static final String MILLIS = "1000";
    /** The table's price of 10 kg to DE. */
    private static final long STANDARD = 690 + 10 * 60;

    private final Dock dock;

    CarrierOutageTest(Dock dock) {
        this.dock = dock;
    }

    @BeforeEach
    void nothingIsLeftToSettle() {
        settled();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "TIMEOUT", "REPLY_LOST", "ERROR_500_AFTER", "ERROR_503", "RATE_LIMIT_429", "SLOW"})
    void withoutFedExUpsPricesItAndFedExIsFoundAgainWithoutARestart(Fault fault) throws Exception {
        int connections = dock.fedEx.openConnections();
        dock.fedEx.faults().on(fault, settings(fault));
        double fallbacks = dock.count("circuit.breaker.fallback.success", "breaker", "fedex", "fallback", "upsRate");
        int quotes = 0;
        while (dock.breaker("fedex").getState() != State.OPEN) {
            for (Answer answer : round(LAMP_AND_ROPE)) {
                offered(answer, "ups", "fedex=upsRate");
                quotes++;
            }
            assertThat(quotes).as("opens").isLessThan(40);
        }
        long struck = dock.fedEx.faults().state(fault).injected();
        offered(dock.quote(LAMP_AND_ROPE), "ups", "fedex=upsRate");
        assertThat(dock.fedEx.faults().state(fault).injected())
                .as("not asked while open")
                .isEqualTo(struck);
        assertThat(dock.count("circuit.breaker.fallback.success", "breaker", "fedex", "fallback", "upsRate")
                        - fallbacks)
                .isEqualTo(quotes + 1);
        assertThat(dock.breaker("ups").getState()).isEqualTo(State.CLOSED);
        if (fault == Fault.TIMEOUT || fault == Fault.REPLY_LOST) { // whoever gave up waiting closed its socket
            await().atMost(SOON).until(() -> dock.fedEx.openConnections() <= connections);
        }

        dock.fedEx.faults().allOff();
        await().atMost(SOON).until(() -> {
            dock.quote(LAMP_AND_ROPE);
            return dock.breaker("fedex").getState() == State.CLOSED;
        });
        offered(dock.quote(LAMP_AND_ROPE), "fedex", "");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "TIMEOUT", "REPLY_LOST", "ERROR_500_AFTER", "ERROR_503", "RATE_LIMIT_429", "SLOW"})
    void withoutUpsWhoPrefersItIsPricedByFedEx(Fault fault) {
        dock.ups.faults().on(fault, settings(fault));
        String preferUps = LAMP_AND_ROPE.replace("{\"items\"", "{\"carrier\":\"ups\",\"items\"");
        for (Answer answer : round(preferUps)) {
            offered(answer, "fedex", "ups=fedexRate");
        }
        assertThat(dock.breaker("ups").getState()).isEqualTo(State.OPEN);

        dock.ups.faults().allOff();
        await().atMost(SOON).until(() -> {
            dock.quote(preferUps);
            return dock.breaker("ups").getState() == State.CLOSED;
        });
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT,TIMEOUT", "RESET,ERROR_503", "RATE_LIMIT_429,RESET", "SLOW,REPLY_LOST"})
    void withoutBothTheStandardRateIsChargedAndTheMarginIsKnownWhenTheyAreBack(Fault ofFedEx, Fault ofUps)
            throws Exception {
        dock.fedEx.faults().on(ofFedEx, settings(ofFedEx));
        dock.ups.faults().on(ofUps, settings(ofUps));
        long rows = dock.number("select count(*) from standard_rate_quotes");
        double settledBefore = dock.count("shipping.margin.settled");
        double marginBefore = dock.gauge("shipping.margin.minor");

        List<Answer> answers = round(LAMP_AND_ROPE);
        for (Answer answer : answers) {
            offered(answer, "standard", "fedex=standardRate");
            assertThat(answer.body().get("amountMinor").asLong()).isEqualTo(STANDARD);
            assertThat(SignedJWT.parse(answer.body().get("quote").asText())
                            .getJWTClaimsSet()
                            .getBooleanClaim("standardRate"))
                    .isTrue();
        }
        await().atMost(SOON)
                .until(() -> dock.number("select count(*) from standard_rate_quotes") == rows + answers.size());

        dock.fedEx.faults().allOff();
        dock.ups.faults().allOff();
        settled();
        assertThat(dock.count("shipping.margin.settled") - settledBefore).isEqualTo(answers.size());
        long marginsOfThese = dock.number("select sum(charged_minor - cost_minor)::bigint from (select * from"
                + " standard_rate_quotes order by quoted_at desc limit " + answers.size() + ") latest");
        assertThat(dock.gauge("shipping.margin.minor") - marginBefore).isEqualTo((double) marginsOfThese);
        assertThat(dock.number("select count(*) from standard_rate_quotes where state <> 'SETTLED'"))
                .isZero();
        assertThat(dock.number("select count(*) from standard_rate_quotes where postcode is not null"))
                .isZero();
        assertThat(dock.count("shipping.margin.unrecorded")).isZero();
    }

    @Test
    void aTokenCallThatHangsIsTheCarriersFailure() {
        dock.fedEx.expireTokens();
        dock.fedEx.faults().on(Fault.TIMEOUT, FaultSettings.always());
        long asked = dock.fedEx.ledger().quotes().size();
        offered(dock.post("/api/shipping/quotes", LAMP_AND_ROPE, MILLIS), "ups", "fedex=upsRate");
        assertThat(dock.fedEx.ledger().quotes()).hasSize((int) asked);
        assertThat(dock.breaker("fedex").getMetrics().getNumberOfFailedCalls()).isEqualTo(1);

        dock.fedEx.faults().allOff();
        offered(dock.quote(LAMP_AND_ROPE), "fedex", "");
    }

    @Test
    void tokensThatExpireUnnoticedAreRenewedAndNobodyNotices() {
        dock.quote(LAMP_AND_ROPE);
        dock.fedEx.expireTokens();
        offered(dock.quote(LAMP_AND_ROPE), "fedex", "");
        assertThat(dock.breaker("fedex").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void fiftyQuotesAreAnsweredInTimeThoughBothCarriersHangAndSoDoesAWarehouse() {
        dock.fedEx.faults().on(Fault.TIMEOUT, FaultSettings.always());
        dock.ups.faults().on(Fault.TIMEOUT, FaultSettings.always());
        dock.north.faults().on(Fault.TIMEOUT, FaultSettings.always());
        List<CompletableFuture<Answer>> stuck = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stuck.add(dock.allocateAsync("north", UUID.randomUUID()));
        }
        String fifty = (LAMP_AND_ROPE + ",").repeat(49) + LAMP_AND_ROPE;

        long before = System.nanoTime();
        Answer answer = dock.post("/api/shipping/quotes/bulk", "{\"quotes\":[" + fifty + "]}", "3000");
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.header("X-Degraded")).isEqualTo("fedex=standardRate");
        assertThat(answer.body().get("quotes")).hasSize(50);
        answer.body()
                .get("quotes")
                .forEach(quote -> assertThat(quote.get("carrier").asText()).isEqualTo("standard"));
        // The deadline was 3 s; half a second for two busy cores.
        assertThat(took).isLessThan(Duration.ofMillis(3_500));
        stuck.forEach(each -> WarehouseOutageTest.unavailable(each.join(), "warehouse-north"));

        // one of them back: each quote recovers on its own
        dock.ups.faults().allOff();
        await().atMost(SOON)
                .until(() -> dock.post("/api/shipping/quotes", LAMP_AND_ROPE, MILLIS)
                        .body()
                        .get("carrier")
                        .asText()
                        .equals("ups"));
    }

    @Test
    void aCarrierThatRefusesADestinationDoesNotDecideForOneThatIsAway() {
        dock.fedEx.faults().on(Fault.RESET, FaultSettings.always());
        offered(dock.quote(LAMP_AND_ROPE.replace("20457", "2045")), "standard", "fedex=standardRate");
        dock.fedEx.faults().allOff();
        await().atMost(SOON)
                .until(() -> dock.number("select count(*) from standard_rate_quotes where state = 'NOT_SERVED'") == 1);
        // told to somebody who has to look, not settled
        assertThat(dock.count("shipping.margin.not.served")).isEqualTo(1);
        dock.number("with gone as (delete from standard_rate_quotes where state = 'NOT_SERVED' returning 1)"
                + " select count(*) from gone");
    }

    private List<Answer> round(String body) {
        List<CompletableFuture<Answer>> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            asked.add(dock.quoteAsync(body, MILLIS));
        }
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private void settled() {
        await().atMost(SOON)
                .ignoreExceptions() // the first transaction makes the table
                .until(() -> dock.gauge("shipping.margin.waiting") == 0
                        && dock.number("select count(*) from standard_rate_quotes where state = 'OPEN'") == 0);
    }

    private static FaultSettings settings(Fault fault) {
        FaultSettings always = FaultSettings.always();
        return fault == Fault.SLOW ? always.with("delayMs", 20_000) : always;
    }

    static void offered(Answer answer, String carrier, String degraded) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("carrier").asText()).isEqualTo(carrier);
        assertThat(answer.header("X-Degraded")).isEqualTo(degraded);
    }
}
