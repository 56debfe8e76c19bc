package dev.breakwater.resilience.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The full name of a figure in the configuration, such as {@code resilience4j.circuitbreaker.instances.stripe.failure-rate-threshold}.
 *
 * @param kind {@code instances} for one dependency, {@code configs} for a class of them
 * @param name of the dependency or of the class
 */
record PolicyPath(String section, String kind, String name, String key) {

    private static final Pattern WRITTEN =
            Pattern.compile("resilience4j\\.(" + String.join("|", WrittenPolicies.SECTIONS) + ")\\.("
                    + String.join("|", WrittenPolicies.KINDS) + ")\\.([^.]+)\\.([^.]+)");

    static Optional<PolicyPath> of(String written) {
        Matcher parts = WRITTEN.matcher(written);
        return parts.matches()
                ? Optional.of(new PolicyPath(parts.group(1), parts.group(2), parts.group(3), parts.group(4)))
                : Optional.empty();
    }

    static PolicyPath ofInstance(String section, String name, String key) {
        return new PolicyPath(section, WrittenPolicies.INSTANCES, name, key);
    }
}
