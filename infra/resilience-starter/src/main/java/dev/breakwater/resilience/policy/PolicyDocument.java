package dev.breakwater.resilience.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Figures that take the place of written ones for as long as the document is in force. Immutable. */
final class PolicyDocument {

    static final PolicyDocument EMPTY = new PolicyDocument(Map.of());

    private final Map<String, String> figures;

    /** @param figures values by their full names */
    PolicyDocument(Map<String, String> figures) {
        this.figures = Map.copyOf(figures);
    }

    /**
     * The policies with these figures in them.
     *
     * @throws InvalidPolicyException with everything that makes no sense
     */
    WrittenPolicies over(WrittenPolicies policies) {
        List<PolicyViolation> violations = new ArrayList<>();
        Map<PolicyPath, String> known = new LinkedHashMap<>();
        figures.forEach((name, value) -> {
            Optional<PolicyPath> path = PolicyPath.of(name);
            String complaint = path.isEmpty()
                    ? "that is not the full name of a figure, such as"
                            + " resilience4j.circuitbreaker.instances.stripe.failure-rate-threshold"
                    : complaint(path.get(), policies);
            if (complaint.isEmpty()) {
                known.put(path.orElseThrow(), value);
            } else {
                violations.add(new PolicyViolation(name, value, complaint));
            }
        });
        WrittenPolicies changed = policies.with(known);
        violations.addAll(PolicyRules.violations(changed));
        PolicyRules.refuse(violations);
        return changed;
    }

    private static String complaint(PolicyPath path, WrittenPolicies policies) {
        if (path.section().equals(WrittenPolicies.RETRY)) {
            return "retries keep the figures that the service was started with";
        }
        Set<String> names = path.kind().equals(WrittenPolicies.INSTANCES)
                ? policies.instances(path.section())
                : policies.bases(path.section());
        return names.contains(path.name())
                ? ""
                : "this service has none of that name; it has "
                        + names.stream().sorted().collect(Collectors.joining(", "));
    }
}
