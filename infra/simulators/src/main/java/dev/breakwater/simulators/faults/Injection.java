package dev.breakwater.simulators.faults;

/** A fault that strikes one call. */
public record Injection(Fault fault, FaultSettings settings) {

    /** The value of the only parameter of this fault. */
    public long parameter() {
        return settings.value(fault.parameters().get(0));
    }
}
