package dev.breakwater.e2e.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.localstack.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MonitoringFilesTest {

    private static final Path MONITORING = Repository.root().resolve("monitoring");

    @Test
    void everySpanOfARuleIsShortenedAndNothingElse() {
        assertThat(MonitoringFiles.rules("""
                - alert: A
                  expr: x:y:rate5m > 0.1 and min_over_time(z[30s]) > 3 unless rate(w[1d]) > 5
                  for: 1m
                  annotations: {description: "for 30m or 5m"}
                """, 10)).isEqualTo("""
                - alert: A
                  expr: x:y:rate5m > 0.1 and min_over_time(z[3000ms]) > 3 unless rate(w[8640000ms]) > 5
                  for: 6000ms
                  annotations: {description: "for 30m or 5m"}
                """);
    }

    @Test
    void everySpanOfARouteIsShortened() {
        assertThat(MonitoringFiles.routes("group_wait: 10s # enough\nrepeat_interval: 4h\n", 10))
                .isEqualTo("group_wait: 1000ms # enough\nrepeat_interval: 1440000ms\n");
    }

    @Test
    void noSpanOfTheCommittedFilesIsLeft() throws IOException {
        Pattern span = Pattern.compile("\\[\\d+[smhd][\\]:]|(for|wait|interval|timeout): \\d+[smhd]\\b");
        for (String rules : new String[] {"alerts.yml", "recording.yml"}) {
            String committed =
                    Files.readString(MONITORING.resolve("prometheus/rules").resolve(rules));
            assertThat(committed).containsPattern(span);
            assertThat(MonitoringFiles.rules(committed, 10)).doesNotContainPattern(span);
        }
        String routes = Files.readString(MONITORING.resolve("alertmanager/alertmanager.yml"));
        assertThat(routes).containsPattern(span);
        assertThat(MonitoringFiles.routes(routes, 10)).doesNotContainPattern(span);
    }

    @Test
    void whatIsReplacedMustBeThereOnce() {
        assertThat(MonitoringFiles.replaced("a b c", "b", "x")).isEqualTo("a x c");
        assertThatThrownBy(() -> MonitoringFiles.replaced("a c", "b", "x")).hasMessageContaining("one b");
        assertThatThrownBy(() -> MonitoringFiles.replaced("b b", "b", "x")).hasMessageContaining("one b");
    }
}
