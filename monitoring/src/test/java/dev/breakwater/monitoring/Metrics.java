package dev.breakwater.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of what there is to query: {@code metrics.txt}, and what the recording rules add. */
final class Metrics {

    /** Of every series: Prometheus gives them to it when it scrapes. */
    private static final Set<String> EVERYWHERE = Set.of("job", "instance", "scraped");

    private static final Pattern LINE = Pattern.compile("(\\w+) +(\\w+)\\{([\\w,]*)}");

    /** A line of the list. */
    record Listed(String source, String name, Set<String> labels) {}

    private Metrics() {}

    static Map<String, Listed> listed() throws IOException {
        Map<String, Listed> listed = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("metrics.txt"))) {
            Matcher metric = LINE.matcher(line);
            if (metric.matches()) {
                Set<String> labels = labels(metric.group(3), ",");
                labels.addAll(EVERYWHERE);
                listed.put(metric.group(2), new Listed(metric.group(1), metric.group(2), labels));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalStateException("metrics.txt: not a metric: " + line);
            }
        }
        return listed;
    }

    /** Every series that can be read, with its labels; of a recorded one those are in its name: {@code service_breaker:what:how}. */
    static Map<String, Set<String>> all() throws IOException {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        listed().forEach((name, metric) -> all.put(name, metric.labels()));
        for (String recorded : Alerts.recorded()) {
            String level = recorded.substring(0, recorded.indexOf(':'));
            all.put(recorded, level.equals("shop") ? Set.of() : labels(level, "_"));
        }
        return all;
    }

    private static Set<String> labels(String all, String separator) {
        return all.isEmpty() ? new TreeSet<>() : new TreeSet<>(Set.of(all.split(separator, -1)));
    }
}
