package dev.breakwater.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README's table of circuit breakers. */
final class ReadmeTable {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| ([a-z-]+) \\| ([^|]+) \\|.*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");

    private ReadmeTable() {}

    /** What the table says of each policy, by service and breaker. */
    static Map<String, String> policies() throws IOException {
        Map<String, String> policies = new TreeMap<>();
        for (String line : Files.readAllLines(README)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                policies.put(row.group(2) + " " + row.group(1), row.group(3));
            }
        }
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
