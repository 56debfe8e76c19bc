package dev.breakwater.resilience.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;

/**
 * The policies as they are written, before anybody makes sense of them: section, {@code configs} or {@code instances}, name, key. Immutable.
 */
final class WrittenPolicies {

    static final String RETRY = "retry";
    static final List<String> SECTIONS = List.of("circuitbreaker", "timelimiter", "bulkhead", RETRY);
    static final String INSTANCES = "instances";
    static final List<String> KINDS = List.of("configs", INSTANCES);
    private static final String BASE = "base-config";

    private final Map<String, Map<String, Map<String, String>>> groups;

    private WrittenPolicies(Map<String, Map<String, Map<String, String>>> groups) {
        this.groups = groups;
    }

    static WrittenPolicies from(Binder binder) {
        ResolvableType figures = ResolvableType.forClassWithGenerics(Map.class, String.class, String.class);
        Bindable<Map<String, Map<String, String>>> group = Bindable.of(
                ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class), figures));
        Map<String, Map<String, Map<String, String>>> groups = new TreeMap<>();
        for (String section : SECTIONS) {
            for (String kind : KINDS) {
                String name = path(section, kind);
                groups.put(name, binder.bind(name, group).orElse(Map.of()));
            }
        }
        return new WrittenPolicies(groups);
    }

    /** The same with figures written anew. */
    WrittenPolicies with(Map<PolicyPath, String> changes) {
        Map<String, Map<String, Map<String, String>>> changed = new TreeMap<>(groups);
        changes.forEach((path, value) -> {
            String group = path(path.section(), path.kind());
            Map<String, Map<String, String>> names = new TreeMap<>(changed.getOrDefault(group, Map.of()));
            Map<String, String> figures = new LinkedHashMap<>(names.getOrDefault(path.name(), Map.of()));
            PolicyField.of(path.section(), path.key())
                    .ifPresent(field -> figures.keySet()
                            .removeIf(written ->
                                    PolicyField.of(path.section(), written).equals(Optional.of(field))));
            figures.put(path.key(), value);
            names.put(path.name(), figures);
            changed.put(group, names);
        });
        return new WrittenPolicies(changed);
    }

    Set<String> instances(String section) {
        return group(section, INSTANCES).keySet();
    }

    /** Everything that is written, however little sense it makes. */
    List<Figure> figures() {
        List<Figure> all = new ArrayList<>();
        for (String section : SECTIONS) {
            for (String kind : KINDS) {
                group(section, kind)
                        .forEach((name, figures) -> figures.forEach((key, value) -> all.add(
                                new Figure(section, path(section, kind) + "." + name + "." + key, key, value))));
            }
        }
        return all;
    }

    /** The figure that holds for an instance: its own or that of the nearest configuration it builds on. */
    @Nullable
    String effective(String section, String instance, PolicyField field) {
        Map<String, String> figures = group(section, INSTANCES).getOrDefault(instance, Map.of());
        Set<String> seen = new HashSet<>();
        while (true) {
            String own = find(section, figures, field.key());
            if (own != null) {
                return own;
            }
            String base = find(section, figures, BASE);
            if (base == null || !seen.add(base)) {
                return null;
            }
            figures = group(section, "configs").getOrDefault(base, Map.of());
        }
    }

    /** What holds for a dependency now and did not before, one figure after the other; empty when nothing does. */
    String differences(WrittenPolicies before, String dependency) {
        List<String> differences = new ArrayList<>();
        for (PolicyField field : PolicyField.values()) {
            String was = before.effective(field.section(), dependency, field);
            String is = effective(field.section(), dependency, field);
            if (!field.key().equals(BASE) && !Objects.equals(was, is)) {
                differences.add(field.section() + "." + field.key() + " " + was + " -> " + is);
            }
        }
        return String.join(", ", differences);
    }

    Set<String> bases(String section) {
        return group(section, "configs").keySet();
    }

    private Map<String, Map<String, String>> group(String section, String kind) {
        return groups.getOrDefault(path(section, kind), Map.of());
    }

    private static String path(String section, String kind) {
        return "resilience4j." + section + "." + kind;
    }

    private static @Nullable String find(String section, Map<String, String> figures, String key) {
        Optional<PolicyField> wanted = PolicyField.of(section, key);
        for (Map.Entry<String, String> figure : figures.entrySet()) {
            if (PolicyField.of(section, figure.getKey()).equals(wanted)) {
                return figure.getValue();
            }
        }
        return null;
    }

    /** One figure, under its full name. */
    record Figure(String section, String path, String key, String value) {}
}
