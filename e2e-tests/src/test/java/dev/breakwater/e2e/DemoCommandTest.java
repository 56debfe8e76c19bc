package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Launcher none = (where, speed, guards, progress) -> {
        throw new IOException("port 5432 is taken");
    };

    @Test
    void aBadFlagIsOneLineAndStatusTwoAndNothingIsStarted(@TempDir Path target) {
        assertThat(run(target, "--speed", "0")).isEqualTo(2);
        assertThat(text(err)).isEqualTo("demo: --speed must be a whole number from 1 to 60, was '0'\n");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void helpNamesEveryFlag(@TempDir Path target) {
        assertThat(run(target, "--help")).isZero();
        assertThat(text(out))
                .contains(
                        "--no-traffic",
                        "--list",
                        "--scenario",
                        "--exit",
                        "--speed",
                        "--real-time",
                        "--seed",
                        "--fault",
                        "--chaos",
                        "--guards",
                        "--compare-guards");
    }

    @Test
    void theListNamesScenarioAndFaults(@TempDir Path target) {
        assertThat(run(target, "--list")).isZero();
        assertThat(text(out))
                .contains("stripe-outage", "redis+user-db", "error-503", "flapping", "sendgrid/slow", "kafka/hang");
    }

    @Test
    void aSystemThatDoesNotStartIsSaidSo(@TempDir Path target) {
        assertThat(run(target, "--exit")).isEqualTo(3);
        assertThat(text(err)).isEqualTo("demo: port 5432 is taken\n");
        assertThat(target.resolve("demo").resolve(RunFolder.ENDPOINTS)).doesNotExist();
    }

    @Test
    void aComparisonThatDoesNotComeAboutLeavesNoOlderOne(@TempDir Path target) throws IOException {
        Path folder = Files.createDirectories(target.resolve("demo/compare-guards"));
        Files.writeString(folder.resolve("report.html"), "of yesterday");
        Files.writeString(folder.resolve("summary.json"), "{}");

        assertThat(run(target, "--compare-guards")).isEqualTo(3);

        assertThat(text(err)).isEqualTo("demo: port 5432 is taken\n");
        assertThat(folder)
                .isDirectoryNotContaining("glob:**report.html")
                .isDirectoryNotContaining("glob:**summary.json");
    }

    @Test
    void theServicesAreStartedWithTheGuardsThatWereAskedFor(@TempDir Path target) {
        Launcher tells = (where, speed, guards, progress) -> {
            throw new IOException("guards " + guards.label());
        };

        new DemoCommand(stream(out), stream(err), target, tells, false).run(List.of("--guards", "breaker"));

        assertThat(text(err)).isEqualTo("demo: guards breaker\n");
    }

    @Test
    void theEndpointsOfARunBeforeAreGoneBeforeTheNextStarts(@TempDir Path target) throws IOException {
        Path endpoints = Files.createDirectories(target.resolve("demo")).resolve(RunFolder.ENDPOINTS);
        Files.writeString(endpoints, "{}");
        Launcher asks = (where, speed, guards, progress) -> {
            throw new IOException("endpoints " + Files.exists(endpoints));
        };
        new DemoCommand(stream(out), stream(err), target, asks, false).run(List.of("--no-traffic"));
        assertThat(text(err)).isEqualTo("demo: endpoints false\n");
    }

    @Test
    void aRunBesideAnotherWritesToAFolderOfItsOwn(@TempDir Path target) throws IOException {
        try (RunFolder first = RunFolder.claim(target);
                RunFolder second = RunFolder.claim(target)) {
            assertThat(first.path()).isEqualTo(target.resolve("demo"));
            assertThat(first.isAnother()).isFalse();
            assertThat(second.path()).isEqualTo(target.resolve("demo-2"));
            assertThat(second.isAnother()).isTrue();
        }
        try (RunFolder third = RunFolder.claim(target)) {
            assertThat(third.isAnother()).isFalse();
        }
    }

    private int run(Path target, String... arguments) {
        return new DemoCommand(stream(out), stream(err), target, none, false).run(List.of(arguments));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
