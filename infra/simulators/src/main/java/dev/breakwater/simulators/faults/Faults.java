package dev.breakwater.simulators.faults;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The switches of one simulator. Thread-safe. */
public final class Faults {

    private final Map<Fault, FaultSwitch> switches = new EnumMap<>(Fault.class);
    private final LongSupplier nanoTime;

    /**
     * All off.
     *
     * @param nanoTime a clock that never jumps, {@code System::nanoTime} outside tests
     */
    public Faults(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Arrays.stream(Fault.values()).forEach(fault -> switches.put(fault, new FaultSwitch(fault)));
    }

    /** Switches on, or starts anew with other settings. The counter of injections goes on. */
    public synchronized void on(Fault fault, FaultSettings how) {
        of(fault).on(how, nanoTime.getAsLong());
    }

    /** Switches off; calls that it holds already stay held. */
    public synchronized void off(Fault fault) {
        of(fault).off();
    }

    public synchronized void allOff() {
        switches.values().forEach(FaultSwitch::off);
    }

    public synchronized FaultState state(Fault fault) {
        return of(fault).state(nanoTime.getAsLong());
    }

    public synchronized List<FaultState> states() {
        long now = nanoTime.getAsLong();
        return switches.values().stream().map(fault -> fault.state(now)).toList();
    }

    /** Decides about the next call. Every active fault draws, so each one's sequence depends on nothing but its own seed. */
    public synchronized Optional<Injection> next() {
        long now = nanoTime.getAsLong();
        Injection first = null;
        for (Map.Entry<Fault, FaultSwitch> each : switches.entrySet()) {
            @Nullable FaultSettings drawn = each.getValue().draw(now);
            if (drawn != null && first == null) {
                each.getValue().hit();
                first = new Injection(each.getKey(), drawn);
            }
        }
        return Optional.ofNullable(first);
    }

    private FaultSwitch of(Fault fault) {
        FaultSwitch found = switches.get(fault);
        if (found == null) {
            throw new IllegalArgumentException("no switch for " + fault);
        }
        return found;
    }
}
