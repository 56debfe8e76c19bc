package dev.breakwater.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What services show to Prometheus: names, each with the labels of all its series. */
final class ExportedMetrics {

    private static final Path LIST = Path.of("../../monitoring/metrics.txt");

    /** What the services make themselves and what libraries make in them; the other lines are of exporters. */
    private static final Pattern ASKED = Pattern.compile("(?:breakwater|libraries) +(\\w+)\\{([\\w,]*)}");

    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Map<String, Set<String>> labels = new TreeMap<>();

    /** What the rules and the dashboards ask of the services. */
    static Map<String, Set<String>> asked() throws IOException {
        Map<String, Set<String>> asked = new TreeMap<>();
        for (String line : Files.readAllLines(LIST)) {
            Matcher metric = ASKED.matcher(line);
            if (metric.matches()) {
                String names = metric.group(2);
                asked.put(
                        metric.group(1), names.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(names.split(",", -1))));
            }
        }
        return asked;
    }

    void read(URI page) throws IOException, InterruptedException {
        String text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
        for (String line : text.split("\n", -1)) {
            Matcher series = SERIES.matcher(line);
            if (series.matches()) {
                Set<String> names = labels.computeIfAbsent(series.group(1), name -> new TreeSet<>());
                String all = series.group(2) == null ? "" : series.group(2);
                LABEL.matcher(all)
                        .results()
                        .map((MatchResult label) -> label.group(1))
                        .forEach(names::add);
            }
        }
    }

    Set<String> names() {
        return labels.keySet();
    }

    Set<String> labels(String name) {
        return labels.getOrDefault(name, Set.of());
    }
}
