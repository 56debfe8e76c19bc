package dev.breakwater.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.monitoring.Query.Selector;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void readsMetricsAndTheirMatchersAndNothingElse() {
        Query query = Query.of("""
                sum by (service, kind) (rate(a_total{state=~"x|y{2}", job!="a, b"}[5m] offset 1m)) / on (service) group_left ()
                (max(b:c:rate5m) > 0.5e1 or vector(0)) unless label_replace(up, "kind", "up to", "", "") == bool 1""");

        assertThat(query.selectors())
                .containsExactly(
                        new Selector("a_total", Set.of("state", "job")),
                        new Selector("b:c:rate5m", Set.of()),
                        new Selector("up", Set.of()));
        assertThat(query.groupings()).containsExactly("kind", "service");
    }

    @Test
    void readsTheVariablesOfADashboard() {
        assertThat(Query.of("rate(a{job=\"$job\"}[$__rate_interval])").selectors())
                .isEqualTo(List.of(new Selector("a", Set.of("job"))));
    }
}
