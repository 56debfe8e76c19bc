package dev.breakwater.resilience.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether policies make sense: each figure by itself, and the figures of one dependency together. */
final class PolicyRules {

    /** What a breaker may not leave to the library's defaults, since its figures are the lesson. */
    private static final Set<PolicyField> WRITTEN_OUT = EnumSet.of(
            PolicyField.FAILURE_RATE,
            PolicyField.SLOW_RATE,
            PolicyField.SLOW_CALL,
            PolicyField.MINIMUM_CALLS,
            PolicyField.WINDOW,
            PolicyField.WINDOW_TYPE,
            PolicyField.OPEN_WAIT,
            PolicyField.PROBES,
            PolicyField.PROBE_LOST);

    private PolicyRules() {}

    /** @throws InvalidPolicyException with everything that makes no sense */
    static void check(WrittenPolicies policies) {
        refuse(violations(policies));
    }

    /** @throws InvalidPolicyException with these violations, unless there are none */
    static void refuse(List<PolicyViolation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidPolicyException(violations.stream()
                    .sorted(Comparator.comparing(PolicyViolation::field))
                    .toList());
        }
    }

    static List<PolicyViolation> violations(WrittenPolicies policies) {
        List<PolicyViolation> violations = new ArrayList<>();
        policies.figures().forEach(figure -> checkFigure(figure, policies, violations));
        for (String dependency : policies.instances("circuitbreaker")) {
            checkTogether(dependency, policies, violations);
        }
        return violations;
    }

    private static void checkFigure(
            WrittenPolicies.Figure figure, WrittenPolicies policies, List<PolicyViolation> violations) {
        Optional<PolicyField> field = PolicyField.of(figure.section(), figure.key());
        String complaint = field.isEmpty()
                ? "there is no such field; there are " + known(figure.section())
                : field.get().complaint(figure.value());
        if (complaint == null
                && field.orElseThrow().key().equals("base-config")
                && !policies.bases(figure.section()).contains(figure.value())) {
            complaint = "there is no such configuration; there are "
                    + policies.bases(figure.section()).stream().sorted().collect(Collectors.joining(", "));
        }
        if (complaint != null) {
            violations.add(new PolicyViolation(figure.path(), figure.value(), complaint));
        }
    }

    private static void checkTogether(String dependency, WrittenPolicies policies, List<PolicyViolation> violations) {
        for (PolicyField field : WRITTEN_OUT) {
            if (policies.effective(field.section(), dependency, field) == null) {
                violations.add(new PolicyViolation(path(field, dependency), "not written", "it has no default"));
            }
        }
        Double limit = number(dependency, PolicyField.TIME_LIMIT, policies);
        Double slow = number(dependency, PolicyField.SLOW_CALL, policies);
        Double lost = number(dependency, PolicyField.PROBE_LOST, policies);
        if (limit != null && slow != null && slow >= limit) {
            violations.add(new PolicyViolation(
                    path(PolicyField.SLOW_CALL, dependency),
                    slow.longValue() + " ms",
                    "must be below the time limit of " + limit.longValue() + " ms, or no call is ever slow"));
        }
        if (limit != null && lost != null && lost < limit) {
            violations.add(new PolicyViolation(
                    path(PolicyField.PROBE_LOST, dependency),
                    lost.longValue() + " ms",
                    "must be at least the time limit of " + limit.longValue()
                            + " ms, or a probe is lost while it may still answer"));
        }
    }

    private static @Nullable Double number(String dependency, PolicyField field, WrittenPolicies policies) {
        String value = policies.effective(field.section(), dependency, field);
        return value == null ? null : field.number(value);
    }

    private static String path(PolicyField field, String dependency) {
        return "resilience4j." + field.section() + ".instances." + dependency + "." + field.key();
    }

    private static String known(String section) {
        return PolicyField.in(section).map(PolicyField::key).sorted().collect(Collectors.joining(", "));
    }
}
