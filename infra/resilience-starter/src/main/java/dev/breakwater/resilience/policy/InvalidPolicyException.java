package dev.breakwater.resilience.policy;

import java.util.List;
import java.util.stream.Collectors;

/** Policies that are refused as a whole, with everything that is wrong with them. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<PolicyViolation> violations;

    InvalidPolicyException(List<PolicyViolation> violations) {
        super(violations.stream().map(PolicyViolation::toString).collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    /** At least one, ordered by field. */
    public List<PolicyViolation> violations() {
        return violations;
    }
}
