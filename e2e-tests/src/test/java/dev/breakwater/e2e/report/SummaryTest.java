package dev.breakwater.e2e.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Calls;
import dev.breakwater.e2e.run.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

    private final SampleRun run = new SampleRun();

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                         | scenario speed seed guards durationSeconds requests orders payments ledger breakers latencyMs invariants incident
            /requests                  | total primary degraded queued failed
            /orders                    | placed confirmed pending declined rejected
            /payments                  | charged queuedThenCharged queuedThenDeclined inReview
            /ledger                    | providerCharges doubleCharged unmatched lost
            /breakers/0                | name transitions
            /breakers/0/transitions/0  | t from to cause
            /latencyMs                 | healthy outage
            /latencyMs/outage          | p50 p99
            /invariants/0              | name holds detail
            /incident                  | breakerCalls breakerCallsFailed secondsToOpen openSeconds fallbackSuccessPercent customerImpactPercent moneyAtRiskMinor moneySettledMinor cacheHitPercent cacheP99Ms profileHealthyP99Ms
            """)
    void hasTheFieldsThatReadersExpect(String place, String fields, @TempDir Path folder) throws Exception {
        Published.json(folder.resolve("summary.json"), run.evidence(true).summary());

        JsonNode json = Json.MAPPER.readTree(folder.resolve("summary.json").toFile());
        assertThat(json.at(place).fieldNames()).toIterable().containsExactly(fields.split(" ", -1));
        assertThat(folder).isDirectoryContaining("glob:**summary.json").isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void oneViolatedInvariantSpoilsIt() {
        assertThat(run.evidence(true).summary().everythingHolds()).isTrue();
        assertThat(run.evidence(false).summary().everythingHolds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"all, false", "none, true"})
    void theVerdictSaysWhetherGuardsWereOff(String guards, boolean off) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), false)
                .verdict(run.evidence(false, guards).summary());

        assertThat(bytes.toString(StandardCharsets.UTF_8).contains("Guards were off"))
                .isEqualTo(off);
    }

    @Test
    void breakersThatAreDisabledAreNotListedEverySecond() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Seen> seen = List.of(
                new Seen("user-service", "redis", BreakerState.DISABLED, Calls.NONE, List.of()),
                new Seen("user-service", "user-db", BreakerState.OPEN, Calls.NONE, List.of()));

        new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), false).second(30, List.of(), 0, seen, 0);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("user-db open")
                .doesNotContain("redis");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConsoleHasColoursOnlyOnATerminal(boolean terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
        console.second(30, run.samples(), 3, run.evidence(true).breakers(), 5);
        console.verdict(run.evidence(false).summary());

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.contains("\u001b[")).isEqualTo(terminal);
        assertThat(text).contains("stripe", "VIOLATED", "waiting 5", "doubleCharged 0");
    }
}
