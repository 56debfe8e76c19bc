package dev.breakwater.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README's table of circuit breakers. */
final class ReadmeTable {

    private static final Path README = Path.of("../..", "README.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| ([a-z -]+) \\| ([^|]+) \\|.*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");

    /** Stands in a row for all the services that the other rows have. */
    private static final String EVERYWHERE = "every service";

    private ReadmeTable() {}

    /** What the table says of each policy, by service and breaker. */
    static Map<String, String> policies() throws IOException {
        Map<String, String> policies = new TreeMap<>();
        Map<String, String> everywhere = new TreeMap<>();
        Set<String> services = new TreeSet<>();
        for (String line : Files.readAllLines(README)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group(2).equals(EVERYWHERE)) {
                everywhere.put(row.group(1), row.group(3));
            } else if (row.matches()) {
                services.add(row.group(2));
                policies.put(row.group(2) + " " + row.group(1), row.group(3));
            }
        }
        services.forEach(
                service -> everywhere.forEach((breaker, policy) -> policies.put(service + " " + breaker, policy)));
        return policies;
    }

    /** Every file and folder that the README leads to. */
    static List<Path> links() throws IOException {
        return LINK.matcher(Files.readString(README))
                .results()
                .map(link -> README.resolveSibling(link.group(1)))
                .toList();
    }
}
