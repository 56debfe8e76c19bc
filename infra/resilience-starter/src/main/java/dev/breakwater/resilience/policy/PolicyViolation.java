package dev.breakwater.resilience.policy;

/**
 * What is wrong with one figure.
 *
 * @param field its full name in the configuration
 * @param value as it was written
 * @param rule what it must be, range and unit included
 */
public record PolicyViolation(String field, String value, String rule) {

    @Override
    public String toString() {
        return field + " is " + value + ", but " + rule;
    }
}
