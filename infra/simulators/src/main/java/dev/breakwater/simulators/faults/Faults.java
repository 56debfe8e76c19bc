package dev.breakwater.simulators.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The switches of one simulator. Thread-safe. */
public final class Faults {

    private final Map<Fault, FaultSwitch> switches = new EnumMap<>(Fault.class);
    private final Overload overload = new Overload();
    private final LongSupplier nanoTime;
    private final Set<String> parts;

    /**
     * All off, of a provider that is broken as a whole or not at all.
     *
     * @param nanoTime a clock that never jumps, {@code System::nanoTime} outside tests
     */
    public Faults(LongSupplier nanoTime) {
        this(nanoTime, Set.of());
    }

    /**
     * All off.
     *
     * @param nanoTime a clock that never jumps, {@code System::nanoTime} outside tests
     * @param parts of the provider that can be broken alone: what {@link Service#part} tells apart
     */
    public Faults(LongSupplier nanoTime, Set<String> parts) {
        this.nanoTime = nanoTime;
        this.parts = Set.copyOf(parts);
        Arrays.stream(Fault.values()).forEach(fault -> switches.put(fault, new FaultSwitch(fault)));
    }

    /** What a fault can be confined to, in alphabetical order. */
    public Set<String> parts() {
        return new TreeSet<>(parts);
    }

    /**
     * Switches on, or starts anew with other settings. The counter of injections goes on.
     *
     * @throws IllegalArgumentException if the fault is to be confined to a part that there is not
     */
    public synchronized void on(Fault fault, FaultSettings how) {
        if (how.only() != null && !parts.contains(how.only())) {
            throw new IllegalArgumentException("only must be one of " + parts() + ", was " + how.only());
        }
        of(fault).on(how, nanoTime.getAsLong());
        advance();
    }

    /** Switches off; calls that it holds already stay held, those in the queue of {@link Fault#OVERLOAD} are executed. */
    public synchronized void off(Fault fault) {
        of(fault).off();
        advance();
    }

    public synchronized void allOff() {
        switches.values().forEach(FaultSwitch::off);
        advance();
    }

    public synchronized FaultState state(Fault fault) {
        Long waiting = fault == Fault.OVERLOAD ? (Long) overload.waiting() : null;
        return of(fault).state(nanoTime.getAsLong(), waiting);
    }

    public synchronized List<FaultState> states() {
        return switches.keySet().stream().map(this::state).toList();
    }

    /**
     * Decides about the next call. Every active fault draws, so each one's sequence depends on nothing but its own seed.
     *
     * @param needs whether the call needs that part of the provider; asked only if a fault is confined to one
     */
    public synchronized Optional<Injection> next(Predicate<String> needs) {
        long now = nanoTime.getAsLong();
        Injection first = null;
        for (Map.Entry<Fault, FaultSwitch> each : switches.entrySet()) {
            @Nullable FaultSettings drawn = each.getValue().draw(now, needs);
            if (drawn != null && first == null) {
                each.getValue().hit();
                first = new Injection(each.getKey(), drawn);
            }
        }
        return Optional.ofNullable(first);
    }

    /**
     * Puts a call at the end of the queue of {@link Fault#OVERLOAD}.
     *
     * @param begin called once, when there is a place for it, perhaps at once; must not block. {@link #executed} must follow
     */
    synchronized void queue(Runnable begin) {
        overload.join(begin);
        advance();
    }

    /** How long a call of the queue takes that is begun now. */
    synchronized Duration work() {
        return Overload.work(overloaded());
    }

    /** A call of the queue was executed, or could not be. */
    synchronized void executed() {
        overload.leave();
        advance();
    }

    private void advance() {
        overload.advance(overloaded());
    }

    private @Nullable FaultSettings overloaded() {
        return of(Fault.OVERLOAD).inForce(nanoTime.getAsLong());
    }

    private FaultSwitch of(Fault fault) {
        FaultSwitch found = switches.get(fault);
        if (found == null) {
            throw new IllegalArgumentException("no switch for " + fault);
        }
        return found;
    }
}
