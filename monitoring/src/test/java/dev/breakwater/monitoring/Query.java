package dev.breakwater.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a PromQL expression reads. Not a parser: promtool is one, and says before whether the expression is PromQL at all.
 *
 * @param selectors each metric with the labels that its matchers look at
 * @param groupings the labels that {@code by}, {@code on} and their like name
 */
record Query(List<Selector> selectors, Set<String> groupings) {

    /** A metric and the labels that are matched. */
    record Selector(String metric, Set<String> labels) {}

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("(" + NAME + ")\\s*(?:=~|!~|!=|=)");
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w:.$])(" + NAME + ")(?:\\s*\\{([^}]*)}|(?![\\w:])(?!\\s*\\())");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    static Query of(String promql) {
        String bare = RANGE.matcher(STRING.matcher(promql).replaceAll("\"\"")).replaceAll("");
        Set<String> groupings = new TreeSet<>();
        for (MatchResult grouping : GROUPING.matcher(bare).results().toList()) {
            for (String label : grouping.group(1).split("\\s*,\\s*", -1)) {
                if (!label.isBlank()) {
                    groupings.add(label.strip());
                }
            }
        }
        List<Selector> selectors = new ArrayList<>();
        for (MatchResult found : SELECTOR.matcher(GROUPING.matcher(bare).replaceAll(" "))
                .results()
                .toList()) {
            if (!WORDS.contains(found.group(1))) {
                String matchers = found.group(2) == null ? "" : found.group(2);
                Set<String> labels = new TreeSet<>();
                LABEL.matcher(matchers).results().forEach(label -> labels.add(label.group(1)));
                selectors.add(new Selector(found.group(1), labels));
            }
        }
        return new Query(selectors, groupings);
    }
}
