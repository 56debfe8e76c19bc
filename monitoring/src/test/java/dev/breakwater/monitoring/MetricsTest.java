package dev.breakwater.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.monitoring.Query.Selector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked is what there is: a misspelt metric is no error to Prometheus but an alert that never fires. */
class MetricsTest {

    private static final Pattern FALLBACKS = Pattern.compile("fallback(?:=~|!~|=|!=)\\s*\"([^\"]+)\"");
    private static final Pattern FALLBACK_IN_CODE = Pattern.compile("\\.orElse\\(\\s*\"(\\w+)\"");
    private static final Pattern REPLACED = Pattern.compile("label_replace\\(.*?, \"(\\w+)\", \"", Pattern.DOTALL);
    private static final Pattern SUFFIX = Pattern.compile("(_total|_seconds_(count|sum|max)|_seconds|_bytes)$");

    @Test
    void everyQueryReadsMetricsAndLabelsThatThereAre() throws IOException {
        Map<String, Set<String>> known = Metrics.all();
        queries().forEach((where, promql) -> {
            Query query = Query.of(promql);
            Set<String> labels = new TreeSet<>();
            REPLACED.matcher(promql).results().forEach(added -> labels.add(added.group(1)));
            assertThat(query.selectors()).as(where).isNotEmpty();
            for (Selector selector : query.selectors()) {
                assertThat(known).as(where).containsKey(selector.metric());
                assertThat(known.getOrDefault(selector.metric(), Set.of()))
                        .as(where + ": labels of " + selector.metric())
                        .containsAll(selector.labels());
                labels.addAll(known.getOrDefault(selector.metric(), Set.of()));
            }
            assertThat(labels).as(where + ": labels that are grouped by").containsAll(query.groupings());
        });
    }

    @Test
    void everyMetricOfTheListIsRead() throws IOException {
        Set<String> read = queries().values().stream()
                .flatMap(promql -> Query.of(promql).selectors().stream().map(Selector::metric))
                .collect(Collectors.toSet());
        assertThat(read).containsAll(Metrics.all().keySet());
    }

    @Test
    void everyMeterOfOursIsInTheCode() throws IOException {
        String code = code();
        assertThat(Metrics.listed().values())
                .filteredOn(metric -> metric.source().equals("breakwater"))
                .isNotEmpty()
                .allSatisfy(metric -> {
                    String meter = SUFFIX.matcher(metric.name()).replaceAll("").replace('_', '.');
                    String topic = meter.replaceAll("\\.dead$", ""); // a dead-letter topic's is named after the topic
                    assertThat(List.of(meter, topic))
                            .as(metric.name())
                            .anyMatch(name -> code.contains('"' + name + '"'));
                });
    }

    @Test
    void everyFallbackThatIsAskedForIsInTheCode() throws IOException {
        Set<String> there = FALLBACK_IN_CODE
                .matcher(code())
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
        Set<String> asked = queries().values().stream()
                .flatMap(promql -> FALLBACKS.matcher(promql).results())
                .flatMap(names -> Stream.of(names.group(1).split("\\|", -1)))
                .collect(Collectors.toSet());
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(there).anyMatch(Pattern.compile(name).asMatchPredicate()));
    }

    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>(Alerts.expressions());
        queries.putAll(Dashboards.queries());
        return queries;
    }

    /** All that is built into services. */
    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        for (String module : List.of("gateway", "services", "infra")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module))) {
                for (Path file : files.filter(each -> each.toString().contains("/src/main/java/")
                                && each.toString().endsWith(".java"))
                        .toList()) {
                    code.append(Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return code.toString();
    }
}
