package dev.breakwater.resilience.policy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start, without a stack trace, which figures of the policies make no sense. */
final class InvalidPolicyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPolicyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidPolicyException cause) {
        return new FailureAnalysis(
                "The policies of the circuit breakers make no sense:\n\n" + cause.getMessage(),
                "Correct the figures in policies.yml or in what overrides it (environment, command line).",
                cause);
    }
}
