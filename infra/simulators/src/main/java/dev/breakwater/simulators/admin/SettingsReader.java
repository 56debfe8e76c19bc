package dev.breakwater.simulators.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.admin.Problem.FieldError;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one fault from JSON and collects all that is wrong with them. Used once. */
final class SettingsReader {

    private static final long LONGEST = Duration.ofDays(1).toMillis();
    private static final String ONLY = "only";
    private static final String INDIVISIBLE = "no part of this provider can be broken alone";
    private static final String ANY_WHOLE_NUMBER = "a whole number of 64 bits";

    private final Fault fault;
    private final Set<String> parts;
    private final List<FieldError> errors = new ArrayList<>();

    /** @param parts of the provider that the fault can be confined to */
    SettingsReader(Fault fault, Set<String> parts) {
        this.fault = fault;
        this.parts = parts;
    }

    List<FieldError> errors() {
        return errors;
    }

    /** What was asked for; meaningless if there are errors afterwards. */
    FaultSettings read(ObjectNode json) {
        refuseUnknown(json);
        FaultSettings settings = FaultSettings.always().rate(rate(json.get("rate")));
        Long duration = whole(json, "durationMs", 1, LONGEST);
        if (duration != null) {
            settings = settings.lasting(Duration.ofMillis(duration));
        }
        Long seed = whole(json, "seed", Long.MIN_VALUE, Long.MAX_VALUE);
        if (seed != null) {
            settings = settings.seed(seed);
        }
        Long most = whole(json, "maxInjections", 1, Long.MAX_VALUE);
        if (most != null) {
            settings = settings.atMost(most);
        }
        String only = only(json.get(ONLY));
        if (only != null) {
            settings = settings.only(only);
        }
        for (Fault.Parameter parameter : fault.parameters()) {
            Long value = whole(json, parameter.name(), parameter.least(), parameter.most());
            if (value != null) {
                settings = settings.with(parameter.name(), value);
            }
        }
        return settings;
    }

    private void refuseUnknown(ObjectNode json) {
        Set<String> known = new TreeSet<>(Set.of("rate", "durationMs", "seed", "maxInjections"));
        if (!parts.isEmpty()) {
            known.add(ONLY);
        }
        fault.parameters().forEach(parameter -> known.add(parameter.name()));
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !name.equals(ONLY)) { // that one says for itself why it cannot be set
                refuse(
                        name,
                        json.get(name),
                        "one of " + known,
                        "is not a setting of " + fault.label() + ", only one of " + known);
            }
        });
    }

    private double rate(@Nullable JsonNode node) {
        if (node == null) {
            return 1;
        }
        if (!node.isNumber() || !(node.asDouble() >= 0 && node.asDouble() <= 1)) {
            refuse("rate", node, "0 to 1", "must be a number from 0 to 1");
            return 1;
        }
        return node.asDouble();
    }

    private @Nullable String only(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isTextual() && parts.contains(node.asText())) {
            return node.asText();
        }
        if (parts.isEmpty()) {
            refuse(ONLY, node, INDIVISIBLE, "cannot be set: " + INDIVISIBLE);
        } else {
            refuse(ONLY, node, "one of " + parts, "must be one of " + parts);
        }
        return null;
    }

    private @Nullable Long whole(ObjectNode json, String field, long least, long most) {
        JsonNode node = json.get(field);
        if (node == null) {
            return null;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToLong();
        if (!fits || node.asLong() < least || node.asLong() > most) {
            String range = least == Long.MIN_VALUE ? ANY_WHOLE_NUMBER : least + " to " + most;
            refuse(field, node, range, "must be a whole number, " + range);
            return null;
        }
        return node.asLong();
    }

    private void refuse(String field, JsonNode value, String range, String why) {
        String shown = value.toString();
        String brief = shown.length() > 100 ? shown.substring(0, 100) + "…" : shown;
        errors.add(new FieldError(field, brief, range, field + " " + why + ", was " + brief));
    }
}
