package dev.breakwater.e2e.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.run.Guards;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComparedRunTest {

    @Test
    void ordersOfTheOutageAreCountedByOutcome() {
        Figures figures = new MadeUpRun(0)
                .inOutage(Outcome.QUEUED, 300, 1)
                .illFor(2)
                .with(Guards.ALL)
                .figures();

        assertThat(figures.outage()).isEqualTo(new Figures.Orders(200, 0, 0, 200, 0));
        assertThat(figures.latencyMs().healthy().p99()).isEqualTo(100);
        assertThat(figures.latencyMs().outage().p99()).isEqualTo(300);
    }

    @Test
    void callsAnOrderAreWhatTheProviderReceivedWhileTheOrdersWereDue() {
        Figures figures = new MadeUpRun(7)
                .inOutage(Outcome.FAILED, 100, 9)
                .with(Guards.RETRIES)
                .figures();

        Figures.CallsPerOrder calls = Objects.requireNonNull(figures.callsPerOrder());
        assertThat(calls.healthy()).isEqualTo(1, within(0.05));
        assertThat(calls.outage()).isEqualTo(9, within(0.05));
    }

    @Test
    void whereNobodyCountsCallsNoneAreMadeUp() {
        ComparedRun counted = new MadeUpRun(0).with(Guards.ALL);
        ComparedRun run = new ComparedRun(
                counted.guards(),
                counted.summary(),
                counted.perSecond(),
                counted.orders(),
                counted.events(),
                new CallCounts(List.of()));

        assertThat(run.figures().callsPerOrder()).isNull();
    }

    @Test
    void theWayBackIsCountedFromTheEndOfTheFault() {
        Figures figures = new MadeUpRun(3)
                .inOutage(Outcome.FAILED, 100, 1)
                .illFor(4)
                .with(Guards.NONE)
                .figures();

        assertThat(figures.secondsToFullService().seconds()).hasValueCloseTo(4.0, within(0.2));
    }
}
